// Every grant is logged and every window of the log is looked at: the limit must hold in each of them, and a caller that
// always asks must get nearly all of it.
#include "gateway/limits/sliding_window.hpp"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

using Millis = std::chrono::milliseconds;
constexpr Millis kMinute = 60'000ms;

struct Grant {
    Millis at{0};
    std::int64_t amount = 0;
};

/// Asks at each of the times; the grants are what fitted.
std::vector<Grant> grantsOf(const std::vector<Grant>& asks, std::int64_t limit) {
    SlidingWindow window(kMinute, 250ms);
    std::vector<Grant> grants;
    for (const Grant& ask : asks) {
        const SteadyTime now{ask.at};
        if (window.untilFits(now, ask.amount, limit).count() > 0) continue;
        window.add(now, ask.amount);
        grants.push_back(ask);
    }
    return grants;
}

/// The most that was granted in any 60 s, whichever millisecond they begin at.
std::int64_t mostInAnyMinute(const std::vector<Grant>& grants) {
    std::int64_t most = 0, sum = 0;
    std::size_t first = 0;
    for (const Grant& grant : grants) {
        sum += grant.amount;
        while (grants[first].at <= grant.at - kMinute) sum -= grants[first++].amount;
        most = std::max(most, sum);
    }
    return most;
}

std::vector<Grant> every(Millis step, Millis length, std::int64_t amount = 1) {
    std::vector<Grant> asks;
    for (Millis at = 1'000'000ms; at < 1'000'000ms + length; at += step) asks.push_back({at, amount});
    return asks;
}

/// Bursts of 500 at random moments, and a steady trickle between them.
std::vector<Grant> bursts(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Grant> asks = every(997ms, 600'000ms);
    for (int burst = 0; burst < 40; ++burst) {
        const Millis at{1'000'000 + static_cast<std::int64_t>(random() % 600'000)};
        for (int i = 0; i < 500; ++i) asks.push_back({at + Millis{i / 50}, 1});
    }
    std::sort(asks.begin(), asks.end(), [](const Grant& a, const Grant& b) { return a.at < b.at; });
    return asks;
}

/// Somebody who knows the buckets: all at once just before a minute is over, and again just behind it.
std::vector<Grant> adversary() {
    std::vector<Grant> asks;
    for (std::int64_t minute = 0; minute < 10; ++minute) {
        for (const std::int64_t offset : {-251, -250, -249, -1, 0, 1, 249, 250, 251}) {
            for (int i = 0; i < 200; ++i) asks.push_back({Millis{1'020'000 + minute * 60'000 + offset}, 1});
        }
    }
    return asks;
}

/// The same promise in the plainest words: one count a bucket, looked through each time.
class PlainWindow {
   public:
    std::int64_t sum(Millis now) {
        std::erase_if(buckets_, [now](const auto& each) { return each.second.last + kMinute <= now; });
        std::int64_t sum = 0;
        for (const auto& [number, bucket] : buckets_) sum += bucket.count;
        return sum;
    }
    void add(Millis now, std::int64_t amount) {
        sum(now);
        Bucket& bucket = buckets_[now / 250ms];
        bucket.count += amount;
        bucket.last = now;
    }
    void amend(Millis now, Millis then, std::int64_t change) {
        sum(now);
        const bool known = buckets_.contains(then / 250ms);
        if (change == 0 || then + kMinute <= now || (!known && change < 0)) return;
        Bucket& bucket = buckets_[then / 250ms];
        bucket.count = std::max<std::int64_t>(0, bucket.count + change);
        if (change > 0) bucket.last = std::max(bucket.last, then);
    }
    Millis untilFits(Millis now, std::int64_t amount, std::int64_t limit) {
        std::int64_t left = sum(now);
        if (left + amount <= limit) return Millis{0};
        if (amount > limit) return kMinute;
        for (const auto& [number, bucket] : buckets_)
            if ((left -= bucket.count) + amount <= limit) return bucket.last + kMinute - now;
        return kMinute;
    }
    Millis untilEmpty(Millis now) {
        sum(now);
        Millis wait{0};
        for (const auto& [number, bucket] : buckets_)
            if (bucket.count != 0) wait = bucket.last + kMinute - now;
        return wait;
    }

   private:
    struct Bucket {
        std::int64_t count = 0;
        Millis last{0};
    };
    std::map<std::int64_t, Bucket> buckets_;
};

}  // namespace

class SlidingWindowTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void neverGrantsMoreThanTheLimitInAnyMinute_data() {
        QTest::addColumn<int>("arrivals");
        QTest::addColumn<int>("limit");
        for (const int limit : {1, 7, 100, 1000}) {
            QTest::addRow("constant, limit %d", limit) << 0 << limit;
            QTest::addRow("adversary, limit %d", limit) << 1 << limit;
            for (int seed = 2; seed < 7; ++seed) QTest::addRow("bursts %d, limit %d", seed, limit) << seed << limit;
        }
    }
    void neverGrantsMoreThanTheLimitInAnyMinute() {
        QFETCH(int, arrivals);
        QFETCH(int, limit);
        const auto asks = arrivals == 0 ? every(7ms, 300'000ms) : arrivals == 1 ? adversary() : bursts(static_cast<unsigned>(arrivals));
        const auto grants = grantsOf(asks, limit);
        QVERIFY(!grants.empty());
        QVERIFY2(mostInAnyMinute(grants) <= limit, qPrintable(QString::number(mostInAnyMinute(grants))));
    }

    void wastesLessThanAHundredthForACallerWhoAlwaysAsks() {
        constexpr int kLimit = 600;
        const auto grants = grantsOf(every(10ms, 6'000'000ms), kLimit);
        // 100 minutes, the first of which starts with an empty window.
        QVERIFY2(grants.size() >= 99 * kLimit, qPrintable(QString::number(grants.size())));
    }

    void givesTheWholeLimitAtOnce() {
        std::vector<Grant> asks(100, Grant{5'000'000ms, 1});
        QCOMPARE(grantsOf(asks, 100).size(), std::size_t{100});
    }

    void countsTokensAsItCountsRequests() {
        std::mt19937 random(3);
        std::vector<Grant> asks = every(40ms, 900'000ms);
        for (Grant& ask : asks) ask.amount = 1 + static_cast<std::int64_t>(random() % 900);
        QVERIFY(mostInAnyMinute(grantsOf(asks, 20'000)) <= 20'000);
    }

    void saysWhenTheNextOneFits() {
        SlidingWindow window(kMinute, 250ms);
        window.add(SteadyTime{10'000ms}, 3);
        window.add(SteadyTime{30'100ms}, 2);
        const SteadyTime now{40'000ms};
        QCOMPARE(window.untilFits(now, 1, 6).count(), 0);
        const auto wait = window.untilFits(now, 1, 5);
        QCOMPARE(wait.count(), (10'000 + 60'000) - 40'000);
        QVERIFY(window.untilFits(now + wait - 1ms, 1, 5).count() > 0);
        QVERIFY(window.untilFits(now + wait, 1, 5).count() == 0);
        QCOMPARE(window.untilFits(SteadyTime{40'000ms + 40'000ms}, 1000, 5), kMinute);
        QCOMPARE(window.untilEmpty(SteadyTime{80'000ms}).count(), (30'100 + 60'000) - 80'000);
    }

    void amendsWhatWasReserved() {
        SlidingWindow window(kMinute, 250ms);
        const SteadyTime then{10'000ms};
        window.add(then, 1000);
        window.amend(SteadyTime{15'000ms}, then, -400);
        QCOMPARE(window.sum(SteadyTime{15'000ms}), std::int64_t{600});
        window.amend(SteadyTime{16'000ms}, then, 50);
        QCOMPARE(window.sum(SteadyTime{16'000ms}), std::int64_t{650});
        // It never falls below nothing, and it leaves with the bucket it was reserved in.
        window.amend(SteadyTime{17'000ms}, then, -5000);
        QCOMPARE(window.sum(SteadyTime{17'000ms}), std::int64_t{0});
        window.amend(SteadyTime{200'000ms}, then, 700);
        QCOMPARE(window.sum(SteadyTime{200'000ms}), std::int64_t{0});
    }

    void countsAsThePlainestWordsSay() {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            std::mt19937 random(seed);
            const auto upTo = [&random](unsigned n) { return static_cast<std::int64_t>(random() % (n + 1)); };
            // Most taken at one moment, some steps to just where buckets and windows end, some silence.
            const unsigned stride = seed % 4 == 0 ? 20 : seed % 4 == 1 ? 300 : seed % 4 == 2 ? 2500 : 20'000;
            SlidingWindow window(kMinute, 250ms);
            PlainWindow plain;
            std::vector<Millis> taken;
            Millis now{1'000'000 + upTo(1000)};
            for (int step = 0; step < 3000; ++step) {
                const auto kind = upTo(9);
                now += kind < 3 ? Millis{0} : kind == 3 ? 250ms - now % 250ms : kind == 4 && !taken.empty() ? std::max(Millis{0}, taken[random() % taken.size()] + kMinute - Millis{upTo(1)} - now) : Millis{upTo(stride)};
                const SteadyTime at{now};
                if (kind % 2 == 0) {
                    const std::int64_t amount = upTo(50);
                    QCOMPARE(window.fits(at, amount, 900), plain.sum(now) + amount <= 900);
                    window.add(at, amount);
                    plain.add(now, amount);
                    taken.push_back(now);
                } else if (!taken.empty()) {
                    const Millis then = kind == 9 ? now - Millis{upTo(70'000)} : taken[taken.size() - 1 - random() % std::min<std::size_t>(taken.size(), 60)];
                    const std::int64_t change = upTo(80) - 40;
                    window.amend(at, SteadyTime{then}, change);
                    plain.amend(now, then, change);
                }
                QVERIFY2(window.sum(at) == plain.sum(now), qPrintable(QStringLiteral("seed %1 step %2").arg(seed).arg(step)));
                QCOMPARE(window.untilEmpty(at), plain.untilEmpty(now));
                for (const std::int64_t limit : {10, 400, 2000}) QCOMPARE(window.untilFits(at, 7, limit), plain.untilFits(now, 7, limit));
            }
        }
    }

    /// A day that is restored may have begun before the machine did.
    void countsWhatLiesBeforeTheClocksBegin() {
        SlidingWindow window(kMinute, 250ms);
        const SteadyTime now{10'000ms};
        for (const Millis then : {-40'000ms, -39'900ms, -300ms, -200ms, -10ms, 5ms}) window.amend(now, SteadyTime{then}, 1);
        QCOMPARE(window.sum(now), std::int64_t{6});
        QCOMPARE(window.sum(SteadyTime{20'099ms}), std::int64_t{6});
        QCOMPARE(window.sum(SteadyTime{20'100ms}), std::int64_t{4});
        QCOMPARE(window.sum(SteadyTime{59'989ms}), std::int64_t{3});
        QCOMPARE(window.sum(SteadyTime{59'990ms}), std::int64_t{1});
        QCOMPARE(window.sum(SteadyTime{60'004ms}), std::int64_t{1});
    }

    void whatIsPutBackStaysItsWholeMinute() {
        SlidingWindow window(kMinute, 250ms);
        window.amend(SteadyTime{20'000ms}, SteadyTime{10'010ms}, 5);
        window.amend(SteadyTime{20'000ms}, SteadyTime{10'200ms}, 5);
        QCOMPARE(window.sum(SteadyTime{70'199ms}), std::int64_t{10});
        QCOMPARE(window.sum(SteadyTime{70'200ms}), std::int64_t{0});
    }

    void forgetsEverythingAfterALongSilence() {
        SlidingWindow window(kMinute, 250ms);
        for (int i = 0; i < 240; ++i) window.add(SteadyTime{Millis{i * 250}}, 5);
        QCOMPARE(window.sum(SteadyTime{59'900ms}), std::int64_t{1200});
        QCOMPARE(window.sum(SteadyTime{10'000'000ms}), std::int64_t{0});
    }

    void countsATimeThatGoesBackAsThePresent() {
        SlidingWindow window(kMinute, 250ms);
        window.add(SteadyTime{100'000ms}, 1);
        window.add(SteadyTime{50'000ms}, 1);
        QCOMPARE(window.sum(SteadyTime{100'000ms}), std::int64_t{2});
    }
};

QTEST_GUILESS_MAIN(SlidingWindowTest)
#include "sliding_window_test.moc"
