#include "gateway/base/digest.hpp"

#include <QTest>

using namespace gw;

class DigestTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void hashesAsFips180() {
        Sha256 hash;
        const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        QCOMPARE(hexText(hash("abc")), abc);
        QCOMPARE(hexText(hash("")), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(hexText(hash("abc")), abc);  // the context is used again
        QVERIFY(sha256("abc") == hash("abc"));
    }

    void sumsAsRfc3720() {
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c("6789", crc32c("12345")), crc32c("123456789"));
    }

    void readsHex() {
        QCOMPARE(hexText(hexBytes("00fFa1").value()), std::string("00ffa1"));
        QVERIFY(!hexBytes("0"));
        QVERIFY(!hexBytes("zz"));
        QVERIFY(hexBytes("")->empty());
    }

    void comparesInConstantTime() {
        QVERIFY(equalConstantTime("secret", "secret"));
        QVERIFY(!equalConstantTime("secret", "secreT"));
        QVERIFY(!equalConstantTime("secret", "secre"));
        QVERIFY(equalConstantTime("", ""));
    }
};

QTEST_GUILESS_MAIN(DigestTest)
#include "digest_test.moc"
