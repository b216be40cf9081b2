#include "ui/models/metrics_summary.hpp"

#include "ui/models/json_values.hpp"

namespace ui::models {

using namespace Qt::StringLiterals;

MetricsSummary MetricsSummary::fromJson(const QJsonObject& json) {
    MetricsSummary sum;
    sum.windowS = integerOf(json["window_seconds"_L1]);
    sum.requests = integerOf(json["requests"_L1]);
    sum.perSecond = numberOf(json["rps"_L1]);
    sum.errorShare = numberOf(json["error_rate"_L1]);
    const QJsonObject latency = json["latency_ms"_L1].toObject();
    sum.latencyP50Ms = numberOf(latency["p50"_L1]);
    sum.latencyP95Ms = numberOf(latency["p95"_L1]);
    sum.latencyP99Ms = numberOf(latency["p99"_L1]);
    sum.overheadP95Ms = numberOf(json["overhead_ms"_L1]["p95"_L1]);
    sum.ttftP95Ms = numberOf(json["ttft_ms"_L1]["p95"_L1]);
    sum.inflight = integerOf(json["inflight"_L1]);
    sum.streams = integerOf(json["streams"_L1]);
    sum.tokensIn = integerOf(json["tokens_in"_L1]);
    sum.tokensOut = integerOf(json["tokens_out"_L1]);
    sum.costNanoUsd = integerOf(json["cost_nanousd"_L1]);
    sum.unpricedRequests = integerOf(json["unpriced_requests"_L1]);
    sum.spoolPending = integerOf(json["spool_pending"_L1]);
    sum.circuitsOpen = integerOf(json["circuits"_L1]["open"_L1]);
    sum.circuitsTotal = integerOf(json["circuits"_L1]["total"_L1]);
    const QJsonObject before = json["previous"_L1].toObject();
    sum.beforePerSecond = numberOf(before["rps"_L1]);
    sum.beforeErrorShare = numberOf(before["error_rate"_L1]);
    sum.beforeLatencyP95Ms = numberOf(before["latency_p95_ms"_L1]);
    return sum;
}

style::Status Threshold::judge(std::optional<double> value) const {
    if (!value) return style::Status::unknown;
    if (*value >= crit) return style::Status::critical;
    return *value >= warn ? style::Status::degraded : style::Status::ok;
}

}  // namespace ui::models
