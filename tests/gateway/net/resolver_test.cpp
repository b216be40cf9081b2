// The resolver's cache and thread (reliability.md F19), with a lookup and a clock of the test's own.
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

    FakeClock clock;
    std::atomic<int> lookups{0};
    std::atomic<bool> broken{false}, second{false};
    bool immediate = false;
    LoopRunner runner;
    Resolver resolver;
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

    void refusesMoreNamesThanItsQueueHolds() {
        std::atomic<bool> release{false};
        std::atomic<int> entered{0};
        ResolverOptions options;
        options.queueNames = 1;
        options.lookup = [&](const std::string&) -> Result<Addresses> {
            ++entered;
            release.wait(false);
            return addresses("192.0.2.1");
        };
        Asking asking(options);
        int answers = 0;
        const auto count = [&](Result<Addresses>) { ++answers; };
        QVERIFY(asking.resolver.resolve("a.example", asking.runner.loop.mailbox(), count)->empty());
        QTRY_COMPARE(entered.load(), 1);
        QVERIFY(asking.resolver.resolve("a.example", asking.runner.loop.mailbox(), count)->empty());
        QVERIFY(asking.resolver.resolve("b.example", asking.runner.loop.mailbox(), count)->empty());
        const auto refused = asking.resolver.resolve("c.example", asking.runner.loop.mailbox(), count);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::upstreamDns);
        release = true;
        release.notify_all();
        QVERIFY(asking.runner.until([&] { return answers == 3; }));
        QCOMPARE(entered.load(), 2);
    }

    void isDestroyedWhileALookupHangs() {
        // Shared with the thread, which outlives the resolver and the test's frame.
        struct Gate {
            std::atomic<bool> release{false}, entered{false}, left{false};
        };
        const auto gate = std::make_shared<Gate>();
        bool answered = false;
        LoopRunner runner;
        {
            ResolverOptions options;
            options.lookup = [gate](const std::string&) -> Result<Addresses> {
                gate->entered = true;
                gate->release.wait(false);
                gate->left = true;
                return addresses("192.0.2.1");
            };
            Resolver resolver(options);
            QVERIFY(resolver.resolve("a.example", runner.loop.mailbox(), [&](Result<Addresses>) { answered = true; })->empty());
            QTRY_VERIFY(gate->entered.load());
        }
        gate->release = true;
        gate->release.notify_all();
        QTRY_VERIFY(gate->left.load());
        runner.settle();
        QVERIFY(!answered);
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
