// Kills a process that writes through the real ledger and holds what a restart finds against what the process was told;
// then damages the tail of a segment byte by byte.
#include "gateway/ledger/recovery.hpp"

#include "crash_child.hpp"
#include "gateway/ledger/record_codec.hpp"
#include "spool_rig.hpp"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iterator>
#include <set>

using namespace gw;
using namespace gw::ledger;
using gw::test::Call;
using gw::test::CrashPlan;
using gw::test::FaultyFiles;
using gw::test::RowSink;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kEndless = 1'000'000'000;

/// What the child said before it died.
struct Told {
    std::set<std::string> reserved, settled;
    std::map<std::string, QByteArray> committed;  ///< "1003 exact"
    int commits = 0;
    bool killed = false;
    int exitCode = 0;
};

QStringList argumentsOf(const CrashPlan& plan) {
    const auto flag = [](bool on) { return on ? QStringLiteral("1") : QStringLiteral("0"); };
    return {QStringLiteral("--child"), QString::fromStdString(plan.directory), flag(plan.strict), flag(plan.ships),
            QString::number(plan.killAt), QString::number(plan.requests)};
}

/// Runs the child until it ends by itself, or kills it when it has said `lines` lines.
Told runChild(const CrashPlan& plan, qsizetype lines = 0) {
    QProcess child;
    child.setProcessChannelMode(QProcess::SeparateChannels);
    child.start(QCoreApplication::applicationFilePath(), argumentsOf(plan));
    QByteArray said;
    while (child.state() != QProcess::NotRunning && (lines == 0 || said.count('\n') < lines)) {
        child.waitForReadyRead(-1);
        said += child.readAllStandardOutput();
    }
    if (child.state() != QProcess::NotRunning) child.kill();
    child.waitForFinished(-1);
    said += child.readAllStandardOutput();
    Told told;
    told.killed = child.exitStatus() == QProcess::CrashExit;
    told.exitCode = child.exitCode();
    for (const auto& line : said.split('\n')) {
        const auto words = line.split(' ');
        if (words.size() < 2) continue;
        const auto id = words[1].toStdString();
        if (words[0] == "R") told.reserved.insert(id);
        if (words[0] == "S") told.settled.insert(id);
        if (words[0] != "C") continue;
        ++told.commits;
        told.committed.try_emplace(id, words[2] + " " + words[3]);
    }
    return told;
}

QByteArray textOf(const RequestRecord& record) {
    return QByteArray::number(qint64{record.cost->value}) + (record.estimated ? " estimated" : " exact");
}

/// A killed process leaves its writes with the kernel: waiting for the disk would only make the test slow.
int skipFileSync(Call call, std::uint64_t) { return call == Call::syncFile ? 1 : 0; }

std::map<std::string, RequestRecord> restart(const fs::path& spool) {
    LedgerOptions options;
    options.directory = spool;
    options.node = "node-1";
    RowSink sink;
    FaultyFiles files;
    files.fault = skipFileSync;
    auto ledger = Ledger::open(options, files);
    if (!ledger) return {};
    (*ledger)->start(sink);
    (*ledger)->stop();
    return sink.rows();
}

/// The rows of a restart together with what was committed before; "" or what is wrong.
QByteArray difference(const Told& told, const std::map<std::string, RequestRecord>& recovered) {
    auto rows = told.committed;
    for (const auto& [id, record] : recovered) {
        const auto [row, added] = rows.try_emplace(id, textOf(record));
        if (!added && row->second != textOf(record)) return "two ends of " + QByteArray::fromStdString(id);
        if (!record.estimated && !(record == test::crashTestRecord(std::stoull(id.substr(4))))) return "changed " + textOf(record);
    }
    for (const auto& id : told.reserved) {
        if (!rows.contains(id)) return "lost " + QByteArray::fromStdString(id);
    }
    for (const auto& [id, text] : rows) {
        const auto number = std::stoull(id.substr(4));
        const auto exact = QByteArray::number(qulonglong{1000 + number}) + " exact";
        if (number > told.reserved.size()) return "invented " + QByteArray::fromStdString(id);
        if (text != exact && text != "10490000 estimated") return "wrong " + QByteArray::fromStdString(id) + ": " + text;
        if (test::crashLeavesOpen(number) && text == exact) return "settled by itself " + QByteArray::fromStdString(id);
        if (told.settled.contains(id) && text != exact) return "estimated though settled " + QByteArray::fromStdString(id);
    }
    return {};
}

}  // namespace

class LedgerCrashTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;

    fs::path root() const { return dir_->path().toStdString(); }
    CrashPlan plan(bool strict, bool ships, std::uint64_t requests) const {
        return {(root() / "spool").string(), strict, ships, 0, requests};
    }

   private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void keepsWhatAKilledProcessAcknowledged_data() {
        QTest::addColumn<bool>("strict");
        QTest::addColumn<bool>("ships");
        QTest::addColumn<int>("lines");
        for (const bool strict : {false, true}) {
            for (const bool ships : {false, true}) {
                for (const int lines : {1, 2, 17, 300}) {
                    QTest::addRow("%s, database %s, %d lines", strict ? "strict" : "group", ships ? "up" : "down", lines)
                        << strict << ships << lines;
                }
            }
        }
    }
    void keepsWhatAKilledProcessAcknowledged() {
        QFETCH(bool, strict);
        QFETCH(bool, ships);
        QFETCH(int, lines);
        const auto told = runChild(plan(strict, ships, kEndless), lines);
        QVERIFY(told.killed);
        QVERIFY(!told.reserved.empty());
        const auto rows = restart(root() / "spool");
        QCOMPARE(difference(told, rows), QByteArray());
        // Everything is shipped: nothing is left for a second start.
        QVERIFY(restart(root() / "spool").empty());
    }

    void survivesAKillAtEachFileCall_data() {
        QTest::addColumn<bool>("strict");
        QTest::newRow("group") << false;
        QTest::newRow("strict") << true;
    }
    void survivesAKillAtEachFileCall() {
        QFETCH(bool, strict);
        auto made = plan(strict, true, 12);
        int kills = 0;
        for (made.killAt = 1;; ++made.killAt, ++kills) {
            made.directory = (root() / std::to_string(made.killAt)).string();
            const auto told = runChild(made);
            QVERIFY2(told.killed || told.exitCode == 0, QByteArray::number(told.exitCode).constData());
            QCOMPARE(difference(told, restart(made.directory)), QByteArray());
            if (!told.killed) break;
        }
        QVERIFY2(kills > 20, QByteArray::number(kills).constData());
    }

    void settlesTheSameWhenRecoveryItselfIsKilled() {
        auto made = plan(false, false, kEndless);
        const auto told = runChild(made, 30);
        const auto copy = [&](const char* name) {
            fs::copy(made.directory, root() / name, fs::copy_options::recursive);
            return root() / name;
        };
        const auto expected = restart(copy("reference"));
        QCOMPARE(difference(told, expected), QByteArray());
        auto recovery = plan(false, false, 0);
        int kills = 0;
        for (recovery.killAt = 1;; ++recovery.killAt, ++kills) {
            recovery.directory = copy(std::to_string(recovery.killAt).c_str()).string();
            const bool killed = runChild(recovery).killed;
            QVERIFY(restart(recovery.directory) == expected);
            if (!killed) break;
        }
        QVERIFY2(kills > 8, QByteArray::number(kills).constData());
    }

    void losesNothingBeforeADamagedByte_data() {
        QTest::addColumn<bool>("cut");
        QTest::newRow("truncated") << true;
        QTest::newRow("bit flipped") << false;
    }
    void losesNothingBeforeADamagedByte() {
        QFETCH(bool, cut);
        const auto whole = segmentOf(8);
        const auto frames = framesOf(whole);
        QCOMPARE(frames.size(), std::size_t{15});
        const auto path = root() / "damaged" / "worker-0" / segmentName(1);
        fs::create_directories(path.parent_path());
        for (std::size_t at = whole.size() - 1000; at < whole.size(); ++at) {
            auto bytes = cut ? whole.substr(0, at) : whole;
            if (!cut) bytes[at] = static_cast<char>(bytes[at] ^ (1 << (at % 8)));
            for (const auto& file : fs::directory_iterator(path.parent_path())) fs::remove(file.path());
            std::ofstream(path, std::ios::binary) << bytes;
            FaultyFiles files;
            files.fault = skipFileSync;
            auto recovered = recoverSpool(files, root() / "damaged", "node-1");
            QVERIFY(recovered);
            const bool inLast = at >= frames.back().start;
            const bool onEdge = cut && std::ranges::any_of(frames, [at](const auto& frame) { return frame.start == at; });
            QCOMPARE(recovered->report.tornTails, std::size_t(onEdge ? 0 : cut || inLast ? 1 : 0));
            QCOMPARE(recovered->report.damagedPlaces, std::size_t(!cut && !inLast ? 1 : 0));
            std::map<std::string, bool> found;
            for (const auto& record : test::shippedFrom(files, *recovered)) found.try_emplace(record.traceId, record.estimated);
            QVERIFY2(found == expected(frames, at, cut), QByteArray::number(qulonglong{at}).constData());
        }
    }

   private:
    struct Place {
        RecordType type = RecordType::reservation;
        std::string id;
        std::size_t start = 0, end = 0;
    };

    /// The bytes that a real writer leaves for so many requests, the last of them open.
    std::string segmentOf(int requests) const {
        test::SpoolRig rig(root() / "whole");
        for (int i = 0; i < requests; ++i) {
            rig.reserve("req-" + std::to_string(i));
            rig.turn();
            if (i + 1 < requests) rig.settle("req-" + std::to_string(i));
            rig.turn();
        }
        rig.writer->detach();
        std::ifstream file(rig.segments.at(0)->path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    static std::vector<Place> framesOf(const std::string& bytes) {
        std::vector<Place> places;
        FrameReader reader(std::string_view(bytes).substr(kSegmentHeadBytes), parseSegmentHead(bytes)->salt);
        while (const auto frame = reader.next()) {
            places.push_back({frame->type, std::string(*peekRequestId(frame->payload)), kSegmentHeadBytes + frame->offset,
                              kSegmentHeadBytes + frame->end});
        }
        return places;
    }

    /// Which requests are found, and whether as estimated, when every frame holds but those that the damage touches.
    static std::map<std::string, bool> expected(const std::vector<Place>& frames, std::size_t at, bool cut) {
        std::map<std::string, bool> found;
        for (const auto& frame : frames) {
            const bool touched = cut ? frame.end > at : frame.start <= at && at < frame.end;
            if (!touched) found[frame.id] = frame.type == RecordType::reservation;
        }
        return found;
    }
};

int main(int count, char** arguments) {
    if (const int code = gw::test::crashChildMain(count, arguments); code >= 0) return code;
    const QCoreApplication app(count, arguments);
    LedgerCrashTest test;
    return QTest::qExec(&test, count, arguments);
}
#include "ledger_crash_test.moc"
