#include "ui/models/security_event_row.hpp"

#include "ui/models/change_row.hpp"
#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/models/traffic_export.hpp"

#include <QCoreApplication>

#include <array>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct EventWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::SecurityEvents)
};

struct KindWord {
    const char* kind;
    const char* word;
    style::Status status;
};

constexpr std::array kKinds{
    KindWord{"login_failed", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Sign-in failed"), style::Status::critical},
    KindWord{"signature_failed", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Signature failed"), style::Status::critical},
    KindWord{"unknown_key", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Unknown keys"), style::Status::critical},
    KindWord{"blocked", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Blocked address refused"), style::Status::down},
    KindWord{"address_not_allowed", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Address not allowed"), style::Status::degraded},
    KindWord{"rate_limit", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "Rate limit reached"), style::Status::degraded},
    KindWord{"more", QT_TRANSLATE_NOOP("ui::models::SecurityEvents", "More refusals"), style::Status::degraded},
};

const KindWord* kindOf(const QString& kind) {
    for (const KindWord& known : kKinds) {
        if (kind == QLatin1StringView(known.kind)) return &known;
    }
    return nullptr;
}

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

/// The key or the account it is about.
QString whoText(const SecurityEventRow& row) {
    if (!row.keyPrefix.isEmpty()) return row.keyPrefix + u'…';
    return orDash(row.user);
}

QString addressText(const SecurityEventRow& row) {
    if (row.ip.isEmpty()) return row.count > 1 ? EventWords::tr("several", "addresses") : unknownText();
    return row.isBlocked ? EventWords::tr("%1 (blocked)", "address").arg(row.ip) : row.ip;
}

QString isoText(const QDateTime& time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

}  // namespace

SecurityEventRow SecurityEventRow::fromJson(const QJsonObject& json) {
    SecurityEventRow row;
    row.id = QString::number(json["id"_L1].toInteger());
    row.kind = json["kind"_L1].toString();
    row.ip = json["ip"_L1].toString();
    row.keyId = json["key_id"_L1].toString();
    row.keyPrefix = json["key_prefix"_L1].toString();
    row.user = json["user"_L1].toString();
    row.detail = json["detail"_L1].toString();
    row.traceId = json["trace_id"_L1].toString();
    row.isBlocked = json["blocked"_L1].toBool();
    row.firstAt = timeOf(json["first_at"_L1]);
    row.lastAt = timeOf(json["last_at"_L1]);
    row.count = json["count"_L1].toInteger();
    return row;
}

QString SecurityEventRow::searchText() const {
    return QStringList{kind, securityKindWord(kind), ip, keyPrefix, user, detail, traceId}.join(u' ').toLower();
}

QString securityKindWord(const QString& kind) {
    const KindWord* known = kindOf(kind);
    return known ? QCoreApplication::translate("ui::models::SecurityEvents", known->word) : actionText(kind);
}

std::vector<Column<SecurityEventRow>> securityEventColumns() {
    using Status = std::optional<style::Status>;
    using Row = SecurityEventRow;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"kind", [] { return EventWords::tr("Event", "column"); }, [](const Row& row) { return securityKindWord(row.kind); },
         [](const Row& row) { return QVariant(securityKindWord(row.kind)); }, left,
         [](const Row& row) {
             const KindWord* known = kindOf(row.kind);
             return Status(known ? known->status : style::Status::ok);  // what a person did
         }},
        {"last", [] { return EventWords::tr("Last", "column: when it was seen last"); },
         [](const Row& row) { return relativeText(row.lastAt, QDateTime::currentDateTimeUtc()); },
         [](const Row& row) { return row.lastAt.isValid() ? QVariant(row.lastAt) : QVariant(); }, left, nullptr,
         [](const Row& row) { return exactText(row.lastAt); }},
        {"ip", [] { return EventWords::tr("Address", "column"); }, &addressText, [](const Row& row) { return QVariant(row.ip); }},
        {"who", [] { return EventWords::tr("Key or user", "column"); }, &whoText, [](const Row& row) { return QVariant(whoText(row)); }},
        {"count", [] { return EventWords::tr("Count", "column"); }, [](const Row& row) { return countText(row.count); },
         [](const Row& row) { return QVariant(row.count); }, kAlignNumber},
        {"detail", [] { return EventWords::tr("About", "column: what the event is about"); }, [](const Row& row) { return orDash(row.detail); },
         [](const Row& row) { return QVariant(row.detail.toLower()); }, left, nullptr, [](const Row& row) { return row.detail; }},
        {"trace", [] { return EventWords::tr("Last trace id", "column"); }, [](const Row& row) { return orDash(row.traceId); },
         [](const Row& row) { return QVariant(row.traceId); }},
        {"first", [] { return EventWords::tr("First", "column: when it was seen first"); },
         [](const Row& row) { return relativeText(row.firstAt, QDateTime::currentDateTimeUtc()); },
         [](const Row& row) { return row.firstAt.isValid() ? QVariant(row.firstAt) : QVariant(); }, left, nullptr,
         [](const Row& row) { return exactText(row.firstAt); }},
    };
}

QByteArray securityCsvHeading() { return "kind,ip,key_prefix,user,count,first_at,last_at,detail,trace_id\r\n"; }

QByteArray securityCsvLine(const SecurityEventRow& row) {
    const QByteArrayList cells{csvCell(row.kind), csvCell(row.ip), csvCell(row.keyPrefix), csvCell(row.user),
                               QByteArray::number(row.count), csvCell(isoText(row.firstAt)), csvCell(isoText(row.lastAt)),
                               csvCell(row.detail), csvCell(row.traceId)};
    return cells.join(',') + "\r\n";
}

}  // namespace ui::models
