// Every attempt's row has the times the network saw, however it ended; what did not happen stays unknown.
#include "gateway/ledger/route_note.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

namespace {

pipeline::AttemptTimes fresh(bool answered) {
    pipeline::AttemptTimes times;
    times.dns = 3ms;
    times.connect = 5ms;
    times.tls = 7ms;
    if (answered) times.firstByte = 40ms;
    return times;
}

void verifyFresh(const ledger::AttemptRecord& row, bool answered) {
    QCOMPARE(row.dnsMs, std::optional(3));
    QCOMPARE(row.connectMs, std::optional(5));
    QCOMPARE(row.tlsMs, std::optional(7));
    QVERIFY(row.firstByteMs == (answered ? std::optional(40) : std::nullopt));
    QCOMPARE(row.totalMs, 90);
}

}  // namespace

class AttemptTimesTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void aStatusThatFailsOverHasThem_data() {
        QTest::addColumn<int>("status");
        for (const int status : {429, 500, 503, 401, 307}) QTest::addRow("%d", status) << status;
    }
    void aStatusThatFailsOverHasThem() {
        QFETCH(int, status);
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().times = fresh(true);
        rig.clock.advance(90ms);
        rig.upstream.last().json(status);
        rig.turn();
        // The second goes over a pooled connection.
        rig.upstream.last().times.firstByte = 12ms;
        rig.upstream.last().times.reusedConnection = true;
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        const auto& rows = rig.record().attemptList;
        QCOMPARE(rows.size(), std::size_t{2});
        verifyFresh(rows[0], true);
        QVERIFY(!rows[1].dnsMs && !rows[1].connectMs && !rows[1].tlsMs);
        QCOMPARE(rows[1].firstByteMs, std::optional(12));
    }

    void theLastAttemptsStatusHasThem() {
        PipelineRig rig([](config::Settings& settings) { settings.attemptsMax = 1; });
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().times = fresh(true);
        rig.upstream.last().times.total = 90ms;
        rig.clock.advance(90ms);
        rig.upstream.last().json(503);
        rig.upstream.last().end();
        rig.turn();
        verifyFresh(rig.record().attemptList.at(0), true);
    }

    void aRefusedCredentialOfARelayHasThem() {
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/images/generations", "application/json");
        visit->body(R"({"model":"default"})");
        rig.turn();
        rig.upstream.last().times = fresh(true);
        rig.clock.advance(90ms);
        rig.upstream.last().json(401);
        rig.turn();
        verifyFresh(rig.record().attemptList.at(0), true);
    }

    void aBrokenStreamHasThem() {
        PipelineRig rig;
        const auto visit = rig.called(kStreamBody);
        rig.upstream.last().times = fresh(true);
        rig.upstream.last().times.total = 90ms;
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a"));
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        verifyFresh(rig.record().attemptList.at(0), true);
    }

    void aClientThatLeavesInAHandshakeLeavesThem() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().times = fresh(false);
        rig.clock.advance(90ms);
        visit->leave();
        rig.turn();
        verifyFresh(rig.record().attemptList.at(0), false);
    }

    void theWaitForAConnectionIsTheRequestsNotTheAttempts() {
        PipelineRig rig;
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().times = fresh(false);
        rig.upstream.last().times.queued = 30ms;
        rig.clock.advance(120ms);
        visit->leave();
        rig.turn();
        verifyFresh(rig.record().attemptList.at(0), false);
        const auto note = ledger::readRouteNote(rig.record().routeNote);
        QVERIFY(note.has_value());
        QCOMPARE(note->queuedUs, 30'000U);
    }
};

QTEST_GUILESS_MAIN(AttemptTimesTest)
#include "attempt_times_test.moc"
