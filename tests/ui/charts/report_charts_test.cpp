// The painted charts of the report pages: what they read out, and choosing by mouse and keyboard.
#include "ui/charts/bar_chart.hpp"
#include "ui/charts/heat_map.hpp"
#include "ui/charts/share_bar.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

using namespace ui::charts;

namespace {
constexpr qint64 kStart = 1'767'700'800;
}

class ReportChartsTest : public QObject {
    Q_OBJECT

    template <class Chart>
    static void show(Chart& chart) {
        chart.resize(500, 220);
        chart.show();
        QVERIFY(QTest::qWaitForWindowExposed(&chart));
        chart.grab();
    }
    static void fill(HeatMap& map) {
        map.setColumns(kStart, kStart + 120, 60, {0, 10, 100, 1000}, {{kStart, {0, 3, 0, 0}}, {kStart + 60, {0, 0, 7, 0}}});
    }

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void barsReadOutSumsThenTheBarUnderTheCursor() {
        BarChart chart;
        chart.setSeriesNames({QStringLiteral("a"), QStringLiteral("b")});
        chart.setBars(kStart, kStart + 180, 60, {{kStart, {1, 2}}, {kStart + 120, {10, 20}}});
        show(chart);
        QCOMPARE(chart.readOut(), QStringList({QStringLiteral("a 11"), QStringLiteral("b 22")}));
        chart.setFocus();
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.readOut(), QStringList({QStringLiteral("a 10"), QStringLiteral("b 20")}));
        QSignalSpy chosen(&chart, &BarChart::barChosen);
        QTest::keyClick(&chart, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().at(0).toLongLong(), kStart + 120);
        QCOMPARE(chosen.first().at(1).toLongLong(), kStart + 180);
        QTest::keyClick(&chart, Qt::Key_Escape);
        QCOMPARE(chart.readOut().first(), QStringLiteral("a 11"));
    }

    void changesAreToldWhereTheCursorIs() {
        BarChart chart;
        chart.setSeriesNames({QStringLiteral("a")});
        chart.setBars(kStart, kStart + 180, 60, {{kStart, {1}}, {kStart + 120, {10}}});
        chart.setMarkers({{kStart + 20, QStringLiteral("Key revoked: k")}, {kStart + 90, QStringLiteral("Preset changed: p")}});
        show(chart);
        QCOMPARE(chart.changesAtCursor(), QString());
        chart.setFocus();
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.changesAtCursor(), QString());
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.changesAtCursor(), QStringLiteral("Key revoked: k"));
        QVERIFY(chart.accessibleDescription().contains(QStringLiteral("Key revoked: k")));
        QTest::keyClick(&chart, Qt::Key_Escape);
        // Between two bars the flag itself is what the mouse finds.
        for (int x = 60; x < chart.width() && chart.changesAtCursor().isEmpty(); ++x) {
            QMouseEvent move(QEvent::MouseMove, QPointF(x, 100), chart.mapToGlobal(QPointF(x, 100)), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QApplication::sendEvent(&chart, &move);
        }
        QVERIFY(!chart.changesAtCursor().isEmpty());
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&chart, &leave);
        QCOMPARE(chart.changesAtCursor(), QString());
    }

    void noBarsShowTheSentence() {
        BarChart chart;
        chart.setEmptyText(QStringLiteral("nothing"));
        chart.setBars(kStart, kStart + 60, 60, {});
        show(chart);
        QVERIFY(chart.isEmpty());
        QTest::keyClick(&chart, Qt::Key_Return);
    }

    void theHeatMapIsWalkedByKeys() {
        HeatMap map;
        fill(map);
        show(map);
        map.setFocus();
        QVERIFY(!map.cursorCell());
        QTest::keyClick(&map, Qt::Key_Left);
        QVERIFY(map.cursorCell());
        QCOMPARE(map.cursorCell()->count, 7.0);
        QCOMPARE(map.cursorCell()->floorMs, qint64{100});
        QCOMPARE(map.cursorCell()->ceilingMs.value_or(0), qint64{1000});
        QVERIFY(map.readOut().contains(QStringLiteral("7")));
        QSignalSpy chosen(&map, &HeatMap::cellChosen);
        QTest::keyClick(&map, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QTest::keyClick(&map, Qt::Key_Up);
        QTest::keyClick(&map, Qt::Key_Return);  // nobody is there
        QCOMPARE(chosen.size(), 1);
    }

    void aClickChoosesTheCellUnderIt() {
        HeatMap map;
        fill(map);
        show(map);
        QSignalSpy chosen(&map, &HeatMap::cellChosen);
        for (int y = 10; y < map.height() && chosen.isEmpty(); y += 6) QTest::mouseClick(&map, Qt::LeftButton, {}, {map.width() / 4, y});
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().at(0).value<HeatCell>().count, 3.0);
    }

    void theCursorStaysAtItsTimeWhenDataComes() {
        HeatMap map;
        fill(map);
        show(map);
        map.setFocus();
        QTest::keyClick(&map, Qt::Key_Left);
        map.setColumns(kStart + 60, kStart + 180, 60, {0, 10, 100, 1000}, {{kStart + 60, {0, 0, 8, 0}}, {kStart + 120, {0, 1, 0, 0}}});
        QCOMPARE(map.cursorCell()->count, 8.0);
        map.setColumns(kStart, kStart, 60, {}, {});
        QVERIFY(map.isEmpty());
        QVERIFY(!map.cursorCell());
    }

    void sharesAreNamedWithValueAndPart() {
        ShareBar bar;
        bar.setParts({{QStringLiteral("one"), 25, 0}, {QStringLiteral("two"), 75, 1}});
        show(bar);
        QCOMPARE(bar.readOut(), QStringList({QStringLiteral("one 25 · 25 %"), QStringLiteral("two 75 · 75 %")}));
        const int oneLine = bar.sizeHint().height();
        bar.setParts({{QStringLiteral("queue"), 5, 2, 1, QStringLiteral("Gateway")}, {QStringLiteral("work"), 5, 2, 0.5, QStringLiteral("Gateway")},
                      {QStringLiteral("wait"), 90, 1, 1, QStringLiteral("Provider")}});
        QVERIFY(bar.sizeHint().height() > oneLine);
        QCOMPARE(bar.readOut().size(), 3);
        QCOMPARE(bar.groupTexts(), QStringList({QStringLiteral("Gateway 10 · 10 %"), QStringLiteral("Provider 90 · 90 %")}));
        bar.grab();
        bar.setParts({});
        bar.grab();
    }
};

QTEST_MAIN(ReportChartsTest)
#include "report_charts_test.moc"
