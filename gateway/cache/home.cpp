#include "gateway/cache/home.hpp"

#include <algorithm>
#include <utility>

namespace gw::cache {

Answer Home::ask(const Key& key, Ticket who, SteadyTime now, std::uint64_t generation, bool renews, SteadyTime madeSince) {
    if (!renews) {
        if (EntryPtr entry = kept_.find(key, now, generation, madeSince)) return {Verdict::hit, std::move(entry)};
    }
    if (const auto found = flights_.find(key); found != flights_.end()) {
        auto& followers = found->second.followers;
        // What was asked for before a flush is not for whoever asks after it.
        if (renews || found->second.generation < generation || followers.size() >= kFollowersMax) return {Verdict::pass};
        followers.push_back(who);
        if (found->second.streams) return {Verdict::listen, nullptr, found->second.leader};
        return {Verdict::wait};
    }
    if (flights_.size() >= kFlightsMax) return {Verdict::pass};
    flights_.emplace(key, Flight{who, generation, false, {}});
    return {Verdict::lead};
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
    if (keep) kept_.put(key, entry);
    tellAll(flight, {Verdict::hit, std::move(entry)}, out);
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
