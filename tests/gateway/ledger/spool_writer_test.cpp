#include "spool_rig.hpp"

#include <QTemporaryDir>
#include <QTest>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::SpoolRig;

namespace {

std::filesystem::path pathOf(const QTemporaryDir& dir) { return dir.path().toStdString(); }

/// The records a restart finds, by id; `crashed` is how many it had to settle itself.
std::map<std::string, RequestRecord> afterRestart(const QTemporaryDir& dir, std::size_t& crashed) {
    auto recovered = recoverSpool(posixFiles(), pathOf(dir), "node-1");
    std::map<std::string, RequestRecord> rows;
    if (!recovered) return rows;
    crashed = recovered->report.crashed;
    for (auto& record : test::shippedFrom(posixFiles(), *recovered)) rows.try_emplace(record.traceId, record);
    return rows;
}

SpoolWriterOptions strictOptions() {
    SpoolWriterOptions options;
    options.sync = config::LedgerSync::strict;
    return options;
}

}  // namespace

class SpoolWriterTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void writesOneTurnInOneWrite() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        for (int i = 0; i < 20; ++i) rig.reserve("req-" + std::to_string(i));
        QVERIFY(rig.reserved.empty());
        rig.timers.run();
        QCOMPARE(rig.files.count[Call::write], std::uint64_t{2});  // the segment's head, then all of them
        for (int i = 0; i < 20; ++i) QCOMPARE(rig.reserved["req-" + std::to_string(i)], std::string("ok"));
        QCOMPARE(rig.writer->counters().open.load(), std::uint64_t{20});
    }

    void answersFromInsideItsAnswersToo() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        std::string last;
        rig.writer->reserve(test::reservationOf("a"), [&](Result<void>) {
            rig.writer->settle(test::recordOf("a"), [&](Result<void> result) { last = result ? "settled" : "failed"; });
        });
        rig.timers.run();
        QCOMPARE(last, std::string("settled"));
        QCOMPARE(rig.writer->counters().open.load(), std::uint64_t{0});
    }

    void startsASegmentWhenOneIsFull() {
        QTemporaryDir dir;
        SpoolWriterOptions options;
        options.segmentMax = kibibytes(1);
        SpoolRig rig(pathOf(dir), options);
        for (int i = 0; i < 30; ++i) {
            rig.settle("req-" + std::to_string(i));
            rig.turn();
        }
        QVERIFY(rig.segments.size() >= 5);
        for (const auto& segment : rig.segments) {
            QVERIFY(segment->written <= 1024);
            QCOMPARE(segment->durable.load(), segment->written.load());
        }
        QVERIFY(rig.segments.front()->sealed && rig.segments.front()->fd == -1);
        std::size_t crashed = 0;
        QCOMPARE(afterRestart(dir, crashed).size(), std::size_t{30});
        QCOMPARE(crashed, std::size_t{0});
    }

    void waitsForTheDiskInStrictMode() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir), strictOptions());
        rig.reserve("a");
        rig.timers.run();
        QVERIFY(rig.reserved.empty());
        rig.sync.round();
        QVERIFY(rig.reserved.empty());
        rig.timers.run();
        QCOMPARE(rig.reserved["a"], std::string("ok"));
        rig.settle("a");
        rig.timers.run();
        QVERIFY(rig.settled.empty());
        rig.turn();
        QCOMPARE(rig.settled["a"], std::string("ok"));
    }

    void refusesAndComesBackByItself_data() {
        QTest::addColumn<int>("error");
        QTest::newRow("disk full") << -ENOSPC;
        QTest::newRow("i/o error") << -EIO;
        QTest::newRow("quota") << -EDQUOT;
        QTest::newRow("short write") << test::FaultyFiles::kShort;
    }
    void refusesAndComesBackByItself() {
        QFETCH(int, error);
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        rig.reserve("before");
        rig.turn();
        rig.files.fault = [error](Call call, std::uint64_t) { return call == Call::write ? error : 0; };
        rig.settle("before");
        rig.reserve("refused");
        rig.turn();
        QVERIFY(!rig.writer->accepting());
        QCOMPARE(rig.reserved["refused"], std::string("STORAGE_FULL"));
        QCOMPARE(rig.settled["before"], std::string("STORAGE_FULL"));
        QCOMPARE(rig.writer->counters().kept.load(), std::uint64_t{1});
        QVERIFY(rig.writer->counters().lastError != 0);
        rig.settle("refused", false);
        rig.reserve("again");
        rig.turn();
        QCOMPARE(rig.reserved["again"], std::string("STORAGE_FULL"));
        QVERIFY(!rig.heal(5));
        rig.files.fault = {};
        QVERIFY(rig.heal());
        QCOMPARE(rig.writer->counters().kept.load(), std::uint64_t{0});
        QCOMPARE(rig.writer->counters().lastError.load(), 0);
        rig.reserve("after");
        rig.turn();
        QCOMPARE(rig.reserved["after"], std::string("ok"));
        rig.settle("after");
        rig.turn();
        std::size_t crashed = 0;
        const auto rows = afterRestart(dir, crashed);
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(crashed, std::size_t{0});
        QCOMPARE(rows.at("before").status, 200);
        QCOMPARE(rows.at("refused").status, 503);
    }

    void staysClosedUntilThereIsRoomForMoreThanAHead() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        rig.settle("a");
        rig.turn();
        rig.files.capacity = rig.files.bytesUsed();
        rig.reserve("b");
        rig.turn();
        QVERIFY(!rig.writer->accepting());
        rig.files.capacity += 2048;
        QVERIFY(!rig.heal(5));
        rig.files.capacity += 1024 * 1024;
        QVERIFY(rig.heal());
    }

    void dropsOnlyUnbilledRowsAndCountsThem() {
        QTemporaryDir dir;
        SpoolWriterOptions options;
        options.keptLogRowsMax = 3;
        SpoolRig rig(pathOf(dir), options);
        for (int i = 0; i < 10; ++i) rig.reserve("open-" + std::to_string(i));
        rig.turn();
        rig.files.fault = [](Call call, std::uint64_t) { return call == Call::write ? -ENOSPC : 0; };
        for (int i = 0; i < 10; ++i) rig.settle("open-" + std::to_string(i));
        for (int i = 0; i < 10; ++i) rig.settle("unbilled-" + std::to_string(i), false);
        // Released without a bill: its reservation is open all the same, so it must not be dropped.
        rig.turn();
        QCOMPARE(rig.writer->counters().kept.load(), std::uint64_t{13});
        QCOMPARE(rig.writer->counters().droppedLogRows.load(), std::uint64_t{7});
        rig.files.fault = {};
        QVERIFY(rig.heal());
        std::size_t crashed = 0;
        QCOMPARE(afterRestart(dir, crashed).size(), std::size_t{13});
        QCOMPARE(crashed, std::size_t{0});
    }

    void neverBelievesAFailedSync_data() {
        QTest::addColumn<bool>("strict");
        QTest::newRow("group") << false;
        QTest::newRow("strict") << true;
    }
    void neverBelievesAFailedSync() {
        QFETCH(bool, strict);
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir), strict ? strictOptions() : SpoolWriterOptions{});
        rig.reserve("a");
        rig.turn();
        rig.files.fault = [](Call call, std::uint64_t) { return call == Call::sync ? -EIO : 0; };
        rig.settle("a");
        rig.reserve("b");
        rig.turn();
        QVERIFY(!rig.writer->accepting());
        QCOMPARE(rig.sync.failures(), std::uint64_t{1});
        QVERIFY(rig.segments.front()->failed && rig.segments.front()->sealed);
        // Group mode had answered before the sync; strict mode refuses and sends nothing upstream.
        QCOMPARE(rig.settled["a"], std::string(strict ? "STORAGE_FULL" : "ok"));
        QCOMPARE(rig.reserved["b"], std::string(strict ? "STORAGE_FULL" : "ok"));
        rig.settle("b", !strict);
        QVERIFY(!rig.heal(5));
        rig.files.fault = {};
        QVERIFY(rig.heal());
        rig.turn();
        rig.files.cutPower();
        std::size_t crashed = 0;
        const auto rows = afterRestart(dir, crashed);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(crashed, std::size_t{0});
        QCOMPARE(rows.at("a").status, 200);
    }

    void degradesWhenTheDirectoryCannotBeSynced() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        rig.files.fault = [](Call call, std::uint64_t number) { return call == Call::syncDirectory && number == 1 ? -EIO : 0; };
        rig.settle("a");
        rig.turn();
        QVERIFY(!rig.writer->accepting());
        QVERIFY(rig.heal());
        rig.files.cutPower();
        std::size_t crashed = 0;
        QCOMPARE(afterRestart(dir, crashed).size(), std::size_t{1});
    }

    void carriesALongStreamsReservationForward() {
        QTemporaryDir dir;
        SpoolWriterOptions options;
        options.segmentMax = kibibytes(1);
        options.carryAfter = 3;
        SpoolRig rig(pathOf(dir), options);
        rig.reserve("stream");
        for (int i = 0; i < 60; ++i) {
            rig.settle("req-" + std::to_string(i));
            rig.turn();
        }
        const auto newest = rig.segments.back()->number;
        for (const auto& segment : rig.segments) {
            if (segment->number + options.carryAfter < newest) std::filesystem::remove(segment->path);
        }
        std::size_t crashed = 0;
        QVERIFY(afterRestart(dir, crashed).contains("stream"));
        QCOMPARE(crashed, std::size_t{1});
    }

    void refusesWhileTheDiskDoesNotFollow() {
        QTemporaryDir dir;
        SpoolWriterOptions options;
        options.unsyncedMax = kibibytes(1);
        SpoolRig rig(pathOf(dir), options);
        for (int i = 0; i < 20; ++i) rig.settle("req-" + std::to_string(i));
        rig.timers.run();
        QVERIFY(!rig.writer->accepting());
        rig.reserve("late");
        rig.settle("told");
        rig.timers.run();
        QCOMPARE(rig.reserved["late"], std::string("STORAGE_FULL"));
        QCOMPARE(rig.settled["told"], std::string("ok"));
        rig.turn();
        QVERIFY(rig.writer->accepting());
    }

    void refusesWhenTheSyncThreadTakesNoSegments() {
        QTemporaryDir dir;
        SpoolWriterOptions options;
        options.segmentMax = kibibytes(1);
        SpoolRig rig(pathOf(dir), options);
        for (int i = 0; i < 400 && rig.writer->accepting(); ++i) {
            rig.settle("req-" + std::to_string(i));
            rig.timers.run();
        }
        QVERIFY(!rig.writer->accepting());
        QCOMPARE(rig.writer->counters().lastError.load(), EAGAIN);
        QVERIFY(rig.heal());
    }

    void writesWhatIsLeftWhenDetached() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        rig.settle("a");
        rig.writer->detach();
        rig.writer->detach();
        QVERIFY(rig.settled.empty());
        rig.turn();
        QVERIFY(rig.settled.empty());
        QVERIFY(rig.segments.front()->sealed);
        std::size_t crashed = 0;
        QCOMPARE(afterRestart(dir, crashed).size(), std::size_t{1});
    }

    void triesWhatItKeptOnceMoreWhenDetached_data() {
        QTest::addColumn<bool>("diskIsBack");
        QTest::newRow("disk is back") << true;
        QTest::newRow("disk stays full") << false;
    }
    void triesWhatItKeptOnceMoreWhenDetached() {
        QFETCH(bool, diskIsBack);
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        rig.reserve("a");
        rig.turn();
        rig.files.fault = [](Call call, std::uint64_t) { return call == Call::write ? -ENOSPC : 0; };
        rig.settle("a");
        rig.turn();
        if (diskIsBack) rig.files.fault = {};
        rig.writer->detach();
        std::size_t crashed = 0;
        const auto rows = afterRestart(dir, crashed);
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(crashed, std::size_t(diskIsBack ? 0 : 1));
        QCOMPARE(rows.at("a").estimated, !diskIsBack);
    }

    void refusesARecordThatCannotBeWritten() {
        QTemporaryDir dir;
        SpoolRig rig(pathOf(dir));
        auto record = test::recordOf("a");
        record.billed.resize(65);
        rig.writer->settle(std::move(record), rig.note(rig.settled, "a"));
        QVERIFY(rig.settled.empty());
        rig.turn();
        QCOMPARE(rig.settled["a"], std::string("INTERNAL"));
        QVERIFY(rig.writer->accepting());
    }
};

QTEST_GUILESS_MAIN(SpoolWriterTest)
#include "spool_writer_test.moc"
