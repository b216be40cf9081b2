#include "gateway/ledger/sync_thread.hpp"

#include "faulty_files.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace gw::ledger;
using gw::test::Call;
using gw::test::FaultyFiles;

class SyncThreadTest : public QObject {
    Q_OBJECT

    static std::shared_ptr<Segment> segmentIn(const QTemporaryDir& dir, FaultyFiles& files, std::uint64_t number) {
        const std::filesystem::path path = std::filesystem::path(dir.path().toStdString()) / segmentName(number);
        auto segment = std::make_shared<Segment>(files, path, 0, number, 1);
        segment->fd = files.create(path);
        segment->written = static_cast<std::uint64_t>(files.write(segment->fd, "0123456789"));
        return segment;
    }

   private Q_SLOTS:
    void makesDurableAndTells() {
        QTemporaryDir dir;
        FaultyFiles files;
        std::atomic<int> told{0}, adopted{0}, durable{0};
        SyncThread sync(files, 2, std::chrono::milliseconds{1});
        sync.onProgress([&](const auto&) { ++adopted; }, [&] { ++durable; });
        sync.tell(1, [&] { ++told; });
        sync.start();
        sync.start();
        auto segment = segmentIn(dir, files, 1);
        QVERIFY(sync.offer(1, segment));
        QTRY_COMPARE(segment->durable.load(), std::uint64_t{10});
        QTRY_COMPARE(told.load(), 1);
        QCOMPARE(adopted.load(), 1);
        QTRY_COMPARE(durable.load(), 1);
        sync.tell(1, {});
        segment->written = 12;
        sync.wake();
        QTRY_COMPARE(segment->durable.load(), std::uint64_t{12});
        segment->sealed = true;
        sync.stop();
        QCOMPARE(told.load(), 1);
        QCOMPARE(segment->fd, -1);
        QCOMPARE(sync.syncs(), std::uint64_t{2});
    }

    void syncsWhatIsLeftWhenStopped() {
        QTemporaryDir dir;
        FaultyFiles files;
        SyncThread sync(files, 1, std::chrono::milliseconds{1});
        auto segment = segmentIn(dir, files, 1);
        sync.start();
        segment->sealed = true;
        sync.offer(0, segment);
        sync.stop();
        QCOMPARE(segment->durable.load(), std::uint64_t{10});
    }

    void neverSyncsAFailedSegmentAgain() {
        QTemporaryDir dir;
        FaultyFiles files;
        files.fault = [](Call call, std::uint64_t number) { return call == Call::sync && number == 1 ? -EIO : 0; };
        SyncThread sync(files, 1, std::chrono::milliseconds{0});
        auto segment = segmentIn(dir, files, 1);
        sync.offer(0, segment);
        sync.round();
        QVERIFY(segment->failed);
        segment->written = 20;
        sync.round();
        sync.round();
        QCOMPARE(files.count[Call::sync], std::uint64_t{1});
        QCOMPARE(segment->durable.load(), std::uint64_t{0});
        QVERIFY(segment->fd >= 0);
        segment->sealed = true;
        sync.round();
        QCOMPARE(segment->fd, -1);
        QCOMPARE(sync.failures(), std::uint64_t{1});
    }

    void refusesMoreSegmentsThanItCanHold() {
        QTemporaryDir dir;
        FaultyFiles files;
        SyncThread sync(files, 1, std::chrono::milliseconds{0});
        std::uint64_t number = 1;
        while (sync.offer(0, segmentIn(dir, files, number))) ++number;
        QCOMPARE(number, std::uint64_t{65});
        sync.round();
        QVERIFY(sync.offer(0, segmentIn(dir, files, 100)));
    }
};

QTEST_GUILESS_MAIN(SyncThreadTest)
#include "sync_thread_test.moc"
