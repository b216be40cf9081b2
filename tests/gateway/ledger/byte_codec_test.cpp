#include "gateway/ledger/byte_codec.hpp"

#include <QTest>

#include <limits>

using namespace gw::ledger;

class ByteCodecTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void roundTripsNumbers_data() {
        QTest::addColumn<qint64>("value");
        for (const qint64 value : {qint64{0}, qint64{1}, qint64{-1}, qint64{63}, qint64{64}, qint64{127}, qint64{128}, qint64{-8192},
                                   std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()}) {
            QTest::newRow(qPrintable(QString::number(value))) << value;
        }
    }
    void roundTripsNumbers() {
        QFETCH(qint64, value);
        ByteWriter out;
        out.integer(value);
        out.natural(static_cast<std::uint64_t>(value));
        const auto bytes = out.taken();
        ByteReader in(bytes);
        QCOMPARE(in.integer(), value);
        QCOMPARE(in.natural(), static_cast<std::uint64_t>(value));
        QVERIFY(in.atEnd());
        QVERIFY(!in.failed());
    }

    void refusesBrokenNumbers_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        QTest::newRow("nothing") << QByteArray("") << "number cut short at byte 0";
        QTest::newRow("cut") << QByteArray("\x80", 1) << "number cut short at byte 1";
        QTest::newRow("two spellings of 0") << QByteArray("\x80\x00", 2) << "overlong number at byte 2";
        QTest::newRow("65 bits") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10) << "number too large at byte 10";
        QTest::newRow("eleven bytes") << QByteArray(11, '\xff') << "number too large at byte 10";
    }
    void refusesBrokenNumbers() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, why);
        const auto text = bytes.toStdString();
        ByteReader in(text);
        QCOMPARE(in.natural(), std::uint64_t{0});
        QVERIFY(in.failed());
        QCOMPARE(QString::fromStdString(in.faultText()), why);
        QCOMPARE(in.natural(), std::uint64_t{0});
    }

    void refusesWhatIsOutOfItsRange() {
        const std::string bytes("\x02\x05\x04", 3);
        ByteReader flag(bytes);
        QVERIFY(!flag.flag());
        QVERIFY(flag.failed());
        ByteReader limited(bytes);
        QCOMPARE(limited.natural(1, "too much"), std::uint64_t{0});
        QCOMPARE(QString::fromStdString(limited.faultText()), QStringLiteral("too much at byte 1"));
        ByteReader negative(bytes);
        QCOMPARE(negative.integer(-5, 0, "positive"), std::int64_t{0});
        QVERIFY(negative.failed());
        ByteReader longText(bytes);
        QVERIFY(longText.text(1).empty());
        QVERIFY(longText.failed());
        ByteReader cutText(bytes);
        cutText.natural();
        QVERIFY(cutText.text(9).empty());
        QCOMPARE(QString::fromStdString(cutText.faultText()), QStringLiteral("text cut short at byte 2"));
    }

    void cutsTextAtACharacter_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("max");
        QTest::addColumn<QString>("cut");
        QTest::newRow("fits") << "abc" << 3 << "abc";
        QTest::newRow("ascii") << "abcd" << 3 << "abc";
        QTest::newRow("in a two-byte character") << QString::fromUtf8("ab\u00e9") << 3 << "ab";
        QTest::newRow("in a four-byte character") << QString::fromUtf8("a\U0001F600b") << 4 << "a";
        QTest::newRow("behind one") << QString::fromUtf8("\u00e9\u00e9") << 2 << QString::fromUtf8("\u00e9");
    }
    void cutsTextAtACharacter() {
        QFETCH(QString, text);
        QFETCH(int, max);
        QFETCH(QString, cut);
        ByteWriter out;
        out.text(text.toStdString(), static_cast<std::size_t>(max));
        const auto bytes = out.taken();
        ByteReader in(bytes);
        QCOMPARE(QString::fromStdString(std::string(in.text(100))), cut);
    }

    void keepsWhatIsLongerThanItsOwnRoom() {
        ByteWriter out;
        for (int i = 0; i < 40; ++i) out.text(std::string(static_cast<std::size_t>(i) * 9, static_cast<char>('a' + i % 26)), 1000);
        const auto bytes = out.taken();
        ByteReader in(bytes);
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(std::string(in.text(1000)), std::string(static_cast<std::size_t>(i) * 9, static_cast<char>('a' + i % 26)));
        }
        QVERIFY(in.atEnd());
    }

    void writesSeveralNumbersAsItWritesThemOneByOne() {
        ByteWriter together, single;
        for (int i = 0; i < 60; ++i) {
            together.integers(0, -1, std::int64_t{1} << i, std::numeric_limits<std::int64_t>::min(), std::int32_t{-i});
            for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1} << i, std::numeric_limits<std::int64_t>::min(),
                                             std::int64_t{-i}}) {
                single.integer(value);
            }
        }
        QVERIFY(together.bytes().size() > 1024);
        QVERIFY(together.bytes() == single.bytes());
    }

    void cutsBytesWithoutCharactersAnywhere() {
        ByteWriter out;
        out.text(std::string(10, '\x80'), 4);
        QCOMPARE(out.taken(), std::string("\x04\x80\x80\x80\x80"));
    }
};

QTEST_GUILESS_MAIN(ByteCodecTest)
#include "byte_codec_test.moc"
