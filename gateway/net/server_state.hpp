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
    bool withinCaps(const IpAddress& peer);
    void countAddress(const IpAddress& peer, int step);
    bool isCounted(const IpAddress& peer) const;

    struct AddressHash {
        std::size_t operator()(const IpAddress& address) const noexcept;
    };
    std::unordered_map<Session*, std::unique_ptr<Session>> sessions_;
    std::unordered_map<IpAddress, unsigned, AddressHash> perAddress_;
    std::vector<std::unique_ptr<HeadStore>> spare_;
};

}  // namespace gw::net
