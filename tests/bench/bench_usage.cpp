// What the report "usage" costs over 30 days of a large gateway: table usage_hour is filled with a row for each hour, key and model,
// 1.2 million by default, and the report is read from its sums and, for comparison, from all of those rows. Exits 1 where the two differ.
// Usage: bench_usage [keys] [models a key]
#include "gateway/store/database.hpp"
#include "gateway/store/migrator.hpp"
#include "gateway/store/usage_report.hpp"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <vector>

namespace {

using namespace gw;
using namespace gw::store;

constexpr std::int64_t kHour = 3'600'000, kDays = 30;
constexpr std::int64_t kBegin = 1'767'711'600'000;  // 6 January 2026, 15:00 UTC

bool require(const Result<void>& done) {
    if (!done) std::fprintf(stderr, "%s\n", describe(done.error()).c_str());
    return done.has_value();
}

Result<void> fill(Database& database, int keys, int models) {
    auto made = database.run(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
        "INSERT INTO usage_hour SELECT ? + (i / ?) * 3600000, 'key-' || (i / ? % ?), 'user-' || (i / ? % ? / 8), 'provider-' || (i % 3), 'model-' || (i % ?), "
        "1 + i % 7, i % 5000, i % 900, i % 50, i % 9, i % 70, (i * 7919) % 100000000, i % 11 = 0, i % 13 = 0, 0 FROM n",
        {kDays * 24 * keys * models, kBegin, std::int64_t{keys} * models, std::int64_t{models}, std::int64_t{keys}, std::int64_t{models}, std::int64_t{keys},
         std::int64_t{models}});
    if (!made) return fail(made.error());
    return {};
}

using Figures = std::map<std::string, std::pair<std::int64_t, std::int64_t>>;

Result<Figures> fromRows(Database& database, const char* column) {
    Figures figures;
    auto done = database.select(std::string("SELECT ") + column + ", sum(cost_nanousd), sum(tokens_in) FROM usage_hour WHERE hour >= ? AND hour < ? GROUP BY 1",
                                {kBegin, kBegin + kDays * 24 * kHour}, [&](const Row& row) -> Result<void> {
                                    figures[row.text(0)] = {row.integer(1), row.integer(2)};
                                    return {};
                                });
    if (!done) return fail(done.error());
    return figures;
}

/// CPU of this thread: others use the machine too.
double cpuMs() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// CPU, the median of five. False: the report is not what the rows add up to.
bool measure(Database& database, const char* name, const char* column, UsageGrouping group) {
    const UsageQuery query{.since = fromMillis(kBegin), .until = fromMillis(kBegin + kDays * 24 * kHour), .zoneMs = 8 * kHour, .stepMs = 24 * kHour, .group = group};
    std::vector<double> times, scans;
    bool equal = true;
    for (int round = 0; round < 5; ++round) {
        double begin = cpuMs();
        const auto report = usageReport(database, query);
        times.push_back(cpuMs() - begin);
        begin = cpuMs();
        const auto rows = fromRows(database, column);
        scans.push_back(cpuMs() - begin);
        if (!report || !rows || report->groupsInAll != static_cast<std::int64_t>(rows->size())) return false;
        for (const auto& item : report->groups) {
            const auto found = rows->find(item.group);
            equal = equal && found != rows->end() && found->second == std::pair(item.sums.costNanoUsd, item.sums.tokensIn);
        }
    }
    std::sort(times.begin(), times.end());
    std::sort(scans.begin(), scans.end());
    std::printf("by %-9s report %7.1f ms; one scan of all rows %7.1f ms; %s\n", name, times[2], scans[2], equal ? "equal" : "NOT EQUAL");
    return equal;
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const int keys = argc > 1 ? std::atoi(argv[1]) : 417, models = argc > 2 ? std::atoi(argv[2]) : 4;
    const QTemporaryDir folder;
    auto opened = Database::openSqlite({.file = folder.path().toStdString() + "/bench.db", .readOnly = false, .busyTimeoutMs = 0});
    if (!opened) return 1;
    Database& database = **opened;
    Migrator migrator(database);
    // The migration itself sums up what stands there.
    if (!migrator.upgrade() || !migrator.downgrade("0014")) return 1;
    if (!require(fill(database, keys, models))) return 1;
    const double begin = cpuMs();
    if (const auto done = migrator.upgrade(); !done) return std::fprintf(stderr, "%s\n", describe(done.error()).c_str()), 1;
    std::printf("%lld rows; their migration took %.0f ms\n", static_cast<long long>(database.integer("SELECT count(*) FROM usage_hour").value().value_or(0)), cpuMs() - begin);
    bool equal = measure(database, "key", "key_id", UsageGrouping::key);
    equal = measure(database, "user", "user_id", UsageGrouping::user) && equal;
    equal = measure(database, "provider", "provider", UsageGrouping::provider) && equal;
    equal = measure(database, "model", "model", UsageGrouping::model) && equal;
    return equal ? 0 : 1;
}
