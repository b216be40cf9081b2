#include "gateway/engine/request_log.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <chrono>

#include <pthread.h>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatchMax = 500;
constexpr auto kPace = 100ms;

}  // namespace

RequestLogThread::RequestLogThread(unsigned workers, std::function<void(Batch)> onBatch) : onBatch_(std::move(onBatch)) {
    for (unsigned i = 0; i < workers; ++i) rings_.push_back(std::make_unique<Ring>());
    thread_ = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "request-log");
        run();
    });
}

RequestLogThread::~RequestLogThread() { stop(); }

void RequestLogThread::Ring::log(ledger::RequestRecord&& record) {
    if (!records.push(std::move(record))) dropped.fetch_add(1, std::memory_order_relaxed);
}

std::uint64_t RequestLogThread::dropped() const {
    std::uint64_t sum = 0;
    for (const auto& ring : rings_) sum += ring->dropped.load(std::memory_order_relaxed);
    return sum;
}

void RequestLogThread::stop() {
    if (!thread_.joinable()) return;
    stopping_.store(true, std::memory_order_release);
    thread_.join();
    while (drainOnce()) {
    }
}

void RequestLogThread::run() {
    while (!stopping_.load(std::memory_order_acquire)) {
        const auto started = std::chrono::steady_clock::now();
        while (drainOnce() && !stopping_.load(std::memory_order_acquire)) {
        }
        std::this_thread::sleep_until(started + kPace);
    }
}

RequestLogThread::Batch RequestLogThread::takeBatch() {
    Batch batch;
    std::size_t waiting = 0;
    for (const auto& ring : rings_) waiting += ring->records.size();
    batch.reserve(std::min(waiting, kBatchMax));
    for (auto& ring : rings_) {
        while (batch.size() < kBatchMax && ring->records.popTo(batch)) {
        }
    }
    return batch;
}

/// All lines of a batch in one write.
void RequestLogThread::writeLines(const Batch& batch, bool wanted, AppendLine append, bool json) {
    if (!wanted || batch.empty()) return;
    block_.clear();
    for (const auto& record : batch) {
        if (!block_.empty()) block_.push_back('\n');
        append(block_, record, lineTime_);
    }
    log::writeLine(block_, json);
}

bool RequestLogThread::drainOnce() {
    Batch batch = takeBatch();
    writeLines(batch, log::wantsText(), appendTextLine, false);
    writeLines(batch, log::wantsJson(), appendJsonLine, true);
    if (const auto lost = dropped(); lost > droppedReported_) {
        log::engine().warn("request lines dropped because the log fell behind count={}", lost - droppedReported_);
        droppedReported_ = lost;
    }
    if (batch.empty()) return false;
    const bool more = batch.size() >= kBatchMax;
    onBatch_(std::move(batch));
    return more;
}

}  // namespace gw::engine
