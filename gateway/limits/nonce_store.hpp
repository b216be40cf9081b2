// The port that tells whether a signed request was seen before. In one process a table in memory (nonce_table.hpp) is
// behind it; a store shared by several nodes may answer later. Called on the workers.
#pragma once

#include "gateway/base/clock.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace gw::limits {

/// Names a nonce of one key: 12 bytes of a SHA-256 over both, then 4 bytes of one over the key alone, its owner.
using NonceId = std::array<std::uint8_t, 16>;
inline constexpr std::size_t kNonceOwnerAt = 12;

struct NonceClaim {
    NonceId id{};
    /// The moment after which the request's timestamp is refused anyway.
    WallTime until{};
};

enum class NonceVerdict : std::uint8_t {
    fresh,
    used,
    keyFull,      ///< the key has used up its share: the others' room is not its own
    unavailable,  ///< full, or the store does not answer: the request must be refused
};

class NonceStore {
 public:
    virtual ~NonceStore() = default;
    /// Takes the nonce for the caller. `then` runs once, on the calling worker, from inside this call or later.
    virtual void claim(const NonceClaim& claim, WallTime now, std::function<void(NonceVerdict)> then) = 0;
};

}  // namespace gw::limits
