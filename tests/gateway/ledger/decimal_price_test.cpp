#include "gateway/ledger/decimal_price.hpp"

#include <QTest>

using namespace gw;
using namespace gw::ledger;

class DecimalPriceTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsADecimalExactly_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("price");
        QTest::addColumn<QByteArray>("shortest");
        QTest::newRow("zero") << QByteArray("0") << qint64{0} << QByteArray("0");
        QTest::newRow("zero with decimals") << QByteArray("0.000000000") << qint64{0} << QByteArray("0");
        QTest::newRow("whole") << QByteArray("10") << qint64{10'000'000'000} << QByteArray("10");
        QTest::newRow("cents") << QByteArray("2.50") << qint64{2'500'000'000} << QByteArray("2.5");
        QTest::newRow("small") << QByteArray("0.075") << qint64{75'000'000} << QByteArray("0.075");
        QTest::newRow("the smallest") << QByteArray("0.000000001") << qint64{1} << QByteArray("0.000000001");
        QTest::newRow("no binary fraction") << QByteArray("0.1") << qint64{100'000'000} << QByteArray("0.1");
        QTest::newRow("nine decimals") << QByteArray("1.123456789") << qint64{1'123'456'789} << QByteArray("1.123456789");
        QTest::newRow("zeros inside") << QByteArray("100.010") << qint64{100'010'000'000} << QByteArray("100.01");
        QTest::newRow("the highest") << QByteArray("1000000") << qint64{kPriceMax} << QByteArray("1000000");
        QTest::newRow("the highest with zeros") << QByteArray("1000000.000") << qint64{kPriceMax} << QByteArray("1000000");
        QTest::newRow("just below the highest")
            << QByteArray("999999.999999999") << qint64{kPriceMax - 1} << QByteArray("999999.999999999");
    }
    void readsADecimalExactly() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, price);
        QFETCH(QByteArray, shortest);
        const auto parsed = parseDecimalPrice(text.toStdString());
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().detail.c_str());
        QCOMPARE(qint64{*parsed}, price);
        QCOMPARE(decimalPriceText(*parsed), shortest.toStdString());
        QCOMPARE(*parseDecimalPrice(decimalPriceText(*parsed)), *parsed);
    }

    void refusesAnyOtherSpelling_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("character");
        QTest::newRow("empty") << QByteArray("") << 1;
        QTest::newRow("blank") << QByteArray(" ") << 1;
        QTest::newRow("blank in front") << QByteArray(" 1") << 1;
        QTest::newRow("blank behind") << QByteArray("1 ") << 2;
        QTest::newRow("plus") << QByteArray("+1") << 1;
        QTest::newRow("minus") << QByteArray("-1") << 1;
        QTest::newRow("minus zero") << QByteArray("-0") << 1;
        QTest::newRow("only a point") << QByteArray(".") << 1;
        QTest::newRow("no digit before the point") << QByteArray(".5") << 1;
        QTest::newRow("no digit after the point") << QByteArray("5.") << 3;
        QTest::newRow("two points") << QByteArray("1.2.3") << 4;
        QTest::newRow("two points together") << QByteArray("1..2") << 3;
        QTest::newRow("comma") << QByteArray("1,5") << 2;
        QTest::newRow("leading zero") << QByteArray("01") << 1;
        QTest::newRow("leading zeros") << QByteArray("00.5") << 1;
        QTest::newRow("exponent") << QByteArray("1e3") << 2;
        QTest::newRow("exponent behind decimals") << QByteArray("1.5e-3") << 4;
        QTest::newRow("hexadecimal") << QByteArray("0x10") << 2;
        QTest::newRow("infinity") << QByteArray("inf") << 1;
        QTest::newRow("not a number") << QByteArray("NaN") << 1;
        QTest::newRow("currency") << QByteArray("$1") << 1;
        QTest::newRow("digit of another script") << QByteArray("\xd9\xa1") << 1;
        QTest::newRow("nul behind") << QByteArray("1\0", 2) << 2;
        QTest::newRow("line end behind") << QByteArray("1\n") << 2;
        QTest::newRow("ten decimals") << QByteArray("0.0000000001") << 12;
        QTest::newRow("ten decimals, the last zero") << QByteArray("0.1234567890") << 12;
        QTest::newRow("one too high") << QByteArray("1000001") << 7;
        QTest::newRow("a nano-dollar too high") << QByteArray("1000000.000000001") << 1;
        QTest::newRow("more than 64 bits") << QByteArray("99999999999999999999999999") << 7;
    }
    void refusesAnyOtherSpelling() {
        QFETCH(QByteArray, text);
        QFETCH(int, character);
        const auto parsed = parseDecimalPrice(text.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().code == ErrorCode::invalidValue);
        const auto place = QStringLiteral("at character %1").arg(character);
        QVERIFY2(QString::fromStdString(parsed.error().detail).endsWith(place), parsed.error().detail.c_str());
    }
};

QTEST_GUILESS_MAIN(DecimalPriceTest)
#include "decimal_price_test.moc"
