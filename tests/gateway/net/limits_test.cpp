#include "gateway/net/limits.hpp"

#include <QTest>

#include <thread>
#include <vector>

using namespace gw;
using namespace gw::net;

class LimitsTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void countsConnectionsByAddressOverAllServers() {
        ConnectionBudget budget;
        const auto one = *parseIp("203.0.113.9");
        const auto other = *parseIp("203.0.113.10");
        QCOMPARE(budget.enter(one), 1U);
        QCOMPARE(budget.enter(one), 2U);
        QCOMPARE(budget.enter(other), 1U);
        budget.leave(one);
        QCOMPARE(budget.enter(one), 2U);
        budget.leave(*parseIp("198.51.100.1"));  // never came: nothing to count
    }
    void losesNoCountBetweenThreads() {
        ConnectionBudget budget;
        const auto address = *parseIp("203.0.113.9");
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 10'000; ++n) {
                    budget.enter(address);
                    budget.leave(address);
                }
                budget.enter(address);
            });
        }
        for (auto& thread : threads) thread.join();
        QCOMPARE(budget.enter(address), 5U);
    }
    void takesTheCapOfTheSettings() {
        config::Settings settings;
        settings.connectionsMax = 400;
        QCOMPARE(netLimitsFrom(settings).connectionsPerAddressMax, 100U);
        settings.connectionsMax = 80;
        QCOMPARE(netLimitsFrom(settings).connectionsPerAddressMax, 64U);
        settings.connectionsPerAddressMax = 7;
        QCOMPARE(netLimitsFrom(settings).connectionsPerAddressMax, 7U);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
