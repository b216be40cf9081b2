// Who asks for a stream that is being fetched hears it from its beginning, live: what comes when, what it costs, and how it
// ends when the first client, the upstream or the key goes.
#include "tests/gateway/pipeline/cache_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

namespace {

/// A leader that has heard "a".
struct LiveRig : CacheRig {
    explicit LiveRig(const std::function<void(config::Preset&)>& adjust = {}, const std::function<void(config::Settings&)>& set = {})
        : CacheRig(adjust, set), leader(asked(kZeroStream)) {
        upstream.last().sse();
        say("a");
    }
    void say(const std::string& word) {
        upstream.last().data(deltaEvent(word));
        turn();
    }
    config::SnapshotPtr revoke(const std::string& secret) {
        auto revoked = keyOf(secret);
        revoked->status = config::KeyStatus::revoked;
        context.snapshot = context.snapshot->withKey(revoked);
        return context.snapshot;
    }
    const ledger::RequestRecord& recordOf(const std::string& keyId) {
        return *std::find_if(ledger.records.begin(), ledger.records.end(), [&](const auto& record) { return record.keyId == keyId; });
    }
    void endWell(std::size_t call = 0) {
        for (const auto& event : {kFinishEvent, kUsageEvent, kDoneEvent}) upstream.calls[call]->data(event);
        upstream.calls[call]->end();
        turn();
    }
    std::unique_ptr<Visit> leader;
};

const std::string kWhole = deltaEvent("a") + deltaEvent("b") + kFinishEvent + kDoneEvent;

}  // namespace

class LiveReplyTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void hearsWhatHasComeAndThenWhatComes() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        QCOMPARE(said(*follower), std::string("hit"));
        QCOMPARE(follower->client.sent, deltaEvent("a"));
        rig.say("b");
        QCOMPARE(follower->client.sent, deltaEvent("a") + deltaEvent("b"));
        QVERIFY(!follower->client.over);
        rig.endWell();
        QCOMPARE(follower->client.sent, kWhole);
        QCOMPARE(rig.leader->client.sent, kWhole);
        QVERIFY(rig.at("finish") >= 0 && rig.at("abort") < 0);
        QCOMPARE(rig.calls(), std::size_t{1});
        QCOMPARE(rig.asked(kZeroStream)->client.sent, kWhole);
        QCOMPARE(rig.calls(), std::size_t{1});
    }

    void whoWaitsHearsTheFirstEvent() {
        CacheRig rig;
        const auto leader = rig.asked(kZeroStream), follower = rig.asked(kZeroStream);
        rig.upstream.last().sse();
        rig.turn();
        QCOMPARE(follower->client.reply.status, 0);
        rig.upstream.last().data(deltaEvent("a"));
        rig.turn();
        QCOMPARE(follower->client.sent, deltaEvent("a"));
    }

    void aHearerIsSettledBeforeItsLastByteAndByThePresetsRule_data() {
        QTest::addColumn<int>("percent");
        QTest::newRow("free") << 0;
        QTest::newRow("half") << 50;
    }
    void aHearerIsSettledBeforeItsLastByteAndByThePresetsRule() {
        QFETCH(int, percent);
        LiveRig rig([percent](config::Preset& preset) { preset.cache.billPercent = static_cast<std::uint32_t>(percent); });
        const auto follower = rig.asked(kZeroStream);
        for (const auto& event : {kFinishEvent, kUsageEvent, kDoneEvent}) rig.upstream.last().data(event);
        rig.upstream.last().end();
        while (rig.timers.run() > 0) {}
        QVERIFY(follower->client.sent.find("[DONE]") == std::string::npos);
        rig.turn();
        QVERIFY(follower->client.sent.ends_with(kDoneEvent));
        QCOMPARE(rig.ledger.records.size(), std::size_t{2});
        const auto& record = rig.record();
        QCOMPARE(record.cache, std::string("hit"));
        QCOMPARE(record.billed.size(), std::size_t{1});
        QCOMPARE(record.billed[0].attempt, std::uint16_t{0});
        QCOMPARE(record.billed[0].usage.output, percent > 0 ? Tokens{4} : Tokens{0});
        // 9 in at 1 and 4 out at 10 USD a million: 49,000 nano-dollars.
        QCOMPARE(record.cost->value, std::int64_t{49'000} * percent / 100);
        QVERIFY(!record.estimated);
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
    }

    void aSlowHearerHoldsUpNobody() {
        LiveRig rig;
        const auto slow = rig.asked(kZeroStream), quick = rig.asked(kZeroStream);
        slow->client.hasRoom = false;
        rig.say("b");
        rig.say("c");
        QCOMPARE(slow->client.sent, deltaEvent("a") + deltaEvent("b"));
        QCOMPARE(quick->client.sent, deltaEvent("a") + deltaEvent("b") + deltaEvent("c"));
        QCOMPARE(rig.upstream.last().pauses, 0);
        slow->client.hasRoom = true;
        slow->handler->onClientWritable();
        QCOMPARE(slow->client.sent, quick->client.sent);
    }

    void aFirstClientThatDoesNotReadHoldsUpOnlyItself() {
        LiveRig rig;
        rig.leader->client.hasRoom = false;
        rig.say("b");
        QCOMPARE(rig.upstream.last().pauses, 1);
        const auto follower = rig.asked(kZeroStream);
        QCOMPARE(rig.upstream.last().resumes, 1);
        rig.say("c");
        QCOMPARE(rig.upstream.last().pauses, 1);
        QCOMPARE(follower->client.sent, deltaEvent("a") + deltaEvent("b") + deltaEvent("c"));
        follower->leave();
        rig.say("d");
        QCOMPARE(rig.upstream.last().pauses, 2);
    }

    void whoLagsBehindMoreThanIsKeptIsEndedUncleanly() {
        LiveRig rig;
        const auto slow = rig.asked(kZeroStream), quick = rig.asked(kZeroStream);
        slow->client.hasRoom = false;
        for (int i = 0; i < 40; ++i) rig.say(std::string(10'000, 'x'));
        slow->client.hasRoom = true;
        slow->handler->onClientWritable();
        rig.turn();
        QVERIFY(slow->client.over);
        QVERIFY(slow->client.sent.find("\"error\"") != std::string::npos);
        QCOMPARE(rig.record().error, std::optional(ErrorCode::overloaded));
        rig.endWell();
        QVERIFY(quick->client.sent.ends_with(kDoneEvent));
        QCOMPARE(quick->client.sent.size(), rig.leader->client.sent.size());
    }

    void theCallGoesOnWhileSomebodyHearsIt() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        rig.leader->leave();
        rig.turn();
        QVERIFY(rig.upstream.last().open);
        rig.timers.advance(31s);
        rig.say("b");
        rig.endWell();
        QCOMPARE(follower->client.sent, kWhole);
        QCOMPARE(rig.calls(), std::size_t{1});
        QCOMPARE(rig.ledger.records.size(), std::size_t{2});
        // The answer is kept as any other.
        QCOMPARE(said(*rig.asked(kZeroStream)), std::string("hit"));
    }

    void theCallEndsWithItsLastHearer() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        rig.leader->leave();
        rig.turn();
        QVERIFY(rig.upstream.last().open);
        follower->leave();
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QCOMPARE(rig.ledger.records.size(), std::size_t{2});
        for (const auto& record : rig.ledger.records) QCOMPARE(record.error, std::optional(ErrorCode::clientGone));
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
    }

    void anUpstreamThatBreaksOffEndsAllUncleanly() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        for (const Visit* visit : {rig.leader.get(), follower.get()}) {
            QVERIFY(visit->client.over);
            QVERIFY(visit->client.sent.starts_with(deltaEvent("a") + "data: {\"error\""));
            QVERIFY(visit->client.sent.find("[DONE]") == std::string::npos);
        }
        QVERIFY(rig.at("finish") < 0);
        QCOMPARE(rig.record().error, std::optional(ErrorCode::upstreamReset));
        QCOMPARE(said(*rig.asked(kZeroStream)), std::string());
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void anErrorInsideTheStreamIsNeitherSharedNorKept() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        rig.upstream.last().data("data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n");
        rig.turn();
        QVERIFY(follower->client.over);
        QVERIFY(follower->client.sent.find("[DONE]") == std::string::npos);
        QVERIFY(rig.at("finish") < 0);
        rig.asked(kZeroStream);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void aRevokedKeyHearsNoMore() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        auto revoked = keyOf("gw-good");
        revoked->status = config::KeyStatus::revoked;
        const config::SnapshotPtr next = rig.context.snapshot->withKey(revoked);
        rig.context.snapshot = next;
        follower->handler->onSnapshot(next);
        rig.turn();
        QVERIFY(follower->client.over);
        QVERIFY(follower->client.sent.find("\"error\"") != std::string::npos);
        QVERIFY(!rig.leader->client.over);
        rig.leader->handler->onSnapshot(next);
        rig.turn();
        QVERIFY(rig.leader->client.over);
        QVERIFY(!rig.upstream.last().open);
    }

    void theCallGoesOnForTheOthersWhenTheFirstClientsKeyIsRevoked_data() {
        QTest::addColumn<bool>("drains");
        QTest::newRow("CLIENT_GONE=cancel") << false;
        QTest::newRow("CLIENT_GONE=drain") << true;
    }
    void theCallGoesOnForTheOthersWhenTheFirstClientsKeyIsRevoked() {
        QFETCH(bool, drains);
        LiveRig rig([](config::Preset& preset) { preset.cache.scope = config::CacheScope::user; },
                    [drains](config::Settings& settings) { settings.clientGone = drains ? config::ClientGone::drain : config::ClientGone::cancel; });
        const auto follower = rig.asked(kZeroStream, {{"authorization", "Bearer gw-other"}});
        QCOMPARE(follower->client.sent, deltaEvent("a"));
        const auto next = rig.revoke("gw-good");
        rig.leader->handler->onSnapshot(next);
        follower->handler->onSnapshot(next);
        rig.turn();
        QVERIFY(rig.leader->client.over);
        QVERIFY(rig.leader->client.sent.starts_with(deltaEvent("a") + "data: {\"error\""));
        QVERIFY(rig.at("abort") >= 0 && rig.at("finish") < 0);
        rig.leader->handler.reset();
        QVERIFY(rig.upstream.last().open && !follower->client.over);
        rig.timers.advance(31s);
        rig.say("b");
        rig.endWell();
        QCOMPARE(follower->client.sent, kWhole);
        QCOMPARE(rig.calls(), std::size_t{1});
        QCOMPARE(rig.ledger.records.size(), std::size_t{2});
        // Billed as the one who asked for it, with what the provider told; its end says why it heard no more.
        const auto& leader = rig.recordOf("id-gw-good");
        QCOMPARE(leader.error, std::optional(ErrorCode::invalidApiKey));
        QCOMPARE(leader.billed.size(), std::size_t{1});
        QCOMPARE(leader.billed[0].attempt, std::uint16_t{1});
        QCOMPARE(leader.billed[0].source, ledger::UsageSource::reported);
        QCOMPARE(leader.billed[0].usage.output, Tokens{4});
        QCOMPARE(rig.recordOf("id-gw-other").error, std::optional<ErrorCode>{});
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
        QCOMPARE(said(*rig.asked(kZeroStream, {{"authorization", "Bearer gw-other"}})), std::string("hit"));
    }

    void aRevokedKeysCallEndsWithTheLastHearer_data() { theCallGoesOnForTheOthersWhenTheFirstClientsKeyIsRevoked_data(); }
    void aRevokedKeysCallEndsWithTheLastHearer() {
        QFETCH(bool, drains);
        LiveRig rig([](config::Preset& preset) { preset.cache.scope = config::CacheScope::user; },
                    [drains](config::Settings& settings) { settings.clientGone = drains ? config::ClientGone::drain : config::ClientGone::cancel; });
        const auto follower = rig.asked(kZeroStream, {{"authorization", "Bearer gw-other"}});
        rig.leader->handler->onSnapshot(rig.revoke("gw-good"));
        rig.turn();
        QVERIFY(rig.upstream.last().open);
        follower->leave();
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QCOMPARE(rig.recordOf("id-gw-good").error, std::optional(ErrorCode::invalidApiKey));
        QVERIFY(rig.recordOf("id-gw-good").estimated);
    }

    void savedIsWhatAHearerWouldHavePaidItsProvider() {
        LiveRig rig([](config::Preset& preset) { preset.cache.billPercent = 50; });
        const auto follower = rig.asked(kZeroStream), gone = rig.asked(kZeroStream);
        gone->leave();
        rig.endWell();
        QVERIFY(follower->client.over);
        QCOMPARE(rig.metrics.answers.size(), std::size_t{1});
        QCOMPARE(rig.metrics.answers[0].first, std::string("default"));
        QCOMPARE(rig.metrics.answers[0].second->value, std::int64_t{24'500});
    }

    void aChangedPresetIsAnotherStream() {
        LiveRig rig;
        rig.change([](config::Preset& preset) { preset.cacheMark = "other"; });
        const auto other = rig.asked(kZeroStream);
        QCOMPARE(rig.calls(), std::size_t{2});
        QCOMPARE(other->client.sent, std::string());
    }

    void whoAsksAfterAFlushDoesNotHearWhatWasAskedBefore() {
        LiveRig rig;
        const auto before = rig.asked(kZeroStream);
        rig.all.flush();
        const auto after = rig.asked(kZeroStream);
        QCOMPARE(rig.calls(), std::size_t{2});
        rig.endWell(0);
        QVERIFY(before->client.over);
        QCOMPARE(rig.all.figures().entries, 0U);
    }

    void aCallOfToolsIsForOneAlone() {
        CacheRig rig;
        const auto leader = rig.asked(kZeroStream), follower = rig.asked(kZeroStream);
        rig.upstream.last().sse();
        rig.upstream.last().data(R"(data: {"id":"c1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"t","function":{"name":"f"}}]}}]})" "\n\n");
        rig.turn();
        QCOMPARE(rig.calls(), std::size_t{2});
        QCOMPARE(follower->client.sent, std::string());
    }

    void aDrainEndsItWithTheDialectsError() {
        LiveRig rig;
        const auto follower = rig.asked(kZeroStream);
        follower->handler->onDrainEnd();
        rig.turn();
        QVERIFY(follower->client.over);
        QCOMPARE(rig.record().error, std::optional(ErrorCode::draining));
    }
};

QTEST_APPLESS_MAIN(LiveReplyTest)
#include "live_reply_test.moc"
