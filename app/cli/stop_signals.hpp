// SIGTERM, SIGINT and SIGHUP as values for the main thread: blocked for every thread made after construction, taken with
// sigwait. Made once, before any thread.
#pragma once

#include <csignal>

namespace app::cli {

class StopSignals {
   public:
    StopSignals();
    /// Waits for the next of the three. @return its number.
    int next();
    /// Waits for SIGTERM or SIGINT; SIGHUP is passed over.
    void wait();

   private:
    sigset_t set_;
};

}  // namespace app::cli
