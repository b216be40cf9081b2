#include "gateway/cache/entry.hpp"

#include <algorithm>

namespace gw::cache {

EntryPtr Entry::make(const EntryFacts& facts, const EntryTexts& texts) {
    const TextSize size{sizeOf(texts)};
    return EntryPtr(new (size) Entry(facts, texts));
}

Entry::Entry(const EntryFacts& facts, const EntryTexts& texts) noexcept
    : EntryFacts(facts),
      bodySize_(texts.body.size() + texts.tail.size()),
      typeSize_(static_cast<std::uint32_t>(texts.contentType.size())),
      providerSize_(static_cast<std::uint32_t>(texts.provider.size())),
      modelSize_(static_cast<std::uint32_t>(texts.upstreamModel.size())) {
    char* at = reinterpret_cast<char*>(this + 1);
    for (const std::string_view part : {texts.contentType, texts.provider, texts.upstreamModel, texts.body, texts.tail})
        at = std::copy(part.begin(), part.end(), at);
}

}  // namespace gw::cache
