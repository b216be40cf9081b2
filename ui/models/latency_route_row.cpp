#include "ui/models/latency_route_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/models/traffic_row.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::LatencyRouteRow)
};
using Route = LatencyRouteRow;

QVariant sortable(const std::optional<double>& value) { return value ? QVariant(*value) : QVariant(); }
std::optional<double> asNumber(const std::optional<qint64>& value) { return value ? std::optional(static_cast<double>(*value)) : std::nullopt; }

/// Of a P95 or P99: under kSamplesForP99 requests it is one request's accident.
QString tailText(const Route& row, const std::optional<double>& ms) {
    return row.requests < kSamplesForP99 ? Words::tr("few", "too few samples for a P99") : durationText(ms);
}

QString fewTip(const Route& row) {
    return row.requests < kSamplesForP99 ? Words::tr("Fewer than %1 requests: a P95 or P99 would be one request's accident.").arg(kSamplesForP99) : QString();
}

QString partsTip(const Route& row) {
    if (row.requests == 0) return {};
    const LatencyParts mean = row.parts.dividedBy(static_cast<double>(row.requests));
    const QString own = Words::tr("Mean of a request. Gateway: queue %1, its own work %2").arg(durationText(mean.queue), durationText(mean.gateway));
    const QString theirs = Words::tr("Provider: DNS %1, connect %2, TLS %3, first byte %4, streaming %5")
                               .arg(durationText(mean.dns), durationText(mean.tcp), durationText(mean.tls), durationText(mean.wait), durationText(mean.stream));
    const QString body = mean.body > 0 ? u'\n' + Words::tr("Client: %1 until its body was here").arg(durationText(mean.body)) : QString();
    return own + u'\n' + theirs + body;
}

}  // namespace

LatencyParts LatencyParts::fromJson(const QJsonObject& json) {
    LatencyParts parts;
    parts.body = json["body"_L1].toDouble();
    parts.queue = json["queue"_L1].toDouble();
    parts.gateway = json["gateway"_L1].toDouble();
    parts.dns = json["dns"_L1].toDouble();
    parts.tcp = json["connect"_L1].toDouble();
    parts.tls = json["tls"_L1].toDouble();
    parts.connect = parts.dns + parts.tcp + parts.tls;
    parts.wait = json["wait"_L1].toDouble();
    parts.stream = json["stream"_L1].toDouble();
    return parts;
}

LatencyParts& LatencyParts::operator+=(const LatencyParts& other) {
    body += other.body;
    queue += other.queue;
    gateway += other.gateway;
    connect += other.connect;
    wait += other.wait;
    stream += other.stream;
    dns += other.dns;
    tcp += other.tcp;
    tls += other.tls;
    return *this;
}

LatencyParts LatencyParts::dividedBy(double count) const {
    return {body / count, queue / count, gateway / count, connect / count, wait / count, stream / count, dns / count, tcp / count, tls / count};
}

LatencyRouteRow LatencyRouteRow::fromJson(const QJsonObject& json) {
    LatencyRouteRow row;
    row.provider = json["provider"_L1].toString();
    row.model = json["model"_L1].toString();
    row.requests = json["requests"_L1].toInteger();
    row.totalMs = json["total_ms"_L1].toDouble();
    row.p50 = numberOf(json["p50"_L1]);
    row.p95 = numberOf(json["p95"_L1]);
    row.p99 = numberOf(json["p99"_L1]);
    row.parts = LatencyParts::fromJson(json["parts_ms"_L1].toObject());
    return row;
}

std::optional<double> LatencyRouteRow::meanMs() const {
    if (requests == 0) return std::nullopt;
    return totalMs / static_cast<double>(requests);
}

std::vector<Column<Route>> latencyRouteColumns() {
    return {
        {"provider", [] { return Words::tr("Provider", "column"); }, [](const Route& row) { return row.provider; }, [](const Route& row) { return QVariant(row.provider); }},
        {"model", [] { return Words::tr("Model", "column"); }, [](const Route& row) { return row.model; }, [](const Route& row) { return QVariant(row.model); }},
        {"requests", [] { return Words::tr("Requests", "column"); }, [](const Route& row) { return countText(row.requests); }, [](const Route& row) { return QVariant(row.requests); }, kAlignNumber},
        {"p50", [] { return u"P50"_s; }, [](const Route& row) { return durationText(row.p50); }, [](const Route& row) { return sortable(row.p50); }, kAlignNumber},
        {"p95", [] { return u"P95"_s; }, [](const Route& row) { return tailText(row, row.p95); }, [](const Route& row) { return sortable(row.p95); }, kAlignNumber, nullptr, &fewTip},
        {"p99", [] { return u"P99"_s; }, [](const Route& row) { return tailText(row, row.p99); }, [](const Route& row) { return row.requests < kSamplesForP99 ? QVariant() : sortable(row.p99); }, kAlignNumber, nullptr,
         &fewTip},
        {"mean", [] { return Words::tr("Mean", "column"); }, [](const Route& row) { return durationText(row.meanMs()); }, [](const Route& row) { return sortable(row.meanMs()); }, kAlignNumber},
        {"parts", [] { return Words::tr("Where the time goes", "column"); }, [](const Route&) { return QString(); },
         [](const Route& row) { return row.totalMs > 0 ? QVariant(row.parts.own() / row.totalMs) : QVariant(); }, Qt::AlignLeft | Qt::AlignVCenter, nullptr, &partsTip},
    };
}

SlowRow SlowRow::fromJson(const QJsonObject& json) {
    SlowRow row;
    row.traceId = json["trace_id"_L1].toString();
    row.at = timeOf(json["created_at"_L1]);
    row.latencyMs = json["latency_ms"_L1].toInteger();
    row.ttftMs = integerOf(json["ttft_ms"_L1]);
    row.provider = json["provider"_L1].toString();
    row.model = json["upstream_model"_L1].toString();
    row.keyName = json["key_name"_L1].toString();
    row.errorCode = json["error_code"_L1].toString();
    row.status = json["status"_L1].toInt();
    row.attempts = json["attempts"_L1].toInteger();
    return row;
}

std::vector<Column<SlowRow>> slowColumns() {
    using S = std::optional<style::Status>;
    return {
        {"at", [] { return Words::tr("Time", "column"); }, [](const SlowRow& row) { return momentText(row.at); }, [](const SlowRow& row) { return QVariant(row.at); },
         Qt::AlignLeft | Qt::AlignVCenter, nullptr, [](const SlowRow& row) { return exactText(row.at); }},
        {"latency", [] { return Words::tr("Latency", "column"); }, [](const SlowRow& row) { return durationText(static_cast<double>(row.latencyMs)); },
         [](const SlowRow& row) { return QVariant(row.latencyMs); }, kAlignNumber},
        {"ttft", [] { return Words::tr("First byte", "column"); }, [](const SlowRow& row) { return durationText(asNumber(row.ttftMs)); },
         [](const SlowRow& row) { return row.ttftMs ? QVariant(*row.ttftMs) : QVariant(); }, kAlignNumber},
        {"provider", [] { return Words::tr("Provider", "column"); }, [](const SlowRow& row) { return row.provider.isEmpty() ? unknownText() : row.provider; },
         [](const SlowRow& row) { return QVariant(row.provider); }},
        {"model", [] { return Words::tr("Model", "column"); }, [](const SlowRow& row) { return row.model; }, [](const SlowRow& row) { return QVariant(row.model); }},
        {"key", [] { return Words::tr("Key", "column"); }, [](const SlowRow& row) { return row.keyName; }, [](const SlowRow& row) { return QVariant(row.keyName); }},
        {"status", [] { return Words::tr("Status", "column: HTTP"); }, [](const SlowRow& row) { return QString::number(row.status); },
         [](const SlowRow& row) { return QVariant(row.status); }, Qt::AlignLeft | Qt::AlignVCenter,
         [](const SlowRow& row) { return S(httpStatus(row.status)); },
         [](const SlowRow& row) { return row.errorCode; }},
        {"attempts", [] { return Words::tr("Attempts", "column"); }, [](const SlowRow& row) { return countText(row.attempts); }, [](const SlowRow& row) { return QVariant(row.attempts); }, kAlignNumber},
        {"trace", [] { return Words::tr("Trace id", "column"); }, [](const SlowRow& row) { return row.traceId; }, [](const SlowRow& row) { return QVariant(row.traceId); }},
    };
}

}  // namespace ui::models
