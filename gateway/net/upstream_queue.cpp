#include "gateway/net/upstream_queue.hpp"

#include "gateway/net/pool_state.hpp"

#include <algorithm>
#include <utility>

namespace gw::net {

QueuePlace::QueuePlace(PoolState& pool, Bucket& bucket, Call& call)
    : pool_(pool), bucket_(bucket), call_(call), since_(call.startedAt), at_(bucket.line.insert(bucket.line.end(), this)) {
    pool.loop.wake(*this, since_ + call.request.timeouts.connect);
}

void QueuePlace::leaveLine() {
    if (at_ == bucket_.line.end()) return;
    bucket_.line.erase(at_);
    at_ = bucket_.line.end();
}

std::chrono::microseconds QueuePlace::waited() const {
    pool_.loop.refreshNow();
    return std::chrono::duration_cast<std::chrono::microseconds>(pool_.loop.now() - since_);
}

void QueuePlace::takeTurn() {
    constexpr std::chrono::milliseconds kLeast{1};
    Call& call = call_;
    call.times.queued = waited();
    call.startedAt = pool_.loop.now();
    auto& total = call.request.timeouts.total;
    total = std::max(kLeast, total - std::chrono::duration_cast<std::chrono::milliseconds>(*call.times.queued));
    call.place.reset();
}

void QueuePlace::onTimer() {
    leaveLine();
    Call& call = call_;
    call.times.queued = waited();
    Error error{ErrorCode::overloaded, ErrorSource::upstream, Retry::nextCandidate, "all connections to " + bucket_.host + " are in use", {}};
    const pipeline::AttemptTimes times = call.times;
    // The call may be destroyed inside, but not what stands here.
    const std::unique_ptr<QueuePlace> self = std::move(call.place);
    call.observer.onUpstreamFailed(error, times);
}

}  // namespace gw::net
