// What one worker remembers of requests that the cache has answered: the very bytes of a body, and what reading them has come
// to. The same bytes from the same key under the same snapshot ask the same thing, so that they are not read, routed and hashed
// again; the answer itself is asked for in the cache each time (expiry, flushes and bounds are its own). Owned by WorkerState.
#pragma once

#include "gateway/dialect/dialect.hpp"
#include "gateway/pipeline/cache_plan.hpp"
#include "gateway/routing/router.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace gw::pipeline {

/// Everything beside the snapshot that decides what a body asks for.
struct HitMark {
    const config::ApiKey* key = nullptr;
    const dialect::Dialect* dialect = nullptr;
    bool pricedOnly = false;  ///< UNPRICED_POLICY=refuse: who may serve it depends on prices
    std::string_view body;
};

struct HitMemo {
    std::string body;
    std::string model;
    Tokens inputEstimate = 0, choices = 1;
    std::optional<Tokens> inputMost, outputMax;
    bool stream = false;
    /// Its views live in the snapshot and in `model`.
    routing::Route route;
    CachePlan plan;
};

class HitMemos {
 public:
    static constexpr std::size_t kSlots = 1024;
    static constexpr std::size_t kBodyMax = 16 * 1024;

    /// @param bytesMax of all that is remembered.
    HitMemos(std::uint64_t seed, std::uint64_t bytesMax) : seed_(seed), bytesMax_(bytesMax) {}

    /// Valid until the next call; null when the bytes are not known. Another snapshot forgets everything.
    const HitMemo* find(const config::Snapshot& snapshot, const HitMark& mark);
    /// In the place of what shares its slot; when there is no room left, all is forgotten first.
    void keep(const config::Snapshot& snapshot, const HitMark& mark, const dialect::Request& request, const routing::Route& route,
              const CachePlan& plan);
    std::uint64_t bytes() const noexcept { return bytes_; }

 private:
    struct Slot {
        std::uint64_t hash = 0;
        const config::ApiKey* key = nullptr;
        const dialect::Dialect* dialect = nullptr;
        bool pricedOnly = false;
        HitMemo memo;
    };

    std::uint64_t hashOf(const HitMark& mark) const noexcept;
    void follow(const config::Snapshot& snapshot);
    void forget();

    const std::uint64_t seed_, bytesMax_;
    std::array<std::unique_ptr<Slot>, kSlots> slots_;
    std::uint64_t bytes_ = 0;
    const config::Snapshot* snapshot_ = nullptr;  ///< compared, never looked into
    std::uint64_t version_ = 0;
};

}  // namespace gw::pipeline
