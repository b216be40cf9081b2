#include "gateway/routing/choice.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace gw::routing {

namespace {

/// What is assumed of an upstream that has a call under way and has never answered.
constexpr double kUnknownMicros = 1'000'000;

std::uint32_t runningOf(const config::PresetItem& item) { return item.load ? item.load->running() : 0; }

double costOf(const config::PresetItem& item, SteadyTime now) {
    if (!item.load) return 0;
    const auto running = item.load->running();
    const auto micros = static_cast<double>(item.load->expected(now).count());
    if (micros <= 0) return running == 0 ? 0 : kUnknownMicros * (running + 1.0);
    return micros * (running + 1.0);
}

void mix(std::uint64_t& hash, std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash *= 1099511628211ULL;
}

/// In (0, 1). FNV-1a over who and where, then the finalizer of SplitMix64: the same on every node and after each restart.
double drawOf(std::string_view who, const config::PresetItem& item) {
    std::uint64_t hash = 14695981039346656037ULL;
    mix(hash, who);
    mix(hash, item.provider->name);
    mix(hash, item.model);
    hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBULL;
    hash ^= hash >> 31U;
    return (static_cast<double>(hash >> 11U) + 0.5) * 0x1.0p-53;
}

template <class Cost>
void byCost(Places& places, Cost cost) {
    std::vector<std::pair<double, std::size_t>> costs;
    costs.reserve(places.size());
    for (const std::size_t place : places) costs.emplace_back(cost(place), place);
    std::stable_sort(costs.begin(), costs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(costs.begin(), costs.end(), places.begin(), [](const auto& each) { return each.second; });
}

}  // namespace

std::string_view whyText(Why why) noexcept {
    static constexpr std::array<std::string_view, 9> kWords{"direct",     "only", "wheel",        "first_group", "fastest",
                                                            "least_busy", "user", "conversation", "all_rest"};
    return kWords[static_cast<std::size_t>(why)];
}

std::string_view strategyText(config::Strategy strategy) noexcept {
    static constexpr std::array<std::string_view, 5> kWords{"weighted", "priority", "latency", "least_busy", "sticky"};
    return kWords[static_cast<std::size_t>(strategy)];
}

void byPriority(const Items& items, Places& places) {
    std::stable_sort(places.begin(), places.end(), [&items](std::size_t a, std::size_t b) {
        return items[a].priority != items[b].priority ? items[a].priority < items[b].priority
                                                      : items[a].weight > items[b].weight;
    });
}

void byLatency(const Items& items, Places& places, std::uint64_t random, SteadyTime now) {
    if (places.size() < 2) return;
    const std::size_t one = random % places.size();
    // Another one than the first: drawn from the rest.
    const std::size_t other = (one + 1 + (random >> 32U) % (places.size() - 1)) % places.size();
    const bool better = costOf(items[places[other]], now) < costOf(items[places[one]], now);
    std::swap(places.front(), places[better ? other : one]);
    Places rest(places.begin() + 1, places.end());
    byCost(rest, [&](std::size_t place) { return costOf(items[place], now); });
    std::copy(rest.begin(), rest.end(), places.begin() + 1);
}

void byCallsUnderWay(const Items& items, Places& places) {
    byCost(places, [&](std::size_t place) { return static_cast<double>(runningOf(items[place])) / items[place].weight; });
}

void byRendezvous(const Items& items, Places& places, std::string_view who) {
    byCost(places, [&](std::size_t place) { return -std::log(drawOf(who, items[place])) / items[place].weight; });
}

}  // namespace gw::routing
