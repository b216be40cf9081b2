#include "gateway/base/pressure.hpp"

#include <QTest>

using namespace gw;

class PressureTest : public QObject {
    Q_OBJECT
 private Q_SLOTS:
    void climbsAtItsSteps() {
        Pressure pressure;
        pressure.judge({799, 0, 0});
        QVERIFY(pressure.rung() == Rung::calm && pressure.load() == Load::none);
        pressure.judge({800, 100, 0});
        QVERIFY(pressure.rung() == Rung::busy && pressure.load() == Load::memory);
        pressure.judge({800, 0, 910});
        QVERIFY(pressure.rung() == Rung::tight && pressure.load() == Load::spool);
        pressure.judge({0, 1000, 0});
        QVERIFY(pressure.rung() == Rung::full && pressure.load() == Load::inflight);
        QCOMPARE(pressure.share(), 1000U);
    }

    void comesDownOnlyWellBelowAStep() {
        Pressure pressure;
        pressure.judge({960, 0, 0});
        pressure.judge({905, 0, 0});
        QVERIFY(pressure.rung() == Rung::full);
        pressure.judge({899, 0, 0});
        QVERIFY(pressure.rung() == Rung::tight);
        pressure.judge({760, 0, 0});
        QVERIFY(pressure.rung() == Rung::busy);
        pressure.judge({749, 0, 0});
        QVERIFY(pressure.rung() == Rung::calm);
    }

    void heldBodiesPress() {
        Pressure pressure;
        pressure.buffers.setLimit(1'000'000);
        ByteLease lease(&pressure.buffers);
        QVERIFY(lease.growTo(850'000));
        pressure.judge({});
        QVERIFY(pressure.rung() == Rung::busy && pressure.load() == Load::buffers);
        QVERIFY(!lease.growTo(1'000'001));
        QCOMPARE(pressure.buffers.used(), 850'000U);
        lease.release();
        pressure.judge({});
        QVERIFY(pressure.rung() == Rung::calm);
    }

    void shedsByPriority_data() {
        QTest::addColumn<uint>("share");
        QTest::addColumn<qulonglong>("body");
        QTest::addColumn<bool>("relayed");
        QTest::addColumn<bool>("shed");
        const auto row = [](const char* name, uint share, qulonglong body, bool relayed, bool shed) {
            QTest::newRow(name) << share << body << relayed << shed;
        };
        row("calm takes all", 799, 10'000'000, true, false);
        row("busy takes what is small", 850, 65'536, false, false);
        row("busy takes small relays", 850, 100, true, false);
        row("busy refuses what is large", 850, 65'537, false, true);
        row("tight refuses relays", 920, 100, true, true);
        row("tight takes what is small", 920, 100, false, false);
        row("full refuses all", 970, 0, false, true);
    }
    void shedsByPriority() {
        QFETCH(uint, share);
        QFETCH(qulonglong, body);
        QFETCH(bool, relayed);
        QFETCH(bool, shed);
        Pressure pressure;
        pressure.judge({share, 0, 0});
        QCOMPARE(pressure.sheds(body, relayed), shed);
    }

    void aLeaseGivesBackWhatItHolds() {
        ByteBudget budget(100);
        {
            ByteLease lease(&budget);
            QVERIFY(lease.growTo(60));
            ByteLease moved(std::move(lease));
            ByteLease other(&budget);
            QVERIFY(!other.growTo(50));
            other.hold(50);  // what is there already counts, whatever the limit says
            QCOMPARE(budget.used(), 110U);
            other.hold(10);
            QCOMPARE(budget.used(), 70U);
            other = std::move(moved);
            QCOMPARE(budget.used(), 60U);
        }
        QCOMPARE(budget.used(), 0U);
    }
};

QTEST_APPLESS_MAIN(PressureTest)
#include "pressure_test.moc"
