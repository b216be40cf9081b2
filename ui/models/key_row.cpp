#include "ui/models/key_row.hpp"

#include "ui/models/json_values.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"

#include <QCoreApplication>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

struct KeyWords {
    Q_DECLARE_TR_FUNCTIONS(ui::models::KeyTable)
};

KeyRow::State stateOf(const QJsonObject& json) {
    const QString status = json["status"_L1].toString();
    if (status == "revoked"_L1) return KeyRow::State::revoked;
    if (json["expired"_L1].toBool()) return KeyRow::State::expired;
    if (status == "frozen"_L1) return KeyRow::State::frozen;
    return json["grace"_L1].isObject() ? KeyRow::State::rotating : KeyRow::State::active;
}

template <class Value>
QVariant sortable(const std::optional<Value>& value) {
    return value ? QVariant::fromValue(*value) : QVariant();
}

QString orDash(const QString& text) { return text.isEmpty() ? unknownText() : text; }

/// What a key has no limit of its own for is held to the default, if there is one: never "no limit".
QString ownLimitText(const std::optional<qint64>& limit) { return limit ? limitText(limit) : KeyWords::tr("default", "limit of a key"); }

QString limitsText(const KeyRow& row) {
    if (!row.rpm && !row.tpm) return ownLimitText({});
    return KeyWords::tr("%1 / %2", "requests / tokens per minute").arg(ownLimitText(row.rpm), ownLimitText(row.tpm));
}

QString limitsTip(const KeyRow& row) {
    return KeyWords::tr("Requests per minute: %1\nTokens per minute: %2\nParallel requests: %3")
        .arg(ownLimitText(row.rpm), ownLimitText(row.tpm), ownLimitText(row.parallelMax));
}

QString stateTip(const KeyRow& row) {
    if (row.state == KeyRow::State::revoked) {
        return KeyWords::tr("Revoked %1. Reason: %2").arg(momentText(row.revokedAt), orDash(row.revokeReason));
    }
    if (row.state == KeyRow::State::frozen) return KeyWords::tr("Refused with 403 until it is unfrozen.");
    if (row.state == KeyRow::State::expired) return KeyWords::tr("Expired %1.").arg(momentText(row.expiresAt));
    if (row.state == KeyRow::State::rotating) {
        return KeyWords::tr("Its old secret %1… works until %2.").arg(row.previousPrefix, momentText(row.previousUntil));
    }
    return KeyWords::tr("Requests with this key are served.");
}

}  // namespace

KeyRow KeyRow::fromJson(const QJsonObject& json) {
    KeyRow row;
    row.id = json["id"_L1].toString();
    row.name = json["name"_L1].toString();
    row.prefix = json["prefix"_L1].toString();
    row.state = stateOf(json);
    row.userId = json["user_id"_L1].toString();
    row.ownerEmail = json["user_email"_L1].toString();
    row.preset = json["default_preset"_L1].toString();
    row.rpm = integerOf(json["rpm"_L1]);
    row.tpm = integerOf(json["tpm"_L1]);
    row.parallelMax = integerOf(json["max_parallel"_L1]);
    row.budgetUsd = json["budget_usd"_L1].toString();
    row.models = wordsOf(json["models"_L1]);
    row.allowedIps = wordsOf(json["allowed_ips"_L1]);
    row.tags = wordsOf(json["tags"_L1]);
    row.requiresSignature = json["require_signature"_L1].toBool();
    row.createdAt = timeOf(json["created_at"_L1]);
    row.expiresAt = timeOf(json["expires_at"_L1]);
    row.revokedAt = timeOf(json["revoked_at"_L1]);
    row.revokeReason = json["revoke_reason"_L1].toString();
    row.lastUsedAt = timeOf(json["last_used_at"_L1]);
    row.lastIp = json["last_ip"_L1].toString();
    row.rotatedAt = timeOf(json["rotated_at"_L1]);
    const QJsonObject grace = json["grace"_L1].toObject();
    row.previousPrefix = grace["previous_prefix"_L1].toString();
    row.previousIp = grace["previous_last_ip"_L1].toString();
    row.previousUntil = timeOf(grace["until"_L1]);
    row.previousUsedAt = timeOf(grace["previous_last_used_at"_L1]);
    row.secretUsedAt = timeOf(grace["last_used_at"_L1]);
    row.requestsToday = integerOf(json["requests_today"_L1]);
    row.errorsToday = integerOf(json["errors_today"_L1]);
    row.costTodayNanoUsd = integerOf(json["cost_today_nanousd"_L1]);
    return row;
}

std::optional<double> KeyRow::errorShare() const {
    if (!requestsToday || !errorsToday || *requestsToday <= 0) return std::nullopt;
    return static_cast<double>(*errorsToday) / static_cast<double>(*requestsToday);
}

QString KeyRow::searchText() const {
    QStringList words{name, prefix, ownerEmail, preset, lastIp, id};
    words << allowedIps << tags;
    return words.join(u' ').toLower();
}

QString keyStateWord(KeyRow::State state) {
    switch (state) {
        case KeyRow::State::active: return KeyWords::tr("Active", "state of a key");
        case KeyRow::State::rotating: return KeyWords::tr("Rotating", "state of a key");
        case KeyRow::State::frozen: return KeyWords::tr("Frozen", "state of a key");
        case KeyRow::State::revoked: return KeyWords::tr("Revoked", "state of a key");
        case KeyRow::State::expired: return KeyWords::tr("Expired", "state of a key");
    }
    return {};
}

style::Status keyStateStatus(KeyRow::State state) {
    switch (state) {
        case KeyRow::State::active: return style::Status::ok;
        case KeyRow::State::rotating: return style::Status::running;
        case KeyRow::State::frozen: return style::Status::paused;
        case KeyRow::State::revoked: return style::Status::down;
        case KeyRow::State::expired: return style::Status::degraded;
    }
    return style::Status::unknown;
}

std::vector<Column<KeyRow>> keyColumns() {
    using Status = std::optional<style::Status>;
    const Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    return {
        {"name", [] { return KeyWords::tr("Name", "column"); }, [](const KeyRow& row) { return row.name; },
         [](const KeyRow& row) { return QVariant(row.name.toLower()); }, left, nullptr,
         [](const KeyRow& row) { return KeyWords::tr("%1 (id %2)").arg(row.name, row.id); }},
        {"prefix", [] { return KeyWords::tr("Prefix", "column"); }, [](const KeyRow& row) { return row.prefix + u'…'; },
         [](const KeyRow& row) { return QVariant(row.prefix); }},
        {"status", [] { return KeyWords::tr("Status", "column"); },
         [](const KeyRow& row) { return keyStateWord(row.state); },
         [](const KeyRow& row) { return QVariant(static_cast<int>(row.state)); }, left,
         [](const KeyRow& row) { return Status(keyStateStatus(row.state)); }, &stateTip},
        {"owner", [] { return KeyWords::tr("Owner", "column"); },
         [](const KeyRow& row) { return orDash(row.ownerEmail); },
         [](const KeyRow& row) { return QVariant(row.ownerEmail.toLower()); }, left, nullptr,
         [](const KeyRow& row) { return row.ownerEmail; }},
        {"preset", [] { return KeyWords::tr("Preset", "column"); },
         [](const KeyRow& row) { return orDash(row.preset); }, [](const KeyRow& row) { return QVariant(row.preset); }},
        {"limits", [] { return KeyWords::tr("RPM / TPM", "column"); }, &limitsText,
         [](const KeyRow& row) { return sortable(row.rpm); }, kAlignNumber, nullptr, &limitsTip},
        {"requests", [] { return KeyWords::tr("Today", "column: requests today"); },
         [](const KeyRow& row) { return countText(row.requestsToday); },
         [](const KeyRow& row) { return sortable(row.requestsToday); }, kAlignNumber, nullptr,
         [](const KeyRow& row) { return KeyWords::tr("%1 requests today").arg(countText(row.requestsToday)); }},
        {"errors", [] { return KeyWords::tr("Errors", "column: error rate today"); },
         [](const KeyRow& row) { return percentText(row.errorShare()); },
         [](const KeyRow& row) { return sortable(row.errorShare()); }, kAlignNumber, nullptr,
         [](const KeyRow& row) {
             return KeyWords::tr("%1 of %2 requests failed today")
                 .arg(countText(row.errorsToday), countText(row.requestsToday));
         }},
        {"cost", [] { return KeyWords::tr("Cost", "column: cost today"); },
         [](const KeyRow& row) { return moneyText(row.costTodayNanoUsd); },
         [](const KeyRow& row) { return sortable(row.costTodayNanoUsd); }, kAlignNumber, nullptr,
         [](const KeyRow& row) { return KeyWords::tr("%1 today").arg(moneyText(row.costTodayNanoUsd)); }},
        {"lastUsed", [] { return KeyWords::tr("Last used", "column"); },
         [](const KeyRow& row) { return relativeText(row.lastUsedAt, QDateTime::currentDateTimeUtc()); },
         [](const KeyRow& row) { return row.lastUsedAt.isValid() ? QVariant(row.lastUsedAt) : QVariant(); }, left,
         nullptr, [](const KeyRow& row) { return exactText(row.lastUsedAt); }},
        {"lastIp", [] { return KeyWords::tr("Last IP", "column"); },
         [](const KeyRow& row) { return orDash(row.lastIp); }, [](const KeyRow& row) { return QVariant(row.lastIp); }},
        {"expires", [] { return KeyWords::tr("Expires", "column"); },
         [](const KeyRow& row) { return relativeText(row.expiresAt, QDateTime::currentDateTimeUtc()); },
         [](const KeyRow& row) { return row.expiresAt.isValid() ? QVariant(row.expiresAt) : QVariant(); }, left,
         nullptr, [](const KeyRow& row) { return exactText(row.expiresAt); }},
        {"tags", [] { return KeyWords::tr("Tags", "column"); },
         [](const KeyRow& row) { return orDash(row.tags.join(u", "_s)); },
         [](const KeyRow& row) { return QVariant(row.tags.join(u' ')); }, left, nullptr,
         [](const KeyRow& row) { return row.tags.join(u'\n'); }},
    };
}

}  // namespace ui::models
