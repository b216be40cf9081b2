#include "app/embedded_engine.hpp"

#include "app/demo/demo_traffic.hpp"
#include "app/demo/demo_upstream.hpp"
#include "app/demo_setup.hpp"
#include "app/keychain/desktop_keychain.hpp"
#include "gateway/base/log.hpp"

#include <QCoreApplication>
#include <QMetaObject>

namespace app {

namespace {

constexpr double kDemoFailRate = 0.02;

gw::engine::EngineOptions engineOptions(const ConsoleOptions& options) {
    gw::engine::EngineOptions made;
    made.load.environment = gw::config::processEnvironment();
    made.load.dataDir = options.dataDir;
    // A picture or a trial must not fight with a running gateway for port 8000.
    if (!options.screenshot.empty() || (options.demo && !options.dataDir.empty())) made.load.environment.try_emplace("GATEWAY_PORT", "0");
    made.console = true;
    made.keychain = std::make_shared<DesktopKeychain>();
    // Pictures, the demo and directories named on the command line are trials: a person's keyring is no place for their keys.
    made.trial = options.demo || !options.screenshot.empty() || !options.dataDir.empty();
    return made;
}

/// Posts `task` to the main thread.
void onMain(std::function<void()> task) {
    QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(task), Qt::QueuedConnection);
}

}  // namespace

struct EmbeddedEngine::Impl {
    ConsoleOptions options;
    gw::engine::Engine engine;
    gw::engine::PrivateDoor door;
    std::unique_ptr<DemoSetup> setup;
    std::unique_ptr<gw::demo::DemoUpstream> upstream;
    std::uint16_t upstreamPort = 0;
    std::unique_ptr<gw::demo::DemoTraffic> traffic;
    QString failure;  // of the demo
    bool prepared = false;

    explicit Impl(const ConsoleOptions& given) : options(given), engine(engineOptions(given)) {}

    void onReady(const std::string& url);
    void startDemo(const std::string& url);
    std::uint16_t startUpstream(std::uint16_t port, double failRate);
    void startTraffic(const std::string& url, const std::string& key);
};

void EmbeddedEngine::Impl::onReady(const std::string& url) {
    if (prepared) return;
    prepared = true;
    setup = std::make_unique<DemoSetup>(door);
    QObject::connect(setup.get(), &DemoSetup::failed, setup.get(),
                     [](const QString& why) { gw::log::demo().error("demo set-up failed: {}", why.toStdString()); });
    if (options.demo) return startDemo(url);
    // A picture of a trial directory shows the page, not the first-administrator form.
    if (!options.screenshot.empty() && !options.dataDir.empty()) setup->ensureOwner([] {});
}

void EmbeddedEngine::Impl::startDemo(const std::string& url) {
    const auto port = startUpstream(0, kDemoFailRate);
    if (port == 0) {
        failure = QStringLiteral("the demo's provider could not be started");
        return;
    }
    QObject::connect(setup.get(), &DemoSetup::finished, setup.get(),
                     [this, url](const QString& key) { startTraffic(url, key.toStdString()); });
    setup->run(port);
}

std::uint16_t EmbeddedEngine::Impl::startUpstream(std::uint16_t port, double failRate) {
    if (upstreamPort != 0) return upstreamPort;
    gw::demo::DemoUpstreamOptions wanted;
    wanted.port = port;
    wanted.failRate = failRate;
    auto made = std::make_unique<gw::demo::DemoUpstream>(wanted);
    const auto started = made->start();
    if (!started) {
        gw::log::demo().error("demo upstream did not start: {}", gw::describe(started.error()));
        return 0;
    }
    upstream = std::move(made);
    return upstreamPort = *started;
}

void EmbeddedEngine::Impl::startTraffic(const std::string& url, const std::string& key) {
    gw::demo::DemoTrafficOptions wanted;
    wanted.gatewayUrl = url;
    wanted.keys = {key};
    wanted.models = {"demo", "demo-small", "demo-large"};
    traffic = std::make_unique<gw::demo::DemoTraffic>(wanted);
    if (const auto started = traffic->start(); !started) {
        gw::log::demo().error("demo traffic did not start: {}", gw::describe(started.error()));
        failure = QStringLiteral("the demo's traffic could not be started");
        return;
    }
    setup->awaitFirstRequest();
}

EmbeddedEngine::EmbeddedEngine(const ConsoleOptions& options) : impl_(std::make_unique<Impl>(options)) {}
EmbeddedEngine::~EmbeddedEngine() { stop(); }

gw::Result<gw::engine::PrivateDoor> EmbeddedEngine::start() {
    auto door = impl_->engine.start([impl = impl_.get()](const gw::engine::StageReport& report) {
        if (report.stage == gw::engine::Stage::ready) onMain([impl, url = report.url] { impl->onReady(url); });
    });
    if (door) impl_->door = *door;
    return door;
}

int EmbeddedEngine::startDemoUpstream(int port) {
    const auto wanted = static_cast<std::uint16_t>(port > 0 && port <= 65535 ? port : 0);
    const int kept = impl_->startUpstream(wanted, 0.0);
    return kept == 0 && wanted != 0 ? impl_->startUpstream(0, 0.0) : kept;
}

ui::shell::Preparation EmbeddedEngine::preparation() const {
    if (!impl_->failure.isEmpty()) return {{}, impl_->failure};
    if (impl_->setup) return {impl_->setup->missing(), impl_->setup->failure()};
    return {QStringLiteral("the engine's start"), {}};
}

void EmbeddedEngine::drain(std::function<void()> done) {
    if (impl_->traffic) impl_->traffic->stop();
    impl_->engine.drain([done = std::move(done)] { onMain(done); });
}

void EmbeddedEngine::stop() {
    if (impl_->traffic) impl_->traffic->stop();
    impl_->engine.stop();
    if (impl_->upstream) impl_->upstream->stop();
    gw::log::shutdown();
}

}  // namespace app
