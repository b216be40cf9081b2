#include "ui/pages/provider_draft.hpp"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <optional>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kTimeMinMs = 100;        // gateway/control/commands/provider_commands.cpp
constexpr qint64 kTimeMaxMs = 3'600'000;
constexpr qint64 kProbeMinSeconds = 5;
constexpr qint64 kProbeMaxSeconds = 86'400;
constexpr qsizetype kCredentialMax = 512;

struct DraftWords {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::ProviderDraft)
};

QString timeProblem(const QString& text) {
    const QString digits = text.trimmed();
    if (digits.isEmpty()) return {};
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    if (ok && value >= kTimeMinMs && value <= kTimeMaxMs) return {};
    return DraftWords::tr("%1 to %2 ms").arg(kTimeMinMs).arg(kTimeMaxMs);
}

QString probeProblem(const QString& text) {
    const QString digits = text.trimmed();
    if (digits.isEmpty()) return {};
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    if (ok && value >= kProbeMinSeconds && value <= kProbeMaxSeconds) return {};
    return DraftWords::tr("%1 to %2 s").arg(kProbeMinSeconds).arg(kProbeMaxSeconds);
}

QJsonValue timeValue(const QString& text) {
    const QString digits = text.trimmed();
    if (digits.isEmpty()) return QJsonValue::Null;
    bool ok = false;
    const qint64 value = digits.toLongLong(&ok);
    return ok ? QJsonValue(value) : QJsonValue(digits);  // what is wrong is shown as it was typed, and never sent
}

QJsonValue modelValue(const QString& text) {
    const QString model = text.trimmed();
    return model.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(model);
}

QString modelProblem(const QString& text, const QString& kind) {
    static const QRegularExpression printable(u"^[!-~]{1,128}$"_s);
    const QString model = text.trimmed();
    if (model.isEmpty()) return {};
    if (kind != "openai"_L1 && kind != "azure"_L1) return DraftWords::tr("For OpenAI and Azure only: leave it empty.");
    return printable.match(model).hasMatch() ? QString() : DraftWords::tr("A model's name has no blanks and at most 128 characters.");
}

QString addressProblem(const QString& text, bool allowPrivate) {
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool plain = url.scheme() == "http"_L1;
    const bool usable = url.isValid() && !url.host().isEmpty() && (plain || url.scheme() == "https"_L1) && !url.hasQuery() &&
                        !url.hasFragment() && url.userInfo().isEmpty();
    if (!usable) return DraftWords::tr("Enter an address such as https://api.example.com.");
    if (plain && !allowPrivate) {
        return DraftWords::tr("Use https://, or allow private addresses when this is a model in your own network.");
    }
    return {};
}

QString timeText(const std::optional<qint64>& value) { return value ? QString::number(*value) : QString(); }

/// Every field but the credential, as it would be sent.
QJsonObject allFields(const ProviderDraft& draft) {
    return {{u"name"_s, draft.name.trimmed()},
            {u"kind"_s, draft.kind},
            {u"base_url"_s, draft.baseUrl.trimmed()},
            {u"allow_private"_s, draft.allowPrivate},
            {u"connect_timeout_ms"_s, timeValue(draft.connectMs)},
            {u"first_byte_timeout_ms"_s, timeValue(draft.firstByteMs)},
            {u"idle_timeout_ms"_s, timeValue(draft.idleMs)},
            {u"total_timeout_ms"_s, timeValue(draft.totalMs)},
            {u"probe_interval_seconds"_s, timeValue(draft.probeSeconds)},
            {u"probe_model"_s, modelValue(draft.probeModel)}};
}

}  // namespace

ProviderDraft ProviderDraft::fromRow(const models::ProviderRow& row) {
    ProviderDraft draft;
    draft.name = row.name;
    draft.kind = row.kind;
    draft.baseUrl = row.baseUrl;
    draft.allowPrivate = row.allowPrivate;
    draft.connectMs = timeText(row.connectMs);
    draft.firstByteMs = timeText(row.firstByteMs);
    draft.idleMs = timeText(row.idleMs);
    draft.totalMs = timeText(row.totalMs);
    draft.probeSeconds = timeText(row.probeSeconds);
    draft.probeModel = row.probeModel;
    return draft;
}

QMap<QString, QString> ProviderDraft::problems() const {
    static const QRegularExpression nameForm(u"^[a-z0-9][a-z0-9_-]{0,31}$"_s);
    static const QRegularExpression printable(u"^[!-~]+$"_s);
    QMap<QString, QString> found;
    const auto note = [&](const QString& field, const QString& problem) {
        if (!problem.isEmpty()) found.insert(field, problem);
    };
    if (!nameForm.match(name.trimmed()).hasMatch()) {
        note(u"name"_s, DraftWords::tr("Use 1 to 32 of a–z, 0–9, - and _."));
    }
    note(u"base_url"_s, addressProblem(baseUrl, allowPrivate));
    const QString secret = credential.trimmed();
    if (!secret.isEmpty() && (secret.size() > kCredentialMax || !printable.match(secret).hasMatch())) {
        note(u"api_key"_s, DraftWords::tr("A credential has at most 512 printable characters and no blanks."));
    }
    note(u"connect_timeout_ms"_s, timeProblem(connectMs));
    note(u"first_byte_timeout_ms"_s, timeProblem(firstByteMs));
    note(u"idle_timeout_ms"_s, timeProblem(idleMs));
    note(u"total_timeout_ms"_s, timeProblem(totalMs));
    note(u"probe_interval_seconds"_s, probeProblem(probeSeconds));
    note(u"probe_model"_s, modelProblem(probeModel, kind));
    return found;
}

QJsonObject ProviderDraft::toJson() const {
    QJsonObject body;
    const QJsonObject all = allFields(*this);
    for (auto it = all.begin(); it != all.end(); ++it) {
        if (!it->isNull() && it.value() != QJsonValue(false)) body.insert(it.key(), it.value());
    }
    if (!credential.trimmed().isEmpty()) body.insert(u"api_key"_s, credential.trimmed());
    return body;
}

QJsonObject ProviderDraft::changesFrom(const ProviderDraft& before) const {
    QJsonObject body;
    const QJsonObject mine = allFields(*this);
    const QJsonObject theirs = allFields(before);
    for (auto it = mine.begin(); it != mine.end(); ++it) {
        if (it.value() != theirs.value(it.key())) body.insert(it.key(), it.value());
    }
    if (!credential.trimmed().isEmpty()) body.insert(u"api_key"_s, credential.trimmed());
    return body;
}

QJsonObject withoutCredential(QJsonObject body) {
    if (body.contains("api_key"_L1)) body.insert(u"api_key"_s, u"…"_s);
    return body;
}

}  // namespace ui::pages
