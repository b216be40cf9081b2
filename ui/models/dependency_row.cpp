#include "ui/models/dependency_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct DependencyWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::DependencyTable)
};

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

QString kindWord(const QString& kind) {
    if (kind == "store"_L1) return DependencyWords::tr("Database", "kind of component");
    if (kind == "upstream"_L1) return DependencyWords::tr("Provider", "kind of component");
    if (kind == "preset"_L1) return DependencyWords::tr("Preset", "kind of component");
    if (kind == "worker"_L1) return DependencyWords::tr("Worker", "kind of component");
    if (kind == "disk"_L1) return DependencyWords::tr("Disk", "kind of component");
    if (kind == "spool"_L1) return DependencyWords::tr("Spool", "kind of component");
    if (kind == "load"_L1) return DependencyWords::tr("Load", "kind of component");
    if (kind == "shared"_L1) return DependencyWords::tr("Shared state", "kind of component");
    return kind;
}

/// Kind and name, once when they say the same. There is one spool and one disk; workers have a number.
QString componentText(const DependencyRow& row) {
    const QString kind = kindWord(row.kind);
    if (row.kind == "spool"_L1 || row.kind == "disk"_L1 || row.kind == "load"_L1) return kind;
    if (row.kind == "worker"_L1) {
        const QString number = row.component.section(u'-', -1);
        return DependencyWords::tr("Worker %1", "number").arg(number);
    }
    if (row.name.isEmpty() || row.name.compare(kind, Qt::CaseInsensitive) == 0) return kind;
    return DependencyWords::tr("%1 · %2", "kind · name").arg(kind, row.name);
}

/// What the gateway says of a part, in the language of the console where it gives a reason.
QString detailText(const DependencyRow& row) {
    const QString percent = percentText(row.share);
    if (row.reason == "no_answer"_L1) return DependencyWords::tr("No answer within 2 s");
    if (row.reason == "switched_off"_L1) return DependencyWords::tr("Switched off");
    if (row.reason == "circuits_open"_L1) return DependencyWords::tr("Every circuit of this preset is open");
    if (row.reason == "probe_ok"_L1) return DependencyWords::tr("No calls; the last probe was answered");
    if (row.reason == "probe_failed"_L1) return DependencyWords::tr("No calls; the last probe failed");
    if (row.reason == "no_traffic"_L1) return DependencyWords::tr("No calls in the last 5 minutes");
    if (row.reason == "calls_failed"_L1) return DependencyWords::tr("%1 of the calls of the last 5 minutes failed").arg(percent);
    if (row.reason == "disk_free"_L1) return DependencyWords::tr("%1 free", "disk").arg(percent);
    if (row.reason == "load_memory"_L1) return DependencyWords::tr("Memory at %1 of its bound: requests are turned away").arg(percent);
    if (row.reason == "load_buffers"_L1) return DependencyWords::tr("Held bodies at %1 of their bound: large bodies are turned away").arg(percent);
    if (row.reason == "load_inflight"_L1) return DependencyWords::tr("Requests at work at %1 of their bound: requests are turned away").arg(percent);
    if (row.reason == "load_spool"_L1) return DependencyWords::tr("Spool at %1 of its bound: requests are turned away").arg(percent);
    if (row.reason == "disk_unreadable"_L1) return DependencyWords::tr("The file system cannot be asked");
    return orDash(row.detail);
}

int kindOrder(const QString& kind) {
    static const QStringList order{u"worker"_s, u"store"_s, u"spool"_s, u"disk"_s, u"load"_s, u"shared"_s, u"upstream"_s};
    const auto at = order.indexOf(kind);
    return at < 0 ? static_cast<int>(order.size()) : static_cast<int>(at);
}

int urgency(style::Status status) {
    switch (status) {
        case style::Status::down:
        case style::Status::critical: return 0;
        case style::Status::degraded: return 1;
        case style::Status::unknown: return 2;
        default: return 3;
    }
}

}  // namespace

DependencyRow DependencyRow::fromJson(const QJsonObject& json, const QDateTime& checkedAt) {
    DependencyRow row;
    row.component = json["component"_L1].toString();
    row.name = json["name"_L1].toString();
    row.kind = json["kind"_L1].toString();
    row.status = style::statusFromName(json["status"_L1].toString());
    row.latencyMs = numberOf(json["latency_ms"_L1]);
    row.version = json["version"_L1].toString();
    row.usage = json["usage"_L1].toString();
    row.detail = json["detail"_L1].toString();
    row.reason = json["reason"_L1].toString();
    row.share = numberOf(json["share"_L1]);
    row.checkedAt = checkedAt;
    return row;
}

std::vector<Column<DependencyRow>> dependencyColumns() {
    using Row = DependencyRow;
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"component", [] { return DependencyWords::tr("Component", "column"); }, &componentText,
         [](const Row& row) {
             return QVariant(u"%1 %2 %3"_s.arg(kindOrder(row.kind)).arg(row.name, row.component));
         },
         left, nullptr, [](const Row& row) { return row.component; }},
        {"status", [] { return DependencyWords::tr("Status", "column"); },
         [](const Row& row) { return style::statusWord(row.status); },
         [](const Row& row) { return QVariant(urgency(row.status)); }, left,
         [](const Row& row) { return Status(row.status); }, &detailText},
        {"latency", [] { return DependencyWords::tr("Latency", "column"); },
         [](const Row& row) { return durationText(row.latencyMs); },
         [](const Row& row) { return row.latencyMs ? QVariant(*row.latencyMs) : QVariant(); }, kAlignNumber},
        {"usage", [] { return DependencyWords::tr("In use", "column"); },
         [](const Row& row) { return orDash(row.usage); }, [](const Row& row) { return QVariant(row.usage); },
         kAlignNumber, nullptr, [](const Row& row) { return row.usage; }},
        {"version", [] { return DependencyWords::tr("Version", "column"); },
         [](const Row& row) { return orDash(row.version); }, [](const Row& row) { return QVariant(row.version); }, left,
         nullptr, [](const Row& row) { return row.version; }},
        {"detail", [] { return DependencyWords::tr("Detail", "column"); },
         &detailText, [](const Row& row) { return QVariant(detailText(row)); }, left, nullptr,
         [](const Row& row) {
             return DependencyWords::tr("%1\nChecked %2").arg(detailText(row), momentText(row.checkedAt));
         }},
    };
}

}  // namespace ui::models
