// How a preset's strategy puts its items into the order in which they are to be tried. Pure functions over items whose
// upstreams take calls; what rests stands behind them in any case. Shares nothing, any thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/config/snapshot.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gw::routing {

/// Why the first candidate is the first.
enum class Why : std::uint8_t {
    direct,        ///< the caller named provider and model
    only,          ///< nothing else takes calls
    wheel,         ///< its turn by weight
    firstGroup,    ///< its turn within the first priority that takes calls
    fastest,       ///< of two drawn at random the one that is expected to answer first
    leastBusy,     ///< fewest calls under way for its weight
    user,          ///< where this user's calls go
    conversation,  ///< where this conversation's calls go
    allRest,       ///< every circuit is open
};
/// "direct", "only", "wheel", "first_group", "fastest", "least_busy", "user", "conversation", "all_rest".
std::string_view whyText(Why why) noexcept;
/// "weighted", "priority", "latency", "least_busy", "sticky".
std::string_view strategyText(config::Strategy strategy) noexcept;

using Items = std::vector<config::PresetItem>;
/// Places of items in their preset.
using Places = std::vector<std::size_t>;

/// By priority, then heavier ones first.
void byPriority(const Items& items, Places& places);

/// Two drawn at random, the better one first; then the others, fastest first. A cost is what is expected until the first byte,
/// times the calls under way and this one; an upstream nobody has heard of is tried at once, and not twice at a time.
/// @param random any number: the draw.
void byLatency(const Items& items, Places& places, std::uint64_t random, SteadyTime now);

/// Fewest calls under way for the weight first; equal ones stay in the order they have.
void byCallsUnderWay(const Items& items, Places& places);

/// Weighted rendezvous hashing: each item draws a number from `who` and itself, the luckiest for its weight comes first. An item
/// that goes gives only its own callers to the others, in proportion to their weights.
void byRendezvous(const Items& items, Places& places, std::string_view who);

}  // namespace gw::routing
