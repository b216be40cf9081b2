// Points loaded from metrics/series and continued by one-second samples: means, gaps, the window's end.
#include "ui/models/metric_series.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using ui::models::MetricSeries;

class MetricSeriesTest : public QObject {
    Q_OBJECT

    static QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }
    static QJsonObject sample(qint64 time, double requests) {
        return {{QStringLiteral("time"), time}, {QStringLiteral("requests"), requests}};
    }
    static constexpr const char* kBody = R"({"start":1000,"step":5,"series":[{"name":"requests","points":[1,null,3]},
                                             {"name":"latency_p95","points":[null,null]}]})";

private Q_SLOTS:
    void choosesAStepForTheWindow_data() {
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("step");
        QTest::newRow("5 minutes") << 300 << 1;
        QTest::newRow("15 minutes") << 900 << 5;
        QTest::newRow("1 hour") << 3600 << 15;
        QTest::newRow("6 hours") << 21600 << 120;
        QTest::newRow("24 hours") << 86400 << 300;
        QTest::newRow("a month") << 2592000 << 3600;
    }

    void choosesAStepForTheWindow() {
        QFETCH(int, window);
        QFETCH(int, step);
        QCOMPARE(static_cast<int>(MetricSeries::stepFor(std::chrono::seconds{window}).count()), step);
    }

    void keepsNullAsAGapAndEvensTheLengths() {
        MetricSeries series;
        series.load(json(kBody));
        const auto& points = series.points(QStringLiteral("requests"));
        QCOMPARE(points.size(), size_t{3});
        QVERIFY(std::isnan(points[1]));
        QCOMPARE(series.points(QStringLiteral("latency_p95")).size(), size_t{3});
        QCOMPARE(series.latest(QStringLiteral("requests")), 3.0);
        QVERIFY(std::isnan(series.latest(QStringLiteral("latency_p95"))));
        QVERIFY(series.points(QStringLiteral("absent")).empty());
    }

    void averagesTheSamplesOfAStep() {
        MetricSeries series;
        series.load(json(kBody));
        series.append(sample(1015, 10));
        series.append(sample(1016, 20));
        series.append(sample(1017, 30));
        QCOMPARE(series.points(QStringLiteral("requests")).size(), size_t{4});
        QCOMPARE(series.latest(QStringLiteral("requests")), 20.0);
    }

    void leavesAGapWhereSamplesAreMissing() {
        MetricSeries series;
        series.load(json(kBody));
        series.append(sample(1030, 4));
        const auto& points = series.points(QStringLiteral("requests"));
        QCOMPARE(points.size(), size_t{7});
        QVERIFY(std::isnan(points[4]));
        QCOMPARE(points[6], 4.0);
    }

    void dropsWhatLeavesTheWindow() {
        MetricSeries series;
        series.setWindow(10s);
        series.load(json(R"({"start":100,"step":1,"series":[{"name":"requests","points":[1,2,3,4,5,6,7,8,9,10]}]})"));
        series.append(sample(110, 11));
        QCOMPARE(series.points(QStringLiteral("requests")).size(), size_t{10});
        QCOMPARE(series.startEpochS(), qint64{101});
    }

    void ignoresSamplesOfThePastAndBeforeLoading() {
        MetricSeries series;
        series.append(sample(5, 1));
        QVERIFY(series.isEmpty());
        series.load(json(kBody));
        series.append(sample(900, 50));
        series.append(sample(1001, 50));
        QCOMPARE(series.latest(QStringLiteral("requests")), 3.0);
    }

    void startsOverAfterAnAbsenceLongerThanTheWindow() {
        MetricSeries series;
        series.load(json(kBody));
        series.append(sample(1000 + 3600, 1));
        QVERIFY(series.isEmpty());
    }

    void tellsTrafficFromSilence() {
        MetricSeries series;
        series.load(json(R"({"start":1,"step":1,"series":[{"name":"requests","points":[0,null,0]}]})"));
        QVERIFY(!series.hasTraffic({QStringLiteral("requests")}));
        series.append(sample(4, 1));
        QVERIFY(series.hasTraffic({QStringLiteral("requests")}));
    }

    void survivesAnUnexpectedBody_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("step 0") << QByteArray(R"({"start":1,"step":0,"series":[{"name":"requests","points":[1]}]})");
        QTest::newRow("points are text") << QByteArray(R"({"start":1,"step":1,"series":[{"name":"requests","points":["x"]}]})");
        QTest::newRow("series is no list") << QByteArray(R"({"series":7})");
    }

    void survivesAnUnexpectedBody() {
        QFETCH(QByteArray, body);
        MetricSeries series;
        series.load(json(body));
        series.append(sample(3, 1));
        QVERIFY(series.stepS() >= 1);
    }
};

QTEST_GUILESS_MAIN(MetricSeriesTest)
#include "metric_series_test.moc"
