// Finished requests and a snapshot for the metrics to count. Plain values, test thread.
#pragma once

#include "gateway/config/snapshot.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/metrics/shard.hpp"

#include <QByteArray>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gw::test {

inline constexpr WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};  // FakeClock's start: a whole minute

/// A good request of a known key: 200 after 40 ms, 10 tokens in, 20 out.
inline ledger::RequestRecord okRecord() {
    ledger::RequestRecord record;
    record.keyId = "k-1";
    record.route = "/v1/chat/completions";
    record.model = "main";
    record.provider = "alpha";
    record.upstreamModel = "m-1";
    record.createdAt = kNow;
    record.status = 200;
    record.latencyMs = 40;
    record.overheadUs = 120;
    record.usage = {.input = 10, .output = 20, .cached = 0, .cacheWrite = 0, .reasoning = 0};
    return record;
}

inline ledger::RequestRecord failedRecord(int status, std::optional<ErrorCode> error = {}) {
    auto record = okRecord();
    record.status = status;
    record.error = error;
    return record;
}

inline ledger::AttemptRecord attemptOf(const std::string& provider, int status, std::optional<ErrorCode> error = {}) {
    ledger::AttemptRecord attempt;
    attempt.provider = provider;
    attempt.upstreamModel = "m-1";
    attempt.status = status;
    attempt.error = error;
    attempt.totalMs = 30;
    return attempt;
}

inline ledger::RequestRecord recordWith(std::vector<ledger::AttemptRecord> attempts) {
    auto record = okRecord();
    record.attemptList = std::move(attempts);
    return record;
}

/// Preset main serves m-1 at alpha.
inline config::SnapshotPtr snapshotOfMain() {
    auto provider = std::make_shared<config::Provider>();
    provider->name = "alpha";
    auto preset = std::make_shared<config::Preset>();
    preset->name = "main";
    preset->items.push_back({.id = "i-1", .provider = provider, .model = "m-1"});
    auto snapshot = std::make_shared<config::Snapshot>();
    snapshot->version = 1;
    snapshot->providers.emplace("alpha", provider);
    snapshot->presets.emplace("main", preset);
    config::indexModels(*snapshot);
    return snapshot;
}

/// Starts and finishes the request.
inline void serve(metrics::Shard& shard, const ledger::RequestRecord& record) {
    shard.requestStarted();
    shard.requestFinished(record);
}

inline QByteArray bytes(const std::string& text) { return QByteArray::fromStdString(text); }

/// The labels of every slot, in the order they were made.
template <class Table>
std::vector<std::string> labelsOf(const Table& table) {
    std::vector<std::string> labels;
    table.forEach([&](const auto& slot) { labels.push_back(slot.labels); });
    return labels;
}

}  // namespace gw::test
