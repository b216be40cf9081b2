#include "gateway/engine/drain.hpp"

#include "gateway/base/log.hpp"

#include <utility>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 20ms;
/// For error events and settle records of what was ended to get out.
constexpr auto kLastWords = 2s;

}  // namespace

Drain::Drain(WorkerSet& workers, ControlThread& control, const config::Settings& settings, std::function<void()> done)
    : workers_(workers), control_(control), notice_(settings.drainNotice), patience_(settings.drain), done_(std::move(done)) {}

void Drain::begin() {
    log::engine().info("draining inflight={}", workers_.inflight());
    workers_.beginDrain();
    control_.after(notice_, [self = shared_from_this()] { self->closeListeners(); });
}

void Drain::closeListeners() {
    if (!done_) return;
    workers_.closeListeners();
    deadline_ = std::chrono::steady_clock::now() + patience_;
    // A request that was accepted in the last moment counts from the next look on.
    control_.after(kLook, [self = shared_from_this()] { self->watch(); });
}

void Drain::watch() {
    if (!done_) return;
    if (workers_.inflight() == 0) return finish();
    if (std::chrono::steady_clock::now() >= deadline_) {
        if (ended_) return finish();
        endWhatIsLeft();
    }
    control_.after(kLook, [self = shared_from_this()] { self->watch(); });
}

void Drain::endWhatIsLeft() {
    ended_ = true;
    deadline_ = std::chrono::steady_clock::now() + kLastWords;
    log::engine().warn("drain time is over, ending what is left inflight={}", workers_.inflight());
    workers_.endDrain();
}

void Drain::hurry() {
    if (!done_ || ended_) return;
    workers_.closeListeners();
    endWhatIsLeft();
    control_.after(kLook, [self = shared_from_this()] { self->watch(); });
}

void Drain::finish() {
    log::engine().info("drained inflight={}", workers_.inflight());
    if (auto done = std::exchange(done_, {})) done();
}

}  // namespace gw::engine
