// What the sessions of one server share: limits, factory, counters, spare head stores, and the list of the sessions
// themselves. Private to Server and Session; the loop's thread only.
#pragma once

#include "gateway/net/listener.hpp"
#include "gateway/net/server.hpp"
#include "gateway/net/session.hpp"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace gw::net {

class ServerState {
 public:
    ServerState(Loop& loopRef, NetLimits limitsValue, pipeline::ExchangeFactory& factoryRef,
                ServerOptions optionsValue);
    ~ServerState();
    ServerState(const ServerState&) = delete;
    ServerState& operator=(const ServerState&) = delete;

    void accepted(Fd fd, const IpAddress& peer);
    /// Takes a closed session off the books and buries it.
    void remove(Session& session);
    void visit(const std::function<void(Session&)>& each);
    void closeAll();

    std::unique_ptr<HeadStore> takeStore();
    void giveStore(std::unique_ptr<HeadStore> store);

    Loop& loop;
    NetLimits limits;
    pipeline::ExchangeFactory& factory;
    ServerOptions options;
    ServerCounters counters;
    std::unique_ptr<Listener> listener;
    bool draining = false;

 private:
    /// Counts the connection. @return whether it is within the caps; a refused one counts until it is gone.
    bool enter(const IpAddress& peer);
    void leave(const IpAddress& peer);
    bool isCapped(const IpAddress& peer) const;
    /// False when there is no session for it: the descriptor is closed.
    bool open(Fd fd, const IpAddress& peer, bool welcome);

    std::unordered_map<Session*, std::unique_ptr<Session>> sessions_;
    std::vector<std::unique_ptr<HeadStore>> spare_;
};

}  // namespace gw::net
