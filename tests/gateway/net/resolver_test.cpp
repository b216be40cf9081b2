// The resolver's cache and threads (reliability.md F19), with a lookup and a clock of the test's own.
#include "gateway/net/resolver.hpp"

#include "loop_runner.hpp"

#include <QTest>
#include <atomic>
#include <optional>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

namespace {

Addresses addresses(const char* text) { return {*parseIp(text)}; }

/// Read by the resolver's threads while the test moves it, or a look-up.
class SharedClock final : public Clock {
   public:
    WallTime wall() const override { return {}; }
    SteadyTime steady() const override { return SteadyTime{std::chrono::hours(1)} + std::chrono::milliseconds(moved_.load()); }
    void advance(std::chrono::milliseconds step) { moved_ += step.count(); }

   private:
    std::atomic<std::int64_t> moved_{0};
};

struct Asking {
    explicit Asking(ResolverOptions options = {}) : resolver(prepared(std::move(options))) {}

    ResolverOptions prepared(ResolverOptions options) {
        options.clock = &clock;
        if (!options.lookup) {
            options.lookup = [this](const std::string&) -> Result<Addresses> {
                ++lookups;
                if (broken) return fail(ErrorCode::upstreamDns, "no such name");
                return addresses(second ? "192.0.2.2" : "192.0.2.1");
            };
        }
        return options;
    }

    /// The answer, at once or after waiting for it.
    Result<Addresses> ask(const std::string& name) {
        std::optional<Result<Addresses>> later;
        auto known = resolver.resolve(name, runner.loop.mailbox(), [&](Result<Addresses> answer) { later = std::move(answer); });
        immediate = !known || !known->empty();
        if (immediate) return known;
        runner.until([&] { return later.has_value(); });
        return *later;
    }

    SharedClock clock;
    std::atomic<int> lookups{0};
    std::atomic<bool> broken{false}, second{false};
    bool immediate = false;
    LoopRunner runner;
    Resolver resolver;
};

/// Look-ups that hang until they are let go. Shared with the threads, which may outlive the resolver and the test's frame.
struct Gate {
    Result<Addresses> pass() {
        ++entered;
        open.wait(false);
        ++left;
        return addresses("192.0.2.9");
    }
    void letGo() {
        open = true;
        open.notify_all();
    }
    std::atomic<bool> open{false};
    std::atomic<int> entered{0}, left{0};
};

/// Counts the answers to calls that wait.
struct Waiting {
    bool ask(const std::string& name) {
        const auto known = resolver.resolve(name, runner.loop.mailbox(), [this](Result<Addresses> answer) { answers += answer ? 1 : 0; });
        return known && known->empty();
    }
    Resolver& resolver;
    LoopRunner& runner;
    int answers = 0;
};

}  // namespace

class ResolverTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void knowsLiterals() {
        Asking asking;
        QCOMPARE(asking.ask("192.0.2.7")->front().text(), std::string("192.0.2.7"));
        QCOMPARE(asking.ask("2001:db8::1")->front().text(), std::string("2001:db8::1"));
        QVERIFY(asking.immediate);
        QCOMPARE(asking.lookups.load(), 0);
    }

    void asksOnceAndRemembers() {
        Asking asking;
        QCOMPARE(*asking.ask("a.example"), addresses("192.0.2.1"));
        QVERIFY(!asking.immediate);
        QCOMPARE(*asking.ask("a.example"), addresses("192.0.2.1"));
        QVERIFY(asking.immediate);
        QCOMPARE(asking.lookups.load(), 1);
        QCOMPARE(*asking.ask("b.example"), addresses("192.0.2.1"));
        QCOMPARE(asking.lookups.load(), 2);
    }

    void asksAgainWhenStaleAndServesTheOldAnswerMeanwhile() {
        Asking asking;
        asking.ask("a.example");
        asking.second = true;
        asking.clock.advance(std::chrono::seconds(31));
        QCOMPARE(*asking.ask("a.example"), addresses("192.0.2.1"));
        QVERIFY(asking.immediate);
        QTRY_COMPARE(asking.lookups.load(), 2);
        QTRY_COMPARE(*asking.ask("a.example"), addresses("192.0.2.2"));
    }

    void servesTheLastGoodAnswerForFiveMinutes() {
        Asking asking;
        asking.ask("a.example");
        asking.broken = true;
        asking.clock.advance(std::chrono::seconds(299));
        QCOMPARE(*asking.ask("a.example"), addresses("192.0.2.1"));
        QTRY_COMPARE(asking.lookups.load(), 2);
        asking.clock.advance(std::chrono::seconds(2));
        const auto answer = asking.ask("a.example");
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::upstreamDns);
    }

    void remembersAFailureForAMoment() {
        Asking asking;
        asking.broken = true;
        QVERIFY(!asking.ask("a.example"));
        QVERIFY(!asking.immediate);
        QVERIFY(!asking.ask("a.example"));
        QVERIFY(asking.immediate);
        QCOMPARE(asking.lookups.load(), 1);
        asking.broken = false;
        asking.clock.advance(std::chrono::seconds(2));
        QVERIFY(asking.ask("a.example").has_value());
    }

    void aNameThatHangsHoldsNoOtherUp() {
        const auto gate = std::make_shared<Gate>();
        ResolverOptions options;
        options.lookup = [gate](const std::string& name) { return name == "slow.example" ? gate->pass() : addresses("192.0.2.1"); };
        Asking asking(options);
        Waiting slow{asking.resolver, asking.runner};
        // However many wait for it, it takes one thread.
        for (int i = 0; i < 20; ++i) QVERIFY(slow.ask("slow.example"));
        QTRY_COMPARE(gate->entered.load(), 1);
        for (const char* name : {"a.example", "b.example", "c.example"}) QCOMPARE(*asking.ask(name), addresses("192.0.2.1"));
        QCOMPARE(slow.answers, 0);
        gate->letGo();
        QVERIFY(asking.runner.until([&] { return slow.answers == 20; }));
        QCOMPARE(gate->entered.load(), 1);
    }

    void namesThatWereSlowLeaveHalfOfTheThreadsToOthers() {
        const auto gate = std::make_shared<Gate>();
        const auto clock = std::make_shared<SharedClock>();
        std::atomic<bool> hang{false};
        ResolverOptions options;
        options.threadsMax = 4;
        options.lookup = [gate, clock, &hang](const std::string& name) -> Result<Addresses> {
            if (name.starts_with("quick")) return addresses("192.0.2.1");
            if (hang) return gate->pass();
            clock->advance(std::chrono::seconds(2));
            return addresses("192.0.2.1");
        };
        options.clock = clock.get();
        LoopRunner runner;
        Resolver resolver(options);
        Waiting first{resolver, runner};
        for (const char* name : {"slow1", "slow2", "slow3"}) {
            QVERIFY(first.ask(name));
            QVERIFY(runner.until([&, before = first.answers] { return first.answers > before; }));
        }
        clock->advance(std::chrono::seconds(400));
        hang = true;
        Waiting slow{resolver, runner}, quick{resolver, runner};
        for (const char* name : {"slow1", "slow2", "slow3"}) QVERIFY(slow.ask(name));
        QTRY_COMPARE(gate->entered.load(), 2);
        for (const char* name : {"quick1", "quick2"}) {
            QVERIFY(quick.ask(name));
            QVERIFY(runner.until([&, before = quick.answers] { return quick.answers > before; }));
        }
        QCOMPARE(gate->entered.load(), 2);
        QCOMPARE(slow.answers, 0);
        gate->letGo();
        QVERIFY(runner.until([&] { return slow.answers == 3; }));
    }

    void refusesMoreNamesThanItsQueueHolds() {
        const auto gate = std::make_shared<Gate>();
        ResolverOptions options;
        options.threadsMax = 2;
        options.queueNames = 1;
        options.waitersMax = 2;
        options.lookup = [gate](const std::string&) { return gate->pass(); };
        Asking asking(options);
        Waiting waiting{asking.resolver, asking.runner};
        QVERIFY(waiting.ask("a.example"));
        QTRY_COMPARE(gate->entered.load(), 1);
        QVERIFY(waiting.ask("b.example"));
        QTRY_COMPARE(gate->entered.load(), 2);
        QVERIFY(waiting.ask("a.example"));
        QVERIFY(waiting.ask("c.example"));
        for (const char* name : {"d.example", "a.example"}) {
            const auto refused = asking.resolver.resolve(name, asking.runner.loop.mailbox(), [](Result<Addresses>) { QFAIL("it was refused"); });
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, ErrorCode::upstreamDns);
        }
        gate->letGo();
        QVERIFY(asking.runner.until([&] { return waiting.answers == 4; }));
        QCOMPARE(gate->entered.load(), 3);
    }

    void isDestroyedWhileLookupsHang() {
        const auto gate = std::make_shared<Gate>();
        LoopRunner runner;
        int answers = 0;
        {
            ResolverOptions options;
            options.lookup = [gate](const std::string&) { return gate->pass(); };
            Resolver resolver(options);
            for (const char* name : {"a.example", "b.example"}) {
                QVERIFY(resolver.resolve(name, runner.loop.mailbox(), [&answers](Result<Addresses>) { ++answers; })->empty());
            }
            QTRY_COMPARE(gate->entered.load(), 2);
        }
        gate->letGo();
        QTRY_COMPARE(gate->left.load(), 2);
        runner.settle();
        QCOMPARE(answers, 0);
    }

    void dropsAnAnswerToALoopThatIsGone() {
        std::shared_ptr<Mailbox> mailbox;
        {
            LoopRunner runner;
            mailbox = runner.loop.mailbox();
        }
        QVERIFY(!mailbox->post([] { QFAIL("the loop is gone"); }));
    }

    void looksUpThroughTheSystem() {
        const auto found = systemLookup("localhost");
        QVERIFY(found.has_value());
        for (const IpAddress& ip : *found) QVERIFY(ip.isLoopback());
        const auto missing = systemLookup("no..such..name");
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::upstreamDns);
    }
};

QTEST_GUILESS_MAIN(ResolverTest)
#include "resolver_test.moc"
