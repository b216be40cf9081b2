// Counts what a model has said, so that a reply whose usage never came can be billed as estimated. A plain value.
#pragma once

#include "gateway/base/units.hpp"

#include <cstdint>

namespace gw::dialect {

/// Tokens of a text of `bytes` bytes: a quarter of them, rounded up (English text averages four bytes a token).
Tokens tokensOfBytes(std::uint64_t bytes) noexcept;

struct OutputTally {
    std::uint64_t bytes = 0;   ///< of content strings, as they are written
    std::uint64_t chunks = 0;  ///< payloads with content
    void add(const OutputTally& other) noexcept {
        bytes += other.bytes;
        chunks += other.chunks;
    }
    /// Streams usually carry a token a chunk: while chunks are that small, chunks are counted, otherwise bytes. Never
    /// less than the chunks, because each holds at least one token.
    Tokens tokens() const noexcept;
};

}  // namespace gw::dialect
