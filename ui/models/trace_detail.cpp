#include "ui/models/trace_detail.hpp"

#include "ui/models/json_values.hpp"

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

TraceAttempt attemptFrom(const QJsonObject& json) {
    TraceAttempt attempt;
    attempt.number = json["attempt"_L1].toInt();
    attempt.status = json["status"_L1].toInt();
    attempt.provider = json["provider"_L1].toString();
    attempt.upstreamModel = json["upstream_model"_L1].toString();
    attempt.errorCode = json["error_code"_L1].toString();
    attempt.detail = json["detail"_L1].toString();
    attempt.circuitState = json["circuit_state"_L1].toString();
    attempt.dnsMs = integerOf(json["dns_ms"_L1]);
    attempt.connectMs = integerOf(json["connect_ms"_L1]);
    attempt.tlsMs = integerOf(json["tls_ms"_L1]);
    attempt.firstByteMs = integerOf(json["first_byte_ms"_L1]);
    attempt.totalMs = json["total_ms"_L1].toInteger();
    return attempt;
}

qint64 connectedMs(const TraceAttempt& attempt) {
    return attempt.dnsMs.value_or(0) + attempt.connectMs.value_or(0) + attempt.tlsMs.value_or(0);
}

}  // namespace

std::optional<qint64> TraceAttempt::waitMs() const {
    if (!firstByteMs) return std::nullopt;
    return std::max<qint64>(*firstByteMs - connectedMs(*this), 0);
}

qint64 TraceAttempt::restMs() const {
    return std::max<qint64>(totalMs - connectedMs(*this) - waitMs().value_or(0), 0);
}

TraceDetail TraceDetail::fromJson(const QJsonObject& json) {
    TraceDetail detail;
    detail.row = TrafficRow::fromJson(json);
    for (const QJsonValue& item : json["attempt_list"_L1].toArray()) detail.attempts.push_back(attemptFrom(item.toObject()));
    for (const QJsonValue& item : json["ledger"_L1].toArray()) {
        detail.usageSource = item["usage_source"_L1].toString();
        detail.priceVersion = item["price_version"_L1].toString();
    }
    detail.cache = json["cache"_L1].toString();
    detail.explain = TraceExplain::fromJson(json["explain"_L1]);
    return detail;
}

}  // namespace ui::models
