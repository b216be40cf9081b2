// One thread's event loop: edge-triggered readiness, timer wheel, deferred work and the shared scratch buffer. A worker's
// runs by itself; on control's thread, which has other work too, an Asio io_context turns it. All calls on that thread but
// `post`.
// This is the readiness seam: epoll stands behind it, sessions and upstream connections know only Source.
#pragma once

#include "gateway/net/timer_wheel.hpp"
#include "gateway/pipeline/ports.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace gw::net {

/// What a readiness event says; `broken` (reset or both directions shut) and `peerClosed` (the peer's FIN) come at
/// once.
struct Readiness {
    bool read = false, write = false, peerClosed = false, broken = false;
};

/// Something with a socket, a deadline and deferred work, living on a Loop. Destroyed through Loop::bury.
class Source : public Timer {
 public:
    virtual void onReady(Readiness ready) = 0;
    void onTimer() override {}
    /// Asked for with Loop::defer: after the present event, before the next one.
    virtual void onDeferred() {}
    /// Asked for with Loop::again: in the next turn, after other sockets had theirs.
    virtual void onAgain() {}

 private:
    friend class Loop;
    bool deferred_ = false;
    bool again_ = false;
    bool buried_ = false;
};

/// Takes tasks from other threads to a loop that may be gone by then.
class Mailbox {
 public:
    virtual ~Mailbox() = default;
    /// @return false when the loop no longer exists; the task is dropped.
    virtual bool post(std::function<void()> task) = 0;
};

class Loop final : public pipeline::WorkerTimers {
 public:
    static constexpr std::size_t kScratchBytes = 64 * 1024;

    /// To be turned by `run`.
    Loop();
    /// Turned by `io`.
    explicit Loop(boost::asio::io_context& io);
    ~Loop() override;
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    /// Turns until `stop`, on the thread that calls it. What a handler throws comes out; it may be called again then.
    void run();
    /// From inside a turn: it is the last one.
    void stop();

    /// Reports readiness of `fd` edge-triggered until it is closed. @return false when the kernel refuses (errno is
    /// set).
    bool watch(int fd, Source& source);
    void defer(Source& source);
    void again(Source& source);
    /// Destroys `source` at the end of the turn; no call reaches it from here on.
    void bury(std::unique_ptr<Source> source);

    void setTimer(Timer& timer, std::chrono::milliseconds delay) { wake(timer, now() + delay); }
    void wake(Timer& timer, SteadyTime due);
    /// The time at the start of this turn.
    SteadyTime now() const;
    void refreshNow();

    /// Valid until the present handler returns; whoever reads into it uses it up before calling on.
    std::span<char> scratch();
    /// An empty string with capacity, for building one head.
    std::string& headText();
    /// "Tue, 06 Jan 2026 12:00:00 GMT".
    std::string_view httpDate();
    std::shared_ptr<Mailbox> mailbox();

    void after(std::chrono::milliseconds delay, std::function<void()> task) override;
    void post(std::function<void()> task) override;

 private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace gw::net
