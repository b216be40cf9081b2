#include "ui/pages/key_draft.hpp"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonArray>
#include <QRegularExpression>

#include <optional>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kNameMax = 100;
constexpr qint64 kLimitMax = 1'000'000'000;

struct DraftWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::KeyDraft)
};

QString limitProblem(const QString& text, const QString& sentence) {
    const QString digits = text.trimmed();
    if (digits.isEmpty()) return {};
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    return ok && value > 0 && value <= kLimitMax ? QString() : sentence;
}

QJsonValue limitValue(const QString& text) {
    const QString digits = text.trimmed();
    if (digits.isEmpty()) return QJsonValue::Null;
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    return ok ? QJsonValue(value) : QJsonValue(digits);  // what is wrong is shown as it was typed, and never sent
}

QJsonValue textValue(const QString& text) {
    const QString kept = text.trimmed();
    return kept.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(kept);
}

QJsonValue timeValue(const QDateTime& time) {
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue(QJsonValue::Null);
}

QString limitText(const std::optional<qint64>& value) { return value ? QString::number(*value) : QString(); }

/// Every field as it would be sent.
QJsonObject allFields(const KeyDraft& draft) {
    return {{u"name"_s, draft.name.trimmed()},
            {u"user_id"_s, textValue(draft.ownerId)},
            {u"rpm"_s, limitValue(draft.rpm)},
            {u"tpm"_s, limitValue(draft.tpm)},
            {u"max_parallel"_s, limitValue(draft.parallelMax)},
            {u"budget_usd"_s, textValue(draft.budgetUsd)},
            {u"models"_s, QJsonArray::fromStringList(splitList(draft.models))},
            {u"allowed_ips"_s, QJsonArray::fromStringList(splitList(draft.allowedIps))},
            {u"default_preset"_s, textValue(draft.preset)},
            {u"tags"_s, QJsonArray::fromStringList(splitList(draft.tags))},
            {u"require_signature"_s, draft.requireSignature},
            {u"expires_at"_s, timeValue(draft.expiresAt)}};
}

}  // namespace

QStringList splitList(const QString& text) {
    static const QRegularExpression gap(u"[,;\\s，；、]+"_s);
    return text.split(gap, Qt::SkipEmptyParts);
}

bool isAddressRange(const QString& text) {
    if (!text.contains(u'/')) {
        QHostAddress address;
        // setAddress also takes "1" and "1.2": a whole address is meant here.
        return address.setAddress(text) && (text.count(u'.') == 3 || text.contains(u':'));
    }
    const QString base = text.section(u'/', 0, 0);
    return isAddressRange(base) && QHostAddress::parseSubnet(text).second >= 0;
}

KeyDraft KeyDraft::fromRow(const models::KeyRow& row) {
    KeyDraft draft;
    draft.name = row.name;
    draft.ownerId = row.userId;
    draft.rpm = limitText(row.rpm);
    draft.tpm = limitText(row.tpm);
    draft.parallelMax = limitText(row.parallelMax);
    draft.budgetUsd = row.budgetUsd;
    draft.models = row.models.join(u", "_s);
    draft.allowedIps = row.allowedIps.join(u", "_s);
    draft.preset = row.preset;
    draft.tags = row.tags.join(u", "_s);
    draft.requireSignature = row.requiresSignature;
    draft.expiresAt = row.expiresAt;
    return draft;
}

QMap<QString, QString> KeyDraft::problems(const QDateTime& now) const {
    QMap<QString, QString> found;
    const auto note = [&](const QString& field, const QString& problem) {
        if (!problem.isEmpty()) found.insert(field, problem);
    };
    if (name.trimmed().isEmpty()) note(u"name"_s, DraftWords::tr("Give the key a name."));
    if (name.trimmed().size() > kNameMax) {
        note(u"name"_s, DraftWords::tr("Use at most %1 characters.").arg(kNameMax));
    }
    const QString whole = DraftWords::tr("Enter a whole number above 0.");
    note(u"rpm"_s, limitProblem(rpm, whole));
    note(u"tpm"_s, limitProblem(tpm, whole));
    note(u"max_parallel"_s, limitProblem(parallelMax, whole));
    static const QRegularExpression dollars(u"^\\d{1,9}(\\.\\d{1,9})?$"_s);
    const QString budget = budgetUsd.trimmed();
    if (!budget.isEmpty() && (!dollars.match(budget).hasMatch() || budget.toDouble() <= 0)) {
        note(u"budget_usd"_s, DraftWords::tr("Enter dollars such as 50 or 12.50."));
    }
    for (const QString& address : splitList(allowedIps)) {
        if (isAddressRange(address)) continue;
        note(u"allowed_ips"_s, DraftWords::tr("“%1” is not an IP address or a range such as 10.0.0.0/8.").arg(address));
        break;
    }
    if (expiresAt.isValid() && expiresAt <= now) {
        note(u"expires_at"_s, DraftWords::tr("Choose a moment in the future."));
    }
    return found;
}

QJsonObject KeyDraft::toJson() const {
    QJsonObject body;
    const QJsonObject all = allFields(*this);
    for (auto it = all.begin(); it != all.end(); ++it) {
        const bool given = !it->isNull() && *it != QJsonValue(false) && !(it->isArray() && it->toArray().isEmpty());
        if (given) body.insert(it.key(), it.value());
    }
    return body;
}

QJsonObject KeyDraft::changesFrom(const KeyDraft& before) const {
    QJsonObject body;
    const QJsonObject mine = allFields(*this);
    const QJsonObject theirs = allFields(before);
    for (auto it = mine.begin(); it != mine.end(); ++it) {
        if (it.value() != theirs.value(it.key())) body.insert(it.key(), it.value());
    }
    return body;
}

}  // namespace ui::pages
