#include "gateway/pipeline/attempt.hpp"

#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

config::UpstreamLoadPtr sharedLoad(const routing::Candidate& candidate) {
    if (candidate.item) return candidate.item->load;
    return candidate.directLoad ? *candidate.directLoad : nullptr;
}

}  // namespace

Attempt::Attempt(AttemptOwner& owner, std::uint16_t number, routing::Candidate candidate, CapPlace cap)
    : owner_(&owner), number_(number), candidate_(candidate), load_(sharedLoad(candidate)), cap_(std::move(cap)) {
    if (load_) load_->began();
}

void Attempt::leave() noexcept {
    if (const auto load = std::exchange(load_, nullptr)) load->ended();
    cap_ = CapPlace();
}

void Attempt::tellLoad(const std::optional<Error>& error, const AttemptTimes& times, SteadyTime now) const {
    config::UpstreamLoad* load = candidate_.load();
    if (!load) return;
    const Verdict verdict = verdictOf(error);
    if (verdict == Verdict::works && times.firstByte) load->answered(*times.firstByte, now);
    if (verdict == Verdict::fails) load->failed(times.total, now);
}

void Attempt::start(UpstreamPort& port, UpstreamRequest request, SteadyTime now) {
    startedAt_ = now;
    call_ = port.start(std::move(request), *this);
}

void Attempt::pause() {
    if (ended_ || paused_ || !call_) return;
    paused_ = true;
    call_->pause();
}

void Attempt::resume() {
    if (!paused_) return;
    paused_ = false;
    if (!ended_) call_->resume();
}

bool Attempt::sendBody(std::string_view bytes) { return ended_ || !call_ || call_->sendBody(bytes); }

void Attempt::endBody() {
    if (!ended_ && call_) call_->endBody();
}

AttemptTimes Attempt::timesUntil(SteadyTime now) const {
    using std::chrono::duration_cast;
    using std::chrono::microseconds;
    if (!started()) return {};
    AttemptTimes times = call_->timesSoFar();
    // The call's clock may be read later than `now` was.
    const microseconds sent = duration_cast<microseconds>(now - startedAt_) - times.queued.value_or(microseconds{0});
    times.total = std::max(sent, times.firstByte.value_or(microseconds{0}));
    return times;
}

void Attempt::onUpstreamHead(const UpstreamHead& head) {
    status = head.status;
    if (owner_) owner_->onHead(head);
}

void Attempt::onUpstreamData(std::string_view bytes) {
    if (owner_) owner_->onData(bytes);
}

void Attempt::onUpstreamEnd(const AttemptTimes& times) {
    ended_ = true;
    leave();
    if (owner_) owner_->onEnd(times);
}

void Attempt::onUpstreamFailed(const Error& error, const AttemptTimes& times) {
    ended_ = true;
    leave();
    if (owner_) owner_->onFailed(error, times);
}

void Attempt::onUpstreamWritable() {
    if (owner_) owner_->onWritable();
}

}  // namespace gw::pipeline
