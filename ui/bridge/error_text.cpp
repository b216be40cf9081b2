#include "ui/bridge/error_text.hpp"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace ui::bridge {

using namespace Qt::StringLiterals;

namespace {

struct Sentence {
    const char* code;
    const char* text;
};

constexpr std::array kEngineSentences{
#define GW_ERROR(name, code, http, sentence) Sentence{code, sentence},
#include "gateway/base/error_codes.def"
#undef GW_ERROR
};

// What only the bridge can meet.
constexpr std::array kOwnSentences{
    Sentence{"OFFLINE", QT_TRANSLATE_NOOP("ErrorCode", "The gateway does not answer. Check that it is running.")},
    Sentence{"TIMEOUT", QT_TRANSLATE_NOOP("ErrorCode", "The gateway did not answer in time. Try again.")},
    Sentence{"BAD_REPLY", QT_TRANSLATE_NOOP("ErrorCode", "The gateway's answer cannot be read. Is this address a Gatehouse gateway of this version?")},
    Sentence{"NOT_SIGNED_IN", QT_TRANSLATE_NOOP("ErrorCode", "You are not signed in at this gateway.")},
};

const char* sentenceOf(const QString& code) {
    for (const Sentence& sentence : kEngineSentences) {
        if (code == QLatin1StringView(sentence.code)) return sentence.text;
    }
    for (const Sentence& sentence : kOwnSentences) {
        if (code == QLatin1StringView(sentence.code)) return sentence.text;
    }
    return nullptr;
}

/// Who was faster, when the gateway's audit trail tells.
QString editConflictText(const QJsonObject& detail) {
    const QString who = detail["changed_by"_L1].toString();
    const QDateTime when = QDateTime::fromString(detail["changed_at"_L1].toString(), Qt::ISODateWithMs);
    if (who.isEmpty() || !when.isValid()) {
        return QCoreApplication::translate("ErrorCode", "This has been changed meanwhile, so nothing was written.");
    }
    const QString time = QLocale().toString(when.toLocalTime(), QLocale::ShortFormat);
    return QCoreApplication::translate("ErrorCode", "%1 has changed this meanwhile (%2), so nothing was written.").arg(who, time);
}

}  // namespace

QString errorText(const ApiError& error) {
    if (error.isEditConflict()) return editConflictText(error.detail);
    const char* sentence = sentenceOf(error.code);
    QString text = sentence ? QCoreApplication::translate("ErrorCode", sentence) : error.message;
    if (text.isEmpty()) {
        text = QCoreApplication::translate("ErrorCode", "The gateway refused this: %1.").arg(error.code);
    }
    if (error.field.isEmpty()) return text;
    return QCoreApplication::translate("ErrorCode", "%1 Field: %2.").arg(text, error.field);
}

QString probeText(const QJsonObject& probe) {
    const QString code = probe["error_code"_L1].toString();
    const QString told = probe["error"_L1].toString();
    if (code.isEmpty()) return told;
    const int status = probe["status"_L1].toInt();
    if (status == 0) {
        const QString sentence = errorText({code, told, {}, {}, {}});
        const QString detail = probe["error_detail"_L1].toString();
        return detail.isEmpty() ? sentence : QCoreApplication::translate("ErrorCode", "%1 (%2)", "sentence, detail").arg(sentence, detail);
    }
    const char* text = QT_TRANSLATE_NOOP("ErrorCode", "The provider answered with status %1.");
    if (status == 401 || status == 403) text = QT_TRANSLATE_NOOP("ErrorCode", "The provider refused the credential (%1): check the API key.");
    if (status == 404) text = QT_TRANSLATE_NOOP("ErrorCode", "The provider has no model list at this address (%1): check the base URL.");
    if (status == 404 && probe["call"_L1].toString() == "chat"_L1)
        text = QT_TRANSLATE_NOOP("ErrorCode", "The provider does not know this model at this address (%1): check the probe model and the base URL.");
    if (status == 429) text = QT_TRANSLATE_NOOP("ErrorCode", "The provider's rate limit is reached (%1): try again later.");
    if (status >= 300 && status < 400) text = QT_TRANSLATE_NOOP("ErrorCode", "The provider answered with a redirect (%1): enter the address it points to.");
    return QCoreApplication::translate("ErrorCode", text).arg(status);
}

QStringList knownErrorCodes() {
    QStringList codes;
    for (const Sentence& sentence : kEngineSentences) codes << QLatin1StringView(sentence.code);
    for (const Sentence& sentence : kOwnSentences) codes << QLatin1StringView(sentence.code);
    return codes;
}

}  // namespace ui::bridge
