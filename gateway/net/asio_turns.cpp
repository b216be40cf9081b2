#include "gateway/net/asio_turns.hpp"

#include <utility>

namespace gw::net {

AsioTurns::AsioTurns(boost::asio::io_context& io, int epoll, std::function<void()> turn)
    : epoll_(io, epoll), timer_(io), turn_(std::move(turn)) {
    waitForEvents();
}

AsioTurns::~AsioTurns() {
    *alive_ = false;
    epoll_.release();
}

void AsioTurns::waitForEvents() {
    epoll_.async_wait(boost::asio::posix::stream_descriptor::wait_read, [this, lives = alive_](boost::system::error_code ec) {
        if (!*lives || ec) return;
        // Waits again even when a handler threw: the thread logs that and goes on.
        struct Rearm {
            AsioTurns* turns;
            ~Rearm() { turns->waitForEvents(); }
        } const rearm{this};
        turn_();
    });
}

void AsioTurns::wakeAt(SteadyTime due) {
    if (due >= armedFor_) return;
    armedFor_ = due;
    timer_.expires_at(due);
    timer_.async_wait([this, lives = alive_](boost::system::error_code ec) {
        if (!*lives || ec) return;
        armedFor_ = SteadyTime::max();
        turn_();
    });
}

}  // namespace gw::net
