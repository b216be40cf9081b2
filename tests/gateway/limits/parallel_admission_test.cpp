#include "gateway/limits/parallel_admission.hpp"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <latch>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

using namespace gw;
using namespace gw::limits;

namespace {

config::ApiKey keyOf(std::string id, std::optional<std::uint32_t> parallelMax) {
    config::ApiKey key;
    key.id = std::move(id);
    key.parallelMax = parallelMax;
    return key;
}

}  // namespace

class ParallelAdmissionTest : public QObject {
    Q_OBJECT
    ParallelAdmission door_;

    auto ask(const config::ApiKey& key) { return door_.admit({&key, 10, 20}, SteadyTime{}); }

   private Q_SLOTS:
    void admitsUpToTheLimitAndRefusesTheNext() {
        const auto key = keyOf("three", 3);
        std::vector<Admitted> places;
        for (int i = 0; i < 3; ++i) {
            auto place = ask(key);
            QVERIFY(place);
            places.push_back(std::move(*place));
        }
        QCOMPARE(door_.inFlight("three"), 3U);
        const auto refused = ask(key);
        QVERIFY(!refused);
        QVERIFY(refused.error().error.code == ErrorCode::rateLimit);
        QVERIFY(refused.error().error.source == ErrorSource::downstream);
        QVERIFY(refused.error().error.detail.find("3 requests") != std::string::npos);
        QCOMPARE(refused.error().retryAfter.count(), 1);
        QCOMPARE(door_.inFlight("three"), 3U);
    }

    void givesThePlaceBackWhenTheRequestIsOver() {
        const auto key = keyOf("one", 1);
        {
            const auto place = ask(key);
            QVERIFY(place);
            QVERIFY(!ask(key));
        }
        QCOMPARE(door_.inFlight("one"), 0U);
        QVERIFY(ask(key));
    }

    void givesAPlaceBackOnlyOnce() {
        const auto key = keyOf("twice", 2);
        auto first = ask(key);
        const auto second = ask(key);
        first->release(100);
        first->release(100);
        QCOMPARE(door_.inFlight("twice"), 1U);
        first = Admitted{};
        QCOMPARE(door_.inFlight("twice"), 1U);
        QVERIFY(second);
    }

    void aMovedPlaceIsStillOnePlace() {
        const auto key = keyOf("moved", 5);
        auto place = ask(key);
        Admitted kept(std::move(*place));
        place = Admitted{};
        QCOMPARE(door_.inFlight("moved"), 1U);
        kept = Admitted{};
        QCOMPARE(door_.inFlight("moved"), 0U);
    }

    void takingANewPlaceGivesTheOldOneBack() {
        const auto a = keyOf("a", 5);
        const auto b = keyOf("b", 5);
        Admitted place = std::move(*ask(a));
        place = std::move(*ask(b));
        QCOMPARE(door_.inFlight("a"), 0U);
        QCOMPARE(door_.inFlight("b"), 1U);
        Admitted& itself = place;
        place = std::move(itself);
        QCOMPARE(door_.inFlight("b"), 1U);
    }

    void keepsKeysApart() {
        // More keys than stripes, so that some share one.
        std::vector<Admitted> places;
        for (int i = 0; i < 300; ++i) {
            const auto key = keyOf("key-" + std::to_string(i), 1);
            auto place = ask(key);
            QVERIFY(place);
            QVERIFY(!ask(key));
            places.push_back(std::move(*place));
        }
        places.erase(places.begin(), places.begin() + 150);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(door_.inFlight("key-" + std::to_string(i)), i < 150 ? 0U : 1U);
    }

    void keysWithoutALimitAreNotCounted() {
        const auto key = keyOf("free", std::nullopt);
        std::vector<Admitted> places;
        for (int i = 0; i < 1000; ++i) {
            auto place = ask(key);
            QVERIFY(place);
            places.push_back(std::move(*place));
        }
        QCOMPARE(door_.inFlight("free"), 0U);
    }

    void aLimitOfZeroLetsNothingIn() { QVERIFY(!ask(keyOf("zero", 0))); }

    void aLoweredLimitHoldsForTheNextRequest() {
        const auto wide = keyOf("k", 4);
        const auto narrow = keyOf("k", 2);
        std::vector<Admitted> places;
        for (int i = 0; i < 3; ++i) places.push_back(std::move(*ask(wide)));
        QVERIFY(!ask(narrow));
        places.pop_back();
        QVERIFY(!ask(narrow));
        places.pop_back();
        QVERIFY(ask(narrow));
    }

    void staysExactWhenAllWorkersAskAtOnce() {
        constexpr std::uint32_t kLimit = 3;
        constexpr int kWorkers = 8;
        constexpr int kRounds = 3000;
        const auto key = keyOf("shared", kLimit);
        std::atomic<std::uint32_t> inside{0}, most{0}, admitted{0}, refused{0};
        std::latch start(kWorkers);
        const auto work = [&] {
            start.arrive_and_wait();
            for (int i = 0; i < kRounds; ++i) {
                const auto place = ask(key);
                ++(place ? admitted : refused);
                if (!place) continue;
                const std::uint32_t seen = ++inside;
                std::uint32_t known = most.load();
                while (seen > known && !most.compare_exchange_weak(known, seen)) {}
                std::this_thread::yield();
                --inside;
            }
        };
        std::vector<std::thread> workers;
        for (int i = 0; i < kWorkers; ++i) workers.emplace_back(work);
        for (auto& worker : workers) worker.join();
        QVERIFY(most.load() <= kLimit);
        QVERIFY(admitted.load() > 0);
        QCOMPARE(admitted.load() + refused.load(), std::uint32_t{kWorkers * kRounds});
        QCOMPARE(door_.inFlight("shared"), 0U);
    }
};

QTEST_GUILESS_MAIN(ParallelAdmissionTest)
#include "parallel_admission_test.moc"
