// Why a request went where it went, as `explain` of GET requests/{trace_id} tells it: the candidates with what was known of them
// at that moment, the limits before and after, the bill. Plain values; the model lives on main, owned by the view.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace ui::models {

struct WhyCandidate {
    int place = 0;  // in the order of trial, from 1
    QString provider, model;
    qint64 weight = 0, priority = 0, running = 0;
    std::optional<double> share;       // 0…1 of the first choices
    std::optional<qint64> expectedMs;  // strategy latency only; 0: nothing was known
    QString outcome;                   // last | failed | client_gone | at_cap | circuit_open | at_rest | not_needed
    QString attempts;                  // "1, 3"

    QString key() const { return QString::number(place); }
    bool operator==(const WhyCandidate&) const = default;
};

struct WhyLimit {
    qint64 limit = 0, before = 0, after = 0, reserved = 0;
};

struct WhyBill {
    qint64 attempt = 0;
    QString provider, model, usageSource, priceVersion;
    std::optional<qint64> costNanoUsd;
};

struct TraceExplain {
    bool known = false;  // the gateway has kept it
    QString strategy, why, refusal;
    std::vector<WhyCandidate> candidates;
    qint64 moreCandidates = 0;
    bool retryBudgetUsedUp = false;  // another upstream was there and was not tried
    double queuedMs = 0;             // inside the gateway before the first call; 0 where it was less than a millisecond
    std::optional<WhyLimit> requests, tokens;
    std::vector<WhyBill> bill;

    static TraceExplain fromJson(const QJsonValue& json);
};

/// What decided, as one sentence; empty when no upstream was chosen.
QString whySentence(const TraceExplain& explain);
/// The limits and the bill, a line each.
QStringList whyLines(const TraceExplain& explain);
QString outcomeWord(const QString& outcome);

/// Columns: place, upstream, weight, share, running, expected, outcome.
std::vector<Column<WhyCandidate>> whyColumns();

}  // namespace ui::models
