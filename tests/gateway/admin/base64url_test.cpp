#include "gateway/admin/base64url.hpp"

#include <QtTest>

using namespace gw::admin;

class Base64UrlTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsWhatItWrites() {
        std::string bytes;
        for (int i = 0; i < 300; ++i) {
            const auto text = base64urlEncoded(bytes);
            QVERIFY(text.find_first_of("+/=") == std::string::npos);
            QVERIFY(base64urlDecoded(text) == bytes);
            bytes += static_cast<char>(i * 7);
        }
    }
    void refusesOtherSpellings_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding") << QByteArray("QQ==");
        QTest::newRow("plus") << QByteArray("+AAA");
        QTest::newRow("slash") << QByteArray("/AAA");
        QTest::newRow("one letter") << QByteArray("A");
        QTest::newRow("five letters") << QByteArray("AAAAA");
        QTest::newRow("space") << QByteArray("QU E");
        QTest::newRow("line break") << QByteArray("QUFB\n");
        QTest::newRow("non-zero bits behind one byte") << QByteArray("QR");
        QTest::newRow("non-zero bits behind two bytes") << QByteArray("QUF");
        QTest::newRow("high byte") << QByteArray("\xff\xff\xff\xff");
    }
    void refusesOtherSpellings() {
        QFETCH(QByteArray, text);
        QVERIFY(!base64urlDecoded(text.toStdString()));
    }
};

QTEST_GUILESS_MAIN(Base64UrlTest)
#include "base64url_test.moc"
