#include "gateway/ledger/spool_files.hpp"

#include "gateway/ledger/segment.hpp"
#include "gateway/ledger/wakeup.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <filesystem>
#include <fstream>

using namespace gw::ledger;
namespace fs = std::filesystem;

class PosixFilesTest : public QObject {
    Q_OBJECT
    QTemporaryDir dir_;
    fs::path path(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

   private Q_SLOTS:
    void writesAppendsCutsAndReads() {
        auto& files = posixFiles();
        const int fd = files.create(path("a"));
        QVERIFY(fd >= 0);
        QVERIFY(fs::status(path("a")).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
        QCOMPARE(files.write(fd, "hello "), 6L);
        QCOMPARE(files.write(fd, "world"), 5L);
        const int claimed = files.claim(fd, 4096);
        QVERIFY(claimed == 0 || claimed == -EOPNOTSUPP);
        QCOMPARE(files.sync(fd), 0);
        QCOMPARE(files.truncate(fd, 5), 0);
        QCOMPARE(files.write(fd, "!"), 1L);
        QCOMPARE(files.close(fd), 0);
        QCOMPARE(files.syncFile(path("a")), 0);
        QCOMPARE(files.syncDirectory(path("a").parent_path()), 0);
        std::string text;
        QCOMPARE(files.read(path("a"), 0, 100, text), 0);
        QCOMPARE(text, std::string("hello!"));
        QCOMPARE(files.read(path("a"), 4, 1, text), 0);
        QCOMPARE(text, std::string("o"));
        QCOMPARE(files.read(path("a"), 50, 9, text), 0);
        QVERIFY(text.empty());
        QCOMPARE(files.rename(path("a"), path("b")), 0);
        std::vector<std::string> names;
        QCOMPARE(files.list(path("b").parent_path(), names), 0);
        QCOMPARE(names, std::vector<std::string>{"b"});
        QCOMPARE(files.remove(path("b")), 0);
    }

    void reportsErrno() {
        auto& files = posixFiles();
        std::string text;
        std::vector<std::string> names;
        QCOMPARE(files.create(path("none/x")), -ENOENT);
        QCOMPARE(files.read(path("none"), 0, 1, text), -ENOENT);
        QCOMPARE(files.list(path("none"), names), -ENOENT);
        QCOMPARE(files.remove(path("none")), -ENOENT);
        QCOMPARE(files.rename(path("none"), path("other")), -ENOENT);
        QCOMPARE(files.syncFile(path("none")), -ENOENT);
        QCOMPARE(files.syncDirectory(path("none")), -ENOENT);
        QCOMPARE(files.write(-1, "x"), long(-EBADF));
        QCOMPARE(files.sync(-1), -EBADF);
        QCOMPARE(files.truncate(-1, 0), -EBADF);
        QCOMPARE(files.claim(-1, 1), -EBADF);
        QCOMPARE(files.close(-1), -EBADF);
        const int fd = files.create(path("twice"));
        QVERIFY(fd >= 0);
        files.close(fd);
        QCOMPARE(files.create(path("twice")), -EEXIST);
        QCOMPARE(files.makeDirectory(path("twice")), -ENOTDIR);
        QCOMPARE(errnoText(-ENOSPC), std::string("No space left on device (28)"));
        QCOMPARE(errnoText(ENOSPC), errnoText(-ENOSPC));
    }

    void makesDirectoriesForTheOwnerOnly() {
        auto& files = posixFiles();
        QCOMPARE(files.makeDirectory(path("one/two/three")), 0);
        QCOMPARE(files.makeDirectory(path("one/two/three")), 0);
        QVERIFY(fs::status(path("one/two/three")).permissions() == fs::perms::owner_all);
    }

    void namesSegments() {
        QCOMPARE(segmentName(42), std::string("000042.seg"));
        QCOMPARE(segmentName(12'345'678), std::string("12345678.seg"));
        QCOMPARE(segmentNumber("000042.seg"), std::uint64_t{42});
        QCOMPARE(segmentNumber("12345678.seg"), std::uint64_t{12'345'678});
        for (const char* other : {"42.seg", "000042.seg.bad", "x00042.seg", "000042", ".seg", "", "-00042.seg", "0000042.seg"}) {
            QCOMPARE(segmentNumber(other), std::uint64_t{0});
        }
    }

    void wakesUpOnceForASignalGivenBefore() {
        Wakeup wakeup;
        wakeup.signal();
        wakeup.signal();
        QVERIFY(wakeup.wait(std::chrono::milliseconds{0}));
        QVERIFY(!wakeup.wait(std::chrono::milliseconds{0}));
    }
};

QTEST_GUILESS_MAIN(PosixFilesTest)
#include "posix_files_test.moc"
