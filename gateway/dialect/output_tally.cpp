#include "gateway/dialect/output_tally.hpp"

#include <algorithm>

namespace gw::dialect {

namespace {

/// Bytes a chunk up to which it is taken for one token; the longest common tokens have about that many.
constexpr std::uint64_t kBytesOfOneToken = 10;

}  // namespace

Tokens tokensOfBytes(std::uint64_t bytes) noexcept { return static_cast<Tokens>((bytes + 3) / 4); }

Tokens OutputTally::tokens() const noexcept {
    const auto counted = static_cast<Tokens>(chunks);
    if (chunks > 1 && bytes <= chunks * kBytesOfOneToken) return counted;
    return std::max(counted, tokensOfBytes(bytes));
}

}  // namespace gw::dialect
