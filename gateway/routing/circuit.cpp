#include "gateway/routing/circuit.hpp"

#include <algorithm>

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
    if (now - windowSince_ >= kWindow) {
        windowSince_ = now;
        calls_ = failures_ = 0;
    }
    ++calls_;
    if (failure) ++failures_;
}

void Circuit::open(SteadyTime now, ErrorCode reason) {
    state_ = CircuitState::open;
    forced_ = false;
    reason_ = reason;
    until_ = now + jittered(nextRest_);
    nextRest_ = std::min(nextRest_ * 2, kRestMax);
    inARow_ = calls_ = failures_ = 0;
}

void Circuit::close() {
    state_ = CircuitState::closed;
    forced_ = false;
    nextRest_ = kRestMin;
    inARow_ = calls_ = failures_ = 0;
}

void Circuit::force(SteadyTime now, Millis length) {
    state_ = CircuitState::open;
    forced_ = true;
    reason_.reset();
    until_ = now + length;
    nextRest_ = kRestMin;
    inARow_ = calls_ = failures_ = 0;
}

void Circuit::succeeded(SteadyTime now, CircuitState under) {
    // A call that began before the circuit opened tells nothing new.
    if (state_ == CircuitState::open || (state_ == CircuitState::halfOpen && under != CircuitState::halfOpen)) return;
    if (state_ == CircuitState::halfOpen) close();
    inARow_ = 0;
    count(now, false);
}

bool Circuit::failed(SteadyTime now, ErrorCode reason, CircuitState under, std::uint32_t inARowMax) {
    if (state_ == CircuitState::open) return false;
    if (state_ == CircuitState::halfOpen) {
        if (under != CircuitState::halfOpen) return false;
        if (inARowMax == 0) return close(), false;
        open(now, reason);
        return true;
    }
    if (inARowMax == 0) return false;
    count(now, true);
    const bool bad = ++inARow_ >= inARowMax || (calls_ >= kCallsMin && failures_ * 2 >= calls_);
    if (bad) open(now, reason);
    return bad;
}

bool Circuit::rest(SteadyTime now, Millis length) {
    const bool wasClosed = state_ == CircuitState::closed;
    const auto until = now + std::clamp(length, Millis{0}, kRestMax);
    if (state_ == CircuitState::open && until <= until_) return false;
    state_ = CircuitState::open;
    forced_ = false;
    reason_ = ErrorCode::upstreamRateLimit;
    until_ = until;
    return wasClosed;
}

void Circuit::withdrawn() {
    if (state_ != CircuitState::halfOpen) return;
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

}  // namespace gw::routing
