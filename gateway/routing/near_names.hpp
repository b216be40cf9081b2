// Finds what somebody may have meant: the names nearest to a mistyped one. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gw::routing {

/// Insertions, deletions, changes and swaps of neighbours, at most `limit` + 1 (then it is only "more").
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);

/// Up to `count` of `names` that are near `wanted` (a third of its length, at least 2, or one contains the other),
/// nearest first, each once.
std::vector<std::string> nearNames(std::string_view wanted, const std::vector<std::string_view>& names,
                                   std::size_t count = 3);

}  // namespace gw::routing
