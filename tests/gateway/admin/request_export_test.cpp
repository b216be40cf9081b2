// GET /api/v1/admin/requests/export over a real store: whole, in order, no faster than the client reads, broken off rather than
// cut short.
#include "gateway/admin/request_export.hpp"

#include "gateway/store/usage_table.hpp"
#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/parse.hpp>

#include <QtTest>

using namespace gw;
using namespace gw::admin;
using namespace std::chrono_literals;

namespace {

constexpr int kRows = 1200;
constexpr const char* kJsonl = "/api/v1/admin/requests/export?format=jsonl";

std::string traceId(int i) { return "req-" + std::to_string(100'000 + i); }

ledger::RequestRecord record(int i, WallTime start) {
    ledger::RequestRecord made;
    made.traceId = traceId(i);
    // What a client may send as its own id is text of its choice.
    made.clientRequestId = i == 7 ? "=HYPERLINK(\"http://x\",\"y\")" : i == 8 ? "-1+2" : "order-" + std::to_string(i);
    made.route = "/v1/chat/completions";
    made.dialect = "openai";
    made.model = i % 2 == 0 ? "even" : "odd";
    made.provider = "openai";
    made.status = i % 100 == 0 ? 502 : 200;
    if (made.status == 502) made.error = ErrorCode::upstreamTimeout;
    made.createdAt = start + std::chrono::milliseconds(i);
    made.latencyMs = i;
    made.attempts = 1;
    return made;
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (auto end = text.find('\n'); end != std::string::npos; at = end + 1, end = text.find('\n', at)) lines.push_back(text.substr(at, end - at));
    if (at != text.size()) lines.push_back("unfinished: " + text.substr(at));
    return lines;
}

}  // namespace

class RequestExportTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    std::shared_ptr<RecordingSink> ask(const std::string& path) { return rig_->start({Method::get, path, {}, rig_->viewer}); }
    /// Lets the engine work until `done`; the export's own pauses pass meanwhile.
    bool run(const std::function<bool()>& done) {
        return rig_->box.runUntil([&] {
            rig_->timers.advance(20ms);
            return done();
        });
    }
    std::string whole(const std::string& path) {
        const auto sink = ask(path);
        if (!run([&] { return sink->ended || sink->replies > 0; })) return "no end";
        return sink->body;
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < kRows; ++i) records.push_back(record(i, rig_->clock.wall()));
        const auto done = rig_->onStore([&](store::Database& database) { return store::insertUsage(database, records); });
        QVERIFY(done.has_value());
    }
    void cleanup() { rig_.reset(); }

    void writesEveryRequestOnceNewestFirst() {
        const auto lines = linesOf(whole(kJsonl));
        QCOMPARE(lines.size(), std::size_t(kRows));
        for (int i = 0; i < kRows; ++i) {
            const auto row = boost::json::parse(lines[static_cast<std::size_t>(i)]).as_object();
            QCOMPARE(std::string(row.at("trace_id").as_string()), traceId(kRows - 1 - i));
        }
    }

    void hasTheFieldsOfTheList() {
        const auto lines = linesOf(whole(std::string(kJsonl) + "&trace_id=" + traceId(3)));
        QCOMPARE(lines.size(), std::size_t{1});
        const auto listed = rig_->get("/api/v1/admin/requests?trace_id=" + traceId(3), rig_->viewer);
        QVERIFY(boost::json::parse(lines[0]) == listed.json.at("items").as_array().at(0));
    }

    void obeysTheListsFilters_data() {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<int>("rows");
        QTest::newRow("status class") << QByteArray("status=5xx") << kRows / 100;
        QTest::newRow("model") << QByteArray("model=odd") << kRows / 2;
        QTest::newRow("slow") << QByteArray("min_latency_ms=1000") << kRows - 1000;
        QTest::newRow("both") << QByteArray("model=even&error_code=UPSTREAM_TIMEOUT") << kRows / 100;
        QTest::newRow("nothing") << QByteArray("provider=nobody") << 0;
    }
    void obeysTheListsFilters() {
        QFETCH(QByteArray, filter);
        QFETCH(int, rows);
        QCOMPARE(linesOf(whole(std::string(kJsonl) + "&" + filter.toStdString())).size(), std::size_t(rows));
    }

    void endsWithTheMarkThatWasAskedFor() {
        const auto sink = rig_->start({Method::get, kJsonl, {}, rig_->viewer, {{"x-export-end-mark", "request-id"}}});
        QVERIFY(run([&] { return sink->ended; }));
        const std::string mark = sink->field("x-request-id");
        QVERIFY(!mark.empty() && sink->body.ends_with("\n" + mark));
        const auto empty = rig_->start({Method::get, std::string(kJsonl) + "&provider=nobody", {}, rig_->viewer, {{"x-export-end-mark", "request-id"}}});
        QVERIFY(run([&] { return empty->ended; }));
        QCOMPARE(empty->body, empty->field("x-request-id"));
    }

    void writesCsvThatNoSpreadsheetRuns() {
        const auto sink = ask("/api/v1/admin/requests/export?format=csv");
        QVERIFY(run([&] { return sink->ended; }));
        QVERIFY(sink->field("content-type").starts_with("text/csv"));
        QVERIFY(sink->field("content-disposition").find("requests.csv") != std::string::npos);
        QCOMPARE(sink->field("cache-control"), std::string("no-store"));
        const auto lines = linesOf(sink->body);
        QCOMPARE(lines.size(), std::size_t(kRows + 1));
        QVERIFY2(lines[0].starts_with("id,trace_id,client_request_id,created_at,") && lines[0].ends_with('\r'), lines[0].c_str());
        QCOMPARE(sink->count("trace_id"), std::size_t{1});
        QCOMPARE(sink->count(",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","), std::size_t{1});
        QCOMPARE(sink->count(",'-1+2,"), std::size_t{1});
    }

    void aClientThatStopsReadingStopsTheReading() {
        const auto sink = ask(kJsonl);
        QVERIFY(run([&] { return sink->streaming; }));
        sink->full = true;
        for (int i = 0; i < 50; ++i) {
            rig_->timers.advance(100ms);
            rig_->onStore([](store::Database&) -> Result<int> { return 0; });
        }
        const auto held = sink->body.size();
        QVERIFY(held < 4 * RequestExport::kPageRows * 1000);
        QVERIFY(!sink->ended);
        sink->full = false;
        QVERIFY(run([&] { return sink->ended; }));
        QCOMPARE(linesOf(sink->body).size(), std::size_t(kRows));
    }

    void endsWithItsClientAndMakesRoom() {
        std::vector<std::shared_ptr<RecordingSink>> sinks;
        for (int i = 0; i < RequestExport::kAtOnceMax; ++i) {
            sinks.push_back(ask(kJsonl));
            sinks.back()->full = true;
        }
        QVERIFY(run([&] { return std::all_of(sinks.begin(), sinks.end(), [](const auto& sink) { return sink->streaming; }); }));
        const auto refused = rig_->get(kJsonl, rig_->viewer);
        QCOMPARE(refused.code(), std::string("TOO_BUSY"));
        for (const auto& sink : sinks) sink->left = true;
        rig_->timers.advance(100ms);
        QCOMPARE(linesOf(whole(kJsonl)).size(), std::size_t(kRows));
    }

    void isBrokenOffWhenTheEngineStops() {
        const auto sink = ask(kJsonl);
        sink->full = true;
        QVERIFY(run([&] { return sink->streaming; }));
        rig_->api->detach();
        sink->full = false;
        rig_->timers.advance(100ms);
        QVERIFY(sink->broken && !sink->ended);
    }

    void isBrokenOffWhenThePagesFail() {
        const auto sink = ask(kJsonl);
        sink->full = true;
        QVERIFY(run([&] { return sink->streaming; }));
        const auto dropped = rig_->onStore([](store::Database& database) { return database.run("ALTER TABLE gateway_log RENAME TO gone"); });
        QVERIFY(dropped.has_value());
        sink->full = false;
        QVERIFY(run([&] { return sink->broken || sink->ended; }));
        QVERIFY(sink->broken && !sink->ended);
    }

    void refusesWhatItCannotDo_data() {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("no format") << QByteArray("") << QByteArray("format");
        QTest::newRow("unknown format") << QByteArray("?format=xlsx") << QByteArray("format");
        QTest::newRow("status") << QByteArray("?format=csv&status=9xx") << QByteArray("status");
        QTest::newRow("since") << QByteArray("?format=csv&since=yesterday") << QByteArray("since");
    }
    void refusesWhatItCannotDo() {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, field);
        const auto answer = rig_->get("/api/v1/admin/requests/export" + query.toStdString(), rig_->viewer);
        QCOMPARE(answer.code(), std::string("INVALID_VALUE"));
        QCOMPARE(answer.wrongField(), field.toStdString());
    }

    void wantsAToken() { QCOMPARE(rig_->get(kJsonl, {}).status, 401); }
};

QTEST_GUILESS_MAIN(RequestExportTest)
#include "request_export_test.moc"
