// The race of an upstream's addresses for one connection (RFC 8305): each has its turn in order, the next one as soon as
// one has failed or has not answered for a moment, and the first to be connected wins. Owned by an UpstreamConnection,
// its loop's thread only; events of all its sockets come to that connection.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/net/fd.hpp"
#include "gateway/net/loop.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gw::net {

/// Families by turns, in the order given otherwise (RFC 8305 §4); `first`, if it is among them, leads. 16 at most.
std::vector<IpAddress> raceOrder(const std::vector<IpAddress>& addresses, const std::optional<IpAddress>& first);

class ConnectRace {
 public:
    /// How long an address is waited for before the next one has its turn as well (RFC 8305 §8).
    static constexpr std::chrono::milliseconds kHeadStart{250};

    enum class State : std::uint8_t { running, won, lost };

    ConnectRace(Loop& loop, Source& events, std::uint16_t port, bool allowPrivate, std::vector<IpAddress> order)
        : loop_(loop), events_(events), order_(std::move(order)), port_(port), allowPrivate_(allowPrivate) {}

    /// Starts with the next address that can be.
    State startNext();
    /// Looks at the sockets behind an event: who is connected, and who has failed and makes room for the next.
    State look();
    /// When the next address has its turn; `due`, the end of the time for all, when there is none.
    SteadyTime nextTurn(SteadyTime now, SteadyTime due) const;
    /// Of a race that is won.
    Fd takeSocket() { return std::move(winner_); }
    const IpAddress& winner() const noexcept { return winnerAddress_; }

    bool hasNext() const noexcept { return next_ < order_.size(); }
    /// A packet has gone out.
    bool begun() const noexcept { return begun_ > 0; }
    /// More than one address was tried: an event may be another's than the winner's.
    bool several() const noexcept { return begun_ > 1; }
    int lastError() const noexcept { return lastError_; }
    bool refusedPrivate() const noexcept { return refusedPrivate_; }

 private:
    struct Runner {
        IpAddress address;
        Fd socket;
    };
    bool start(const IpAddress& address);
    void win(Runner& runner);

    Loop& loop_;
    Source& events_;
    std::vector<IpAddress> order_;
    std::vector<Runner> running_;
    std::size_t next_ = 0, begun_ = 0;
    Fd winner_;
    IpAddress winnerAddress_;
    int lastError_ = 0;
    std::uint16_t port_;
    bool allowPrivate_, refusedPrivate_ = false;
};

}  // namespace gw::net
