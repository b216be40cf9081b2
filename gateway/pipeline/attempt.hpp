// One call of one upstream within a request: holds what the call reads from (the changed pieces of the body) and passes
// its callbacks on while somebody wants them. Owned by Forward, by WorkerState once it is let go; its worker only.
#pragma once

#include "gateway/base/recycled.hpp"
#include "gateway/dialect/splice.hpp"
#include "gateway/pipeline/candidate_pick.hpp"
#include "gateway/pipeline/ports.hpp"
#include "gateway/routing/circuit.hpp"
#include "gateway/routing/router.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace gw::pipeline {

class AttemptOwner {
 public:
    virtual ~AttemptOwner() = default;
    virtual void onHead(const UpstreamHead& head) = 0;
    virtual void onData(std::string_view bytes) = 0;
    virtual void onEnd(const AttemptTimes& times) = 0;
    virtual void onFailed(const Error& error, const AttemptTimes& times) = 0;
    /// There is room again for what comes of the request's body.
    virtual void onWritable() {}
};

class Attempt final : public UpstreamObserver, public Recycled<Attempt> {
 public:
    Attempt(AttemptOwner& owner, std::uint16_t number, routing::Candidate candidate, CapPlace cap = {});
    /// Before it is started only.
    Attempt(Attempt&&) = default;
    ~Attempt() override { leave(); }

    /// `splices` are kept, their texts are what `body` pieces may point into.
    void start(UpstreamPort& port, UpstreamRequest request, SteadyTime now);
    /// No callback reaches the owner any more.
    void letGo() noexcept { owner_ = nullptr; }
    void pause();
    void resume();
    /// As UpstreamCall's; true when there is nobody to wait for.
    bool sendBody(std::string_view bytes);
    void endBody();

    /// Tells choices how long the first byte took, or that none came.
    void tellLoad(const std::optional<Error>& error, const AttemptTimes& times, SteadyTime now) const;

    std::uint16_t number() const noexcept { return number_; }
    const routing::Candidate& candidate() const noexcept { return candidate_; }
    bool started() const noexcept { return call_ != nullptr; }
    bool ended() const noexcept { return ended_; }
    SteadyTime startedAt() const noexcept { return startedAt_; }
    /// What is known of its times while it runs.
    AttemptTimes timesUntil(SteadyTime now) const;

    std::vector<dialect::Splice> splices;
    /// The reply's status, 0 before its head.
    int status = 0;
    /// The circuit's state it went out under; nothing when no circuit was asked, which then hears nothing of it either.
    std::optional<routing::CircuitState> circuit;
    SteadyTime takenAt{};                            ///< when the circuit let it out
    bool trialPassed = false;                        ///< the circuit has been told before the end
    std::optional<std::chrono::milliseconds> retryAfter;  ///< what a reply asked for that mayAskForRest

 private:
    /// It is not under way any more.
    void leave() noexcept;
    void onUpstreamHead(const UpstreamHead& head) override;
    void onUpstreamData(std::string_view bytes) override;
    void onUpstreamEnd(const AttemptTimes& times) override;
    void onUpstreamFailed(const Error& error, const AttemptTimes& times) override;
    void onUpstreamWritable() override;

    AttemptOwner* owner_;
    const std::uint16_t number_;
    const routing::Candidate candidate_;
    config::UpstreamLoadPtr load_;  ///< outlives the snapshot with it
    CapPlace cap_;
    std::unique_ptr<UpstreamCall> call_;
    SteadyTime startedAt_{};
    bool ended_ = false;
    bool paused_ = false;
};

}  // namespace gw::pipeline
