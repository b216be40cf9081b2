// Requests and the circuits of their upstreams: whom they pass by, what they are told when all rest, and what they teach.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;
using routing::CircuitState;

namespace {

const std::string kAlphaBody = R"({"model":"alpha/model-alpha","messages":[{"role":"user","content":"hello"}]})";
const std::string kAlphaStream = R"({"model":"alpha/model-alpha","stream":true,"messages":[{"role":"user","content":"hello"}]})";
const std::string kImages = "/v1/images/generations";

}  // namespace

class ForwardCircuitTest : public QObject {
    Q_OBJECT

    static std::optional<pipeline::CircuitBoard::Row> rowOf(PipelineRig& rig, const std::string& provider) {
        for (auto& row : rig.circuits.rows(rig.clock.steady()))
            if (row.provider == provider) return row;
        return std::nullopt;
    }
    static CircuitState stateOf(PipelineRig& rig, const std::string& provider) {
        const auto row = rowOf(rig, provider);
        return row ? row->state : CircuitState::closed;
    }
    /// An operator stops a provider's model for so long.
    static void stop(PipelineRig& rig, std::initializer_list<std::string> providers, std::chrono::seconds length) {
        std::vector<config::CircuitOrder> orders;
        for (const auto& name : providers) orders.push_back({"order-" + name, name, "model-" + name, true, rig.clock.wall() + length});
        rig.circuits.obey(orders, rig.clock.wall(), rig.clock.steady());
    }
    static void answerPlain(PipelineRig& rig) {
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
    }
    /// One call of alpha alone that ends with this status.
    static std::unique_ptr<Visit> callAlpha(PipelineRig& rig, int status, const Fields& fields = {}) {
        auto visit = rig.called(kAlphaBody);
        Fields all{{"content-type", "application/json"}};
        all.insert(all.end(), fields.begin(), fields.end());
        rig.upstream.last().answer(status, all);
        rig.upstream.last().data(status == 200 ? kPlainReply : R"({"error":{"message":"no"}})");
        rig.upstream.last().end();
        rig.turn();
        return visit;
    }
    static std::unique_ptr<Visit> image(PipelineRig& rig) {
        auto visit = rig.relay(Method::post, kImages, "application/json");
        visit->body(R"({"model":"default"})");
        rig.turn();
        return visit;
    }

 private Q_SLOTS:
    void aCallByNameCountsAsOneUnderWay_data() {
        QTest::addColumn<bool>("relayed");
        QTest::newRow("chat") << false;
        QTest::newRow("relay") << true;
    }
    void aCallByNameCountsAsOneUnderWay() {
        QFETCH(bool, relayed);
        PipelineRig rig;
        const auto load = std::make_shared<config::UpstreamLoad>();
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        snapshot->loads[{"alpha", "model-alpha"}] = load;
        rig.context.snapshot = snapshot;
        auto visit = relayed ? rig.relay(Method::post, kImages, "application/json") : rig.post(kAlphaBody);
        if (relayed) visit->body(kAlphaBody);
        rig.turn();
        QCOMPARE(load->running(), 1U);
        auto another = rig.called(kAlphaStream);
        QCOMPARE(load->running(), 2U);
        another->leave();
        rig.turn();
        QCOMPARE(load->running(), 1U);
        // The last snapshot that knew it may be gone by then.
        rig.context.snapshot = std::make_shared<config::Snapshot>(*snapshot);
        snapshot.reset();
        rig.upstream.calls[0]->times.firstByte = 30ms;
        rig.upstream.calls[0]->json(200);
        rig.upstream.calls[0]->data(kPlainReply);
        rig.upstream.calls[0]->end();
        rig.turn();
        QCOMPARE(load->running(), 0U);
        if (!relayed) QVERIFY(load->expected(rig.clock.steady()) == 30ms);
    }

    void passesByAnUpstreamThatRests() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 300s);
        const auto visit = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
        answerPlain(rig);
        QCOMPARE(visit->client.reply.status, 200);
        QCOMPARE(int{rig.record().attempts}, 1);
        QCOMPARE(rig.record().attemptList.at(0).circuitState, std::string("closed"));
    }

    void lastingFailuresOpenItForAllRequests() {
        PipelineRig rig;
        for (int i = 0; i < 5; ++i) {
            const auto visit = rig.called(kPlainBody);
            QCOMPARE(rig.upstream.last().host, std::string("alpha"));
            rig.upstream.last().json(503);
            rig.turn();
            answerPlain(rig);
            QCOMPARE(visit->client.reply.status, 200);
        }
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::open);
        for (int i = 0; i < 10; ++i) {
            const auto visit = rig.called(kPlainBody);
            QCOMPARE(rig.upstream.last().host, std::string("beta"));
            answerPlain(rig);
        }
    }

    void saysAtOnceWhenAllRest() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 90s);
        const auto visit = rig.called(kAlphaBody);
        QVERIFY(rig.upstream.calls.empty());
        QVERIFY(rig.ledger.reservations.empty());
        QCOMPARE(visit->client.reply.status, 503);
        QCOMPARE(visit->client.field("retry-after"), std::string("90"));
        QVERIFY(visit->client.sent.find("no_upstream") != std::string::npos);
        QVERIFY(visit->client.sent.find("alpha/model-alpha") != std::string::npos);
        QVERIFY(rig.record().error == ErrorCode::noUpstream);
        QCOMPARE(int{rig.record().attempts}, 0);
        QVERIFY(rig.record().billed.empty() && rig.record().released.empty());
        QCOMPARE(rig.record().cost->value, std::int64_t{0});
    }

    void theNearestOfManyRestsIsTold() {
        PipelineRig rig;
        std::vector<config::CircuitOrder> orders;
        int seconds = 40;
        for (const char* name : {"alpha", "beta", "gamma", "delta"})
            orders.push_back({name, name, std::string("model-") + name, true, rig.clock.wall() + std::chrono::seconds(seconds -= 7)});
        rig.circuits.obey(orders, rig.clock.wall(), rig.clock.steady());
        const auto visit = rig.called(kPlainBody);
        QCOMPARE(visit->client.field("retry-after"), std::string("12"));
        QVERIFY(rig.upstream.calls.empty());
    }

    void oneTrialClosesIt() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        const auto trial = rig.called(kAlphaBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        const auto other = rig.called(kAlphaBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(other->client.reply.status, 503);
        QCOMPARE(other->client.field("retry-after"), std::string("1"));
        answerPlain(rig);
        QCOMPARE(trial->client.reply.status, 200);
        QCOMPARE(rig.record().attemptList.at(0).circuitState, std::string("half_open"));
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
        QCOMPARE(callAlpha(rig, 200)->client.reply.status, 200);
    }

    void aTrialThatStreamsClosesItWithTheFirstContent() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        const auto trial = rig.called(kAlphaStream);
        rig.upstream.last().sse();
        rig.upstream.last().data(": wait\n\n");
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::halfOpen);
        rig.upstream.last().data(deltaEvent("hi"));
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
        QVERIFY(rig.called(kAlphaBody) != nullptr);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
    }

    void aFailedTrialOpensItAgain() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        QCOMPARE(callAlpha(rig, 500)->client.reply.status, 500);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::open);
        QVERIFY(rowOf(rig, "alpha")->reason == ErrorCode::upstreamError);
    }

    void aTrialIsGivenBackWhenTheRetryBudgetIsSpent() {
        PipelineRig rig([](config::Settings& settings) { settings.threads = 64; });
        rig.circuits.setFailures(0);
        stop(rig, {"beta"}, 10s);
        rig.clock.advance(10s);
        // Spends the retries: what fails at alpha goes on with gamma, as beta's trial is out.
        QVERIFY(rig.circuits.take("beta", "model-beta", rig.clock.steady()) == CircuitState::halfOpen);
        for (std::size_t calls = 1; calls != 0;) {
            const auto visit = rig.called(kPlainBody);
            calls = rig.upstream.calls.size();
            rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
            rig.turn();
            if (rig.upstream.calls.size() == calls) break;
            answerPlain(rig);
        }
        rig.circuits.withdrawn("beta", "model-beta", rig.clock.steady(), rig.clock.steady());
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
        rig.turn();
        QCOMPARE(visit->client.reply.status, 502);
        QVERIFY(rig.circuits.take("beta", "model-beta", rig.clock.steady()) == CircuitState::halfOpen);
    }

    void aClientThatLeavesCountsForNothing() {
        PipelineRig rig;
        for (int i = 0; i < 10; ++i) {
            const auto visit = rig.called(kAlphaStream);
            visit->leave();
            rig.turn();
        }
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        for (const bool called : {true, false}) {
            const auto trial = called ? rig.called(kAlphaStream) : rig.post(kAlphaStream);
            trial->leave();
            rig.turn();
            QVERIFY(rig.circuits.take("alpha", "model-alpha", rig.clock.steady()) == CircuitState::halfOpen);
            rig.circuits.withdrawn("alpha", "model-alpha", rig.clock.steady(), rig.clock.steady());
        }
    }

    void aFullDiskCountsForNothing() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        rig.ledger.refusesReservations = true;
        QCOMPARE(rig.called(kAlphaBody)->client.reply.status, httpStatus(ErrorCode::storageFull));
        QVERIFY(rig.circuits.take("alpha", "model-alpha", rig.clock.steady()) == CircuitState::halfOpen);
    }

    void theClientsOwnErrorsSayThatTheUpstreamWorks() {
        PipelineRig rig;
        for (int i = 0; i < 20; ++i) QCOMPARE(callAlpha(rig, 400)->client.reply.status, 400);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
        stop(rig, {"alpha"}, 10s);
        rig.clock.advance(10s);
        QCOMPARE(callAlpha(rig, 422)->client.reply.status, 422);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
    }

    void restsAsLongAsA429Asks() {
        PipelineRig rig;
        QCOMPARE(callAlpha(rig, 429, {{"retry-after", "17"}})->client.reply.status, 429);
        QVERIFY(rowOf(rig, "alpha")->reason == ErrorCode::upstreamRateLimit);
        QCOMPARE(rig.called(kAlphaBody)->client.field("retry-after"), std::string("17"));
        rig.clock.advance(17s);
        QCOMPARE(callAlpha(rig, 200)->client.reply.status, 200);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
        for (int i = 0; i < 9; ++i) QCOMPARE(callAlpha(rig, 429)->client.reply.status, 429);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
    }

    void a429WithoutATimeGivesWayToAnotherUpstream_data() {
        QTest::addColumn<QByteArray>("retryAfter");
        for (const char* text : {"", "0", "soon"}) QTest::addRow("'%s'", text) << QByteArray(text);
    }
    void a429WithoutATimeGivesWayToAnotherUpstream() {
        QFETCH(QByteArray, retryAfter);
        PipelineRig rig;
        Fields fields{{"content-type", "application/json"}};
        if (!retryAfter.isEmpty()) fields.emplace_back("retry-after", retryAfter.toStdString());
        const auto first = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.last().host, std::string("alpha"));
        rig.upstream.last().answer(429, fields);
        rig.turn();
        answerPlain(rig);
        QCOMPARE(first->client.reply.status, 200);
        QVERIFY(rowOf(rig, "alpha")->reason == ErrorCode::upstreamRateLimit);
        QCOMPARE(rowOf(rig, "alpha")->failuresInARow, 0U);
        const auto second = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
        rig.clock.advance(routing::Circuit::kRestMin);
        const auto trial = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.last().host, std::string("alpha"));
        answerPlain(rig);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
    }

    void theLastUpstreamIsNotLeftAloneForA429WithoutATime() {
        PipelineRig rig;
        stop(rig, {"beta", "gamma", "delta"}, 300s);
        for (int i = 0; i < 9; ++i) {
            const auto visit = rig.called(kPlainBody);
            rig.upstream.last().answer(429, {{"content-type", "application/json"}});
            rig.upstream.last().end();
            rig.turn();
            QCOMPARE(visit->client.reply.status, 429);
        }
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
    }

    void aSpentAccountIsNoRateLimitOfTheClients() {
        const std::string spent = R"({"error":{"message":"You exceeded your current quota","type":"insufficient_quota","param":null,"code":"insufficient_quota"}})";
        PipelineRig rig;
        for (const bool relayed : {false, true}) {
            const auto visit = relayed ? image(rig) : rig.called(kAlphaBody);
            rig.upstream.last().answer(429, {{"content-type", "application/json"}});
            rig.upstream.last().data(spent);
            rig.upstream.last().end();
            rig.turn();
            QCOMPARE(visit->client.reply.status, 502);
            QVERIFY(visit->client.sent.find("quota") == std::string::npos);
            QVERIFY(rig.record().error == ErrorCode::upstreamAuth);
        }
        QCOMPARE(rowOf(rig, "alpha")->failuresInARow, 2U);
    }

    void relaysGiveWayToo() {
        PipelineRig rig;
        const auto visit = image(rig);
        QCOMPARE(rig.upstream.last().host, std::string("alpha"));
        rig.upstream.last().answer(429, {{"content-type", "application/json"}});
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, 429);
        const auto next = image(rig);
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
    }

    void restsAsLongAsAFailureAsks_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("rests");
        QTest::newRow("503") << 503 << true;
        QTest::newRow("529") << 529 << true;
        QTest::newRow("500 does not ask") << 500 << false;
    }
    void restsAsLongAsAFailureAsks() {
        QFETCH(int, status);
        QFETCH(bool, rests);
        PipelineRig rig;
        QCOMPARE(callAlpha(rig, status, {{"retry-after", "23"}})->client.reply.status, status);
        QCOMPARE(stateOf(rig, "alpha"), rests ? CircuitState::open : CircuitState::closed);
        QCOMPARE(rowOf(rig, "alpha")->failuresInARow, 1U);
        if (!rests) return;
        QVERIFY(rowOf(rig, "alpha")->reason == ErrorCode::upstreamError);
        QCOMPARE(rig.called(kAlphaBody)->client.field("retry-after"), std::string("23"));
        rig.clock.advance(23s);
        QCOMPARE(callAlpha(rig, 200)->client.reply.status, 200);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::closed);
    }

    void aTrialThatGetsA429RestsAgainAndOnlyOneIsOut() {
        PipelineRig rig;
        callAlpha(rig, 429, {{"retry-after", "5"}});
        rig.clock.advance(5s);
        const auto trial = rig.called(kAlphaBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
        QCOMPARE(rig.called(kAlphaBody)->client.reply.status, 503);
        rig.upstream.last().answer(429, {{"content-type", "application/json"}, {"retry-after", "9"}});
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(trial->client.field("retry-after"), std::string("9"));
        const auto row = *rowOf(rig, "alpha");
        QVERIFY(row.state == CircuitState::open && row.left == 9s && row.openings == 2 && row.failuresInARow == 0);
        QCOMPARE(rig.called(kAlphaBody)->client.field("retry-after"), std::string("9"));
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
    }

    /// The last one tried asks for more than the first, or for an hour where a circuit rests a minute: told is what holds.
    void whoIsToldOfTheFailureHearsOfTheSoonest_data() {
        QTest::addColumn<QByteArray>("alpha");
        QTest::addColumn<QByteArray>("beta");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("the first") << QByteArray("4") << QByteArray("30") << QByteArray("4");
        QTest::newRow("the second") << QByteArray("40") << QByteArray("30") << QByteArray("30");
        QTest::newRow("no more than a minute") << QByteArray("7200") << QByteArray("3600") << QByteArray("60");
        QTest::newRow("the first does not rest") << QByteArray() << QByteArray("30") << QByteArray("30");
    }
    void whoIsToldOfTheFailureHearsOfTheSoonest() {
        QFETCH(QByteArray, alpha);
        QFETCH(QByteArray, beta);
        QFETCH(QByteArray, told);
        PipelineRig rig;
        stop(rig, {"gamma", "delta"}, 600s);
        const auto visit = rig.called(kPlainBody);
        Fields first{{"content-type", "application/json"}}, second = first;
        if (!alpha.isEmpty()) first.emplace_back("retry-after", alpha.toStdString());
        second.emplace_back("retry-after", beta.toStdString());
        second.emplace_back("retry-after-ms", beta.toStdString() + "000");
        rig.upstream.last().answer(503, first);
        rig.turn();
        rig.upstream.last().answer(503, second);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
        QCOMPARE(visit->client.reply.status, 503);
        QCOMPARE(visit->client.field("retry-after"), told.toStdString());
        QCOMPARE(visit->client.field("retry-after-ms"), alpha.isEmpty() ? beta.toStdString() + "000" : std::string());
    }

    void alsoWhereTheReplyIsOurOwn() {
        PipelineRig rig;
        std::unique_ptr<Visit> visit;
        for (int i = 0; i < 5; ++i) {
            visit = rig.called(kAlphaBody);
            QCOMPARE(visit->client.field("retry-after"), std::string());
            rig.upstream.last().breakOff(ErrorCode::upstreamReset);
            rig.turn();
        }
        QCOMPARE(visit->client.reply.status, 502);
        QCOMPARE(visit->client.field("retry-after"), std::string("2"));
    }

    void relaysTellTheSoonestToo() {
        PipelineRig rig;
        stop(rig, {"beta", "gamma", "delta"}, 20s);
        const auto visit = image(rig);
        rig.upstream.last().answer(503, {{"content-type", "application/json"}, {"retry-after", "50"}});
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.field("retry-after"), std::string("20"));
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::open);
    }

    void aTimeThatNobodyCanReadIsPutInSecondsOrLeftOut() {
        PipelineRig rig;
        QCOMPARE(callAlpha(rig, 429, {{"retry-after", "soon"}})->client.field("retry-after"), std::string());
        const auto visit = image(rig);
        rig.upstream.last().answer(429, {{"content-type", "application/json"}, {"retry-after", "-5"}});
        rig.upstream.last().data(R"({"error":{"message":"no"}})");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, 429);
        QCOMPARE(visit->client.field("retry-after"), std::string("1"));
    }

    void relaysPassByWhatRestsToo() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 300s);
        const auto visit = image(rig);
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
        stop(rig, {"alpha", "beta", "gamma", "delta"}, 60s);
        const auto refused = image(rig);
        QCOMPARE(refused->client.reply.status, 503);
        QCOMPARE(refused->client.field("retry-after"), std::string("60"));
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(refused->client.sent.find("no_upstream") != std::string::npos);
    }

    void relaysTeachTheCircuit() {
        PipelineRig rig;
        for (int i = 0; i < 5; ++i) {
            const auto visit = image(rig);
            rig.upstream.last().json(500);
            rig.upstream.last().end();
            rig.turn();
        }
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::open);
        QCOMPARE(rig.record().attemptList.at(0).circuitState, std::string("closed"));
    }

    void whatReadsGoesToItsUpstreamWhateverTheCircuit() {
        PipelineRig rig;
        stop(rig, {"alpha"}, 300s);
        const auto visit = rig.open(Method::get, "/v1/files/file-1");
        rig.turn();
        QCOMPARE(rig.upstream.last().host, std::string("alpha"));
        rig.upstream.last().json(200);
        rig.upstream.last().data("{}");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, 200);
        QCOMPARE(stateOf(rig, "alpha"), CircuitState::open);
        QCOMPARE(rig.record().attemptList.at(0).circuitState, std::string());
    }
};

QTEST_GUILESS_MAIN(ForwardCircuitTest)
#include "forward_circuit_test.moc"
