#include "gateway/net/worker.hpp"

#include "gateway/base/log.hpp"
#include "gateway/net/loop.hpp"
#include "gateway/net/upstream_pool.hpp"

#include <pthread.h>
#include <optional>
#include <string>
#include <thread>

namespace gw::net {

struct Worker::Impl {
    explicit Impl(WorkerOptions given) : options(std::move(given)) {}

    void run();
    void end();

    WorkerOptions options;
    Loop loop;
    std::unique_ptr<UpstreamPool> pool;
    std::optional<WorkerContext> context;
    std::unique_ptr<pipeline::ExchangeFactory> factory;
    std::unique_ptr<Server> server;
    ServerCounters noCounters;
    std::thread thread;
    bool stopping = false;
};

void Worker::Impl::run() {
    ::pthread_setname_np(::pthread_self(), ("worker-" + std::to_string(options.index)).c_str());
    while (true) {
        try {
            loop.run();
            return;
        } catch (const std::exception& error) {
            // Nothing on this path throws but an allocation: the connection it hit is left to its deadline.
            log::net().error("exception on a worker worker={} error={}", options.index, error.what());
        }
    }
}

void Worker::Impl::end() {
    if (stopping) return;
    stopping = true;
    server->closeAll();
    pool->closeAll();
    // Behind what the closing has put off to the next turn.
    loop.post([this] {
        factory.reset();
        loop.stop();
    });
}

Worker::Worker(WorkerOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Worker::~Worker() {
    stop();
    join();
}

Result<void> Worker::start(const MakeFactory& makeFactory) {
    WorkerOptions& options = impl_->options;
    if (!options.resolver) options.resolver = std::make_shared<Resolver>();
    if (!options.upstreamTls) {
        auto client = TlsClient::load();
        if (!client) return fail(client.error());
        options.upstreamTls = std::move(*client);
    }
    impl_->pool = std::make_unique<UpstreamPool>(impl_->loop, options.resolver, options.upstreamTls, options.upstream);
    impl_->context.emplace(WorkerContext{options.index, *impl_->pool, impl_->loop});
    impl_->factory = makeFactory(*impl_->context);
    impl_->server = std::make_unique<Server>(impl_->loop, options.limits, *impl_->factory,
                                             ServerOptions{options.tls, options.budget, options.pressure});
    if (options.listener) {
        if (auto listens = impl_->server->listen(std::move(options.listener)); !listens) return listens;
    }
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
    return {};
}

void Worker::post(std::function<void()> task) { impl_->loop.post(std::move(task)); }

void Worker::publish(config::SnapshotPtr snapshot, std::function<void()> apply, std::function<void()> done) {
    impl_->loop.post([impl = impl_.get(), next = std::move(snapshot), apply = std::move(apply),
                      done = std::move(done)] {
        if (apply) apply();
        if (impl->server) {
            impl->server->forEachExchange([&next](pipeline::ExchangeHandler& handler) { handler.onSnapshot(next); });
        }
        if (done) done();
    });
}

void Worker::forEachExchange(const std::function<void(pipeline::ExchangeHandler&)>& visit) {
    if (impl_->server) impl_->server->forEachExchange(visit);
}

void Worker::closeListener(std::function<void()> done) {
    impl_->loop.post([impl = impl_.get(), done = std::move(done)] {
        impl->server->closeListener();
        if (done) done();
    });
}

void Worker::drainEnd() {
    impl_->loop.post([impl = impl_.get()] {
        impl->server->forEachExchange([](pipeline::ExchangeHandler& handler) { handler.onDrainEnd(); });
        impl->server->closeIdle();
    });
}

void Worker::setLimits(const NetLimits& limits) {
    impl_->loop.post([impl = impl_.get(), limits] { impl->server->setLimits(limits); });
}

void Worker::setTls(std::shared_ptr<const TlsServer> tls) {
    impl_->loop.post([impl = impl_.get(), tls = std::move(tls)]() mutable { impl->server->setTls(std::move(tls)); });
}

void Worker::stop() {
    if (impl_->thread.joinable()) impl_->loop.post([impl = impl_.get()] { impl->end(); });
}

void Worker::join() {
    if (impl_->thread.joinable()) impl_->thread.join();
}

unsigned Worker::index() const { return impl_->options.index; }
const ServerCounters& Worker::counters() const { return impl_->server ? impl_->server->counters() : impl_->noCounters; }
unsigned Worker::upstreamConnections() const { return impl_->pool ? impl_->pool->connections() : 0; }

}  // namespace gw::net
