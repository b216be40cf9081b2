#include "gateway/engine/probe_schedule.hpp"

#include <QTest>

#include <set>

using namespace gw;
using namespace gw::engine;
using namespace std::chrono_literals;

class ProbeScheduleTest : public QObject {
    Q_OBJECT

    static constexpr SteadyTime kStart{std::chrono::hours{5}};

   private Q_SLOTS:
    void theFirstIsSoonTheNextAnIntervalLater() {
        ProbeSchedule schedule(7);
        const SteadyTime first = schedule.dueAt("a", 60s, {}, kStart);
        QVERIFY(first >= kStart && first < kStart + 1s);
        QVERIFY(schedule.dueAt("a", 60s, {}, kStart + 5s) == first);
        schedule.probed("a", kStart + 2s);
        const SteadyTime next = schedule.dueAt("a", 60s, {}, kStart + 2s);
        QVERIFY(next >= kStart + 2s + 54s && next <= kStart + 2s + 66s);
    }

    void intervalsAreNotInStep() {
        ProbeSchedule schedule(7);
        schedule.dueAt("a", 60s, {}, kStart);
        std::set<SteadyTime> seen;
        for (int i = 0; i < 50; ++i) {
            schedule.probed("a", kStart);
            const SteadyTime due = schedule.dueAt("a", 60s, {}, kStart);
            QVERIFY(due >= kStart + 54s && due <= kStart + 66s);
            seen.insert(due);
        }
        QVERIFY(seen.size() > 40);
    }

    void aModelThatAnswersRealCallsIsNotProbed() {
        ProbeSchedule schedule(7);
        for (auto now = kStart; now < kStart + 1h; now += 250ms) QVERIFY(schedule.dueAt("a", 60s, now - 10s, now) > now);
        // The calls stop: a probe an interval after the last answer.
        const SteadyTime last = kStart + 1h;
        const SteadyTime due = schedule.dueAt("a", 60s, last, last);
        QVERIFY(due >= last + 54s && due <= last + 66s);
    }

    void itsOwnAnswerDoesNotPutTheNextOffTwice() {
        ProbeSchedule schedule(7);
        schedule.dueAt("a", 60s, {}, kStart);
        schedule.probed("a", kStart + 1s);
        QVERIFY(schedule.dueAt("a", 60s, kStart + 1s, kStart + 1s) == schedule.dueAt("a", 60s, {}, kStart + 1s));
    }

    void anotherIntervalHoldsAtOnce() {
        ProbeSchedule schedule(7);
        schedule.dueAt("a", 3600s, {}, kStart);
        schedule.probed("a", kStart);
        QVERIFY(schedule.dueAt("a", 10s, {}, kStart) <= kStart + 11s);
    }

    void whoIsNoLongerProbedBeginsAfresh() {
        ProbeSchedule schedule(7);
        schedule.dueAt("a", 3600s, {}, kStart);
        schedule.probed("a", kStart);
        schedule.keepOnly([](const std::string&) { return false; });
        QVERIFY(schedule.dueAt("a", 3600s, {}, kStart + 1s) < kStart + 2s);
    }
};

QTEST_GUILESS_MAIN(ProbeScheduleTest)
#include "probe_schedule_test.moc"
