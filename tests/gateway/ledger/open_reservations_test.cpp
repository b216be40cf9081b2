#include "gateway/ledger/open_reservations.hpp"

#include <QTest>

using namespace gw::ledger;

class OpenReservationsTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void knowsWhichSegmentHoldsAnOpenOne() {
        OpenReservations open;
        QVERIFY(!open.oldestSegment());
        open.add("a", 1, 3, "A1");
        open.add("a", 2, 4, "A2");
        open.add("b", 1, 4, "B1");
        QCOMPARE(open.requests(), std::size_t{2});
        QCOMPARE(open.oldestSegment().value(), std::uint64_t{3});
        QVERIFY(open.anyIn(4) && !open.anyIn(5));
        QVERIFY(open.end("a"));
        QVERIFY(!open.end("a"));
        QVERIFY(!open.anyIn(3) && open.anyIn(4));
        QVERIFY(open.contains("b") && !open.contains("a"));
        QVERIFY(open.end("b"));
        QVERIFY(!open.oldestSegment());
    }

    void movesARepeatedOneToTheLaterSegment() {
        OpenReservations open;
        open.add("a", 1, 1, "old");
        open.add("a", 1, 9, "again");
        QVERIFY(!open.anyIn(1));
        QVERIFY(open.upTo(8).empty());
        const auto found = open.upTo(9);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].requestId, std::string("a"));
        QCOMPARE(found[0].open.payload, std::string("again"));
    }

    void forgetsOneAttemptAlone() {
        OpenReservations open;
        open.add("a", 1, 1, {});
        open.add("a", 2, 2, {});
        open.forget("a", 2);
        open.forget("a", 7);
        open.forget("x", 1);
        QVERIFY(open.contains("a") && open.anyIn(1) && !open.anyIn(2));
        open.forget("a", 1);
        QVERIFY(!open.contains("a") && !open.oldestSegment());
    }
};

QTEST_GUILESS_MAIN(OpenReservationsTest)
#include "open_reservations_test.moc"
