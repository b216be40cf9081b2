// The table of answers against a plain model of it: what is kept, what goes first, and what it takes; and an answer's one piece
// of memory.
#include "gateway/cache/lru.hpp"

#include <QTest>

#include <latch>
#include <list>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace gw;
using namespace gw::cache;
using namespace std::chrono_literals;

namespace {

Key keyOf(unsigned number) { return sha256("key " + std::to_string(number)); }

EntryPtr entryOf(std::string_view body, SteadyTime madeAt, SteadyTime expiresAt) {
    EntryFacts facts;
    facts.madeAt = madeAt;
    facts.expiresAt = expiresAt;
    EntryTexts texts;
    texts.contentType = "application/json";
    texts.provider = "alpha";
    texts.upstreamModel = "m";
    texts.body = body;
    return Entry::make(facts, texts);
}

/// What the table has to do, in as few words as possible: the newest use first.
struct Model {
    std::list<std::pair<unsigned, EntryPtr>> order;
    std::size_t entriesMax;
    std::uint64_t bytesMax;

    std::uint64_t bytes() const {
        std::uint64_t sum = 0;
        for (const auto& [number, entry] : order) sum += entry->bytes();
        return sum;
    }
    void erase(unsigned number) {
        order.remove_if([number](const auto& each) { return each.first == number; });
    }
    void put(unsigned number, const EntryPtr& entry) {
        erase(number);
        while (!order.empty() && (bytes() + entry->bytes() > bytesMax || order.size() >= entriesMax)) order.pop_back();
        order.emplace_front(number, entry);
    }
    EntryPtr find(unsigned number, SteadyTime now) {
        for (auto each = order.begin(); each != order.end(); ++each) {
            if (each->first != number) continue;
            const EntryPtr entry = each->second;
            if (entry->expiresAt <= now) {
                order.erase(each);
                return nullptr;
            }
            order.splice(order.begin(), order, each);
            return entry;
        }
        return nullptr;
    }
};

}  // namespace

class LruTest : public QObject {
    Q_OBJECT

 private:
    FakeClock clock_;

 private Q_SLOTS:
    void doesWhatThePlainModelDoes_data() {
        QTest::addColumn<int>("entries");
        QTest::addColumn<int>("bytes");
        QTest::newRow("bounded by entries") << 20 << 10'000'000;
        QTest::newRow("bounded by bytes") << 1'000 << 20'000;
        QTest::newRow("one entry") << 1 << 20'000;
    }
    void doesWhatThePlainModelDoes() {
        QFETCH(int, entries);
        QFETCH(int, bytes);
        Lru table({static_cast<std::uint64_t>(bytes), static_cast<std::size_t>(entries)});
        Model model{{}, static_cast<std::size_t>(entries), static_cast<std::uint64_t>(bytes)};
        std::mt19937 dice(7);
        for (int step = 0; step < 20'000; ++step) {
            const unsigned number = static_cast<unsigned>(dice() % 60);
            const unsigned what = static_cast<unsigned>(dice() % 10);
            if (what < 4) {
                const auto entry = entryOf(std::string(dice() % 1'500, 'x'), clock_.steady(), clock_.steady() + std::chrono::milliseconds(dice() % 200));
                QVERIFY(table.put(keyOf(number), entry));
                model.put(number, entry);
            } else if (what < 9) {
                QCOMPARE(table.find(keyOf(number), clock_.steady(), 0).get(), model.find(number, clock_.steady()).get());
            } else if (dice() % 200 == 0) {
                table.clear();
                model.order.clear();
            } else {
                table.erase(keyOf(number));
                model.erase(number);
            }
            clock_.advance(1ms);
            QCOMPARE(table.size(), model.order.size());
            QCOMPARE(table.bytes(), model.bytes());
        }
    }

    void whatIsOlderThanAskedForStaysForOthers() {
        Lru table({100'000, 10});
        table.put(keyOf(1), entryOf("one", clock_.steady(), clock_.steady() + 60s));
        table.put(keyOf(2), entryOf("two", clock_.steady(), clock_.steady() + 60s));
        QVERIFY(!table.find(keyOf(1), clock_.steady(), 0, clock_.steady() + 1ms));
        QVERIFY(table.find(keyOf(1), clock_.steady(), 0, clock_.steady()));
    }

    void anAnswerOutlivesItsPlaceForWhoeverSendsIt() {
        Lru table({100'000, 1});
        table.put(keyOf(1), entryOf("the first", clock_.steady(), clock_.steady() + 60s));
        const EntryPtr sent = table.find(keyOf(1), clock_.steady(), 0);
        table.put(keyOf(2), entryOf("the second", clock_.steady(), clock_.steady() + 60s));
        QCOMPARE(sent->body(), std::string_view("the first"));
        QCOMPARE(sent->use_count(), 1U);
    }

    void makesRoomForWhatComesAndNoMore() {
        const auto entry = entryOf(std::string(1'000, 'x'), clock_.steady(), clock_.steady() + 60s);
        Lru table({entry->bytes() * 10, 100});
        for (unsigned i = 0; i < 10; ++i) table.put(keyOf(i), entry);
        table.makeRoom(entry->bytes());
        QCOMPARE(table.size(), std::size_t{9});
        QVERIFY(!table.find(keyOf(0), clock_.steady(), 0));
        table.put(keyOf(10), entry);
        QCOMPARE(table.size(), std::size_t{10});
        // For one that will not be kept nothing goes.
        table.makeRoom(entry->bytes() * 5);
        QCOMPARE(table.size(), std::size_t{10});
    }

    void anAnswerMayBeLetGoOnAnyThread() {
        constexpr int kTurns = 50'000;
        const EntryPtr shared = entryOf("the answer", clock_.steady(), clock_.steady() + 60s);
        std::latch both(2);
        const auto holdAndLetGo = [&shared, &both] {
            both.arrive_and_wait();
            for (int turn = 0; turn < kTurns; ++turn) const std::vector<EntryPtr> held(16, shared);
        };
        std::thread other(holdAndLetGo);
        holdAndLetGo();
        other.join();
        QCOMPARE(shared->use_count(), 1U);
    }

    void anAnswerHasAllItsTexts() {
        EntryTexts texts;
        texts.contentType = "text/event-stream";
        texts.provider = "alpha";
        texts.upstreamModel = "gpt";
        texts.body = "data: 1\n\n";
        texts.tail = "data: [DONE]\n\n";
        EntryFacts facts;
        facts.stream = true;
        facts.usage.output = 3;
        const EntryPtr entry = Entry::make(facts, texts);
        QCOMPARE(entry->contentType(), texts.contentType);
        QCOMPARE(entry->provider(), texts.provider);
        QCOMPARE(entry->upstreamModel(), texts.upstreamModel);
        QCOMPARE(entry->body(), std::string_view("data: 1\n\ndata: [DONE]\n\n"));
        QVERIFY(entry->stream);
        QCOMPARE(entry->usage.output, Tokens{3});
        const EntryPtr empty = Entry::make({}, {});
        QVERIFY(empty->body().empty() && empty->contentType().empty());
        QCOMPARE(Entry::bytesOf(texts), entry->bytes());
        QCOMPARE(entry->bytes() - empty->bytes(), texts.contentType.size() + texts.provider.size() + texts.upstreamModel.size() + entry->body().size());
    }
};

QTEST_APPLESS_MAIN(LruTest)
#include "lru_test.moc"
