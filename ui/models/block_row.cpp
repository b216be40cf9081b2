#include "ui/models/block_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/models/traffic_export.hpp"

#include <QCoreApplication>

#include <arpa/inet.h>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct BlockWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::BlockTable)
};

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 3600;
constexpr qint64 kDay = 86400;

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

QString sourceWord(const QString& source) {
    if (source == "console"_L1) return BlockWords::tr("Console", "who blocked");
    if (source == "api"_L1) return BlockWords::tr("API", "who blocked");
    if (source == "external"_L1) return BlockWords::tr("Outside", "who blocked: by hand in the database or Redis");
    return source;
}

struct Typed {
    bool v4 = false;
    bool v6 = false;
    bool hasPrefix = false;
    int bits = -1;  // -1: the prefix is no number
};

/// Family and prefix length; neither v4 nor v6 when it is no address.
Typed typedAddress(const QString& text) {
    Typed typed;
    const QString trimmed = text.trimmed();
    const qsizetype slash = trimmed.indexOf(u'/');
    const QByteArray address = trimmed.left(slash).toLatin1();
    unsigned char bytes[16];
    typed.v4 = inet_pton(AF_INET, address.constData(), bytes) == 1;
    typed.v6 = !typed.v4 && inet_pton(AF_INET6, address.constData(), bytes) == 1;
    typed.hasPrefix = slash >= 0;
    if (typed.hasPrefix) {
        bool number = false;
        const QString digits = trimmed.mid(slash + 1);
        const int bits = digits.toInt(&number);
        if (number && bits >= 0 && QString::number(bits) == digits) typed.bits = bits;
    }
    return typed;
}

QString isoText(const QDateTime& time) { return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString(); }

}  // namespace

BlockRow BlockRow::fromJson(const QJsonObject& json) {
    BlockRow row;
    row.id = json["id"_L1].toString();
    row.ip = json["ip"_L1].toString();
    row.reason = json["reason"_L1].toString();
    row.source = json["source"_L1].toString();
    row.createdBy = json["created_by"_L1].toString();
    row.createdAt = timeOf(json["created_at"_L1]);
    row.expiresAt = timeOf(json["expires_at"_L1]);
    row.hits = integerOf(json["hits"_L1]);
    row.lastHitAt = timeOf(json["last_hit_at"_L1]);
    return row;
}

std::optional<qint64> BlockRow::secondsLeft(const QDateTime& now) const {
    if (!expiresAt.isValid()) return std::nullopt;
    return std::max<qint64>(0, now.secsTo(expiresAt));
}

QString BlockRow::searchText() const { return QStringList{ip, reason, createdBy, source}.join(u' ').toLower(); }

QString timeLeftText(std::optional<qint64> seconds) {
    if (!seconds) return BlockWords::tr("for good", "how long a block lasts");
    const qint64 left = *seconds;
    if (left >= kDay) return BlockWords::tr("%1 d %2 h", "time left").arg(left / kDay).arg(left % kDay / kHour);
    if (left >= kHour) return BlockWords::tr("%1 h %2 min", "time left").arg(left / kHour).arg(left % kHour / kMinute);
    return u"%1:%2"_s.arg(left / kMinute, 2, 10, QChar(u'0')).arg(left % kMinute, 2, 10, QChar(u'0'));
}

std::vector<Column<BlockRow>> blockColumns() {
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"target", [] { return BlockWords::tr("Address or range", "column"); }, [](const BlockRow& row) { return row.ip; },
         [](const BlockRow& row) { return QVariant(row.ip); }},
        {"reason", [] { return BlockWords::tr("Reason", "column"); }, [](const BlockRow& row) { return orDash(row.reason); },
         [](const BlockRow& row) { return QVariant(row.reason.toLower()); }, left, nullptr,
         [](const BlockRow& row) { return row.reason; }},
        {"source", [] { return BlockWords::tr("Source", "column"); }, [](const BlockRow& row) { return sourceWord(row.source); },
         [](const BlockRow& row) { return QVariant(row.source); }, left, nullptr,
         [](const BlockRow& row) {
             return row.source == "external"_L1 ? BlockWords::tr("Made outside of the gateway, by SQL or redis-cli.") : QString();
         }},
        {"by", [] { return BlockWords::tr("By", "column: who blocked"); }, [](const BlockRow& row) { return orDash(row.createdBy); },
         [](const BlockRow& row) { return QVariant(row.createdBy.toLower()); }},
        {"since", [] { return BlockWords::tr("Since", "column"); },
         [](const BlockRow& row) { return relativeText(row.createdAt, QDateTime::currentDateTimeUtc()); },
         [](const BlockRow& row) { return row.createdAt.isValid() ? QVariant(row.createdAt) : QVariant(); }, left, nullptr,
         [](const BlockRow& row) { return exactText(row.createdAt); }},
        {"left", [] { return BlockWords::tr("Time left", "column"); },
         [](const BlockRow& row) { return timeLeftText(row.secondsLeft(QDateTime::currentDateTimeUtc())); },
         [](const BlockRow& row) { return row.expiresAt.isValid() ? QVariant(row.expiresAt) : QVariant(); }, kAlignNumber, nullptr,
         [](const BlockRow& row) { return exactText(row.expiresAt); }},
        {"hits", [] { return BlockWords::tr("Refused", "column: how many requests were refused"); },
         [](const BlockRow& row) { return countText(row.hits); },
         [](const BlockRow& row) { return row.hits ? QVariant(*row.hits) : QVariant(); }, kAlignNumber, nullptr,
         [](const BlockRow&) { return BlockWords::tr("Requests refused since the gateway was started."); }},
        {"lastHit", [] { return BlockWords::tr("Last refused", "column"); },
         [](const BlockRow& row) { return relativeText(row.lastHitAt, QDateTime::currentDateTimeUtc()); },
         [](const BlockRow& row) { return row.lastHitAt.isValid() ? QVariant(row.lastHitAt) : QVariant(); }, left, nullptr,
         [](const BlockRow& row) { return exactText(row.lastHitAt); }},
    };
}

QByteArray blockCsvHeading() { return "ip,reason,source,created_by,created_at,expires_at,hits,last_hit_at\r\n"; }

QByteArray blockCsvLine(const BlockRow& row) {
    const QByteArrayList cells{csvCell(row.ip), csvCell(row.reason), csvCell(row.source), csvCell(row.createdBy),
                               csvCell(isoText(row.createdAt)), csvCell(isoText(row.expiresAt)),
                               row.hits ? QByteArray::number(*row.hits) : QByteArray(), csvCell(isoText(row.lastHitAt))};
    return cells.join(',') + "\r\n";
}

QString addressProblem(const QString& text) {
    if (text.trimmed().isEmpty()) return BlockWords::tr("Type an address or a range.");
    const Typed typed = typedAddress(text);
    if (!typed.v4 && !typed.v6) return BlockWords::tr("This is no IPv4 or IPv6 address, nor a range such as 203.0.113.0/24.");
    const int most = typed.v4 ? 32 : 128;
    if (typed.hasPrefix && (typed.bits < 0 || typed.bits > most)) {
        return BlockWords::tr("Behind the slash stands a number from 0 to %1.").arg(most);
    }
    return {};
}

QString addressNote(const QString& text) {
    const Typed typed = typedAddress(text);
    if (typed.v6 && !typed.hasPrefix && !text.contains(u'.')) {
        return BlockWords::tr("The whole /64 is blocked: one customer owns all of it. Add /128 to block this one address.");
    }
    const int widest = typed.v4 ? 16 : 32;
    if ((typed.v4 || typed.v6) && typed.hasPrefix && typed.bits >= 0 && typed.bits < widest) {
        return BlockWords::tr("This range is wider than /%1: it is blocked only if you say so below.").arg(widest);
    }
    return {};
}

}  // namespace ui::models
