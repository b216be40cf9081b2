#include "gateway/dialect/splice.hpp"

#include "gateway/base/assert.hpp"

#include <algorithm>
#include <numeric>

namespace gw::dialect {

void sortSplices(std::vector<Splice>& splices) {
    if (splices.size() < 2) return;
    std::stable_sort(splices.begin(), splices.end(), [](const Splice& a, const Splice& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
    });
}

std::vector<std::string_view> splicedPieces(std::string_view body, const std::vector<Splice>& splices) {
    std::vector<std::string_view> pieces;
    pieces.reserve(splices.size() * 2 + 1);
    const auto add = [&pieces](std::string_view piece) {
        if (!piece.empty()) pieces.push_back(piece);
    };
    std::size_t at = 0;
    for (const Splice& splice : splices) {
        GW_ASSERT(splice.begin >= at && splice.end >= splice.begin && splice.end <= body.size());
        add(body.substr(at, splice.begin - at));
        add(splice.text);
        at = splice.end;
    }
    add(body.substr(at));
    return pieces;
}

std::size_t sizeOf(const std::vector<std::string_view>& pieces) noexcept {
    return std::accumulate(pieces.begin(), pieces.end(), std::size_t{0},
                           [](std::size_t sum, std::string_view piece) { return sum + piece.size(); });
}

}  // namespace gw::dialect
