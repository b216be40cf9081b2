#include "gateway/secrets/sealed_key_file.hpp"

#include "tests/gateway/secrets/secrets_rig.hpp"

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;

namespace {
const Secret kPassphrase("a passphrase, ten or more");
}

class SealedKeyFileTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void opensWithItsPassphraseOnly() {
        const auto sealed = sealKey(masterKeyOf(7), kPassphrase);
        QCOMPARE(outcome(sealed), kDone);
        const auto opened = openKey(*sealed, kPassphrase);
        QCOMPARE(outcome(opened), kDone);
        QVERIFY(sameKey(*opened, masterKeyOf(7)));
        QCOMPARE(outcome(openKey(*sealed, Secret("a passphrase, ten or mor"))), QLatin1String("PASSPHRASE_WRONG"));
    }
    void holdsNeitherTheKeyNorThePassphrase() {
        const auto sealed = sealKey(masterKeyOf(7), kPassphrase).value();
        QVERIFY(sealed.starts_with("gatehouse-sealed-key v1 argon2id 2 67108864 "));
        QVERIFY(sealed.find(masterKeyText(masterKeyOf(7))) == std::string::npos);
        QVERIFY(sealed.find(kPassphrase.reveal()) == std::string::npos);
    }
    void isAnotherTextEachTime() { QVERIFY(sealKey(masterKeyOf(7), kPassphrase).value() != sealKey(masterKeyOf(7), kPassphrase).value()); }

    void refusesATextThatWasChanged() {
        const auto sealed = sealKey(masterKeyOf(7), kPassphrase).value();
        const auto first = sealed.rfind(' ') + 1;
        // One digit of the salt, the nonce, the sealed key and the tag.
        for (const std::size_t at : {first, first + 33, first + 60, sealed.size() - 2}) {
            auto changed = sealed;
            changed[at] = changed[at] == '0' ? '1' : '0';
            QCOMPARE(outcome(openKey(changed, kPassphrase)), QLatin1String("PASSPHRASE_WRONG"));
        }
    }
    void refusesWhatIsNone_data() {
        QTest::addColumn<QByteArray>("text");
        const std::string parts = std::string(2 * (16 + 12 + 48), 'a');
        const auto row = [](const char* name, const std::string& text) { QTest::newRow(name) << QByteArray::fromStdString(text); };
        row("empty", "");
        row("a key in the clear", std::string(64, 'a'));
        row("another kind", "gatehouse-sealed-key v2 argon2id 2 67108864 " + parts);
        row("no figures", "gatehouse-sealed-key v1 argon2id " + parts);
        row("too short", "gatehouse-sealed-key v1 argon2id 2 67108864 " + parts.substr(2));
        row("no hex", "gatehouse-sealed-key v1 argon2id 2 67108864 " + std::string(parts.size(), 'z'));
        row("more memory than a start can pay", "gatehouse-sealed-key v1 argon2id 2 99999999999 " + parts);
        row("more passes", "gatehouse-sealed-key v1 argon2id 999999 67108864 " + parts);
        row("no passes", "gatehouse-sealed-key v1 argon2id 0 67108864 " + parts);
    }
    void refusesWhatIsNone() {
        QFETCH(const QByteArray, text);
        QCOMPARE(outcome(openKey(text.toStdString(), kPassphrase)), kSecretsFailed);
    }
    void wantsAPassphraseWorthTheName() {
        QCOMPARE(outcome(sealKey(masterKeyOf(7), Secret("nine char"))), QLatin1String("INVALID_VALUE"));
        QCOMPARE(outcome(sealKey(masterKeyOf(7), Secret(std::string(1025, 'x')))), QLatin1String("INVALID_VALUE"));
        QCOMPARE(outcome(sealKey(masterKeyOf(7), Secret("ten chars."))), kDone);
    }
};

QTEST_APPLESS_MAIN(SealedKeyFileTest)
#include "sealed_key_file_test.moc"
