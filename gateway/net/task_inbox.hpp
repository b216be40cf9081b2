// Where other threads leave tasks for a loop, and the descriptor that wakes it for them. `put` and `wake` from any thread,
// the rest on the loop's; owned by a Loop.
#pragma once

#include "gateway/net/fd.hpp"

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace gw::net {

class TaskInbox {
 public:
    TaskInbox();

    void put(std::function<void()> task);
    /// Makes `fd` readable, once more each time: to be watched edge-triggered and never read.
    void wake() noexcept;
    int fd() const noexcept { return event_.get(); }
    /// Appends what was put, in its order.
    void takeTo(std::deque<std::function<void()>>& tasks);

 private:
    /// Guards `tasks_` and `told_`. A message would not do, because this is the place that messages are handed over.
    std::mutex mutex_;
    std::vector<std::function<void()>> tasks_;
    bool told_ = false;  ///< the loop has been woken for what is here
    Fd event_;
};

}  // namespace gw::net
