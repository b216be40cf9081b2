// Limits as the admin API tells them: what is set for a scope, and how a key stands against each limit that holds for it.
// Rows are plain values; the models live on main, owned by the rate limits page.
#pragma once

#include "ui/models/row_table_model.hpp"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace ui::models {

/// What is set for one subject.
struct LimitRow {
    QString scope;    // global, key, user, preset, ip
    QString subject;  // id, address or range; "*": each without limits of its own
    QString name;
    std::optional<qint64> rpm, tpm, tpd, parallel;
    QString budget, budgetDay, budgetMonth;  // decimal dollars; empty: none
    std::optional<qint64> settingRpm, settingTpm;  // of "global": what the configuration says
    std::optional<qint64> inheritedRpm, inheritedTpm, inheritedTpd, inheritedParallel;  // what holds where nothing is set here
    std::optional<qint64> requestsMinute, requestsPeak, tokensMinute, running, refused;
    QString updatedBy;
    QDateTime updatedAt;

    QString key() const { return scope + u'/' + subject; }
    bool operator==(const LimitRow&) const = default;
    bool isEmpty() const;

    static LimitRow fromJson(const QJsonObject& json);
    /// The body of a PUT that makes exactly this row; null takes a limit away.
    QJsonObject toBody() const;
    QString searchText() const;
};

/// One limit of a key's requests as it stands.
struct LimitStateRow {
    QString scope, subject, name, limit, unit, sourceScope, sourceSubject;
    qint64 value = 0, used = 0, held = 0, left = 0;
    QDateTime resetsAt;

    QString key() const { return scope + u'/' + limit; }
    bool operator==(const LimitStateRow&) const = default;
    static LimitStateRow fromJson(const QJsonObject& json);
};

/// "Global", "Key", "User", "Preset", "Address".
QString limitScopeWord(const QString& scope);
/// A subject as people call it: its name, or "Each user".
QString limitSubjectText(const LimitRow& row);
/// "Requests a minute", "Budget a day" …
QString limitWord(const QString& limit);
/// 60, 200,000, $12.50.
QString limitAmountText(const QString& unit, qint64 amount);
/// Where a limit was set, in words.
QString limitSourceText(const LimitStateRow& row);
/// "Set here", "Inherited", "Partly inherited".
QString limitOriginText(const LimitRow& row);
/// "Requests a minute: 60 in force = min(Global 100, User 60); 5 left". Empty without a limit.
QString tightestText(const std::vector<LimitStateRow>& rows, const QString& limit);

using LimitModel = RowTableModel<LimitRow>;
using LimitStateModel = RowTableModel<LimitStateRow>;

/// Columns: scope, subject, rpm, tpm, tpd, parallel, origin, budget, now, peak, refused, changed.
std::vector<Column<LimitRow>> limitColumns();
/// Columns: limit, whose, value, used, left, resets, source.
std::vector<Column<LimitStateRow>> limitStateColumns();

}  // namespace ui::models
