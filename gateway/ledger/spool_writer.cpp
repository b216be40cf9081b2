#include "gateway/ledger/spool_writer.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/ledger/byte_codec.hpp"
#include "gateway/ledger/record_codec.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace gw::ledger {

namespace {

/// Claimed on disk before the spool believes in a disk that was full: enough for some hundred requests, so that accepting
/// does not flap at the last free block.
constexpr std::uint64_t kClaimBytes = std::uint64_t{128} * 1024;

std::uint32_t randomSalt() {
    std::array<std::uint8_t, 4> bytes{};
    fillRandom(bytes);
    std::uint32_t salt = 0;
    std::memcpy(&salt, bytes.data(), sizeof salt);
    return salt;
}

void dropAnswers(SpoolBlock& block) {
    for (auto& entry : block.entries()) entry.then = nullptr;
}

Result<void> storageFailure(int error) {
    return ::gw::fail(ErrorCode::storageFull, "usage spool: " + (error ? errnoText(error) : "the disk does not follow"));
}

}  // namespace

SpoolWriter::SpoolWriter(SpoolFiles& files, SyncThread& sync, SpoolWriterOptions options)
    : files_(files),
      sync_(sync),
      options_(std::move(options)),
      number_(options_.lastNumber),
      retryIn_(options_.retryMin) {}

SpoolWriter::~SpoolWriter() = default;

void SpoolWriter::attach(pipeline::WorkerTimers& timers) {
    timers_ = &timers;
    alive_ = std::make_shared<int>(0);
    // `told` runs on the sync thread: it may only post.
    sync_.tell(options_.worker, [&timers, task = guarded(&SpoolWriter::onSynced)] { timers.post(task); });
}

std::function<void()> SpoolWriter::guarded(void (SpoolWriter::*task)()) {
    return [this, token = std::weak_ptr<int>(alive_), task] {
        if (!token.expired()) (this->*task)();
    };
}

void SpoolWriter::detach() {
    if (!timers_) return;
    sync_.tell(options_.worker, {});
    for (auto& block : unsynced_) dropAnswers(block);
    dropAnswers(gathered_);
    dropAnswers(kept_);
    timers_ = nullptr;
    alive_.reset();
    flush();
    trimSynced();
    if (!kept_.empty()) {
        sealSegment();
        const int error = openSegment(0);
        if (error == 0 && writeKept() != 0) sealSegment();
    }
    if (!kept_.empty()) {
        log::ledger().error("spool could not be written at the end worker={} records={}: their reservations stay and are "
                            "settled as estimated at the next start", options_.worker, kept_.entries().size());
    }
    sealSegment();
}

void SpoolWriter::reserve(const ReservationView& reservation, Then then) {
    GW_ASSERT(timers_);
    ByteWriter payload;
    encode(payload, reservation);
    gather(RecordType::reservation, reservation.attempt, payload.bytes(), std::move(then));
}

void SpoolWriter::settle(const RequestRecord& record, Then then) {
    GW_ASSERT(timers_);
    ByteWriter payload;
    if (auto encoded = encode(payload, record); !encoded) {
        log::ledger().error("record not written id={} error=\"{}\"", record.traceId, describe(encoded.error()));
        timers_->post([then = std::move(then), error = encoded.error()] { then(::gw::fail(error)); });
        return;
    }
    gather(RecordType::settled, record.billed.empty() ? 0 : 1, payload.bytes(), std::move(then));
}

void SpoolWriter::gather(RecordType type, std::uint16_t attempt, std::string_view payload, Then then) {
    if (gathered_.empty()) gathered_.expect(lastBytes_, lastEntries_);
    gathered_.add(type, attempt, payload, std::move(then));
    if (flushScheduled_) return;
    flushScheduled_ = true;
    timers_->post(guarded(&SpoolWriter::flush));
}

void SpoolWriter::flush() {
    flushScheduled_ = false;
    if (gathered_.empty()) return;
    SpoolBlock block = std::exchange(gathered_, {});
    lastBytes_ = block.bytes().size();
    lastEntries_ = block.entries().size();
    trimSynced();
    if (state_ != State::healthy) return refuse(block);
    refuseWhenBehind(block);
    int error = ensureSegment(block.bytes().size());
    if (error == 0) error = write(block);
    if (error == 0) book(std::move(block));
    else fail(error, block);
}

void SpoolWriter::refuseWhenBehind(SpoolBlock& block) {
    if (unsyncedBytes_ <= options_.unsyncedMax.value) return;
    SpoolBlock refused, rest;
    for (auto& entry : block.entries()) (entry.type == RecordType::reservation ? refused : rest).take(block, entry);
    block = std::move(rest);
    refuse(refused);
}

int SpoolWriter::ensureSegment(std::uint64_t bytes) {
    if (segment_ && length_ > kSegmentHeadBytes && length_ + bytes > options_.segmentMax.value) sealSegment();
    if (segment_) return 0;
    const int error = openSegment(0);
    return error == 0 ? carryOld() : error;
}

int SpoolWriter::openSegment(std::uint64_t claimBytes) {
    ++number_;
    const auto path = options_.directory / segmentName(number_);
    const int fd = files_.create(path);
    if (fd < 0) return fd;
    auto segment = std::make_shared<Segment>(files_, path, options_.worker, number_, randomSalt());
    segment->fd = fd;
    const auto head = segmentHead({options_.worker, segment->salt});
    const long count = files_.write(fd, head);
    int error = count == static_cast<long>(head.size()) ? 0 : static_cast<int>(count < 0 ? count : -ENOSPC);
    if (error == 0 && claimBytes > 0) {
        const int claimed = files_.claim(fd, claimBytes);
        if (claimed < 0 && claimed != -EOPNOTSUPP && claimed != -ENOSYS) error = claimed;
    }
    if (error == 0) {
        segment->written.store(head.size(), std::memory_order_release);
        if (!sync_.offer(options_.worker, segment)) error = -EAGAIN;
    }
    if (error != 0) {
        files_.remove(path);
        return error;
    }
    segment_ = std::move(segment);
    length_ = head.size();
    return 0;
}

void SpoolWriter::sealSegment() {
    if (!segment_) return;
    segment_->sealed.store(true, std::memory_order_release);
    segment_.reset();
    sync_.wake();
}

/// A stream that has been open for long must not hold all later segments on the disk: its reservation is written again.
int SpoolWriter::carryOld() {
    const auto oldest = open_.oldestSegment();
    if (!oldest || *oldest + options_.carryAfter > number_) return 0;
    SpoolBlock again;
    for (const auto& named : open_.upTo(number_ - options_.carryAfter)) {
        again.add(RecordType::reservation, named.open.attempt, named.open.payload, nullptr);
    }
    const int error = write(again);
    if (error == 0) book(std::move(again));
    return error;
}

int SpoolWriter::write(SpoolBlock& block) {
    if (block.empty()) return 0;
    block.stamp(segment_->salt);
    const auto& bytes = block.bytes();
    const long count = files_.write(segment_->fd, bytes);
    if (count == static_cast<long>(bytes.size())) return 0;
    return static_cast<int>(count < 0 ? count : -ENOSPC);
}

/// What was written stands in the segment; who waits for the write alone hears of it.
void SpoolWriter::book(SpoolBlock block) {
    if (block.empty()) return;
    length_ += block.bytes().size();
    block.segment = segment_;
    block.end = length_;
    countBooked(block);
    segment_->written.store(length_, std::memory_order_release);
    sync_.wake();
    updateAccepting();
    if (options_.sync != config::LedgerSync::strict) {
        for (auto& entry : block.entries()) {
            if (const Then then = std::exchange(entry.then, nullptr)) then({});
        }
    }
    unsynced_.push_back(std::move(block));
}

void SpoolWriter::countBooked(const SpoolBlock& block) {
    std::uint64_t reserved = 0;
    for (const auto& entry : block.entries()) {
        if (entry.type == RecordType::reservation) {
            open_.add(block.requestId(entry), entry.attempt, segment_->number, block.payload(entry));
            ++reserved;
        } else {
            open_.end(block.requestId(entry));
        }
    }
    counters_.reserved.fetch_add(reserved, std::memory_order_relaxed);
    counters_.settled.fetch_add(block.entries().size() - reserved, std::memory_order_relaxed);
    counters_.open.store(open_.requests(), std::memory_order_relaxed);
    unsyncedBytes_ += block.bytes().size();
}

void SpoolWriter::fail(int error, SpoolBlock& block) {
    counters_.writeFailures.fetch_add(1, std::memory_order_relaxed);
    if (segment_) {
        const int cut = files_.truncate(segment_->fd, length_);
        if (cut < 0) log::ledger().error("spool could not be cut back file={} error=\"{}\"", segment_->path.string(), errnoText(cut));
    }
    degrade(error);
    refuse(block);
}

void SpoolWriter::degrade(int error) {
    if (state_ == State::healthy) {
        log::ledger().error("spool refuses billed requests worker={} error=\"{}\"", options_.worker, errnoText(error));
    }
    counters_.lastError.store(error < 0 ? -error : error, std::memory_order_relaxed);
    sealSegment();
    state_ = State::failing;
    updateAccepting();
    scheduleRetry();
}

void SpoolWriter::refuse(SpoolBlock& block) {
    const int error = -counters_.lastError.load(std::memory_order_relaxed);
    std::vector<Then> answers;
    for (auto& entry : block.entries()) {
        if (entry.then) answers.push_back(std::exchange(entry.then, nullptr));
        if (entry.type == RecordType::settled) keep(block, entry);
    }
    for (const auto& answer : answers) answer(storageFailure(error));
}

bool SpoolWriter::isBilled(const SpoolBlock& block, const Entry& entry) const {
    return entry.type == RecordType::reservation || entry.attempt != 0 || open_.contains(block.requestId(entry));
}

/// What bills or ends a reservation is always kept: there are no more of those than requests in flight when the disk failed.
void SpoolWriter::keep(const SpoolBlock& block, Entry& entry) {
    if (!isBilled(block, entry)) {
        if (keptLogRows_ >= options_.keptLogRowsMax) {
            counters_.droppedLogRows.fetch_add(1, std::memory_order_relaxed);
            return;
        }
        ++keptLogRows_;
    }
    kept_.take(block, entry);
    counters_.kept.store(kept_.entries().size(), std::memory_order_relaxed);
}

int SpoolWriter::writeKept() {
    const int error = write(kept_);
    if (error != 0) {
        files_.truncate(segment_->fd, length_);
        return error;
    }
    keptLogRows_ = 0;
    counters_.kept.store(0, std::memory_order_relaxed);
    book(std::exchange(kept_, {}));
    return 0;
}

void SpoolWriter::scheduleRetry() {
    if (retryScheduled_ || !timers_) return;
    retryScheduled_ = true;
    timers_->after(retryIn_, guarded(&SpoolWriter::retry));
    retryIn_ = std::min(retryIn_ * 2, options_.retryMax);
}

void SpoolWriter::retry() {
    retryScheduled_ = false;
    if (state_ != State::failing) return;
    int error = openSegment(kClaimBytes);
    if (error == 0) error = writeKept();
    if (error != 0) {
        degrade(error);
        return;
    }
    state_ = State::proving;
}

void SpoolWriter::onSynced() {
    trimSynced();
    if (segment_ && segment_->failed.load(std::memory_order_acquire)) onSyncFailed();
    const bool durable = segment_ && segment_->durable.load(std::memory_order_acquire) >= length_;
    if (state_ == State::proving && durable) proven();
}

void SpoolWriter::trimSynced() {
    std::vector<Then> answers;
    bool failed = false;
    while (!unsynced_.empty()) {
        auto& block = unsynced_.front();
        if (block.end > block.segment->durable.load(std::memory_order_acquire)) {
            failed = block.segment->failed.load(std::memory_order_acquire);
            break;
        }
        for (auto& entry : block.entries()) {
            if (entry.then) answers.push_back(std::move(entry.then));
        }
        unsyncedBytes_ -= block.bytes().size();
        unsynced_.pop_front();
    }
    updateAccepting();
    if (failed) onSyncFailed();
    for (const auto& answer : answers) answer({});
}

/// The kernel may have dropped what it could not write, so all that is not known to be durable is written once more, in
/// order, to a new segment. A strict reservation is not: its caller learns of the failure and sends nothing upstream.
void SpoolWriter::onSyncFailed() {
    std::vector<Then> answers;
    SpoolBlock again;
    for (auto& block : unsynced_) {
        for (auto& entry : block.entries()) {
            const bool reservation = entry.type == RecordType::reservation;
            const bool refused = reservation && entry.then;
            if (entry.then) answers.push_back(std::exchange(entry.then, nullptr));
            (reservation ? counters_.reserved : counters_.settled).fetch_sub(1, std::memory_order_relaxed);
            if (refused) open_.forget(block.requestId(entry), entry.attempt);
            else again.take(block, entry);
        }
    }
    unsynced_.clear();
    unsyncedBytes_ = 0;
    for (auto& entry : kept_.entries()) again.take(kept_, entry);
    kept_ = std::move(again);
    counters_.kept.store(kept_.entries().size(), std::memory_order_relaxed);
    degrade(-EIO);
    for (const auto& answer : answers) answer(storageFailure(-EIO));
}

void SpoolWriter::proven() {
    state_ = State::healthy;
    retryIn_ = options_.retryMin;
    const int error = writeKept();
    if (error != 0) {
        degrade(error);
        return;
    }
    counters_.lastError.store(0, std::memory_order_relaxed);
    updateAccepting();
    log::ledger().info("spool works again worker={}", options_.worker);
}

void SpoolWriter::updateAccepting() {
    accepting_.store(state_ == State::healthy && unsyncedBytes_ <= options_.unsyncedMax.value, std::memory_order_relaxed);
}

}  // namespace gw::ledger
