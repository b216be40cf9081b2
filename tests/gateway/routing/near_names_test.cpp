#include "gateway/routing/near_names.hpp"

#include <QtTest>

using namespace gw::routing;

class NearNamesTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void countsEdits_data() {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("distance");
        QTest::newRow("same") << QByteArray("gpt-4o") << QByteArray("gpt-4o") << 3 << 0;
        QTest::newRow("both empty") << QByteArray() << QByteArray() << 3 << 0;
        QTest::newRow("one empty") << QByteArray() << QByteArray("ab") << 3 << 2;
        QTest::newRow("insertion") << QByteArray("gpt4o") << QByteArray("gpt-4o") << 3 << 1;
        QTest::newRow("deletion") << QByteArray("gpt--4o") << QByteArray("gpt-4o") << 3 << 1;
        QTest::newRow("change") << QByteArray("gpt-5o") << QByteArray("gpt-4o") << 3 << 1;
        QTest::newRow("swapped neighbours") << QByteArray("gtp-4o") << QByteArray("gpt-4o") << 3 << 1;
        QTest::newRow("two swaps") << QByteArray("ba-dc") << QByteArray("ab-cd") << 3 << 2;
        QTest::newRow("kitten") << QByteArray("kitten") << QByteArray("sitting") << 5 << 3;
        QTest::newRow("at the limit") << QByteArray("abc") << QByteArray("xyz") << 3 << 3;
        QTest::newRow("over the limit") << QByteArray("abc") << QByteArray("xyz") << 2 << 3;
        QTest::newRow("too different in length") << QByteArray("a") << QByteArray("abcdef") << 4 << 5;
        QTest::newRow("too long to compare") << QByteArray(129, 'a') << QByteArray(129, 'a') << 4 << 5;
        QTest::newRow("longest that is compared") << QByteArray(128, 'a') << QByteArray(128, 'a') << 4 << 0;
    }
    void countsEdits() {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(int, limit);
        QFETCH(int, distance);
        const auto most = static_cast<std::size_t>(limit);
        QCOMPARE(static_cast<int>(editDistance(a.toStdString(), b.toStdString(), most)), distance);
        QCOMPARE(static_cast<int>(editDistance(b.toStdString(), a.toStdString(), most)), distance);
    }

    void namesTheNearestFirst() {
        const std::vector<std::string_view> names{"claude-haiku", "gpt-4", "gpt-4.1", "gpt-4o"};
        const auto near = nearNames("gpt-4p", names);
        QCOMPARE(near.size(), std::size_t{3});
        QCOMPARE(near[0], std::string("gpt-4"));
        QCOMPARE(near[1], std::string("gpt-4o"));
        QCOMPARE(near[2], std::string("gpt-4.1"));
    }

    void namesNoMoreThanAsked() {
        const std::vector<std::string_view> names{"model-a", "model-b", "model-c", "model-d"};
        QCOMPARE(nearNames("model-x", names).size(), std::size_t{3});
        QCOMPARE(nearNames("model-x", names, 2).size(), std::size_t{2});
        QVERIFY(nearNames("model-x", names, 0).empty());
    }

    void namesEachOnce() {
        const std::vector<std::string_view> names{"fast", "fast", "fasts", "fast"};
        const auto near = nearNames("fest", names);
        QCOMPARE(near.size(), std::size_t{2});
        QCOMPARE(near[0], std::string("fast"));
    }

    void findsANameThatHoldsTheWantedOne() {
        const std::vector<std::string_view> names{"claude-sonnet-4-20250514", "gpt-4o"};
        const auto longer = nearNames("claude-sonnet-4", names);
        QCOMPARE(longer.size(), std::size_t{1});
        QCOMPARE(longer[0], std::string(names[0]));
        QCOMPARE(nearNames("openai/gpt-4o-and-more", names).front(), std::string("gpt-4o"));
    }

    void findsNothingFarAway_data() {
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("other") << QByteArray("llama-3.3-70b");
        QTest::newRow("two letters hold nothing") << QByteArray("zz");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("huge") << QByteArray(100'000, 'g');
    }
    void findsNothingFarAway() {
        QFETCH(QByteArray, wanted);
        QVERIFY(nearNames(wanted.toStdString(), {"gpt-4o", "mistral"}).empty());
    }
};

QTEST_GUILESS_MAIN(NearNamesTest)
#include "near_names_test.moc"
