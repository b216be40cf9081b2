#include "gateway/engine/request_log.hpp"

#include "gateway/base/log.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace gw;
using namespace gw::engine;

class RequestLogTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void everyRecordReachesFileAndBatchAcrossWorkers() {
        QTemporaryDir dir;
        log::Options options;
        options.directory = dir.path().toStdString();
        QVERIFY(log::init(options).has_value());
        std::atomic<int> seen{0};
        constexpr int kEach = 1500;
        {
            RequestLogThread logThread(2, [&](RequestLogThread::Batch batch) {
                QVERIFY(batch.size() <= 500);
                seen += int(batch.size());
            });
            std::vector<std::thread> workers;
            for (unsigned worker = 0; worker < 2; ++worker)
                workers.emplace_back([&logThread, worker] {
                    ledger::RequestRecord record;
                    record.traceId = "req-" + std::to_string(worker);
                    for (int i = 0; i < kEach; ++i) logThread.port(worker).log(ledger::RequestRecord(record));
                });
            for (auto& worker : workers) worker.join();
            logThread.stop();
            QCOMPARE(logThread.dropped(), std::uint64_t(0));
        }
        QCOMPARE(seen.load(), 2 * kEach);
        log::shutdown();
        QFile file(dir.filePath(QStringLiteral("app.log")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        QCOMPARE(int(text.count("trace_id=req-0 ")), kEach);
        QCOMPARE(int(text.count("trace_id=req-1 ")), kEach);
    }
};

QTEST_GUILESS_MAIN(RequestLogTest)
#include "request_log_test.moc"
