#include "ui/bridge/error_text.hpp"

#include <QCoreApplication>

#include <array>

namespace ui::bridge {

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

}  // namespace

QString errorText(const ApiError& error) {
    const char* sentence = sentenceOf(error.code);
    QString text = sentence ? QCoreApplication::translate("ErrorCode", sentence) : error.message;
    if (text.isEmpty()) {
        text = QCoreApplication::translate("ErrorCode", "The gateway refused this: %1.").arg(error.code);
    }
    if (error.field.isEmpty()) return text;
    return QCoreApplication::translate("ErrorCode", "%1 Field: %2.").arg(text, error.field);
}

QStringList knownErrorCodes() {
    QStringList codes;
    for (const Sentence& sentence : kEngineSentences) codes << QLatin1StringView(sentence.code);
    for (const Sentence& sentence : kOwnSentences) codes << QLatin1StringView(sentence.code);
    return codes;
}

}  // namespace ui::bridge
