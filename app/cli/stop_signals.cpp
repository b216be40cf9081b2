#include "app/cli/stop_signals.hpp"

#include <initializer_list>

#include <pthread.h>

namespace app::cli {

StopSignals::StopSignals() {
    sigemptyset(&set_);
    for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set_, number);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

int StopSignals::next() {
    int number = 0;
    while (sigwait(&set_, &number) != 0) {
    }
    return number;
}

void StopSignals::wait() {
    while (next() == SIGHUP) {
    }
}

}  // namespace app::cli
