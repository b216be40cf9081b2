#include "gateway/routing/circuit.hpp"

#include <QtTest>

#include <random>

using namespace gw;
using namespace gw::routing;
using namespace std::chrono_literals;

namespace {

constexpr auto kReason = ErrorCode::upstreamTimeout;

}  // namespace

class CircuitTest : public QObject {
    Q_OBJECT
    FakeClock clock_;
    SteadyTime now() const { return clock_.steady(); }
    // How a call ends that went out under the present state.
    CircuitState under(const Circuit& circuit) const { return circuit.state(now()); }
    void works(Circuit& circuit) { circuit.succeeded(now(), under(circuit)); }
    bool fails(Circuit& circuit, std::uint32_t inARowMax = Circuit::kFailuresInARow) {
        return circuit.failed(now(), kReason, under(circuit), inARowMax);
    }
    /// Fails until it opens.
    Circuit opened() {
        Circuit circuit(1);
        for (int i = 0; i < 5; ++i) fails(circuit);
        return circuit;
    }

   private Q_SLOTS:
    void opensAtTheFifthFailureInARow() {
        Circuit circuit(1);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(circuit.take(now()));
            QVERIFY(!fails(circuit));
        }
        QVERIFY(fails(circuit));
        QCOMPARE(circuit.state(now()), CircuitState::open);
        QVERIFY(circuit.reason() == kReason);
        QVERIFY(!circuit.take(now()));
        QVERIFY(circuit.left(now()) >= 1000ms && circuit.left(now()) <= 1200ms);
    }

    void aSuccessEndsTheRow() {
        Circuit circuit(1);
        for (int round = 0; round < 10; ++round) {
            for (int i = 0; i < 4; ++i) QVERIFY(!fails(circuit));
            // More successes than failures in the window.
            for (int i = 0; i < 14; ++i) works(circuit);
        }
        QCOMPARE(circuit.state(now()), CircuitState::closed);
    }

    void opensWhenHalfOfAWindowFails() {
        Circuit circuit(1);
        bool opened = false;
        for (int i = 0; i < 10 && !opened; ++i) {
            works(circuit);
            opened = fails(circuit);
        }
        QVERIFY(opened);
    }

    void theShareNeedsEnoughCallsAndItsPercentage_data() {
        QTest::addColumn<int>("percent");
        QTest::addColumn<int>("callsMin");
        QTest::addColumn<int>("failuresOfTen");
        QTest::addColumn<bool>("opens");
        QTest::newRow("at its percentage") << 30 << 20 << 3 << true;
        QTest::newRow("below it") << 31 << 20 << 3 << false;
        QTest::newRow("too few calls") << 30 << 101 << 3 << false;
        QTest::newRow("does not count") << 0 << 1 << 9 << false;
    }
    void theShareNeedsEnoughCallsAndItsPercentage() {
        QFETCH(int, percent);
        QFETCH(int, callsMin);
        QFETCH(int, failuresOfTen);
        QFETCH(bool, opens);
        CircuitPolicy policy(1000);
        policy.failedPercent = static_cast<std::uint32_t>(percent);
        policy.callsMin = static_cast<std::uint32_t>(callsMin);
        Circuit circuit(1);
        bool opened = false;
        // The failures of each ten come last, so that a share is never above its own before.
        for (int i = 0; i < 100 && !opened; ++i) {
            if (i % 10 < 10 - failuresOfTen) works(circuit);
            else opened = circuit.failed(now(), kReason, under(circuit), policy);
        }
        QCOMPARE(opened, opens);
    }

    void whatIsLongerAgoThanAWindowDoesNotCount() {
        CircuitPolicy policy(1000);
        Circuit circuit(1);
        for (int i = 0; i < 19; ++i) QVERIFY(!circuit.failed(now(), kReason, CircuitState::closed, policy));
        clock_.advance(5s);
        for (int i = 0; i < 17; ++i) works(circuit);
        // Nineteen of the first half and one of this one, of thirty-seven calls.
        QVERIFY(circuit.failed(now(), kReason, CircuitState::closed, policy));
        Circuit other(1);
        for (int i = 0; i < 19; ++i) QVERIFY(!other.failed(now(), kReason, CircuitState::closed, policy));
        clock_.advance(10s);
        for (int i = 0; i < 17; ++i) other.succeeded(now(), CircuitState::closed);
        QVERIFY(!other.failed(now(), kReason, CircuitState::closed, policy));
    }

    void remembersWhyItTurned() {
        Circuit circuit = opened();
        const auto at = now();
        clock_.advance(2s);
        QVERIFY(circuit.take(now()));
        works(circuit);
        circuit.force(now(), 60s);
        const auto& turns = circuit.turns();
        QCOMPARE(turns.size(), std::size_t{3});
        QVERIFY(turns[0].state == CircuitState::open && turns[0].reason == kReason && turns[0].at == at);
        QVERIFY(turns[1].state == CircuitState::closed && !turns[1].reason);
        QVERIFY(turns[2].forced && turns[2].state == CircuitState::open);
        QCOMPARE(circuit.openings(), 2U);
        for (int i = 0; i < 20; ++i) circuit.force(now(), 60s);
        QCOMPARE(circuit.turns().size(), Circuit::kTurnsMax);
    }

    void remembersForHowLongAndWhoClosedIt() {
        Circuit circuit = opened();
        QVERIFY(circuit.turns().back().rest == circuit.left(now()) && circuit.turns().back().rest >= Circuit::kRestMin);
        circuit.force(now(), 60s);
        QCOMPARE(circuit.turns().back().rest, std::chrono::milliseconds{60'000});
        circuit.close(now(), true);
        QVERIFY(circuit.turns().back().forced && circuit.turns().back().state == CircuitState::closed && circuit.turns().back().rest.count() == 0);
    }

    void knowsWhenACallThatCountedHasSucceeded() {
        Circuit fresh(1);
        QVERIFY(fresh.lastSuccess() == SteadyTime{});
        works(fresh);
        QVERIFY(fresh.lastSuccess() == now());
        Circuit circuit = opened();
        const SteadyTime before = circuit.lastSuccess();
        works(circuit);
        QVERIFY(circuit.lastSuccess() == before);
    }

    void aRestThatIsNoLongerNeededEndsWithATrial() {
        Circuit circuit = opened();
        circuit.hasten(now());
        QVERIFY(circuit.take(now()) && !circuit.take(now()));
        Circuit ordered(1);
        ordered.force(now(), 60s);
        ordered.hasten(now());
        QVERIFY(!ordered.take(now()));
    }

    void anOrderOutlivesA429OfACallFromBefore() {
        Circuit circuit(1);
        circuit.force(now(), 10s);
        QVERIFY(!circuit.rest(now(), 30s, CircuitState::closed));
        QVERIFY(circuit.forced());
        QCOMPARE(circuit.left(now()), 30'000ms);
    }

    void letsOneTrialThroughAndClosesWhenItSucceeds() {
        Circuit circuit = opened();
        clock_.advance(1300ms);
        QCOMPARE(circuit.state(now()), CircuitState::halfOpen);
        QVERIFY(circuit.take(now()));
        QVERIFY(!circuit.take(now()));
        works(circuit);
        QCOMPARE(circuit.state(now()), CircuitState::closed);
        QVERIFY(circuit.take(now()) && circuit.take(now()));
        QVERIFY(!circuit.reason());
    }

    void aFailedTrialRestsLonger() {
        Circuit circuit = opened();
        auto rest = 1000ms;
        for (int i = 0; i < 8; ++i) {
            clock_.advance(73'000ms);
            QVERIFY(circuit.take(now()));
            QVERIFY(fails(circuit));
            rest = std::min<std::chrono::milliseconds>(rest * 2, 60'000ms);
            QVERIFY(circuit.left(now()) >= rest && circuit.left(now()) <= rest + rest / 5);
        }
    }

    void aTrialThatTellsNothingIsGivenBack() {
        Circuit circuit = opened();
        clock_.advance(1300ms);
        QVERIFY(circuit.take(now()));
        circuit.withdrawn();
        QVERIFY(circuit.take(now()));
        QVERIFY(!circuit.take(now()));
        clock_.advance(Circuit::kTrialMax);
        QVERIFY(circuit.take(now()));
    }

    void restsAsLongAsTheUpstreamAsks() {
        Circuit circuit(1);
        QVERIFY(circuit.rest(now(), 7s, CircuitState::closed));
        QCOMPARE(circuit.left(now()), 7000ms);
        QVERIFY(circuit.reason() == ErrorCode::upstreamRateLimit);
        QVERIFY(!circuit.take(now()));
        clock_.advance(7s);
        QVERIFY(circuit.take(now()));
        QVERIFY(circuit.rest(now(), 1h, under(circuit)));
        QCOMPARE(circuit.left(now()), std::chrono::milliseconds(60'000));
        QCOMPARE(circuit.openings(), 2U);
        // Of one that rests already: longer, or as before.
        QVERIFY(!circuit.rest(now(), 1s, CircuitState::closed));
        QCOMPARE(circuit.left(now()), std::chrono::milliseconds(60'000));
        QCOMPARE(circuit.turns().size(), std::size_t{2});
    }

    void whileATrialIsOutOnlyItsOwn429Counts() {
        Circuit circuit = opened();
        clock_.advance(1300ms);
        QVERIFY(circuit.take(now()));
        QVERIFY(!circuit.rest(now(), 30s, CircuitState::closed));
        QVERIFY(!circuit.restShortly(now(), CircuitState::closed));
        QVERIFY(!circuit.take(now()));
        QCOMPARE(circuit.state(now()), CircuitState::halfOpen);
        QVERIFY(circuit.rest(now(), 4s, CircuitState::halfOpen));
        QCOMPARE(circuit.state(now()), CircuitState::open);
        QCOMPARE(circuit.left(now()), 4000ms);
        QVERIFY(circuit.reason() == ErrorCode::upstreamRateLimit && circuit.turns().back().reason == ErrorCode::upstreamRateLimit);
        // It was no failure: the next rest of a failed trial is the one that was due.
        clock_.advance(4s);
        QVERIFY(circuit.take(now()) && !circuit.take(now()));
        QVERIFY(fails(circuit));
        QVERIFY(circuit.left(now()) >= 2000ms && circuit.left(now()) <= 2400ms);
    }

    void aTrialThatIsToldToComeLaterWaitsALittle() {
        Circuit circuit = opened();
        clock_.advance(1300ms);
        QVERIFY(circuit.take(now()));
        QVERIFY(circuit.restShortly(now(), CircuitState::halfOpen));
        QVERIFY(circuit.left(now()) >= 1000ms && circuit.left(now()) <= 1200ms);
        QVERIFY(!circuit.restShortly(now(), CircuitState::halfOpen));
        QCOMPARE(circuit.openings(), 2U);
    }

    void aFailureThatAsksForARestOpensItForAsLong_data() {
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("rest");
        QTest::newRow("seven seconds") << 7 << 7;
        QTest::newRow("an hour is a minute") << 3600 << 60;
    }
    void aFailureThatAsksForARestOpensItForAsLong() {
        QFETCH(int, asked);
        QFETCH(int, rest);
        Circuit circuit(1);
        QVERIFY(circuit.failed(now(), kReason, CircuitState::closed, {}, std::chrono::seconds(asked)));
        QCOMPARE(circuit.left(now()), std::chrono::milliseconds(std::chrono::seconds(rest)));
        QVERIFY(circuit.reason() == kReason && circuit.openings() == 1);
        QCOMPARE(circuit.failuresInARow(), 1U);
        clock_.advance(std::chrono::seconds(rest));
        QVERIFY(circuit.take(now()) && !circuit.take(now()));
        // As a failure it was counted: the trial's doubles the rest, which is never shorter than what is asked for.
        QVERIFY(circuit.failed(now(), kReason, CircuitState::halfOpen, {}, 1s));
        QVERIFY(circuit.left(now()) >= 1000ms && circuit.left(now()) <= 1200ms);
        clock_.advance(2s);
        QVERIFY(circuit.take(now()));
        QVERIFY(circuit.failed(now(), kReason, CircuitState::halfOpen, {}, 20s));
        QCOMPARE(circuit.left(now()), 20'000ms);
    }

    void theFifthFailureRestsAtLeastAsLongAsItAsks() {
        Circuit circuit(1);
        for (int i = 0; i < 4; ++i) QVERIFY(!fails(circuit));
        QVERIFY(circuit.failed(now(), kReason, CircuitState::closed, {}, 100ms));
        QVERIFY(circuit.left(now()) >= 1000ms);
        // A call from before may ask for longer; what asks for less shortens nothing.
        QVERIFY(!circuit.failed(now(), kReason, CircuitState::closed, {}, 9s));
        QCOMPARE(circuit.left(now()), 9000ms);
        QVERIFY(!circuit.failed(now(), kReason, CircuitState::closed, {}, 1s));
        QCOMPARE(circuit.left(now()), 9000ms);
        Circuit never(1);
        QVERIFY(!never.failed(now(), kReason, CircuitState::closed, {0}, 9s));
        QVERIFY(never.take(now()));
    }

    void callsFromBeforeItOpenedChangeNothing() {
        Circuit circuit = opened();
        circuit.succeeded(now(), CircuitState::closed);
        QVERIFY(!circuit.take(now()));
        clock_.advance(1300ms);
        QVERIFY(circuit.take(now()));
        circuit.succeeded(now(), CircuitState::closed);
        QVERIFY(!circuit.failed(now(), kReason, CircuitState::closed, 5));
        QCOMPARE(circuit.state(now()), CircuitState::halfOpen);
        QVERIFY(!circuit.take(now()));
    }

    void takesTheNumberOfFailuresFromTheSettings() {
        Circuit circuit(1);
        QVERIFY(!fails(circuit, 2) && fails(circuit, 2));
        Circuit never(1);
        for (int i = 0; i < 1000; ++i) QVERIFY(!fails(never, 0));
        QVERIFY(never.take(now()));
    }

    void anOperatorOpensItForAsLongAsHeSays() {
        Circuit circuit(1);
        circuit.force(now(), 1h);
        QVERIFY(circuit.forced() && !circuit.reason());
        QCOMPARE(circuit.left(now()), std::chrono::milliseconds(1h));
        clock_.advance(1h - 1ms);
        QVERIFY(!circuit.take(now()));
        clock_.advance(1ms);
        QCOMPARE(circuit.state(now()), CircuitState::halfOpen);
        QVERIFY(circuit.take(now()) && !circuit.take(now()));
        QVERIFY(fails(circuit));
        QVERIFY(!circuit.forced() && circuit.reason() == kReason);
        QVERIFY(circuit.left(now()) <= 1200ms);
    }

    void anOperatorClosesItAtOnce() {
        Circuit circuit = opened();
        circuit.close(now());
        QCOMPARE(circuit.state(now()), CircuitState::closed);
        for (int i = 0; i < 4; ++i) QVERIFY(!fails(circuit));
        QVERIFY(fails(circuit));
    }

    void withoutFailuresToCountAFailedTrialClosesIt() {
        Circuit circuit(1);
        circuit.force(now(), 1s);
        clock_.advance(1s);
        QVERIFY(circuit.take(now()));
        QVERIFY(!fails(circuit, 0));
        QCOMPARE(circuit.state(now()), CircuitState::closed);
    }

    void comesBackFromARestartWithWhatIsLeftOfItsRest() {
        Circuit before = opened();
        const auto left = before.left(now());
        clock_.advance(400ms);
        Circuit after(2);
        after.restore(now(), before.memory(now()), true);
        QCOMPARE(after.state(now()), CircuitState::open);
        QCOMPARE(after.left(now()), left - 400ms);
        QVERIFY(after.reason() == kReason && after.openings() == 1 && after.turns().size() == 1);
        clock_.advance(1s);
        QCOMPARE(after.state(now()), CircuitState::halfOpen);
        QVERIFY(after.take(now()) && !after.take(now()));
        // The next rest is the longer one, as if nothing had happened.
        QVERIFY(fails(after));
        QVERIFY(after.left(now()) >= 2000ms && after.left(now()) <= 2400ms);
        QCOMPARE(after.openings(), 2U);
    }

    void whatAProcessTookWithItComesBackAsATrialToBeMade() {
        Circuit before = opened();
        clock_.advance(1300ms);
        QVERIFY(before.take(now()));
        Circuit after(2);
        after.restore(now(), before.memory(now()), true);
        QCOMPARE(after.state(now()), CircuitState::halfOpen);
        QVERIFY(after.take(now()) && !after.take(now()));
        works(after);
        QCOMPARE(after.state(now()), CircuitState::closed);
    }

    void anExpiredOneWaitsForItsTrialAndAStaleOneIsClosed() {
        const Circuit before = opened();
        const auto memory = before.memory(now());
        clock_.advance(9min);
        Circuit expired(2);
        expired.restore(now(), memory, true);
        QCOMPARE(expired.state(now()), CircuitState::halfOpen);
        clock_.advance(2min);
        Circuit stale(2);
        stale.restore(now(), memory, true);
        QCOMPARE(stale.state(now()), CircuitState::closed);
        QVERIFY(stale.turns().size() == 2 && stale.turns()[1].state == CircuitState::closed && stale.turns()[0].reason == kReason);
        QVERIFY(fails(stale, 1) && stale.left(now()) <= 1200ms);
    }

    void aClosedOneRemembersItsFailures() {
        Circuit before(1);
        for (int i = 0; i < 4; ++i) fails(before);
        Circuit after(2);
        after.restore(now(), before.memory(now()), true);
        QCOMPARE(after.failuresInARow(), 4U);
        QVERIFY(fails(after));
        QVERIFY(!before.memory(now()).isBlank() && Circuit(3).memory(now()).isBlank());
    }

    void anOrdersRestIsWhatWasOrdered() {
        Circuit before(1);
        before.force(now(), 1h);
        Circuit after(2);
        after.restore(now(), before.memory(now()), false);
        QVERIFY(after.forced() && !after.reason() && after.left(now()) == Circuit::Millis(1h));
    }

    void whatComesBackIsBounded() {
        CircuitMemory memory{true, false, kReason, now() + 100h, 1h, 7, 9, {}};
        memory.turns.assign(100, {now() + 5h, CircuitState::open, kReason, false});
        Circuit circuit(1);
        circuit.restore(now(), memory, true);
        QVERIFY(circuit.left(now()) <= 72'000ms);
        QCOMPARE(circuit.turns().size(), Circuit::kTurnsMax);
        QVERIFY(circuit.turns().back().at == now());
        clock_.advance(72s);
        QVERIFY(circuit.take(now()) && fails(circuit));
        QVERIFY(circuit.left(now()) <= 72'000ms);
    }

    void whereNoneOpensByItselfNoneComesBackOpen() {
        Circuit before = opened();
        Circuit after(2);
        after.restore(now(), before.memory(now()), false);
        QCOMPARE(after.state(now()), CircuitState::closed);
    }

    /// Never more than one trial at once, never open for longer than a minute and a fifth, and a healthy upstream gets it closed.
    void holdsItsPromisesInAMillionSteps() {
        std::mt19937 random(7);
        Circuit circuit(42);
        int trials = 0;
        for (int step = 0; step < 1'000'000; ++step) {
            clock_.advance(std::chrono::milliseconds{random() % 40});
            const bool wasHalf = circuit.state(now()) == CircuitState::halfOpen;
            const bool takes = circuit.take(now());
            if (takes && wasHalf) ++trials;
            if (!takes) QVERIFY(circuit.left(now()) <= 72'000ms);
            if (takes && wasHalf) QVERIFY(!circuit.take(now()));
            if (!takes) continue;
            const auto before = circuit.openings();
            if (random() % 40 == 0) circuit.rest(now(), Circuit::Millis{random() % 90'000}, wasHalf ? CircuitState::halfOpen : CircuitState::closed);
            else if (random() % 40 == 0) circuit.failed(now(), kReason, wasHalf ? CircuitState::halfOpen : CircuitState::closed, {}, Circuit::Millis{random() % 90'000});
            else if (random() % 3 == 0) fails(circuit);
            else if (random() % 50 == 0) circuit.withdrawn();
            else works(circuit);
            QVERIFY(circuit.openings() - before <= 1);
        }
        QVERIFY(trials > 0);
        for (int i = 0; i < 3 && circuit.state(now()) != CircuitState::closed; ++i) {
            clock_.advance(80s);
            if (circuit.take(now())) works(circuit);
        }
        QCOMPARE(circuit.state(now()), CircuitState::closed);
    }
};

QTEST_GUILESS_MAIN(CircuitTest)
#include "circuit_test.moc"
