// Numbers as text: units, rounding, unknown values, exact money.
#include "ui/models/number_text.hpp"

#include <QLocale>
#include <QTest>

using namespace ui::models;

class NumberTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QStringLiteral("en"))); }

    void writesUnknownAsADash() {
        QCOMPARE(countText(std::nullopt), unknownText());
        QCOMPARE(rateText(std::nullopt), unknownText());
        QCOMPARE(percentText(std::nullopt), unknownText());
        QCOMPARE(durationText(std::nullopt), unknownText());
        QCOMPARE(moneyText(std::nullopt), unknownText());
        QCOMPARE(shortCountText(std::nullopt), unknownText());
    }

    void writesDurations_data() {
        QTest::addColumn<double>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0 ms";
        QTest::newRow("tenths") << 0.84 << "0.8 ms";
        QTest::newRow("whole") << 811.6 << "812 ms";
        QTest::newRow("seconds") << 1924.0 << "1.92 s";
        QTest::newRow("ten seconds") << 12340.0 << "12.3 s";
        QTest::newRow("minutes") << 130000.0 << "130 s";
    }

    void writesDurations() {
        QFETCH(double, ms);
        QFETCH(QString, text);
        QCOMPARE(durationText(ms), text);
    }

    void writesShares_data() {
        QTest::addColumn<double>("share");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << "0 %";
        QTest::newRow("small") << 0.0012 << "0.12 %";
        QTest::newRow("middle") << 0.124 << "12.4 %";
        QTest::newRow("all") << 1.0 << "100 %";
    }

    void writesShares() {
        QFETCH(double, share);
        QFETCH(QString, text);
        QCOMPARE(percentText(share), text);
    }

    void writesMoneyExactly_data() {
        QTest::addColumn<qint64>("nano");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64{0} << "$0.00";
        QTest::newRow("dollars") << qint64{12'345'678'900} << "$12.35";
        QTest::newRow("cents") << qint64{23'400'000} << "$0.0234";
        QTest::newRow("less than shown") << qint64{49'999} << "< $0.0001";
        QTest::newRow("thousands") << qint64{1'234'567'000'000} << "$1,234.57";
        QTest::newRow("rounds up") << qint64{1'999'999'999} << "$2.00";
        QTest::newRow("negative") << qint64{-1'500'000'000} << "-$1.50";
        QTest::newRow("the largest") << std::numeric_limits<qint64>::max() << "$9,223,372,036.85";
        QTest::newRow("the smallest") << std::numeric_limits<qint64>::min() << "-$9,223,372,036.85";
    }

    void writesMoneyExactly() {
        QFETCH(qint64, nano);
        QFETCH(QString, text);
        QCOMPARE(moneyText(nano), text);
    }

    void shortensLargeCounts_data() {
        QTest::addColumn<double>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("small") << 9999.0 << "9,999";
        QTest::newRow("thousands") << 38211.0 << "38.2 K";
        QTest::newRow("hundred thousands") << 382110.0 << "382 K";
        QTest::newRow("millions") << 12.4e6 << "12.4 M";
        QTest::newRow("billions") << 3.2e9 << "3.2 G";
    }

    void shortensLargeCounts() {
        QFETCH(double, count);
        QFETCH(QString, text);
        QCOMPARE(shortCountText(count), text);
    }

    void writesLimits() {
        QCOMPARE(limitText(std::nullopt), QStringLiteral("∞"));
        QCOMPARE(limitText(600), QStringLiteral("600"));
        QCOMPARE(limitText(2'000'000), QStringLiteral("2M"));
        QCOMPARE(limitText(200'000), QStringLiteral("200K"));
        QCOMPARE(limitText(1'234), QStringLiteral("1,234"));
    }

    void writesRates() {
        QCOMPARE(rateText(0), QStringLiteral("0"));
        QCOMPARE(rateText(42.46), QStringLiteral("42.5"));
        QCOMPARE(rateText(1284.4), QStringLiteral("1,284"));
    }

    void writesThresholdsWithoutTrailingZeros() {
        QCOMPARE(plainDurationText(0), QStringLiteral("0"));
        QCOMPARE(plainDurationText(500), QStringLiteral("500 ms"));
        QCOMPARE(plainDurationText(2000), QStringLiteral("2 s"));
        QCOMPARE(plainDurationText(2500), QStringLiteral("2.5 s"));
        QCOMPARE(plainPercentText(0.001), QStringLiteral("0.1 %"));
    }
};

QTEST_GUILESS_MAIN(NumberTextTest)
#include "number_text_test.moc"
