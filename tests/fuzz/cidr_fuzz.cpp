#include "gateway/base/cidr.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// What is accepted must read back as itself from its canonical text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto range = gw::parseCidr(text);
    if (!range) return 0;
    const auto again = gw::parseCidr(range->text());
    if (!again || !(*again == *range) || !range->contains(range->base)) std::abort();
    return 0;
}
