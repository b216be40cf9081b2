// The reading side of usage_table.hpp.
#include "gateway/store/usage_table.hpp"

#include "gateway/store/api_key_table.hpp"
#include "tests/gateway/store/usage_rig.hpp"

#include <functional>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

using SetFilter = std::function<void(RequestFilter&)>;
Q_DECLARE_METATYPE(SetFilter)

namespace {

std::string tracesOf(const std::vector<RequestRow>& rows) {
    std::string text;
    for (const auto& row : rows) text += row.traceId + " ";
    return text;
}

/// r1…r4, a second apart, each different from the others.
std::vector<ledger::RequestRecord> fourRecords() {
    std::vector<ledger::RequestRecord> records{usageOf("r1", 1), usageOf("r2", 2), usageOf("r3", 3), usageOf("r4", 4)};
    records[0].clientRequestId = "client-1";
    records[1].status = 429;
    records[1].error = ErrorCode::rateLimit;
    records[1].latencyMs = 5;
    records[2].status = 404;
    records[2].keyId = "k2";
    records[2].provider = "other";
    records[3].status = 500;
    records[3].model = "gpt-4o";
    records[3].upstreamModel = "gpt-5";
    return records;
}

}  // namespace

class RequestListTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>();
        ApiKeyRow key;
        key.id = "k1";
        key.name = "first";
        key.prefix = "gw-abc";
        key.secretHash = hashText('a');
        QVERIFY(insertApiKey(database(), key));
        QVERIFY(insertUsage(database(), fourRecords()));
    }
    void cleanup() { rig_.reset(); }

    void filters_data() {
        QTest::addColumn<SetFilter>("set");
        QTest::addColumn<QString>("traces");
        const auto row = [](const char* name, SetFilter set, const char* traces) {
            QTest::newRow(name) << std::move(set) << QString::fromLatin1(traces);
        };
        row("all", [](auto&) {}, "r4 r3 r2 r1 ");
        row("trace id", [](auto& f) { f.traceId = "r2"; }, "r2 ");
        row("client's id", [](auto& f) { f.traceId = "client-1"; }, "r1 ");
        row("key id", [](auto& f) { f.key = "k2"; }, "r3 ");
        row("key prefix", [](auto& f) { f.key = "gw-abc"; }, "r4 r2 r1 ");
        row("provider", [](auto& f) { f.provider = "other"; }, "r3 ");
        row("model of either side", [](auto& f) { f.model = "gpt-4o"; }, "r4 r3 r2 r1 ");
        row("upstream's model", [](auto& f) { f.model = "gpt-5"; }, "r4 ");
        row("error code", [](auto& f) { f.errorCode = "RATE_LIMIT"; }, "r2 ");
        row("status", [](auto& f) { f.status = "404"; }, "r3 ");
        row("class", [](auto& f) { f.status = "4xx"; }, "r3 r2 ");
        row("other class", [](auto& f) { f.status = "5xx"; }, "r4 ");
        row("latency", [](auto& f) { f.minLatencyMs = 812; }, "r4 r3 r1 ");
        row("since is within", [](auto& f) { f.since = noon(3); }, "r4 r3 ");
        row("until is outside", [](auto& f) { f.until = noon(3); }, "r2 r1 ");
        row("range", [](auto& f) { f.since = noon(2), f.until = noon(4); }, "r3 r2 ");
        row("two at once", [](auto& f) { f.status = "4xx", f.key = "k1"; }, "r2 ");
        row("nothing", [](auto& f) { f.provider = "' OR 1=1 --"; }, "");
    }
    void filters() {
        QFETCH(const SetFilter, set);
        QFETCH(const QString, traces);
        RequestFilter filter;
        set(filter);
        QCOMPARE(tracesOf(listRequests(database(), filter, {}).value().items), traces.toStdString());
    }

    void refusesAStatusThatIsNone_data() {
        QTest::addColumn<QString>("status");
        for (const char* status : {"xxx", "xx", "4x", "40x", "-1", "+200", "1000", "200 ", "ok", "44xx"}) {
            QTest::newRow(status) << QString::fromLatin1(status);
        }
    }
    void refusesAStatusThatIsNone() {
        QFETCH(const QString, status);
        RequestFilter filter;
        filter.status = status.toStdString();
        const auto page = listRequests(database(), filter, {});
        QCOMPARE(outcome(page), kInvalidValue);
        QCOMPARE(page.error().field, std::string("status"));
    }

    void pagesWithoutGapsOrRepeats() {
        // Requests of one moment are told apart by their ids.
        QVERIFY(insertUsage(database(), std::vector{usageOf("s1", 2), usageOf("s2", 2), usageOf("s3", 2)}));
        const auto whole = tracesOf(listRequests(database(), {}, {}).value().items);
        for (const std::size_t limit : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}}) {
            PageRequest request{.limit = limit, .cursor = {}};
            std::string pieces;
            std::size_t pages = 0;
            do {
                const auto page = listRequests(database(), {}, request).value();
                QVERIFY(!page.items.empty() && page.items.size() <= limit && ++pages <= 7);
                pieces += tracesOf(page.items);
                request.cursor = page.nextCursor.value_or("");
            } while (!request.cursor.empty());
            QCOMPARE(pieces, whole);
        }
    }

    void keepsItsPlaceWhenRowsArrive() {
        const auto first = listRequests(database(), {}, {.limit = 2, .cursor = {}}).value();
        QVERIFY(insertUsage(database(), std::vector{usageOf("r9", 9)}));
        const auto second = listRequests(database(), {}, {.limit = 2, .cursor = first.nextCursor.value()}).value();
        QCOMPARE(tracesOf(second.items), std::string("r2 r1 "));
        QCOMPARE(outcome(listRequests(database(), {}, {.limit = 2, .cursor = "?"})), kInvalidValue);
    }

    void showsARequestWhole() {
        auto record = usageOf("w1", 20);
        record.presetId = "s1";
        record.clientRequestId = "client-9";
        record.stream = record.estimated = true;
        record.cache = "miss";
        record.ttftMs = 90;
        record.attempts = 2;
        record.attemptList.push_back({2, "main", "gpt-4o", 200, {}, {}, {}, {}, {}, 80, 700, "half_open"});
        record.attemptList.push_back({1, "other", "m", 0, ErrorCode::upstreamDns, "no such host", 1, 2, 3, {}, 40, "closed"});
        QVERIFY(insertUsage(database(), std::vector{record}));
        const auto detail = findRequest(database(), "w1").value().value();
        const auto& request = detail.request;
        QCOMPARE(request.clientRequestId + request.presetId + request.cache + request.node, std::string("client-9s1missn1"));
        QCOMPARE(request.keyName + request.keyPrefix, std::string("firstgw-abc"));
        QVERIFY(request.stream && request.estimated && request.createdAt == noon(20));
        QCOMPARE(request.tokensIn + 1000 * request.tokensOut, std::int64_t{60'100});
        QCOMPARE(request.tokensCached + 1000 * request.tokensReasoning, std::int64_t{20'040});
        QCOMPARE(request.costNanoUsd.value(), std::int64_t{800});
        QCOMPARE(request.ttftMs.value() + request.latencyMs + request.upstreamMs, std::int64_t{90 + 812 + 800});
        QCOMPARE(detail.attempts.size(), std::size_t{2});
        const auto& failed = detail.attempts[0];
        QCOMPARE(failed.attempt, std::int64_t{1});
        QCOMPARE(failed.provider + failed.errorCode + failed.detail, std::string("otherUPSTREAM_DNSno such host"));
        QVERIFY(failed.dnsMs == 1 && failed.connectMs == 2 && failed.tlsMs == 3 && !failed.firstByteMs && failed.totalMs == 40);
        QCOMPARE(detail.attempts[1].circuitState, std::string("half_open"));
        QCOMPARE(detail.ledger.size(), std::size_t{1});
        QCOMPARE(detail.ledger[0].priceVersion + detail.ledger[0].keyId, std::string("2026-01-01k1"));
        QCOMPARE(detail.ledger[0].tokensCacheWrite, std::int64_t{5});
    }

    void keepsAnAttemptsWordsAsTheyCame() {
        auto record = usageOf("w2", 20);
        record.attemptList.push_back({1, "ma\"in", "gpt\\4o", 502, ErrorCode::upstreamError, "said \"no\"\n\tто\x01", {}, {}, {}, {}, 40, {}});
        QVERIFY(insertUsage(database(), std::vector{record}));
        const auto attempts = findRequest(database(), "w2").value().value().attempts;
        QCOMPARE(attempts.size(), std::size_t{1});
        QCOMPARE(attempts[0].provider + "|" + attempts[0].upstreamModel + "|" + attempts[0].detail, std::string("ma\"in|gpt\\4o|said \"no\"\n\tто\x01"));
        QVERIFY(!attempts[0].dnsMs && attempts[0].circuitState.empty() && attempts[0].status == 502);
    }

    void findsRequestsAndTheirAttemptsByAnIndex() {
        const auto planOf = [this](const std::string& sql) {
            std::string plan;
            const auto done = database().select("EXPLAIN QUERY PLAN " + sql, {}, [&](const Row& row) -> Result<void> {
                plan += row.text(3) + "; ";
                return {};
            });
            return done ? plan : describe(done.error());
        };
        const auto attempts = planOf("SELECT detail FROM request_attempt WHERE trace_id = 'r1' ORDER BY attempt");
        QVERIFY2(attempts.find("SEARCH l USING INDEX sqlite_autoindex_gateway_log_1 (trace_id=?)") != std::string::npos, attempts.c_str());
        const auto page = planOf("SELECT id FROM gateway_log WHERE (created_at, id) < (5, 'a') ORDER BY created_at DESC, id DESC LIMIT 5");
        QVERIFY2(page.find("SEARCH gateway_log USING INDEX idx_gateway_log_created_at") != std::string::npos, page.c_str());
    }

    void reportsAMissingRequestAndMissingTables() {
        QVERIFY(!findRequest(database(), "nothing").value().has_value());
        QVERIFY(database().run("DROP TABLE usage_adjustment"));
        QVERIFY(database().run("DROP TABLE usage_ledger"));
        QCOMPARE(outcome(findRequest(database(), "r1")), kStoreFailed);
        QVERIFY(database().run("DROP VIEW request_attempt"));
        QCOMPARE(outcome(findRequest(database(), "r1")), kStoreFailed);
        QVERIFY(database().run("DROP TABLE gateway_log"));
        QCOMPARE(outcome(findRequest(database(), "r1")), kStoreFailed);
        QCOMPARE(outcome(listRequests(database(), {}, {})), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(RequestListTest)
#include "request_list_test.moc"
