// How a request ends before its time: the client leaves, the gateway drains, the key is taken back.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <chrono>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

namespace {

void readOn(config::Settings& settings) { settings.clientGone = config::ClientGone::drain; }

std::unique_ptr<Visit> streaming(PipelineRig& rig) {
    auto visit = rig.called(kStreamBody);
    rig.upstream.last().sse();
    rig.upstream.last().data(deltaEvent("one") + deltaEvent("two"));
    return visit;
}

}  // namespace

class ForwardEndTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void aClientThatLeavesBeforeTheReservationCostsNothing() {
        PipelineRig rig;
        const auto visit = rig.post(kPlainBody);
        visit->leave();
        rig.turn();
        QVERIFY(rig.upstream.calls.empty());
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().released == std::vector<std::uint16_t>{1});
        QVERIFY(rig.record().billed.empty());
    }

    void aClientThatLeavesCancelsTheUpstream_data() {
        QTest::addColumn<bool>("midStream");
        QTest::addColumn<qint64>("output");
        QTest::newRow("while it waits") << false << qint64{0};
        QTest::newRow("in mid-stream") << true << qint64{2};
    }
    void aClientThatLeavesCancelsTheUpstream() {
        QFETCH(bool, midStream);
        QFETCH(qint64, output);
        PipelineRig rig;
        const auto visit = midStream ? streaming(rig) : rig.called(kStreamBody);
        const auto before = visit->client.sent;
        visit->leave();
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().error == ErrorCode::clientGone);
        QVERIFY(rig.record().estimated);
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.record().usage.output, Tokens{output});
        QCOMPARE(rig.record().usage.input, Tokens{6});
        QVERIFY(rig.record().released.empty());
        QVERIFY2(visit->client.sent == before && !visit->client.over, "the port was used after the client had left");
        QCOMPARE(rig.metrics.streams, 0);
    }

    void aClientThatLeavesAfterTheSettlementIsBookedOnce() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        visit->leave();
        rig.turn();
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QCOMPARE(rig.record().status, 200);
        QCOMPARE(rig.metrics.finished, 1);
        QVERIFY(!visit->client.over);
    }

    void aDrainingUpstreamTellsItsTrueUsage() {
        PipelineRig rig(readOn);
        const auto visit = streaming(rig);
        visit->client.hasRoom = false;
        rig.upstream.last().data(deltaEvent("three"));
        visit->leave();
        QVERIFY(rig.upstream.last().open);
        QCOMPARE(rig.upstream.last().resumes, 1);
        const std::string sent = visit->client.sent;
        rig.upstream.last().data(deltaEvent("four") + kFinishEvent + kUsageEvent + kDoneEvent);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().error == ErrorCode::clientGone);
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::reported);
        QCOMPARE(rig.record().usage.output, Tokens{4});
        QCOMPARE(visit->client.sent, sent);
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
    }

    void aDrainingUpstreamThatBreaksIsEstimatedAndNotReplaced() {
        PipelineRig rig(readOn);
        const auto visit = rig.called(kPlainBody);
        visit->leave();
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
    }

    void drainingEndsAfterThirtySeconds() {
        PipelineRig rig(readOn);
        const auto visit = streaming(rig);
        visit->leave();
        rig.timers.advance(29'990ms);
        rig.turn();
        QVERIFY(rig.upstream.last().open);
        QVERIFY(rig.ledger.records.empty());
        rig.timers.advance(10ms);
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QVERIFY(rig.record().billed.at(0).source == ledger::UsageSource::estimated);
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
    }

    void drainsNoMoreThanSixtyFourAtOnce() {
        PipelineRig rig(readOn);
        for (int i = 0; i < 65; ++i) streaming(rig)->leave();
        rig.turn();
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QVERIFY(rig.upstream.calls[63]->open);
        QVERIFY(!rig.upstream.calls[64]->open);
        rig.factory->onDrainEnd();
        rig.turn();
        QCOMPARE(rig.ledger.records.size(), std::size_t{65});
        for (const auto& call : rig.upstream.calls) QVERIFY(!call->open);
    }

    void theEndOfDrainingEndsAStreamWithTheDialectsError() {
        PipelineRig rig;
        const auto visit = streaming(rig);
        visit->handler->onDrainEnd();
        QVERIFY(rig.at("settle") >= 0);
        QCOMPARE(rig.at("abort"), -1);
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("abort"));
        const std::string last = visit->client.sent.substr((deltaEvent("one") + deltaEvent("two")).size());
        QVERIFY(last.starts_with("data: {\"error\":{") && last.find("\"draining\"") != std::string::npos);
        QVERIFY(last.ends_with("\n\n"));
        QVERIFY(rig.record().error == ErrorCode::draining);
        QCOMPARE(rig.record().usage.output, Tokens{2});
        QVERIFY(rig.record().estimated);
        QVERIFY(!rig.upstream.last().open);
        visit->handler->onDrainEnd();
        rig.turn();
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
    }

    void theEndOfDrainingAnswers503BeforeTheReplysHead_data() {
        QTest::addColumn<bool>("called");
        QTest::newRow("reservation under way") << false;
        QTest::newRow("upstream called") << true;
    }
    void theEndOfDrainingAnswers503BeforeTheReplysHead() {
        QFETCH(bool, called);
        PipelineRig rig;
        const auto visit = called ? rig.called(kPlainBody) : rig.post(kPlainBody);
        visit->handler->onDrainEnd();
        rig.turn();
        QCOMPARE(rig.journal.back(), std::string("respond 503"));
        QCOMPARE(visit->client.field("retry-after"), std::string("1"));
        QCOMPARE(rig.upstream.calls.size(), std::size_t{called ? 1U : 0U});
        if (called) QVERIFY(!rig.upstream.last().open);
        QCOMPARE(rig.record().billed.size(), std::size_t{called ? 1U : 0U});
        QCOMPARE(rig.record().released.size(), std::size_t{called ? 0U : 1U});
    }

    void aSnapshotEndsTheStreamsOfAKeyThatIsOut_data() {
        QTest::addColumn<int>("change");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("revoked") << 0 << QByteArray("INVALID_API_KEY");
        QTest::newRow("frozen") << 1 << QByteArray("KEY_FROZEN");
        QTest::newRow("address blocked") << 2 << QByteArray("IP_BLOCKED");
        QTest::newRow("expired") << 3 << QByteArray();
        QTest::newRow("another key revoked") << 4 << QByteArray();
    }
    void aSnapshotEndsTheStreamsOfAKeyThatIsOut() {
        QFETCH(int, change);
        QFETCH(QByteArray, code);
        PipelineRig rig;
        const auto visit = streaming(rig);
        auto key = keyOf(change == 4 ? "gw-other" : "gw-good");
        if (change == 0 || change == 4) key->status = config::KeyStatus::revoked;
        if (change == 1) key->status = config::KeyStatus::frozen;
        if (change == 3) key->expiresAt = rig.clock.wall() - 1h;
        auto snapshot = rigSnapshot()->withKey(key);
        if (change == 2) snapshot->blocked = {*parseCidr("192.0.2.1")};
        visit->handler->onSnapshot(snapshot);
        rig.turn();
        QCOMPARE(rig.upstream.last().open, code.isEmpty());
        QCOMPARE(rig.at("abort") >= 0, !code.isEmpty());
        if (code.isEmpty()) return;
        QCOMPARE(std::string(codeText(rig.record().error.value())), code.toStdString());
        QVERIFY(visit->client.sent.find("\"error\"") != std::string::npos);
        QCOMPARE(rig.record().usage.output, Tokens{2});
    }

    void aSnapshotEndsAStreamThatWaitsForItsFirstByte() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        auto snapshot = std::make_shared<config::Snapshot>(*rigSnapshot());
        snapshot->blocked = {*parseCidr("192.0.2.1")};
        visit->handler->onSnapshot(snapshot);
        rig.turn();
        QVERIFY(!rig.upstream.last().open);
        QCOMPARE(visit->client.reply.status, 403);
        QCOMPARE(std::string(codeText(rig.record().error.value())), std::string("IP_BLOCKED"));
    }

    void aSnapshotLeavesAPlainReplyAlone() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        auto key = keyOf("gw-good");
        key->status = config::KeyStatus::revoked;
        visit->handler->onSnapshot(rigSnapshot()->withKey(key));
        QVERIFY(rig.upstream.last().open);
    }

    void theFactoryMayGoWhileTheLedgerStillAnswers() {
        PipelineRig rig(readOn);
        streaming(rig)->leave();
        rig.post(kPlainBody)->leave();
        rig.factory.reset();
        rig.turn();
        rig.timers.advance(60s);
        QVERIFY(!rig.upstream.last().open);
    }
};

QTEST_GUILESS_MAIN(ForwardEndTest)
#include "forward_end_test.moc"
