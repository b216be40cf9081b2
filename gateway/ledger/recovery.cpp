#include "gateway/ledger/recovery.hpp"

#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/ledger/record_codec.hpp"
#include "gateway/ledger/spool_frame.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace gw::ledger {

namespace {

namespace fs = std::filesystem;

/// A segment ends at 4 MiB plus one write; anything much larger is no segment of ours.
constexpr std::size_t kSegmentBytesMax = std::size_t{256} * 1024 * 1024;

Error spoolError(const fs::path& path, int error) {
    return Error{ErrorCode::spoolFailed, ErrorSource::internal, Retry::never, path.string() + ": " + errnoText(error), {}};
}

std::optional<unsigned> laneNumber(const std::string& name) {
    constexpr std::string_view kPrefix = "worker-";
    if (!name.starts_with(kPrefix)) return std::nullopt;
    unsigned number = 0;
    const char* end = name.data() + name.size();
    const auto [stopped, error] = std::from_chars(name.data() + kPrefix.size(), end, number);
    if (error != std::errc{} || stopped != end || number > 4096) return std::nullopt;
    return number;
}

/// One worker's directory: scanned once, oldest segment first.
class LaneScan {
   public:
    LaneScan(SpoolFiles& files, fs::path directory, unsigned worker, RecoveryReport& report)
        : files_(files), directory_(std::move(directory)), worker_(worker), report_(report) {}

    Result<void> run() {
        std::vector<std::string> names;
        const int error = files_.list(directory_, names);
        if (error < 0) return fail(spoolError(directory_, error));
        std::vector<std::uint64_t> numbers;
        for (const auto& name : names) {
            if (const auto number = segmentNumber(name)) numbers.push_back(number);
        }
        std::ranges::sort(numbers);
        for (const auto number : numbers) {
            lastNumber = number;
            const auto scanned = scan(number);
            if (!scanned) return scanned;
        }
        return {};
    }

    std::vector<std::shared_ptr<Segment>> segments;
    std::unordered_map<std::string, std::vector<Reservation>> open;
    std::uint64_t lastNumber = 0;

   private:
    Result<void> scan(std::uint64_t number) {
        const auto path = directory_ / segmentName(number);
        int error = files_.read(path, 0, kSegmentBytesMax, bytes_);
        // A process that was killed leaves bytes that the disk has not seen yet: they are believed only once it has.
        if (error >= 0) error = files_.syncFile(path);
        if (error < 0) return fail(spoolError(path, error));
        const auto head = parseSegmentHead(bytes_);
        if (!head) return setAside(path);
        ++report_.segments;
        auto segment = std::make_shared<Segment>(files_, path, worker_, number, head->salt);
        const auto end = walk(std::string_view(bytes_).substr(kSegmentHeadBytes), *segment);
        segment->written = segment->durable = kSegmentHeadBytes + end;
        segment->sealed = true;
        segments.push_back(std::move(segment));
        return {};
    }

    /// A head cut short is a process that died while it made the file; a whole but wrong one is kept for a person to see.
    Result<void> setAside(const fs::path& path) {
        const bool torn = bytes_.size() < kSegmentHeadBytes;
        ++(torn ? report_.tornTails : report_.foreignFiles);
        if (torn) report_.tornBytes += bytes_.size();
        const int error = torn ? files_.remove(path) : files_.rename(path, path.string() + ".bad");
        if (error < 0) return fail(spoolError(path, error));
        if (!torn) log::ledger().error("spool file is no segment, kept as .bad file={}", path.string());
        return {};
    }

    /// @return the end of the last sound frame.
    std::size_t walk(std::string_view bytes, Segment& segment) {
        FrameReader reader(bytes, segment.salt);
        for (;;) {
            while (const auto frame = reader.next()) {
                if (!take(*frame)) noteDamage(segment, frame->offset);
            }
            if (!reader.damaged()) return reader.position();
            const auto bad = reader.position();
            if (!reader.resume()) {
                ++report_.tornTails;
                report_.tornBytes += bytes.size() - bad;
                return bad;
            }
            noteDamage(segment, bad);
        }
    }

    bool take(const Frame& frame) {
        if (frame.type == RecordType::settled) {
            const auto requestId = peekRequestId(frame.payload);
            if (!requestId) return false;
            ++report_.settled;
            open.erase(std::string(*requestId));
            return true;
        }
        auto reservation = decodeReservation(frame.payload);
        if (!reservation) return false;
        ++report_.reservations;
        auto& attempts = open[reservation->requestId];
        const auto same = std::ranges::find(attempts, reservation->attempt, &Reservation::attempt);
        if (same == attempts.end()) attempts.push_back(std::move(*reservation));
        return true;
    }

    void noteDamage(Segment& segment, std::size_t offset) {
        ++report_.damagedPlaces;
        segment.knownDamaged = true;
        log::ledger().error("spool damaged file={} offset={}: the record there is lost", segment.path.string(),
                            kSegmentHeadBytes + offset);
    }

    SpoolFiles& files_;
    const fs::path directory_;
    const unsigned worker_;
    RecoveryReport& report_;
    std::string bytes_;
};

Result<std::string> crashFrames(const LaneScan& scan, const std::string& node, std::uint32_t salt) {
    std::string frames;
    for (const auto& [requestId, reservations] : scan.open) {
        const auto payload = encode(crashRecord(reservations, node));
        if (!payload) return fail(payload.error());
        appendFrame(frames, RecordType::settled, *payload, salt);
    }
    return frames;
}

int writeWhole(SpoolFiles& files, int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const long count = files.write(fd, bytes);
        if (count < 0) return static_cast<int>(count);
        if (count == 0) return -ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return files.sync(fd);
}

/// Ends the reservations of dead requests in a segment behind the others, durable before anything is shipped.
Result<void> settleCrashed(SpoolFiles& files, const fs::path& directory, unsigned worker, LaneScan& scan,
                           const std::string& node, RecoveryReport& report) {
    if (scan.open.empty()) return {};
    std::array<std::uint8_t, 4> random{};
    fillRandom(random);
    std::uint32_t salt = 0;
    std::memcpy(&salt, random.data(), sizeof salt);
    const auto frames = crashFrames(scan, node, salt);
    if (!frames) return fail(frames.error());
    const auto bytes = segmentHead({worker, salt}) + *frames;
    const auto path = directory / segmentName(++scan.lastNumber);
    const int fd = files.create(path);
    int error = fd;
    if (fd >= 0) {
        error = writeWhole(files, fd, bytes);
        files.close(fd);
        if (error >= 0) error = files.syncDirectory(directory);
        if (error < 0) files.remove(path);
    }
    if (error < 0) return fail(spoolError(path, error));
    auto segment = std::make_shared<Segment>(files, path, worker, scan.lastNumber, salt);
    segment->written = segment->durable = bytes.size();
    segment->sealed = true;
    scan.segments.push_back(std::move(segment));
    report.crashed += scan.open.size();
    report.settled += scan.open.size();
    return {};
}

}  // namespace

std::string RecoveryReport::text() const {
    return fmt::format("segments={} settled={} reservations={} crashed={} torn_tails={} torn_bytes={} damaged={} foreign={}",
                       segments, settled, reservations, crashed, tornTails, tornBytes, damagedPlaces, foreignFiles);
}

RequestRecord crashRecord(const std::vector<Reservation>& open, const std::string& node) {
    RequestRecord record;
    record.node = node;
    record.status = 500;
    record.error = ErrorCode::internal;
    record.estimated = true;
    record.cost = NanoUsd{0};
    for (const auto& reservation : open) {
        if (record.traceId.empty() || reservation.at < record.createdAt) record.createdAt = reservation.at;
        record.traceId = reservation.requestId;
        record.keyId = reservation.keyId;
        record.userId = reservation.userId;
        record.provider = reservation.provider;
        record.model = record.upstreamModel = reservation.model;
        record.attempts = std::max(record.attempts, reservation.attempt);
        const auto& estimate = reservation.estimate;
        record.usage.input += estimate.input;
        record.usage.output += estimate.output;
        record.usage.cached += estimate.cached;
        record.usage.cacheWrite += estimate.cacheWrite;
        record.usage.reasoning += estimate.reasoning;
        if (!reservation.cost) record.cost.reset();
        else if (record.cost) *record.cost += *reservation.cost;
        AttemptRecord attempt;
        attempt.attempt = reservation.attempt;
        attempt.provider = reservation.provider;
        attempt.upstreamModel = reservation.model;
        attempt.error = ErrorCode::internal;
        attempt.detail = "crash";
        record.attemptList.push_back(std::move(attempt));
        record.billed.push_back(BilledAttempt{reservation.attempt, UsageSource::estimated, reservation.provider,
                                              reservation.model, estimate, reservation.cost, reservation.priceVersion});
    }
    return record;
}

Result<Recovered> recoverSpool(SpoolFiles& files, const fs::path& spoolDir, const std::string& node) {
    int error = files.makeDirectory(spoolDir);
    std::vector<std::string> names;
    if (error >= 0) error = files.list(spoolDir, names);
    if (error < 0) return fail(spoolError(spoolDir, error));
    Recovered recovered;
    for (const auto& name : names) {
        const auto worker = laneNumber(name);
        if (!worker) continue;
        LaneScan scan(files, spoolDir / name, *worker, recovered.report);
        auto outcome = scan.run();
        if (outcome) outcome = settleCrashed(files, spoolDir / name, *worker, scan, node, recovered.report);
        if (!outcome) return fail(outcome.error());
        recovered.lanes[*worker] = std::move(scan.segments);
        recovered.lastNumber[*worker] = scan.lastNumber;
    }
    return recovered;
}

}  // namespace gw::ledger
