// One synthetic client of the demo traffic: waits, sends one request on its kept connection, reads the whole answer,
// waits again. A state machine of Asio callbacks; owned by DemoTraffic, runs on its thread only.
#pragma once

#include "app/demo/demo_traffic.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <atomic>
#include <cstdint>
#include <optional>
#include <random>
#include <string>

namespace gw::demo {

/// Written by the lanes, read by any thread.
struct TrafficTally {
    std::atomic<std::uint64_t> sent{0};
    std::atomic<std::uint64_t> succeeded{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<std::uint64_t> broken{0};
};

class DemoLane {
 public:
    /// `options` and `tally` outlive the lane. `seed` parts the lanes' chances.
    DemoLane(boost::asio::io_context& io, boost::asio::ip::tcp::endpoint peer, const DemoTrafficOptions& options,
             double requestsPerSecond, std::uint32_t seed, TrafficTally& tally);

    void waitThenSend();

 private:
    void connect();
    void send();
    void read();
    void finish(bool whole);
    [[nodiscard]] std::string makeBody();
    [[nodiscard]] const std::string& pick(const std::vector<std::string>& from);
    [[nodiscard]] bool chance(double share);

    boost::asio::ip::tcp::endpoint peer_;
    const DemoTrafficOptions& options_;
    double requestsPerSecond_;
    TrafficTally& tally_;
    std::mt19937 source_;
    boost::beast::tcp_stream stream_;
    boost::asio::steady_timer timer_;
    boost::beast::flat_buffer buffer_;
    boost::beast::http::request<boost::beast::http::string_body> request_;
    std::optional<boost::beast::http::response_parser<boost::beast::http::string_body>> parser_;
    bool connected_ = false;
};

}  // namespace gw::demo
