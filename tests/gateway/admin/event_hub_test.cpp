#include "gateway/admin/event_hub.hpp"

#include "tests/gateway/admin/recording_sink.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::admin;
using namespace std::chrono_literals;

namespace {

constexpr EventHub::Topics kAll{true, true, true};

struct Rig {
    FakeClock clock;
    FakeTimers timers{clock};
    EventHub hub{clock, timers.after()};
    std::shared_ptr<RecordingSink> join(EventHub::Topics topics = kAll, std::chrono::seconds life = 900s) {
        auto sink = std::make_shared<RecordingSink>();
        if (!hub.subscribe(topics, clock.wall() + life, "f1", ResponseHead{200, {}}, sink)) return nullptr;
        return sink;
    }
};

std::vector<std::string> rows(std::size_t count) { return std::vector<std::string>(count, "{\"n\":1}"); }

}  // namespace

class EventHubTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void sendsASampleAtOnce() {
        Rig rig;
        const auto sink = rig.join();
        rig.hub.publish(Topic::metrics, "{\"inflight\":3}");
        QVERIFY(sink->streaming);
        QCOMPARE(sink->count("event: metrics\ndata: {\"inflight\":3}\n\n"), std::size_t{1});
    }
    void gathersRowsIntoFourBatchesASecond() {
        Rig rig;
        const auto sink = rig.join();
        for (int i = 0; i < 100; ++i) {
            rig.hub.publishRows(Topic::requests, rows(1));
            rig.timers.advance(10ms);
        }
        QVERIFY(sink->count("event: requests\n") <= 4);
        rig.timers.advance(250ms);
        QCOMPARE(sink->count("{\"n\":1}"), std::size_t{100});
    }
    void sendsOnlyTheTopicsAskedFor() {
        Rig rig;
        const auto sink = rig.join({false, true, false});
        rig.hub.publish(Topic::metrics, "{}");
        rig.hub.publishRows(Topic::requests, rows(1));
        rig.hub.publishRows(Topic::changes, rows(1));
        rig.timers.advance(250ms);
        QCOMPARE(sink->count("event:"), std::size_t{1});
        QCOMPARE(sink->count("event: changes\ndata: {\"items\":[{\"n\":1}]}\n\n"), std::size_t{1});
        QVERIFY(!rig.hub.wanted(Topic::metrics));
        QVERIFY(rig.hub.wanted(Topic::changes));
    }
    void cutsABatchAt1000RowsAndTellsToReload() {
        Rig rig;
        const auto sink = rig.join();
        rig.hub.publishRows(Topic::requests, rows(999));
        rig.hub.publishRows(Topic::requests, rows(2));
        rig.timers.advance(250ms);
        QCOMPARE(sink->count("{\"n\":1}"), std::size_t{1000});
        QCOMPARE(sink->count("event: resync\ndata: {\"topic\":\"requests\"}\n\n"), std::size_t{1});
        rig.hub.publishRows(Topic::requests, rows(1));
        rig.timers.advance(250ms);
        QCOMPARE(sink->count("event: resync"), std::size_t{1});
    }
    void tellsASlowClientToReloadWhatItMissed() {
        Rig rig;
        const auto sink = rig.join();
        const auto other = rig.join();
        sink->full = true;
        rig.hub.publishRows(Topic::changes, rows(1));
        rig.timers.advance(250ms);
        sink->full = false;
        rig.hub.publish(Topic::metrics, "{}");
        QCOMPARE(sink->count("event:"), std::size_t{0});
        rig.timers.advance(2s);
        QCOMPARE(sink->count("event: resync\ndata: {\"topic\":\"changes\"}\n\n"), std::size_t{1});
        QCOMPARE(sink->count("event: resync\ndata: {\"topic\":\"metrics\"}\n\n"), std::size_t{1});
        QCOMPARE(other->count("event: resync"), std::size_t{0});
        rig.hub.publish(Topic::metrics, "{}");
        QCOMPARE(sink->count("event: metrics"), std::size_t{1});
    }
    void keepsTheLineAliveEveryTenSeconds() {
        Rig rig;
        const auto sink = rig.join();
        rig.timers.advance(35s);
        QCOMPARE(sink->count(": keep-alive\n\n"), std::size_t{3});
    }
    void endsWithTheToken() {
        Rig rig;
        const auto sink = rig.join(kAll, 5s);
        rig.timers.advance(4s);
        QVERIFY(!sink->ended);
        rig.timers.advance(2s);
        QCOMPARE(sink->count("event: expired\n"), std::size_t{1});
        QVERIFY(sink->ended);
        QCOMPARE(rig.hub.clients(), std::size_t{0});
    }
    void endsWithTheSession() {
        Rig rig;
        const auto sink = rig.join();
        rig.hub.endFamily("f2");
        QVERIFY(!sink->ended);
        rig.hub.endFamily("f1");
        QVERIFY(sink->ended);
    }
    void forgetsClientsThatLeft() {
        Rig rig;
        const auto sink = rig.join();
        sink->left = true;
        rig.timers.advance(250ms);
        QCOMPARE(rig.hub.clients(), std::size_t{0});
        QVERIFY(!rig.hub.wanted(Topic::changes));
    }
    void takesNoMoreThanItsBound() {
        Rig rig;
        std::vector<std::shared_ptr<RecordingSink>> sinks;
        for (std::size_t i = 0; i < EventHub::kClientsMax; ++i) sinks.push_back(rig.join());
        QVERIFY(!rig.join());
        sinks.front()->left = true;
        QVERIFY(rig.join());
    }
    void closesEveryStream() {
        Rig rig;
        const auto sink = rig.join();
        rig.hub.close();
        QVERIFY(sink->ended);
        QCOMPARE(sink->count("event: expired"), std::size_t{0});
    }
    void aTimerThatOutlivesTheHubDoesNothing() {
        FakeClock clock;
        FakeTimers timers(clock);
        auto hub = std::make_unique<EventHub>(clock, timers.after());
        const auto sink = std::make_shared<RecordingSink>();
        hub->subscribe(kAll, clock.wall() + 900s, "f1", ResponseHead{200, {}}, sink);
        hub.reset();
        timers.advance(1s);
        QVERIFY(!sink->ended);
    }
    void knowsItsTopics() {
        for (const auto topic : {Topic::metrics, Topic::changes, Topic::requests, Topic::alerts}) {
            QVERIFY(topicFromText(topicText(topic)) == topic);
        }
        QVERIFY(!topicFromText("alarms"));
    }
};

QTEST_GUILESS_MAIN(EventHubTest)
#include "event_hub_test.moc"
