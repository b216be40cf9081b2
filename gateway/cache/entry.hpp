// One answer as the cache keeps it, and what it is found by. Immutable once made; shared by the workers, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/base/digest.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

namespace gw::cache {

/// SHA-256 over the caller's scope, the preset and the canonical request.
using Key = Digest256;

struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept {
        std::size_t hash = 0;
        std::memcpy(&hash, key.data() + 8, sizeof hash);
        return hash;
    }
};

struct Entry {
    std::string contentType;
    /// A plain reply, or all events of a stream with its end mark, byte for byte as the first client got them.
    std::string body;
    bool stream = false;
    std::string provider, upstreamModel;  ///< who made the answer
    ledger::TokenUsage usage;
    bool usageKnown = false;  ///< the provider told it; else `usage` is counted
    SteadyTime madeAt{}, expiresAt{};
    std::uint64_t generation = 0;  ///< flushes that came before it

    /// What it takes in memory, the table's own share included.
    std::size_t bytes() const noexcept {
        constexpr std::size_t kTableShare = 256;
        return sizeof(Entry) + kTableShare + body.capacity() + contentType.capacity() + provider.capacity() + upstreamModel.capacity();
    }
};

using EntryPtr = std::shared_ptr<const Entry>;

}  // namespace gw::cache
