// One request with its attempts and its ledger rows, as `GET requests/{trace_id}` tells it.
// Plain values; main.
#pragma once

#include "ui/models/trace_explain.hpp"
#include "ui/models/traffic_row.hpp"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace ui::models {

struct TraceAttempt {
    int number = 0;
    int status = 0;  // 0: the upstream gave no answer
    QString provider, upstreamModel, errorCode, detail, circuitState;
    std::optional<qint64> dnsMs, connectMs, tlsMs;  // how long each took; unknown on a reused connection
    std::optional<qint64> firstByteMs;              // since the attempt began
    qint64 totalMs = 0;

    bool operator==(const TraceAttempt&) const = default;

    /// Between the connection and the first byte; unknown when no byte came.
    std::optional<qint64> waitMs() const;
    /// From the first byte to the end; without a first byte, from the connection to the end.
    qint64 restMs() const;
    bool failed() const { return status == 0 || status >= 400; }
};

struct TraceDetail {
    TrafficRow row;
    std::vector<TraceAttempt> attempts;
    TraceExplain explain;
    QString cache;                      // hit | miss | bypass …; empty: none was asked
    QString usageSource, priceVersion;  // of the last ledger row; empty when nothing was billed

    static TraceDetail fromJson(const QJsonObject& json);
};

}  // namespace ui::models
