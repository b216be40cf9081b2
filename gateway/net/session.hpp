// One client connection: an explicit state machine from head to reply, again and again (RFC 9112 §9). Holds memory only
// while it has a request, a partial head or unsent bytes. Owned by ServerState, its loop's thread only.
#pragma once

#include "gateway/net/loop.hpp"
#include "gateway/net/reply_head.hpp"
#include "gateway/net/request_body.hpp"
#include "gateway/net/request_head.hpp"
#include "gateway/net/transport.hpp"
#include "gateway/pipeline/ports.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gw::net {

class ServerState;

/// The bytes of one head and the views into them. Handed round by the server, so that an idle connection has none.
struct HeadStore {
    std::string bytes;
    RequestHead head;
    RequestHeadParser parser;
};

class Session final : public Source, public pipeline::ClientPort {
 public:
    Session(ServerState& server, Transport transport, const IpAddress& peer);
    ~Session() override;

    void begin();
    /// Over a cap: 503 and closed, whatever the client sends.
    void refuse();
    bool isIdle() const noexcept { return phase_ == Phase::idle; }
    pipeline::ExchangeHandler* handler() const noexcept { return handler_.get(); }
    /// The server ends: a handler at work is told that its client has gone.
    void lost();

    void onReady(Readiness ready) override;
    void onTimer() override;
    void onDeferred() override;
    void onAgain() override { readOn(); }

    const RequestHead& head() const override;
    const IpAddress& peer() const override { return peer_; }
    void readBody(Bytes limit) override;
    void streamBody(Bytes limit) override;
    void pauseBody() override;
    void resumeBody() override;
    void respond(ResponseHead head, std::string body) override;
    void respondReady(std::string_view fields, std::string_view body) override;
    void startReply(ResponseHead head, std::optional<std::uint64_t> length) override;
    bool write(std::string_view bytes) override;
    void finish() override;
    void abort() override;

 private:
    /// discarding: reply done, the rest of the body is thrown away; lingering: FIN sent, waiting for the client's.
    enum class Phase : std::uint8_t { idle, head, exchange, discarding, lingering, closed };

    // session.cpp: what comes in
    void readOn();
    bool readOnce();
    bool wantsBytes() const noexcept;
    bool readsBody() const noexcept { return phase_ == Phase::exchange && bodyWanted_; }
    void arrived(std::string_view bytes);
    void takeRest();
    std::size_t consume(std::string_view bytes);
    std::size_t takeHead(std::string_view bytes);
    void startExchange();
    void nextRequest();
    void discardRest();
    void closeNow();

    // session_body.cpp: what comes in behind the head
    bool mayAskForBody() const noexcept;
    void awaitBody();
    std::size_t feedBody(std::string_view bytes);
    void checkBody();
    void failBody(ErrorCode code, std::string_view why);
    void askForBody();
    SteadyTime bodyDue() const;
    void rateCheck();
    void endBodyTimer();
    void resumeBodyTimer();

    // session_reply.cpp: what goes out
    void refuseHead(int status, ErrorCode code, std::string_view why);
    void beginReply(const ResponseHead& head, ReplyFraming::Kind kind, std::uint64_t length, std::string& out);
    void sendWhole(std::string_view head, std::string_view body);
    ReplyFraming openFraming(ReplyFraming::Kind kind, std::uint64_t length);
    bool staysOpen() const noexcept;
    void send(std::span<const std::string_view> pieces);
    void push(std::span<const std::string_view> pieces);
    void keepUnsent(std::size_t sent, std::span<const std::string_view> pieces);
    void flush();
    std::size_t unsentBytes() const noexcept { return unsent_.size() - unsentAt_; }
    void replyDone();
    void settle();
    void endWrites();

    ServerState& server_;
    Transport transport_;
    IpAddress peer_;
    std::unique_ptr<HeadStore> store_;
    std::unique_ptr<pipeline::ExchangeHandler> handler_;
    RequestBody body_;
    SteadyTime bodySince_{}, pausedSince_{};
    std::string rest_;  ///< read behind what the present request may take
    std::size_t restAt_ = 0;
    std::string unsent_;
    std::size_t unsentAt_ = 0;
    ByteLease unsentLease_;
    std::uint64_t replyLeft_ = 0;   ///< of a reply with a length
    std::uint64_t thrownAway_ = 0;  ///< bytes read after the reply
    Phase phase_ = Phase::idle;
    ReplyFraming::Kind framing_ = ReplyFraming::Kind::none;
    bool readable_ = false, peerClosed_ = false, lostPending_ = false;
    bool bodyWanted_ = false, bodyPaused_ = false, continueDue_ = false;
    bool replyStarted_ = false, replyDone_ = false, headHeld_ = false, blocked_ = false, pauseTold_ = false;
    bool mustClose_ = false, aborted_ = false, isHead_ = false;
};

}  // namespace gw::net
