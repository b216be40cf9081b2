// Requests and the retry budget: how far it reaches, what a request is told of it, what it counts.
#include "gateway/ledger/route_note.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <algorithm>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

class RetryBudgetUseTest : public QObject {
    Q_OBJECT

    /// One request whose upstreams answer with these statuses, one behind the other, as far as it calls them.
    static std::unique_ptr<Visit> answered(PipelineRig& rig, std::initializer_list<int> statuses) {
        auto visit = rig.called(kPlainBody);
        for (const int status : statuses) {
            if (visit->client.over) break;
            rig.upstream.last().json(status);
            if (status == 200) rig.upstream.last().data(kPlainReply);
            rig.upstream.last().end();
            rig.turn();
        }
        return visit;
    }
    static bool saysUsedUp(PipelineRig& rig) {
        const auto note = ledger::readRouteNote(rig.record().routeNote);
        return note && note->retryRefused;
    }

   private Q_SLOTS:
    void theFloorLetsAQuietHourFailOver() {
        PipelineRig rig([](config::Settings& settings) {
            settings.threads = 1;
            settings.retryBudgetMin = 2;
        });
        for (int i = 0; i < 2; ++i) QCOMPARE(answered(rig, {429, 200})->client.reply.status, 200);
        QVERIFY(!saysUsedUp(rig));
        const auto third = answered(rig, {429, 200});
        QCOMPARE(third->client.reply.status, 429);
        QCOMPARE(int{rig.record().attempts}, 1);
        QVERIFY(saysUsedUp(rig));
        QCOMPARE(rig.metrics.retries, 2);
        QCOMPARE(rig.metrics.retriesRefused, 1);
        rig.clock.advance(12s);
        QCOMPARE(answered(rig, {429, 200})->client.reply.status, 200);
    }

    void anOutageOfEverythingCostsAFifthMore() {
        PipelineRig rig([](config::Settings& settings) {
            settings.threads = 1;
            settings.retryBudgetMin = 0;
            settings.circuitFailures = 0;
        });
        rig.circuits.setFailures(0);
        constexpr int kRequests = 500;
        for (int i = 0; i < kRequests; ++i) {
            answered(rig, {500, 500, 500});
            rig.clock.advance(10ms);
        }
        const auto calls = static_cast<int>(rig.upstream.calls.size());
        QVERIFY2(calls <= kRequests * 120 / 100, qPrintable(QString::number(calls)));
        QVERIFY2(calls >= kRequests * 115 / 100, qPrintable(QString::number(calls)));
        QCOMPARE(rig.metrics.retries, calls - kRequests);
    }

    void theClientsOwnErrorsAreNeverTriedAgain_data() {
        QTest::addColumn<int>("status");
        for (const int status : {400, 404, 405, 409, 413, 415, 422, 451}) QTest::addRow("%d", status) << status;
    }
    void theClientsOwnErrorsAreNeverTriedAgain() {
        QFETCH(int, status);
        PipelineRig rig;
        for (int i = 0; i < 10; ++i) QCOMPARE(answered(rig, {status})->client.reply.status, status);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{10});
        QCOMPARE(rig.metrics.retries + rig.metrics.retriesRefused, 0);
        QVERIFY(rig.circuits.rows(rig.clock.steady()).at(0).state == routing::CircuitState::closed);
    }

    void noRetryIsNoTalkOfTheBudget() {
        PipelineRig rig([](config::Settings& settings) { settings.attemptsMax = 1; });
        answered(rig, {500});
        QVERIFY(!saysUsedUp(rig));
        QCOMPARE(rig.metrics.retriesRefused, 0);
    }

    void noneAtAllIsASetting() {
        PipelineRig rig([](config::Settings& settings) { settings.retryBudgetMin = settings.retryBudgetPercent = 0; });
        QCOMPARE(answered(rig, {503, 200})->client.reply.status, 503);
        QVERIFY(saysUsedUp(rig));
    }

    void a429IsNoFailureOfTheUpstream() {
        PipelineRig rig([](config::Settings& settings) { settings.attemptsMax = 1; });
        for (int i = 0; i < 50; ++i) answered(rig, {429});
        // Each rests a little while another may be called; the last of them does not.
        const auto rows = rig.circuits.rows(rig.clock.steady());
        QCOMPARE(std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.state == routing::CircuitState::closed; }), 1);
        for (const auto& row : rows) QCOMPARE(row.failuresInARow, 0U);
    }

    void aDateOfAReplyIsObeyed() {
        PipelineRig rig([](config::Settings& settings) { settings.attemptsMax = 1; });
        const auto visit = rig.called(kPlainBody);
        rig.upstream.last().answer(429, {{"content-type", "application/json"}, {"date", "Sun, 06 Nov 1994 08:49:00 GMT"}, {"retry-after", "Sunday, 06-Nov-94 08:49:37 GMT"}});
        rig.upstream.last().end();
        rig.turn();
        const auto row = rig.circuits.rows(rig.clock.steady()).at(0);
        QVERIFY(row.state == routing::CircuitState::open && row.reason == ErrorCode::upstreamRateLimit);
        QCOMPARE(row.left, 37'000ms);
    }
};

QTEST_GUILESS_MAIN(RetryBudgetUseTest)
#include "retry_budget_use_test.moc"
