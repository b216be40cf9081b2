#include "app/demo/demo_session.hpp"

#include "app/demo/demo_chat.hpp"
#include "app/demo/demo_replies.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/random_id.hpp"

#include <spdlog/fmt/fmt.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include <chrono>
#include <utility>

namespace gw::demo {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr std::uint64_t kBodyBytesMax = 32 * 1024 * 1024;
constexpr std::chrono::seconds kIdleMax{120};

std::string asChunk(const std::string& event) { return fmt::format("{:x}\r\n{}\r\n", event.size(), event); }

}  // namespace

DemoSession::DemoSession(asio::ip::tcp::socket socket, const DemoUpstreamOptions& options, DemoFaults& faults)
    : stream_(std::move(socket)), timer_(stream_.get_executor()), options_(options), faults_(faults) {}

void DemoSession::run() {
    boost::system::error_code ignored;
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
    read();
}

void DemoSession::read() {
    parser_.emplace();
    parser_->body_limit(kBodyBytesMax);
    stream_.expires_after(kIdleMax);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                         if (ec) return;
                         self->stream_.expires_never();
                         self->handle(self->parser_->get());
                     });
}

void DemoSession::handle(const Request& request) {
    keepAlive_ = request.keep_alive();
    requestId_ = "demo-" + randomHex(12);
    const auto target = request.target().substr(0, request.target().find('?'));
    if (request.method() == http::verb::post) {
        handlePost(request);
    } else if (request.method() == http::verb::get && target == "/v1/models") {
        answer(listModels());
    } else {
        answer(errorReply(404, "invalid_request_error", "unknown_url",
                          "The demo upstream has POST /v1/chat/completions, POST /v1/embeddings and GET /v1/models."));
    }
}

void DemoSession::handlePost(const Request& request) {
    switch (faults_.draw()) {
        case DemoFault::none:
            break;
        case DemoFault::serverError:
            return answer(errorReply(500, "server_error", "server_error", "The demo upstream fails on order."));
        case DemoFault::rateLimit:
            return answer(
                errorReply(429, "requests", "rate_limit_exceeded", "The demo upstream is at its limit on order."),
                true);
        case DemoFault::reset:
            return reset();
    }
    const auto target = request.target().substr(0, request.target().find('?'));
    if (target == "/v1/embeddings") {
        Result<JsonReply> reply = answerEmbeddings(request.body());
        return answer(reply ? std::move(*reply) : errorReply(reply.error()));
    }
    if (target != "/v1/chat/completions")
        return answer(
            errorReply(404, "invalid_request_error", "unknown_url", "The demo upstream does not serve this path."));
    const Result<ChatRequest> chat = parseChat(request.body());
    if (!chat) return answer(errorReply(chat.error()));
    const ChatReply reply = answerChat(*chat);
    const std::string id = "chatcmpl-" + requestId_.substr(requestId_.find('-') + 1);
    const std::int64_t created = toMillis(systemClock().wall()) / 1000;
    if (!chat->stream) return answer(JsonReply{200, chatJson(*chat, reply, id, created)});
    startStream(chatEvents(*chat, reply, id, created));
}

void DemoSession::answer(JsonReply reply, bool withRetryAfter) {
    timer_.expires_after(options_.latency);
    timer_.async_wait(
        [self = shared_from_this(), reply = std::move(reply), withRetryAfter](boost::system::error_code ec) mutable {
            if (!ec) self->send(std::move(reply), withRetryAfter);
        });
}

void DemoSession::send(JsonReply reply, bool withRetryAfter) {
    auto response = std::make_shared<http::response<http::string_body>>();
    response->result(reply.status);
    response->set(http::field::content_type, "application/json");
    response->set("x-request-id", requestId_);
    if (withRetryAfter) response->set(http::field::retry_after, "1");
    response->keep_alive(keepAlive_);
    response->body() = std::move(reply.body);
    response->prepare_payload();
    http::async_write(stream_, *response,
                      [self = shared_from_this(), response](boost::system::error_code ec, std::size_t) {
                          if (!ec && self->keepAlive_) self->read();
                      });
}

void DemoSession::startStream(std::vector<std::string> events) {
    const std::string head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncache-control: no-cache\r\nx-request-id: " + requestId_ +
        "\r\ntransfer-encoding: chunked\r\n" + (keepAlive_ ? "" : "connection: close\r\n") + "\r\n";
    events_.clear();
    for (const std::string& event : events) events_.push_back(asChunk(event));
    events_.front().insert(0, head);
    events_.back() += "0\r\n\r\n";
    nextEvent_ = 0;
    timer_.expires_after(options_.latency);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code ec) {
        if (!ec) self->sendNextEvent();
    });
}

void DemoSession::sendNextEvent() {
    asio::async_write(stream_.socket(), asio::buffer(events_[nextEvent_]),
                      [self = shared_from_this()](boost::system::error_code ec, std::size_t) {
                          if (ec) return;
                          if (++self->nextEvent_ == self->events_.size()) {
                              if (self->keepAlive_) self->read();
                              return;
                          }
                          self->timer_.expires_after(self->options_.chunkInterval);
                          self->timer_.async_wait([self](boost::system::error_code timerError) {
                              if (!timerError) self->sendNextEvent();
                          });
                      });
}

void DemoSession::reset() {
    boost::system::error_code ignored;
    // Linger zero turns the close into a RST.
    stream_.socket().set_option(asio::socket_base::linger(true, 0), ignored);
    stream_.socket().close(ignored);
}

}  // namespace gw::demo
