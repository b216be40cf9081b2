// A call's place in the line before an endpoint whose connections are all in use. Owned by the call, listed by the
// endpoint's bucket, its loop's thread only. Who waits longer than the time to connect is told so.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/net/timer_wheel.hpp"

#include <chrono>
#include <list>

namespace gw::net {

class Call;
class PoolState;
struct Bucket;

class QueuePlace final : public Timer {
 public:
    using Line = std::list<QueuePlace*>;

    /// At the end of the bucket's line.
    QueuePlace(PoolState& pool, Bucket& bucket, Call& call);
    ~QueuePlace() override { leaveLine(); }

    Call& call() const noexcept { return call_; }
    std::chrono::microseconds waited() const;
    /// The call's turn has come, and this place is gone: the attempt's own times begin here.
    void takeTurn();
    void onTimer() override;

 private:
    void leaveLine();

    PoolState& pool_;
    Bucket& bucket_;
    Call& call_;
    SteadyTime since_;
    Line::iterator at_;
};

}  // namespace gw::net
