#include "gateway/net/task_inbox.hpp"

#include <sys/eventfd.h>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

namespace gw::net {

TaskInbox::TaskInbox() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (!event_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void TaskInbox::put(std::function<void()> task) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
        first = !std::exchange(told_, true);
    }
    if (first) wake();
}

// It fails only when it would count beyond 2⁶⁴: then the loop has been woken.
void TaskInbox::wake() noexcept { [[maybe_unused]] const int counted = ::eventfd_write(event_.get(), 1); }

void TaskInbox::takeTo(std::deque<std::function<void()>>& tasks) {
    const std::lock_guard lock(mutex_);
    tasks.insert(tasks.end(), std::make_move_iterator(tasks_.begin()), std::make_move_iterator(tasks_.end()));
    tasks_.clear();
    told_ = false;
}

}  // namespace gw::net
