// Several workers' caches, played on one thread: what one fetches serves all, messages come in any turn, and whoever goes in
// the middle leaves nobody behind.
#include "gateway/cache/worker_cache.hpp"

#include <QTest>

#include <deque>
#include <random>

using namespace gw;
using namespace gw::cache;
using namespace std::chrono_literals;

namespace {

struct Caller final : Asker {
    void onCacheAnswer(Answer given) override {
        answer = given;
        ++told;
    }
    Answer answer{Verdict::wait};
    Claim claim;
    int told = 0;
};

struct House {
    explicit House(unsigned count, Bounds bounds = {1'000'000, 1000}) : all(bounds, count), queues(count) {
        for (unsigned i = 0; i < count; ++i)
            workers.push_back(std::make_unique<WorkerCache>(all, i, clock, [this, i](std::function<void()> task) { queues[i].push_back(std::move(task)); }));
    }
    bool step(unsigned worker) {
        if (queues[worker].empty()) return false;
        const auto task = std::move(queues[worker].front());
        queues[worker].pop_front();
        task();
        return true;
    }
    void settle() {
        bool any = true;
        while (any) {
            any = false;
            for (unsigned i = 0; i < queues.size(); ++i) any = step(i) || any;
        }
    }
    /// As the exchange does: the answer is in the caller once the messages are through.
    void ask(unsigned worker, const Key& key, Caller& caller, bool renews = false) {
        caller.answer = workers[worker]->ask(key, caller, renews, caller.claim);
    }
    EntryPtr entry(const Caller& leader, std::size_t bytes = 100) {
        EntryFacts facts;
        facts.expiresAt = clock.steady() + 60s;
        facts.generation = leader.claim.generation();
        const std::string body(bytes, 'x');
        EntryTexts texts;
        texts.body = body;
        return Entry::make(facts, texts);
    }

    FakeClock clock;
    ResponseCache all;
    std::vector<std::deque<std::function<void()>>> queues;
    std::vector<std::unique_ptr<WorkerCache>> workers;
};

/// Hears a feed, perhaps not all that has come at a time.
struct Hearer final : Asker, Listener {
    void onCacheAnswer(Answer given) override {
        answer = given;
        if (answer.verdict != Verdict::listen) return;
        claim.leave();
        joined = hearing.listen(answer.feed, *this);
        answer.feed.reset();
    }
    void onFeed() override {
        const Feed& feed = *hearing.feed();
        lost = lost || feed.lost(text.size());
        text += feed.from(text.size());
        if (feed.ended() && !end) end = feed.ended();
    }
    std::uint64_t heard() const override { return text.size(); }

    Answer answer{Verdict::wait};
    Claim claim;
    Hearing hearing;
    std::string text;
    std::optional<FeedEnd> end;
    bool joined = false, lost = false;
};

Key keyOf(int number) { return sha256("key " + std::to_string(number)); }

}  // namespace

class WorkerCacheTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void oneWorkerAnswersAtOnce() {
        House house(1);
        Caller first, second;
        house.ask(0, keyOf(1), first);
        QVERIFY(first.answer.verdict == Verdict::lead);
        first.claim.store(house.entry(first));
        house.ask(0, keyOf(1), second);
        QVERIFY(second.answer.verdict == Verdict::hit);
        QVERIFY(!second.claim.held());
        QCOMPARE(house.all.figures().entries, 1U);
        QVERIFY(house.queues[0].empty());
    }

    void whatOneWorkerFetchesServesAll() {
        House house(4);
        for (int k = 0; k < 20; ++k) {
            std::vector<Caller> callers(4);
            for (unsigned i = 0; i < 4; ++i) house.ask(i, keyOf(k), callers[i]);
            house.settle();
            Caller* leader = nullptr;
            for (Caller& caller : callers) {
                if (caller.answer.verdict != Verdict::lead) continue;
                QVERIFY2(!leader, "two lead");
                leader = &caller;
            }
            QVERIFY(leader);
            const auto entry = house.entry(*leader);
            leader->claim.store(entry);
            house.settle();
            for (Caller& caller : callers) QVERIFY(&caller == leader || (caller.answer.verdict == Verdict::hit && caller.answer.entry == entry));
            // A near copy answers without a message.
            for (unsigned i = 0; i < 4; ++i) {
                Caller again;
                house.ask(i, keyOf(k), again);
                QVERIFY(again.answer.verdict == Verdict::hit);
            }
        }
        QCOMPARE(house.all.figures().entries, 20U);
    }

    void aFlushForgetsAtOnceOnEveryWorker() {
        House house(3);
        Caller leader, late;
        house.ask(0, keyOf(1), leader);
        house.settle();
        leader.claim.store(house.entry(leader));
        house.settle();
        house.ask(1, keyOf(2), late);
        house.settle();
        QCOMPARE(house.all.flush(), 1U);
        for (unsigned i = 0; i < 3; ++i) {
            Caller caller;
            house.ask(i, keyOf(1), caller);
            QVERIFY(caller.answer.verdict != Verdict::hit);
            house.settle();
            QVERIFY(caller.answer.verdict == Verdict::lead);
        }
        // What was being fetched when it came is told, not kept.
        late.claim.store(house.entry(late));
        house.settle();
        QCOMPARE(house.all.figures().entries, 0U);
    }

    void makesRoomOnlyWhereAndWhenTheAnswerIsKept() {
        House house(1, {1'000'000, 1});
        Caller first, second, third;
        house.ask(0, keyOf(1), first);
        first.claim.store(house.entry(first));
        house.ask(0, keyOf(2), second);
        house.all.setGrowing(false);
        second.claim.makeRoom(500);
        QVERIFY(house.workers[0]->find(keyOf(1)));
        house.all.setGrowing(true);
        second.claim.makeRoom(500);
        QVERIFY(!house.workers[0]->find(keyOf(1)));
        second.claim.store(house.entry(second));
        house.ask(0, keyOf(3), third);
        house.all.flush();
        // Asked for before the flush: it will not be kept.
        third.claim.makeRoom(500);
        third.claim.store(house.entry(third));
        QCOMPARE(house.all.figures().entries, 1U);
    }

    void keepsNothingWhileMemoryIsShort() {
        House house(1);
        house.all.setGrowing(false);
        Caller first, follower, third;
        house.ask(0, keyOf(1), first);
        house.ask(0, keyOf(1), follower);
        first.claim.store(house.entry(first));
        house.settle();
        QVERIFY(follower.answer.verdict == Verdict::hit);
        house.ask(0, keyOf(1), third);
        QVERIFY(third.answer.verdict == Verdict::lead);
    }

    void aStreamIsHeardOnEveryWorkerFromItsBeginning() {
        House house(4);
        for (int k = 0; k < 8; ++k) {
            Caller leader;
            house.ask(0, keyOf(k), leader);
            house.settle();
            std::vector<Hearer> hearers(12);
            const auto ask = [&](unsigned i) { hearers[i].answer = house.workers[i % 4]->ask(keyOf(k), hearers[i], false, hearers[i].claim); };
            for (unsigned i = 0; i < 4; ++i) ask(i);
            const FeedPtr feed = leader.claim.open({"text/event-stream", "alpha", "m"});
            feed->add("one ");
            for (unsigned i = 4; i < 8; ++i) ask(i);
            house.settle();
            for (unsigned i = 0; i < 8; ++i) QCOMPARE(hearers[i].text, std::string("one "));
            feed->add("two ");
            for (unsigned i = 8; i < 12; ++i) ask(i);
            house.settle();
            for (const Hearer& hearer : hearers) QCOMPARE(hearer.text, std::string("one two "));
            leader.claim.store(house.entry(leader));
            feed->finish({});
            house.settle();
            for (const Hearer& hearer : hearers) QVERIFY(hearer.end && !hearer.end->error && hearer.text == "one two ");
        }
    }

    void aFeedKnowsWhetherAnybodyHearsIt() {
        House house(3);
        Caller leader;
        house.ask(0, keyOf(1), leader);
        house.settle();
        const FeedPtr feed = leader.claim.open({"text/event-stream", "alpha", "m"});
        int changes = 0;
        feed->onHeard = [&changes](bool) { ++changes; };
        feed->add("one");
        {
            Hearer there;
            there.answer = house.workers[2]->ask(keyOf(1), there, false, there.claim);
            house.settle();
            QCOMPARE(there.text, std::string("one"));
            QVERIFY(feed->isHeard());
        }
        house.settle();
        QVERIFY(!feed->isHeard());
        QCOMPARE(changes, 2);
        feed->onHeard = nullptr;
    }

    void whoComesWhenItIsOverIsTold() {
        // The leader ends while the word that it may be heard is still under way.
        for (unsigned seed = 0; seed < 300; ++seed) {
            std::mt19937 dice(seed);
            const auto upTo = [&dice](unsigned n) { return static_cast<unsigned>(dice() % n); };
            House house(4);
            Caller leader;
            house.ask(upTo(4), keyOf(1), leader);
            house.settle();
            std::vector<std::unique_ptr<Hearer>> hearers;
            FeedPtr feed;
            std::string whole;
            const unsigned fate = upTo(3);
            for (int round = 0; round < 60; ++round) {
                if (upTo(3) == 0) {
                    hearers.push_back(std::make_unique<Hearer>());
                    auto& made = *hearers.back();
                    made.answer = house.workers[upTo(4)]->ask(keyOf(1), made, false, made.claim);
                }
                if (round == 10) feed = leader.claim.open({"text/event-stream", "alpha", "m"});
                if (round >= 10 && round < 30) {
                    whole += std::to_string(round);
                    feed->add(std::to_string(round));
                }
                if (!hearers.empty() && upTo(8) == 0) hearers.erase(hearers.begin() + upTo(static_cast<unsigned>(hearers.size())));
                if (round == 30) {
                    if (fate == 0) leader.claim.store(house.entry(leader));
                    if (fate == 1) leader.claim.leave();
                    if (fate == 2) leader.claim.release();
                    feed->finish({fate == 1 ? std::optional(ErrorCode::upstreamCut) : std::nullopt, {}, {}, false});
                }
                for (unsigned i = upTo(6); i > 0; --i) house.step(upTo(4));
            }
            house.settle();
            for (int turn = 0; turn < 100; ++turn) {
                for (auto& hearer : hearers)
                    if (hearer->claim.held() && hearer->answer.verdict == Verdict::lead) hearer->claim.release();
                house.settle();
            }
            for (const auto& hearer : hearers) {
                QVERIFY2(hearer->answer.verdict != Verdict::wait, qPrintable(QString::number(seed)));
                QVERIFY(!hearer->lost);
                if (hearer->joined) QVERIFY2(hearer->end && hearer->text == whole, qPrintable(QString::number(seed)));
            }
        }
    }

    void somebodyAlwaysLeads() {
        // 4 workers, callers that come, leave, fail and succeed, messages in any turn: nobody waits without a leader.
        for (unsigned seed = 0; seed < 200; ++seed) {
            std::mt19937 dice(seed);
            const auto upTo = [&dice](unsigned n) { return static_cast<unsigned>(dice() % n); };
            House house(4);
            std::vector<std::unique_ptr<Caller>> callers;
            int fetched = 0;
            for (int round = 0; round < 300; ++round) {
                if (upTo(3) == 0) {
                    callers.push_back(std::make_unique<Caller>());
                    house.ask(upTo(4), keyOf(static_cast<int>(upTo(3))), *callers.back(), upTo(10) == 0);
                }
                for (unsigned i = upTo(4); i > 0; --i) house.step(upTo(4));
                if (callers.empty()) continue;
                auto& some = callers[upTo(static_cast<unsigned>(callers.size()))];
                if (!some->claim.held()) continue;
                const bool leads = some->answer.verdict == Verdict::lead;
                const unsigned fate = upTo(6);
                if (leads && fate == 0) {
                    some->claim.store(house.entry(*some));
                    ++fetched;
                } else if (leads && fate == 1) {
                    some->claim.release();
                } else if (fate == 2) {
                    some->claim.leave();
                    some->answer = {Verdict::pass};
                }
                if (upTo(20) == 0) house.all.flush();
            }
            house.settle();
            for (int turn = 0; turn < 1000; ++turn) {
                bool any = false;
                for (auto& caller : callers) {
                    if (!caller->claim.held() || caller->answer.verdict != Verdict::lead) continue;
                    caller->claim.store(house.entry(*caller));
                    any = true;
                }
                house.settle();
                if (!any) break;
            }
            for (const auto& caller : callers) QVERIFY2(caller->answer.verdict != Verdict::wait, qPrintable(QString::number(seed)));
            QVERIFY(house.all.figures().entries <= 3);
        }
    }
};

QTEST_APPLESS_MAIN(WorkerCacheTest)
#include "worker_cache_test.moc"
