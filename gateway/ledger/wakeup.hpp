// Wakes a thread that may block from one that must not: an eventfd, so that a worker never takes a lock to do it.
// signal from any thread, wait on one.
#pragma once

#include <chrono>

namespace gw::ledger {

class Wakeup {
   public:
    Wakeup();
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;

    void signal() noexcept;
    /// Returns after a signal (also one given before) or after `patience`. @return true for a signal.
    bool wait(std::chrono::milliseconds patience) noexcept;

   private:
    int fd_;
};

}  // namespace gw::ledger
