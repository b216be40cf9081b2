// One route's latency (GET reports/latency) with where its time went, and the slow requests of the log; with their tables.
// Rows are plain values; the models live on main, owned by the latency page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonObject>

namespace ui::models {

/// Milliseconds: sums over all attempts, or means of them.
struct LatencyParts {
    double body = 0;                              // the client sends it
    double queue = 0, gateway = 0;                // inside the gateway: before the first call, and its other work
    double connect = 0, wait = 0, stream = 0;     // the provider's; connect: DNS, TCP and TLS together
    double dns = 0, tcp = 0, tls = 0;             // the parts of connect
    bool operator==(const LatencyParts&) const = default;

    static LatencyParts fromJson(const QJsonObject& json);
    LatencyParts& operator+=(const LatencyParts& other);
    LatencyParts dividedBy(double count) const;
    double own() const { return queue + gateway; }
};

struct LatencyRouteRow {
    QString provider, model;
    qint64 requests = 0;
    double totalMs = 0;
    std::optional<double> p50, p95, p99;
    LatencyParts parts;  // sums

    QString key() const { return provider + u'/' + model; }
    bool operator==(const LatencyRouteRow&) const = default;

    static LatencyRouteRow fromJson(const QJsonObject& json);
    std::optional<double> meanMs() const;
};

/// Under this many samples a P99 would be one request's accident.
inline constexpr qint64 kSamplesForP99 = 20;

using LatencyRouteModel = RowTableModel<LatencyRouteRow>;
/// Columns: provider, model, requests, p50, p95, p99, mean, parts.
std::vector<Column<LatencyRouteRow>> latencyRouteColumns();

struct SlowRow {
    QString traceId, provider, model, keyName, errorCode;
    QDateTime at;
    qint64 latencyMs = 0, attempts = 0;
    std::optional<qint64> ttftMs;
    int status = 0;

    QString key() const { return traceId; }
    bool operator==(const SlowRow&) const = default;

    static SlowRow fromJson(const QJsonObject& json);
};

using SlowModel = RowTableModel<SlowRow>;
/// Columns: at, latency, ttft, provider, model, key, status, attempts, trace.
std::vector<Column<SlowRow>> slowColumns();

}  // namespace ui::models
