#include "gateway/net/connect_race.hpp"

#include "gateway/net/socket_address.hpp"

#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
#include <utility>

namespace gw::net {
namespace {

// A name with more is a load balancer's: one of the first answers or none does.
constexpr std::size_t kAddressesMax = 16;

enum class Progress : std::uint8_t { pending, connected, failed };

bool isConnected(int fd) {
    SocketAddress peer;
    return ::getpeername(fd, peer.data(), &peer.size) == 0;
}

Progress progressOf(int fd, int& error) {
    socklen_t size = sizeof error;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
    if (error != 0) return Progress::failed;
    return isConnected(fd) ? Progress::connected : Progress::pending;
}

}  // namespace

std::vector<IpAddress> raceOrder(const std::vector<IpAddress>& addresses, const std::optional<IpAddress>& first) {
    std::vector<IpAddress> order;
    const auto isFirst = [&first](const IpAddress& address) { return first && address == *first; };
    const auto lead = std::find_if(addresses.begin(), addresses.end(), isFirst);
    if (lead != addresses.end()) order.push_back(*lead);
    std::vector<IpAddress> ones, others;
    for (const IpAddress& address : addresses) {
        if (isFirst(address)) continue;
        (address.isV4() == addresses.front().isV4() ? ones : others).push_back(address);
    }
    // Behind one that leads the other family has its turn.
    if (!order.empty() && order.front().isV4() == addresses.front().isV4()) std::swap(ones, others);
    for (std::size_t i = 0; i < std::max(ones.size(), others.size()); ++i) {
        if (i < ones.size()) order.push_back(ones[i]);
        if (i < others.size()) order.push_back(others[i]);
    }
    if (order.size() > kAddressesMax) order.resize(kAddressesMax);
    return order;
}

ConnectRace::State ConnectRace::startNext() {
    while (hasNext()) {
        const IpAddress& address = order_[next_++];
        // The address that is connected to is the one that was checked: a name cannot be rebound in between.
        if (address.isPrivate() && !allowPrivate_) {
            refusedPrivate_ = true;
        } else if (start(address)) {
            return winner_ ? State::won : State::running;
        }
    }
    return running_.empty() ? State::lost : State::running;
}

bool ConnectRace::start(const IpAddress& address) {
    const SocketAddress peer = socketAddress(address, port_);
    Fd socket(::socket(peer.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    ++begun_;
    if (socket) setNoDelay(socket.get());
    const bool begins = socket && (::connect(socket.get(), peer.data(), peer.size) == 0 || errno == EINPROGRESS) &&
                        loop_.watch(socket.get(), events_);
    if (!begins) {
        lastError_ = errno;
        return false;
    }
    running_.push_back({address, std::move(socket)});
    // The same machine has answered by now: no need to wait for the event that says so, behind all others of a burst.
    if (isConnected(running_.back().socket.get())) win(running_.back());
    return true;
}

ConnectRace::State ConnectRace::look() {
    bool someFailed = false;
    for (auto runner = running_.begin(); runner != running_.end();) {
        int error = 0;
        switch (progressOf(runner->socket.get(), error)) {
            case Progress::pending:
                ++runner;
                break;
            case Progress::connected:
                win(*runner);
                return State::won;
            case Progress::failed:
                lastError_ = error;
                someFailed = true;
                runner = running_.erase(runner);
                break;
        }
    }
    return someFailed ? startNext() : State::running;
}

void ConnectRace::win(Runner& runner) {
    winner_ = std::move(runner.socket);
    winnerAddress_ = runner.address;
    running_.clear();
}

SteadyTime ConnectRace::nextTurn(SteadyTime now, SteadyTime due) const {
    if (!hasNext()) return due;
    // A short time is shared, so that each has its turn before it is over.
    const auto share = (due - now) / static_cast<int>(order_.size() - next_ + 1);
    return now + std::min<SteadyTime::duration>(share, kHeadStart);
}

}  // namespace gw::net
