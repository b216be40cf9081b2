#include "app/demo/demo_lane.hpp"

#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace gw::demo {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
namespace json = boost::json;

constexpr std::chrono::seconds kAnswerMax{120};
constexpr std::uint64_t kReplyBytesMax = 8 * 1024 * 1024;
constexpr double kPauseSecondsMax = 30;

constexpr std::array<std::string_view, 6> kQuestions{
    "Summarise yesterday's incident report in three sentences.", "Translate the release notes into Chinese.",
    "Which of these two designs would you choose, and why?",     "Write a short reply to a customer who lost an order.",
    "Explain what a circuit breaker does to a new colleague.",   "List five names for a small black cat.",
};

}  // namespace

DemoLane::DemoLane(asio::io_context& io, asio::ip::tcp::endpoint peer, const DemoTrafficOptions& options,
                   double requestsPerSecond, std::uint32_t seed, TrafficTally& tally)
    : peer_(peer),
      options_(options),
      requestsPerSecond_(requestsPerSecond),
      tally_(tally),
      source_(seed),
      stream_(io),
      timer_(io) {}

bool DemoLane::chance(double share) { return std::uniform_real_distribution<double>(0.0, 1.0)(source_) < share; }

const std::string& DemoLane::pick(const std::vector<std::string>& from) {
    return from[std::uniform_int_distribution<std::size_t>(0, from.size() - 1)(source_)];
}

void DemoLane::waitThenSend() {
    // Poisson arrivals look like people; a fixed beat would draw stripes into the charts.
    const double seconds = std::exponential_distribution<double>(requestsPerSecond_)(source_);
    const std::chrono::duration<double> pause(std::min(seconds, kPauseSecondsMax));
    timer_.expires_after(std::chrono::duration_cast<std::chrono::milliseconds>(pause));
    timer_.async_wait([this](boost::system::error_code ec) {
        if (ec) return;
        if (connected_) {
            send();
        } else {
            connect();
        }
    });
}

void DemoLane::connect() {
    stream_.expires_after(kAnswerMax);
    stream_.async_connect(peer_, [this](boost::system::error_code ec) {
        if (ec) return finish(false);
        boost::system::error_code ignored;
        stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        connected_ = true;
        buffer_.clear();
        send();
    });
}

std::string DemoLane::makeBody() {
    const bool wrong = chance(options_.failureShare);
    const bool unknownModel = wrong && chance(0.5);
    if (wrong && !unknownModel) return R"({"model": "demo-small", "messages": [)";
    const std::string_view question = kQuestions[source_() % kQuestions.size()];
    json::object body{{"model", unknownModel ? "demo-retired" : std::string_view(pick(options_.models))},
                      {"user", pick(options_.users)},
                      {"messages", json::array{{{"role", "user"}, {"content", question}}}}};
    if (chance(options_.streamShare)) {
        body["stream"] = true;
        if (chance(0.5)) body["stream_options"] = {{"include_usage", true}};
    }
    return json::serialize(body);
}

void DemoLane::send() {
    request_ = {http::verb::post, "/v1/chat/completions", 11};
    request_.set(http::field::host, peer_.address().to_string() + ":" + std::to_string(peer_.port()));
    request_.set(http::field::user_agent, "gatehouse-demo-traffic");
    request_.set(http::field::content_type, "application/json");
    request_.set(http::field::authorization, "Bearer " + pick(options_.keys));
    request_.body() = makeBody();
    request_.prepare_payload();
    tally_.sent.fetch_add(1, std::memory_order_relaxed);
    stream_.expires_after(kAnswerMax);
    http::async_write(stream_, request_, [this](boost::system::error_code ec, std::size_t) {
        if (ec) return finish(false);
        read();
    });
}

void DemoLane::read() {
    parser_.emplace();
    parser_->body_limit(kReplyBytesMax);
    http::async_read(stream_, buffer_, *parser_, [this](boost::system::error_code ec, std::size_t) { finish(!ec); });
}

void DemoLane::finish(bool whole) {
    const unsigned status = whole ? parser_->get().result_int() : 0;
    if (status == 0) {
        tally_.broken.fetch_add(1, std::memory_order_relaxed);
    } else if (status / 100 == 2) {
        tally_.succeeded.fetch_add(1, std::memory_order_relaxed);
    } else {
        tally_.refused.fetch_add(1, std::memory_order_relaxed);
    }
    if (!whole || !parser_->get().keep_alive()) {
        stream_.close();
        connected_ = false;
    }
    stream_.expires_never();
    waitThenSend();
}

}  // namespace gw::demo
