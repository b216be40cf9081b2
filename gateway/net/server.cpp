#include "gateway/net/server.hpp"

#include "gateway/net/server_state.hpp"

#include <algorithm>
#include <cstring>

namespace gw::net {
namespace {

constexpr std::size_t kSpareStores = 128;
constexpr std::size_t kSpareBytes = 4096;
// Connections over the cap that are told so at once; more are closed without a word.
constexpr unsigned kRefusalsAtOnce = 64;

/// Addresses that one customer may have many of count as one (reliability.md A6).
IpAddress countedAs(IpAddress address) {
    if (!address.isV4()) std::fill(address.bytes.begin() + 8, address.bytes.end(), std::uint8_t{0});
    return address;
}

}  // namespace

ServerState::ServerState(Loop& loopRef, NetLimits limitsValue, pipeline::ExchangeFactory& factoryRef,
                         ServerOptions optionsValue)
    : loop(loopRef), limits(std::move(limitsValue)), factory(factoryRef), options(std::move(optionsValue)) {
    if (!options.budget) options.budget = std::make_shared<ConnectionBudget>();
}

ServerState::~ServerState() { closeAll(); }

void ServerState::closeAll() {
    if (listener) loop.bury(std::move(listener));
    visit([](Session& session) { session.lost(); });
}

bool ServerState::isCapped(const IpAddress& peer) const {
    if (limits.connectionsPerAddressMax == 0 || peer.isLoopback()) return false;
    return std::none_of(limits.manyConnectionsFrom.begin(), limits.manyConnectionsFrom.end(),
                        [&](const Cidr& range) { return range.contains(peer); });
}

bool ServerState::enter(const IpAddress& peer) {
    const bool room = options.budget->open.fetch_add(1, std::memory_order_relaxed) < limits.connectionsMax;
    if (peer.isLoopback()) return room;
    const unsigned now = options.budget->enter(countedAs(peer));
    return room && (!isCapped(peer) || now <= limits.connectionsPerAddressMax);
}

void ServerState::leave(const IpAddress& peer) {
    options.budget->open.fetch_sub(1, std::memory_order_relaxed);
    if (!peer.isLoopback()) options.budget->leave(countedAs(peer));
}

void ServerState::accepted(Fd fd, const IpAddress& peer) {
    const bool welcome = enter(peer);
    if (!open(std::move(fd), peer, welcome)) leave(peer);
}

bool ServerState::open(Fd fd, const IpAddress& peer, bool welcome) {
    counters.accepted.fetch_add(1, std::memory_order_relaxed);
    if (!welcome) {
        counters.refusedConnections.fetch_add(1, std::memory_order_relaxed);
        if (counters.connections.load(std::memory_order_relaxed) >= limits.connectionsMax + kRefusalsAtOnce) return false;
    }
    SslPtr ssl = options.tls ? options.tls->accept(fd.get()) : nullptr;
    if (options.tls && !ssl) return false;
    const int raw = fd.get();
    auto session = std::make_unique<Session>(*this, Transport(std::move(fd), std::move(ssl)), peer);
    if (!loop.watch(raw, *session)) return false;
    Session& opened = *session;
    sessions_.emplace(&opened, std::move(session));
    counters.connections.fetch_add(1, std::memory_order_relaxed);
    opened.begin();
    if (!welcome) opened.refuse();
    return true;
}

void ServerState::remove(Session& session) {
    const auto found = sessions_.find(&session);
    if (found == sessions_.end()) return;
    counters.connections.fetch_sub(1, std::memory_order_relaxed);
    leave(session.peer());
    loop.bury(std::move(found->second));
    sessions_.erase(found);
}

void ServerState::visit(const std::function<void(Session&)>& each) {
    // A visit may close sessions: their memory stays until the end of the turn, the map's nodes don't.
    std::vector<Session*> all;
    all.reserve(sessions_.size());
    for (const auto& [session, owned] : sessions_) all.push_back(session);
    for (Session* session : all) {
        if (sessions_.contains(session)) each(*session);
    }
}

std::unique_ptr<HeadStore> ServerState::takeStore() {
    std::unique_ptr<HeadStore> store;
    if (spare_.empty()) {
        store = std::make_unique<HeadStore>();
    } else {
        store = std::move(spare_.back());
        spare_.pop_back();
    }
    store->parser = RequestHeadParser(HeadLimits{limits.requestLineMax.value, limits.headMax.value, limits.fieldsMax});
    return store;
}

void ServerState::giveStore(std::unique_ptr<HeadStore> store) {
    if (!store || spare_.size() >= kSpareStores || store->bytes.capacity() > kSpareBytes) return;
    store->bytes.clear();
    store->head.fields.clear();
    spare_.push_back(std::move(store));
}

Server::Server(Loop& loop, NetLimits limits, pipeline::ExchangeFactory& factory, ServerOptions options)
    : state_(std::make_unique<ServerState>(loop, std::move(limits), factory, std::move(options))) {}

Server::~Server() = default;

Result<void> Server::listen(Fd listener) {
    auto made = std::make_unique<Listener>(
        state_->loop, std::move(listener),
        [state = state_.get()](Fd fd, const IpAddress& peer) { state->accepted(std::move(fd), peer); });
    if (!made->begin()) {
        return fail(ErrorCode::listenFailed, ErrorSource::internal, Retry::never,
                    std::string("epoll: ") + std::strerror(errno));
    }
    state_->listener = std::move(made);
    return {};
}

void Server::closeListener() {
    if (state_->listener) {
        state_->listener->acceptAll();
        state_->loop.bury(std::move(state_->listener));
    }
    state_->draining = true;
}

void Server::forEachExchange(const std::function<void(pipeline::ExchangeHandler&)>& visit) {
    state_->visit([&](Session& session) {
        if (session.handler() != nullptr) visit(*session.handler());
    });
}

void Server::closeIdle() {
    state_->visit([](Session& session) {
        if (session.isIdle()) session.lost();
    });
}

void Server::closeAll() { state_->closeAll(); }
void Server::setLimits(const NetLimits& limits) { state_->limits = limits; }
void Server::setTls(std::shared_ptr<const TlsServer> tls) { state_->options.tls = std::move(tls); }
const ServerCounters& Server::counters() const { return state_->counters; }

}  // namespace gw::net
