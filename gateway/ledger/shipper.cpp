#include "gateway/ledger/shipper.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <pthread.h>

namespace gw::ledger {

namespace {

constexpr std::chrono::milliseconds kIdle{1000};

}  // namespace

Shipper::Shipper(SpoolFiles& files, ShipperOptions options) : files_(files), options_(options), retryIn_(options.retryMin) {
    batch_.recordsMax = options_.batchMax;
    batch_.bytesMax = options_.batchBytesMax;
}

Shipper::~Shipper() { stop(); }

void Shipper::adopt(std::shared_ptr<Segment> segment) {
    const std::lock_guard lock(mutex_);
    adopted_.push_back(std::move(segment));
}

void Shipper::start(UsageSink& sink) {
    if (thread_.joinable()) return;
    sink_ = &sink;
    stopping_ = false;
    thread_ = std::thread([this] {
        ::pthread_setname_np(::pthread_self(), "shipper");
        run();
    });
}

void Shipper::stop() {
    stopping_ = true;
    wakeup_.signal();
    if (thread_.joinable()) thread_.join();
}

std::string Shipper::lastError() const {
    const std::lock_guard lock(mutex_);
    return lastError_;
}

void Shipper::run() {
    try {
        loop();
    } catch (const std::exception& error) {
        log::ledger().error("shipper ended: {}", error.what());
        counters_.sinkFailing = true;
    }
}

void Shipper::loop() {
    for (;;) {
        const bool last = stopping_;
        takeAdopted();
        const bool readAny = readSome();
        if (dueToShip(readAny) && !shipBatch()) {
            if (last) return;
            pause(retryIn_);
            retryIn_ = std::min(retryIn_ * 2, options_.retryMax);
            continue;
        }
        removeFinished();
        if (readAny) continue;
        if (last && batch_.empty()) return;
        if (stopping_) continue;
        if (!wakeup_.wait(patience())) batch_.shrink();
    }
}

void Shipper::takeAdopted() {
    std::vector<std::shared_ptr<Segment>> fresh;
    {
        const std::lock_guard lock(mutex_);
        fresh.swap(adopted_);
    }
    for (auto& segment : fresh) lanes_[segment->worker].add(std::move(segment));
}

bool Shipper::readSome() {
    bool readAny = false;
    for (auto& [worker, lane] : lanes_) {
        readAny = lane.read(files_, options_.readBytes, batch_) || readAny;
        counters_.damagedPlaces += lane.takeDamagedPlaces();
    }
    if (!batch_.empty() && !batchSince_) batchSince_ = std::chrono::steady_clock::now();
    return readAny;
}

bool Shipper::dueToShip(bool readAny) const {
    if (batch_.full()) return true;
    if (stopping_ && !readAny) return true;
    return batchSince_ && std::chrono::steady_clock::now() - *batchSince_ >= options_.batchAge;
}

bool Shipper::shipBatch() {
    if (!batch_.empty()) {
        const auto outcome = writeToSink();
        if (!outcome) {
            ++counters_.failures;
            if (!counters_.sinkFailing.exchange(true)) {
                log::ledger().warn("usage waits in the spool, the database does not take it: {}", describe(outcome.error()));
            }
            const std::lock_guard lock(mutex_);
            lastError_ = describe(outcome.error());
            return false;
        }
        counters_.shipped += batch_.records().size();
        ++counters_.batches;
        batch_.clear();
    }
    if (counters_.sinkFailing.exchange(false)) log::ledger().info("the database takes usage again");
    retryIn_ = options_.retryMin;
    batchSince_.reset();
    for (auto& [worker, lane] : lanes_) lane.committed();
    return true;
}

Result<void> Shipper::writeToSink() {
    try {
        return sink_->write(batch_.records());
    } catch (const std::exception& error) {
        return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, error.what());
    }
}

/// Sits the back-off out, but not the end of the program.
void Shipper::pause(std::chrono::milliseconds length) {
    const auto until = std::chrono::steady_clock::now() + length;
    while (!stopping_) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return;
        wakeup_.wait(left);
    }
}

void Shipper::removeFinished() {
    // Segments without a terminal record (reservations carried on, bare heads) need no transaction.
    if (batch_.empty()) {
        for (auto& [worker, lane] : lanes_) lane.committed();
    }
    std::uint64_t segments = 0;
    std::uint64_t bytes = 0;
    for (auto& [worker, lane] : lanes_) {
        counters_.removed += lane.removeFinished(files_);
        segments += lane.segments();
        bytes += lane.bytesOnDisk();
    }
    counters_.segments = segments;
    counters_.bytes = bytes;
}

std::chrono::milliseconds Shipper::patience() const {
    if (!batchSince_) return kIdle;
    const auto age = std::chrono::steady_clock::now() - *batchSince_;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(options_.batchAge - age);
    return std::max(left, std::chrono::milliseconds{1});
}

}  // namespace gw::ledger
