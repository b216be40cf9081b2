#include "gateway/engine/circuit_news.hpp"

#include <algorithm>

namespace gw::engine {

using routing::CircuitState;
using routing::CircuitTurn;
using Kind = CircuitNewsItem::Kind;

namespace {

std::chrono::seconds secondsOf(std::chrono::nanoseconds span) { return std::chrono::ceil<std::chrono::seconds>(span); }

}  // namespace

std::vector<CircuitNewsItem> CircuitNews::look(const std::vector<pipeline::CircuitBoard::Row>& rows, SteadyTime now) {
    items_.clear();
    waiting_ = false;
    endMinute(now);
    for (auto& [place, seen] : seen_) seen.present = false;
    for (const auto& row : rows) {
        const Place place{row.provider, row.model};
        Seen& seen = seen_[place];
        seen.present = true;
        if (!looked_) {
            note(seen, row);
            continue;
        }
        endWindow(place, seen, now);
        std::uint32_t openings = row.openings - std::min(row.openings, seen.openings);
        for (const CircuitTurn& turn : row.turns) {
            if (turn.at <= seen.lastTurn) continue;
            if (turn.state == CircuitState::open && openings > 0) --openings;
            turned(place, seen, turn, now);
        }
        // A circuit remembers eight turns; what went by faster counts all the same.
        seen.heldBack += openings;
        note(seen, row);
        waiting_ = waiting_ || seen.heldBack > 0;
    }
    std::erase_if(seen_, [](const auto& entry) { return !entry.second.present; });
    looked_ = true;
    waiting_ = waiting_ || leftOut_ > 0;
    return std::move(items_);
}

void CircuitNews::note(Seen& seen, const pipeline::CircuitBoard::Row& row) {
    seen.openings = row.openings;
    seen.open = row.state != CircuitState::closed;
    if (row.turns.empty()) return;
    seen.lastTurn = row.turns.back().at;
    if (!looked_ && seen.open) seen.openSince = seen.lastTurn;
}

void CircuitNews::turned(const Place& place, Seen& seen, const CircuitTurn& turn, SteadyTime now) {
    if (turn.state == CircuitState::closed) {
        const auto away = secondsOf(turn.at - seen.openSince);
        if (!turn.forced && seen.open) tell(seen, {Kind::recovered, place.first, place.second, seen.reason, away, seen.retrips});
        seen.open = false;
        seen.retrips = 0;
        return;
    }
    if (seen.open) ++seen.retrips;
    else seen.openSince = turn.at;
    seen.open = true;
    seen.reason = turn.reason;
    if (seen.windowSince == SteadyTime{}) seen.windowSince = now;
    if (!turn.forced && seen.retrips <= kRetripsTold) tell(seen, {Kind::tripped, place.first, place.second, turn.reason, secondsOf(turn.rest), 0});
}

void CircuitNews::tell(Seen& seen, CircuitNewsItem item) {
    if (seen.told >= kToldAMinute) {
        if (item.kind == Kind::tripped) ++seen.heldBack;
        return;
    }
    ++seen.told;
    push(std::move(item));
}

void CircuitNews::endWindow(const Place& place, Seen& seen, SteadyTime now) {
    if (seen.windowSince == SteadyTime{} || now - seen.windowSince < kWindow) return;
    if (seen.heldBack > 0) push({Kind::flapping, place.first, place.second, seen.reason, secondsOf(now - seen.windowSince), seen.heldBack});
    seen.windowSince = {};
    seen.told = seen.heldBack = 0;
}

void CircuitNews::endMinute(SteadyTime now) {
    if (now - minuteSince_ < kWindow) return;
    if (leftOut_ > 0) items_.push_back({Kind::many, {}, {}, {}, secondsOf(now - minuteSince_), leftOut_});
    minuteSince_ = now;
    inMinute_ = leftOut_ = 0;
}

void CircuitNews::push(CircuitNewsItem item) {
    if (inMinute_ >= kAllAMinute) {
        ++leftOut_;
        return;
    }
    ++inMinute_;
    items_.push_back(std::move(item));
}

}  // namespace gw::engine
