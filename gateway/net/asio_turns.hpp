// Lets an io_context that has other work too turn a loop: when its epoll descriptor has events and when a timer is due. The
// context's thread; owned by a Loop.
#pragma once

#include "gateway/base/clock.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

namespace gw::net {

class AsioTurns {
 public:
    /// @param epoll stays the caller's.
    AsioTurns(boost::asio::io_context& io, int epoll, std::function<void()> turn);
    ~AsioTurns();
    AsioTurns(const AsioTurns&) = delete;
    AsioTurns& operator=(const AsioTurns&) = delete;

    /// Turns at `due` at the latest.
    void wakeAt(SteadyTime due);

 private:
    void waitForEvents();

    boost::asio::posix::stream_descriptor epoll_;
    boost::asio::steady_timer timer_;
    SteadyTime armedFor_ = SteadyTime::max();
    const std::function<void()> turn_;
    /// What is still queued in the context asks whether this lives.
    const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace gw::net
