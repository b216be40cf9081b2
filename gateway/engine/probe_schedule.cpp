#include "gateway/engine/probe_schedule.hpp"

#include <algorithm>

namespace gw::engine {

/// Evenly from 0 to below `below` milliseconds (xorshift64).
ProbeSchedule::Millis ProbeSchedule::drawn(std::int64_t below) {
    random_ ^= random_ << 13U;
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return Millis{static_cast<std::int64_t>(random_ % static_cast<std::uint64_t>(std::max<std::int64_t>(below, 1)))};
}

ProbeSchedule::Millis ProbeSchedule::jittered(Millis every) {
    const std::int64_t part = every.count() * kJitterPercent / 100;
    return every - Millis{part} + drawn(2 * part + 1);
}

SteadyTime ProbeSchedule::dueAt(const std::string& provider, std::chrono::seconds every, SteadyTime lastAnswer, SteadyTime now) {
    const auto [place, isNew] = entries_.try_emplace(provider);
    Entry& entry = place->second;
    if (isNew) entry.first = now + drawn(std::min(Millis(every), kFirstWithin).count());
    if (entry.every != every) {
        entry.every = every;
        entry.wait = jittered(every);
    }
    const SteadyTime due = entry.last == SteadyTime{} ? entry.first : entry.last + entry.wait;
    return lastAnswer == SteadyTime{} ? due : std::max(due, lastAnswer + entry.wait);
}

void ProbeSchedule::probed(const std::string& provider, SteadyTime now) {
    const auto found = entries_.find(provider);
    if (found == entries_.end()) return;
    found->second.last = now;
    found->second.wait = jittered(found->second.every);
}

void ProbeSchedule::keepOnly(const std::function<bool(const std::string&)>& isProbed) {
    std::erase_if(entries_, [&](const auto& entry) { return !isProbed(entry.first); });
}

}  // namespace gw::engine
