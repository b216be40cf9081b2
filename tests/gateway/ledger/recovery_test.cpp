#include "gateway/ledger/recovery.hpp"

#include "gateway/ledger/record_codec.hpp"
#include "spool_rig.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::FaultyFiles;
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t kSalt = 77;

/// Writes segments by hand, so that a test can put any bytes into them.
struct HandMade {
    std::string bytes = segmentHead({0, kSalt});
    HandMade& reserve(const std::string& id, std::uint16_t attempt = 1) {
        appendFrame(bytes, RecordType::reservation, *encode(test::reservationOf(id, attempt)), kSalt);
        return *this;
    }
    HandMade& settle(const std::string& id) {
        appendFrame(bytes, RecordType::settled, *encode(test::recordOf(id)), kSalt);
        return *this;
    }
    HandMade& raw(const std::string& more) {
        bytes += more;
        return *this;
    }
    HandMade& flip(std::size_t fromEnd) {
        auto& byte = bytes[bytes.size() - fromEnd];
        byte = static_cast<char>(byte ^ 0x10);
        return *this;
    }
    void save(const fs::path& path) const {
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << bytes;
    }
};

}  // namespace

class RecoveryTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    fs::path spool() const { return fs::path(dir_->path().toStdString()) / "spool"; }
    fs::path lane(int worker) const { return spool() / ("worker-" + std::to_string(worker)); }

    static std::map<std::string, RequestRecord> rowsOf(Recovered& recovered) {
        std::map<std::string, RequestRecord> rows;
        for (const auto& record : test::shippedFrom(posixFiles(), recovered)) rows.try_emplace(record.traceId, record);
        return rows;
    }

   private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void findsNothingInANewDirectory() {
        const auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QVERIFY(recovered);
        QVERIFY(recovered->lanes.empty());
        QCOMPARE(recovered->report.segments, std::size_t{0});
        QVERIFY(fs::is_directory(spool()));
    }

    void shipsWhatWasSettledAndSettlesWhatWasNot() {
        HandMade().reserve("a").settle("a").reserve("b").save(lane(0) / segmentName(1));
        HandMade().settle("c").reserve("d", 1).reserve("d", 2).save(lane(0) / segmentName(2));
        HandMade().reserve("e").settle("e").save(lane(3) / segmentName(9));
        auto recovered = recoverSpool(posixFiles(), spool(), "node-7");
        QVERIFY(recovered);
        QCOMPARE(recovered->report.segments, std::size_t{3});
        QCOMPARE(recovered->report.crashed, std::size_t{2});
        QCOMPARE(recovered->report.settled, std::size_t{5});
        QCOMPARE(recovered->lastNumber[0], std::uint64_t{3});
        QCOMPARE(recovered->lastNumber[3], std::uint64_t{9});
        const auto rows = rowsOf(*recovered);
        QCOMPARE(rows.size(), std::size_t{5});
        QVERIFY(rows.at("a") == test::recordOf("a"));
        const auto& crashed = rows.at("d");
        QVERIFY(crashed.estimated);
        QVERIFY(crashed.error == ErrorCode::internal);
        QCOMPARE(crashed.node, std::string("node-7"));
        QCOMPARE(crashed.billed.size(), std::size_t{2});
        QVERIFY(crashed.billed[0].source == UsageSource::estimated);
        QCOMPARE(crashed.attemptList.at(0).detail, std::string("crash"));
        QCOMPARE(crashed.cost->value, std::int64_t{2 * 10'490'000});
        QCOMPARE(crashed.usage.output, Tokens{2048});
    }

    void changesNothingWhenItRunsTwice() {
        HandMade().reserve("a").settle("a").reserve("b").save(lane(0) / segmentName(1));
        QCOMPARE(recoverSpool(posixFiles(), spool(), "n")->report.crashed, std::size_t{1});
        auto again = recoverSpool(posixFiles(), spool(), "n");
        QCOMPARE(again->report.crashed, std::size_t{0});
        QCOMPARE(rowsOf(*again).size(), std::size_t{2});
    }

    void countsARepeatedReservationOnce() {
        HandMade().reserve("stream").save(lane(0) / segmentName(1));
        HandMade().reserve("stream").save(lane(0) / segmentName(5));
        auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QCOMPARE(rowsOf(*recovered).at("stream").billed.size(), std::size_t{1});
    }

    void leavesACrashUnpricedWhenAReservationWas() {
        auto unpriced = test::reservationOf("a", 2);
        unpriced.cost.reset();
        unpriced.at = fromMillis(5);
        const auto record = crashRecord({test::reservationOf("a"), unpriced}, "n");
        QVERIFY(!record.cost);
        QVERIFY(!record.billed[1].cost);
        QCOMPARE(toMillis(record.createdAt), std::int64_t{5});
        QCOMPARE(record.attempts, std::uint16_t{2});
    }

    void dropsATornTailAndKeepsWhatStandsBefore_data() {
        QTest::addColumn<QByteArray>("tail");
        QTest::newRow("half a head") << QByteArray("\x40\x00\x00", 3);
        QTest::newRow("head without payload") << QByteArray("\x40\x00\x00\x00\x02\x01\x02\x03\x04", 9);
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("garbage") << QByteArray(100, '\xA5');
    }
    void dropsATornTailAndKeepsWhatStandsBefore() {
        QFETCH(QByteArray, tail);
        HandMade().reserve("a").settle("a").raw(tail.toStdString()).save(lane(0) / segmentName(1));
        auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QCOMPARE(recovered->report.tornTails, std::size_t{1});
        QCOMPARE(recovered->report.tornBytes, std::uint64_t(tail.size()));
        QCOMPARE(recovered->report.damagedPlaces, std::size_t{0});
        QCOMPARE(rowsOf(*recovered).size(), std::size_t{1});
    }

    void survivesEveryTruncationAndFlipOfTheTail() {
        const auto whole = HandMade().reserve("a").settle("a").reserve("b").settle("b").bytes;
        const auto before = HandMade().reserve("a").settle("a").bytes.size();
        for (std::size_t at = before; at < whole.size(); ++at) {
            for (const bool cut : {true, false}) {
                fs::remove_all(spool());
                HandMade made;
                made.bytes = cut ? whole.substr(0, at) : whole;
                if (!cut) made.bytes[at] = static_cast<char>(made.bytes[at] ^ 0x04);
                made.save(lane(0) / segmentName(1));
                auto recovered = recoverSpool(posixFiles(), spool(), "n");
                QVERIFY(recovered);
                const auto rows = rowsOf(*recovered);
                QVERIFY(rows.at("a") == test::recordOf("a"));
                // "b" is gone, settled as estimated, or whole: never something else.
                if (rows.contains("b")) QVERIFY(rows.at("b").estimated || rows.at("b") == test::recordOf("b"));
                QVERIFY(rows.size() <= 2);
            }
        }
    }

    void countsDamageInTheMiddleAndGoesOn() {
        HandMade().reserve("a").settle("a").flip(4).settle("b").settle("c").save(lane(0) / segmentName(1));
        auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QCOMPARE(recovered->report.damagedPlaces, std::size_t{1});
        QCOMPARE(recovered->report.tornTails, std::size_t{0});
        QVERIFY(recovered->lanes[0].front()->knownDamaged);
        const auto rows = rowsOf(*recovered);
        QCOMPARE(rows.size(), std::size_t{3});
        // The lost end of "a" leaves its reservation: it is settled as estimated, not dropped.
        QVERIFY(rows.at("a").estimated);
        QVERIFY(!rows.at("b").estimated);
    }

    void countsARecordThatDecodesToNothing() {
        HandMade made;
        appendFrame(made.bytes, RecordType::reservation, "no reservation", kSalt);
        appendFrame(made.bytes, RecordType::settled, "\x09", kSalt);
        made.settle("a").save(lane(0) / segmentName(1));
        auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QCOMPARE(recovered->report.damagedPlaces, std::size_t{2});
        QCOMPARE(rowsOf(*recovered).size(), std::size_t{1});
    }

    void setsForeignFilesAside() {
        HandMade made;
        made.bytes = std::string(500, 'x');
        made.save(lane(0) / segmentName(1));
        made.bytes = "GWSPOOL";
        made.save(lane(0) / segmentName(2));
        made.save(lane(0) / "notes.txt");
        made.save(spool() / "worker-x" / segmentName(1));
        made.save(spool() / "worker-99999" / segmentName(1));
        auto recovered = recoverSpool(posixFiles(), spool(), "n");
        QVERIFY(recovered);
        QCOMPARE(recovered->report.foreignFiles, std::size_t{1});
        QCOMPARE(recovered->report.tornTails, std::size_t{1});
        QCOMPARE(recovered->lastNumber[0], std::uint64_t{2});
        QVERIFY(fs::exists(lane(0) / "000001.seg.bad"));
        QVERIFY(!fs::exists(lane(0) / segmentName(2)));
        QVERIFY(fs::exists(lane(0) / "notes.txt"));
        QVERIFY(QString::fromStdString(recovered->report.text()).contains(QStringLiteral("foreign=1")));
    }

    void failsWhenTheDiskDoes_data() {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("number");
        QTest::newRow("make") << int(Call::makeDirectory) << 1;
        QTest::newRow("list spool") << int(Call::list) << 1;
        QTest::newRow("list lane") << int(Call::list) << 2;
        QTest::newRow("read") << int(Call::read) << 1;
        QTest::newRow("sync what was found") << int(Call::syncFile) << 1;
        QTest::newRow("set aside") << int(Call::rename) << 1;
        QTest::newRow("remove a torn one") << int(Call::remove) << 1;
        QTest::newRow("create") << int(Call::create) << 1;
        QTest::newRow("write") << int(Call::write) << 1;
        QTest::newRow("sync") << int(Call::sync) << 1;
        QTest::newRow("sync directory") << int(Call::syncDirectory) << 1;
    }
    void failsWhenTheDiskDoes() {
        QFETCH(int, call);
        QFETCH(int, number);
        HandMade().reserve("a").save(lane(0) / segmentName(1));
        HandMade foreign;
        foreign.bytes = std::string(100, 'x');
        foreign.save(lane(0) / segmentName(2));
        foreign.bytes = "x";
        foreign.save(lane(0) / segmentName(3));
        FaultyFiles files;
        files.fault = [&](Call asked, std::uint64_t n) { return int(asked) == call && n == std::uint64_t(number) ? -EIO : 0; };
        const auto recovered = recoverSpool(files, spool(), "n");
        QVERIFY(!recovered);
        QVERIFY(recovered.error().code == ErrorCode::spoolFailed);
        files.fault = {};
        auto again = recoverSpool(files, spool(), "n");
        QVERIFY(again);
        QCOMPARE(rowsOf(*again).size(), std::size_t{1});
    }

    void finishesAShortWrite() {
        HandMade().reserve("a").reserve("b").save(lane(0) / segmentName(1));
        FaultyFiles files;
        files.fault = [](Call asked, std::uint64_t n) { return asked == Call::write && n == 1 ? FaultyFiles::kShort : 0; };
        auto recovered = recoverSpool(files, spool(), "n");
        QVERIFY(recovered);
        QCOMPARE(rowsOf(*recovered).size(), std::size_t{2});
    }
};

QTEST_GUILESS_MAIN(RecoveryTest)
#include "recovery_test.moc"
