#include "ui/models/audit_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct AuditWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::AuditTable)
};

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

QString roleWord(const QString& role) {
    if (role == "admin"_L1) return AuditWords::tr("Administrator", "role");
    if (role == "operator"_L1) return AuditWords::tr("Operator", "role");
    if (role == "viewer"_L1) return AuditWords::tr("Viewer", "role");
    return orDash(role == "none"_L1 ? QString() : role);
}

QString valueText(const QJsonValue& value) {
    if (value.isUndefined() || value.isNull()) return unknownText();
    if (value.isString()) return value.toString();
    if (value.isBool()) return value.toBool() ? AuditWords::tr("yes", "value of a field") : AuditWords::tr("no", "value of a field");
    if (value.isArray() && value.toArray().isEmpty()) return AuditWords::tr("none", "an empty list");
    if (value.isArray()) return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject()) return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

QString timeTip(const AuditRow& row) {
    return AuditWords::tr("%1\n%2 UTC").arg(exactText(row.change.at), row.change.at.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s));
}

QString targetTip(const AuditRow& row) {
    return AuditWords::tr("%1 (%2, id %3)").arg(orDash(row.change.targetName), orDash(row.targetType), orDash(row.change.targetId));
}

}  // namespace

AuditRow AuditRow::fromJson(const QJsonObject& json) {
    AuditRow row;
    row.change = ChangeRow::fromJson(json);
    row.role = json["actor_role"_L1].toString();
    row.ip = json["ip"_L1].toString();
    row.targetType = json["target_type"_L1].toString();
    row.hash = json["hash"_L1].toString();
    row.before = json["before"_L1];
    row.after = json["after"_L1];
    return row;
}

std::vector<Column<AuditRow>> auditColumns() {
    using Row = AuditRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"time", [] { return AuditWords::tr("Time", "column"); }, [](const Row& row) { return momentText(row.change.at); },
         [](const Row& row) { return QVariant(row.change.at); }, left, nullptr, &timeTip},
        {"actor", [] { return AuditWords::tr("By", "column: who did it"); },
         [](const Row& row) { return orDash(row.change.actor); }, [](const Row& row) { return QVariant(row.change.actor); }},
        {"role", [] { return AuditWords::tr("Role", "column"); }, [](const Row& row) { return roleWord(row.role); },
         [](const Row& row) { return QVariant(row.role); }},
        {"source", [] { return AuditWords::tr("Source", "column"); },
         [](const Row& row) { return changeSourceWord(row.change.source); },
         [](const Row& row) { return QVariant(row.change.source); }},
        {"action", [] { return AuditWords::tr("Change", "column"); },
         [](const Row& row) { return actionText(row.change.action); },
         [](const Row& row) { return QVariant(row.change.action); }, left, nullptr,
         [](const Row& row) { return row.change.action; }},
        {"target", [] { return AuditWords::tr("Target", "column"); }, [](const Row& row) { return orDash(row.change.target()); },
         [](const Row& row) { return QVariant(row.change.target()); }, left, nullptr, &targetTip},
        {"outcome", [] { return AuditWords::tr("Result", "column"); },
         [](const Row& row) { return changeOutcomeWord(row.change.outcome); },
         [](const Row& row) { return QVariant(row.change.outcome); }, left,
         [](const Row& row) { return Status(changeOutcomeStatus(row.change.outcome)); }},
        {"reason", [] { return AuditWords::tr("Reason", "column"); }, [](const Row& row) { return orDash(row.change.reason); },
         [](const Row& row) { return QVariant(row.change.reason); }, left, nullptr,
         [](const Row& row) { return row.change.reason; }},
        {"ip", [] { return AuditWords::tr("Address", "column"); }, [](const Row& row) { return orDash(row.ip); },
         [](const Row& row) { return QVariant(row.ip); }},
        {"seq", [] { return AuditWords::tr("No.", "column: number of the row"); },
         [](const Row& row) { return row.key(); }, [](const Row& row) { return QVariant(row.change.seq); }, kAlignNumber},
    };
}

std::vector<AuditDifference> auditDifferences(const AuditRow& row) {
    const QJsonObject before = row.before.toObject();
    const QJsonObject after = row.after.toObject();
    QStringList fields = before.keys();
    for (const QString& field : after.keys()) {
        if (!before.contains(field)) fields << field;
    }
    fields.sort();
    std::vector<AuditDifference> lines;
    for (const QString& field : fields) lines.push_back({field, valueText(before.value(field)), valueText(after.value(field))});
    return lines;
}

std::vector<Column<AuditDifference>> differenceColumns() {
    using Line = AuditDifference;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"field", [] { return AuditWords::tr("Field", "column"); }, [](const Line& line) { return line.field; },
         [](const Line& line) { return QVariant(line.field); }},
        {"before", [] { return AuditWords::tr("Before", "column"); }, [](const Line& line) { return line.before; },
         [](const Line& line) { return QVariant(line.before); }, left, nullptr, [](const Line& line) { return line.before; }},
        {"after", [] { return AuditWords::tr("After", "column"); }, [](const Line& line) { return line.after; },
         [](const Line& line) { return QVariant(line.after); }, left, nullptr, [](const Line& line) { return line.after; }},
    };
}

}  // namespace ui::models
