#include "gateway/pipeline/circuit_board.hpp"

#include "gateway/pipeline/attempt.hpp"
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <atomic>
#include <set>
#include <thread>

using namespace gw;
using namespace gw::pipeline;
using namespace std::chrono_literals;
using routing::CircuitState;

namespace {

struct NoOwner final : AttemptOwner {
    void onHead(const UpstreamHead&) override {}
    void onData(std::string_view) override {}
    void onEnd(const AttemptTimes&) override {}
    void onFailed(const Error&, const AttemptTimes&) override {}
};

Error errorOf(ErrorCode code) { return {code, ErrorSource::upstream, Retry::nextCandidate, {}, {}}; }

config::CircuitOrder order(std::string id, bool open, WallTime until) { return {std::move(id), "alpha", "m", open, until}; }

}  // namespace

class CircuitBoardTest : public QObject {
    Q_OBJECT
    FakeClock clock_;
    NoOwner owner_;
    std::shared_ptr<config::Provider> alpha_ = test::rigProvider("alpha");

    SteadyTime now() const { return clock_.steady(); }
    /// A call the board lets through.
    Attempt call(CircuitBoard& board, std::string_view model = "m") {
        Attempt attempt(owner_, 1, {alpha_.get(), model});
        attempt.circuit = board.take("alpha", model, now());
        attempt.takenAt = now();
        return attempt;
    }
    void end(CircuitBoard& board, std::optional<ErrorCode> code, std::string_view model = "m") {
        const Attempt attempt = call(board, model);
        board.report(attempt, code ? std::optional(errorOf(*code)) : std::nullopt, now());
    }
    void open(CircuitBoard& board) {
        for (int i = 0; i < 5; ++i) end(board, ErrorCode::upstreamTimeout);
    }
    CircuitBoard::Row row(CircuitBoard& board) { return board.rows(now()).at(0); }

   private Q_SLOTS:
    void upstreamFaultsOpenItAndTheClientsDoNot_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("opens");
        for (const auto code : {ErrorCode::upstreamUnreachable, ErrorCode::upstreamDns, ErrorCode::upstreamTls, ErrorCode::upstreamReset, ErrorCode::upstreamProtocol,
                                ErrorCode::upstreamTimeout, ErrorCode::upstreamAuth, ErrorCode::upstreamCut, ErrorCode::upstreamError})
            QTest::newRow(std::string(codeText(code)).c_str()) << static_cast<int>(code) << true;
        for (const auto code : {ErrorCode::upstreamRefused, ErrorCode::upstreamRateLimit, ErrorCode::clientGone, ErrorCode::storageFull, ErrorCode::draining, ErrorCode::internal})
            QTest::newRow(std::string(codeText(code)).c_str()) << static_cast<int>(code) << false;
    }
    void upstreamFaultsOpenItAndTheClientsDoNot() {
        QFETCH(int, code);
        QFETCH(bool, opens);
        CircuitBoard board;
        for (int i = 0; i < 5; ++i) end(board, static_cast<ErrorCode>(code));
        QCOMPARE(!board.take("alpha", "m", now()), opens);
        QVERIFY(board.take("alpha", "other", now()) == CircuitState::closed);
        QVERIFY(board.take("beta", "m", now()) == CircuitState::closed);
    }

    void aRefusalOfTheClientEndsTheRow() {
        CircuitBoard board;
        for (int i = 0; i < 4; ++i) end(board, ErrorCode::upstreamTimeout);
        end(board, ErrorCode::upstreamRefused);
        end(board, ErrorCode::upstreamTimeout);
        QCOMPARE(row(board).state, CircuitState::closed);
    }

    void restsAsLongAsAsked() {
        CircuitBoard board;
        Attempt attempt = call(board);
        attempt.retryAfter = 7s;
        board.report(attempt, errorOf(ErrorCode::upstreamRateLimit), now());
        QVERIFY(!board.take("alpha", "m", now()));
        QCOMPARE(board.left("alpha", "m", now()), std::chrono::milliseconds(7s));
        QVERIFY(row(board).reason == ErrorCode::upstreamRateLimit);
        clock_.advance(7s);
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
    }

    void aTrialThatTellsNothingIsGivenBack() {
        CircuitBoard board;
        open(board);
        clock_.advance(2s);
        const Attempt trial = call(board);
        QVERIFY(trial.circuit == CircuitState::halfOpen);
        QVERIFY(!board.take("alpha", "m", now()));
        QCOMPARE(board.left("alpha", "m", now()), std::chrono::milliseconds(1s));
        board.report(trial, errorOf(ErrorCode::clientGone), now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
        // That of a trial long lost gives nothing back.
        board.withdrawn("alpha", "m", now(), now() - 61s);
        QVERIFY(!board.take("alpha", "m", now()));
        board.withdrawn("alpha", "m", now(), now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
    }

    void whatHasChangedIsTakenOnceToBeWrittenDown() {
        CircuitBoard board;
        QVERIFY(board.takeUnsaved(10, now()).empty());
        end(board, std::nullopt);
        QVERIFY(board.takeUnsaved(10, now()).empty() && board.unsavedChanges() == 0);
        end(board, ErrorCode::upstreamReset);
        auto kept = board.takeUnsaved(10, now());
        QCOMPARE(kept.size(), std::size_t{1});
        QVERIFY(kept[0].provider == "alpha" && kept[0].model == "m" && kept[0].memory.failuresInARow == 1);
        QVERIFY(board.takeUnsaved(10, now()).empty());
        board.unsaved(kept);
        QCOMPARE(board.takeUnsaved(10, now()).size(), std::size_t{1});
        // A success that ends the row leaves nothing to keep.
        end(board, std::nullopt);
        kept = board.takeUnsaved(10, now());
        QVERIFY(kept.size() == 1 && kept[0].memory.isBlank());
    }

    void moreThanFitsWaitsAndIsToldOf() {
        CircuitBoard board;
        for (int i = 0; i < 30; ++i) end(board, ErrorCode::upstreamReset, "m" + std::to_string(i));
        std::set<std::string> models;
        for (int rounds = 0; rounds < 3; ++rounds) {
            const auto changes = board.unsavedChanges();
            for (const auto& one : board.takeUnsaved(10, now())) models.insert(one.model);
            QVERIFY(board.unsavedChanges() > changes);
        }
        QCOMPARE(models.size(), std::size_t{30});
        QVERIFY(board.takeUnsaved(10, now()).empty());
    }

    void comesBackAndObeysNoOrderTwice() {
        CircuitBoard before, after;
        open(before);
        before.obey({order("o1", false, clock_.wall() + 1h)}, clock_.wall(), now());
        open(before);
        auto kept = before.takeUnsaved(10, now());
        QVERIFY(kept.size() == 1 && kept[0].order == "o1" && kept[0].memory.open);
        after.restore(kept, now());
        // The order to close it was carried out before it opened again.
        after.obey({order("o1", false, clock_.wall() + 1h)}, clock_.wall(), now());
        QVERIFY(row(after).state == CircuitState::open && row(after).reason == ErrorCode::upstreamTimeout);
        QCOMPARE(row(after).openings, 2U);
        QCOMPARE(row(after).turns.size(), std::size_t{3});
        QVERIFY(!after.take("alpha", "m", now()));
        after.obey({order("o2", false, clock_.wall() + 1h)}, clock_.wall(), now());
        QVERIFY(row(after).state == CircuitState::closed);
    }

    void anOrderThatWasTakenBackMeanwhileNoLongerHolds() {
        CircuitBoard before, after, again;
        before.obey({order("o1", true, clock_.wall() + 1h)}, clock_.wall(), now());
        const auto kept = before.takeUnsaved(10, now());
        after.restore(kept, now());
        QVERIFY(row(after).forced && row(after).left == 1h && row(after).turns.size() == 1);
        after.obey({order("o1", true, clock_.wall() + 1h)}, clock_.wall(), now());
        QVERIFY(row(after).forced && row(after).turns.size() == 1);
        again.restore(kept, now());
        again.obey({}, clock_.wall(), now());
        QVERIFY(row(again).state == CircuitState::closed);
    }

    void whatRestsAfterARestartIsPassedByByChoices() {
        CircuitBoard before, after;
        open(before);
        after.restore(before.takeUnsaved(10, now()), now());
        config::Snapshot snapshot;
        const auto load = std::make_shared<config::UpstreamLoad>();
        snapshot.loads[{"alpha", "m"}] = load;
        after.take(snapshot, clock_.wall(), now());
        QVERIFY(load->rests(now()));
    }

    void aTrialThatWasTakenForLostTellsNothingAnyMore() {
        CircuitBoard board;
        open(board);
        clock_.advance(2s);
        const Attempt lost = call(board);
        clock_.advance(routing::Circuit::kTrialMax);
        const Attempt trial = call(board);
        QVERIFY(trial.circuit == CircuitState::halfOpen);
        board.report(lost, errorOf(ErrorCode::upstreamTimeout), now());
        QVERIFY(row(board).state == CircuitState::halfOpen && row(board).openings == 1);
        board.report(lost, errorOf(ErrorCode::clientGone), now());
        QVERIFY(!board.take("alpha", "m", now()));
        board.report(trial, std::nullopt, now());
        QVERIFY(row(board).state == CircuitState::closed);
    }

    void aTrialPassesWithItsFirstContent() {
        CircuitBoard board;
        open(board);
        clock_.advance(2s);
        Attempt trial = call(board);
        board.answers(trial, now());
        QVERIFY(trial.trialPassed);
        QCOMPARE(row(board).state, CircuitState::closed);
        // Its later break is one failure among others, and the record still says what it went out under.
        board.report(trial, errorOf(ErrorCode::upstreamCut), now());
        QCOMPARE(row(board).state, CircuitState::closed);
        QVERIFY(trial.circuit == CircuitState::halfOpen);
    }

    void anAttemptWithoutACircuitTellsNothing() {
        CircuitBoard board;
        const Attempt attempt(owner_, 1, {alpha_.get(), "m"});
        for (int i = 0; i < 9; ++i) board.report(attempt, errorOf(ErrorCode::upstreamError), now());
        QVERIFY(board.rows(now()).empty());
    }

    void zeroFailuresLeaveItClosed() {
        CircuitBoard board;
        board.setFailures(0);
        for (int i = 0; i < 100; ++i) end(board, ErrorCode::upstreamError);
        Attempt attempt = call(board);
        attempt.retryAfter = 7s;
        board.report(attempt, errorOf(ErrorCode::upstreamRateLimit), now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::closed);
        board.setFailures(1);
        end(board, ErrorCode::upstreamError);
        QVERIFY(!board.take("alpha", "m", now()));
    }

    void whereNoneOpensByItselfA429EndsAnOrdersTrial() {
        CircuitBoard board;
        board.setFailures(0);
        board.obey({order("1", true, clock_.wall() + 5s)}, clock_.wall(), now());
        clock_.advance(5s);
        Attempt trial = call(board);
        QVERIFY(trial.circuit == CircuitState::halfOpen);
        trial.retryAfter = 7s;
        board.report(trial, errorOf(ErrorCode::upstreamRateLimit), now());
        QCOMPARE(row(board).state, CircuitState::closed);
    }

    void allRestForTheSoonestOrNotAtAll() {
        CircuitBoard board;
        const auto beta = test::rigProvider("beta");
        const routing::Route route{{}, {{alpha_.get(), "m"}, {beta.get(), "m"}}};
        board.obey({order("1", true, clock_.wall() + 90s)}, clock_.wall(), now());
        QVERIFY(!board.allRestFor(route, now()));
        board.obey({order("1", true, clock_.wall() + 90s), {"2", "beta", "m", true, clock_.wall() + 12s}}, clock_.wall(), now());
        clock_.advance(500ms);
        QVERIFY(board.allRestFor(route, now()) == 12s);
        clock_.advance(11'500ms);
        QVERIFY(!board.allRestFor(route, now()));
        // Its trial is out: nobody knows, so it is soon.
        QVERIFY(board.take("beta", "m", now()) == CircuitState::halfOpen);
        QVERIFY(board.allRestFor(route, now()) == 1s);
        QVERIFY(!board.allRestFor(routing::Route{}, now()));
    }

    void namesAllThatRestAndTheShortestWait() {
        CircuitBoard board;
        const auto beta = test::rigProvider("beta");
        board.obey({{"1", "alpha", "a/b", true, clock_.wall() + 90s}, {"2", "beta", "m", true, clock_.wall() + 12s}}, clock_.wall(), now());
        const auto resting = board.resting({{}, {{alpha_.get(), "a/b"}, {beta.get(), "m"}}}, now());
        QCOMPARE(resting.error.code, ErrorCode::noUpstream);
        QCOMPARE(resting.error.detail, std::string("at rest: alpha/a/b (MANUAL), beta/m (MANUAL); the next call is tried in 12 s"));
        QCOMPARE(resting.wait, 12s);
    }

    void tellsChoicesWhatRests() {
        CircuitBoard board;
        config::Snapshot snapshot;
        const auto load = std::make_shared<config::UpstreamLoad>();
        snapshot.loads[{"alpha", "m"}] = load;
        board.take(snapshot, clock_.wall(), now());
        const auto changes = board.changes();
        open(board);
        QVERIFY(load->rests(now()));
        QVERIFY(board.changes() > changes);
        clock_.advance(2s);
        QVERIFY2(!load->rests(now()), "its trial may be chosen");
        const Attempt trial = call(board);
        QVERIFY2(load->rests(now()), "one trial is enough");
        board.report(trial, std::nullopt, now());
        QVERIFY(!load->rests(now()));
        snapshot.circuits.push_back(order("1", true, clock_.wall() + 60s));
        board.take(snapshot, clock_.wall(), now());
        QVERIFY(load->rests(now()));
        // A snapshot made anew keeps the load: one without it lets go.
        board.take({}, clock_.wall(), now());
        end(board, std::nullopt, "other");
    }

    void aProbeThatFailsOpensAndOneThatWorksHastensTheTrial() {
        CircuitBoard board;
        config::Snapshot snapshot;
        for (const char* model : {"m", "n"}) snapshot.loads[{"alpha", model}] = std::make_shared<config::UpstreamLoad>();
        snapshot.loads[{"beta", "m"}] = std::make_shared<config::UpstreamLoad>();
        board.take(snapshot, clock_.wall(), now());
        for (int i = 0; i < 5; ++i) board.probed("alpha", errorOf(ErrorCode::upstreamUnreachable), now());
        QVERIFY(!board.take("alpha", "m", now()) && !board.take("alpha", "n", now()));
        QVERIFY(board.take("beta", "m", now()));
        board.probed("alpha", std::nullopt, now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
        // That it can be reached says nothing of a model that answers with errors.
        for (int i = 0; i < 5; ++i) {
            Attempt attempt(owner_, 1, {alpha_.get(), "n"});
            attempt.circuit = board.take("alpha", "n", now());
            board.report(attempt, errorOf(ErrorCode::upstreamError), now());
        }
        board.probed("alpha", std::nullopt, now());
        QVERIFY(!board.take("alpha", "n", now()));
    }

    void aProbeOpensNothingThatIsOnlyCalledByNameAndHastensItsTrial() {
        CircuitBoard board;
        end(board, std::nullopt);
        for (int i = 0; i < 5; ++i) board.probed("alpha", errorOf(ErrorCode::upstreamUnreachable), now());
        QVERIFY(row(board).state == CircuitState::closed);
        open(board);
        QVERIFY(!board.take("alpha", "m", now()));
        board.probed("alpha", std::nullopt, now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
    }

    void listsRowsByName() {
        CircuitBoard board;
        for (const char* model : {"z", "a", "m"}) end(board, std::nullopt, model);
        const auto rows = board.rows(now());
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(rows[0].model + rows[1].model + rows[2].model, std::string("amz"));
    }

    void obeysEachOrderOnce() {
        CircuitBoard board;
        const auto until = clock_.wall() + 300s;
        board.obey({order("1", true, until)}, clock_.wall(), now());
        QVERIFY(row(board).forced && row(board).left == 300s);
        clock_.advance(100s);
        board.obey({order("1", true, until)}, clock_.wall(), now());
        QCOMPARE(row(board).left, std::chrono::milliseconds(200s));
        board.obey({order("2", false, clock_.wall() + 60s)}, clock_.wall(), now());
        QCOMPARE(row(board).state, CircuitState::closed);
        open(board);
        board.obey({order("2", false, until)}, clock_.wall(), now());
        QCOMPARE(row(board).state, CircuitState::open);
        board.obey({order("3", false, until)}, clock_.wall(), now());
        QCOMPARE(row(board).state, CircuitState::closed);
    }

    void anOrderThatIsTakenBackNoLongerHolds() {
        CircuitBoard board;
        board.obey({order("1", true, clock_.wall() + 300s)}, clock_.wall(), now());
        board.obey({}, clock_.wall(), now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::closed);
    }

    void anOrderThatRanOutLeavesATrial() {
        CircuitBoard board;
        board.obey({order("1", true, clock_.wall() + 300s)}, clock_.wall(), now());
        clock_.advance(300s);
        board.obey({}, clock_.wall(), now());
        QVERIFY(board.take("alpha", "m", now()) == CircuitState::halfOpen);
        QVERIFY(!board.take("alpha", "m", now()));
    }

    void keepsWhatRestsWhenNamesComeAndGo() {
        CircuitBoard board;
        board.obey({order("1", true, clock_.wall() + 300s)}, clock_.wall(), now());
        for (int i = 0; i < 40'000; ++i) QVERIFY(board.take("beta", "made up " + std::to_string(i), now()));
        QVERIFY(!board.take("alpha", "m", now()));
        QVERIFY(board.rows(now()).size() <= 16 * 1024);
    }

    void threadsShareOneTrial() {
        CircuitBoard board;
        open(board);
        clock_.advance(2s);
        const auto when = now();
        std::atomic<int> trials{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 2000; ++i) {
                    if (board.take("alpha", "m", when)) ++trials;
                    const std::string own = std::to_string(i % 50);
                    Attempt attempt(owner_, 1, {alpha_.get(), own});
                    attempt.circuit = board.take("alpha", own, when);
                    board.report(attempt, (i + t) % 2 ? std::optional(errorOf(ErrorCode::upstreamReset)) : std::nullopt, when);
                    if (i % 100 == 0) (void)board.rows(when);
                }
            });
        }
        for (auto& thread : threads) thread.join();
        QCOMPARE(trials.load(), 1);
        QCOMPARE(board.rows(when).size(), std::size_t{51});
    }
};

QTEST_GUILESS_MAIN(CircuitBoardTest)
#include "circuit_board_test.moc"
