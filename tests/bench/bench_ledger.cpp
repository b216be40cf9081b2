// What the store writer spends on a settled request: CPU of this thread for inserting records in the shipper's batches into a
// fresh SQLite database. Usage: bench_ledger [records] [records a batch]
#include "gateway/base/random_id.hpp"
#include "gateway/ledger/record_view.hpp"
#include "gateway/store/database.hpp"
#include "gateway/store/migrator.hpp"
#include "gateway/store/usage_table.hpp"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

gw::ledger::RequestRecord recordAt(gw::WallTime now, int number) {
    gw::ledger::RequestRecord record;
    record.traceId = gw::requestId(now);
    record.keyId = "0197a1b2-0000-7000-8000-00000000000" + std::to_string(number % 4);
    record.userId = "0197a1b2-0000-7000-8000-0000000000aa";
    record.ip = "10.0.0.1";
    record.route = "/v1/chat/completions";
    record.dialect = "openai";
    record.model = "default";
    record.presetId = "0197a1b2-0000-7000-8000-0000000000bb";
    record.provider = "main";
    record.upstreamModel = "gpt-4o";
    record.cache = "miss";
    record.node = "node-1";
    record.createdAt = now;
    record.status = 200;
    record.attempts = 1;
    record.usage = {100, 60, 40, 0, 20};
    record.cost = gw::NanoUsd{800};
    record.latencyMs = 812;
    record.upstreamMs = 800;
    gw::ledger::AttemptRecord attempt;
    attempt.provider = "main";
    attempt.upstreamModel = "gpt-4o";
    attempt.status = 200;
    attempt.totalMs = 800;
    attempt.firstByteMs = 700;
    record.attemptList.push_back(std::move(attempt));
    record.billed.push_back({1, gw::ledger::UsageSource::reported, "main", "gpt-4o", record.usage, record.cost, "2026-01-01"});
    return record;
}

double cpuMicros() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Inserts `total` records, 30 a millisecond, and returns the CPU spent inside the store, in µs a record.
double run(gw::store::Database& database, int total, int perBatch) {
    auto now = gw::fromMillis(1'767'700'800'000);
    double spent = 0;
    for (int done = 0; done < total;) {
        std::vector<gw::ledger::RequestRecord> batch;
        for (int i = 0; i < perBatch && done < total; ++i, ++done) {
            if (done % 30 == 0) now += std::chrono::milliseconds{1};
            batch.push_back(recordAt(now, done));
        }
        std::vector<gw::ledger::RecordView> views;
        for (const auto& record : batch) views.push_back(gw::ledger::viewOf(record));
        const double begin = cpuMicros();
        if (auto inserted = gw::store::insertUsage(database, views); !inserted) {
            std::fprintf(stderr, "bench_ledger: %s\n", describe(inserted.error()).c_str());
            std::exit(1);
        }
        spent += cpuMicros() - begin;
    }
    return spent / total;
}

}  // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const int total = argc > 1 ? std::atoi(argv[1]) : 200000;
    const int perBatch = argc > 2 ? std::atoi(argv[2]) : 1000;
    const QTemporaryDir folder;
    auto database = gw::store::Database::openSqlite({.file = folder.path().toStdString() + "/bench.db"});
    if (!database || !gw::store::Migrator(**database).upgrade()) return 1;
    std::printf("{\"records\": %d, \"batch\": %d, \"cpu_us_per_record\": %.2f}\n", total, perBatch, run(**database, total, perBatch));
    return 0;
}
