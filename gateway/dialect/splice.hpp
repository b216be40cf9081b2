// Small changes to a body without copying it: sorted cuts and insertions, handed on as pieces of the original and of
// the inserted texts. Plain values; pieces live as long as the body and the list.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gw::dialect {

/// `text` in the place of [begin, end).
struct Splice {
    std::size_t begin = 0, end = 0;
    std::string text;
};

/// Sorts by place; splices must not overlap. An insertion stands before a cut at the same place.
void sortSplices(std::vector<Splice>& splices);
/// The body with the sorted splices applied, as views; no piece is empty.
std::vector<std::string_view> splicedPieces(std::string_view body, const std::vector<Splice>& splices);
std::size_t sizeOf(const std::vector<std::string_view>& pieces) noexcept;

}  // namespace gw::dialect
