// The ports through which the request pipeline meets the world: the client's connection and upstream calls (net/
// implements both), the admin door (control's thread), the ledger and metrics of this worker. All calls and callbacks
// happen on the one worker thread that owns the exchange; nothing here blocks or throws.
#pragma once

#include "gateway/base/byte_budget.hpp"
#include "gateway/base/cidr.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/http.hpp"
#include "gateway/base/result.hpp"
#include "gateway/base/units.hpp"
#include "gateway/config/snapshot.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::pipeline {

/// A request body in one block with 64 readable bytes behind it (simdjson's SIMDJSON_PADDING). `text` is the body itself.
struct PaddedBody {
    std::unique_ptr<char[]> storage;
    std::size_t size = 0;
    ByteLease lease = {};  ///< on the budget of all bodies that are held
    std::string_view text() const { return {storage.get(), size}; }
};

/// One request's server side. Implemented by net::Session; lives until the exchange handler has been destroyed.
class ClientPort {
   public:
    virtual ~ClientPort() = default;
    virtual const RequestHead& head() const = 0;
    virtual const IpAddress& peer() const = 0;
    /// Reads the whole body up to `limit`, then calls ExchangeHandler::onBody, or onBodyFailed (bodyTooLarge,
    /// requestTimeout, badRequest). Sends 100-continue first when the client asked for it.
    virtual void readBody(Bytes limit) = 0;
    /// Hands the body on as it comes, up to `limit`: ExchangeHandler::onBodyPiece for each piece, then onBodyEnd, or
    /// onBodyFailed as readBody does. Nothing comes from inside this call.
    virtual void streamBody(Bytes limit) = 0;
    /// Stop / go on with a streamed body: what is not read waits at the client. The time in between is not the client's.
    virtual void pauseBody() = 0;
    virtual void resumeBody() = 0;
    /// A complete reply. An unread request body is drained (≤ 64 KiB, ≤ 1 s) or the connection closes after it.
    virtual void respond(ResponseHead head, std::string body) = 0;
    /// The same with status 200 and a head that stands ready: lines `name: value\r\n` without the session's own fields, which
    /// the caller vouches for. Both are read during the call only.
    virtual void respondReady(std::string_view fields, std::string_view body) = 0;
    /// Starts a reply of unknown length (chunked; close-delimited for HTTP/1.0) or of `length` bytes.
    virtual void startReply(ResponseHead head, std::optional<std::uint64_t> length) = 0;
    /// Sends body bytes, copying only what the socket did not take. One send a call. @return false when more than the
    /// high-water mark (64 KiB) is unsent: pause the source until ExchangeHandler::onClientWritable.
    virtual bool write(std::string_view bytes) = 0;
    /// Ends a started reply properly, keeping the connection where HTTP allows it.
    virtual void finish() = 0;
    /// Ends a started reply uncleanly (no final chunk): unsent bytes are flushed first, then the connection is closed.
    virtual void abort() = 0;
};

/// What the pipeline does with one request. Made by ExchangeFactory; the session owns it and destroys it after the reply's
/// last byte is handed over (finish/respond/abort) or after onClientGone.
class ExchangeHandler {
   public:
    virtual ~ExchangeHandler() = default;
    /// The head passed the strict check. Called once, first.
    virtual void onRequest() = 0;
    virtual void onBody(PaddedBody body) = 0;
    virtual void onBodyFailed(const Error& error) = 0;
    /// Of a streamed body, framing removed; valid during the call only.
    virtual void onBodyPiece(std::string_view) {}
    virtual void onBodyEnd() {}
    virtual void onClientWritable() = 0;
    /// The client closed or broke the connection before the reply was complete. The port must not be used any more.
    virtual void onClientGone() = 0;
    /// A snapshot was published (streams end when their key or address is out), or the drain time is over.
    virtual void onSnapshot(const config::SnapshotPtr& snapshot) = 0;
    virtual void onDrainEnd() = 0;
};

class ExchangeFactory {
   public:
    virtual ~ExchangeFactory() = default;
    virtual std::unique_ptr<ExchangeHandler> make(ClientPort& client) = 0;
};

/// Times of one attempt as the network saw them; unset when the phase did not happen (pooled connection: no connect). A phase
/// that failed has the time until it did. `queued` lies before all of it: the wait for one of the upstream's connections.
struct AttemptTimes {
    std::optional<std::chrono::microseconds> dns, connect, tls, firstByte, queued;
    std::chrono::microseconds total{0};
    bool reusedConnection = false;
};

struct UpstreamTimeouts {
    std::chrono::milliseconds connect{5000}, firstByte{30000}, idle{30000}, total{600000};
};

/// How a body that comes later, through UpstreamCall::sendBody, is framed; `none`: all of it is in UpstreamRequest::body.
enum class UploadFraming : std::uint8_t { none, length, chunked };

/// `head` is the complete request head built from scratch (request line to empty line); `body` pieces are sent behind it in
/// one writev and stay valid until the call ends (the caller keeps them for a second attempt).
struct UpstreamRequest {
    const config::Endpoint* endpoint = nullptr;
    std::string head;
    std::vector<std::string_view> body;
    UploadFraming upload = UploadFraming::none;
    bool isHead = false;
    /// Not sent again, not even where a pooled connection has turned out to be dead, once a byte of its body has left.
    bool once = false;
    /// For a probe: the name is asked anew and a connection of its own is opened, with a full handshake, so that every phase
    /// has its time.
    bool fresh = false;
    UpstreamTimeouts timeouts;
};

class UpstreamObserver {
   public:
    virtual ~UpstreamObserver() = default;
    virtual void onUpstreamHead(const UpstreamHead& head) = 0;
    /// Payload bytes as they came (chunk framing removed); valid during the call only.
    virtual void onUpstreamData(std::string_view bytes) = 0;
    /// The reply is complete by its framing.
    virtual void onUpstreamEnd(const AttemptTimes& times) = 0;
    /// upstreamDns | upstreamUnreachable | upstreamTls | upstreamTimeout | upstreamReset | upstreamProtocol | upstreamCut |
    /// privateAddress | overloaded (no connection of the upstream's came free in time). Retry::nextCandidate while no byte of the reply's body was delivered.
    virtual void onUpstreamFailed(const Error& error, const AttemptTimes& times) = 0;
    /// There is room again after sendBody has said false.
    virtual void onUpstreamWritable() {}
};

/// A running call. Destroying it cancels it silently (the connection is closed, no callback follows).
class UpstreamCall {
   public:
    virtual ~UpstreamCall() = default;
    /// Stop / go on reading from the upstream (backpressure).
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// The next piece of a body announced by UpstreamRequest::upload, copied only where the socket does not take it. No
    /// callback comes from inside. @return false when more than 64 KiB are unsent: wait for onUpstreamWritable.
    virtual bool sendBody(std::string_view) { return true; }
    virtual void endBody() {}
    /// The phases as far as the call has come, the one it is in up to this moment; `total` is set once it has ended.
    virtual AttemptTimes timesSoFar() const = 0;
};

class UpstreamPort {
   public:
    virtual ~UpstreamPort() = default;
    /// Callbacks come later, never from inside start.
    virtual std::unique_ptr<UpstreamCall> start(UpstreamRequest request, UpstreamObserver& observer) = 0;
};

/// An admin request as a value, on its way to control's thread.
struct AdminRequest {
    Method method = Method::get;
    std::string path, query, body;
    std::vector<std::pair<std::string, std::string>> fields;  ///< names in lower case
    IpAddress peer;
    bool privateListener = false;
    bool ownListener = false;  ///< came by GATEWAY_ADMIN_LISTEN, not by the gateway's port
    std::string requestId;
};

/// Takes the reply back to the connection. Called on control's thread, posts to the worker; bounded (1 MiB unsent: the
/// producer is told by `chunk` returning false). After the client has gone, calls do nothing and `gone()` is true.
class AdminReplySink {
   public:
    virtual ~AdminReplySink() = default;
    virtual void reply(ResponseHead head, std::string body) = 0;
    virtual void startStream(ResponseHead head) = 0;
    virtual bool chunk(std::string bytes) = 0;
    virtual void endStream() = 0;
    /// Ends a stream that is not complete, so that the client can tell: the connection closes without a final chunk.
    virtual void breakStream() = 0;
    virtual bool gone() const = 0;
};

class AdminDoor {
   public:
    virtual ~AdminDoor() = default;
    /// From any worker; thread-safe. Answers 503 through the sink when control's queue (1,024) is full.
    virtual void submit(AdminRequest request, std::shared_ptr<AdminReplySink> sink) = 0;
};

/// Runs `task` on this worker's loop after `delay` (timer wheel, 10 ms steps). Used for pacing and deadlines.
class WorkerTimers {
   public:
    virtual ~WorkerTimers() = default;
    virtual void after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
    /// Runs `task` on this worker's loop, soon, after the present handler. Thread-safe.
    virtual void post(std::function<void()> task) = 0;
};

}  // namespace gw::pipeline
