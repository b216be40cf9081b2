// An admin, health or metrics request: read whole, handed to control's thread as a value, answered through AdminReply.
// Owned by the session; its worker only.
#pragma once

#include "gateway/pipeline/admin_reply.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/cidr.hpp"
#include "gateway/pipeline/ports.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace gw::pipeline {

/// What an admin exchange needs of the thread it is on: a worker's, or control's for the private listener.
struct AdminLane {
    AdminDoor& admin;
    WorkerTimers& timers;
    const Clock& clock;
    /// Whose X-Forwarded-For is believed.
    const std::vector<Cidr>& trustedProxies;
};

/// By which door an admin request came.
enum class AdminListener : std::uint8_t { gateway, own, console };

class AdminExchange final : public ExchangeHandler, public AdminReplyReceiver {
 public:
    AdminExchange(const AdminLane& lane, ClientPort& client, AdminListener listener);
    ~AdminExchange() override;

    void onRequest() override;
    void onBody(PaddedBody body) override;
    void onBodyFailed(const Error& error) override;
    void onClientWritable() override;
    void onClientGone() override;
    void onSnapshot(const config::SnapshotPtr&) override {}
    void onDrainEnd() override;

 private:
    enum class Phase : std::uint8_t { reading, waiting, streaming, over };
    void onReply(ResponseHead head, std::string body) override;
    void onStreamStart(ResponseHead head) override;
    void onChunk(std::string bytes) override;
    void onStreamEnd() override;
    void onStreamBroken() override;

    void answerError(const Error& error);
    void addId(ResponseHead& head) const;
    void sendWaiting();
    void end();

    const AdminLane lane_;
    ClientPort& client_;
    const AdminListener listener_;
    std::string requestId_;
    std::shared_ptr<AdminReply> reply_;
    std::deque<std::string> waiting_;  ///< chunks while the client is slow; bounded by AdminReply
    Phase phase_ = Phase::reading;
    bool slow_ = false;
    bool endWanted_ = false;
};

}  // namespace gw::pipeline
