// Sends each snapshot to every worker and waits for their answers: "the next call is refused" is true when all have
// acknowledged. Old snapshots come back with the answer and are destroyed here, on control's thread. Owned by Control.
// In flight: one round a publish; a newer round does not cancel an older one (workers answer in order).
#pragma once

#include "gateway/config/snapshot.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

namespace gw::control {

using Poster = std::function<void(std::function<void()>)>;
/// Runs a function on control's thread after a delay.
using Timer = std::function<void(std::chrono::milliseconds, std::function<void()>)>;

/// One worker. Implemented by engine.
class SnapshotTarget {
   public:
    virtual ~SnapshotTarget() = default;
    /// Puts `next` in place on the worker's thread, then calls `ack` there with the snapshot that was in place before (may
    /// be nullptr). `ack` is thread-safe and may be called once or never.
    virtual void post(config::SnapshotPtr next, std::function<void(config::SnapshotPtr old)> ack) = 0;
};

struct PublishReport {
    std::size_t acknowledged = 0;
    std::size_t total = 0;
    bool complete() const { return acknowledged == total; }
};

class Publisher {
   public:
    static constexpr std::chrono::milliseconds kPatience{1000};

    Publisher(Poster post, Timer after);
    ~Publisher();

    /// The workers, set once before they start (or anew at an engine restart). Targets outlive this or are set to {} first.
    void setTargets(std::vector<SnapshotTarget*> targets);
    /// `handler` runs on control's thread when all have answered or after kPatience.
    void publish(config::SnapshotPtr snapshot, std::function<void(PublishReport)> handler);
    /// Workers that have not acknowledged the newest snapshot.
    std::size_t behind() const;

   private:
    struct Round;
    struct Shared;
    const Poster post_;
    const Timer after_;
    std::vector<SnapshotTarget*> targets_;
    std::shared_ptr<Shared> shared_;
};

}  // namespace gw::control
