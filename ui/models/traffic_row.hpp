// One finished request as the admin API tells it (REQUEST in the admin API's shapes), and the lines that stand between
// requests: markers and gaps. Plain values, made and read on main; copies may be read on an export's thread.
#pragma once

#include "ui/style/status.hpp"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace ui::models {

struct TrafficRow {
    enum class Kind : quint8 { request, marker, gap };

    Kind kind = Kind::request;
    bool stream = false;
    bool estimated = false;
    int status = 0;
    int attempts = 0;
    qint64 atMs = 0;  // UTC, milliseconds since 1970
    qint64 latencyMs = 0;
    qint64 upstreamMs = 0;
    qint64 tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensReasoning = 0;
    std::optional<qint64> ttftMs, costNanoUsd;
    /// The words of a marker or a gap stand in `traceId`.
    QString traceId, clientRequestId, keyId, keyPrefix, keyName, presetId, ip, route, dialect, model, provider, upstreamModel,
        errorCode, node;

    bool isRequest() const { return kind == Kind::request; }
    bool operator==(const TrafficRow&) const = default;

    static TrafficRow fromJson(const QJsonObject& json);
    /// The key's name, else its prefix; empty when no key was known.
    QString key() const { return keyName.isEmpty() ? keyPrefix : keyName; }
    qint64 tokens() const { return tokensIn + tokensOut; }
};

/// Why a row stands out; the first that holds, in this order.
enum class Emphasis { none, failed, limited, slow, retried };
Emphasis emphasisOf(const TrafficRow& row, qint64 slowMs);
/// "Failed (5xx)", "Rate limited", "Slow", "Retried"; empty for none.
QString emphasisWord(Emphasis emphasis);
/// The status code's shape: a triangle for 5xx, a rhomb for 4xx, a disc for the rest.
style::Status httpStatus(int status);

std::vector<TrafficRow> trafficRows(const QJsonArray& items);

struct TrafficColumn {
    const char* id;
    const char* field;  // of the filter expression; nullptr: the column cannot be filtered by value
    QString (*header)();
    QString (*text)(const TrafficRow&);
    /// The value as the filter expression writes it, without quotes.
    QString (*value)(const TrafficRow&);
    bool number;
};

/// Columns: time, trace, status, route, provider, model, key, ip, ttft, latency, attempts, tokens, cost, error.
const std::vector<TrafficColumn>& trafficColumns();

}  // namespace ui::models
