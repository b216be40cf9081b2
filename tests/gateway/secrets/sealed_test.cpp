#include "gateway/secrets/sealed.hpp"

#include "tests/gateway/secrets/secrets_rig.hpp"

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;

class SealedTest : public QObject {
    Q_OBJECT
    const MasterKey key_ = masterKeyOf(7);
    std::string open(std::string_view sealed) const {
        const auto opened = openSealed(key_, "row", sealed);
        return opened ? std::string(opened->reveal()) : QString(outcome(opened)).toStdString();
    }

   private Q_SLOTS:
    void opensWhatItSealed_data() {
        QTest::addColumn<QByteArray>("plain");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("credential") << QByteArray("sk-0123456789");
        QTest::newRow("zero bytes") << QByteArray("a\0b\xff", 4);
        QTest::newRow("long") << QByteArray(100'000, 'x');
    }
    void opensWhatItSealed() {
        QFETCH(const QByteArray, plain);
        const auto sealed = seal(key_, "row", plain.toStdString());
        QVERIFY(sealed.starts_with("v1."));
        QVERIFY(sealed.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == std::string::npos);
        QCOMPARE(open(sealed), plain.toStdString());
    }

    void sealsTheSameTextDifferentlyEachTime() {
        QVERIFY(seal(key_, "row", "secret") != seal(key_, "row", "secret"));
    }

    void refusesAnotherKeyOrRow() {
        const auto sealed = seal(key_, "row", "secret");
        QCOMPARE(outcome(openSealed(masterKeyOf(8), "row", sealed)), kSecretsFailed);
        QCOMPARE(outcome(openSealed(key_, "other row", sealed)), kSecretsFailed);
        QCOMPARE(outcome(openSealed(key_, "", sealed)), kSecretsFailed);
        QCOMPARE(outcome(openSealed(key_, "row", sealed)), kDone);
    }

    void refusesAnyChangedCharacter() {
        const auto sealed = seal(key_, "row", "secret");
        for (std::size_t i = 0; i < sealed.size(); ++i) {
            auto changed = sealed;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            QCOMPARE(open(changed), std::string("SECRETS_FAILED"));
        }
    }

    void refusesAnyOtherLength() {
        const auto sealed = seal(key_, "row", "secret");
        for (std::size_t i = 0; i < sealed.size(); ++i) QCOMPARE(open(sealed.substr(0, i)), std::string("SECRETS_FAILED"));
        for (const char* tail : {"A", "AA", "AAAA", "=", "\n", " "}) QCOMPARE(open(sealed + tail), std::string("SECRETS_FAILED"));
    }

    void refusesWhatIsNotSealed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("plain credential") << QByteArray("sk-0123456789");
        QTest::newRow("version only") << QByteArray("v1.");
        QTest::newRow("other version") << QByteArray("v2.") + QByteArray(80, 'A');
        QTest::newRow("shorter than nonce and tag") << QByteArray("v1.") + QByteArray(52, 'A');
        QTest::newRow("no base64") << QByteArray("v1.") + QByteArray(80, '*');
        QTest::newRow("huge") << QByteArray("v1.") + QByteArray(5 * 1024 * 1024, 'A');
    }
    void refusesWhatIsNotSealed() {
        QFETCH(const QByteArray, text);
        const auto opened = openSealed(key_, "row", text.toStdString());
        QCOMPARE(outcome(opened), kSecretsFailed);
        QVERIFY(opened.error().detail.find("sk-") == std::string::npos);
    }

    void givesEachKindOfRowItsOwnContext() {
        QVERIFY(providerContext("1") != signingContext("1"));
        QVERIFY(providerContext("1") != providerContext("2"));
        QVERIFY(signingContext("1") != signingContext("2"));
    }
};

QTEST_GUILESS_MAIN(SealedTest)
#include "sealed_test.moc"
