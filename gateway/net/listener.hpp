// Accepts connections from one listening socket, a bounded number a turn; pauses without spinning when descriptors run
// out. Owned by ServerState, its loop's thread only.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/net/fd.hpp"
#include "gateway/net/loop.hpp"

#include <functional>

namespace gw::net {

class Listener final : public Source {
 public:
    using Accepted = std::function<void(Fd, const IpAddress&)>;
    Listener(Loop& loop, Fd fd, Accepted accepted) : loop_(loop), fd_(std::move(fd)), accepted_(std::move(accepted)) {}

    bool begin() { return loop_.watch(fd_.get(), *this); }
    /// Accepts until the kernel has none queued, then closes: closing a listener resets what is left in its queue.
    void acceptAll();
    void onReady(Readiness) override { acceptSome(); }
    void onAgain() override { acceptSome(); }
    void onTimer() override { acceptSome(); }

 private:
    enum class Outcome { accepted, empty, exhausted };
    void acceptSome();
    Outcome acceptOne();

    Loop& loop_;
    Fd fd_;
    Accepted accepted_;
    bool warned_ = false;
};

}  // namespace gw::net
