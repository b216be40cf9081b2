#include "gateway/cache/home.hpp"

#include <algorithm>
#include <utility>

namespace gw::cache {

Answer Home::ask(const Key& key, Ticket who, SteadyTime now, std::uint64_t generation, bool renews, SteadyTime madeSince) {
    if (!renews) {
        if (EntryPtr entry = kept_.find(key, now, generation, madeSince)) return {Verdict::hit, std::move(entry)};
    }
    const bool room = flights_.size() < kFlightsMax;
    const auto [found, begins] = room ? flights_.try_emplace(key) : std::pair(flights_.find(key), false);
    if (found == flights_.end()) return {Verdict::pass};
    Flight& flight = found->second;
    if (begins) {
        flight.leader = who;
        flight.generation = generation;
        return {Verdict::lead};
    }
    // What was asked for before a flush is not for whoever asks after it.
    if (renews || flight.generation < generation || flight.followers.size() >= kFollowersMax) return {Verdict::pass};
    flight.followers.push_back(who);
    if (flight.streams) return {Verdict::listen, nullptr, flight.leader};
    return {Verdict::wait};
}

void Home::announce(const Key& key, Ticket leader, Tellings& out) {
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || !(flight->second.leader == leader)) return;
    flight->second.streams = true;
    for (const Ticket& follower : flight->second.followers) out.push_back({follower, {Verdict::listen, nullptr, leader}});
}

void Home::store(const Key& key, Ticket leader, EntryPtr entry, bool keep, Tellings& out) {
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || !(flight->second.leader == leader)) return;
    tellAll(flight, {Verdict::hit, entry}, out);
    if (keep) kept_.put(key, std::move(entry));
}

void Home::release(const Key& key, Ticket leader, Tellings& out) {
    const auto flight = flights_.find(key);
    if (flight != flights_.end() && flight->second.leader == leader) tellAll(flight, {Verdict::pass}, out);
}

void Home::leave(const Key& key, Ticket who, Tellings& out) {
    const auto found = flights_.find(key);
    if (found == flights_.end()) return;
    Flight& flight = found->second;
    if (!(flight.leader == who)) {
        std::erase(flight.followers, who);
        return;
    }
    if (flight.followers.empty()) {
        flights_.erase(found);
        return;
    }
    flight.leader = flight.followers.front();
    flight.followers.erase(flight.followers.begin());
    flight.streams = false;
    out.push_back({flight.leader, {Verdict::lead}});
}

void Home::tellAll(Flights::iterator flight, const Answer& answer, Tellings& out) {
    for (const Ticket& follower : flight->second.followers) out.push_back({follower, answer});
    flights_.erase(flight);
}

}  // namespace gw::cache
