#include "gateway/admin/login_guard.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::admin;
using namespace std::chrono_literals;

namespace {

/// One failed attempt; true when it was let through.
bool failOnce(LoginGuard& guard, const std::string& account, const std::string& address) {
    if (guard.begin(account, address) > 0s) return false;
    guard.ended(account, address, false);
    return true;
}

}  // namespace

class LoginGuardTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void locksAnAccountAfterFiveFailures() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 5; ++i) QVERIFY(failOnce(guard, "a@b", "10.0.0." + std::to_string(i)));
        QVERIFY(guard.begin("a@b", "10.0.0.9") == 30s);
        QVERIFY(guard.begin("other@b", "10.0.0.9") == 0s);
    }
    void doublesTheDelayUpToFifteenMinutes() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 5; ++i) failOnce(guard, "a@b", "10.0.0.1");
        std::chrono::seconds expected = 30s;
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(guard.begin("a@b", "10.0.1." + std::to_string(i)).count(), expected.count());
            clock.advance(expected);
            QVERIFY(failOnce(guard, "a@b", "10.0.2." + std::to_string(i)));
            expected = std::min<std::chrono::seconds>(expected * 2, 15min);
        }
    }
    void countsNothingWhileLocked() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 5; ++i) failOnce(guard, "a@b", "10.0.0.1");
        for (int i = 0; i < 100; ++i) QVERIFY(!failOnce(guard, "a@b", "10.0.0.1"));
        clock.advance(30s);
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
    }
    void forgetsFailuresOlderThanFifteenMinutes() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 4; ++i) failOnce(guard, "a@b", "10.0.0.1");
        clock.advance(15min + 1s);
        for (int i = 0; i < 4; ++i) QVERIFY(failOnce(guard, "a@b", "10.0.0.1"));
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
    }
    void forgetsTheLocksAfterAQuietTime() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 5; ++i) failOnce(guard, "a@b", "10.0.0.1");
        clock.advance(30s + 15min + 1s);
        for (int i = 0; i < 5; ++i) QVERIFY(failOnce(guard, "a@b", "10.0.0.2"));
        QVERIFY(guard.begin("a@b", "10.0.0.3") == 30s);
    }
    void aSuccessClearsTheAccount() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 4; ++i) failOnce(guard, "a@b", "10.0.0.1");
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
        guard.ended("a@b", "10.0.0.1", true);
        for (int i = 0; i < 4; ++i) QVERIFY(failOnce(guard, "a@b", "10.0.0.1"));
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
    }
    void locksAnAddressAfterTwentyFailures() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 20; ++i) QVERIFY(failOnce(guard, "user" + std::to_string(i), "10.0.0.1"));
        QVERIFY(guard.begin("someone", "10.0.0.1") == 30s);
        QVERIFY(guard.begin("someone", "10.0.0.2") == 0s);
    }
    void countsAttemptsUnderWay() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 5; ++i) QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 1s);
        guard.ended("a@b", "10.0.0.1", true);
        QVERIFY(guard.begin("a@b", "10.0.0.1") == 0s);
    }
    void takesAnIpv6NetworkForOneAddress() {
        QCOMPARE(guardedAddress("2001:db8:1:2:3:4:5:6"), guardedAddress("2001:db8:1:2::9"));
        QVERIFY(guardedAddress("2001:db8:1:2::9") != guardedAddress("2001:db8:1:3::9"));
        QCOMPARE(guardedAddress("10.1.2.3"), std::string("10.1.2.3"));
    }
    void keepsItsMemoryBounded() {
        FakeClock clock;
        LoginGuard guard(clock);
        for (int i = 0; i < 60'000; ++i) failOnce(guard, "u" + std::to_string(i), "a" + std::to_string(i));
        QVERIFY(guard.size() <= 2 * 20'000);
    }
};

QTEST_GUILESS_MAIN(LoginGuardTest)
#include "login_guard_test.moc"
