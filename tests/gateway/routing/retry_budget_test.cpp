#include "gateway/routing/retry_budget.hpp"

#include <QtTest>

#include <chrono>

using namespace gw;
using namespace gw::routing;
using namespace std::chrono_literals;

namespace {

constexpr SteadyTime kStart{5000s};

void call(RetryBudget& budget, int count, SteadyTime at) {
    for (int i = 0; i < count; ++i) budget.countCall(at);
}

int retriesGranted(RetryBudget& budget, SteadyTime at, const RetryPolicy& policy = {}, int most = 1000) {
    int granted = 0;
    while (granted < most && budget.tryRetry(at, policy)) ++granted;
    return granted;
}

}  // namespace

class RetryBudgetTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void grantsAFifthOfTheCalls_data() {
        QTest::addColumn<int>("calls");
        QTest::addColumn<int>("allowance");
        QTest::addColumn<int>("retries");
        QTest::newRow("nothing") << 0 << 0 << 0;
        QTest::newRow("too few calls") << 4 << 0 << 0;
        QTest::newRow("five") << 5 << 0 << 1;
        QTest::newRow("ninety-nine") << 99 << 0 << 19;
        QTest::newRow("a hundred") << 100 << 0 << 20;
        QTest::newRow("quiet hour") << 1 << 5 << 5;
        QTest::newRow("allowance is not added") << 100 << 5 << 20;
        QTest::newRow("allowance is the larger") << 10 << 7 << 7;
    }
    void grantsAFifthOfTheCalls() {
        QFETCH(int, calls);
        QFETCH(int, allowance);
        QFETCH(int, retries);
        RetryBudget budget;
        const RetryPolicy policy{static_cast<std::uint32_t>(allowance)};
        call(budget, calls, kStart);
        QCOMPARE(retriesGranted(budget, kStart, policy), retries);
        QVERIFY(!budget.tryRetry(kStart + 999ms, policy));
    }

    void theShareIsTheSettings() {
        RetryBudget budget;
        call(budget, 100, kStart);
        QCOMPARE(retriesGranted(budget, kStart, {0, 50}), 50);
        RetryBudget none;
        call(none, 100, kStart);
        QCOMPARE(retriesGranted(none, kStart, {0, 0}), 0);
    }

    void theAllowanceIsSharedOutOverTheWorkers_data() {
        QTest::addColumn<int>("all");
        QTest::addColumn<int>("workers");
        QTest::addColumn<int>("each");
        QTest::newRow("one") << 20 << 1 << 20;
        QTest::newRow("four") << 20 << 4 << 5;
        QTest::newRow("rounded up, a few") << 20 << 16 << 2;
        QTest::newRow("none is without") << 20 << 64 << 1;
        QTest::newRow("none at all") << 0 << 4 << 0;
        QTest::newRow("rounded up") << 100 << 8 << 13;
        QTest::newRow("not yet known how many") << 20 << 0 << 20;
    }
    void theAllowanceIsSharedOutOverTheWorkers() {
        QFETCH(int, all);
        QFETCH(int, workers);
        QFETCH(int, each);
        QCOMPARE(static_cast<int>(retryAllowance(static_cast<std::uint32_t>(all), static_cast<std::uint32_t>(workers))), each);
    }

    /// The setting is the process's: what its workers grant without any calls, counted.
    void allWorkersTogetherGrantTheAllowanceAndLessThanOneMoreEach() {
        for (const std::uint32_t workers : {1U, 2U, 3U, 7U, 16U, 64U}) {
            for (const std::uint32_t all : {0U, 1U, 5U, 20U, 100U}) {
                std::uint32_t granted = 0;
                for (std::uint32_t i = 0; i < workers; ++i) {
                    RetryBudget budget;
                    granted += static_cast<std::uint32_t>(retriesGranted(budget, kStart, {retryAllowance(all, workers), 20}));
                }
                QVERIFY(granted >= all && granted < all + workers);
                QCOMPARE(granted == 0, all == 0);
            }
        }
    }

    void countsTheCallsOfTenSeconds() {
        RetryBudget budget;
        call(budget, 50, kStart);
        call(budget, 50, kStart + 9s);
        QCOMPARE(retriesGranted(budget, kStart + 9s), 20);
    }

    void callsOutsideTheWindowPayForNothing() {
        RetryBudget budget;
        call(budget, 100, kStart);
        QVERIFY(budget.tryRetry(kStart + 9s, {}));
        RetryBudget later;
        call(later, 100, kStart);
        QVERIFY(!later.tryRetry(kStart + 10s, {}));
    }

    void retriesAreHeldAgainstTheWindowUntilTheyAreOlderThanIt() {
        RetryBudget budget;
        QCOMPARE(retriesGranted(budget, kStart + 999ms, {2}), 2);
        QVERIFY(!budget.tryRetry(kStart + 10s, {2}));
        QCOMPARE(retriesGranted(budget, kStart + 11s, {2}), 2);
    }

    void forgetsEverythingAfterALongSilence() {
        RetryBudget budget;
        call(budget, 1000, kStart);
        QCOMPARE(retriesGranted(budget, kStart, {1}), 200);
        // The same place of the ring, many turns later.
        QCOMPARE(retriesGranted(budget, kStart + 11s * 1000, {1}), 1);
    }

    void neverExceedsAFifthInAnyTenSecondsOfALongOutage() {
        RetryBudget budget;
        std::vector<int> calls, retries;
        for (int second = 0; second < 120; ++second) {
            const SteadyTime now = kStart + std::chrono::seconds(second);
            const int count = second % 17 == 0 ? 300 : second % 5;
            call(budget, count, now);
            calls.push_back(count);
            retries.push_back(retriesGranted(budget, now, {}, count));
        }
        for (std::size_t end = 10; end <= calls.size(); ++end) {
            int paid = 0;
            int extra = 0;
            for (std::size_t i = end - 10; i < end; ++i) {
                paid += calls[i];
                extra += retries[i];
            }
            QVERIFY2(extra * 5 <= paid, qPrintable(QString::number(end)));
        }
    }
};

QTEST_GUILESS_MAIN(RetryBudgetTest)
#include "retry_budget_test.moc"
