// The keeper of answers: bounds, order of use, life time; and single-flight: one leads, the others wait, somebody takes over.
#include "gateway/cache/home.hpp"

#include <QTest>

using namespace gw;
using namespace gw::cache;
using namespace std::chrono_literals;

namespace {

Key keyOf(int number) { return sha256("key " + std::to_string(number)); }

EntryPtr entryOf(std::size_t bytes, SteadyTime expires, std::uint64_t generation = 0) {
    EntryFacts facts;
    facts.expiresAt = expires;
    facts.generation = generation;
    const std::string body(bytes, 'x');
    EntryTexts texts;
    texts.body = body;
    return Entry::make(facts, texts);
}

constexpr Ticket kFirst{0, 1}, kSecond{1, 2}, kThird{0, 3};

}  // namespace

class HomeTest : public QObject {
    Q_OBJECT

 private:
    FakeClock clock_;
    SteadyTime later() const { return clock_.steady() + 60s; }

 private Q_SLOTS:
    void keepsNoMoreThanItsBytes() {
        Lru table({100'000, 1000});
        for (int i = 0; i < 100; ++i) {
            QVERIFY(table.put(keyOf(i), entryOf(5'000, later())));
            QVERIFY(table.bytes() <= 100'000);
        }
        QVERIFY(table.size() >= 15 && table.size() < 20);
        QVERIFY(table.find(keyOf(99), clock_.steady(), 0));
        QVERIFY(!table.find(keyOf(0), clock_.steady(), 0));
        table.clear();
        QCOMPARE(table.bytes(), 0U);
    }

    void keepsNoMoreThanItsEntries() {
        Lru table({1'000'000, 3});
        for (int i = 0; i < 5; ++i) table.put(keyOf(i), entryOf(10, later()));
        QCOMPARE(table.size(), std::size_t{3});
    }

    void dropsWhatWasUsedLongestAgo() {
        Lru table({1'000'000, 2});
        table.put(keyOf(1), entryOf(10, later()));
        table.put(keyOf(2), entryOf(10, later()));
        QVERIFY(table.find(keyOf(1), clock_.steady(), 0));
        table.put(keyOf(3), entryOf(10, later()));
        QVERIFY(table.find(keyOf(1), clock_.steady(), 0));
        QVERIFY(!table.find(keyOf(2), clock_.steady(), 0));
    }

    void refusesWhatWouldFillTheTableAlone() {
        Lru table({100'000, 10});
        QVERIFY(!table.put(keyOf(1), entryOf(20'000, later())));
        QCOMPARE(table.size(), std::size_t{0});
    }

    void countsAReplacedAnswerOnce() {
        Lru table({100'000, 10});
        table.put(keyOf(1), entryOf(1'000, later()));
        const auto before = table.bytes();
        table.put(keyOf(1), entryOf(1'000, later()));
        QCOMPARE(table.bytes(), before);
        QCOMPARE(table.size(), std::size_t{1});
    }

    void forgetsWhatHasExpired() {
        Home home({100'000, 10});
        Tellings tellings;
        QVERIFY(home.ask(keyOf(1), kFirst, clock_.steady(), 0, false).verdict == Verdict::lead);
        home.store(keyOf(1), kFirst, entryOf(10, clock_.steady() + 5s), true, tellings);
        clock_.advance(4999ms);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, false).verdict == Verdict::hit);
        clock_.advance(1ms);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, false).verdict == Verdict::lead);
        QCOMPARE(home.size(), std::size_t{0});
    }

    void forgetsWhatWasMadeBeforeAFlush() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        home.store(keyOf(1), kFirst, entryOf(10, later(), 0), true, tellings);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 1, false).verdict == Verdict::lead);
    }

    void fetchesOneAnswerOnce() {
        Home home({100'000, 10});
        Tellings tellings;
        QVERIFY(home.ask(keyOf(1), kFirst, clock_.steady(), 0, false).verdict == Verdict::lead);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, false).verdict == Verdict::wait);
        QVERIFY(home.ask(keyOf(1), kThird, clock_.steady(), 0, false).verdict == Verdict::wait);
        QVERIFY(home.ask(keyOf(2), kThird, clock_.steady(), 0, false).verdict == Verdict::lead);
        const auto entry = entryOf(10, later());
        home.store(keyOf(1), kFirst, entry, true, tellings);
        QCOMPARE(tellings.size(), std::size_t{2});
        QVERIFY(tellings[0].to == kSecond && tellings[0].answer.verdict == Verdict::hit && tellings[0].answer.entry == entry);
        QVERIFY(tellings[1].to == kThird);
        QCOMPARE(home.flights(), std::size_t{1});
    }

    void givesTheAnswerToWhoeverWaitsEvenWhenItIsNotKept() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        (void)home.ask(keyOf(1), kSecond, clock_.steady(), 0, false);
        home.store(keyOf(1), kFirst, entryOf(10, later()), false, tellings);
        QCOMPARE(tellings.size(), std::size_t{1});
        QVERIFY(home.ask(keyOf(1), kThird, clock_.steady(), 0, false).verdict == Verdict::lead);
    }

    void theNextTakesOverFromALeaderThatLeaves() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        (void)home.ask(keyOf(1), kSecond, clock_.steady(), 0, false);
        (void)home.ask(keyOf(1), kThird, clock_.steady(), 0, false);
        home.leave(keyOf(1), kFirst, tellings);
        QCOMPARE(tellings.size(), std::size_t{1});
        QVERIFY(tellings[0].to == kSecond && tellings[0].answer.verdict == Verdict::lead);
        // What the one that left brings late is nobody's.
        home.store(keyOf(1), kFirst, entryOf(10, later()), true, tellings);
        QCOMPARE(tellings.size(), std::size_t{1});
        home.store(keyOf(1), kSecond, entryOf(10, later()), true, tellings);
        QCOMPARE(tellings.size(), std::size_t{2});
        QVERIFY(tellings[1].to == kThird && tellings[1].answer.verdict == Verdict::hit);
    }

    void aFollowerThatLeavesIsNotTold() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        (void)home.ask(keyOf(1), kSecond, clock_.steady(), 0, false);
        home.leave(keyOf(1), kSecond, tellings);
        home.leave(keyOf(1), kFirst, tellings);
        QVERIFY(tellings.empty());
        QCOMPARE(home.flights(), std::size_t{0});
    }

    void letsEverybodyGoWhenTheAnswerIsForOneAlone() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        (void)home.ask(keyOf(1), kSecond, clock_.steady(), 0, false);
        home.release(keyOf(1), kFirst, tellings);
        QCOMPARE(tellings.size(), std::size_t{1});
        QVERIFY(tellings[0].answer.verdict == Verdict::pass);
    }

    void holdsOnlySoManyFollowers() {
        Home home({100'000, 10});
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        for (std::uint64_t i = 0; i < Home::kFollowersMax; ++i)
            QVERIFY(home.ask(keyOf(1), {0, 100 + i}, clock_.steady(), 0, false).verdict == Verdict::wait);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, false).verdict == Verdict::pass);
    }

    void whoRenewsLooksAtNothingAndWaitsForNobody() {
        Home home({100'000, 10});
        Tellings tellings;
        (void)home.ask(keyOf(1), kFirst, clock_.steady(), 0, false);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, true).verdict == Verdict::pass);
        home.store(keyOf(1), kFirst, entryOf(10, later()), true, tellings);
        QVERIFY(home.ask(keyOf(1), kSecond, clock_.steady(), 0, true).verdict == Verdict::lead);
        const auto fresh = entryOf(20, later());
        home.store(keyOf(1), kSecond, fresh, true, tellings);
        QVERIFY(home.ask(keyOf(1), kThird, clock_.steady(), 0, false).entry == fresh);
    }
};

QTEST_APPLESS_MAIN(HomeTest)
#include "home_test.moc"
