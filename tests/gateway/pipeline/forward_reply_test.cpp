// What the client gets of an upstream's reply: plain, streamed, large, encoded, or an error.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;

class ForwardReplyTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void relaysAPlainReplyByteByByte() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        UpstreamScript& upstream = rig.upstream.last();
        upstream.answer(200, {{"content-type", "application/json"},
                              {"X-RateLimit-Remaining-Requests", "7"},
                              {"set-cookie", "a"}});
        upstream.data(kPlainReply.substr(0, 20));
        upstream.data(kPlainReply.substr(20));
        upstream.end();
        rig.turn();
        QCOMPARE(rig.journal, (Journal{"reserve 1", "call alpha", "settle", "respond 200"}));
        QCOMPARE(visit->client.sent, kPlainReply);
        QCOMPARE(visit->client.field("x-request-id"), rig.record().traceId);
        QCOMPARE(visit->client.field("x-ratelimit-remaining-requests"), std::string("7"));
        QVERIFY(visit->client.field("set-cookie").empty());
    }

    void recordsAPlainReply() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.clock.advance(std::chrono::milliseconds(120));
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        const auto& record = rig.record();
        QCOMPARE(record.status, 200);
        QVERIFY(!record.error && !record.stream && !record.estimated);
        QCOMPARE(record.model, std::string("default"));
        QCOMPARE(record.presetId, std::string("preset-1"));
        QCOMPARE(record.provider + "/" + record.upstreamModel, std::string("alpha/model-alpha"));
        QCOMPARE(record.keyId + " " + record.userId + " " + record.ip, std::string("id-gw-good user-1 192.0.2.1"));
        QVERIFY(record.usage == (ledger::TokenUsage{9, 4, 0, 0, 0}));
        QCOMPARE(record.cost->value, std::int64_t{9 * 1000 + 4 * 10'000});
        QCOMPARE(record.billed.size(), std::size_t{1});
        QVERIFY(record.billed[0].source == ledger::UsageSource::reported);
        QVERIFY(record.released.empty());
        QCOMPARE(int{record.attempts}, 1);
        QCOMPARE(record.latencyMs, 120);
        QCOMPARE(rig.log.records.size(), std::size_t{1});
        QCOMPARE(rig.metrics.started, 1);
        QCOMPARE(rig.metrics.finished, 1);
    }

    void asksTheUpstreamUnderItsOwnNames() {
        PipelineRig rig([](config::Settings& settings) { settings.upstreamIdleTimeout = std::chrono::milliseconds(77); });
        const auto visit = rig.called(kPlainBody);
        const UpstreamScript& upstream = rig.upstream.last();
        QCOMPARE(upstream.body, R"({"model":"model-alpha","max_tokens":50,"messages":[{"role":"user","content":"hello"}]})");
        QVERIFY(upstream.head.find("\r\nauthorization: Bearer sk-alpha\r\n") != std::string::npos);
        QVERIFY(upstream.head.find("gw-good") == std::string::npos);
        QVERIFY(upstream.head.find("\r\ncontent-length: " + std::to_string(upstream.body.size()) + "\r\n") != std::string::npos);
        QCOMPARE(upstream.timeouts.idle.count(), 77);
        QCOMPARE(upstream.timeouts.connect.count(), 5000);
    }

    void relaysAStreamEventByEvent() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        UpstreamScript& upstream = rig.upstream.last();
        upstream.sse();
        QVERIFY(visit->client.sent.empty());
        upstream.data(deltaEvent("a"));
        QCOMPARE(visit->client.sent, deltaEvent("a"));
        QCOMPARE(rig.metrics.streams, 1);
        upstream.data(deltaEvent("b") + deltaEvent("c"));
        QCOMPARE(visit->client.sent, deltaEvent("a") + deltaEvent("b") + deltaEvent("c"));
        upstream.data(kFinishEvent + kUsageEvent + kDoneEvent);
        upstream.end();
        rig.turn();
        QCOMPARE(rig.journal, (Journal{"reserve 1", "call alpha", "start 200", "write", "write", "write", "settle",
                                       "write", "finish"}));
        QCOMPARE(visit->client.sent, deltaEvent("a") + deltaEvent("b") + deltaEvent("c") + kFinishEvent + kDoneEvent);
        QVERIFY(!visit->client.replyLength);
        QVERIFY(rig.record().stream);
        visit->handler.reset();
        QCOMPARE(rig.metrics.streams, 0);
    }

    void hidesTheUsageChunkUnlessTheClientAsked_data() {
        QTest::addColumn<QByteArray>("options");
        QTest::addColumn<bool>("shown");
        QTest::newRow("nothing said") << QByteArray() << false;
        QTest::newRow("null") << QByteArray(R"("stream_options":null,)") << false;
        QTest::newRow("refused") << QByteArray(R"("stream_options":{"include_usage":false},)") << false;
        QTest::newRow("asked") << QByteArray(R"("stream_options":{"include_usage":true},)") << true;
    }
    void hidesTheUsageChunkUnlessTheClientAsked() {
        QFETCH(QByteArray, options);
        QFETCH(bool, shown);
        PipelineRig rig;
        const auto visit = rig.called(R"({"stream":true,)" + options.toStdString() + R"("model":"default","messages":[]})");
        QVERIFY(rig.upstream.last().body.find(R"("include_usage":true)") != std::string::npos);
        rig.upstream.last().sse();
        for (const auto& event : {deltaEvent("a"), kFinishEvent, kUsageEvent, kDoneEvent}) rig.upstream.last().data(event);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.sent.find("prompt_tokens") != std::string::npos, shown);
        QVERIFY(visit->client.sent.ends_with(kDoneEvent));
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::reported);
        QVERIFY(rig.record().usage == (ledger::TokenUsage{9, 4, 0, 0, 0}));
    }

    void handsOnAClientsErrorByteByByte_data() {
        QTest::addColumn<int>("status");
        for (const int status : {400, 404, 409, 413, 422}) QTest::newRow(QByteArray::number(status)) << status;
    }
    void handsOnAClientsErrorByteByByte() {
        QFETCH(int, status);
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().json(status);
        rig.upstream.last().data(R"({"error":{"code":"context_length_exceeded"} })");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(visit->client.reply.status, status);
        QCOMPARE(visit->client.sent, std::string(R"({"error":{"code":"context_length_exceeded"} })"));
        QVERIFY(rig.record().error == ErrorCode::upstreamRefused);
        QVERIFY(rig.record().billed.empty());
        QVERIFY(rig.record().released == std::vector<std::uint16_t>{1});
    }

    void aClientsErrorStaysOneWhenItsExplanationIsCut() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().json(400);
        rig.upstream.last().data("[1,");
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(visit->client.reply.status, 400);
        QVERIFY(visit->client.sent.find("upstream_refused") != std::string::npos);
        QVERIFY(rig.record().error == ErrorCode::upstreamRefused);
        QVERIFY(rig.record().released == std::vector<std::uint16_t>{1});
    }

    void ofTheLastUpstreamsErrorOnlyAnEnvelopeIsHandedOn_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("asItIs");
        QTest::newRow("429 envelope") << 429 << QByteArray(R"({"error":{"message":"slow down"}})") << true;
        QTest::newRow("500 envelope") << 500 << QByteArray(R"({"error":{"message":"oops"}})") << true;
        QTest::newRow("429 page") << 429 << QByteArray("<html>sk-alpha</html>") << false;
        QTest::newRow("503 nothing") << 503 << QByteArray() << false;
        QTest::newRow("500 other JSON") << 500 << QByteArray(R"({"trace":"sk-alpha"})") << false;
        QTest::newRow("404 nothing") << 404 << QByteArray() << false;
        QTest::newRow("400 too large") << 400 << QByteArray(1024 * 1024 + 1, 'x') << false;
    }
    void ofTheLastUpstreamsErrorOnlyAnEnvelopeIsHandedOn() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, asItIs);
        PipelineRig rig;
        const auto visit = rig.called(R"({"model":"alpha/m","messages":[]})");
        rig.upstream.last().answer(status, {{"content-type", "text/html"}, {"retry-after", "7"}});
        rig.upstream.last().data(body.toStdString());
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, status);
        QCOMPARE(visit->client.field("retry-after"), std::string("7"));
        QCOMPARE(visit->client.sent == body.toStdString(), asItIs);
        QCOMPARE(visit->client.field("content-type"), std::string(asItIs ? "text/html" : "application/json"));
        if (!asItIs) QVERIFY(visit->client.sent.starts_with(R"({"error":{"message":)"));
        QVERIFY(visit->client.sent.find("sk-alpha") == std::string::npos);
    }

    void keepsTheGatewaysOwnTroublesToItself_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("credential refused") << 401 << QByteArray("upstream_auth");
        QTest::newRow("forbidden") << 403 << QByteArray("upstream_auth");
        QTest::newRow("redirect") << 302 << QByteArray("upstream_error");
    }
    void keepsTheGatewaysOwnTroublesToItself() {
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        PipelineRig rig;
        const auto visit = rig.called(R"({"model":"alpha/m","messages":[]})");
        rig.upstream.last().json(status);
        rig.upstream.last().data(R"({"error":{"message":"Incorrect API key provided: sk-alpha"}})");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.reply.status, 502);
        QVERIFY(visit->client.sent.find(code.toStdString()) != std::string::npos);
        QVERIFY(visit->client.sent.find("sk-alpha") == std::string::npos);
        QVERIFY(!rig.upstream.last().open);
    }

    void relaysALargeReplyWithoutCollectingIt_data() {
        QTest::addColumn<bool>("announced");
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<qint64>("output");
        const qint64 quarter = 5 * 1024 * 1024 / 4;
        QTest::newRow("by its length") << true << QByteArray() << quarter;
        QTest::newRow("by growing") << false << QByteArray() << quarter;
        QTest::newRow("never more than was asked for") << true << QByteArray(R"("max_tokens":50,"n":2,)") << qint64{100};
    }
    void relaysALargeReplyWithoutCollectingIt() {
        QFETCH(bool, announced);
        QFETCH(QByteArray, limit);
        QFETCH(qint64, output);
        PipelineRig rig;
        const auto visit = rig.called("{" + limit.toStdString() + R"("model":"default","messages":[]})");
        UpstreamScript& upstream = rig.upstream.last();
        const std::string piece(1024 * 1024, 'x');
        const auto length = announced ? std::optional<std::uint64_t>(5 * piece.size()) : std::nullopt;
        upstream.answer(200, {{"content-type", "application/json"}}, length);
        for (int i = 0; i < 5; ++i) upstream.data(piece);
        QCOMPARE(visit->client.sent.size(), 4 * piece.size());
        QCOMPARE(visit->client.replyLength, length);
        upstream.end();
        QCOMPARE(visit->client.sent.size(), 4 * piece.size());
        rig.turn();
        QCOMPARE(visit->client.sent.size(), 5 * piece.size());
        QCOMPARE(rig.journal.back(), std::string("finish"));
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.record().usage.output, Tokens{output});
    }

    void relaysAnEncodedReplyAsItIs() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().answer(200, {{"content-type", "application/json"}, {"content-encoding", "gzip"}}, 8);
        rig.upstream.last().data("\x1f\x8bxxxxxx");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(visit->client.sent, std::string("\x1f\x8bxxxxxx"));
        QCOMPARE(visit->client.field("content-encoding"), std::string("gzip"));
        QVERIFY(rig.record().estimated);
    }

    void pausesTheUpstreamWhileTheClientIsSlow() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        UpstreamScript& upstream = rig.upstream.last();
        upstream.sse();
        visit->client.hasRoom = false;
        upstream.data(deltaEvent("a"));
        QCOMPARE(upstream.pauses, 1);
        QCOMPARE(upstream.resumes, 0);
        visit->client.hasRoom = true;
        visit->handler->onClientWritable();
        visit->handler->onClientWritable();
        QCOMPARE(upstream.resumes, 1);
        upstream.data(deltaEvent("b"));
        QCOMPARE(upstream.pauses, 1);
    }
};

QTEST_GUILESS_MAIN(ForwardReplyTest)
#include "forward_reply_test.moc"
