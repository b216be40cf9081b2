// Money: reserved before the upstream is called, settled before the reply's last byte, in the right amount.
#include "gateway/ledger/route_note.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <chrono>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

class ForwardSettleTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void notesHowLongTheGatewayTookToCall_data() {
        QTest::addColumn<bool>("relayed");
        QTest::newRow("chat") << false;
        QTest::newRow("relay") << true;
    }
    /// Not what the body took to come, nor what the upstream did.
    void notesHowLongTheGatewayTookToCall() {
        QFETCH(bool, relayed);
        PipelineRig rig;
        const auto visit = relayed ? rig.relay(Method::post, "/v1/images/generations", "application/json") : rig.open(Method::post, kChatPath);
        rig.clock.advance(700ms);
        visit->body(kPlainBody);
        rig.clock.advance(30ms);
        rig.turn();
        rig.clock.advance(5s);
        rig.upstream.last().json(500);
        rig.upstream.last().end();
        rig.turn();
        visit->leave();
        const auto note = ledger::readRouteNote(rig.record().routeNote);
        QVERIFY(note);
        QCOMPARE(note->queuedUs, 30'000U);
        QCOMPARE(rig.record().queuedUs.value_or(0), 30'000);
        QCOMPARE(rig.record().bodyMs, 700);
    }

    void callsTheUpstreamOnlyBehindTheReservation() {
        PipelineRig rig;
        const auto visit = rig.post(kPlainBody);
        QCOMPARE(rig.journal, Journal{"reserve 1"});
        rig.timers.run();
        QVERIFY(rig.upstream.calls.empty());
        rig.ledger.turn();
        QCOMPARE(rig.journal, (Journal{"reserve 1", "call alpha"}));
    }

    void reservesTheMostItCanCost_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("input");
        QTest::addColumn<qint64>("output");
        const QByteArray open = R"({"model":"default","messages":[{"role":"user","content":"hello"}])";
        QTest::newRow("limit given") << open + R"(,"max_tokens":50})" << qint64{6} << qint64{50};
        QTest::newRow("no limit") << open + "}" << qint64{6} << qint64{1024};
        QTest::newRow("several choices") << open + R"(,"max_completion_tokens":50,"n":3})" << qint64{6} << qint64{150};
        QTest::newRow("no messages") << QByteArray(R"({"model":"default","max_tokens":1})") << qint64{0} << qint64{1};
    }
    void reservesTheMostItCanCost() {
        QFETCH(QByteArray, body);
        QFETCH(qint64, input);
        QFETCH(qint64, output);
        PipelineRig rig;
        const auto visit = rig.post(body.toStdString());
        const auto& reservation = rig.ledger.reservations.at(0);
        QCOMPARE(reservation.estimate.input, Tokens{input});
        QCOMPARE(reservation.estimate.output, Tokens{output});
        QCOMPARE(reservation.cost->value, std::int64_t{input * 1000 + output * 10'000});
        QCOMPARE(reservation.priceVersion, std::string("v1"));
        QCOMPARE(reservation.provider + "/" + reservation.model, std::string("alpha/model-alpha"));
        QCOMPARE(reservation.keyId, std::string("id-gw-good"));
        rig.turn();
        visit->leave();
        QCOMPARE(rig.record().traceId, reservation.requestId);
    }

    void aRefusedReservationIs503AndNoCall() {
        PipelineRig rig;
        rig.ledger.refusesReservations = true;
        const auto visit = rig.called(kPlainBody);
        QVERIFY(rig.upstream.calls.empty());
        QCOMPARE(rig.journal, (Journal{"reserve 1", "settle", "respond 503"}));
        QCOMPARE(visit->client.field("retry-after"), std::string("5"));
        QVERIFY(visit->client.sent.find("storage_full") != std::string::npos);
        QVERIFY(visit->client.sent.find("No space") == std::string::npos);
        QVERIFY(rig.record().error == ErrorCode::storageFull);
        QVERIFY(rig.record().released == std::vector<std::uint16_t>{1});
        QCOMPARE(int{rig.record().attempts}, 0);
    }

    void aDiskThatFillsBetweenAttemptsEndsTheRequest() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.ledger.refusesReservations = true;
        rig.upstream.last().json(500);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(rig.journal.back(), std::string("respond 503"));
        QVERIFY(rig.record().released == (std::vector<std::uint16_t>{1, 2}));
        QCOMPARE(rig.record().attemptList.size(), std::size_t{1});
    }

    void thePlainReplyWaitsForTheSettlement() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.timers.run();
        QCOMPARE(rig.journal.back(), std::string("settle"));
        QVERIFY(visit->client.sent.empty());
        rig.ledger.turn();
        QCOMPARE(rig.journal.back(), std::string("respond 200"));
    }

    void theEndMarkerWaitsForTheSettlement() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a") + kFinishEvent + kDoneEvent);
        rig.upstream.last().end();
        rig.timers.run();
        QCOMPARE(rig.journal.back(), std::string("settle"));
        QCOMPARE(visit->client.sent, deltaEvent("a") + kFinishEvent);
        rig.ledger.turn();
        QCOMPARE(visit->client.sent, deltaEvent("a") + kFinishEvent + kDoneEvent);
        QVERIFY(rig.at("settle") < rig.at("finish"));
    }

    void theErrorEventWaitsForTheSettlement() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a"));
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        QCOMPARE(rig.journal.back(), std::string("settle"));
        QCOMPARE(visit->client.sent, deltaEvent("a"));
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("abort"));
    }

    void aFailedSettlementDoesNotWithholdTheReply() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.ledger.refusesSettlements = true;
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("respond 200"));
    }

    void nobodyWaitsForAnUpstreamThatHasSaidItsLastWord() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a") + kFinishEvent + kDoneEvent);
        QCOMPARE(rig.at("settle"), -1);
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("finish"));
        visit->handler.reset();
        rig.timers.advance(990ms);
        QVERIFY2(rig.upstream.last().open, "the connection could still be used again");
        rig.timers.advance(10ms);
        QVERIFY(!rig.upstream.last().open);
    }

    void booksWhatTheProviderReports_data() {
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<int>("source");
        QTest::addColumn<qint64>("input");
        QTest::addColumn<qint64>("output");
        const auto row = [](const char* name, const char* usage, ledger::UsageSource source, qint64 input, qint64 output) {
            QTest::newRow(name) << QByteArray(usage) << static_cast<int>(source) << input << output;
        };
        using Source = ledger::UsageSource;
        row("reported", R"({"prompt_tokens":9,"completion_tokens":4})", Source::reported, 9, 4);
        row("zero", R"({"prompt_tokens":0,"completion_tokens":0})", Source::reportedZero, 0, 0);
        row("negative", R"({"prompt_tokens":9,"completion_tokens":-4})", Source::estimated, 6, 2);
        row("huge", R"({"prompt_tokens":9223372036854775808,"completion_tokens":1})", Source::estimated, 6, 2);
        row("words", R"("lots")", Source::estimated, 6, 2);
        row("null", "null", Source::estimated, 6, 2);
    }
    void booksWhatTheProviderReports() {
        QFETCH(QByteArray, usage);
        QFETCH(int, source);
        QFETCH(qint64, input);
        QFETCH(qint64, output);
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().json(200);
        rig.upstream.last().data(R"({"choices":[{"message":{"content":"12345"}}],"usage":)" + usage.toStdString() + "}");
        rig.upstream.last().end();
        rig.turn();
        const auto& billed = rig.record().billed.at(0);
        QCOMPARE(static_cast<int>(billed.source), source);
        QCOMPARE(billed.usage.input, Tokens{input});
        QCOMPARE(billed.usage.output, Tokens{output});
        QCOMPARE(rig.record().estimated, billed.source == ledger::UsageSource::estimated);
        QCOMPARE(billed.cost->value, std::int64_t{input * 1000 + output * 10'000});
    }

    void aUsageBeforeTheEndIsTheLeastOfTheOutput() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(R"(data: {"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":70,"completion_tokens":40}})"
                                 "\n\n" + deltaEvent("b"));
        visit->leave();
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.record().usage.output, Tokens{40});
    }

    void aUsageBeforeTheEndOfACutStreamTellsTheInput() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(R"(data: {"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":70,"completion_tokens":1}})"
                                 "\n\n" + deltaEvent("b") + deltaEvent("c"));
        visit->leave();
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.record().usage.input, Tokens{70});
        QCOMPARE(rig.record().usage.output, Tokens{3});
    }

    void anUnpricedModelIsNotFree() {
        PipelineRig rig;
        const auto visit = rig.called(R"({"model":"gamma/m","messages":[]})");
        QVERIFY(!rig.ledger.reservations.at(0).cost);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QVERIFY(!rig.record().cost);
        QVERIFY(!rig.record().billed.at(0).cost);
        QCOMPARE(rig.record().usage.input, Tokens{9});
    }

    void thePlaceIsGivenBackHoweverTheRequestEnds_data() {
        QTest::addColumn<int>("ending");
        for (int i = 0; const char* name : {"answered", "failed", "client left", "drained", "disk full"})
            QTest::newRow(name) << i++;
    }
    void thePlaceIsGivenBackHoweverTheRequestEnds() {
        QFETCH(int, ending);
        PipelineRig rig;
        auto key = keyOf("gw-good");
        key->parallelMax = 1;
        rig.context.snapshot = rig.context.snapshot->withKey(key);
        rig.ledger.refusesReservations = ending == 4;
        const auto visit = rig.post(R"({"model":"alpha/m","messages":[]})");
        QCOMPARE(rig.admission.figures("id-gw-good").running, 1U);
        rig.turn();
        if (ending == 0) {
            rig.upstream.last().json(200);
            rig.upstream.last().data(kPlainReply);
            rig.upstream.last().end();
        }
        if (ending == 1) rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        if (ending == 2) visit->leave();
        if (ending == 3) visit->handler->onDrainEnd();
        rig.turn();
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(ForwardSettleTest)
#include "forward_settle_test.moc"
