#include "gateway/ledger/shipper.hpp"

#include "faulty_files.hpp"
#include "gateway/ledger/record_codec.hpp"
#include "gateway/ledger/spool_frame.hpp"
#include "ledger_rows.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <stdexcept>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::FaultyFiles;
using gw::test::RowSink;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kSalt = 5;

std::string reserved(const std::string& id, std::uint16_t attempt = 1) {
    std::string bytes;
    appendFrame(bytes, RecordType::reservation, *encode(test::reservationOf(id, attempt)), kSalt);
    return bytes;
}

std::string settled(const std::string& id) {
    std::string bytes;
    appendFrame(bytes, RecordType::settled, *encode(test::recordOf(id)), kSalt);
    return bytes;
}

std::string settledMany(const std::string& head, int count) {
    std::string bytes;
    for (int i = 0; i < count; ++i) bytes += settled(head + std::to_string(i));
    return bytes;
}

Result<void> databaseLocked() { return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, "database is locked"); }

ShipperOptions quick() {
    ShipperOptions options;
    options.batchAge = options.retryMin = options.retryMax = std::chrono::milliseconds{1};
    return options;
}

struct ShipperRig {
    explicit ShipperRig(ShipperOptions options = quick()) : shipper(files, options) {}

    fs::path path(std::uint64_t number) const { return fs::path(dir.path().toStdString()) / segmentName(number); }
    /// A segment as the sync thread hands it over; all of it durable and sealed unless the test says otherwise.
    std::shared_ptr<Segment> segment(std::uint64_t number, const std::string& frames, unsigned worker = 0) {
        const auto bytes = segmentHead({worker, kSalt}) + frames;
        std::ofstream(path(number), std::ios::binary) << bytes;
        auto made = std::make_shared<Segment>(files, path(number), worker, number, kSalt);
        made->written = made->durable = bytes.size();
        made->sealed = true;
        return made;
    }

    QTemporaryDir dir;
    FaultyFiles files;
    RowSink sink;
    Shipper shipper;
};

}  // namespace

class ShipperTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void shipsInBatchesOfAtMostTheLimit() {
        auto options = quick();
        options.batchMax = 10;
        options.readBytes = 1000;  // a few records at a time: frames are cut and read on
        ShipperRig rig(options);
        rig.shipper.adopt(rig.segment(1, settledMany("a", 20)));
        rig.shipper.adopt(rig.segment(2, settledMany("b", 5)));
        rig.shipper.start(rig.sink);
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.shipper.counters().removed.load(), std::uint64_t{2});
        rig.shipper.stop();
        QCOMPARE(rig.sink.seen(), std::size_t{25});
        QCOMPARE(rig.sink.size(), std::size_t{25});
        QCOMPARE(rig.sink.bills(), std::size_t{25});
        QCOMPARE(rig.sink.largest, std::size_t{10});
        QVERIFY(rig.sink.rows().at("b4") == test::recordOf("b4"));
        QCOMPARE(rig.shipper.counters().shipped.load(), std::uint64_t{25});
        QCOMPARE(rig.shipper.counters().segments.load(), std::uint64_t{0});
        QVERIFY(!fs::exists(rig.path(1)) && !fs::exists(rig.path(2)));
    }

    void endsABatchWhenItsBytesAreMany() {
        auto options = quick();
        options.batchBytesMax = 1;
        ShipperRig rig(options);
        rig.shipper.adopt(rig.segment(1, settledMany("a", 4)));
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QCOMPARE(rig.sink.calls.load(), 4);
        QCOMPARE(rig.sink.size(), std::size_t{4});
    }

    void triesAFailingSinkAgainAndDropsNothing() {
        ShipperRig rig;
        std::atomic<bool> down{true};
        rig.sink.before = [&](const auto& records) { return down && !records.empty() ? databaseLocked() : Result<void>{}; };
        rig.shipper.adopt(rig.segment(1, settledMany("a", 7)));
        rig.shipper.start(rig.sink);
        QTRY_VERIFY(rig.shipper.counters().failures >= 3);
        QVERIFY(rig.shipper.counters().sinkFailing);
        QVERIFY(rig.shipper.lastError().find("database is locked") != std::string::npos);
        QVERIFY(fs::exists(rig.path(1)));
        QCOMPARE(rig.shipper.counters().shipped.load(), std::uint64_t{0});
        down = false;
        QTRY_COMPARE(rig.shipper.counters().removed.load(), std::uint64_t{1});
        QVERIFY(!rig.shipper.counters().sinkFailing);
        QCOMPARE(rig.sink.seen(), std::size_t{7});
        QCOMPARE(rig.sink.size(), std::size_t{7});
    }

    void takesAThrowingSinkForAFailingOne() {
        ShipperRig rig;
        rig.sink.before = [&](const auto&) -> Result<void> {
            if (rig.sink.calls == 1) throw std::runtime_error("bad sink");
            return {};
        };
        rig.shipper.adopt(rig.segment(1, settled("a")));
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.sink.size(), std::size_t{1});
        QVERIFY(rig.shipper.lastError().find("bad sink") != std::string::npos);
        QCOMPARE(rig.shipper.counters().failures.load(), std::uint64_t{1});
    }

    void removesASegmentOnlyBehindTheCommit() {
        ShipperRig rig;
        std::atomic<int> missing{0};
        rig.sink.before = [&](const auto& records) -> Result<void> {
            for (const auto& record : records) missing += fs::exists(rig.path(record.traceId[0] == 'a' ? 1 : 2)) ? 0 : 1;
            return rig.sink.calls < 3 ? databaseLocked() : Result<void>{};
        };
        rig.shipper.adopt(rig.segment(1, settledMany("a", 3)));
        rig.shipper.adopt(rig.segment(2, settledMany("b", 3)));
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.shipper.counters().removed.load(), std::uint64_t{2});
        QCOMPARE(missing.load(), 0);
    }

    void keepsASegmentWhileAReservationInItIsOpen() {
        ShipperRig rig;
        auto second = rig.segment(2, settled("a"));
        const auto whole = second->durable.load();
        second->durable = kSegmentHeadBytes;
        rig.shipper.adopt(rig.segment(1, reserved("a") + reserved("b") + settled("b")));
        rig.shipper.adopt(second);
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.shipper.counters().segments.load(), std::uint64_t{2});
        QTRY_COMPARE(rig.sink.size(), std::size_t{1});
        QVERIFY(fs::exists(rig.path(1)));
        second->durable = whole;
        rig.shipper.wake();
        QTRY_COMPARE(rig.shipper.counters().removed.load(), std::uint64_t{2});
        QCOMPARE(rig.sink.size(), std::size_t{2});
    }

    void shipsNothingThatIsNotDurable() {
        ShipperRig rig;
        auto segment = rig.segment(1, settled("a") + settled("b"));
        const auto whole = segment->durable.load();
        segment->durable = kSegmentHeadBytes + settled("a").size();
        segment->sealed = false;
        rig.shipper.adopt(segment);
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.sink.size(), std::size_t{1});
        segment->durable = whole;
        rig.shipper.wake();
        QTRY_COMPARE(rig.shipper.counters().shipped.load(), std::uint64_t{2});
        QTRY_VERIFY(rig.shipper.counters().bytes == whole);
        QVERIFY(fs::exists(rig.path(1)));  // more may come
        segment->sealed = true;
        rig.shipper.wake();
        QTRY_VERIFY(!fs::exists(rig.path(1)));
    }

    void bringsARecordTwiceWithoutASecondRow() {
        ShipperRig rig;
        for (std::uint64_t number : {1U, 2U}) rig.shipper.adopt(rig.segment(number, reserved("a") + settled("a") + settled("b")));
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QCOMPARE(rig.sink.seen(), std::size_t{4});
        QCOMPARE(rig.sink.size(), std::size_t{2});
        QCOMPARE(rig.sink.bills(), std::size_t{2});
        QCOMPARE(rig.shipper.counters().removed.load(), std::uint64_t{2});
    }

    void keepsADamagedSegmentAside_data() {
        QTest::addColumn<bool>("known");
        QTest::addColumn<int>("places");
        QTest::newRow("met here") << false << 1;
        QTest::newRow("counted by recovery") << true << 0;
    }
    void keepsADamagedSegmentAside() {
        QFETCH(bool, known);
        QFETCH(int, places);
        ShipperRig rig;
        auto bad = settled("lost");
        bad.back() = static_cast<char>(bad.back() ^ 0x20);
        auto segment = rig.segment(1, settled("a") + bad + settled("b"));
        segment->knownDamaged = known;
        rig.shipper.adopt(segment);
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QCOMPARE(rig.sink.size(), std::size_t{2});
        QCOMPARE(rig.shipper.counters().damagedPlaces.load(), std::uint64_t(places));
        QVERIFY(!fs::exists(rig.path(1)));
        QVERIFY(fs::exists(rig.path(1).string() + ".bad"));
    }

    void keepsASoundFrameThatHoldsNoRecord_data() {
        QTest::addColumn<int>("type");
        QTest::newRow("settled") << int(RecordType::settled);
        QTest::newRow("reservation") << int(RecordType::reservation);
    }
    void keepsASoundFrameThatHoldsNoRecord() {
        QFETCH(int, type);
        ShipperRig rig;
        std::string bytes;
        appendFrame(bytes, static_cast<RecordType>(type), "no record", kSalt);
        rig.shipper.adopt(rig.segment(1, bytes + settled("a")));
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QCOMPARE(rig.sink.size(), std::size_t{1});
        QCOMPARE(rig.shipper.counters().damagedPlaces.load(), std::uint64_t{1});
        QVERIFY(fs::exists(rig.path(1).string() + ".bad"));
    }

    void waitsForTheSuccessorOfAFailedSegment() {
        ShipperRig rig;
        auto first = rig.segment(1, settled("a") + settled("b"));
        first->durable = kSegmentHeadBytes + settled("a").size();
        first->failed = true;
        auto second = rig.segment(2, settled("b"));
        const auto whole = second->durable.exchange(0);
        rig.shipper.adopt(first);
        rig.shipper.adopt(second);
        rig.shipper.start(rig.sink);
        QTRY_COMPARE(rig.sink.size(), std::size_t{1});
        QVERIFY(fs::exists(rig.path(1)));
        second->durable = whole;
        rig.shipper.wake();
        QTRY_COMPARE(rig.shipper.counters().removed.load(), std::uint64_t{2});
        QCOMPARE(rig.sink.size(), std::size_t{2});
    }

    void goesOnWhenTheDiskDoesNotGiveOrTake_data() {
        QTest::addColumn<int>("call");
        QTest::newRow("read") << int(Call::read);
        QTest::newRow("remove") << int(Call::remove);
    }
    void goesOnWhenTheDiskDoesNotGiveOrTake() {
        QFETCH(int, call);
        ShipperRig rig;
        std::atomic<int> failures{0};
        rig.files.fault = [&](Call asked, std::uint64_t number) {
            if (int(asked) != call || number > 2) return 0;
            ++failures;
            return -EIO;
        };
        rig.shipper.adopt(rig.segment(1, settled("a")));
        rig.shipper.start(rig.sink);
        QTRY_VERIFY((rig.shipper.wake(), rig.shipper.counters().removed == 1));
        QCOMPARE(failures.load(), 2);
        QCOMPARE(rig.sink.seen(), std::size_t{1});
    }

    void leavesWhatTheSinkRefusesForTheNextStart() {
        ShipperRig rig;
        rig.sink.before = [](const auto&) { return databaseLocked(); };
        rig.shipper.adopt(rig.segment(1, settled("a")));
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QVERIFY(fs::exists(rig.path(1)));
        QCOMPARE(rig.sink.size(), std::size_t{0});
        QVERIFY(rig.shipper.counters().sinkFailing);
        rig.sink.before = {};
        rig.shipper.start(rig.sink);
        rig.shipper.stop();
        QCOMPARE(rig.sink.size(), std::size_t{1});
        QVERIFY(!fs::exists(rig.path(1)));
    }
};

QTEST_GUILESS_MAIN(ShipperTest)
#include "shipper_test.moc"
