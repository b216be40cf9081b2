#include "gateway/ledger/ledger.hpp"

#include "fake_timers.hpp"
#include "faulty_files.hpp"
#include "ledger_rows.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::FakeTimers;
using gw::test::FaultyFiles;
using gw::test::RowSink;
namespace fs = std::filesystem;

namespace {

using Answers = std::map<std::string, std::string>;

std::function<void(Result<void>)> note(Answers& answers, const std::string& id) {
    return [&answers, id](Result<void> result) { answers[id] = result ? "ok" : std::string(codeText(result.error().code)); };
}

Result<void> databaseLocked() { return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "database is locked"); }

std::size_t segmentsIn(const fs::path& directory) {
    std::size_t count = 0;
    for (const auto& file : fs::recursive_directory_iterator(directory)) count += file.path().extension() == ".seg" ? 1 : 0;
    return count;
}

}  // namespace

class LedgerTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;

    fs::path spool() const { return fs::path(dir_->path().toStdString()) / "data" / "spool"; }
    LedgerOptions options() const {
        LedgerOptions made;
        made.directory = spool();
        made.node = "node-1";
        made.groupCommit = std::chrono::milliseconds{1};
        made.shipper.batchAge = made.shipper.retryMin = made.shipper.retryMax = std::chrono::milliseconds{1};
        return made;
    }
    /// Leaves a spool behind with "open" reserved and not settled, "done" settled, and nothing shipped.
    void leaveBehind() {
        FakeTimers timers;
        Answers answers;
        auto ledger = Ledger::open(options());
        auto& port = (*ledger)->port(0, timers);
        port.reserve(test::reservationOf("open"), note(answers, "open"));
        port.reserve(test::reservationOf("done"), note(answers, "done"));
        timers.run();
        port.settle(test::recordOf("done"), note(answers, "done settled"));
        timers.run();
        QCOMPARE(answers.size(), std::size_t{3});
    }

   private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void carriesARequestFromReserveToItsRow() {
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto ledger = Ledger::open(options());
        QVERIFY(ledger);
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.reserve(test::reservationOf("a"), note(answers, "reserve"));
        QVERIFY(answers.empty());
        timers.run();
        QCOMPARE(answers["reserve"], std::string("ok"));
        QCOMPARE((*ledger)->stats().openReservations, std::uint64_t{1});
        port.settle(test::recordOf("a"), note(answers, "settle"));
        timers.run();
        QCOMPARE(answers["settle"], std::string("ok"));
        QTRY_COMPARE(sink.size(), std::size_t{1});
        QVERIFY(sink.rows().at("a") == test::recordOf("a"));
        QTRY_COMPARE((*ledger)->stats().shipped, std::uint64_t{1});
        const auto stats = (*ledger)->stats();
        QCOMPARE(stats.openReservations, std::uint64_t{0});
        QCOMPARE(stats.pendingRecords, std::uint64_t{0});
        QVERIFY(stats.accepting && !stats.degraded);
        (*ledger)->stop();
        QCOMPARE(segmentsIn(spool()), std::size_t{0});
    }

    void keepsAReservationThatIsNeverSettledOutOfTheRows() {
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto ledger = Ledger::open(options());
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.reserve(test::reservationOf("a"), note(answers, "a"));
        timers.run();
        (*ledger)->stop();
        QCOMPARE(sink.size(), std::size_t{0});
        QCOMPARE(segmentsIn(spool()), std::size_t{1});
    }

    void settlesWhatACrashLeftAsEstimated() {
        leaveBehind();
        RowSink sink;
        auto ledger = Ledger::open(options());
        QVERIFY(ledger);
        QCOMPARE((*ledger)->recovery().crashed, std::size_t{1});
        QCOMPARE((*ledger)->stats().pendingRecords, std::uint64_t{2});
        (*ledger)->start(sink);
        (*ledger)->stop();
        const auto rows = sink.rows();
        QCOMPARE(rows.size(), std::size_t{2});
        QVERIFY(rows.at("done") == test::recordOf("done"));
        const auto& crashed = rows.at("open");
        QVERIFY(crashed == crashRecord({test::reservationOf("open")}, "node-1"));
        QVERIFY(crashed.estimated && crashed.billed.at(0).source == UsageSource::estimated);
        QCOMPARE(crashed.cost->value, std::int64_t{10'490'000});
        QCOMPARE((*ledger)->stats().pendingRecords, std::uint64_t{0});
        QCOMPARE(segmentsIn(spool()), std::size_t{0});
    }

    void settlesACrashOnceOverSeveralStarts() {
        leaveBehind();
        for (int i = 0; i < 3; ++i) QVERIFY(Ledger::open(options()));
        RowSink sink;
        auto ledger = Ledger::open(options());
        QCOMPARE((*ledger)->recovery().crashed, std::size_t{0});
        (*ledger)->start(sink);
        (*ledger)->stop();
        QCOMPARE(sink.seen(), std::size_t{2});
        QCOMPARE(sink.bills(), std::size_t{2});
    }

    void answersBeforeTheSyncUnlessStrict_data() {
        QTest::addColumn<bool>("strict");
        QTest::newRow("group") << false;
        QTest::newRow("strict") << true;
    }
    void answersBeforeTheSyncUnlessStrict() {
        QFETCH(bool, strict);
        FaultyFiles files;
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto made = options();
        made.sync = strict ? config::LedgerSync::strict : config::LedgerSync::group;
        auto ledger = Ledger::open(made, files);
        auto& port = (*ledger)->port(0, timers);
        port.reserve(test::reservationOf("a"), note(answers, "a"));
        timers.run();
        // The sync thread does not run yet: nothing can be durable.
        QCOMPARE(files.count[Call::sync], std::uint64_t{0});
        QCOMPARE(answers.contains("a"), !strict);
        (*ledger)->start(sink);
        QTRY_VERIFY((timers.run(), answers.contains("a")));
        QCOMPARE(answers["a"], std::string("ok"));
        (*ledger)->stop();
        QVERIFY(files.count[Call::sync] > 0);
    }

    void saysNoInStrictModeWhenTheSyncFails() {
        FaultyFiles files;
        files.fault = [](Call call, std::uint64_t) { return call == Call::sync ? -EIO : 0; };
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto made = options();
        made.sync = config::LedgerSync::strict;
        auto ledger = Ledger::open(made, files);
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.reserve(test::reservationOf("a"), note(answers, "a"));
        QTRY_VERIFY((timers.run(), answers.contains("a")));
        QCOMPARE(answers["a"], std::string("STORAGE_FULL"));
        QVERIFY(!port.accepting());
        const auto stats = (*ledger)->stats();
        QVERIFY(!stats.accepting);
        QVERIFY(stats.degraded && stats.degraded->find("The usage spool cannot be written: ") == 0);
    }

    void givesEachWorkerASpoolOfItsOwn() {
        FakeTimers first, second;
        Answers answers;
        RowSink sink;
        auto made = options();
        made.workers = 2;
        auto ledger = Ledger::open(made);
        auto& one = (*ledger)->port(0, first);
        auto& two = (*ledger)->port(1, second);
        one.reserve(test::reservationOf("a"), note(answers, "a"));
        two.settle(test::recordOf("b"), note(answers, "b"));
        first.run();
        QVERIFY(answers.contains("a") && !answers.contains("b"));
        second.run();
        QVERIFY(answers.contains("b"));
        QVERIFY(fs::exists(spool() / "worker-0" / segmentName(1)) && fs::exists(spool() / "worker-1" / segmentName(1)));
        (*ledger)->detach(1);
        (*ledger)->start(sink);
        (*ledger)->stop();
        QCOMPARE(sink.size(), std::size_t{1});
    }

    void writesWhatAWorkerLeavesBehind() {
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto ledger = Ledger::open(options());
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.settle(test::recordOf("a"), note(answers, "a"));
        (*ledger)->detach(0);
        (*ledger)->stop();
        QVERIFY(answers.empty());
        QCOMPARE(sink.size(), std::size_t{1});
    }

    void tellsThatTheDatabaseDoesNotTakeUsage() {
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        std::atomic<bool> down{true};
        sink.before = [&](const auto&) { return down ? databaseLocked() : Result<void>{}; };
        auto ledger = Ledger::open(options());
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.settle(test::recordOf("a"), note(answers, "a"));
        timers.run();
        QTRY_VERIFY((*ledger)->stats().degraded.has_value());
        const auto stats = (*ledger)->stats();
        QVERIFY(stats.degraded->find("database is locked") != std::string::npos);
        QCOMPARE(stats.pendingRecords, std::uint64_t{1});
        QVERIFY(stats.accepting);  // the spool takes what the database does not
        down = false;
        QTRY_VERIFY(!(*ledger)->stats().degraded);
        QTRY_COMPARE((*ledger)->stats().pendingRecords, std::uint64_t{0});
    }

    void tellsOfRefusedWritesAndComesBack() {
        FaultyFiles files;
        std::atomic<bool> full{true};
        files.fault = [&](Call call, std::uint64_t) { return full && call == Call::write ? -ENOSPC : 0; };
        FakeTimers timers;
        Answers answers;
        RowSink sink;
        auto ledger = Ledger::open(options(), files);
        auto& port = (*ledger)->port(0, timers);
        (*ledger)->start(sink);
        port.reserve(test::reservationOf("a"), note(answers, "a"));
        timers.run();
        QCOMPARE(answers["a"], std::string("STORAGE_FULL"));
        QVERIFY((*ledger)->stats().degraded->find("No space left") != std::string::npos);
        full = false;
        QTRY_VERIFY((timers.advance(std::chrono::seconds{1}), (*ledger)->stats().accepting));
        port.reserve(test::reservationOf("b"), note(answers, "b"));
        timers.run();
        QCOMPARE(answers["b"], std::string("ok"));
        QVERIFY(!(*ledger)->stats().degraded);
    }

    void doesNotOpenOnADiskThatFails_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("the spool's directory") << 1;
        QTest::newRow("a worker's directory") << 2;
    }
    void doesNotOpenOnADiskThatFails() {
        QFETCH(int, number);
        FaultyFiles files;
        files.fault = [number](Call call, std::uint64_t n) { return call == Call::makeDirectory && int(n) == number ? -EACCES : 0; };
        const auto ledger = Ledger::open(options(), files);
        QVERIFY(!ledger);
        QVERIFY(ledger.error().code == ErrorCode::spoolFailed);
        QVERIFY(ledger.error().detail.find("Permission denied") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledger_test.moc"
