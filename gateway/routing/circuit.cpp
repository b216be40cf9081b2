#include "gateway/routing/circuit.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gw::routing {

const char* circuitWord(CircuitState state) noexcept {
    switch (state) {
        case CircuitState::closed: return "closed";
        case CircuitState::halfOpen: return "half_open";
        case CircuitState::open: break;
    }
    return "open";
}

Circuit::Millis Circuit::jittered(Millis length) {
    // xorshift64: enough to keep circuits from ending their rests together.
    random_ ^= random_ << 13U;
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return length + Millis{static_cast<std::int64_t>(random_ % static_cast<std::uint64_t>(length.count() / 5 + 1))};
}

bool Circuit::wouldTake(SteadyTime now) const {
    if (state_ == CircuitState::closed) return true;
    if (state_ == CircuitState::open) return now >= until_;
    return now - trialSince_ >= kTrialMax;
}

bool Circuit::take(SteadyTime now) {
    if (!wouldTake(now)) return false;
    if (state_ == CircuitState::closed) return true;
    state_ = CircuitState::halfOpen;
    trialSince_ = now;
    return true;
}

void Circuit::count(SteadyTime now, bool failure) {
    if (now - halfSince_ >= kHalfWindow) {
        const bool follows = now - halfSince_ < 2 * kHalfWindow;
        callsBefore_ = follows ? calls_ : 0;
        failuresBefore_ = follows ? failures_ : 0;
        halfSince_ = now;
        calls_ = failures_ = 0;
    }
    ++calls_;
    if (failure) ++failures_;
}

void Circuit::forget() { inARow_ = calls_ = failures_ = callsBefore_ = failuresBefore_ = 0; }

void Circuit::remember(SteadyTime now) {
    if (turns_.size() == kTurnsMax) turns_.erase(turns_.begin());
    const bool opened = state_ == CircuitState::open;
    const Millis rest = opened && until_ > now ? std::chrono::ceil<Millis>(until_ - now) : Millis{0};
    turns_.push_back({now, state_, opened ? reason_ : std::nullopt, forced_, rest});
    if (opened) ++openings_;
}

void Circuit::open(SteadyTime now, ErrorCode reason, SteadyTime atLeast) {
    const SteadyTime until = std::max(now + jittered(nextRest_), atLeast);
    nextRest_ = std::min(nextRest_ * 2, kRestMax);
    forget();
    restUntil(now, reason, until);
}

/// Opens it because the upstream asked for it: what is known of failures stays.
void Circuit::restUntil(SteadyTime now, ErrorCode reason, SteadyTime until) {
    state_ = CircuitState::open;
    forced_ = false;
    reason_ = reason;
    until_ = until;
    remember(now);
}

/// What a call from before is told by an upstream that rests already. An order holds on, for longer.
void Circuit::prolong(ErrorCode reason, SteadyTime until) {
    if (until <= until_) return;
    until_ = until;
    if (!forced_) reason_ = reason;
}

void Circuit::close(SteadyTime now, bool ordered) {
    const bool wasClosed = state_ == CircuitState::closed;
    state_ = CircuitState::closed;
    forced_ = false;
    nextRest_ = kRestMin;
    forget();
    if (wasClosed) return;
    remember(now);
    turns_.back().forced = ordered;
}

void Circuit::hasten(SteadyTime now) {
    if (state_ == CircuitState::open && !forced_) until_ = std::min(until_, now);
}

void Circuit::force(SteadyTime now, Millis length) {
    state_ = CircuitState::open;
    forced_ = true;
    reason_.reset();
    until_ = now + length;
    nextRest_ = kRestMin;
    forget();
    remember(now);
}

void Circuit::succeeded(SteadyTime now, CircuitState under) {
    // A call that began before the circuit opened tells nothing new.
    if (state_ == CircuitState::open || (state_ == CircuitState::halfOpen && under != CircuitState::halfOpen)) return;
    if (state_ == CircuitState::halfOpen) close(now);
    inARow_ = 0;
    lastSuccess_ = now;
    count(now, false);
}

bool Circuit::failed(SteadyTime now, ErrorCode reason, CircuitState under, const CircuitPolicy& policy, Millis asked) {
    const bool asks = asked > Millis{0} && policy.inARowMax > 0;
    const SteadyTime askedUntil = now + std::clamp(asked, Millis{0}, kRestMax);
    if (state_ == CircuitState::open) {
        if (asks) prolong(reason, askedUntil);
        return false;
    }
    if (state_ == CircuitState::halfOpen) {
        if (under != CircuitState::halfOpen) return false;
        if (policy.inARowMax == 0) return close(now), false;
        open(now, reason, askedUntil);
        return true;
    }
    if (policy.inARowMax == 0) return false;
    count(now, true);
    const std::uint32_t calls = calls_ + callsBefore_;
    const std::uint64_t failures = failures_ + failuresBefore_;
    const bool badShare = policy.failedPercent > 0 && calls >= policy.callsMin && failures * 100 >= std::uint64_t{calls} * policy.failedPercent;
    const bool bad = ++inARow_ >= policy.inARowMax || badShare;
    if (bad) open(now, reason, askedUntil);
    else if (asks) restUntil(now, reason, askedUntil);
    return bad || asks;
}

bool Circuit::rest(SteadyTime now, Millis length, CircuitState under) {
    const SteadyTime until = now + std::clamp(length, Millis{0}, kRestMax);
    if (state_ == CircuitState::open) {
        prolong(ErrorCode::upstreamRateLimit, until);
        return false;
    }
    if (state_ == CircuitState::halfOpen && under != CircuitState::halfOpen) return false;
    restUntil(now, ErrorCode::upstreamRateLimit, until);
    return true;
}

bool Circuit::restShortly(SteadyTime now, CircuitState under) {
    if (state_ != CircuitState::halfOpen || under != CircuitState::halfOpen) return false;
    restUntil(now, ErrorCode::upstreamRateLimit, now + jittered(kRestMin));
    return true;
}

SteadyTime Circuit::busyUntil() const {
    switch (state_) {
        case CircuitState::closed: return {};
        case CircuitState::open: return until_;
        case CircuitState::halfOpen: break;
    }
    return trialSince_ + kTrialMax;
}

void Circuit::withdrawn(std::optional<SteadyTime> since) {
    if (state_ != CircuitState::halfOpen || (since && *since != trialSince_)) return;
    state_ = CircuitState::open;
}

CircuitState Circuit::state(SteadyTime now) const {
    // An open circuit whose rest is over waits for its trial.
    return state_ == CircuitState::open && now >= until_ ? CircuitState::halfOpen : state_;
}

Circuit::Millis Circuit::left(SteadyTime now) const {
    if (state_ != CircuitState::open || now >= until_) return Millis{0};
    return std::chrono::ceil<Millis>(until_ - now);
}

CircuitMemory Circuit::memory(SteadyTime now) const {
    CircuitMemory memory{state_ != CircuitState::closed, forced_, reason_, until_, nextRest_, inARow_, openings_, turns_};
    if (!memory.open) memory.reason.reset();
    if (state_ == CircuitState::halfOpen) memory.until = std::min(until_, now);
    return memory;
}

void Circuit::restore(SteadyTime now, CircuitMemory memory, bool opensItself) {
    nextRest_ = std::clamp(memory.nextRest, kRestMin, kRestMax);
    openings_ = memory.openings;
    turns_ = std::move(memory.turns);
    if (turns_.size() > kTurnsMax) turns_.erase(turns_.begin(), turns_.end() - static_cast<std::ptrdiff_t>(kTurnsMax));
    // A clock that was put back must not make the past the future.
    for (auto& turn : turns_) turn.at = std::min(turn.at, now);
    forget();
    state_ = CircuitState::closed;
    forced_ = false;
    if (!memory.open) {
        inARow_ = opensItself ? memory.failuresInARow : 0;
        return;
    }
    state_ = CircuitState::open;
    forced_ = memory.forced;
    reason_ = memory.forced ? std::nullopt : memory.reason;
    until_ = memory.forced ? memory.until : std::min(memory.until, now + kRestMax + kRestMax / 5);
    if (now - until_ >= kStale || (!forced_ && !opensItself)) close(now);
}

}  // namespace gw::routing
