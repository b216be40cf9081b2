// The tables latency_step and usage_hour, and the reports that read them and the index of failed requests.
#include "gateway/store/error_report.hpp"
#include "gateway/store/latency_bucket.hpp"
#include "gateway/store/latency_report.hpp"
#include "gateway/store/usage_report.hpp"
#include "gateway/store/usage_table.hpp"

#include "gateway/store/api_key_table.hpp"
#include "tests/gateway/store/usage_rig.hpp"

#include <cmath>
#include <numeric>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

/// Failed at `second` with this status and code.
ledger::RequestRecord failedOf(const std::string& trace, std::int64_t second, int status, ErrorCode code) {
    auto record = usageOf(trace, second);
    record.status = status;
    record.error = code;
    return record;
}

ErrorQuery errorsOf(ErrorGrouping group) { return {.since = noon(), .until = noon(3600), .group = group, .code = {}, .provider = {}, .model = {}, .key = {}, .node = {}, .now = noon(3600)}; }
LatencyQuery latencyOf() { return {noon(), noon(3600), {}, {}, noon(3600)}; }
UsageQuery usageFor(UsageGrouping group) { return {.since = noon(), .until = noon(3600), .group = group}; }

std::string textOf(const std::vector<ErrorGroup>& groups) {
    std::string text;
    for (const auto& group : groups) text += group.group + "=" + std::to_string(group.count) + " ";
    return text;
}

std::string textOf(const std::vector<UsageGroup>& groups) {
    std::string text;
    for (const auto& group : groups) text += group.group + "=" + std::to_string(group.sums.costNanoUsd) + " ";
    return text;
}

}  // namespace

class ReportsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void insert(const std::vector<ledger::RequestRecord>& records) { QVERIFY(insertUsage(database(), records)); }
    std::string planOf(const std::string& sql) {
        std::string plan;
        const auto done = database().select("EXPLAIN QUERY PLAN " + sql, {}, [&](const Row& row) -> Result<void> {
            plan += row.text(3) + "\n";
            return {};
        });
        return done ? plan : "no plan";
    }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void bucketsHoldEachTimeOnce() {
        for (std::int64_t ms = 0; ms < 5000; ++ms) {
            const int bucket = latencyBucket(ms);
            QVERIFY(latencyBucketFloor(bucket) <= ms);
            if (bucket + 1 < kLatencyBuckets && latencyBucketFloor(bucket + 1) > latencyBucketFloor(bucket)) QVERIFY(ms < latencyBucketFloor(bucket + 1));
        }
        QCOMPARE(latencyBucket(-5), 0);
        QCOMPARE(latencyBucket(100'000'000), kLatencyBuckets - 1);
    }

    void quantilesAreOffByLessThanABucket() {
        LatencyCounts counts{};
        for (int ms = 100; ms < 10'100; ++ms) ++counts[static_cast<std::size_t>(latencyBucket(ms))];
        for (const double share : {0.5, 0.95, 0.99}) {
            const double exact = 100 + share * 10'000;
            QVERIFY(std::abs(*latencyQuantile(counts, share) - exact) < exact / 5);
        }
        QVERIFY(!latencyQuantile({}, 0.5));
    }

    void aSpanIsReadInAtMostFourHundredSteps() {
        for (const std::int64_t span : {60, 3600, 6 * 3600, 86'400, 7 * 86'400, 31 * 86'400}) QVERIFY(span / latencyStepFor(span, span) <= 400);
        QCOMPARE(latencyStepFor(3600, 3600), std::int64_t{60});
        QCOMPARE(latencyStepFor(86'400, 86'400), std::int64_t{600});
    }

    void tellsWhereTheTimeOfARouteWent() {
        auto record = usageOf("r1", 5);
        record.latencyMs = 1000;
        record.attemptList = {{.attempt = 1, .provider = "main", .upstreamModel = "gpt-4o", .status = 200, .error = {}, .detail = {}, .dnsMs = 10,
                               .connectMs = 20, .tlsMs = 30, .firstByteMs = 400, .totalMs = 900}};
        auto refused = failedOf("r2", 6, 429, ErrorCode::rateLimit);
        refused.provider.clear();
        insert({record, refused});
        const auto report = latencyReport(database(), latencyOf()).value();
        QCOMPARE(report.routes.size(), std::size_t{1});
        const auto& parts = report.routes[0].parts;
        QCOMPARE(report.routes[0].requests, std::int64_t{1});
        QCOMPARE(parts.gateway, std::int64_t{100});
        QCOMPARE(parts.dns + parts.connect + parts.tls, std::int64_t{60});
        QCOMPARE(parts.wait, std::int64_t{340});
        QCOMPARE(parts.stream, std::int64_t{500});
        QCOMPARE(report.steps.size(), std::size_t{1});
        QCOMPARE(report.steps.begin()->first, toMillis(noon()));
        QCOMPARE(std::accumulate(report.steps.begin()->second.begin(), report.steps.begin()->second.end(), std::int64_t{0}), std::int64_t{1});
    }

    void whatWaitedBeforeItsFirstCallStandsApart_data() {
        QTest::addColumn<int>("bodyMs");
        QTest::addColumn<int>("queuedUs");
        QTest::addColumn<QString>("parts");
        // 1000 ms, 700 of them an attempt's: body, queue and the gateway's own share the rest, whatever clocks say.
        QTest::newRow("neither") << 0 << 0 << "0 0 300";
        QTest::newRow("a queue") << 0 << 120'900 << "0 120 180";
        QTest::newRow("less than a millisecond") << 0 << 999 << "0 0 300";
        QTest::newRow("a slow body") << 250 << 20'000 << "250 20 30";
        QTest::newRow("more than there was") << 250 << 90'000 << "250 50 0";
        QTest::newRow("nonsense") << -5 << -1 << "0 0 300";
    }
    void whatWaitedBeforeItsFirstCallStandsApart() {
        QFETCH(const int, bodyMs);
        QFETCH(const int, queuedUs);
        QFETCH(const QString, parts);
        auto record = usageOf("r1", 5);
        record.latencyMs = 1000;
        record.bodyMs = bodyMs;
        record.queuedUs = queuedUs;
        record.attemptList = {{.attempt = 1, .provider = "main", .upstreamModel = "gpt-4o", .status = 200, .error = {}, .detail = {}, .dnsMs = {},
                               .connectMs = {}, .tlsMs = {}, .firstByteMs = 400, .totalMs = 700}};
        insert({record});
        const auto sums = latencyReport(database(), latencyOf())->routes.at(0).parts;
        QCOMPARE(QStringLiteral("%1 %2 %3").arg(sums.body).arg(sums.queue).arg(sums.gateway), parts);
        QCOMPARE(sums.wait + sums.stream, std::int64_t{700});
    }

    void timesOfManyRequestsAddUpAndOlderRowsStay() {
        auto record = usageOf("r1", 5);
        record.latencyMs = 1000;
        record.queuedUs = 300'000;
        record.attemptList = {{.attempt = 1, .provider = "main", .upstreamModel = "gpt-4o", .status = 200, .error = {}, .detail = {}, .dnsMs = {},
                               .connectMs = {}, .tlsMs = {}, .firstByteMs = 400, .totalMs = 700}};
        insert({record});
        record.traceId = "r2";
        insert({record});
        Migrator migrator(database());
        QVERIFY(migrator.downgrade("0019"));
        QVERIFY(migrator.upgrade());
        QCOMPARE(latencyReport(database(), latencyOf())->routes.at(0).parts.queue, std::int64_t{0});
        record.traceId = "r3";
        insert({record});
        const auto route = latencyReport(database(), latencyOf())->routes.at(0);
        QCOMPARE(route.requests, std::int64_t{3});
        QCOMPARE(route.parts.queue, std::int64_t{300});
    }

    void anAnswerOfTheCacheWaitsAndStreamsWithoutACall() {
        auto record = usageOf("r1", 5);
        record.latencyMs = 1000;
        record.ttftMs = 600;
        record.queuedUs = 590'000;
        insert({record});
        const auto sums = latencyReport(database(), latencyOf())->routes.at(0).parts;
        QCOMPARE(sums.stream, std::int64_t{400});
        QCOMPARE(sums.queue, std::int64_t{590});
        QCOMPARE(sums.gateway, std::int64_t{10});
    }

    void aRouteAloneNarrowsTheStepsOnly() {
        auto other = usageOf("r2", 70);
        other.provider = "other";
        insert({usageOf("r1", 5), other});
        auto query = latencyOf();
        query.provider = "other";
        query.model = "gpt-4o";
        const auto report = latencyReport(database(), query).value();
        QCOMPARE(report.steps.size(), std::size_t{1});
        QCOMPARE(report.routes.size(), std::size_t{2});
    }

    void aRecordThatComesTwiceIsCountedOnce() {
        insert({usageOf("r1", 5)});
        insert({usageOf("r1", 5), usageOf("r2", 6)});
        insert({usageOf("r2", 6)});
        QCOMPARE(latencyReport(database(), latencyOf())->routes[0].requests, std::int64_t{2});
        QCOMPARE(usageReport(database(), usageFor(UsageGrouping::key))->totals.calls, std::int64_t{2});
        QCOMPARE(usageReport(database(), usageFor(UsageGrouping::key))->totals.costNanoUsd, std::int64_t{1600});
    }

    void oldStepsGoAndCoarserOnesTellOfTheirTime() {
        constexpr std::int64_t kDays = 3 * 86'400;
        insert({usageOf("r1", 5)});
        insert({usageOf("r2", kDays)});
        QCOMPARE(database().integer("SELECT count(*) FROM latency_step WHERE step_s = 60").value().value_or(-1), std::int64_t{1});
        QCOMPARE(database().integer("SELECT count(*) FROM latency_step WHERE step_s = 600").value().value_or(-1), std::int64_t{2});
        auto query = latencyOf();
        query.now = noon(kDays);
        const auto report = latencyReport(database(), query).value();
        QCOMPARE(report.stepS, std::int64_t{600});
        QCOMPARE(report.routes.at(0).requests, std::int64_t{1});
        // Shorter than what is kept: how many came is not known, how many failed is.
        insert({failedOf("r3", 6, 504, ErrorCode::upstreamTimeout)});
        auto errors = errorsOf(ErrorGrouping::code);
        errors.until = noon(60);
        errors.now = noon(kDays);
        QCOMPARE(errorReport(database(), errors)->requests, std::int64_t{0});
        QCOMPARE(errorReport(database(), errors)->errors, std::int64_t{1});
    }

    void theConsolesOwnCallsAreNoTraffic() {
        auto record = usageOf("r1", 5);
        record.console = true;
        insert({record});
        QVERIFY(latencyReport(database(), latencyOf())->routes.empty());
        QCOMPARE(usageReport(database(), usageFor(UsageGrouping::key))->totals.calls, std::int64_t{1});
    }

    void probesAreNoTrafficAndHaveALineOfTheirOwn() {
        auto record = usageOf("r1", 5);
        record.keyId = record.userId = "probe";
        insert({record});
        QVERIFY(latencyReport(database(), latencyOf())->routes.empty());
        for (const auto grouping : {UsageGrouping::key, UsageGrouping::user}) {
            const auto report = usageReport(database(), usageFor(grouping)).value();
            QCOMPARE(report.groups.at(0).group, std::string("probe"));
            QCOMPARE(report.groups.at(0).label, std::string("health probes"));
        }
        const auto lines = usageLines(database(), usageFor(UsageGrouping::key)).value();
        QVERIFY(lines.at(0).keyName == "health probes" && lines.at(0).userEmail == "health probes");
    }

    void groupsErrors_data() {
        QTest::addColumn<int>("group");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, ErrorGrouping group, const char* text) { QTest::newRow(name) << static_cast<int>(group) << QString::fromLatin1(text); };
        row("code", ErrorGrouping::code, "UPSTREAM_TIMEOUT=2 RATE_LIMIT=1 UPSTREAM_CUT=1 ");
        row("provider", ErrorGrouping::provider, "main=3 other=1 ");
        row("model", ErrorGrouping::model, "gpt-4o=4 ");
        row("key", ErrorGrouping::key, "k1=3 k2=1 ");
        row("node", ErrorGrouping::node, "n1=4 ");
    }
    void groupsErrors() {
        QFETCH(const int, group);
        QFETCH(const QString, text);
        auto second = failedOf("r2", 200, 504, ErrorCode::upstreamTimeout);
        second.keyId = "k2";
        second.provider = "other";
        // Status 200 and a code: the answer broke off.
        insert({failedOf("r1", 100, 504, ErrorCode::upstreamTimeout), second, failedOf("r3", 300, 429, ErrorCode::rateLimit),
                failedOf("r4", 400, 200, ErrorCode::upstreamCut), usageOf("r5", 500)});
        const auto report = errorReport(database(), errorsOf(static_cast<ErrorGrouping>(group))).value();
        QCOMPARE(QString::fromStdString(textOf(report.groups)), text);
        QCOMPARE(report.requests, std::int64_t{5});
        QCOMPARE(report.errors, std::int64_t{4});
        QCOMPARE(report.serverErrors, std::int64_t{3});
        QCOMPARE(report.limited, std::int64_t{1});
        QCOMPARE(report.keys, std::int64_t{2});
        QVERIFY(!report.countedSince);
        QCOMPARE(report.points.size(), std::size_t{4});
    }

    void tellsTheNewestRequestOfAGroupAndItsChange() {
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < 4; ++i) records.push_back(failedOf("r" + std::to_string(i), 3000 + i * 150, 504, ErrorCode::upstreamTimeout));
        insert(records);
        auto query = errorsOf(ErrorGrouping::code);
        query.until = noon(3500);
        const auto report = errorReport(database(), query).value();
        const auto& group = report.groups.at(0);
        QCOMPARE(group.trace, std::string("r3"));
        QCOMPARE(group.recent, std::int64_t{2});
        QCOMPARE(group.before, std::int64_t{2});
        QCOMPARE(group.firstAt, noon(3000));
        QCOMPARE(group.lastAt, noon(3450));
    }

    void tellsWhatTheNewestFailedRequestsWereTold() {
        auto retried = failedOf("r1", 100, 504, ErrorCode::upstreamTimeout);
        retried.attemptList.clear();
        for (const auto* detail : {"timeout after 5000 ms", "timeout after 30 ms"}) {
            ledger::AttemptRecord attempt;
            attempt.attempt = static_cast<std::uint16_t>(retried.attemptList.size() + 1);
            attempt.detail = detail;
            retried.attemptList.push_back(attempt);
        }
        auto refused = failedOf("r2", 200, 429, ErrorCode::rateLimit);
        refused.attemptList.clear();
        refused.routeNote = "a note";
        auto elsewhere = failedOf("r3", 300, 429, ErrorCode::rateLimit);
        elsewhere.node = "n2";
        insert({retried, refused, elsewhere, usageOf("r4", 400)});
        auto query = errorsOf(ErrorGrouping::code);
        query.node = "n1";
        const auto samples = errorSamples(database(), query).value();
        QCOMPARE(samples.size(), std::size_t{2});
        QCOMPARE(samples[0].trace, std::string("r2"));
        QCOMPARE(samples[0].note, std::string("a note"));
        QCOMPARE(samples[1].detail, std::string("timeout after 30 ms"));
        QCOMPARE(samples[1].at, noon(100));
    }

    void filtersErrors() {
        auto other = failedOf("r2", 200, 502, ErrorCode::upstreamError);
        other.provider = "other";
        insert({failedOf("r1", 100, 504, ErrorCode::upstreamTimeout), other});
        auto query = errorsOf(ErrorGrouping::provider);
        query.code = "UPSTREAM_ERROR";
        QCOMPARE(textOf(errorReport(database(), query)->groups), std::string("other=1 "));
        query.code = {};
        query.since = noon(150);
        QCOMPARE(errorReport(database(), query)->errors, std::int64_t{1});
    }

    void errorsAreReadFromTheirIndexAlone() {
        const auto plan = planOf("SELECT error_code, status, provider, upstream_model, model, key_id, node, trace_id FROM gateway_log "
                                 "WHERE (status >= 400 OR error_code IS NOT NULL) AND created_at >= 1 AND created_at < 2 ORDER BY created_at DESC LIMIT 5");
        QVERIFY2(plan.find("COVERING INDEX idx_gateway_log_failed") != std::string::npos && plan.find("TEMP B-TREE") == std::string::npos, plan.c_str());
    }

    void slowRequestsAreFoundByTheirIndex() {
        const auto plan = planOf("SELECT l.id FROM gateway_log l WHERE l.latency_ms >= 1000 AND l.latency_ms >= 5000 AND l.created_at >= 1 "
                                 "ORDER BY l.created_at DESC, l.id DESC LIMIT 5");
        QVERIFY2(plan.find("idx_gateway_log_slow") != std::string::npos && plan.find("TEMP B-TREE") == std::string::npos, plan.c_str());
    }

    void groupsUse_data() {
        QTest::addColumn<int>("group");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* name, UsageGrouping group, const char* text) { QTest::newRow(name) << static_cast<int>(group) << QString::fromLatin1(text); };
        row("key", UsageGrouping::key, "k2=5000000001 k1=800 ");
        row("user", UsageGrouping::user, "u1=5000000801 ");
        row("provider", UsageGrouping::provider, "other=5000000001 main=800 ");
        row("model", UsageGrouping::model, "gpt-4o=5000000801 ");
        row("day", UsageGrouping::day, "2026-01-06=5000000801 ");
    }
    void groupsUse() {
        QFETCH(const int, group);
        QFETCH(const QString, text);
        auto dear = usageOf("r2", 20);
        dear.keyId = "k2";
        dear.billed[0].provider = "other";
        dear.billed[0].cost = NanoUsd{5'000'000'001};
        insert({usageOf("r1", 10), dear});
        const auto report = usageReport(database(), usageFor(static_cast<UsageGrouping>(group))).value();
        QCOMPARE(QString::fromStdString(textOf(report.groups)), text);
        QCOMPARE(report.totals.costNanoUsd, std::int64_t{5'000'000'801});
        QVERIFY(!report.points.empty());
        QCOMPARE(std::accumulate(report.points.begin(), report.points.end(), std::int64_t{0}, [](auto sum, const auto& point) { return sum + point.costNanoUsd; }),
                 std::int64_t{5'000'000'801});
    }

    void keepsUnpricedAndEstimatedApart() {
        auto unpriced = usageOf("r2", 20);
        unpriced.billed[0].cost.reset();
        auto guessed = usageOf("r3", 30);
        guessed.billed[0].source = ledger::UsageSource::estimated;
        insert({usageOf("r1", 10), unpriced, guessed});
        const auto sums = usageReport(database(), usageFor(UsageGrouping::key))->groups.at(0).sums;
        QCOMPARE(sums.calls, std::int64_t{3});
        QCOMPARE(sums.unpriced, std::int64_t{1});
        QCOMPARE(sums.estimated, std::int64_t{1});
        QCOMPARE(sums.estimatedNanoUsd, std::int64_t{800});
        QCOMPARE(sums.costNanoUsd, std::int64_t{1600});
    }

    void correctionsStandBesideTheCost() {
        insert({usageOf("r1", 10)});
        QVERIFY(insertAdjustment(database(), {.id = "a1", .requestId = "r1", .reason = "refund", .costNanoUsd = -300, .actor = "ops", .createdAt = noon(90'000)}));
        const auto report = usageReport(database(), usageFor(UsageGrouping::key)).value();
        QCOMPARE(report.totals.costNanoUsd, std::int64_t{800});
        QCOMPARE(report.totals.adjustedNanoUsd, std::int64_t{-300});
        QCOMPARE(report.groups.at(0).sums.adjustedNanoUsd, std::int64_t{-300});
        QCOMPARE(usageLines(database(), usageFor(UsageGrouping::key))->at(0).sums.adjustedNanoUsd, std::int64_t{-300});
    }

    void daysAreThoseOfTheReadersClock() {
        // 17:00 UTC is the next day in Shanghai.
        insert({usageOf("r1", 10), usageOf("r2", 5 * 3600)});
        auto query = usageFor(UsageGrouping::day);
        query.until = noon(12 * 3600);
        query.zoneMs = 8 * 3'600'000;
        query.stepMs = 86'400'000;
        const auto report = usageReport(database(), query).value();
        QCOMPARE(textOf(report.groups), std::string("2026-01-07=800 2026-01-06=800 "));
        QCOMPARE(report.points.size(), std::size_t{2});
        QCOMPARE(report.points[1].at, noon(4 * 3600));  // midnight there
    }

    void aKeysBudgetStandsWithWhatIsSpent() {
        ApiKeyRow key;
        key.id = "k1";
        key.name = "first";
        key.prefix = "gw-abc";
        key.secretHash = hashText('a');
        key.budgetNanoUsd = 2000;
        QVERIFY(insertApiKey(database(), key));
        insert({usageOf("r1", 10), usageOf("r2", 20)});
        const auto group = usageReport(database(), usageFor(UsageGrouping::key))->groups.at(0);
        QCOMPARE(group.label, std::string("first"));
        QCOMPARE(group.budgetNanoUsd.value_or(0), std::int64_t{2000});
        QCOMPARE(group.spentNanoUsd.value_or(0), std::int64_t{1600});
    }
};

QTEST_GUILESS_MAIN(ReportsTest)
#include "reports_test.moc"
