// The timer wheel against a clock of the test's own.
#include "gateway/net/timer_wheel.hpp"

#include <QTest>
#include <functional>
#include <memory>
#include <random>
#include <vector>

using namespace gw;
using namespace gw::net;
using std::chrono::milliseconds;

namespace {

class Probe final : public Timer {
   public:
    void onTimer() override {
        ++fired;
        if (action) action();
    }
    int fired = 0;
    std::function<void()> action;
};

const SteadyTime kStart{std::chrono::hours(1)};

}  // namespace

class TimerWheelTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void firesOnceWhenDue() {
        TimerWheel wheel(kStart);
        Probe probe;
        QCOMPARE(wheel.nextWake(), SteadyTime::max());
        wheel.set(probe, kStart + milliseconds(25));
        QVERIFY(TimerWheel::isSet(probe));
        QVERIFY(wheel.nextWake() <= kStart + milliseconds(30));
        wheel.advance(kStart + milliseconds(24));
        QCOMPARE(probe.fired, 0);
        wheel.advance(kStart + milliseconds(30));
        QCOMPARE(probe.fired, 1);
        QVERIFY(!TimerWheel::isSet(probe));
        wheel.advance(kStart + milliseconds(60'000));
        QCOMPARE(probe.fired, 1);
    }

    void movesDeadlinesBothWays() {
        TimerWheel wheel(kStart);
        Probe later, earlier;
        wheel.set(later, kStart + milliseconds(50));
        wheel.set(later, kStart + milliseconds(5'000));
        wheel.set(earlier, kStart + milliseconds(5'000));
        wheel.set(earlier, kStart + milliseconds(50));
        wheel.advance(kStart + milliseconds(100));
        QCOMPARE(later.fired, 0);
        QCOMPARE(earlier.fired, 1);
        wheel.advance(kStart + milliseconds(5'010));
        QCOMPARE(later.fired, 1);
    }

    void forgetsClearedAndDestroyedTimers() {
        TimerWheel wheel(kStart);
        Probe cleared;
        auto destroyed = std::make_unique<Probe>();
        wheel.set(cleared, kStart + milliseconds(10));
        wheel.set(*destroyed, kStart + milliseconds(10));
        TimerWheel::clear(cleared);
        destroyed.reset();
        wheel.advance(kStart + milliseconds(1'000));
        QCOMPARE(cleared.fired, 0);
        wheel.set(cleared, SteadyTime::max());
        QCOMPARE(wheel.nextWake(), SteadyTime::max());
    }

    void firesLongDeadlinesAfterGoingRound() {
        TimerWheel wheel(kStart);
        Probe probe;
        wheel.set(probe, kStart + std::chrono::minutes(10));
        int wakes = 0;
        SteadyTime now = kStart;
        while (probe.fired == 0) {
            now = wheel.nextWake();
            QVERIFY(now != SteadyTime::max());
            wheel.advance(now);
            ++wakes;
        }
        QCOMPARE(now, kStart + std::chrono::minutes(10));
        QVERIFY(wakes < 70);
    }

    void survivesALongSilence() {
        TimerWheel wheel(kStart);
        Probe probe;
        wheel.set(probe, kStart + milliseconds(500));
        wheel.advance(kStart + std::chrono::hours(5));
        QCOMPARE(probe.fired, 1);
        wheel.set(probe, kStart + std::chrono::hours(5) + milliseconds(20));
        wheel.advance(kStart + std::chrono::hours(5) + milliseconds(30));
        QCOMPARE(probe.fired, 2);
    }

    void letsTimersSetAndDestroyEachOther() {
        TimerWheel wheel(kStart);
        Probe first, again;
        auto victim = std::make_unique<Probe>();
        first.action = [&] { victim.reset(); };
        again.action = [&] {
            if (again.fired < 3) wheel.set(again, kStart);
        };
        wheel.set(first, kStart + milliseconds(10));
        wheel.set(*victim, kStart + milliseconds(10));
        wheel.set(again, kStart + milliseconds(10));
        for (int step = 1; step <= 10; ++step) wheel.advance(kStart + milliseconds(10 * step));
        QCOMPARE(first.fired, 1);
        QCOMPARE(again.fired, 3);
        QVERIFY(!victim);
    }

    void neverFiresEarlyNorLate() {
        std::mt19937 random(7);
        TimerWheel wheel(kStart);
        std::vector<std::unique_ptr<Probe>> probes;
        std::vector<SteadyTime> due;
        for (int i = 0; i < 500; ++i) {
            probes.push_back(std::make_unique<Probe>());
            due.push_back(kStart + milliseconds(random() % 40'000));
            wheel.set(*probes.back(), kStart + milliseconds(random() % 40'000));
            wheel.set(*probes.back(), due.back());
        }
        for (SteadyTime now = kStart; now < kStart + milliseconds(40'100); now += milliseconds(1 + random() % 50)) {
            wheel.advance(now);
            for (std::size_t i = 0; i < probes.size(); ++i) {
                if (probes[i]->fired > 0) QVERIFY(due[i] <= now);
                if (due[i] + TimerWheel::kStep <= now) QCOMPARE(probes[i]->fired, 1);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TimerWheelTest)
#include "timer_wheel_test.moc"
