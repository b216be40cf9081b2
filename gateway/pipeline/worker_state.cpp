#include "gateway/pipeline/worker_state.hpp"

#include "gateway/base/random_id.hpp"
#include "gateway/pipeline/attempt.hpp"
#include "gateway/pipeline/forward.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace gw::pipeline {

namespace {

using namespace std::chrono_literals;

constexpr unsigned kStrangersASecond = 100;
/// An upstream that has sent its last event closes its reply within this, or its connection is given up.
constexpr auto kFinishing = 1s;
/// reliability.md F20: the drained usage is known within 30 s or it is estimated.
constexpr auto kAdopted = 30s;
constexpr std::size_t kAdoptedMax = 64;
/// Of the cache's bytes, for the memory of what was asked; all workers together.
constexpr std::uint64_t kMemoShare = 32;

std::uint64_t randomSeed() {
    std::array<std::uint8_t, 8> bytes{};
    fillRandom(bytes);
    std::uint64_t seed = 0;
    std::memcpy(&seed, bytes.data(), sizeof seed);
    return seed;
}

}  // namespace

WorkerState::WorkerState(PipelineContext& context)
    : context_(context), hitMemos_(randomSeed(), context.settings.cacheMax.value / kMemoShare / std::max(1U, context.settings.threads)) {
    // Workers that draw alike would send their calls to the same upstreams at the same time.
    router_.seed(0x9E3779B97F4A7C15ULL * (context.index + 1));
}

WorkerState::~WorkerState() = default;

bool WorkerState::takeRetry(SteadyTime now) {
    const auto& settings = context_.settings;
    const routing::RetryPolicy policy{routing::retryAllowance(settings.retryBudgetMin, settings.threads), settings.retryBudgetPercent};
    const bool granted = retries_.tryRetry(now, policy);
    context_.metrics.retry(granted);
    return granted;
}

void WorkerState::trimScratch() {
    constexpr std::size_t kKept = 256 * 1024;
    scratch_.clear();
    if (scratch_.capacity() > kKept) scratch_.shrink_to_fit();
}

void WorkerState::cancelSoon(std::unique_ptr<Attempt> attempt) {
    if (!attempt) return;
    attempt->letGo();
    cancelled_.push_back(std::move(attempt));
    if (cancelled_.size() > 1) return;
    context_.timers.post([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->cancelled_.clear();
    });
}

void WorkerState::letFinish(std::unique_ptr<Attempt> attempt) {
    if (!attempt) return;
    if (attempt->ended()) return cancelSoon(std::move(attempt));
    attempt->letGo();
    attempt->resume();
    const std::uint64_t id = ++lastId_;
    finishing_.emplace_back(id, std::move(attempt));
    context_.timers.after(kFinishing, [weak = weak_from_this(), id] {
        if (const auto self = weak.lock()) self->endFinishing(id);
    });
}

bool WorkerState::adopt(std::unique_ptr<Forward>& forward) {
    if (adopted_.size() >= kAdoptedMax) return false;
    const std::uint64_t id = ++lastId_;
    adopted_.emplace_back(id, std::move(forward));
    watchAdopted(id);
    return true;
}

void WorkerState::watchAdopted(std::uint64_t id) {
    context_.timers.after(kAdopted, [weak = weak_from_this(), id] {
        if (const auto self = weak.lock()) self->endAdopted(id);
    });
}

void WorkerState::abandonSoon(const Forward* forward) {
    const auto found = std::find_if(adopted_.begin(), adopted_.end(),
                                    [forward](const auto& kept) { return kept.second.get() == forward; });
    if (found == adopted_.end()) return;
    context_.timers.post([weak = weak_from_this(), id = found->first] {
        if (const auto self = weak.lock()) self->endAdopted(id);
    });
}

void WorkerState::endFinishing(std::uint64_t id) {
    finishing_.remove_if([id](const auto& kept) { return kept.first == id; });
}

void WorkerState::endAdopted(std::uint64_t id) {
    const auto found =
        std::find_if(adopted_.begin(), adopted_.end(), [id](const auto& kept) { return kept.first == id; });
    if (found == adopted_.end()) return;
    // As long as somebody hears it, it is worth its call; the upstream's own time limits hold.
    if (found->second->isHeard()) return watchAdopted(id);
    const auto ended = std::move(found->second);
    adopted_.erase(found);
    ended->giveUp();
}

void WorkerState::giveUpAdopted() {
    const auto ended = std::move(adopted_);
    adopted_.clear();
    for (const auto& kept : ended) kept.second->giveUp();
}

bool WorkerState::mayRecordStranger() {
    const auto second =
        std::chrono::duration_cast<std::chrono::seconds>(context_.clock.steady().time_since_epoch()).count();
    if (second != strangerSecond_) {
        strangerSecond_ = second;
        strangers_ = 0;
    }
    return ++strangers_ <= kStrangersASecond;
}

}  // namespace gw::pipeline
