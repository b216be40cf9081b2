#include "gateway/store/page.hpp"

#include "gateway/base/digest.hpp"

#include <charconv>

namespace gw::store {

namespace {
constexpr std::size_t kCursorMax = 512;
}

std::string encodeCursor(const CursorKey& key) {
    const std::string plain = std::to_string(key.number) + ":" + key.text;
    return hexText({reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size()});
}

Result<CursorKey> decodeCursor(std::string_view cursor) {
    const auto refuse = [] {
        return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never,
                    "The cursor is not one that this list has given out: start again without it.", "cursor");
    };
    if (cursor.size() > kCursorMax) return refuse();
    const auto bytes = hexBytes(cursor);
    if (!bytes) return refuse();
    const std::string_view plain(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    CursorKey key;
    const auto [end, ec] = std::from_chars(plain.data(), plain.data() + plain.size(), key.number);
    if (ec != std::errc{} || end == plain.data() + plain.size() || *end != ':') return refuse();
    key.text = plain.substr(static_cast<std::size_t>(end - plain.data()) + 1);
    return key;
}

}  // namespace gw::store
