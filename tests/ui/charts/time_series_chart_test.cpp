// The chart draws what it is given: gaps stay gaps, silence is said in words, one cursor for all.
#include "ui/charts/time_series_chart.hpp"

#include "ui/charts/cursor_link.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QChart>
#include <QLineSeries>
#include <QScatterSeries>
#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace ui::charts;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr qint64 kStart = 1'795'600'000;

int lineRuns(const TimeSeriesChart& chart) {
    int runs = 0;
    for (const QAbstractSeries* series : chart.chart()->series()) {
        const auto* line = qobject_cast<const QLineSeries*>(series);
        if (line && line->count() > 0) ++runs;
    }
    return runs;
}

int lonePoints(const TimeSeriesChart& chart) {
    int points = 0;
    for (const QAbstractSeries* series : chart.chart()->series()) {
        if (const auto* dots = qobject_cast<const QScatterSeries*>(series)) points += dots->count();
    }
    return points;
}

bool showsColor(const QImage& image, const QColor& color) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) return true;
        }
    }
    return false;
}

/// How much of the first series' colour there is under the legend, the focus ring left out.
int inkOf(TimeSeriesChart& chart) {
    const QImage image = chart.grab().toImage();
    const QColor color = ui::style::tokens().series[0];
    int ink = 0;
    for (int y = 40; y < image.height() - 4; ++y) {
        for (int x = 4; x < image.width() - 4; ++x) {
            const QColor at = image.pixelColor(x, y);
            if (at.blue() - at.red() > (color.blue() - color.red()) / 2) ++ink;
        }
    }
    return ink;
}

}  // namespace

class TimeSeriesChartTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void init() {
        chart_ = std::make_unique<TimeSeriesChart>();
        chart_->setSeriesNames({QStringLiteral("P50"), QStringLiteral("P95")});
        chart_->resize(400, 240);
        chart_->setWindowS(60);
        chart_->show();
        QVERIFY(QTest::qWaitForWindowExposed(chart_.get()));
    }

    void cleanup() { chart_.reset(); }

    void breaksTheLineAtGaps_data() {
        QTest::addColumn<QList<double>>("points");
        QTest::addColumn<int>("runs");
        QTest::addColumn<int>("lone");
        QTest::newRow("no gap") << QList<double>{1, 2, 3} << 1 << 0;
        QTest::newRow("gap in the middle") << QList<double>{1, 2, kGap, 4, 5} << 2 << 0;
        QTest::newRow("a point alone") << QList<double>{1, 2, kGap, 4, kGap} << 1 << 1;
        QTest::newRow("only gaps") << QList<double>{kGap, kGap} << 0 << 0;
        QTest::newRow("nothing") << QList<double>{} << 0 << 0;
    }

    void breaksTheLineAtGaps() {
        QFETCH(QList<double>, points);
        QFETCH(int, runs);
        QFETCH(int, lone);
        chart_->setPoints(kStart, 1, {{1, kGap, kGap, kGap, 1}, {}});  // left-overs of an earlier refresh must go
        chart_->setPoints(kStart, 1, {std::vector<double>(points.begin(), points.end()), {}});
        QCOMPARE(lineRuns(*chart_), runs);
        QCOMPARE(lonePoints(*chart_), lone);
        QCOMPARE(chart_->isEmpty(), runs + lone == 0);
    }

    void reusesItsLinesWhenItIsFedAgain() {
        for (int round = 0; round < 5; ++round) chart_->setPoints(kStart + round, 1, {{1, 2, kGap, 3, 4}, {5, 6, 7, 8, 9}});
        QCOMPARE(chart_->chart()->series().size(), 2 + 3);
    }

    void drawsManyShortStretchesAsPoints() {
        std::vector<double> points;
        for (int i = 0; i < 100; ++i) points.insert(points.end(), {1.0, 2.0, kGap});
        chart_->setPoints(kStart, 1, {points, {}});
        QCOMPARE(lineRuns(*chart_), 64);
        QCOMPARE(lonePoints(*chart_), (100 - 64) * 2);
    }

    void saysThatThereIsNoTrafficInsteadOfDrawingALine() {
        chart_->setPoints(kStart, 1, {{}, {}});
        QVERIFY(chart_->isEmpty());
        const QImage silent = chart_->grab().toImage();
        chart_->setEmptyText({});
        QVERIFY(chart_->grab().toImage() != silent);
        // Only the legend's swatch carries the series' colour.
        const QImage plot = silent.copy(0, 40, silent.width(), silent.height() - 40);
        QVERIFY(!showsColor(plot, ui::style::tokens().series[0]));
    }

    void readsOutTheNewestNumberAndTheOneUnderTheCursor() {
        chart_->setPoints(kStart, 1, {{1, 2, kGap}, {7, kGap, 9}});
        QCOMPARE(chart_->readOut(), (QStringList{QStringLiteral("2"), QStringLiteral("9")}));
        chart_->setCursor(kStart + 1);
        QCOMPARE(chart_->readOut(), (QStringList{QStringLiteral("2"), QStringLiteral("—")}));
        chart_->setCursor(kStart - 30);
        QCOMPARE(chart_->readOut(), (QStringList{QStringLiteral("—"), QStringLiteral("—")}));
        chart_->setCursor(std::nullopt);
        QCOMPARE(chart_->readOut().first(), QStringLiteral("2"));
        // At rest the figures of the whole span may stand there; under the cursor the point does.
        chart_->setRestingTexts({QStringLiteral("all 5"), QStringLiteral("—")});
        chart_->setCursor(std::nullopt);
        QCOMPARE(chart_->readOut(), (QStringList{QStringLiteral("all 5"), QStringLiteral("—")}));
    }

    void movesTheCursorByKeyboard() {
        chart_->setPoints(kStart, 1, {{1, 2, 3}, {4, 5, 6}});
        QSignalSpy moved(chart_.get(), &TimeSeriesChart::cursorMoved);
        chart_->setFocus();
        QTest::keyClick(chart_.get(), Qt::Key_Left);
        QCOMPARE(chart_->readOut().first(), QStringLiteral("2"));
        QVERIFY(chart_->accessibleDescription().contains(QStringLiteral("P95 5")));
        QTest::keyClick(chart_.get(), Qt::Key_Right);
        QCOMPARE(chart_->readOut().first(), QStringLiteral("3"));
        QTest::keyClick(chart_.get(), Qt::Key_Escape);
        QCOMPARE(moved.size(), 3);
    }

    void followsTheMouseAndForgetsItOutside() {
        chart_->setPoints(kStart, 1, {std::vector<double>(61, 5.0), {}});
        QSignalSpy moved(chart_.get(), &TimeSeriesChart::cursorMoved);
        QTest::mouseMove(chart_->viewport(), QPoint(200, 120));
        QTRY_VERIFY(!moved.isEmpty());
        QVERIFY(moved.last()[0].value<std::optional<qint64>>().has_value());
        QTest::mouseMove(chart_->viewport(), QPoint(5, 120));
        QTRY_VERIFY(!moved.last()[0].value<std::optional<qint64>>().has_value());
    }

    void sharesTheCursorWithLinkedCharts() {
        TimeSeriesChart other;
        other.setSeriesNames({QStringLiteral("All")});
        other.setPoints(kStart, 1, {{10, 20, 30}});
        chart_->setPoints(kStart, 1, {{1, 2, 3}, {}});
        CursorLink link;
        link.add(chart_.get());
        link.add(&other);
        QTest::keyClick(chart_.get(), Qt::Key_Left);
        QCOMPARE(other.readOut().first(), QStringLiteral("20"));
        QTest::keyClick(chart_.get(), Qt::Key_Escape);
        QCOMPARE(other.readOut().first(), QStringLiteral("30"));
    }

    void endsItsValueAxisAtARoundNumberAboveTheData() {
        chart_->setPoints(kStart, 1, {{1, 37, 12}, {}});
        QCOMPARE(chart_->scale().top, 40.0);
        chart_->setTopMin(100);
        chart_->setPoints(kStart, 1, {{1, 2, 3}, {}});
        QCOMPARE(chart_->scale().top, 100.0);
    }

    void drawsAPointOnTheBorderWhole_data() {
        QTest::addColumn<int>("at");
        QTest::addColumn<double>("value");
        QTest::newRow("newest") << 60 << 5.0;
        QTest::newRow("oldest") << 0 << 5.0;
        QTest::newRow("zero") << 30 << 0.0;
        QTest::newRow("newest and zero") << 60 << 0.0;
    }

    void drawsAPointOnTheBorderWhole() {
        QFETCH(int, at);
        QFETCH(double, value);
        const auto alone = [](int index, double height) {
            std::vector<double> points(61, kGap);
            points[static_cast<size_t>(index)] = height;
            return points;
        };
        chart_->setTopMin(10);
        chart_->setPoints(kStart, 1, {alone(30, 5.0), {}});
        const int whole = inkOf(*chart_);
        QVERIFY(whole >= 8);
        chart_->setPoints(kStart, 1, {alone(at, value), {}});
        QVERIFY2(inkOf(*chart_) >= whole - 4, qPrintable(QString::number(inkOf(*chart_))));
        chart_->resize(300, 200);  // the edge is one of pixels: it stays
        QVERIFY2(inkOf(*chart_) >= whole - 4, qPrintable(QString::number(inkOf(*chart_))));
    }

    void paintsMarkersAndThresholdInBothThemes_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void paintsMarkersAndThresholdInBothThemes() {
        QFETCH(bool, dark);
        ui::style::applyTheme(*qApp, dark ? ui::style::ThemeKind::dark : ui::style::ThemeKind::light);
        chart_->setPoints(kStart, 1, {std::vector<double>(61, 30.0), {}});
        chart_->setThreshold(20, QStringLiteral("limit"));
        QVERIFY(showsColor(chart_->grab().toImage(), ui::style::tokens().warn));
        const QImage before = chart_->grab().toImage();
        chart_->setMarkers({{kStart + 30, QStringLiteral("Key revoked")}});
        QVERIFY(chart_->grab().toImage() != before);
        chart_->setStale(true);
        QVERIFY(!showsColor(chart_->grab().toImage(), ui::style::tokens().series[0]));
        ui::style::applyTheme(*qApp, ui::style::ThemeKind::light);
    }

    void keepsTheThresholdsWordsOutOfTheLegend() {
        chart_->setTopMin(10);
        chart_->setPoints(kStart, 1, {std::vector<double>(61, 3.0), {}});
        chart_->setThreshold(chart_->scale().top, QStringLiteral("P95 threshold 10 s"));
        const QImage image = chart_->grab().toImage();
        QVERIFY(showsColor(image, ui::style::tokens().warn));
        QVERIFY(!showsColor(image.copy(0, 0, image.width(), 20), ui::style::tokens().warn));
    }

private:
    std::unique_ptr<TimeSeriesChart> chart_;
};

QTEST_MAIN(TimeSeriesChartTest)
#include "time_series_chart_test.moc"
