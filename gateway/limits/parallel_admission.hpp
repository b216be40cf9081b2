// Holds each key to its max_parallel: one table striped over short locks, shared by all workers so that the limit is
// exact. Keys without a limit never touch it. Owned by the engine, outlives the workers.
#pragma once

#include "gateway/limits/admission.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace gw::limits {

class ParallelAdmission final : public Admission {
 public:
    tl::expected<Admitted, Denial> admit(const Ask& ask, SteadyTime now) override;
    /// Requests in flight of a key that has a limit.
    std::uint32_t inFlight(const std::string& keyId);

 private:
    void release(const std::string& keyId, Tokens used) override;
    /// The mutex guards `running`; a message would make each request wait for another thread's turn.
    struct Stripe {
        std::mutex mutex;
        std::unordered_map<std::string, std::uint32_t> running;
    };
    Stripe& stripeOf(const std::string& keyId);

    std::array<Stripe, 64> stripes_;
};

}  // namespace gw::limits
