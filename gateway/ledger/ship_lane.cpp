#include "gateway/ledger/ship_lane.hpp"

#include "gateway/base/log.hpp"
#include "gateway/ledger/record_codec.hpp"

#include <algorithm>

namespace gw::ledger {

Result<const RecordView*> ShipBatch::add(std::string_view payload) {
    if (used_ == records_.size()) {
        payloads_.emplace_back();
        records_.emplace_back();
    }
    const std::string& kept = payloads_[used_].assign(payload);
    RecordView& record = records_[used_];
    if (const auto done = decodeRecord(kept, record); !done) return fail(done.error());
    ++used_;
    bytes_ += payload.size();
    return &record;
}

bool ShipLane::read(SpoolFiles& files, std::size_t readBytes, ShipBatch& batch) {
    bool progress = false;
    for (auto& held : shelf_) {
        // Sealed is read before the length, so that a sealed segment is known to its end.
        const bool sealed = held.segment->sealed.load(std::memory_order_acquire);
        const bool failed = held.segment->failed.load(std::memory_order_acquire);
        const auto written = held.segment->written.load(std::memory_order_acquire);
        const auto limit = held.segment->durable.load(std::memory_order_acquire);
        while (held.taken < limit && !batch.full()) {
            if (!readSegment(files, held, limit, readBytes, batch)) return progress;
            progress = true;
        }
        // The next segment waits until this one can bring no more, so that order within a worker holds.
        const bool over = sealed && held.taken >= limit && (failed || limit == written);
        if (!over) break;
    }
    return progress;
}

bool ShipLane::readSegment(SpoolFiles& files, Held& held, std::uint64_t limit, std::size_t readBytes, ShipBatch& batch) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(limit - held.taken, readBytes));
    const int error = files.read(held.segment->path, held.taken, count, block_);
    if (error < 0) {
        log::ledger().error("spool unreadable file={} error=\"{}\"", held.segment->path.string(), errnoText(error));
        return false;
    }
    FrameReader reader(block_, held.segment->salt);
    while (!batch.full()) {
        const auto frame = reader.next();
        if (!frame) break;
        take(held, *frame, batch);
    }
    held.taken += reader.position();
    if (!reader.damaged()) return true;
    const bool moreToCome = reader.incomplete() && block_.size() == count && held.taken - reader.position() + count < limit;
    return (moreToCome && reader.position() > 0) || passDamage(files, held, limit);
}

/// Durable bytes that are no sound frame: counted, reported, and skipped to the next sound one (or to the end).
bool ShipLane::passDamage(SpoolFiles& files, Held& held, std::uint64_t limit) {
    const auto rest = static_cast<std::size_t>(limit - held.taken);
    if (files.read(held.segment->path, held.taken, rest, block_) < 0) return false;
    FrameReader reader(block_, held.segment->salt);
    if (reader.next()) return true;
    const std::uint64_t skipped = reader.resume() ? reader.position() : rest;
    if (!held.segment->knownDamaged) {
        ++damagedPlaces_;
        log::ledger().error("spool damaged file={} offset={} bytes={}: what was there is lost, the file is kept as .bad",
                            held.segment->path.string(), held.taken, skipped);
    }
    held.damaged = true;
    held.taken += skipped;
    return true;
}

/// A sound frame that decodes to nothing: its bytes are all that is left of the record, so the file is kept.
void ShipLane::noteUnreadable(Held& held, const Error& error) {
    if (!held.segment->knownDamaged) ++damagedPlaces_;
    held.damaged = true;
    log::ledger().error("spool record file={} error=\"{}\"", held.segment->path.string(), describe(error));
}

void ShipLane::take(Held& held, const Frame& frame, ShipBatch& batch) {
    if (frame.type == RecordType::reservation) {
        const auto reservation = checkReservation(frame.payload);
        if (reservation) open_.add(reservation->requestId, reservation->attempt, held.segment->number, {});
        else noteUnreadable(held, reservation.error());
        return;
    }
    const auto record = batch.add(frame.payload);
    if (record) open_.end((*record)->traceId);
    else noteUnreadable(held, record.error());
}

void ShipLane::committed() {
    for (auto& held : shelf_) held.committed = held.taken;
}

bool ShipLane::finished(const Held& held, bool hasNext) const {
    const bool sealed = held.segment->sealed.load(std::memory_order_acquire);
    const bool failed = held.segment->failed.load(std::memory_order_acquire);
    const auto durable = held.segment->durable.load(std::memory_order_acquire);
    const bool whole = failed ? hasNext : durable == held.segment->written.load(std::memory_order_acquire);
    return sealed && whole && held.committed >= durable && !open_.anyIn(held.segment->number);
}

std::size_t ShipLane::removeFinished(SpoolFiles& files) {
    std::size_t removed = 0;
    while (!shelf_.empty()) {
        // What a failed segment may have lost is written again to its successor: it stays until that is durable.
        const bool hasNext = shelf_.size() > 1 && shelf_[1].segment->durable.load(std::memory_order_acquire) > 0;
        const auto& held = shelf_.front();
        if (!finished(held, hasNext)) break;
        const auto& path = held.segment->path;
        const bool keep = held.damaged || held.segment->knownDamaged;
        const int error = keep ? files.rename(path, path.string() + ".bad") : files.remove(path);
        if (error < 0) {
            log::ledger().error("spool segment stays file={} error=\"{}\"", path.string(), errnoText(error));
            break;
        }
        shelf_.pop_front();
        ++removed;
    }
    return removed;
}

std::uint64_t ShipLane::bytesOnDisk() const {
    std::uint64_t bytes = 0;
    for (const auto& held : shelf_) bytes += held.segment->written.load(std::memory_order_relaxed);
    return bytes;
}

}  // namespace gw::ledger
