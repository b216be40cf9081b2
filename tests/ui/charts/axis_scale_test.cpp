// Axes end at round values and carry round times.
#include "ui/charts/axis_scale.hpp"

#include <QDateTime>
#include <QTest>

using namespace ui::charts;

class AxisScaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsAtARoundValue_data() {
        QTest::addColumn<double>("valueMax");
        QTest::addColumn<double>("topMin");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("nothing") << 0.0 << 1.0 << 1.0 << 0.25;
        QTest::newRow("small") << 0.3 << 0.0 << 0.3 << 0.1;
        QTest::newRow("seven") << 7.2 << 1.0 << 8.0 << 2.0;
        QTest::newRow("a hundred") << 100.0 << 1.0 << 100.0 << 25.0;
        QTest::newRow("just over") << 101.0 << 1.0 << 150.0 << 50.0;
        QTest::newRow("thousands") << 2480.0 << 100.0 << 3000.0 << 1000.0;
        QTest::newRow("floor") << 3.0 << 100.0 << 100.0 << 25.0;
        QTest::newRow("millions") << 3.4e6 << 1.0 << 4e6 << 1e6;
    }

    void endsAtARoundValue() {
        QFETCH(double, valueMax);
        QFETCH(double, topMin);
        const ValueScale scale = valueScale(valueMax, 4, topMin);
        QTEST(scale.top, "top");
        QTEST(scale.step, "step");
        QCOMPARE(scale.ticks().first(), 0.0);
        QCOMPARE(scale.ticks().last(), scale.top);
        QVERIFY(scale.ticks().size() <= 5);
    }

    void standsOnWholeMinutesOfLocalTime_data() {
        QTest::addColumn<int>("span");
        QTest::addColumn<int>("labels");
        QTest::newRow("five minutes") << 300 << 5;
        QTest::newRow("fifteen minutes") << 900 << 5;
        QTest::newRow("an hour") << 3600 << 6;
        QTest::newRow("a day") << 86400 << 8;
        QTest::newRow("a week, narrow") << 604800 << 3;
    }

    void standsOnWholeMinutesOfLocalTime() {
        QFETCH(int, span);
        QFETCH(int, labels);
        const qint64 end = 1'795'600'123;
        const QList<qint64> ticks = timeTicks(end - span, end, labels);
        QVERIFY(ticks.size() >= 1 && ticks.size() <= std::max(labels, 8) + 1);
        for (const qint64 tick : ticks) {
            QVERIFY(tick >= end - span && tick <= end);
            QCOMPARE(QDateTime::fromSecsSinceEpoch(tick).time().second(), 0);
        }
    }

    void givesNoLabelsForAnEmptySpan() {
        QVERIFY(timeTicks(100, 100, 5).isEmpty());
        QVERIFY(timeTicks(0, 900, 0).isEmpty());
    }
};

QTEST_GUILESS_MAIN(AxisScaleTest)
#include "axis_scale_test.moc"
