#include "ui/models/traffic_row.hpp"

#include "ui/models/json_values.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTooManyRequests = 429;

struct TrafficWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TrafficTable)
};

}  // namespace

TrafficRow TrafficRow::fromJson(const QJsonObject& json) {
    TrafficRow row;
    row.traceId = json["trace_id"_L1].toString();
    row.clientRequestId = json["client_request_id"_L1].toString();
    const QDateTime at = timeOf(json["created_at"_L1]);
    row.atMs = at.isValid() ? at.toMSecsSinceEpoch() : 0;
    row.keyId = json["key_id"_L1].toString();
    row.keyPrefix = json["key_prefix"_L1].toString();
    row.keyName = json["key_name"_L1].toString();
    row.presetId = json["preset_id"_L1].toString();
    row.ip = json["ip"_L1].toString();
    row.route = json["route"_L1].toString();
    row.dialect = json["dialect"_L1].toString();
    row.model = json["model"_L1].toString();
    row.provider = json["provider"_L1].toString();
    row.upstreamModel = json["upstream_model"_L1].toString();
    row.errorCode = json["error_code"_L1].toString();
    row.node = json["node"_L1].toString();
    row.status = json["status"_L1].toInt();
    row.attempts = json["attempts"_L1].toInt();
    row.stream = json["stream"_L1].toBool();
    row.estimated = json["estimated"_L1].toBool();
    row.tokensIn = json["tokens_in"_L1].toInteger();
    row.tokensOut = json["tokens_out"_L1].toInteger();
    row.tokensCached = json["tokens_cached"_L1].toInteger();
    row.tokensReasoning = json["tokens_reasoning"_L1].toInteger();
    row.costNanoUsd = integerOf(json["cost_nanousd"_L1]);
    row.ttftMs = integerOf(json["ttft_ms"_L1]);
    row.latencyMs = json["latency_ms"_L1].toInteger();
    row.upstreamMs = json["upstream_ms"_L1].toInteger();
    return row;
}

std::vector<TrafficRow> trafficRows(const QJsonArray& items) {
    std::vector<TrafficRow> rows;
    rows.reserve(static_cast<size_t>(items.size()));
    for (const QJsonValue& item : items) {
        TrafficRow row = TrafficRow::fromJson(item.toObject());
        if (!row.traceId.isEmpty()) rows.push_back(std::move(row));
    }
    return rows;
}

Emphasis emphasisOf(const TrafficRow& row, qint64 slowMs) {
    if (!row.isRequest()) return Emphasis::none;
    if (row.status >= 500) return Emphasis::failed;
    if (row.status == kTooManyRequests) return Emphasis::limited;
    if (row.latencyMs > slowMs) return Emphasis::slow;
    return row.attempts > 1 ? Emphasis::retried : Emphasis::none;
}

QString emphasisWord(Emphasis emphasis) {
    switch (emphasis) {
        case Emphasis::none: return {};
        case Emphasis::failed: return TrafficWords::tr("Failed (5xx)", "why a request stands out");
        case Emphasis::limited: return TrafficWords::tr("Rate limited", "why a request stands out");
        case Emphasis::slow: return TrafficWords::tr("Slow", "why a request stands out");
        case Emphasis::retried: return TrafficWords::tr("Retried", "why a request stands out");
    }
    return {};
}

style::Status httpStatus(int status) {
    if (status >= 500) return style::Status::critical;
    if (status >= 400) return style::Status::degraded;
    return status >= 100 ? style::Status::ok : style::Status::unknown;
}

}  // namespace ui::models
