// When each provider's next health probe is due: an interval after its last probe and, for a real call, after the last real
// answer of its model, with a jitter, so that nodes and providers do not ask in step. Says only when; sends nothing. A value of
// control's thread, owned by RouteWatch.
#pragma once

#include "gateway/base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace gw::engine {

class ProbeSchedule {
 public:
    using Millis = std::chrono::milliseconds;
    /// The first probe of a provider goes out within this.
    static constexpr Millis kFirstWithin{1'000};
    /// Intervals are drawn from this share of the wanted one on both sides, in percent.
    static constexpr std::int64_t kJitterPercent = 10;

    /// @param seed makes nodes ask at different times.
    explicit ProbeSchedule(std::uint64_t seed) : random_(seed | 1U) {}

    /// @param lastAnswer when its model has answered anybody last; the epoch: never, or it does not matter.
    SteadyTime dueAt(const std::string& provider, std::chrono::seconds every, SteadyTime lastAnswer, SteadyTime now);
    /// Its probe is over, however it went.
    void probed(const std::string& provider, SteadyTime now);
    /// Forgets who is not probed any more.
    void keepOnly(const std::function<bool(const std::string& provider)>& isProbed);

 private:
    struct Entry {
        std::chrono::seconds every{0};
        Millis wait{0};     ///< until the next, from the last
        SteadyTime first{};  ///< when the first is due
        SteadyTime last{};   ///< when the last ended; the epoch: there was none
    };
    Millis drawn(std::int64_t below);
    Millis jittered(Millis every);

    std::map<std::string, Entry> entries_;
    std::uint64_t random_;
};

}  // namespace gw::engine
