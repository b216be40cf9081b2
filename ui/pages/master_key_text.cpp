#include "ui/pages/master_key_text.hpp"

#include <QCoreApplication>

namespace ui::pages {

using namespace Qt::StringLiterals;

namespace {

QString translated(const char* text) { return QCoreApplication::translate("MasterKey", text); }

QJsonObject keyOf(const QJsonObject& engine) { return engine["master_key"_L1].toObject(); }

}  // namespace

QString masterKeyText(const QJsonObject& engine) {
    const QJsonObject key = keyOf(engine);
    const QString place = key["place"_L1].toString();
    if (place == "keychain"_L1) return translated(QT_TRANSLATE_NOOP("MasterKey", "In the desktop's keychain"));
    if (place == "sealed_file"_L1) return translated(QT_TRANSLATE_NOOP("MasterKey", "In a file that your passphrase seals"));
    if (place == "session"_L1) return translated(QT_TRANSLATE_NOOP("MasterKey", "In memory, for this session only"));
    if (place == "environment"_L1) return translated(QT_TRANSLATE_NOOP("MasterKey", "Given by GATEWAY_MASTER_KEY or GATEWAY_MASTER_KEY_FILE"));
    if (place == "file"_L1) return translated(QT_TRANSLATE_NOOP("MasterKey", "In a file of the data directory, in the clear"));
    return {};
}

QString masterKeyHint(const QJsonObject& engine) {
    const QJsonObject key = keyOf(engine);
    const QString place = key["place"_L1].toString();
    if (place == "keychain"_L1)
        return translated(QT_TRANSLATE_NOOP("MasterKey", "For a copy to keep elsewhere: secret-tool lookup server gatehouse user %1")).arg(key["entry"_L1].toString());
    if (place == "sealed_file"_L1)
        return translated(QT_TRANSLATE_NOOP("MasterKey", "Without the passphrase and master.key.sealed nobody reads the providers' credentials. Keep copies of both."));
    if (place == "session"_L1)
        return translated(QT_TRANSLATE_NOOP("MasterKey", "Credentials that you enter are lost when the gateway stops."));
    if (place == "file"_L1)
        return translated(QT_TRANSLATE_NOOP("MasterKey", "Whoever reads your files reads it. A trial keeps it so; otherwise unlock the keychain and start again, and it is moved there."));
    return {};
}

}  // namespace ui::pages
