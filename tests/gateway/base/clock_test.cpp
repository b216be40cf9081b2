#include "gateway/base/clock.hpp"

#include <QTest>

using namespace gw;
using namespace std::chrono_literals;

class ClockTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void writesRfc3339() {
        QCOMPARE(rfc3339(fromMillis(1'767'700'800'123)), std::string("2026-01-06T12:00:00.123Z"));
        QCOMPARE(rfc3339(fromMillis(0)), std::string("1970-01-01T00:00:00.000Z"));
    }

    void readsRfc3339_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("millis");  // -1: refused
        QTest::newRow("utc") << "2026-01-06T12:00:00Z" << qint64(1'767'700'800'000);
        QTest::newRow("fraction") << "2026-01-06T12:00:00.1234567Z" << qint64(1'767'700'800'123);
        QTest::newRow("offset") << "2026-01-06T20:00:00+08:00" << qint64(1'767'700'800'000);
        QTest::newRow("negative offset") << "2026-01-06T04:30:00-07:30" << qint64(1'767'700'800'000);
        QTest::newRow("no zone") << "2026-01-06T12:00:00" << qint64(-1);
        QTest::newRow("no such day") << "2026-02-30T12:00:00Z" << qint64(-1);
        QTest::newRow("hour 24") << "2026-01-06T24:00:00Z" << qint64(-1);
        QTest::newRow("bare dot") << "2026-01-06T12:00:00.Z" << qint64(-1);
        QTest::newRow("empty") << "" << qint64(-1);
        QTest::newRow("trailing text") << "2026-01-06T12:00:00Zz" << qint64(-1);
        QTest::newRow("slash date") << "2026/01/06T12:00:00Z" << qint64(-1);
    }
    void readsRfc3339() {
        QFETCH(QString, text);
        QFETCH(qint64, millis);
        WallTime time{};
        QCOMPARE(parseRfc3339(text.toStdString(), time), millis >= 0);
        if (millis >= 0) QCOMPARE(qint64(toMillis(time)), millis);
    }

    void fakeClockMovesBothClocks() {
        FakeClock clock;
        const auto wall = clock.wall();
        const auto steady = clock.steady();
        clock.advance(1500ms);
        QVERIFY(clock.wall() - wall == 1500ms);
        QVERIFY(clock.steady() - steady == 1500ms);
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "clock_test.moc"
