#include "ui/models/circuit_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct CircuitWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::CircuitTable)
};

/// Open ones first, then those that are being tried.
int rankOf(const QString& state) { return state == "open"_L1 ? 0 : state == "half_open"_L1 ? 1 : 2; }

style::Status statusOf(const QString& state) {
    if (state == "open"_L1) return style::Status::critical;
    return state == "half_open"_L1 ? style::Status::degraded : style::Status::ok;
}

QString reasonText(const CircuitRow& row) {
    if (row.state == "closed"_L1) return {};
    if (!row.isOrdered()) return row.reason;
    return row.note.isEmpty() ? CircuitWords::tr("Ordered", "reason of an open circuit") : row.note;
}

QString sinceText(const CircuitRow& row) {
    return row.since.isValid() ? relativeText(row.since, QDateTime::currentDateTimeUtc()) : unknownText();
}

bool takesCalls(const PresetItem& item, const QSet<QString>& providersOff, const QSet<QString>& open) {
    return item.isActive && item.weight > 0 && !providersOff.contains(item.provider) &&
           !open.contains(CircuitRow::routeKey(item.provider, item.model));
}

}  // namespace

CircuitRow CircuitRow::fromJson(const QJsonObject& json) {
    CircuitRow row;
    row.provider = json["provider"_L1].toString();
    row.model = json["model"_L1].toString();
    row.state = json["state"_L1].toString();
    row.reason = json["reason"_L1].toString();
    row.by = json["by"_L1].toString();
    row.note = json["note"_L1].toString();
    row.since = timeOf(json["since"_L1]);
    row.secondsLeft = json["seconds_left"_L1].toInteger();
    row.failuresInARow = json["failures_in_a_row"_L1].toInteger();
    row.openings = json["openings"_L1].toInteger();
    row.presets = wordsOf(json["presets"_L1]);
    for (const QJsonValue& turn : json["history"_L1].toArray())
        row.history.push_back({timeOf(turn["at"_L1]), turn["state"_L1].toString(), turn["reason"_L1].toString()});
    return row;
}

QString circuitStateWord(const QString& state) {
    if (state == "open"_L1) return CircuitWords::tr("Open (stopped)", "circuit");
    if (state == "half_open"_L1) return CircuitWords::tr("Half-open (trying)", "circuit");
    return state == "closed"_L1 ? CircuitWords::tr("Closed (serving)", "circuit") : state;
}

QString circuitByText(const CircuitRow& row) {
    if (row.state == "closed"_L1) return {};
    if (!row.isOrdered()) return CircuitWords::tr("Automatic", "who opened a circuit");
    return row.by.isEmpty() ? CircuitWords::tr("Operator", "who opened a circuit") : row.by;
}

QString nextTrialText(const CircuitRow& row) {
    if (row.state == "closed"_L1) return {};
    if (row.secondsLeft <= 0) return CircuitWords::tr("next call", "when a circuit is tried again");
    if (row.secondsLeft < 60) return CircuitWords::tr("%1 s", "seconds left").arg(row.secondsLeft);
    return CircuitWords::tr("%1 min %2 s", "minutes and seconds left").arg(row.secondsLeft / 60).arg(row.secondsLeft % 60);
}

QSet<QString> openRoutes(const std::vector<CircuitRow>& rows) {
    QSet<QString> open;
    for (const CircuitRow& row : rows)
        if (row.isOpen()) open.insert(row.key());
    return open;
}

QStringList presetsStoppedBy(const CircuitRow& wanted, const std::vector<PresetRow>& presets, const QSet<QString>& providersOff,
                             const QSet<QString>& openRoutes) {
    QStringList stopped;
    QSet<QString> after = openRoutes;
    after.insert(wanted.key());
    for (const PresetRow& preset : presets) {
        const auto serves = [&](const QSet<QString>& open) {
            return std::any_of(preset.items.begin(), preset.items.end(),
                               [&](const PresetItem& item) { return takesCalls(item, providersOff, open); });
        };
        if (serves(openRoutes) && !serves(after)) stopped << preset.name;
    }
    return stopped;
}

std::vector<Column<CircuitRow>> circuitColumns() {
    using Row = CircuitRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"provider", [] { return CircuitWords::tr("Provider", "column"); }, [](const Row& row) { return row.provider; },
         [](const Row& row) { return QVariant(row.provider); }, left, nullptr, [](const Row& row) { return row.provider; }},
        {"model", [] { return CircuitWords::tr("Model", "column"); }, [](const Row& row) { return row.model; },
         [](const Row& row) { return QVariant(row.model); }, left, nullptr, [](const Row& row) { return row.model; }},
        {"state", [] { return CircuitWords::tr("State", "column: of a circuit"); },
         [](const Row& row) { return circuitStateWord(row.state); }, [](const Row& row) { return QVariant(rankOf(row.state)); }, left,
         [](const Row& row) { return Status(statusOf(row.state)); }, nullptr},
        {"reason", [] { return CircuitWords::tr("Reason", "column"); }, &reasonText,
         [](const Row& row) { return QVariant(reasonText(row)); }, left, nullptr, &reasonText},
        {"by", [] { return CircuitWords::tr("Opened by", "column"); }, &circuitByText,
         [](const Row& row) { return QVariant(circuitByText(row)); }, left, nullptr, &circuitByText},
        {"since", [] { return CircuitWords::tr("Since", "column"); }, &sinceText,
         [](const Row& row) { return row.since.isValid() ? QVariant(row.since) : QVariant(); }, left, nullptr,
         [](const Row& row) { return row.since.isValid() ? exactText(row.since) : CircuitWords::tr("It has not changed since the gateway started."); }},
        {"next", [] { return CircuitWords::tr("Next trial", "column"); }, &nextTrialText,
         [](const Row& row) { return row.state == "closed"_L1 ? QVariant() : QVariant(row.secondsLeft); }, kAlignNumber, nullptr, nullptr},
        {"openings", [] { return CircuitWords::tr("Opened", "column: how often since the start"); },
         [](const Row& row) { return QString::number(row.openings); }, [](const Row& row) { return QVariant(row.openings); }, kAlignNumber,
         nullptr, [](const Row& row) { return CircuitWords::tr("Failures in a row at this moment: %1").arg(row.failuresInARow); }},
    };
}

}  // namespace ui::models
