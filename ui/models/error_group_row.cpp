#include "ui/models/error_group_row.hpp"

#include "ui/models/error_advice.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::ErrorGroupRow)
};
using Row = ErrorGroupRow;

QString changeText(const Row& row) {
    const qint64 change = row.recent - row.before;
    if (row.recent == 0 && row.before == 0) return u"0"_s;
    return (change > 0 ? u"+"_s : QString()) + countText(change);
}

}  // namespace

ErrorGroupRow ErrorGroupRow::fromJson(const QJsonObject& json, const QString& grouping, qint64 all) {
    ErrorGroupRow row;
    row.grouping = grouping;
    row.group = json["group"_L1].toString();
    row.label = json["label"_L1].toString();
    row.count = json["count"_L1].toInteger();
    row.recent = json["last_5m"_L1].toInteger();
    row.before = json["before_5m"_L1].toInteger();
    row.keys = json["keys"_L1].toInteger();
    row.statusMin = json["status_min"_L1].toInteger();
    row.statusMax = json["status_max"_L1].toInteger();
    row.share = all > 0 ? static_cast<double>(row.count) / static_cast<double>(all) : 0;
    row.firstAt = timeOf(json["first_at"_L1]);
    row.lastAt = timeOf(json["last_at"_L1]);
    row.traceId = json["trace_id"_L1].toString();
    return row;
}

QString ErrorGroupRow::title() const {
    if (grouping == "key"_L1) return label.isEmpty() ? (group.isEmpty() ? Words::tr("no key known") : group) : label;
    if (!group.isEmpty()) return group;
    if (grouping == "code"_L1) return Words::tr("without a code");
    if (grouping == "provider"_L1) return Words::tr("refused before any provider");
    return unknownText();
}

QString ErrorGroupRow::meaning() const { return grouping == "code"_L1 ? errorMeaning(group) : QString(); }

QString ErrorGroupRow::statusText() const {
    if (statusMin == statusMax) return QString::number(statusMax);
    return u"%1–%2"_s.arg(statusMin).arg(statusMax);
}

style::Status ErrorGroupRow::status() const {
    if (statusMax >= 500 || statusMin < 400) return style::Status::critical;
    return style::Status::degraded;
}

std::vector<Column<Row>> errorGroupColumns() {
    using S = std::optional<style::Status>;
    return {
        {"group", [] { return Words::tr("Group", "column"); }, [](const Row& row) { return row.title(); }, [](const Row& row) { return QVariant(row.title()); },
         Qt::AlignLeft | Qt::AlignVCenter, [](const Row& row) { return S(row.status()); }, [](const Row& row) { return row.group; }},
        {"meaning", [] { return Words::tr("What it means", "column"); }, [](const Row& row) { return row.meaning(); },
         [](const Row& row) { return QVariant(row.meaning()); }, Qt::AlignLeft | Qt::AlignVCenter, nullptr, [](const Row& row) { return row.meaning(); }},
        {"count", [] { return Words::tr("Count", "column"); }, [](const Row& row) { return countText(row.count); }, [](const Row& row) { return QVariant(row.count); }, kAlignNumber},
        {"share", [] { return Words::tr("Share", "column"); }, [](const Row& row) { return percentText(row.share); }, [](const Row& row) { return QVariant(row.share); }, kAlignNumber},
        {"change", [] { return Words::tr("5 min", "column: change against the five minutes before"); }, &changeText,
         [](const Row& row) { return QVariant(row.recent - row.before); }, kAlignNumber, nullptr,
         [](const Row& row) { return Words::tr("%1 in the last five minutes, %2 in the five before").arg(countText(row.recent), countText(row.before)); }},
        {"keys", [] { return Words::tr("Keys", "column"); }, [](const Row& row) { return countText(row.keys); }, [](const Row& row) { return QVariant(row.keys); }, kAlignNumber, nullptr,
         [](const Row& row) { return Words::tr("%n key(s) affected", nullptr, static_cast<int>(row.keys)); }},
        {"status", [] { return Words::tr("Status", "column: HTTP"); }, [](const Row& row) { return row.statusText(); }, [](const Row& row) { return QVariant(row.statusMax); }, kAlignNumber},
        {"first", [] { return Words::tr("First", "column"); }, [](const Row& row) { return momentText(row.firstAt); }, [](const Row& row) { return QVariant(row.firstAt); },
         Qt::AlignLeft | Qt::AlignVCenter, nullptr, [](const Row& row) { return exactText(row.firstAt); }},
        {"last", [] { return Words::tr("Last", "column"); }, [](const Row& row) { return momentText(row.lastAt); }, [](const Row& row) { return QVariant(row.lastAt); },
         Qt::AlignLeft | Qt::AlignVCenter, nullptr, [](const Row& row) { return exactText(row.lastAt); }},
        {"trace", [] { return Words::tr("Newest request", "column"); }, [](const Row& row) { return row.traceId; }, [](const Row& row) { return QVariant(row.traceId); }},
    };
}

}  // namespace ui::models
