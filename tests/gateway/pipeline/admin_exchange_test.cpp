#include "gateway/pipeline/admin_exchange.hpp"

#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::pipeline;
using namespace gw::test;

namespace {

/// One admin request over a lane of its own.
struct AdminRig {
    explicit AdminRig(Fields fields = {})
        : client(journal, Method::post, "/api/v1/keys?limit=5", std::move(fields)) {}
    void ask(std::string_view body = "{}") {
        exchange = std::make_unique<AdminExchange>(AdminLane{admin, timers, clock, trusted}, client, AdminListener::gateway);
        exchange->onRequest();
        exchange->onBody(paddedBody(body));
    }
    AdminReplySink& sink() { return *admin.sinks.at(0); }

    Journal journal;
    FakeAdmin admin;
    FakeTimers timers;
    FakeClock clock;
    std::vector<Cidr> trusted;
    FakeClient client;
    std::unique_ptr<AdminExchange> exchange;
};

}  // namespace

class AdminExchangeTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void handsTheRequestOverAsAValue() {
        AdminRig rig(Fields{{"X-Forwarded-For", "203.0.113.5"}, {"Content-Type", "application/json"}});
        rig.trusted = {*parseCidr("192.0.2.0/24")};
        rig.ask(R"({"name":"k"})");
        QCOMPARE(rig.client.bodyLimit->value, std::uint64_t{1024 * 1024});
        const AdminRequest& request = rig.admin.requests.at(0);
        QVERIFY(request.method == Method::post);
        QCOMPARE(request.path, std::string("/api/v1/keys"));
        QCOMPARE(request.query, std::string("limit=5"));
        QCOMPARE(request.body, std::string(R"({"name":"k"})"));
        QCOMPARE(request.fields.at(1).first, std::string("content-type"));
        QCOMPARE(request.fields.at(1).second, std::string("application/json"));
        QCOMPARE(request.peer.text(), std::string("203.0.113.5"));
        QVERIFY(request.requestId.starts_with("req-"));
        QVERIFY(!request.privateListener);
    }

    void believesNoForwardedForOfStrangers() {
        AdminRig rig(Fields{{"X-Forwarded-For", "127.0.0.1"}});
        rig.ask();
        QCOMPARE(rig.admin.requests.at(0).peer.text(), std::string("192.0.2.1"));
    }

    void answersOnce() {
        AdminRig rig;
        rig.ask();
        rig.sink().reply({201, {{"location", "/x"}}}, "made");
        rig.sink().reply({200, {}}, "again");
        QVERIFY(rig.journal.empty());
        rig.timers.run();
        QCOMPARE(rig.journal, Journal{"respond 201"});
        QCOMPARE(rig.client.sent, std::string("made"));
        QCOMPARE(rig.client.field("location"), std::string("/x"));
        QCOMPARE(rig.client.field("x-request-id"), rig.admin.requests[0].requestId);
        QVERIFY(rig.sink().gone());
    }

    void keepsTheRequestIdControlHasChosen() {
        AdminRig rig;
        rig.ask();
        rig.sink().reply({200, {{"X-Request-Id", "theirs"}}}, {});
        rig.timers.run();
        QCOMPARE(rig.client.reply.fields.size(), std::size_t{1});
    }

    void streamsChunksInOrder() {
        AdminRig rig;
        rig.ask();
        rig.sink().startStream({200, {{"content-type", "text/event-stream"}}});
        QVERIFY(rig.sink().chunk("a"));
        QVERIFY(rig.sink().chunk("b"));
        rig.timers.run();
        QCOMPARE(rig.journal, (Journal{"start 200", "write", "write"}));
        QCOMPARE(rig.client.sent, std::string("ab"));
        QVERIFY(!rig.client.replyLength);
        rig.sink().endStream();
        rig.timers.run();
        QCOMPARE(rig.journal.back(), std::string("finish"));
        QVERIFY(rig.sink().gone());
    }

    void aSlowClientHoldsTheProducerBack() {
        AdminRig rig;
        rig.ask();
        const std::string piece(400 * 1024, 'x');
        rig.client.hasRoom = false;
        rig.sink().startStream({200, {}});
        rig.sink().chunk(piece);
        rig.timers.run();
        QCOMPARE(rig.client.sent.size(), piece.size());  // taken, and then told to wait
        QVERIFY(rig.sink().chunk(piece));
        QVERIFY(rig.sink().chunk(piece));
        QVERIFY2(!rig.sink().chunk(piece), "1 MiB may be unsent");
        rig.sink().endStream();
        rig.timers.run();
        QCOMPARE(rig.client.sent.size(), piece.size());
        QVERIFY(!rig.client.over);
        rig.exchange->onClientWritable();
        QCOMPARE(rig.client.sent.size(), 2 * piece.size());
        rig.client.hasRoom = true;
        rig.exchange->onClientWritable();
        QCOMPARE(rig.client.sent.size(), 3 * piece.size());
        QCOMPARE(rig.journal.back(), std::string("finish"));
    }

    void breaksAStreamThatCannotBeCompleted() {
        AdminRig rig;
        rig.ask();
        rig.sink().startStream({200, {}});
        rig.sink().chunk("half");
        rig.sink().breakStream();
        rig.sink().endStream();
        rig.timers.run();
        QCOMPARE(rig.journal, (Journal{"start 200", "write", "abort"}));
        QVERIFY(rig.sink().gone());
    }

    void ignoresWhatDoesNotFitThePhase() {
        AdminRig rig;
        rig.ask();
        rig.sink().chunk("early");
        rig.sink().endStream();
        rig.timers.run();
        QVERIFY(rig.journal.empty());
        rig.sink().startStream({200, {}});
        rig.sink().startStream({200, {}});
        rig.sink().reply({500, {}}, "late");
        rig.timers.run();
        QCOMPARE(rig.journal, Journal{"start 200"});
    }

    void aClientThatLeavesDetachesTheReply() {
        AdminRig rig;
        rig.ask();
        rig.sink().startStream({200, {}});
        rig.timers.run();
        rig.sink().chunk("posted before");
        rig.exchange->onClientGone();
        QVERIFY(rig.sink().gone());
        QVERIFY(!rig.sink().chunk("after"));
        rig.timers.run();
        rig.exchange->onClientWritable();
        QCOMPARE(rig.journal, Journal{"start 200"});
    }

    void theReplyOutlivesTheExchange() {
        AdminRig rig;
        rig.ask();
        rig.sink().reply({200, {}}, "too late");
        rig.exchange.reset();
        QVERIFY(rig.sink().gone());
        rig.timers.run();
        rig.sink().endStream();
        QVERIFY(rig.journal.empty());
    }

    void aBodyThatFailsIsAnsweredInTheAdminsEnvelope() {
        AdminRig rig;
        rig.exchange = std::make_unique<AdminExchange>(AdminLane{rig.admin, rig.timers, rig.clock, rig.trusted}, rig.client, AdminListener::console);
        rig.exchange->onRequest();
        rig.exchange->onBodyFailed({ErrorCode::bodyTooLarge, ErrorSource::downstream, Retry::never, {}, {}});
        QCOMPARE(rig.client.reply.status, 413);
        QVERIFY(rig.client.sent.starts_with("{\"error\":{\"code\":\"BODY_TOO_LARGE\",\"message\":\""));
        QVERIFY(rig.client.field("x-request-id").starts_with("req-"));
        QVERIFY(rig.admin.requests.empty());
    }

    void theEndOfDrainingEndsEachPhase_data() {
        QTest::addColumn<int>("phase");
        QTest::addColumn<QByteArray>("last");
        QTest::newRow("reading") << 0 << QByteArray("respond 503");
        QTest::newRow("waiting") << 1 << QByteArray("respond 503");
        QTest::newRow("streaming") << 2 << QByteArray("finish");
        QTest::newRow("over") << 3 << QByteArray("respond 200");
    }
    void theEndOfDrainingEndsEachPhase() {
        QFETCH(int, phase);
        QFETCH(QByteArray, last);
        AdminRig rig;
        rig.exchange = std::make_unique<AdminExchange>(AdminLane{rig.admin, rig.timers, rig.clock, rig.trusted}, rig.client, AdminListener::console);
        rig.exchange->onRequest();
        if (phase > 0) rig.exchange->onBody(paddedBody("{}"));
        if (phase == 2) rig.sink().startStream({200, {}});
        if (phase == 3) rig.sink().reply({200, {}}, "done");
        rig.timers.run();
        rig.exchange->onDrainEnd();
        QCOMPARE(rig.journal.back(), last.toStdString());
        if (phase > 0) QVERIFY(rig.sink().gone());
        const std::size_t count = rig.journal.size();
        rig.exchange->onDrainEnd();
        QCOMPARE(rig.journal.size(), count);
    }
};

QTEST_GUILESS_MAIN(AdminExchangeTest)
#include "admin_exchange_test.moc"
