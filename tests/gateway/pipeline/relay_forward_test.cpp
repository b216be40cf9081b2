// What becomes of a relayed call: the reply's bytes, the upload's end, and the bill.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;
using ledger::UsageSource;

namespace {

const Fields kBinary{{"content-type", "audio/mpeg"}, {"content-disposition", "attachment; filename=a.mp3"},
                     {"set-cookie", "a=b"}, {"connection", "x-secret"}, {"x-ratelimit-remaining-requests", "7"}};
const std::string kImages = "/v1/images/generations";
const std::string kResponses = "/v1/responses";
const std::string kAsked = R"({"model":"default","stream":true,"input":"some words to begin with"})";

std::string responsesDelta(const std::string& text) {
    return "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"" + text + "\"}\n\n";
}

}  // namespace

class RelayForwardTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Visit> called(PipelineRig& rig, Method method, const std::string& path = "/v1/files") {
        auto visit = rig.open(method, path);
        rig.turn();
        return visit;
    }
    std::unique_ptr<Visit> calledJson(PipelineRig& rig, const std::string& body = R"({"model":"default"})", const std::string& path = kImages) {
        auto visit = rig.relay(Method::post, path, "application/json");
        visit->body(body);
        rig.turn();
        return visit;
    }
    std::unique_ptr<Visit> uploading(PipelineRig& rig) {
        auto visit = rig.relay(Method::post, "/v1/files", "multipart/form-data", 100);
        rig.turn();
        visit->piece("some");
        return visit;
    }

 private Q_SLOTS:
    void handsOnAJsonReplyAndBillsItsUsage() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        const std::string reply = R"({"data":[],"usage":{"input_tokens":50,"output_tokens":100}})";
        QVERIFY(!rig.ledger.reservations.at(0).cost);
        rig.upstream.last().json(200);
        rig.upstream.last().data(reply.substr(0, 9));
        rig.upstream.last().data(reply.substr(9));
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.sent, reply);
        QVERIFY(rig.at("settle") < rig.at("respond 200"));
        const auto& record = rig.record();
        QCOMPARE(record.billed.size(), std::size_t{1});
        QVERIFY(record.billed[0].source == UsageSource::reported);
        QCOMPARE(record.billed[0].usage.input, Tokens{50});
        QCOMPARE(record.cost->value, std::int64_t{50 * 1000 + 100 * 10000});
        QCOMPARE(record.model, std::string("default"));
        QCOMPARE(record.upstreamModel, std::string("model-alpha"));
        QCOMPARE(record.dialect, std::string("openai_relay"));
        QCOMPARE(record.route, std::string("/v1/images"));
        QCOMPARE(record.presetId, std::string("preset-1"));
        QVERIFY(!record.stream && !record.estimated);
    }

    void billsAPostWithoutUsageAsUnpriced() {
        for (const char* reply : {R"({"object":"file"})", "not JSON at all", "", R"({"usage":{"seconds":2}})"}) {
            PipelineRig rig;
            const auto visit = calledJson(rig);
            rig.upstream.last().json(200);
            rig.upstream.last().data(reply);
            rig.upstream.last().end();
            rig.turn();
            QCOMPARE(visit->client.sent, std::string(reply));
            QCOMPARE(rig.record().billed.size(), std::size_t{1});
            QVERIFY(rig.record().billed[0].source == UsageSource::none);
            QVERIFY(!rig.record().billed[0].cost && !rig.record().cost);
            QVERIFY(rig.record().released.empty());
        }
    }

    void readingAndDeletingCostsNothing() {
        for (const Method method : {Method::get, Method::del, Method::head}) {
            PipelineRig rig;
            const auto visit = called(rig, method);
            QCOMPARE(rig.upstream.last().isHead, method == Method::head);
            rig.upstream.last().answer(200, {{"content-type", "application/json"}}, 77);
            // A usage that is shown is another call's.
            if (method != Method::head) rig.upstream.last().data(R"({"usage":{"prompt_tokens":5,"completion_tokens":5}})");
            rig.upstream.last().end();
            rig.turn();
            QVERIFY(rig.record().billed.empty());
            QCOMPARE(rig.record().released.size(), std::size_t{1});
            QCOMPARE(rig.record().cost->value, std::int64_t{0});
            if (method != Method::head) continue;
            QVERIFY(visit->client.over && visit->client.sent.empty());
            QCOMPARE(visit->client.replyLength, std::optional<std::uint64_t>(77));
        }
    }

    void relaysBinaryAtOnceAndSettlesBeforeTheEnd_data() {
        QTest::addColumn<bool>("counted");
        QTest::newRow("length") << true;
        QTest::newRow("chunked") << false;
    }
    void relaysBinaryAtOnceAndSettlesBeforeTheEnd() {
        QFETCH(bool, counted);
        PipelineRig rig;
        const auto visit = calledJson(rig);
        auto& call = rig.upstream.last();
        call.answer(200, kBinary, counted ? std::optional<std::uint64_t>(8) : std::nullopt);
        call.data(std::string("\0\x01\x02", 3));
        QCOMPARE(visit->client.sent.size(), std::size_t{3});
        visit->client.hasRoom = false;
        call.data("ab");
        QCOMPARE(visit->client.sent.size(), std::size_t{5});
        QCOMPARE(call.pauses, 1);
        visit->handler->onClientWritable();
        QCOMPARE(call.resumes, 1);
        call.data("cde");
        QCOMPARE(visit->client.sent.size(), std::size_t{counted ? 5U : 8U});
        call.end();
        QVERIFY(!visit->client.over);
        rig.turn();
        QCOMPARE(visit->client.sent, std::string("\0\x01\x02", 3) + "abcde");
        QVERIFY(rig.at("settle") < rig.at("finish"));
        QCOMPARE(visit->client.field("content-type"), std::string("audio/mpeg"));
        QCOMPARE(visit->client.field("content-disposition"), std::string("attachment; filename=a.mp3"));
        QCOMPARE(visit->client.field("x-ratelimit-remaining-requests"), std::string("7"));
        QVERIFY(visit->client.field("set-cookie").empty() && visit->client.field("connection").empty());
        QVERIFY(rig.record().billed[0].source == UsageSource::none);
    }

    void relaysEventsAtOnceAndReadsTheirUsage() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        auto& call = rig.upstream.last();
        call.sse();
        call.data("event: a\ndata: {\"x\":1}\n\ndata: {\"ty");
        QCOMPARE(visit->client.sent, std::string("event: a\ndata: {\"x\":1}\n\n"));
        QCOMPARE(rig.metrics.streams, 1);
        call.data("pe\":\"done\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}\n\n");
        call.end();
        rig.turn();
        QVERIFY(visit->client.sent.ends_with("\"output_tokens\":4}}\n\n"));
        QVERIFY(rig.record().stream);
        QVERIFY(rig.record().billed[0].source == UsageSource::reported);
        QVERIFY(rig.at("finish") > rig.at("settle"));
    }

    void aBrokenStreamEndsWithAnErrorAndUncleanly() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().sse();
        rig.upstream.last().data("data: {}\n\n");
        rig.upstream.last().breakOff(ErrorCode::upstreamCut);
        rig.turn();
        QVERIFY(visit->client.sent.find("data: {\"error\":") != std::string::npos);
        QVERIFY(rig.at("abort") > 0);
        QVERIFY(rig.record().error == ErrorCode::upstreamCut);
        QVERIFY(rig.record().billed[0].source == UsageSource::none);
    }

    void wordsWithoutAUsageAreCounted_data() {
        QTest::addColumn<QByteArray>("end");
        for (const char* end : {"left", "cut", "clean"}) QTest::newRow(end) << QByteArray(end);
    }
    void wordsWithoutAUsageAreCounted() {
        QFETCH(QByteArray, end);
        PipelineRig rig;
        const auto visit = calledJson(rig, kAsked, kResponses);
        auto& call = rig.upstream.last();
        call.sse();
        call.data("data: {\"type\":\"response.created\",\"response\":{\"usage\":null}}\n\n" + responsesDelta("one ") + responsesDelta("two "));
        if (end == "left") visit->leave();
        if (end == "cut") call.breakOff(ErrorCode::upstreamCut);
        if (end == "clean") call.end();
        rig.turn();
        const auto& billed = rig.record().billed.at(0);
        QVERIFY(billed.source == UsageSource::estimated && rig.record().estimated);
        QVERIFY(billed.usage.input > 3);
        QCOMPARE(billed.usage.output, Tokens{2});
        QCOMPARE(rig.record().cost->value, billed.usage.input * 1000 + 2 * 10'000);
    }

    void anAnswerThatNobodyWaitsForCostsItsInput() {
        PipelineRig rig;
        const auto visit = calledJson(rig, kAsked, kResponses);
        visit->leave();
        rig.turn();
        QVERIFY(rig.record().billed.at(0).source == UsageSource::estimated);
        QVERIFY(rig.record().billed.at(0).usage.input > 3);
    }

    void aStreamThatBreaksOffBeforeItsWordsIsUnknown() {
        PipelineRig rig;
        const auto visit = calledJson(rig, kAsked, kResponses);
        rig.upstream.last().sse();
        rig.upstream.last().breakOff(ErrorCode::upstreamCut);
        rig.turn();
        QVERIFY(rig.record().billed.at(0).source == UsageSource::none);
    }

    void aCutBinaryReplyEndsUncleanlyWithoutWords() {
        PipelineRig rig;
        const auto visit = called(rig, Method::get, "/v1/files/f/content");
        rig.upstream.last().answer(200, kBinary, 10);
        rig.upstream.last().data("abc");
        rig.upstream.last().breakOff(ErrorCode::upstreamCut);
        rig.turn();
        QCOMPARE(visit->client.sent, std::string("abc"));
        QVERIFY(rig.at("abort") > 0);
        QVERIFY(rig.record().billed.empty());
    }

    void clientErrorsPassByteTrue_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("sent");
        QTest::newRow("JSON") << 404 << QByteArray("application/json") << 404;
        QTest::newRow("text") << 400 << QByteArray("text/plain") << 400;
        QTest::newRow("rate limit") << 429 << QByteArray("text/html") << 429;
        QTest::newRow("credential") << 401 << QByteArray("application/json") << 502;
        QTest::newRow("forbidden") << 403 << QByteArray("application/json") << 502;
        QTest::newRow("redirect") << 302 << QByteArray("text/html") << 502;
        QTest::newRow("down") << 503 << QByteArray("text/html") << 503;
    }
    void clientErrorsPassByteTrue() {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(int, sent);
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().answer(status, {{"content-type", type.toStdString()}});
        rig.upstream.last().data("what the upstream says");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, sent);
        QCOMPARE(visit->client.sent == "what the upstream says", status == sent && status < 500);
        if (status != sent || status >= 500) QVERIFY(visit->client.sent.starts_with("{\"error\":{"));
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(rig.record().error && rig.record().billed.empty());
        QCOMPARE(rig.record().attemptList.size(), std::size_t{1});
        QCOMPARE(rig.record().attemptList[0].status, status);
    }

    void aServersEnvelopeIsHandedOn() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().json(500);
        rig.upstream.last().data(R"({"error":{"message":"theirs"}})");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.sent, std::string(R"({"error":{"message":"theirs"}})"));
    }

    void repliesWithoutABody() {
        for (const int status : {204, 304}) {
            PipelineRig rig;
            const auto visit = called(rig, Method::del, "/v1/files/f");
            rig.upstream.last().answer(status, {});
            rig.upstream.last().end();
            rig.turn();
            QCOMPARE(visit->client.reply.status, status);
            QVERIFY(visit->client.over && visit->client.sent.empty());
            QVERIFY(visit->client.field("content-type").empty());
            QVERIFY(!rig.record().error);
        }
    }

    void aLargeJsonReplyIsRelayed() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().json(200);
        const std::string piece(1024 * 1024, 'x');
        for (int i = 0; i < 6; ++i) rig.upstream.last().data(piece);
        QCOMPARE(visit->client.sent.size(), 6 * piece.size());
        rig.upstream.last().end();
        rig.turn();
        QVERIFY(rig.at("finish") > rig.at("settle"));
        QVERIFY(rig.record().billed[0].source == UsageSource::none);
    }

    void isNeverTriedAgain() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
        rig.turn();
        QCOMPARE(visit->client.reply.status, 502);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(rig.record().billed.empty());
        QCOMPARE(rig.record().released.size(), std::size_t{1});
    }

    void aClientThatLeavesAnUploadCancelsItUnbilled() {
        PipelineRig rig;
        const auto visit = uploading(rig);
        visit->leave();
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().billed.empty());
    }

    void aClientThatLeavesAWholeCallIsBooked() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        visit->leave();
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QVERIFY(rig.record().billed.at(0).source == UsageSource::none && !rig.record().cost);
    }

    void aClientThatLeavesBeforeTheCallCostsNothing() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, "/v1/batches");
        visit->leave();
        rig.turn();
        QVERIFY(rig.upstream.calls.empty());
        QCOMPARE(rig.record().released.size(), std::size_t{1});
        QVERIFY(rig.record().attemptList.empty());
    }

    void anEarlyRefusalStopsTheUpload() {
        PipelineRig rig;
        const auto visit = uploading(rig);
        auto& call = rig.upstream.last();
        call.json(413);
        QVERIFY(visit->client.bodyPaused);
        call.writable();
        QVERIFY(visit->client.bodyPaused);
        call.data(R"({"error":"too large"})");
        call.end();
        visit->piece("more");
        QCOMPARE(call.body, std::string("some"));
        rig.turn();
        QCOMPARE(visit->client.reply.status, 413);
        QCOMPARE(visit->client.sent, std::string(R"({"error":"too large"})"));
    }

    void aReplyMayBeginWhileTheBodyStillComes() {
        PipelineRig rig;
        const auto visit = uploading(rig);
        auto& call = rig.upstream.last();
        call.answer(200, kBinary);
        call.data("abc");
        visit->piece("more");
        QCOMPARE(call.body, std::string("somemore"));
        visit->handler->onBodyEnd();
        call.end();
        rig.turn();
        QCOMPARE(visit->client.sent, std::string("abc"));
        QVERIFY(rig.at("finish") > 0);
    }

    void aFaultyUploadIsToldAndCancelled() {
        PipelineRig rig;
        const auto visit = uploading(rig);
        visit->handler->onBodyFailed({ErrorCode::bodyTooLarge, ErrorSource::downstream, Retry::never, {}, {}});
        rig.turn();
        QCOMPARE(visit->client.reply.status, 413);
        QVERIFY(!rig.upstream.last().open);
        QVERIFY(rig.record().billed.empty());
        visit->handler->onBodyEnd();
        visit->handler->onBodyFailed({ErrorCode::badRequest, ErrorSource::downstream, Retry::never, {}, {}});
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
    }

    void aRevokedKeyEndsWhatIsUnderWay() {
        PipelineRig rig;
        const auto visit = uploading(rig);
        auto key = keyOf("gw-good");
        key->status = config::KeyStatus::revoked;
        visit->handler->onSnapshot(rig.context.snapshot);
        QVERIFY(rig.ledger.records.empty());
        visit->handler->onSnapshot(rig.context.snapshot->withKey(key));
        rig.turn();
        QCOMPARE(visit->client.reply.status, 401);
    }

    void theDrainEndsIt() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        visit->handler->onDrainEnd();
        rig.turn();
        QCOMPARE(visit->client.reply.status, 503);
        QVERIFY(rig.record().error == ErrorCode::draining);
    }

    void anErrorsCutExplanationStaysAnError() {
        PipelineRig rig;
        const auto visit = calledJson(rig);
        rig.upstream.last().json(422);
        rig.upstream.last().data("{\"err");
        rig.upstream.last().breakOff(ErrorCode::upstreamCut);
        rig.turn();
        QCOMPARE(visit->client.reply.status, 422);
        QVERIFY(visit->client.sent.starts_with("{\"error\":{"));
    }
};

QTEST_GUILESS_MAIN(RelayForwardTest)
#include "relay_forward_test.moc"
