// Times relative to a given present.
#include "ui/models/time_text.hpp"

#include <QTest>

using namespace ui::models;

class TimeTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysHowLongAgo_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("now") << qint64{0} << "just now";
        QTest::newRow("seconds") << qint64{12} << "12 s ago";
        QTest::newRow("minutes") << qint64{200} << "3 min ago";
        QTest::newRow("hours") << qint64{5 * 3600} << "5 h ago";
        QTest::newRow("days") << qint64{3 * 86400} << "2026-11-19";
        QTest::newRow("soon") << qint64{-90} << "in 2 min";
        QTest::newRow("later today") << qint64{-7200} << "in 2 h";
        QTest::newRow("far ahead") << qint64{-60 * 86400} << "2027-01-21";
    }

    void saysHowLongAgo() {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        QCOMPARE(relativeText(now.addSecs(-seconds), now), text);
    }

    void writesNoTimeAsADash() {
        QCOMPARE(relativeText({}, QDateTime::currentDateTimeUtc()), QStringLiteral("—"));
        QCOMPARE(momentText({}), QStringLiteral("—"));
        QVERIFY(exactText({}).isEmpty());
    }

    void givesBothClocks() {
        const QDateTime time(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        QVERIFY(exactText(time).contains(QStringLiteral("2026-11-22 12:00:00 UTC")));
    }
};

QTEST_GUILESS_MAIN(TimeTextTest)
#include "time_text_test.moc"
