// Another upstream is tried before the first byte of content has gone to the client, and never after.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;

namespace {

/// How a first upstream may go wrong before it has said anything.
struct Mishap {
    const char* name;
    const char* code;
    void (*happen)(UpstreamScript&);
    bool booked = false;  ///< the provider has answered, though not to the end
};

const Mishap kMishaps[] = {
    {"cannot be reached", "UPSTREAM_UNREACHABLE", [](UpstreamScript& up) { up.breakOff(ErrorCode::upstreamUnreachable); }},
    {"silent", "UPSTREAM_TIMEOUT", [](UpstreamScript& up) { up.breakOff(ErrorCode::upstreamTimeout); }},
    {"429", "UPSTREAM_RATE_LIMIT", [](UpstreamScript& up) { up.json(429); }},
    {"500", "UPSTREAM_ERROR", [](UpstreamScript& up) { up.json(500); }},
    {"503", "UPSTREAM_ERROR", [](UpstreamScript& up) { up.json(503); }},
    {"401", "UPSTREAM_AUTH", [](UpstreamScript& up) { up.json(401); }},
    {"redirect", "UPSTREAM_ERROR", [](UpstreamScript& up) { up.json(307); }},
    {"reset in a plain reply", "UPSTREAM_RESET", [](UpstreamScript& up) {
         up.json(200);
         up.data(kPlainReply.substr(0, 30));
         up.breakOff(ErrorCode::upstreamReset);
     }, true},
    {"stream breaks behind its opening", "UPSTREAM_RESET", [](UpstreamScript& up) {
         up.sse();
         up.data("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
         up.breakOff(ErrorCode::upstreamReset);
     }},
    {"200 without JSON", "UPSTREAM_PROTOCOL", [](UpstreamScript& up) {
         up.json(200);
         up.data("<html>");
         up.end();
     }},
    {"200 with an error", "UPSTREAM_ERROR", [](UpstreamScript& up) {
         up.json(200);
         up.data(R"({"error":{"message":"overloaded"}})");
         up.end();
     }},
    {"stream begins with an error", "UPSTREAM_ERROR", [](UpstreamScript& up) {
         up.sse();
         up.data("data: {\"error\":{\"message\":\"x\"}}\n\n");
     }},
    {"stream begins with garbage", "UPSTREAM_PROTOCOL", [](UpstreamScript& up) {
         up.sse();
         up.data("data: {\"choices\":\n\n");
     }},
    {"stream ends empty", "UPSTREAM_CUT", [](UpstreamScript& up) {
         up.sse();
         up.end();
     }},
    {"stream breaks before content", "UPSTREAM_RESET", [](UpstreamScript& up) {
         up.sse();
         up.data(": keep-alive\n\n");
         up.breakOff(ErrorCode::upstreamReset);
     }},
};

}  // namespace

class ForwardFailoverTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void takesTheNextUpstreamBeforeTheFirstContent_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; const Mishap& mishap : kMishaps) QTest::newRow(mishap.name) << i++;
    }
    void takesTheNextUpstreamBeforeTheFirstContent() {
        QFETCH(int, index);
        const Mishap& mishap = kMishaps[index];
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        mishap.happen(rig.upstream.last());
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
        QVERIFY(!rig.upstream.calls[0]->open);
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
        QVERIFY(rig.at("reserve 2") < rig.at("call beta"));
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("ok") + kFinishEvent + kUsageEvent + kDoneEvent);
        rig.upstream.last().end();
        rig.turn();
        QVERIFY(visit->client.sent.ends_with(deltaEvent("ok") + kFinishEvent + kDoneEvent));
        QCOMPARE(rig.journal.back(), std::string("finish"));
        const auto& record = rig.record();
        QCOMPARE(record.status, 200);
        QCOMPARE(record.provider, std::string("beta"));
        QCOMPARE(int{record.attempts}, 2);
        QCOMPARE(std::string(codeText(record.attemptList.at(0).error.value())), std::string(mishap.code));
        QVERIFY(!record.attemptList.at(1).error);
        QVERIFY(record.released == (mishap.booked ? std::vector<std::uint16_t>{} : std::vector<std::uint16_t>{1}));
        QCOMPARE(record.billed.size(), mishap.booked ? std::size_t{2} : std::size_t{1});
        QVERIFY(!mishap.booked || record.billed[0].source == ledger::UsageSource::estimated);
        QCOMPARE(int{record.billed.back().attempt}, 2);
        QCOMPARE(record.billed.back().provider, std::string("beta"));
    }

    void aLateWordOfTheFirstUpstreamChangesNothing() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        const auto first = rig.upstream.calls[0];
        first->json(500);
        first->data("late");
        first->end();
        rig.turn();
        first->data("later");
        QVERIFY(visit->client.sent.empty());
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
    }

    void stopsAfterTheFirstContent_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<bool>("upstreamsWords");
        QTest::newRow("reset") << 0 << QByteArray("UPSTREAM_RESET") << false;
        QTest::newRow("cut") << 1 << QByteArray("UPSTREAM_CUT") << false;
        QTest::newRow("garbage") << 2 << QByteArray("UPSTREAM_PROTOCOL") << false;
        QTest::newRow("error event") << 3 << QByteArray("UPSTREAM_ERROR") << true;
    }
    void stopsAfterTheFirstContent() {
        QFETCH(int, index);
        QFETCH(QByteArray, code);
        QFETCH(bool, upstreamsWords);
        const std::string error = "data: {\"error\":{\"message\":\"melted\"}}\n\n";
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        UpstreamScript& upstream = rig.upstream.last();
        upstream.sse();
        upstream.data(deltaEvent("one") + deltaEvent("two"));
        if (index == 0) upstream.breakOff(ErrorCode::upstreamReset);
        if (index == 1) upstream.end();
        if (index == 2) upstream.data("data: nonsense\n\n");
        if (index == 3) upstream.data(error);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(!upstream.open);
        QCOMPARE(rig.journal.back(), std::string("abort"));
        const std::string last = visit->client.sent.substr((deltaEvent("one") + deltaEvent("two")).size());
        QVERIFY(last.starts_with("data: {\"error\":{") && last.ends_with("}}\n\n"));
        QCOMPARE(last == error, upstreamsWords);
        QVERIFY(visit->client.sent.find("[DONE]") == std::string::npos);
        QCOMPARE(std::string(codeText(rig.record().error.value())), code.toStdString());
        QVERIFY(rig.record().released.empty());
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.record().billed.at(0).usage.output, Tokens{2});
    }

    void takesAResetBehindTheEndMarkerForTheEnd() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a") + kFinishEvent + kDoneEvent);
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("finish"));
        QVERIFY(!rig.record().error);
    }

    void acceptsAFinishedStreamWithoutItsEndMarker() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a") + kFinishEvent);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("finish"));
        QCOMPARE(rig.record().status, 200);
    }

    void triesThreeUpstreamsAtMost() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        for (int i = 0; i < 3; ++i) {
            rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
            rig.turn();
        }
        QCOMPARE(rig.upstream.calls.size(), std::size_t{3});
        QCOMPARE(rig.upstream.last().host, std::string("gamma"));
        QCOMPARE(rig.journal.back(), std::string("respond 502"));
        QVERIFY(visit->client.sent.find("upstream_unreachable") != std::string::npos);
        QVERIFY(rig.record().released == (std::vector<std::uint16_t>{1, 2, 3}));
        QVERIFY(rig.record().billed.empty());
        QCOMPARE(rig.record().cost->value, std::int64_t{0});
        QCOMPARE(rig.record().attemptList.size(), std::size_t{3});
    }

    void staysWithinTheRetryBudget() {
        // Four workers share 20 free retries in ten seconds.
        PipelineRig rig([](config::Settings& settings) { settings.threads = 4; });
        std::vector<std::unique_ptr<Visit>> visits;
        for (int i = 0; i < 3; ++i) {
            visits.push_back(rig.called(kPlainBody));
            for (std::size_t calls = 0; calls != rig.upstream.calls.size();) {
                calls = rig.upstream.calls.size();
                rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
                rig.turn();
            }
        }
        QCOMPARE(rig.upstream.calls.size(), std::size_t{3 + 5});
        rig.clock.advance(std::chrono::seconds(12));
        visits.push_back(rig.called(kPlainBody));
        rig.upstream.last().breakOff(ErrorCode::upstreamUnreachable);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{8 + 2});
    }

    void aStreamThatCommentsHaveOpenedGoesOnWithTheNextUpstream() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().sse();
        rig.upstream.last().data(": wait\n\n");
        QCOMPARE(visit->client.sent, std::string(": wait\n\n"));
        rig.upstream.last().breakOff(ErrorCode::upstreamTimeout);
        rig.turn();
        rig.upstream.last().json(200);  // no stream: of no use any more
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{3});
        rig.upstream.last().json(400);
        rig.turn();
        QCOMPARE(std::count(rig.journal.begin(), rig.journal.end(), "start 200"), 1);
        QCOMPARE(rig.journal.back(), std::string("abort"));
        QVERIFY(visit->client.sent.find("upstream_refused") != std::string::npos);
        QVERIFY(rig.record().billed.empty());
        QVERIFY(rig.record().released == (std::vector<std::uint16_t>{1, 2, 3}));
    }

    void aBrokenCredentialIsNotSentAnywhere() {
        PipelineRig rig;
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        auto preset = std::make_shared<config::Preset>(*snapshot->presets.at("default"));
        auto broken = std::make_shared<config::Provider>(*preset->items[0].provider);
        broken->credential = "sk\r\nx-evil: 1";
        preset->items[0].provider = broken;
        snapshot->presets["default"] = preset;
        rig.context.snapshot = snapshot;
        const auto visit = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(rig.upstream.last().host, std::string("beta"));
    }
};

QTEST_GUILESS_MAIN(ForwardFailoverTest)
#include "forward_failover_test.moc"
