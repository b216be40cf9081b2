// First, because moc 6.4 cannot read <compare> before libstdc++'s configuration header.
#include <limits>

#include "gateway/control/money_text.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;

class MoneyTextTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void readsDollarsExactly_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nanos");
        QTest::newRow("zero") << QByteArray("0") << qint64{0};
        QTest::newRow("whole") << QByteArray("25") << qint64{25'000'000'000};
        QTest::newRow("trailing zero") << QByteArray("12.50") << qint64{12'500'000'000};
        QTest::newRow("no binary fraction") << QByteArray("0.1") << qint64{100'000'000};
        QTest::newRow("smallest") << QByteArray("0.000000001") << qint64{1};
        QTest::newRow("nine digits") << QByteArray("1.123456789") << qint64{1'123'456'789};
        QTest::newRow("leading zeros") << QByteArray("0000000000000000007.5") << qint64{7'500'000'000};
        QTest::newRow("most") << QByteArray("9000000000.000000000") << qint64{9'000'000'000'000'000'000};
        QTest::newRow("just below the most") << QByteArray("8999999999.999999999") << qint64{8'999'999'999'999'999'999};
    }
    void readsDollarsExactly() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nanos);
        const auto amount = parseUsd(text.toStdString());
        QVERIFY(amount);
        QCOMPARE(qint64{amount->value}, nanos);
    }

    void refusesWhatIsNoAmount_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1 ", "0x10", "1.2.3", "1.1234567890",
                                 "9000000000.000000001", "9000000001", "99999999999999999999", "00000000000000000001", "$5", "1.5a"}) {
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
        }
    }
    void refusesWhatIsNoAmount() {
        QFETCH(QByteArray, text);
        QVERIFY(!parseUsd(text.toStdString()));
    }

    void writesWithoutTrailingZeros_data() {
        QTest::addColumn<qint64>("nanos");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero") << qint64{0} << QByteArray("0");
        QTest::newRow("whole") << qint64{3'000'000'000} << QByteArray("3");
        QTest::newRow("half") << qint64{12'500'000'000} << QByteArray("12.5");
        QTest::newRow("smallest") << qint64{1} << QByteArray("0.000000001");
        QTest::newRow("inner zeros") << qint64{1'000'000'100} << QByteArray("1.0000001");
        QTest::newRow("negative") << qint64{-1'500'000'000} << QByteArray("-1.5");
        QTest::newRow("smallest int64") << std::numeric_limits<qint64>::min() << QByteArray("-9223372036.854775808");
    }
    void writesWithoutTrailingZeros() {
        QFETCH(qint64, nanos);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(usdText(NanoUsd{nanos})), text);
        if (nanos >= 0) QCOMPARE(qint64{parseUsd(text.toStdString())->value}, nanos);
    }
};

QTEST_GUILESS_MAIN(MoneyTextTest)
#include "money_text_test.moc"
