#include "gateway/secrets/password.hpp"

#include "tests/gateway/secrets/secrets_rig.hpp"

using namespace gw;
using namespace gw::secrets;
using namespace gw::test;

class PasswordTest : public QObject {
    Q_OBJECT
    std::string hash_;

   private Q_SLOTS:
    void initTestCase() {
        const auto hashed = hashPassword(Secret("correct horse"));
        QCOMPARE(outcome(hashed), kDone);
        hash_ = *hashed;
    }

    void checksLengthsInBytes_data() {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("fits");
        QTest::newRow("none") << 0 << false;
        QTest::newRow("one short") << 9 << false;
        QTest::newRow("shortest") << 10 << true;
        QTest::newRow("longest") << 256 << true;
        QTest::newRow("one long") << 257 << false;
    }
    void checksLengthsInBytes() {
        QFETCH(const int, bytes);
        QFETCH(const bool, fits);
        const auto checked = checkPassword(Secret(std::string(static_cast<std::size_t>(bytes), 'x')));
        QCOMPARE(checked.has_value(), fits);
        if (fits) return;
        QCOMPARE(outcome(checked), QLatin1String("INVALID_VALUE"));
        QCOMPARE(checked.error().field, std::string("password"));
        QVERIFY(checked.error().detail.find("xxx") == std::string::npos);
    }

    void hashesWithArgon2idAndItsFigures() {
        QVERIFY2(hash_.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"), hash_.c_str());
        QVERIFY(hash_.find("correct") == std::string::npos);
    }

    void hashesTheSamePasswordDifferentlyEachTime() {
        const auto again = hashPassword(Secret("correct horse"));
        QCOMPARE(outcome(again), kDone);
        QVERIFY(*again != hash_);
        QVERIFY(verifyPassword(*again, Secret("correct horse")));
    }

    void verifies_data() {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("same");
        QTest::newRow("right") << QByteArray("correct horse") << true;
        QTest::newRow("other case") << QByteArray("Correct horse") << false;
        QTest::newRow("cut") << QByteArray("correct hors") << false;
        QTest::newRow("longer") << QByteArray("correct horse ") << false;
        QTest::newRow("zero byte behind") << QByteArray("correct horse\0", 14) << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void verifies() {
        QFETCH(const QByteArray, password);
        QFETCH(const bool, same);
        QCOMPARE(verifyPassword(hash_, Secret(password.toStdString())), same);
    }

    void refusesHashesThatAreNone_data() {
        QTest::addColumn<QString>("hash");
        QTest::newRow("unknown user") << QString();
        QTest::newRow("plain text") << QStringLiteral("correct horse");
        QTest::newRow("other scheme") << QStringLiteral("$2b$12$abcdefghijklmnopqrstuv");
        QTest::newRow("cut") << QStringLiteral("$argon2id$v=19$m=65536,t=2,p=1$");
        QTest::newRow("other figures") << QStringLiteral("$argon2id$v=19$m=x,t=y,p=z$AAAA$AAAA");
    }
    void refusesHashesThatAreNone() {
        QFETCH(const QString, hash);
        QVERIFY(!verifyPassword(hash.toStdString(), Secret("correct horse")));
        QVERIFY(!verifyPassword(hash.toStdString(), Secret("")));
    }

    void refusesAHashWithOneCharacterChanged() {
        auto changed = hash_;
        // Not the last one: some of its bits are padding.
        char& c = changed[changed.size() - 5];
        c = c == 'A' ? 'B' : 'A';
        QVERIFY(!verifyPassword(changed, Secret("correct horse")));
    }
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "password_test.moc"
