#include "gateway/engine/live_feed.hpp"

#include "gateway/base/log.hpp"
#include "gateway/engine/budget_alerts.hpp"
#include "gateway/store/metric_minute_table.hpp"

#include <algorithm>
#include <chrono>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;

/// The figures of table metric_minute: what the charts show beyond a day.
std::vector<store::MetricMinuteRow> minuteRows(const metrics::Figures& minute, const std::string& node) {
    const WallTime at{std::chrono::seconds{minute.at}};
    const auto row = [&](const char* name, double value) { return store::MetricMinuteRow{at, node, name, value}; };
    std::vector<store::MetricMinuteRow> rows{row("requests", double(minute.requests)),
                                             row("success", double(minute.success)),
                                             row("errors_4xx", double(minute.errors4xx)),
                                             row("errors_429", double(minute.errors429)),
                                             row("errors_5xx", double(minute.errors5xx)),
                                             row("tokens_in", double(minute.tokensIn)),
                                             row("tokens_out", double(minute.tokensOut))};
    if (minute.latency.p50) rows.push_back(row("latency_p50", *minute.latency.p50));
    if (minute.latency.p95) rows.push_back(row("latency_p95", *minute.latency.p95));
    if (minute.latency.p99) rows.push_back(row("latency_p99", *minute.latency.p99));
    return rows;
}

}  // namespace

void LiveFeed::start() { arm(); }

void LiveFeed::arm() {
    control_.after(1s, [this, alive = std::weak_ptr<int>(alive_)] {
        if (alive.expired()) return;
        tick();
        arm();
    });
}

void LiveFeed::tick() {
    running_.aggregator->tick(static_cast<std::int64_t>(running_.ledger->stats().pendingRecords));
    api_.publishMetrics(running_.aggregator->latest());
    secretUses_.flush();
    tellBudgets(*running_.admission, running_.control->state(), api_);
    std::vector<store::MetricMinuteRow> rows;
    for (const auto& minute : running_.aggregator->takeFinishedMinutes())
        for (auto& row : minuteRows(minute, running_.node)) rows.push_back(std::move(row));
    if (rows.empty()) return;
    running_.store->write([rows = std::move(rows)](store::Database& database) { return store::putMetricMinutes(database, rows); },
                          [](const Result<void>& written) {
                              if (!written) log::engine().warn("minute figures not kept: {}", log::quoted(describe(written.error())));
                          });
}

void LiveFeed::requests(const RequestLogThread::Batch& batch) {
    secretUses_.note(batch, running_.control->state(), clock_.wall());
    api_.publishRequests(batch);
}

std::size_t LiveFeed::streams() const {
    std::int64_t sum = 0;
    for (const auto& shard : running_.shards) sum += shard->streams();
    return static_cast<std::size_t>(std::max<std::int64_t>(sum, 0));
}

}  // namespace gw::engine
