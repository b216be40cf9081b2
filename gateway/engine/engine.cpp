#include "gateway/engine/engine.hpp"

#include "gateway/admin/admin_api.hpp"
#include "gateway/admin/engine_port.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/engine/admin_seat.hpp"
#include "gateway/engine/drain.hpp"
#include "gateway/engine/live_feed.hpp"
#include "gateway/engine/route_watch.hpp"
#include "gateway/engine/start_failure.hpp"
#include "gateway/engine/start_sequence.hpp"

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace gw::engine {

namespace {

std::string publicUrl(const config::Settings& settings, std::uint16_t port) {
    const bool v6 = settings.host.find(':') != std::string::npos;
    const std::string host = v6 ? "[" + settings.host + "]" : settings.host;
    return (settings.tlsCert.empty() ? "http://" : "https://") + host + ":" + std::to_string(port);
}

}  // namespace

struct Engine::Impl final : admin::EnginePort {
    explicit Impl(EngineOptions given) : options(std::move(given)) {}

    EngineOptions options;
    const Clock& clock = systemClock();
    const std::string marker = randomHex(16);
    const WallTime startedAt = systemClock().wall();
    StageBoard board;
    ControlThread control;
    PrivateDoor door;
    std::function<void(const StageReport&)> onStage;
    std::thread starter;
    std::atomic<bool> stopped{false};

    // Control's thread only, from here on.
    std::unique_ptr<admin::AdminApi> api;
    std::unique_ptr<Running> running;
    std::unique_ptr<AdminSeat> seat;
    std::unique_ptr<LiveFeed> feed;
    std::unique_ptr<RouteWatch> watch;
    std::shared_ptr<Drain> draining;
    std::vector<std::function<void()>> drainWaiters;
    bool starting = false;

    void beginStart(std::optional<std::uint16_t> port, secrets::KeyAnswer answer);
    void runStart(std::optional<std::uint16_t> port, const secrets::KeyAnswer& answer);
    void takeRunning(std::unique_ptr<Running> parts);
    void beginDrain();
    void drained();
    void applyReload();
    std::unique_ptr<Running> letGo();
    void tell() {
        if (onStage) onStage(board.read());
    }

    // admin::EnginePort
    admin::EngineState state() const override;
    Result<void> retry(std::optional<std::uint16_t> port, secrets::KeyAnswer answer) override;
    void drain() override { beginDrain(); }
};

void Engine::Impl::beginStart(std::optional<std::uint16_t> port, secrets::KeyAnswer answer) {
    if (starter.joinable()) starter.join();
    starting = true;
    starter = std::thread([this, port, answer = std::move(answer)] { runStart(port, answer); });
}

void Engine::Impl::runStart(std::optional<std::uint16_t> port, const secrets::KeyAnswer& answer) {
    const bool first = board.read().stage == Stage::starting;
    const StartContext context{options.load, port, first, options.keychain.get(), options.trial, answer, control, board, clock, marker,
                               [this](RequestLogThread::Batch batch) {
                                   control.post([this, batch = std::move(batch)] {
                                       if (feed) feed->requests(batch);
                                   });
                               }};
    auto outcome = runStartSequence(context);
    auto parts = std::make_shared<std::unique_ptr<Running>>();
    if (outcome) *parts = std::move(*outcome);
    if (!outcome) {
        log::engine().error("start failed stage={} error_code={} detail={}", stageText(outcome.error().stage),
                            codeText(outcome.error().error.code), log::quoted(describe(outcome.error().error)));
        const auto& failure = outcome.error();
        board.failAt(failure.stage, failure.error, failure.host, failure.port);
    }
    control.runAndWait([this, parts] {
        starting = false;
        if (*parts) takeRunning(std::move(*parts));
    });
    if (!outcome) tell();
}

void Engine::Impl::takeRunning(std::unique_ptr<Running> parts) {
    running = std::move(parts);
    seat = std::make_unique<AdminSeat>(*running, control, clock);
    feed = std::make_unique<LiveFeed>(*running, control, clock, *api);
    feed->start();
    watch = std::make_unique<RouteWatch>(*running, control, clock, *api);
    watch->start();
    api->useSettings(running->settings);
    api->attach(seat->parts(), [this](const Result<void>& attached) {
        if (attached) {
            board.ready(publicUrl(running->settings, running->workers->port()));
            running->control->startPolling();
            log::engine().info("ready url={} workers={}", board.read().url, running->workers->size());
        } else {
            board.failAt(Stage::snapshot, attached.error());
        }
        tell();
    });
}

admin::EngineState Engine::Impl::state() const {
    const auto report = board.read();
    admin::EngineState state;
    state.stage = stageText(report.stage);
    if (report.failedStage) state.failedStage = stageText(*report.failedStage);
    state.error = report.error;
    if (report.error) state.errorDetail = startFailureDetail(report);
    if (!report.url.empty()) state.url = report.url;
    state.startedAt = startedAt;
    state.dataDir = options.load.dataDir.string();
    if (!running) return state;
    state.node = running->node;
    state.dataDir = running->settings.dataDir.string();
    state.environmentName = running->settings.environmentName;
    state.environmentClass = running->settings.environmentClass;
    state.hasAdmin = running->control->hasUsers();
    state.masterKeyPlace = secrets::keyPlaceText(running->masterKey->place);
    state.masterKeyEntry = running->masterKey->entry;
    state.masterKeyReason = running->masterKey->reason;
    state.inflight = running->workers->inflight();
    if (feed) state.streams = feed->streams();
    return state;
}

Result<void> Engine::Impl::retry(std::optional<std::uint16_t> port, secrets::KeyAnswer answer) {
    if (starting || board.read().stage != Stage::failed)
        return fail(ErrorCode::conflict, "Nothing has failed: the engine is " + std::string(stageText(board.read().stage)) + ".");
    board.enter(Stage::settings);
    beginStart(port, std::move(answer));
    return {};
}

void Engine::Impl::beginDrain() {
    if (!running) return drained();
    if (draining) return draining->hurry();
    board.enter(Stage::draining);
    draining = std::make_shared<Drain>(*running->workers, control, running->settings, [this] { drained(); });
    draining->begin();
}

void Engine::Impl::drained() {
    for (auto& done : std::exchange(drainWaiters, {})) done();
}

void Engine::Impl::applyReload() {
    auto loaded = config::loadSettings(options.load);
    if (!loaded) return log::engine().error("reload refused, the old settings stay: {}", log::quoted(describe(loaded.error())));
    if (!running) return;
    auto& current = running->settings;
    // A certificate that cannot be read must not take the good one away.
    std::shared_ptr<const net::TlsServer> tls;
    if (!current.tlsCert.empty() && !loaded->values.tlsCert.empty()) {
        auto fresh = serverTls(loaded->values);
        if (!fresh) return log::engine().error("reload refused, the old settings stay: {}", log::quoted(describe(fresh.error())));
        tls = std::move(*fresh);
    }
    const auto kept = current;
    current = loaded->values;
    // What is bound or open cannot change under way.
    current.host = kept.host;
    current.port = kept.port;
    current.threads = kept.threads;
    current.dataDir = kept.dataDir;
    current.sqliteFile = kept.sqliteFile;
    current.adminListen = kept.adminListen;
    // Plain stays plain and TLS stays TLS: clients hold on to the scheme.
    if (kept.tlsCert.empty() != current.tlsCert.empty()) {
        current.tlsCert = kept.tlsCert;
        current.tlsKey = kept.tlsKey;
    }
    log::setLevel(current.logLevel);
    running->workers->applySettings(current, tls);
    control.useAdminSettings(current, tls);
    current.securityDir = kept.securityDir;
    api->useSettings(current);
    api->reloadTokenKeys();
    log::engine().info("settings and token keys read again tls={}; host, port, admin listener, TLS on or off, threads, directories, database and "
                       "master key need a restart", tls ? "reloaded" : "off");
}

std::unique_ptr<Running> Engine::Impl::letGo() {
    if (running) api->detach();
    watch.reset();
    feed.reset();
    seat.reset();
    draining.reset();
    return std::move(running);
}

Engine::Engine(EngineOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
Engine::~Engine() { stop(); }

Result<PrivateDoor> Engine::start(std::function<void(const StageReport&)> onStage) {
    auto& impl = *impl_;
    impl.onStage = std::move(onStage);
    if (impl.options.console) impl.door.secret = randomHex(32);
    impl.control.start([&impl](pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink) {
        impl.api->handle(std::move(request), std::move(sink));
    });
    impl.control.runAndWait([&impl] {
        impl.api = std::make_unique<admin::AdminApi>(admin::StageParts{
            impl.clock, [&impl](std::chrono::milliseconds delay, std::function<void()> task) { impl.control.after(delay, std::move(task)); },
            impl, impl.door.secret});
    });
    if (impl.options.console) {
        const auto port = impl.control.openPrivateListener();
        if (!port) return fail(port.error());
        impl.door.port = *port;
    }
    impl.control.runAndWait([&impl] { impl.beginStart(std::nullopt, {}); });
    return impl.door;
}

StageReport Engine::stage() const { return impl_->board.read(); }
const std::string& Engine::consoleMarker() const { return impl_->marker; }

std::uint32_t Engine::inflight() const {
    std::uint32_t count = 0;
    impl_->control.runAndWait([&] { count = impl_->running ? impl_->running->workers->inflight() : 0; });
    return count;
}

void Engine::drain(std::function<void()> done) {
    impl_->control.post([impl = impl_.get(), done = std::move(done)]() mutable {
        if (done) impl->drainWaiters.push_back(std::move(done));
        impl->beginDrain();
    });
}

void Engine::reload() {
    impl_->control.post([impl = impl_.get()] { impl->applyReload(); });
}

void Engine::stop() {
    auto& impl = *impl_;
    if (impl.stopped.exchange(true)) return;
    if (impl.options.keychain) impl.options.keychain->cancel();
    if (impl.starter.joinable()) impl.starter.join();
    std::unique_ptr<Running> running;
    impl.control.runAndWait([&] { running = impl.letGo(); });
    if (running) takeApart(std::move(running), impl.control);
    impl.control.runAndWait([&impl] { impl.api.reset(); });
    impl.control.stop();
    impl.board.enter(Stage::stopped);
    log::engine().info("stopped");
    impl.tell();
}

}  // namespace gw::engine
