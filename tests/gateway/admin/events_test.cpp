// GET /api/v1/admin/events through the whole API: what is asked, what comes by itself, and how a stream ends.
#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/parse.hpp>

#include <QtTest>

using namespace gw;
using namespace std::chrono_literals;

namespace {

ledger::RequestRecord record(int i) {
    ledger::RequestRecord made;
    made.traceId = "req-" + std::to_string(i);
    made.status = 200;
    return made;
}

}  // namespace

class EventsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    std::shared_ptr<RecordingSink> listen(const std::string& query = {}) {
        const auto sink = rig_->start({Method::get, "/api/v1/admin/events" + query, {}, rig_->viewer});
        return rig_->box.runUntil([&] { return sink->streaming || sink->replies > 0; }) ? sink : nullptr;
    }
    void publish(int from, int count) {
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < count; ++i) records.push_back(record(from + i));
        rig_->api->publishRequests(records);
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void isAnEventStream() {
        const auto sink = listen();
        QCOMPARE(sink->head.status, 200);
        QCOMPARE(sink->field("content-type"), std::string("text/event-stream"));
        QCOMPARE(sink->field("cache-control"), std::string("no-store"));
    }

    void refusesUnknownTopics_data() {
        QTest::addColumn<QByteArray>("topics");
        for (const char* topics : {"weather", "metrics,", ",metrics", "metrics,,changes", "metrics changes", "METRICS"}) QTest::newRow(topics) << QByteArray(topics);
    }
    void refusesUnknownTopics() {
        QFETCH(QByteArray, topics);
        const auto answer = rig_->get("/api/v1/admin/events?topics=" + topics.toPercentEncoding(",").toStdString(), rig_->viewer);
        QCOMPARE(answer.code(), std::string("INVALID_VALUE"));
        QCOMPARE(answer.wrongField(), std::string("topics"));
    }

    void tellsRequestsAtMostFourTimesASecond() {
        const auto sink = listen("?topics=requests");
        for (int i = 0; i < 200; ++i) {
            publish(i, 1);
            rig_->timers.advance(10ms);
        }
        rig_->timers.advance(250ms);
        QVERIFY2(sink->count("event: requests\n") <= 9, "2.25 s");
        QCOMPARE(sink->count("\"trace_id\":"), std::size_t{200});
        QCOMPARE(sink->count("event:"), sink->count("event: requests\n"));
    }

    void tellsWhatAPersonChanged() {
        const auto sink = listen("?topics=changes");
        rig_->post("/api/v1/admin/api-keys", R"({"name":"canary"})", rig_->admin);
        rig_->timers.advance(250ms);
        QVERIFY(sink->count("event: changes\n") >= 1);
        QVERIFY(sink->count("\"canary\"") >= 1);
        QVERIFY2(sink->count("gw-") == 0 || sink->body.find("\"key\":") == std::string::npos, "the key itself is shown to its maker only");
    }

    void namesTheTopicToReloadAfterALoss() {
        const auto sink = listen("?topics=requests,changes");
        sink->full = true;
        publish(0, 1);
        rig_->timers.advance(500ms);
        QCOMPARE(sink->count("\"trace_id\":"), std::size_t{0});
        sink->full = false;
        rig_->timers.advance(1500ms);
        QCOMPARE(sink->count("event: resync\ndata: {\"topic\":\"requests\"}\n\n"), std::size_t{1});
        QCOMPARE(sink->count("event: resync"), std::size_t{1});
        publish(1, 1);
        rig_->timers.advance(250ms);
        QCOMPARE(sink->count("\"req-1\""), sink->count("\"trace_id\":\"req-1\"") + sink->count("\"id\":\"req-1\""));
        QVERIFY(sink->count("\"trace_id\":\"req-1\"") == 1);
    }

    void endsWithItsToken() {
        const auto sink = listen();
        rig_->timers.advance(24h);
        QCOMPARE(sink->count("event: expired\ndata: {}\n\n"), std::size_t{1});
        QVERIFY(sink->ended && sink->body.ends_with("event: expired\ndata: {}\n\n"));
    }

    void endsWhenItsPersonSignsOut() {
        const auto sink = listen();
        const auto other = rig_->start({Method::get, "/api/v1/admin/events", {}, rig_->admin});
        QVERIFY(rig_->box.runUntil([&] { return other->streaming; }));
        QVERIFY(rig_->post("/api/v1/auth/logout", "{}", rig_->viewer).status < 300);
        rig_->timers.advance(250ms);
        QCOMPARE(sink->count("event: expired"), std::size_t{1});
        QVERIFY(sink->ended && !other->ended);
    }

    void endsWithTheEngine() {
        const auto sink = listen();
        rig_->api->detach();
        QVERIFY(sink->ended);
    }

    void has64SeatsAndGivesThemOn() {
        std::vector<std::shared_ptr<RecordingSink>> sinks;
        for (int i = 0; i < 64; ++i) sinks.push_back(listen());
        QCOMPARE(listen()->head.status, 429);
        sinks.front()->left = true;
        QCOMPARE(listen()->head.status, 200);
    }

    void wantsAToken() { QCOMPARE(rig_->get("/api/v1/admin/events", {}).status, 401); }
};

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
