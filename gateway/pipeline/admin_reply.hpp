// The way back of an admin request's answer: control's thread calls it, it posts to the worker. Either side may end
// first. Shared by control and AdminExchange.
#pragma once

#include "gateway/pipeline/ports.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace gw::pipeline {

/// What the worker's side is told, on the worker.
class AdminReplyReceiver {
 public:
    virtual ~AdminReplyReceiver() = default;
    virtual void onReply(ResponseHead head, std::string body) = 0;
    virtual void onStreamStart(ResponseHead head) = 0;
    virtual void onChunk(std::string bytes) = 0;
    virtual void onStreamEnd() = 0;
    virtual void onStreamBroken() = 0;
};

class AdminReply final : public AdminReplySink, public std::enable_shared_from_this<AdminReply> {
 public:
    static constexpr std::size_t kUnsentMax = 1024 * 1024;

    AdminReply(WorkerTimers& timers, AdminReplyReceiver& receiver) : timers_(&timers), receiver_(&receiver) {}

    // Control's thread.
    void reply(ResponseHead head, std::string body) override;
    void startStream(ResponseHead head) override;
    /// @return false when more than 1 MiB would be unsent: the bytes were not taken. A single larger chunk is taken
    /// when nothing else waits.
    bool chunk(std::string bytes) override;
    void endStream() override;
    void breakStream() override;
    bool gone() const override { return gone_.load(); }

    // The worker.
    /// The receiver ends: nothing is posted or delivered any more.
    void detach();
    void countSent(std::size_t bytes) { unsent_.fetch_sub(bytes); }

 private:
    void toWorker(std::function<void(AdminReplyReceiver&)> task);

    /// Guards timers_: the mailbox itself goes away with the worker, so no message could tell.
    std::mutex mutex_;
    WorkerTimers* timers_;
    AdminReplyReceiver* receiver_;  ///< the worker's own
    std::atomic<std::size_t> unsent_{0};
    std::atomic<bool> gone_{false};
};

}  // namespace gw::pipeline
