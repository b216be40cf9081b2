#include "gateway/ledger/sync_thread.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <pthread.h>

namespace gw::ledger {

namespace {

constexpr std::chrono::milliseconds kIdle{1000};

}  // namespace

SyncThread::SyncThread(SpoolFiles& files, unsigned workers, std::chrono::milliseconds groupCommit)
    : files_(files), groupCommit_(groupCommit) {
    for (unsigned i = 0; i < workers; ++i) lanes_.push_back(std::make_unique<Lane>());
}

SyncThread::~SyncThread() { stop(); }

void SyncThread::onProgress(OnSegment adopted, std::function<void()> durable) {
    adopted_ = std::move(adopted);
    durable_ = std::move(durable);
}

void SyncThread::tell(unsigned worker, std::function<void()> told) {
    const std::lock_guard lock(toldMutex_);
    lanes_.at(worker)->told = std::move(told);
}

void SyncThread::start() {
    if (thread_.joinable()) return;
    stopping_ = false;
    thread_ = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "spool-sync");
        run();
    });
}

void SyncThread::stop() {
    stopping_ = true;
    wakeup_.signal();
    if (thread_.joinable()) thread_.join();
}

bool SyncThread::offer(unsigned worker, std::shared_ptr<Segment> segment) {
    const bool taken = lanes_[worker]->fresh.push(std::move(segment));
    wake();
    return taken;
}

void SyncThread::wake() {
    // One eventfd write a round: the flag falls just before the round looks at what was written.
    if (!signalled_.exchange(true, std::memory_order_acq_rel)) wakeup_.signal();
}

void SyncThread::run() {
    try {
        while (!stopping_) {
            if (!wakeup_.wait(kIdle)) continue;
            if (groupCommit_.count() > 0 && !stopping_) std::this_thread::sleep_for(groupCommit_);
            signalled_.exchange(false, std::memory_order_acq_rel);
            round();
        }
        round();
    } catch (const std::exception& error) {
        log::ledger().error("sync thread ended: {}", error.what());
    }
}

void SyncThread::adopt() {
    for (const auto& lane : lanes_) {
        while (auto segment = lane->fresh.pop()) {
            lane->open.push_back(*segment);
            if (adopted_) adopted_(*segment);
        }
    }
}

void SyncThread::round() {
    adopt();
    bool progress = false;
    for (const auto& lane : lanes_) {
        if (!syncLane(*lane)) continue;
        progress = true;
        const std::lock_guard lock(toldMutex_);
        if (lane->told) lane->told();
    }
    if (progress && durable_) durable_();
}

bool SyncThread::syncLane(Lane& lane) {
    bool progress = false;
    for (const auto& segment : lane.open) {
        // Sealed is read before the length: a segment seen as sealed has its final length.
        const bool sealed = segment->sealed.load(std::memory_order_acquire);
        progress = syncOne(*segment) || progress;
        if (!sealed) continue;
        files_.close(segment->fd);
        segment->fd = -1;
    }
    std::erase_if(lane.open, [](const auto& segment) { return segment->fd < 0; });
    return progress;
}

bool SyncThread::syncOne(Segment& segment) {
    const auto written = segment.written.load(std::memory_order_acquire);
    const auto durable = segment.durable.load(std::memory_order_relaxed);
    if (written == durable || segment.failed.load(std::memory_order_relaxed)) return false;
    int result = files_.sync(segment.fd);
    // The first sync makes the file's name durable too.
    if (result == 0 && durable == 0) result = files_.syncDirectory(segment.path.parent_path());
    if (result == 0) {
        segment.durable.store(written, std::memory_order_release);
        syncs_.fetch_add(1, std::memory_order_relaxed);
    } else {
        log::ledger().error("spool fsync failed file={} error=\"{}\"", segment.path.string(), errnoText(result));
        failures_.fetch_add(1, std::memory_order_relaxed);
        segment.failed.store(true, std::memory_order_release);
    }
    return true;
}

}  // namespace gw::ledger
