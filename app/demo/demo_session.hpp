// One client connection of the demo upstream: reads a request, waits the chosen latency, answers, and again. A state
// machine of Asio callbacks that owns itself through shared_from_this; runs on the upstream's thread only.
#pragma once

#include "app/demo/demo_faults.hpp"
#include "app/demo/demo_options.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::demo {

struct JsonReply;

class DemoSession : public std::enable_shared_from_this<DemoSession> {
 public:
    /// `options` and `faults` outlive the session: the upstream owns all three and ends the loop before them.
    DemoSession(boost::asio::ip::tcp::socket socket, const DemoUpstreamOptions& options, DemoFaults& faults);

    void run();

 private:
    using Request = boost::beast::http::request<boost::beast::http::string_body>;

    void read();
    void handle(const Request& request);
    void handlePost(const Request& request);
    /// Waits the latency, then sends.
    void answer(JsonReply reply, bool withRetryAfter = false);
    void send(JsonReply reply, bool withRetryAfter);
    void startStream(std::vector<std::string> events);
    void sendNextEvent();
    void reset();

    boost::beast::tcp_stream stream_;
    boost::asio::steady_timer timer_;
    const DemoUpstreamOptions& options_;
    DemoFaults& faults_;
    boost::beast::flat_buffer buffer_;
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
    std::vector<std::string> events_;  ///< Of the stream that is being sent, already framed as HTTP chunks.
    std::size_t nextEvent_ = 0;
    std::string requestId_;
    bool keepAlive_ = true;
};

}  // namespace gw::demo
