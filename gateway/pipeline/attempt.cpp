#include "gateway/pipeline/attempt.hpp"

#include <utility>

namespace gw::pipeline {

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

void Attempt::onUpstreamHead(const UpstreamHead& head) {
    status = head.status;
    if (owner_) owner_->onHead(head);
}

void Attempt::onUpstreamData(std::string_view bytes) {
    if (owner_) owner_->onData(bytes);
}

void Attempt::onUpstreamEnd(const AttemptTimes& times) {
    ended_ = true;
    if (owner_) owner_->onEnd(times);
}

void Attempt::onUpstreamFailed(const Error& error, const AttemptTimes& times) {
    ended_ = true;
    if (owner_) owner_->onFailed(error, times);
}

}  // namespace gw::pipeline
