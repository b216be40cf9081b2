#include "app/demo/demo_traffic.hpp"

#include "app/demo/demo_lane.hpp"
#include "gateway/base/log.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>

#include <charconv>
#include <exception>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace gw::demo {
namespace {

namespace asio = boost::asio;

constexpr unsigned kLanes = 4;

/// "http://127.0.0.1:8000" → its endpoint; nothing when it is not plain http on a loopback address.
std::optional<asio::ip::tcp::endpoint> loopbackEndpoint(std::string_view url) {
    constexpr std::string_view kScheme = "http://";
    if (!url.starts_with(kScheme)) return std::nullopt;
    url.remove_prefix(kScheme.size());
    url = url.substr(0, url.find('/'));
    const std::size_t colon = url.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    std::string host(url.substr(0, colon));
    const std::string_view portText = url.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(portText.data(), portText.data() + portText.size(), port);
    if (error != std::errc() || end != portText.data() + portText.size() || port == 0) return std::nullopt;
    if (host == "localhost") host = "127.0.0.1";
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    boost::system::error_code ec;
    const asio::ip::address address = asio::ip::make_address(host, ec);
    if (ec || !address.is_loopback()) return std::nullopt;
    return asio::ip::tcp::endpoint(address, port);
}

}  // namespace

struct DemoTraffic::Running {
    void loop() {
        for (;;) {
            try {
                io.run();
                return;
            } catch (const std::exception& error) {
                log::demo().error("a demo client stopped: {}", error.what());
            }
        }
    }

    TrafficTally tally;
    asio::io_context io{1};
    std::vector<std::unique_ptr<DemoLane>> lanes;
    std::thread thread;
};

DemoTraffic::DemoTraffic(DemoTrafficOptions options) : options_(std::move(options)) {}

DemoTraffic::~DemoTraffic() { stop(); }

Result<void> DemoTraffic::start() {
    const auto peer = loopbackEndpoint(options_.gatewayUrl);
    if (!peer)
        return fail(ErrorCode::invalidValue,
                    "demo traffic goes to http://127.0.0.1:PORT only, not to " + options_.gatewayUrl, "gatewayUrl");
    if (options_.keys.empty() || options_.models.empty() || options_.users.empty()) {
        return fail(ErrorCode::invalidValue, "demo traffic needs a key, a model and a user at least", "keys");
    }
    if (!(options_.requestsPerSecond > 0))
        return fail(ErrorCode::invalidValue, "demo traffic needs a rate above zero", "requestsPerSecond");
    running_ = std::make_unique<Running>();
    for (unsigned i = 0; i < kLanes; ++i) {
        running_->lanes.push_back(std::make_unique<DemoLane>(
            running_->io, *peer, options_, options_.requestsPerSecond / kLanes, options_.seed + i, running_->tally));
        running_->lanes.back()->waitThenSend();
    }
    running_->thread = std::thread([raw = running_.get()] { raw->loop(); });
    return {};
}

void DemoTraffic::stop() {
    if (!running_ || !running_->thread.joinable()) return;
    running_->io.stop();
    running_->thread.join();
    running_->lanes.clear();
}

DemoTrafficCounts DemoTraffic::counts() const {
    if (!running_) return {};
    const TrafficTally& tally = running_->tally;
    return {tally.sent.load(std::memory_order_relaxed), tally.succeeded.load(std::memory_order_relaxed),
            tally.refused.load(std::memory_order_relaxed), tally.broken.load(std::memory_order_relaxed)};
}

}  // namespace gw::demo
