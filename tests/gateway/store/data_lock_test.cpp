#include "gateway/store/data_lock.hpp"

#include "tests/gateway/store/store_rig.hpp"

#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace gw;
using namespace gw::store;
using namespace gw::test;
namespace fs = std::filesystem;

namespace {
constexpr QLatin1String kLocked{"STORE_LOCKED"};
}

class DataLockTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    fs::path folder() const { return fs::path(dir_->path().toStdString()) / "data" / "deep"; }

   private Q_SLOTS:
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }

    void makesTheFolderForItsOwnerOnly() {
        const auto lock = DataLock::take(folder());
        QCOMPARE(outcome(lock), kDone);
        QVERIFY(fs::status(folder()).permissions() == fs::perms::owner_all);
        QVERIFY(fs::status(folder() / "gatehouse.lock").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }

    void letsOneInAndNamesTheHolder() {
        const auto first = DataLock::take(folder());
        QCOMPARE(outcome(first), kDone);
        const auto second = DataLock::take(folder());
        QCOMPARE(outcome(second), kLocked);
        QVERIFY(second.error().detail.find("pid " + std::to_string(::getpid())) != std::string::npos);
        QCOMPARE(second.error().field, folder().string());
        const auto holder = lockHolder(folder());
        QCOMPARE(holder.pid, static_cast<int>(::getpid()));
        QVERIFY(!holder.program.empty());
        QVERIFY(second.error().detail.find(holder.program) != std::string::npos);
    }

    void letsTheNextInAfterwards() {
        {
            const auto first = DataLock::take(folder());
            QCOMPARE(outcome(first), kDone);
        }
        QCOMPARE(lockHolder(folder()).pid, 0);
        QCOMPARE(outcome(DataLock::take(folder())), kDone);
    }

    void stillHoldsWhatWasMoved() {
        auto first = DataLock::take(folder());
        QCOMPARE(outcome(first), kDone);
        {
            const DataLock moved = std::move(*first);
            QCOMPARE(outcome(DataLock::take(folder())), kLocked);
        }
        QCOMPARE(outcome(DataLock::take(folder())), kDone);
    }

    void takesOverFromAProcessThatDied() {
        const pid_t child = ::fork();
        if (child == 0) {
            auto held = DataLock::take(folder());
            ::_exit(held && lockHolder(folder()).pid == ::getpid() ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
        QCOMPARE(lockHolder(folder()).pid, 0);
        const auto lock = DataLock::take(folder());
        QCOMPARE(outcome(lock), kDone);
        QCOMPARE(lockHolder(folder()).pid, static_cast<int>(::getpid()));
    }

    void bearsALockFileWrittenByHand_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("somebody else");
        QTest::newRow("number only") << QByteArray("12");
        QTest::newRow("empty") << QByteArray();
    }
    void bearsALockFileWrittenByHand() {
        QFETCH(const QByteArray, text);
        const auto lock = DataLock::take(folder());
        QCOMPARE(outcome(lock), kDone);
        std::ofstream(folder() / "gatehouse.lock", std::ios::trunc) << text.toStdString();
        QVERIFY(lockHolder(folder()).program.empty());
        const auto second = DataLock::take(folder());
        QCOMPARE(outcome(second), kLocked);
        QVERIFY(second.error().detail.find("another process") != std::string::npos);
    }

    void reportsAFolderThatCannotBe() {
        const auto file = fs::path(dir_->path().toStdString()) / "file";
        std::ofstream(file) << "x";
        const auto lock = DataLock::take(file / "data");
        QCOMPARE(outcome(lock), kStoreFailed);
        QVERIFY(lock.error().field.find("gatehouse.lock") != std::string::npos);
        QCOMPARE(lockHolder(file / "data").pid, 0);
        fs::create_directories(folder() / "gatehouse.lock");
        QCOMPARE(outcome(DataLock::take(folder())), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(DataLockTest)
#include "data_lock_test.moc"
