#include "ui/models/change_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

#include <array>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct ChangeWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::ChangeTable)
};

struct ActionWords {
    const char* action;
    const char* text;
};

constexpr std::array kActions{
    ActionWords{"key.create", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key created")},
    ActionWords{"key.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key changed")},
    ActionWords{"key.rate_limit", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key limits changed")},
    ActionWords{"key.revoke", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key revoked")},
    ActionWords{"key.rotate", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key rotated")},
    ActionWords{"key.freeze", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key frozen")},
    ActionWords{"key.unfreeze", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Key unfrozen")},
    ActionWords{"key.end_grace", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Old secret of a key ended")},
    ActionWords{"limit.set", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Limits set")},
    ActionWords{"limit.clear", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Limits removed")},
    ActionWords{"limit.reset", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Counted afresh")},
    ActionWords{"api.refused", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Change refused")},
    ActionWords{"audit.export", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Audit trail exported")},
    ActionWords{"outside.change", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Changed outside the gateway")},
    ActionWords{"user.create", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "User created")},
    ActionWords{"user.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "User changed")},
    ActionWords{"user.end_sessions", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Sign-ins ended")},
    ActionWords{"user.disable", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "User disabled")},
    ActionWords{"user.enable", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "User enabled")},
    ActionWords{"provider.create", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Provider added")},
    ActionWords{"provider.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Provider changed")},
    ActionWords{"provider.delete", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Provider removed")},
    ActionWords{"provider.probe", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Provider tested")},
    ActionWords{"preset.create", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset created")},
    ActionWords{"preset.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset changed")},
    ActionWords{"preset.delete", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset removed")},
    ActionWords{"preset_item.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset item changed")},
    ActionWords{"circuit.open", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Circuit opened (stopped)")},
    ActionWords{"circuit.close", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Circuit closed (serving)")},
    ActionWords{"preset.without_upstream", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset without an upstream")},
    ActionWords{"preset.has_upstream", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Preset served again")},
    ActionWords{"circuit.tripped", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Circuit opened by itself")},
    ActionWords{"circuit.recovered", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Circuit closed again")},
    ActionWords{"circuit.flapping", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Circuit flaps")},
    ActionWords{"circuit.many", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Many circuits turned")},
    ActionWords{"ip.block", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Address blocked")},
    ActionWords{"ip.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Block changed")},
    ActionWords{"ip.unblock", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Address unblocked")},
    ActionWords{"jwt.rotate", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Signing key rotated")},
    ActionWords{"jwt.retire", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Old signing key retired")},
    ActionWords{"cache.flush", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Response cache emptied")},
    ActionWords{"price.update", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Price changed")},
    ActionWords{"usage.adjust", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Bill corrected")},
    ActionWords{"auth.login", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Signed in")},
    ActionWords{"auth.local", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Signed in on this machine")},
    ActionWords{"auth.login_failed", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Sign-in failed")},
    ActionWords{"jwt.rotate", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Signing key rotated")},
    ActionWords{"jwt.retire", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Old signing key retired")},
    ActionWords{"outside.change", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Changed outside the gateway")},
    ActionWords{"auth.logout", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Signed out")},
    ActionWords{"auth.bootstrap", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "First admin created")},
    ActionWords{"engine.start", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Gateway started")},
    ActionWords{"engine.stop", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Gateway stopped")},
    ActionWords{"engine.drain", QT_TRANSLATE_NOOP("ui::models::ChangeTable", "Gateway drained")},
};

QString changeTip(const ChangeRow& row) {
    QStringList lines{exactText(row.at), row.action};
    if (!row.targetId.isEmpty()) lines << ChangeWords::tr("Target: %1 (id %2)").arg(row.target(), row.targetId);
    if (!row.source.isEmpty()) lines << ChangeWords::tr("Source: %1").arg(changeSourceWord(row.source));
    const QString detail = row.detail();
    if (!detail.isEmpty()) lines << ChangeWords::tr("Reason: %1").arg(detail);
    return lines.join(u'\n');
}

}  // namespace

QString changeSourceWord(const QString& source) {
    if (source == "console"_L1) return ChangeWords::tr("Console", "source of a change");
    if (source == "api"_L1) return ChangeWords::tr("API", "source of a change");
    if (source == "cli"_L1) return ChangeWords::tr("Command line", "source of a change");
    if (source == "system"_L1) return ChangeWords::tr("System", "source of a change");
    return source;
}

QString changeOutcomeWord(const QString& outcome) {
    if (outcome == "done"_L1) return ChangeWords::tr("Done", "outcome of a change");
    if (outcome == "failed"_L1) return ChangeWords::tr("Failed", "outcome of a change");
    if (outcome == "intent"_L1) return ChangeWords::tr("Result unknown", "outcome of a change");
    return outcome;
}

style::Status changeOutcomeStatus(const QString& outcome) {
    if (outcome == "done"_L1) return style::Status::ok;
    return outcome == "failed"_L1 ? style::Status::critical : style::Status::unknown;
}

ChangeRow ChangeRow::fromJson(const QJsonObject& json) {
    ChangeRow row;
    row.seq = json["seq"_L1].toInteger();
    row.at = timeOf(json["created_at"_L1]);
    row.actor = json["actor"_L1].toString();
    row.source = json["source"_L1].toString();
    row.action = json["action"_L1].toString();
    row.targetName = json["target_name"_L1].toString();
    row.targetId = json["target_id"_L1].toString();
    row.outcome = json["outcome"_L1].toString();
    row.reason = json["reason"_L1].toString();
    const QJsonValue after = json["after"_L1];
    if (!row.action.startsWith("circuit."_L1)) return row;
    // Of an order the reason is a person's words and stands in the row.
    if (row.seq < 0) row.code = after["reason"_L1].toString();
    row.seconds = after["seconds"_L1].toInteger();
    row.count = after["count"_L1].toInteger();
    return row;
}

QString ChangeRow::detail() const {
    const QString why = code.isEmpty() ? u"MANUAL"_s : code;
    if (action == "circuit.tripped"_L1) return ChangeWords::tr("%1, rests for %2 s", "circuit: error code, seconds").arg(why).arg(seconds);
    if (action == "circuit.recovered"_L1) {
        const QString text = ChangeWords::tr("away for %1 s (%2)", "circuit: seconds, error code").arg(seconds).arg(why);
        return count > 0 ? ChangeWords::tr("%1, %n trial(s) failed", "circuit", static_cast<int>(count)).arg(text) : text;
    }
    if (action == "circuit.flapping"_L1)
        return ChangeWords::tr("%1, opened %n more time(s) within %2 s", "circuit: error code, seconds", static_cast<int>(count)).arg(why).arg(seconds);
    if (action == "circuit.many"_L1) return ChangeWords::tr("%n more line(s) about circuits within %1 s", "", static_cast<int>(count)).arg(seconds);
    if (action == "circuit.open"_L1 && seconds > 0) {
        const QString text = ChangeWords::tr("stopped for %1 s", "circuit, by an order").arg(seconds);
        return reason.isEmpty() ? text : ChangeWords::tr("%1: %2", "circuit: for how long, the reason given").arg(text, reason);
    }
    return reason;
}

std::vector<ChangeRow> changeRows(const QJsonArray& items) {
    std::vector<ChangeRow> rows;
    for (const QJsonValue& item : items) rows.push_back(ChangeRow::fromJson(item.toObject()));
    return rows;
}

QString actionText(const QString& action) {
    for (const ActionWords& words : kActions) {
        if (action == QLatin1StringView(words.action)) {
            return QCoreApplication::translate("ui::models::ChangeTable", words.text);
        }
    }
    return action;
}

std::vector<Column<ChangeRow>> changeColumns() {
    using Row = ChangeRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"time", [] { return ChangeWords::tr("Time", "column"); },
         [](const Row& row) { return relativeText(row.at, QDateTime::currentDateTimeUtc()); },
         [](const Row& row) { return row.at.isValid() ? QVariant(row.at) : QVariant(); }, left, nullptr, &changeTip},
        {"action", [] { return ChangeWords::tr("Change", "column"); },
         [](const Row& row) { return actionText(row.action); }, [](const Row& row) { return QVariant(row.action); },
         left, nullptr, &changeTip},
        {"target", [] { return ChangeWords::tr("Target", "column"); },
         [](const Row& row) { return row.target().isEmpty() ? unknownText() : row.target(); },
         [](const Row& row) { return QVariant(row.target()); }, left, nullptr, &changeTip},
        {"actor", [] { return ChangeWords::tr("By", "column: who did it"); },
         [](const Row& row) { return row.actor.isEmpty() ? changeSourceWord(row.source) : row.actor; },
         [](const Row& row) { return QVariant(row.actor); }, left, nullptr, &changeTip},
        {"outcome", [] { return ChangeWords::tr("Result", "column"); },
         [](const Row& row) { return changeOutcomeWord(row.outcome); },
         [](const Row& row) { return QVariant(row.outcome); }, left,
         [](const Row& row) { return Status(changeOutcomeStatus(row.outcome)); }, &changeTip},
    };
}

}  // namespace ui::models
