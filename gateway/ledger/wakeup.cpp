#include "gateway/ledger/wakeup.hpp"

#include "gateway/base/assert.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <cstdint>

namespace gw::ledger {

Wakeup::Wakeup() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { GW_ASSERT(fd_ >= 0); }

Wakeup::~Wakeup() { ::close(fd_); }

void Wakeup::signal() noexcept {
    const std::uint64_t one = 1;
    // Fails only when the counter is full: then a signal stands already.
    [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
}

bool Wakeup::wait(std::chrono::milliseconds patience) noexcept {
    pollfd watched{fd_, POLLIN, 0};
    const auto millis = std::clamp<std::chrono::milliseconds::rep>(patience.count(), 0, INT_MAX);
    if (::poll(&watched, 1, static_cast<int>(millis)) <= 0) return false;
    std::uint64_t count = 0;
    return ::read(fd_, &count, sizeof count) == sizeof count;
}

}  // namespace gw::ledger
