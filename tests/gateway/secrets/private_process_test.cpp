#include "gateway/secrets/private_process.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

class PrivateProcessTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void keepsFilesAndMemoryToItself() {
        gw::secrets::keepProcessPrivate();
        rlimit core{};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
        QCOMPARE(core.rlim_cur, rlim_t{0});
        QCOMPARE(core.rlim_max, rlim_t{0});
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
        const QTemporaryDir folder;
        const QByteArray path = (folder.path() + QStringLiteral("/made")).toUtf8();
        const int made = ::open(path.constData(), O_CREAT | O_WRONLY | O_CLOEXEC, 0666);
        QVERIFY(made >= 0);
        struct stat facts{};
        QCOMPARE(::fstat(made, &facts), 0);
        ::close(made);
        QCOMPARE(facts.st_mode & 0777U, 0600U);
    }
};

QTEST_GUILESS_MAIN(PrivateProcessTest)
#include "private_process_test.moc"
