#include "ui/models/error_advice.hpp"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace ui::models {

namespace {

struct Sentence {
    const char* code;
    const char* text;
};

constexpr std::array kMeanings{
#define GW_ERROR(name, code, http, sentence) Sentence{code, sentence},
#include "gateway/base/error_codes.def"
#undef GW_ERROR
};

constexpr std::array kAdvice{
    Sentence{"UPSTREAM_TIMEOUT", QT_TRANSLATE_NOOP("ErrorAdvice", "Look at the latency of this provider. If it is slow for everybody, give another provider more weight or open its circuit; if only long answers fail, raise its time limit.")},
    Sentence{"UPSTREAM_ERROR", QT_TRANSLATE_NOOP("ErrorAdvice", "The provider itself fails. Check its status page; until it is well again give another provider more weight or open its circuit.")},
    Sentence{"UPSTREAM_UNREACHABLE", QT_TRANSLATE_NOOP("ErrorAdvice", "Test the provider. If the test fails too, check its address, the firewall and the network of this machine.")},
    Sentence{"UPSTREAM_DNS", QT_TRANSLATE_NOOP("ErrorAdvice", "Check the provider's address for a typing mistake and this machine's name servers.")},
    Sentence{"UPSTREAM_TLS", QT_TRANSLATE_NOOP("ErrorAdvice", "Check this machine's clock and its certificates. A proxy between here and the provider may be breaking TLS open.")},
    Sentence{"UPSTREAM_RESET", QT_TRANSLATE_NOOP("ErrorAdvice", "A few are normal. Many at once: the provider restarts or sheds load; give another provider more weight.")},
    Sentence{"UPSTREAM_PROTOCOL", QT_TRANSLATE_NOOP("ErrorAdvice", "Check that the provider's address is that of its API and not of a web page or a proxy's sign-in.")},
    Sentence{"UPSTREAM_REFUSED", QT_TRANSLATE_NOOP("ErrorAdvice", "The request itself is at fault: open one and read the provider's words, then tell the owner of the key.")},
    Sentence{"UPSTREAM_RATE_LIMIT", QT_TRANSLATE_NOOP("ErrorAdvice", "Ask the provider for a higher limit, add a second credential as a provider of its own, or lower the limits of your keys.")},
    Sentence{"UPSTREAM_AUTH", QT_TRANSLATE_NOOP("ErrorAdvice", "The provider's key is wrong, expired or out of credit. Put a fresh one in at the provider and test it.")},
    Sentence{"UPSTREAM_CUT", QT_TRANSLATE_NOOP("ErrorAdvice", "Answers break off half way. Look whether it is one model; long answers may meet a limit of the provider.")},
    Sentence{"NO_UPSTREAM", QT_TRANSLATE_NOOP("ErrorAdvice", "All routes of this model are switched off or their circuits are open. Look at Providers & routing and close a circuit or add a route.")},
    Sentence{"RATE_LIMIT", QT_TRANSLATE_NOOP("ErrorAdvice", "A key works faster than it may. Raise its limit if the use is wanted, otherwise talk to its owner.")},
    Sentence{"BUDGET_EXCEEDED", QT_TRANSLATE_NOOP("ErrorAdvice", "The key's budget is used up. Raise the budget, or leave it until somebody decides.")},
    Sentence{"OVERLOADED", QT_TRANSLATE_NOOP("ErrorAdvice", "This gateway is at its limits. Add threads or another instance, or raise its limits of connections.")},
    Sentence{"STORAGE_FULL", QT_TRANSLATE_NOOP("ErrorAdvice", "Make room on the disk of the data directory now: without it nothing can be billed, so nothing is served.")},
    Sentence{"DRAINING", QT_TRANSLATE_NOOP("ErrorAdvice", "Nothing to do: the gateway was stopping. Clients should try again at another instance.")},
    Sentence{"INVALID_API_KEY", QT_TRANSLATE_NOOP("ErrorAdvice", "Somebody calls with a key that is mistyped, revoked or expired. Many from one address: block it under Security.")},
    Sentence{"KEY_FROZEN", QT_TRANSLATE_NOOP("ErrorAdvice", "Unfreeze the key when its use is wanted again; otherwise tell its owner.")},
    Sentence{"ADDRESS_NOT_ALLOWED", QT_TRANSLATE_NOOP("ErrorAdvice", "Add the address to the key's list if the caller is known. If not, the key may have leaked: rotate it.")},
    Sentence{"IP_BLOCKED", QT_TRANSLATE_NOOP("ErrorAdvice", "The block works. Lift it under Security if it meets the wrong people.")},
    Sentence{"MODEL_NOT_ALLOWED", QT_TRANSLATE_NOOP("ErrorAdvice", "Add the model to the key's list, or tell the owner which models the key may use.")},
    Sentence{"SIGNATURE_FAILED", QT_TRANSLATE_NOOP("ErrorAdvice", "Check the caller's clock and signing secret. If neither is at fault, treat the key as leaked and rotate it.")},
    Sentence{"UNKNOWN_MODEL", QT_TRANSLATE_NOOP("ErrorAdvice", "Add the model that was asked for to a preset, or tell the caller the right name.")},
    Sentence{"UNPRICED_MODEL", QT_TRANSLATE_NOOP("ErrorAdvice", "Give the model a price, or allow unpriced use in the settings.")},
    Sentence{"CLIENT_GONE", QT_TRANSLATE_NOOP("ErrorAdvice", "The caller hung up. Many of them: answers take longer than the caller's own time limit; look at the latency.")},
    Sentence{"BODY_TOO_LARGE", QT_TRANSLATE_NOOP("ErrorAdvice", "Tell the caller to send less, or raise the largest body in the settings.")},
    Sentence{"BAD_JSON", QT_TRANSLATE_NOOP("ErrorAdvice", "The caller's program is at fault: open a request to see which key it uses and tell its owner.")},
    Sentence{"INTERNAL", QT_TRANSLATE_NOOP("ErrorAdvice", "A mistake of the gateway. Keep the trace id and the log lines around it and report them.")},
};

template <class Sentences>
const char* textOf(const Sentences& sentences, const QString& code) {
    for (const Sentence& sentence : sentences) {
        if (code == QLatin1StringView(sentence.code)) return sentence.text;
    }
    return nullptr;
}

}  // namespace

QString errorMeaning(const QString& code) {
    const char* text = textOf(kMeanings, code);
    return text ? QCoreApplication::translate("ErrorCode", text) : QString();
}

QString errorAdvice(const QString& code) {
    const char* text = textOf(kAdvice, code);
    return text ? QCoreApplication::translate("ErrorAdvice", text)
                : QCoreApplication::translate("ErrorAdvice", "Open the newest request: its attempts tell what happened and where.");
}

QStringList advisedErrorCodes() {
    QStringList codes;
    for (const Sentence& sentence : kAdvice) codes << QLatin1StringView(sentence.code);
    return codes;
}

}  // namespace ui::models
