// Holds each key to its requests a minute, tokens a minute, parallel requests and budget: one table striped over short locks,
// shared by all workers so that each limit is exact. Tokens and money are reserved at the door and settled to the real figure
// when the request is over. What a key has spent is counted with or without a budget. Owned by the engine, outlives the workers.
#pragma once

#include "gateway/limits/admission.hpp"
#include "gateway/limits/sliding_window.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace gw::limits {

class KeyAdmission final : public Admission {
 public:
    /// Windows of a minute in buckets of 250 ms: at most 0.42 % of a limit stays unused.
    static constexpr std::chrono::milliseconds kWindow{60'000}, kBucket{250};

    /// @param clock asked when a request is over.
    explicit KeyAdmission(const Clock& clock) : clock_(clock) {}

    tl::expected<Admitted, Denial> admit(const Ask& ask, SteadyTime now) override;
    /// What the ledger knows of earlier days; before the workers run.
    void setSpent(const std::unordered_map<std::string, NanoUsd>& spentByKey);

    /// What is counted of a key now; for tests and explanations.
    struct Figures {
        std::uint32_t running = 0;
        std::int64_t requests = 0, tokens = 0;
        NanoUsd spent{0}, held{0};
    };
    Figures figures(const std::string& keyId);
    /// Keys that are remembered at this moment.
    std::size_t known();

 private:
    struct Stripe;
    struct Counters {
        Stripe* stripe = nullptr;
        std::optional<SlidingWindow> requests, tokens;
        std::uint32_t running = 0;
        NanoUsd spent{0};  ///< of all time, as far as a budget asks
        NanoUsd held{0};   ///< reserved by requests that run
    };
    /// The mutex guards the map and its counters; a message would make each request wait for another thread's turn.
    struct Stripe {
        std::mutex mutex;
        std::unordered_map<std::string, std::unique_ptr<Counters>> byKey;
        std::size_t sweepAt = 64;
    };
    struct Limits;

    void release(const Place& place, const Used& used) override;
    Stripe& stripeOf(const std::string& keyId);
    static Counters& countersOf(Stripe& stripe, const std::string& keyId, SteadyTime now);
    static void sweep(Stripe& stripe, SteadyTime now);
    static std::optional<Denial> refusal(Counters& counters, const Ask& ask, const Limits& limits, SteadyTime now);
    static Standings standings(Counters& counters, const Limits& limits, SteadyTime now);

    const Clock& clock_;
    std::array<Stripe, 64> stripes_;
};

}  // namespace gw::limits
