#include "gateway/base/http_date.hpp"

#include <QtTest>

using namespace gw;

namespace {

WallTime at(const char* text) {
    WallTime time{};
    parseRfc3339(text, time);
    return time;
}

const WallTime kNow = at("2026-01-06T12:00:00Z");

}  // namespace

class HttpDateTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsTheThreeForms_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("means");
        QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << QByteArray("1994-11-06T08:49:37Z");
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << QByteArray("1994-11-06T08:49:37Z");
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << QByteArray("1994-11-06T08:49:37Z");
        QTest::newRow("asctime, two digits") << QByteArray("Tue Jan 16 12:00:01 2026") << QByteArray("2026-01-16T12:00:01Z");
        QTest::newRow("leap day") << QByteArray("Thu, 29 Feb 2024 00:00:00 GMT") << QByteArray("2024-02-29T00:00:00Z");
        QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT") << QByteArray("2017-01-01T00:00:00Z");
        QTest::newRow("RFC 850, this century") << QByteArray("Tuesday, 06-Jan-26 12:00:07 GMT") << QByteArray("2026-01-06T12:00:07Z");
        QTest::newRow("RFC 850, fifty years ahead") << QByteArray("Monday, 06-Jan-76 12:00:00 GMT") << QByteArray("2076-01-06T12:00:00Z");
        QTest::newRow("RFC 850, more is the last century") << QByteArray("Thursday, 06-Jan-77 12:00:00 GMT") << QByteArray("1977-01-06T12:00:00Z");
    }
    void readsTheThreeForms() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, means);
        const auto read = parseHttpDate(text.toStdString(), kNow);
        QVERIFY(read.has_value());
        QCOMPARE(QByteArray::fromStdString(rfc3339(*read)).left(19), means.left(19));
    }

    void refusesEverythingElse_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", " ", "Sun", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT",
              "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
              "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
              "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 19941 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
              "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Sun Nov 06 1994 08:49:37", "Sun Nov  6 08:49:37 94",
              "2026-01-06T12:00:00Z", "Sun, 29 Feb 2023 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:3\xff GMT", "Sun, \xd9\xa0\xd9\xa6 Nov 1994 08:49:37 GMT"})
            QTest::addRow("%s", text) << QByteArray(text);
        QTest::newRow("a NUL") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT\0", 30);
        QTest::newRow("long") << QByteArray(100'000, 'S');
    }
    void refusesEverythingElse() {
        QFETCH(QByteArray, text);
        QVERIFY(!parseHttpDate(std::string_view(text.constData(), static_cast<std::size_t>(text.size())), kNow));
    }
};

QTEST_GUILESS_MAIN(HttpDateTest)
#include "http_date_test.moc"
