#include "gateway/metrics/process_facts.hpp"

#include <QFile>
#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <latch>
#include <memory>
#include <thread>
#include <vector>

using namespace gw::metrics;

class ProcessFactsTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void knowsEverythingOnLinux() {
        const auto facts = readProcessFacts();
        QVERIFY(facts.cpuSeconds && facts.startSeconds && facts.openFds && facts.maxFds && facts.virtualBytes && facts.residentBytes && facts.threads);
        QVERIFY(*facts.cpuSeconds >= 0);
        QVERIFY(*facts.residentBytes > 1'000'000 && *facts.residentBytes < *facts.virtualBytes);
        rlimit limit{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
        QCOMPARE(*facts.maxFds, std::uint64_t{limit.rlim_cur});
        QVERIFY(*facts.startSeconds > 1.5e9);
        QCOMPARE(*readProcessFacts().startSeconds, *facts.startSeconds);
    }
    void countsFilesThatAreOpened() {
        const auto before = *readProcessFacts().openFds;
        std::vector<std::unique_ptr<QFile>> files;
        for (int i = 0; i < 5; ++i) {
            files.push_back(std::make_unique<QFile>(QStringLiteral("/dev/null")));
            QVERIFY(files.back()->open(QIODevice::ReadOnly));
        }
        QCOMPARE(*readProcessFacts().openFds, before + 5);
        files.clear();
        QCOMPARE(*readProcessFacts().openFds, before);
    }
    void countsThreads() {
        const auto before = *readProcessFacts().threads;
        std::latch started(2), done(1);
        std::thread thread([&] {
            started.arrive_and_wait();
            done.wait();
        });
        started.arrive_and_wait();
        const auto during = *readProcessFacts().threads;
        done.count_down();
        thread.join();
        QCOMPARE(during, before + 1);
    }
    void readsAProcessWhoseNameHoldsABracket() {
        const auto before = readProcessFacts();
        QCOMPARE(::prctl(PR_SET_NAME, "a) R 1 (b"), 0);
        const auto facts = readProcessFacts();
        ::prctl(PR_SET_NAME, "process_facts");
        QCOMPARE(*facts.startSeconds, *before.startSeconds);
        QVERIFY(*facts.threads >= 1 && *facts.threads < 100);
    }
};

QTEST_GUILESS_MAIN(ProcessFactsTest)
#include "process_facts_test.moc"
