#include "app/demo/demo_upstream.hpp"

#include "app/demo/demo_faults.hpp"
#include "app/demo/demo_session.hpp"
#include "gateway/base/log.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <string>
#include <thread>
#include <utility>

namespace gw::demo {

namespace asio = boost::asio;

struct DemoUpstream::Running {
    explicit Running(const DemoUpstreamOptions& chosen) : options(chosen), faults(chosen.failRate, chosen.seed) {}

    Result<std::uint16_t> listen() {
        const asio::ip::tcp::endpoint endpoint(asio::ip::address_v4::loopback(), options.port);
        boost::system::error_code ec;
        acceptor.open(endpoint.protocol(), ec);
        if (!ec) acceptor.set_option(asio::socket_base::reuse_address(true), ec);
        if (!ec) acceptor.bind(endpoint, ec);
        if (!ec) acceptor.listen(asio::socket_base::max_listen_connections, ec);
        if (ec) {
            const bool taken = ec == asio::error::address_in_use;
            return fail(taken ? ErrorCode::portTaken : ErrorCode::listenFailed,
                        "127.0.0.1:" + std::to_string(options.port) + " for the demo upstream: " + ec.message(),
                        "port");
        }
        return acceptor.local_endpoint().port();
    }

    void accept() {
        acceptor.async_accept([this](boost::system::error_code ec, asio::ip::tcp::socket socket) {
            if (ec == asio::error::operation_aborted) return;
            if (!ec) std::make_shared<DemoSession>(std::move(socket), options, faults)->run();
            if (ec == asio::error::no_descriptors) return acceptLater();
            accept();
        });
    }

    /// Without a pause a process at its descriptor limit would spin here.
    void acceptLater() {
        pause.expires_after(std::chrono::milliseconds(100));
        pause.async_wait([this](boost::system::error_code ec) {
            if (!ec) accept();
        });
    }

    void loop() {
        for (;;) {
            try {
                io.run();
                return;
            } catch (const std::exception& error) {
                log::demo().error("the demo upstream dropped a connection: {}", error.what());
            }
        }
    }

    DemoUpstreamOptions options;
    DemoFaults faults;
    asio::io_context io{1};
    asio::ip::tcp::acceptor acceptor{io};
    asio::steady_timer pause{io};
    std::thread thread;
};

DemoUpstream::DemoUpstream(DemoUpstreamOptions options) : options_(options) {}

DemoUpstream::~DemoUpstream() { stop(); }

Result<std::uint16_t> DemoUpstream::start() {
    auto running = std::make_unique<Running>(options_);
    Result<std::uint16_t> port = running->listen();
    if (!port) return port;
    running->accept();
    running->thread = std::thread([raw = running.get()] { raw->loop(); });
    running_ = std::move(running);
    log::demo().info("demo upstream listens url=http://127.0.0.1:{}/v1", *port);
    return port;
}

void DemoUpstream::stop() {
    if (!running_) return;
    running_->io.stop();
    running_->thread.join();
    running_.reset();
}

}  // namespace gw::demo
