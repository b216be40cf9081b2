#include "gateway/config/block_tree.hpp"
#include "gateway/control/block_range.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Whatever is accepted has one spelling that reads back as itself, and the tree finds it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto range = gw::control::blockRange(text);
    if (!range) return 0;
    const auto spelled = gw::control::blockText(*range);
    const auto again = gw::control::blockRange(spelled);
    if (!again || !(*again == *range) || gw::control::blockText(*again) != spelled) std::abort();
    const gw::config::BlockTree tree{*range};
    if (!tree.find(range->base) || !tree.hitsOf(*range) || !tree.without(*range).empty()) std::abort();
    (void)gw::control::checkBlockGuards(*range, {});
    return 0;
}
