// One connection to an upstream: resolve, connect, TLS, then one exchange after the other, idle in the pool between
// them. Owned by PoolState, its loop's thread only.
#pragma once

#include "gateway/net/connect_race.hpp"
#include "gateway/net/loop.hpp"
#include "gateway/net/resolver.hpp"
#include "gateway/net/transport.hpp"
#include "gateway/net/upstream_reply.hpp"
#include "gateway/pipeline/ports.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace gw::net {

class Call;
class PoolState;
struct Bucket;

class UpstreamConnection final : public Source, public UpstreamReply::Sink {
 public:
    UpstreamConnection(PoolState& pool, Bucket& bucket) : pool_(pool), bucket_(bucket) {}
    ~UpstreamConnection() override;

    /// Opens the connection for `call`. With `later` a failure is reported in a deferred step, not from inside.
    void open(Call& call, bool later);
    /// Carries another call over an idle connection.
    void reuse(Call& call);
    void cancel();
    void paceChanged();
    /// Offers pieces of the call's upload to the socket at once. @return the bytes it took.
    std::size_t sendNow(std::span<const std::string_view> pieces);
    /// The call's upload has got more to send, or its end.
    void uploadChanged();
    void uploadEnded();
    /// Writes down how long the phase on the way to an exchange has taken by now; nothing in an exchange.
    void notePhase(pipeline::AttemptTimes& times) const;
    /// Ends without a word to anybody: the pool is going, or has too many.
    void closeNow();
    Bucket& bucket() const noexcept { return bucket_; }
    /// Of an idle connection: nothing has come of it, its end neither.
    bool isOpen();

    void onReady(Readiness ready) override;
    void onTimer() override;
    void onDeferred() override;
    void onAgain() override { readOn(); }

    bool onHead(const UpstreamHead& head) override;
    bool onData(std::string_view bytes) override;

 private:
    enum class Phase : std::uint8_t { fresh, resolving, connecting, handshaking, exchanging, idle, closed };

    // upstream_connect.cpp
    void resolved(Result<Addresses> answer);
    void raceOn(ConnectRace::State state);
    void connected();
    void rememberWinner();
    void shakeHands();
    void addressesUsedUp();

    // upstream_connection.cpp
    void beginExchange();
    void readOn();
    bool readOnce();
    void replyEnded(bool clean);
    void replyBroken(std::string_view how);
    bool wasBeingClosed() const noexcept;
    std::chrono::milliseconds idleMax() const noexcept;
    void finishReply();
    void fail(ErrorCode code, std::string detail);
    void limitSilence();
    void limitPhase(std::chrono::milliseconds time);
    void armTimer();
    void idleEvent();

    // upstream_send.cpp
    void sendOn();
    void sendRequest();
    void sendUpload();
    void breakSending();
    bool mustNotRepeat() const noexcept;
    bool requestSent() const noexcept;
    bool allSent() const noexcept;

    PoolState& pool_;
    Bucket& bucket_;
    Call* call_ = nullptr;
    Transport transport_;
    UpstreamReply reply_;
    std::size_t sent_ = 0;
    SteadyTime phaseSince_{};
    SteadyTime connectSince_{};  ///< the first address was tried
    SteadyTime phaseDue_ = SteadyTime::max(), totalDue_ = SteadyTime::max(), connectDue_ = SteadyTime::max();
    std::unique_ptr<ConnectRace> race_;  ///< while connecting
    IpAddress firstAddress_;             ///< DNS's own first choice
    /// What a pending answer of the resolver holds: emptied when the connection goes.
    std::shared_ptr<UpstreamConnection*> self_;
    std::unique_ptr<Error> pending_;
    Phase phase_ = Phase::fresh;
    bool later_ = false, readable_ = false, peerClosed_ = false, sendBroken_ = false, reused_ = false;
};

}  // namespace gw::net
