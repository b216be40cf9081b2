// What a group used and what it cost (GET reports/usage), and the table of groups. Money stays integer nano-dollars.
// Rows are plain values; the model lives on main, owned by the usage page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QJsonObject>

namespace ui::models {

struct UsageSums {
    qint64 calls = 0, tokensIn = 0, tokensOut = 0, tokensCached = 0, tokensCacheWrite = 0, tokensReasoning = 0;
    qint64 costNanoUsd = 0, unpriced = 0, estimated = 0, estimatedNanoUsd = 0, adjustedNanoUsd = 0;
    qint64 batch = 0, batchNanoUsd = 0;  // at the price for batch and flex; part of calls and cost
    bool operator==(const UsageSums&) const = default;

    static UsageSums fromJson(const QJsonObject& json);
    /// Cost and corrections; unset when nothing of it has a price.
    std::optional<qint64> billNanoUsd() const;
};

struct UsageRow {
    QString group, label, prefix, grouping;
    UsageSums sums;
    std::optional<qint64> budgetNanoUsd, spentNanoUsd;
    double share = 0;  // of the whole cost

    QString key() const { return grouping + u':' + group; }
    bool operator==(const UsageRow&) const = default;

    static UsageRow fromJson(const QJsonObject& json, const QString& grouping, qint64 costInAll);
    QString title() const;
    /// The account of the gateway's own health probes, which is no key or user.
    bool isProbes() const;
    style::Status status() const;
};

using UsageModel = RowTableModel<UsageRow>;

/// Columns: group, cost, share, calls, in, out, cached, written, reasoning, batch, unpriced, estimated, adjusted, budget.
std::vector<Column<UsageRow>> usageColumns();

/// Exact: every digit of the nano-dollars that is not a trailing zero, at least cents.
QString exactMoneyText(qint64 nanoUsd);
/// For a column: always four decimals, so that the points stand under each other. $0.0042, $12.3000, < $0.0001.
QString columnMoneyText(qint64 nanoUsd);

}  // namespace ui::models
