#include "gateway/engine/worker_set.hpp"

#include "gateway/base/http.hpp"
#include "gateway/cache/worker_cache.hpp"
#include "gateway/base/log.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/net/resolver.hpp"
#include "gateway/net/tls.hpp"
#include "gateway/net/worker.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/gate.hpp"
#include "gateway/pipeline/pipeline.hpp"

#include <algorithm>
#include <optional>

namespace gw::engine {

/// One worker with all that its requests lean on. What the pipeline reads is changed on the worker only.
class WorkerSet::Lane final : public control::SnapshotTarget {
   public:
    Lane(unsigned index, net::WorkerOptions options, const WorkerSetOptions& set)
        : index_(index), settings_(set.settings), worker_(std::move(options)), set_(set) {}

    Result<void> start() {
        return worker_.start([this](net::WorkerContext& context) {
            upstream_ = &context.upstream;
            if (set_.cache)
                cache_.emplace(*set_.cache, index_, set_.clock, [&timers = context.timers](std::function<void()> task) { timers.post(std::move(task)); });
            context_.emplace(pipeline::PipelineContext{index_, settings_, set_.snapshot, context.upstream, context.timers,
                                                       set_.ledger.port(index_, context.timers), *set_.shards[index_], set_.door,
                                                       set_.requestLog.port(index_), set_.clock, set_.admission, set_.circuits, false, set_.node,
                                                       set_.consoleMarker, &set_.nonces, cache_ ? &*cache_ : nullptr, &set_.pressure});
            auto factory = std::make_unique<pipeline::PipelineFactory>(*context_);
            factory_ = factory.get();
            return factory;
        });
    }

    void post(config::SnapshotPtr next, std::function<void(config::SnapshotPtr)> ack) override {
        auto old = std::make_shared<config::SnapshotPtr>();
        worker_.publish(
            next,
            [this, next, old] {
                set_.shards[index_]->setSnapshot(next);
                // One worker for all: the circuits are theirs in common, and nothing is acknowledged before.
                if (index_ == 0) set_.circuits.take(*next, set_.clock.wall(), set_.clock.steady());
                *old = std::exchange(context_->snapshot, next);
            },
            [ack = std::move(ack), old] { ack(std::move(*old)); });
    }

    void ask(const Digest256& hash, std::function<void(admin::WorkerAnswer)> then) {
        worker_.post([this, hash, then = std::move(then)] {
            then(answerTo(*context_->snapshot, hash, context_->clock.wall()));
        });
    }

    void askAddress(const IpAddress& address, std::function<void(admin::WorkerAnswer)> then) {
        worker_.post([this, address, then = std::move(then)] {
            const auto& snapshot = *context_->snapshot;
            const auto open = pipeline::checkAddress(snapshot, address);
            if (open) return then({index_, 200, {}, snapshot.version});
            then({index_, httpStatus(open.error().code), lowerAscii(codeText(open.error().code)), snapshot.version});
        });
    }

    void ping(std::function<void(unsigned, std::uint32_t)> then) {
        worker_.post([this, then = std::move(then)] { then(index_, worker_.counters().connections.load()); });
    }

    void apply(const config::Settings& settings) {
        worker_.post([this, settings] { settings_ = settings; });
        worker_.setLimits(net::netLimitsFrom(settings));
    }

    void beginDrain() {
        worker_.post([this] {
            context_->draining = true;
            factory_->probes().endAll();
        });
    }

    void callModel(pipeline::ProbeOrder order, std::function<void(pipeline::ProbeOutcome)> then) {
        worker_.post([this, order = std::move(order), then = std::move(then)] { factory_->probes().start(order, then); });
    }

    net::Worker& worker() { return worker_; }
    const net::Worker& worker() const { return worker_; }
    pipeline::UpstreamPort* upstream() const { return upstream_; }

   private:
    /// The pipeline's own judgement of the key, without the address a request would come from.
    admin::WorkerAnswer answerTo(const config::Snapshot& snapshot, const Digest256& hash, WallTime now) const {
        const auto key = snapshot.findKey(hash);
        const auto welcome = pipeline::checkStillWelcome(snapshot, hash, IpAddress{});
        if (!key || (key->expiresAt && *key->expiresAt <= now)) return {index_, 401, "invalid_api_key", snapshot.version};
        if (welcome || welcome.error().code == ErrorCode::addressNotAllowed) return {index_, 200, {}, snapshot.version};
        return {index_, httpStatus(welcome.error().code), lowerAscii(codeText(welcome.error().code)), snapshot.version};
    }

    const unsigned index_;
    config::Settings settings_;  ///< this worker's copy
    std::optional<cache::WorkerCache> cache_;  ///< outlives the requests of the worker
    net::Worker worker_;
    WorkerSetOptions set_;
    std::optional<pipeline::PipelineContext> context_;
    pipeline::UpstreamPort* upstream_ = nullptr;
    pipeline::PipelineFactory* factory_ = nullptr;  ///< the worker's
};

WorkerSet::WorkerSet(pipeline::CircuitBoard& circuits) : circuits_(circuits) {}
WorkerSet::~WorkerSet() = default;

Result<std::shared_ptr<const net::TlsServer>> serverTls(const config::Settings& settings) {
    if (settings.tlsCert.empty()) return std::shared_ptr<const net::TlsServer>();
    auto loaded = net::TlsServer::load(settings.tlsCert, settings.tlsKey);
    if (!loaded) return fail(loaded.error());
    return std::shared_ptr<const net::TlsServer>(std::move(*loaded));
}

/// Its share of what all may open to one upstream.
std::size_t connectionsOfOneWorker(const config::Settings& settings) {
    const unsigned all = settings.upstreamConnectionsMax;
    return all == 0 ? 0 : std::max(1U, all / settings.threads);
}

Result<std::unique_ptr<WorkerSet>> WorkerSet::start(const WorkerSetOptions& options) {
    const auto& settings = options.settings;
    auto tls = serverTls(settings);
    if (!tls) return fail(tls.error());
    auto upstreamTls = net::TlsClient::load();
    if (!upstreamTls) return fail(upstreamTls.error());
    auto probe = net::probeAndBind(settings.host, settings.port, settings.reusePort);
    if (!probe) return fail(probe.error());
    options.circuits.setFailures(settings.circuitFailures);
    options.circuits.setShare(settings.circuitErrorPercent, settings.circuitCallsMin);
    options.circuits.take(*options.snapshot, options.clock.wall(), options.clock.steady());
    std::unique_ptr<WorkerSet> set(new WorkerSet(options.circuits));
    set->port_ = probe->port();
    set->tls_ = *tls;
    const auto resolver = std::make_shared<net::Resolver>();
    const auto budget = std::make_shared<net::ConnectionBudget>();
    for (unsigned i = 0; i < settings.threads; ++i) {
        auto listener = probe->openListener();
        if (!listener) return fail(listener.error());
        net::WorkerOptions worker;
        worker.index = i;
        worker.limits = net::netLimitsFrom(settings);
        worker.listener = std::move(*listener);
        worker.tls = *tls;
        worker.upstreamTls = *upstreamTls;
        worker.resolver = resolver;
        worker.budget = budget;
        worker.upstream.connectionsPerEndpoint = connectionsOfOneWorker(settings);
        worker.pressure = &options.pressure;
        set->lanes_.push_back(std::make_unique<Lane>(i, std::move(worker), options));
    }
    for (auto& lane : set->lanes_)
        if (auto started = lane->start(); !started) return fail(started.error());
    return set;
}

std::vector<control::SnapshotTarget*> WorkerSet::targets() {
    std::vector<control::SnapshotTarget*> all;
    for (auto& lane : lanes_) all.push_back(lane.get());
    return all;
}

std::uint32_t WorkerSet::inflight() const {
    std::uint32_t sum = 0;
    for (const auto& lane : lanes_) sum += lane->worker().counters().inflight.load();
    return sum;
}

std::uint32_t WorkerSet::connections() const {
    std::uint32_t sum = 0;
    for (const auto& lane : lanes_) sum += lane->worker().counters().connections.load();
    return sum;
}

ProbeLane WorkerSet::probeLane() {
    auto& lane = *lanes_.front();
    return {lane.upstream(), [&worker = lane.worker()](std::function<void()> task) { worker.post(std::move(task)); }};
}

void WorkerSet::callModel(pipeline::ProbeOrder order, std::function<void(pipeline::ProbeOutcome)> then) {
    lanes_.front()->callModel(std::move(order), std::move(then));
}

void WorkerSet::ask(const Digest256& secretHash, const std::function<void(admin::WorkerAnswer)>& then) {
    for (auto& lane : lanes_) lane->ask(secretHash, then);
}

void WorkerSet::askAddress(const IpAddress& address, const std::function<void(admin::WorkerAnswer)>& then) {
    for (auto& lane : lanes_) lane->askAddress(address, then);
}

void WorkerSet::ping(const std::function<void(unsigned, std::uint32_t)>& then) {
    for (auto& lane : lanes_) lane->ping(then);
}

void WorkerSet::beginDrain() {
    for (auto& lane : lanes_) lane->beginDrain();
}

void WorkerSet::closeListeners() {
    for (auto& lane : lanes_) lane->worker().closeListener();
}

void WorkerSet::endDrain() {
    for (auto& lane : lanes_) lane->worker().drainEnd();
}

void WorkerSet::applySettings(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls) {
    circuits_.setFailures(settings.circuitFailures);
    circuits_.setShare(settings.circuitErrorPercent, settings.circuitCallsMin);
    for (auto& lane : lanes_) lane->apply(settings);
    if (!tls) return;
    tls_ = tls;
    for (auto& lane : lanes_) lane->worker().setTls(tls);
}

void WorkerSet::stop(ledger::Ledger& ledger) {
    for (auto& lane : lanes_) lane->worker().stop();
    for (unsigned i = 0; i < lanes_.size(); ++i) {
        lanes_[i]->worker().join();
        ledger.detach(i);
    }
}

}  // namespace gw::engine
