// A sparkline draws a shape where there is one, and nothing where there is none.
#include "ui/charts/sparkline.hpp"

#include "ui/style/theme.hpp"

#include <QPainter>
#include <QTest>

#include <limits>

using ui::charts::paintSparkline;

class SparklineTest : public QObject {
    Q_OBJECT

    static int inkOf(const std::vector<double>& values, std::optional<double> threshold = std::nullopt) {
        QImage image(120, 24, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintSparkline(painter, QRectF(0, 0, 120, 24), values, Qt::blue, threshold);
        painter.end();
        int ink = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) ink += image.pixelColor(x, y) != QColor(Qt::white) ? 1 : 0;
        }
        return ink;
    }

private Q_SLOTS:
    void drawsNothingWithoutAShape_data() {
        QTest::addColumn<QList<double>>("values");
        const double gap = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("no values") << QList<double>{};
        QTest::newRow("one value") << QList<double>{3};
        QTest::newRow("only zeros") << QList<double>{0, 0, 0};
        QTest::newRow("only gaps") << QList<double>{gap, gap};
    }

    void drawsNothingWithoutAShape() {
        QFETCH(QList<double>, values);
        QCOMPARE(inkOf(std::vector<double>(values.begin(), values.end())), 0);
    }

    void leavesGapsEmpty() {
        const double gap = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(inkOf({5, 5, 5, 5, 5, 5}) > inkOf({5, 5, gap, gap, 5, 5}));
        QVERIFY(inkOf({gap, 5, gap, 5}) > 0);
    }

    void drawsTheThresholdOnlyWhenTheValuesComeNear() {
        QCOMPARE(inkOf({1, 1, 1}, 100), inkOf({1, 1, 1}));
        QVERIFY(inkOf({90, 90, 90}, 100) > inkOf({90, 90, 90}));
    }

    void paintsInItsWidget() {
        ui::charts::Sparkline line;
        line.resize(120, 24);
        const QImage empty = line.grab().toImage();
        line.setValues({1, 4, 2, 8});
        const QImage live = line.grab().toImage();
        QVERIFY(live != empty);
        line.setStale(true);
        QVERIFY(line.grab().toImage() != live);
    }
};

QTEST_MAIN(SparklineTest)
#include "sparkline_test.moc"
