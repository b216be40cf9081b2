#include "gateway/ledger/ledger.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/base/log.hpp"

#include <algorithm>
#include <utility>

namespace gw::ledger {

namespace {

std::filesystem::path laneDirectory(const LedgerOptions& options, unsigned worker) {
    return options.directory / ("worker-" + std::to_string(worker));
}

/// Group commit gathers for a while; strict mode syncs at once and gathers what comes meanwhile.
std::chrono::milliseconds commitDelay(const LedgerOptions& options) {
    return options.sync == config::LedgerSync::strict ? std::chrono::milliseconds{0} : options.groupCommit;
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(LedgerOptions options, SpoolFiles& files) {
    GW_ASSERT(options.workers > 0);
    auto recovered = recoverSpool(files, options.directory, options.node);
    if (!recovered) return fail(recovered.error());
    for (unsigned worker = 0; worker < options.workers; ++worker) {
        const auto directory = laneDirectory(options, worker);
        const int error = files.makeDirectory(directory);
        if (error < 0) return fail(ErrorCode::spoolFailed, directory.string() + ": " + errnoText(error));
    }
    log::ledger().info("spool recovered {}", recovered->report.text());
    return std::unique_ptr<Ledger>(new Ledger(std::move(options), files, std::move(*recovered)));
}

Ledger::Ledger(LedgerOptions options, SpoolFiles& files, Recovered recovered)
    : options_(std::move(options)),
      files_(files),
      report_(recovered.report),
      sync_(files, options_.workers, commitDelay(options_)),
      shipper_(files, options_.shipper) {
    for (auto& [worker, segments] : recovered.lanes) {
        for (auto& segment : segments) shipper_.adopt(std::move(segment));
    }
    for (unsigned worker = 0; worker < options_.workers; ++worker) {
        SpoolWriterOptions writer;
        writer.directory = laneDirectory(options_, worker);
        writer.worker = worker;
        writer.lastNumber = recovered.lastNumber[worker];
        writer.sync = options_.sync;
        writer.segmentMax = options_.segmentMax;
        writers_.push_back(std::make_unique<SpoolWriter>(files_, sync_, std::move(writer)));
    }
    sync_.onProgress([this](const std::shared_ptr<Segment>& segment) { shipper_.adopt(segment); },
                     [this] { shipper_.wake(); });
}

Ledger::~Ledger() { stop(); }

LedgerPort& Ledger::port(unsigned worker, pipeline::WorkerTimers& timers) {
    auto& writer = *writers_.at(worker);
    writer.attach(timers);
    return writer;
}

void Ledger::start(UsageSink& sink) {
    running_ = true;
    sync_.start();
    shipper_.start(sink);
}

void Ledger::detach(unsigned worker) { writers_.at(worker)->detach(); }

void Ledger::stop() {
    for (const auto& writer : writers_) writer->detach();
    if (!running_) return;
    running_ = false;
    sync_.stop();
    shipper_.stop();
    const auto rest = stats();
    log::ledger().info("spool closed pending={} bytes={}", rest.pendingRecords, rest.pendingBytes);
}

LedgerStats Ledger::stats() const {
    LedgerStats stats;
    std::uint64_t known = report_.settled;
    for (const auto& writer : writers_) {
        const auto& counters = writer->counters();
        known += counters.settled.load(std::memory_order_relaxed) + counters.kept.load(std::memory_order_relaxed);
        stats.openReservations += counters.open.load(std::memory_order_relaxed);
        stats.droppedLogRows += counters.droppedLogRows.load(std::memory_order_relaxed);
        stats.accepting = stats.accepting && writer->accepting();
    }
    const auto& shipped = shipper_.counters();
    stats.shipped = shipped.shipped.load(std::memory_order_relaxed);
    stats.pendingRecords = known > stats.shipped ? known - stats.shipped : 0;
    stats.pendingBytes = shipped.bytes.load(std::memory_order_relaxed);
    stats.damagedPlaces = report_.damagedPlaces + shipped.damagedPlaces.load(std::memory_order_relaxed);
    stats.degraded = degradedReason();
    return stats;
}

std::optional<std::string> Ledger::degradedReason() const {
    for (const auto& writer : writers_) {
        const int error = writer->counters().lastError.load(std::memory_order_relaxed);
        if (error != 0) return "The usage spool cannot be written: " + errnoText(error) + ".";
        if (!writer->accepting()) return "The usage spool waits for the disk.";
    }
    if (shipper_.counters().sinkFailing.load(std::memory_order_relaxed)) {
        return "The database does not take usage records: " + shipper_.lastError();
    }
    if (shipper_.counters().damagedPlaces.load(std::memory_order_relaxed) > 0) {
        return "A spool segment was found damaged; its open requests are settled as estimated at the next start.";
    }
    return std::nullopt;
}

}  // namespace gw::ledger
