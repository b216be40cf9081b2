#include "gateway/engine/control_thread.hpp"

#include "gateway/base/log.hpp"
#include "gateway/net/listen_probe.hpp"
#include "gateway/net/loop.hpp"
#include "gateway/net/server.hpp"
#include "gateway/pipeline/pipeline.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <exception>
#include <future>
#include <optional>
#include <thread>

namespace gw::engine {

namespace {

namespace asio = boost::asio;

constexpr unsigned kQueuedRequestsMax = 1024;
constexpr unsigned kConsoleConnections = 32;
constexpr unsigned kAdminConnections = 512;  ///< of GATEWAY_ADMIN_LISTEN; a quarter of them an address

net::NetLimits adminLimits(const config::Settings& settings) {
    auto limits = net::netLimitsFrom(settings);
    limits.connectionsMax = std::min(limits.connectionsMax, kAdminConnections);
    limits.connectionsPerAddressMax = std::min(limits.connectionsPerAddressMax, kAdminConnections / 4);
    return limits;
}

void answerBusy(pipeline::AdminReplySink& sink) {
    ResponseHead head;
    head.status = 503;
    head.fields = {{"content-type", "application/json"}, {"retry-after", "1"}};
    sink.reply(std::move(head),
               R"({"error":{"code":"TOO_BUSY","message":"The admin API has too much to do: try again in a moment.","field":null,"detail":null}})");
}

}  // namespace

struct ControlThread::Impl {
    asio::io_context io{1};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
    std::unique_ptr<net::Loop> loop;
    const std::vector<Cidr> noProxies{};
    std::vector<Cidr> proxies;  ///< of the admin listener
    std::unique_ptr<pipeline::ExchangeFactory> adminFactory;
    std::unique_ptr<net::Server> adminServer;
    std::unique_ptr<pipeline::ExchangeFactory> factory;
    std::unique_ptr<net::Server> server;
    Handle handle;
    std::atomic<unsigned> queued{0};
    std::atomic<bool> stopping{false};
    std::thread thread;

    void run() {
        while (!stopping) {
            try {
                io.run();
                return;
            } catch (const std::exception& error) {
                log::control().error("control thread caught an exception what={}", log::quoted(error.what()));
            }
        }
    }
};

ControlThread::ControlThread() : impl_(std::make_unique<Impl>()) {}
ControlThread::~ControlThread() { stop(); }

void ControlThread::start(Handle handle) {
    impl_->handle = std::move(handle);
    impl_->work.emplace(impl_->io.get_executor());
    impl_->loop = std::make_unique<net::Loop>(impl_->io);
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

Result<std::uint16_t> ControlThread::openPrivateListener() {
    auto probe = net::probeAndBind("127.0.0.1", 0, false);
    if (!probe) return fail(probe.error());
    auto listener = probe->openListener();
    if (!listener) return fail(listener.error());
    Result<void> opened;
    runAndWait([&] {
        net::NetLimits limits;
        limits.connectionsMax = kConsoleConnections;
        const pipeline::AdminLane lane{*this, *impl_->loop, systemClock(), impl_->noProxies};
        impl_->factory = std::make_unique<pipeline::AdminOnlyFactory>(lane, pipeline::AdminListener::console);
        impl_->server = std::make_unique<net::Server>(*impl_->loop, limits, *impl_->factory);
        opened = impl_->server->listen(std::move(*listener));
    });
    if (!opened) return fail(opened.error());
    return probe->port();
}

Result<std::uint16_t> ControlThread::openAdminListener(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls) {
    const auto address = settings.adminAddress();
    if (!address) return std::uint16_t{0};
    const auto failed = [&settings](const Error& error) {
        return fail(ErrorCode::listenFailed, error.source, error.retry, "GATEWAY_ADMIN_LISTEN=" + settings.adminListen + ": " + describe(error),
                    "GATEWAY_ADMIN_LISTEN");
    };
    auto probe = net::probeAndBind(address->host, address->port, settings.reusePort);
    if (!probe) return failed(probe.error());
    auto listener = probe->openListener();
    if (!listener) return failed(listener.error());
    Result<void> opened;
    runAndWait([&] {
        impl_->proxies = settings.trustedProxies;
        const pipeline::AdminLane lane{*this, *impl_->loop, systemClock(), impl_->proxies};
        impl_->adminFactory = std::make_unique<pipeline::AdminOnlyFactory>(lane, pipeline::AdminListener::own);
        impl_->adminServer = std::make_unique<net::Server>(*impl_->loop, adminLimits(settings), *impl_->adminFactory, net::ServerOptions{std::move(tls), nullptr});
        opened = impl_->adminServer->listen(std::move(*listener));
    });
    if (!opened) return failed(opened.error());
    return probe->port();
}

void ControlThread::useAdminSettings(const config::Settings& settings, std::shared_ptr<const net::TlsServer> tls) {
    if (!impl_->adminServer) return;
    impl_->proxies = settings.trustedProxies;
    impl_->adminServer->setLimits(adminLimits(settings));
    if (tls) impl_->adminServer->setTls(std::move(tls));
}

void ControlThread::closeAdminListener() {
    impl_->adminServer.reset();
    impl_->adminFactory.reset();
}

void ControlThread::post(std::function<void()> task) { asio::post(impl_->io, std::move(task)); }

void ControlThread::after(std::chrono::milliseconds delay, std::function<void()> task) {
    post([this, delay, task = std::move(task)]() mutable { impl_->loop->after(delay, std::move(task)); });
}

void ControlThread::runAndWait(const std::function<void()>& task) {
    std::promise<void> done;
    post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

void ControlThread::stop() {
    if (!impl_->thread.joinable()) return;
    runAndWait([this] {
        closeAdminListener();
        impl_->server.reset();
        impl_->factory.reset();
    });
    impl_->stopping = true;
    impl_->work.reset();
    impl_->io.stop();
    impl_->thread.join();
    impl_->loop.reset();
}

void ControlThread::submit(pipeline::AdminRequest request, std::shared_ptr<pipeline::AdminReplySink> sink) {
    if (impl_->stopping || impl_->queued.fetch_add(1) >= kQueuedRequestsMax) {
        if (!impl_->stopping) impl_->queued.fetch_sub(1);
        answerBusy(*sink);
        return;
    }
    post([this, request = std::move(request), sink = std::move(sink)]() mutable {
        impl_->queued.fetch_sub(1);
        impl_->handle(std::move(request), std::move(sink));
    });
}

}  // namespace gw::engine
