// The circuits of all upstreams as GET circuits tells them: which one is open, why, by whom, since when, and when it is tried
// again. Rows are plain values; the model lives on main, owned by the circuits panel.
#pragma once

#include "ui/models/preset_row.hpp"

#include <QDateTime>
#include <QSet>

#include <vector>

namespace ui::models {

struct CircuitTurnRow {
    QDateTime at;
    QString state, reason;

    bool operator==(const CircuitTurnRow&) const = default;
};

struct CircuitRow {
    QString provider, model;
    QString state;   // closed | half_open | open
    QString reason;  // an error code; MANUAL: an operator's order; empty while closed
    QString by, note;
    QDateTime since;
    qint64 secondsLeft = 0;
    qint64 failuresInARow = 0, openings = 0;
    QStringList presets;
    std::vector<CircuitTurnRow> history;  // the newest first

    QString key() const { return routeKey(provider, model); }
    bool operator==(const CircuitRow&) const = default;
    static CircuitRow fromJson(const QJsonObject& json);
    static QString routeKey(const QString& provider, const QString& model) { return provider + u'\n' + model; }
    bool isOpen() const { return state == u"open"; }
    bool isOrdered() const { return reason == u"MANUAL"; }
};

/// "Closed (serving)", "Half-open (trying)", "Open (stopped)": always with the bracket, since "open" is counter-intuitive.
QString circuitStateWord(const QString& state);
/// "Automatic", or whose order it is.
QString circuitByText(const CircuitRow& row);
/// "4 min 12 s", "next call"; empty while closed.
QString nextTrialText(const CircuitRow& row);

/// Keys of the routes whose circuits are open.
QSet<QString> openRoutes(const std::vector<CircuitRow>& rows);
/// Presets that would have no upstream that takes calls once `wanted` is open, too. Those that have none already count not.
QStringList presetsStoppedBy(const CircuitRow& wanted, const std::vector<PresetRow>& presets, const QSet<QString>& providersOff,
                             const QSet<QString>& openRoutes);

using CircuitModel = RowTableModel<CircuitRow>;

/// Columns: provider, model, state, reason, by, since, next, openings.
std::vector<Column<CircuitRow>> circuitColumns();

}  // namespace ui::models
