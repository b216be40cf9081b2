#include "spool_rig.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::FaultyFiles;
using gw::test::SpoolRig;

namespace {

constexpr int kRequests = 24;

std::string idOf(int i) { return "req-" + std::to_string(i); }

/// A worker's day in short: requests overlap by one turn, segments are small; what the disk refuses ends as an unbilled 503.
void runScript(SpoolRig& rig) {
    for (int i = 0; i <= kRequests; ++i) {
        if (i < kRequests) rig.reserve(idOf(i));
        if (i > 0) rig.settle(idOf(i - 1), rig.reserved[idOf(i - 1)] == "ok");
        rig.turn();
        if (i % 5 == 4) rig.timers.advance(std::chrono::milliseconds{100});
    }
}

}  // namespace

/// Every call that touches the disk fails once, in every way it can, at every place of a scripted run.
class SpoolFaultsTest : public QObject {
    Q_OBJECT

    static SpoolWriterOptions options(bool strict) {
        SpoolWriterOptions options;
        options.segmentMax = kibibytes(2);
        options.sync = strict ? config::LedgerSync::strict : config::LedgerSync::group;
        return options;
    }

    /// Nothing acknowledged is lost, nothing half is seen, nothing is billed twice or without its caller knowing.
    static void check(SpoolRig& rig, const std::filesystem::path& spool) {
        auto recovered = recoverSpool(posixFiles(), spool, "node-1");
        QVERIFY(recovered);
        QCOMPARE(recovered->report.damagedPlaces, std::size_t{0});
        QCOMPARE(recovered->report.crashed, std::size_t{0});
        std::map<std::string, RequestRecord> rows;
        for (const auto& record : test::shippedFrom(posixFiles(), *recovered)) {
            const auto known = rows.try_emplace(record.traceId, record).first;
            QVERIFY(known->second == record);
        }
        QCOMPARE(rows.size(), std::size_t{kRequests});
        for (int i = 0; i < kRequests; ++i) {
            QVERIFY(!rig.reserved[idOf(i)].empty() && !rig.settled[idOf(i)].empty());
            QVERIFY(rows.at(idOf(i)) == test::recordOf(idOf(i), rig.reserved[idOf(i)] == "ok"));
        }
    }

   private Q_SLOTS:
    void losesNothingAtAnyCall_data() {
        QTest::addColumn<int>("call");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("length");
        QTest::addColumn<bool>("strict");
        const struct { const char* name; Call call; int error; } faults[] = {
            {"write full", Call::write, -ENOSPC},     {"write broken", Call::write, -EIO},
            {"write short", Call::write, FaultyFiles::kShort}, {"sync broken", Call::sync, -EIO},
            {"create full", Call::create, -ENOSPC},   {"create without descriptors", Call::create, -EMFILE},
            {"claim full", Call::claim, -ENOSPC},     {"directory sync broken", Call::syncDirectory, -EIO},
        };
        for (const auto& fault : faults) {
            for (const bool strict : {false, true}) {
                for (const int length : {1, 4}) {
                    QTest::addRow("%s, %d in a row, %s", fault.name, length, strict ? "strict" : "group")
                        << int(fault.call) << fault.error << length << strict;
                }
            }
        }
    }
    void losesNothingAtAnyCall() {
        QFETCH(int, call);
        QFETCH(int, error);
        QFETCH(int, length);
        QFETCH(bool, strict);
        for (std::uint64_t k = 1;; ++k) {
            QTemporaryDir dir;
            const std::filesystem::path spool = dir.path().toStdString();
            SpoolRig rig(spool, options(strict));
            bool hit = false;
            rig.files.fault = [&](Call asked, std::uint64_t number) {
                const bool now = int(asked) == call && number >= k && number < k + std::uint64_t(length);
                hit = hit || now;
                return now ? error : 0;
            };
            runScript(rig);
            QVERIFY(rig.heal());
            rig.turn();
            rig.files.cutPower();
            check(rig, spool);
            if (QTest::currentTestFailed()) qWarning("at call %llu", static_cast<unsigned long long>(k));
            if (QTest::currentTestFailed() || !hit) break;
        }
    }

    /// The disk fails for writing and cannot even cut back what a short write left.
    void losesNothingWhenCuttingBackFailsToo() {
        for (std::uint64_t k = 1; k < 60; ++k) {
            QTemporaryDir dir;
            const std::filesystem::path spool = dir.path().toStdString();
            SpoolRig rig(spool, options(false));
            rig.files.fault = [k](Call asked, std::uint64_t number) {
                if (asked == Call::truncate) return -EIO;
                return asked == Call::write && number == k ? FaultyFiles::kShort : 0;
            };
            runScript(rig);
            QVERIFY(rig.heal());
            rig.turn();
            check(rig, spool);
        }
    }

    /// A power cut between any two calls: what was acknowledged in strict mode is there, whole; nothing is half.
    void keepsWhatStrictModeAcknowledgedOverAPowerCut() {
        for (std::uint64_t k = 1; k < 200; ++k) {
            QTemporaryDir dir;
            const std::filesystem::path spool = dir.path().toStdString();
            SpoolRig rig(spool, options(true));
            bool dark = false;
            std::map<std::string, std::string> reserved, settled;
            rig.files.fault = [&](Call, std::uint64_t) {
                if (rig.files.calls >= k && !dark) {
                    dark = true;
                    reserved = rig.reserved;
                    settled = rig.settled;
                }
                return dark ? -EIO : 0;
            };
            runScript(rig);
            rig.files.cutPower();
            auto recovered = recoverSpool(posixFiles(), spool, "node-1");
            QVERIFY(recovered);
            QCOMPARE(recovered->report.damagedPlaces, std::size_t{0});
            std::map<std::string, RequestRecord> rows;
            for (const auto& record : test::shippedFrom(posixFiles(), *recovered)) rows.try_emplace(record.traceId, record);
            for (const auto& [id, answer] : settled) QVERIFY(answer != "ok" || rows.at(id) == test::recordOf(id));
            for (const auto& [id, answer] : reserved) QVERIFY(answer != "ok" || rows.contains(id));
            if (!dark) break;
        }
    }
};

QTEST_GUILESS_MAIN(SpoolFaultsTest)
#include "spool_faults_test.moc"
