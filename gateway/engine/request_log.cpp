#include "gateway/engine/request_log.hpp"

#include "gateway/base/log.hpp"
#include "gateway/engine/request_line.hpp"

#include <chrono>
#include <string>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBatchMax = 500;
constexpr auto kPace = 100ms;

void appendLine(std::string& block, const std::string& line) {
    if (!block.empty()) block.push_back('\n');
    block += line;
}

}  // namespace

RequestLogThread::RequestLogThread(unsigned workers, std::function<void(Batch)> onBatch) : onBatch_(std::move(onBatch)) {
    for (unsigned i = 0; i < workers; ++i) rings_.push_back(std::make_unique<Ring>());
    thread_ = std::thread([this] { run(); });
}

RequestLogThread::~RequestLogThread() { stop(); }

void RequestLogThread::Ring::log(ledger::RequestRecord record) {
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

bool RequestLogThread::drainOnce() {
    Batch batch;
    std::string text;
    std::string json;
    for (auto& ring : rings_) {
        while (batch.size() < kBatchMax) {
            auto record = ring->records.pop();
            if (!record) break;
            if (log::wantsText()) appendLine(text, textLine(*record));
            if (log::wantsJson()) appendLine(json, jsonLine(*record));
            batch.push_back(std::move(*record));
        }
    }
    if (!text.empty()) log::writeLine(text, false);
    if (!json.empty()) log::writeLine(json, true);
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
