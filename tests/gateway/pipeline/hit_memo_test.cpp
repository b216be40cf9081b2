// What a worker remembers of requests it has answered from the cache: only the very same bytes of the same key under the same
// snapshot are not read again, and everything that may have changed meanwhile is asked all the same.
#include "gateway/pipeline/hit_memo.hpp"
#include "tests/gateway/pipeline/cache_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::pipeline;
using namespace gw::test;
using namespace std::chrono_literals;

namespace {

struct Asked {
    HitMark mark(std::string_view body) { return {&key, nullptr, false, body}; }
    config::ApiKey key, other;
    config::Snapshot snapshot, next;
    dialect::Request request;
    routing::Route route;
    CachePlan plan;
};

/// Known: answered from memory twice, so that the third goes the short way.
struct WarmRig : CacheRig {
    using CacheRig::CacheRig;
    void warm(const std::string& body) {
        fetched(body);
        asked(body);
    }
};

}  // namespace

class HitMemoTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void knowsOnlyTheSameBytesOfTheSameKey() {
        Asked asked;
        HitMemos memos(7, 1'000'000);
        asked.request.model = "m";
        memos.keep(asked.snapshot, asked.mark("body"), asked.request, asked.route, asked.plan);
        const HitMemo* memo = memos.find(asked.snapshot, asked.mark("body"));
        QVERIFY(memo);
        QCOMPARE(memo->model, std::string("m"));
        QVERIFY(!memos.find(asked.snapshot, asked.mark("bodY")));
        QVERIFY(!memos.find(asked.snapshot, asked.mark("body ")));
        HitMark mark = asked.mark("body");
        mark.key = &asked.other;
        QVERIFY(!memos.find(asked.snapshot, mark));
        mark = asked.mark("body");
        mark.pricedOnly = true;
        QVERIFY(!memos.find(asked.snapshot, mark));
    }

    void anotherSnapshotForgetsAll() {
        Asked asked;
        HitMemos memos(7, 1'000'000);
        memos.keep(asked.snapshot, asked.mark("body"), asked.request, asked.route, asked.plan);
        QVERIFY(!memos.find(asked.next, asked.mark("body")));
        QCOMPARE(memos.bytes(), 0U);
        QVERIFY(!memos.find(asked.snapshot, asked.mark("body")));
        memos.keep(asked.snapshot, asked.mark("body"), asked.request, asked.route, asked.plan);
        ++asked.snapshot.version;
        QVERIFY(!memos.find(asked.snapshot, asked.mark("body")));
    }

    void keepsNoMoreThanItsBytes() {
        Asked asked;
        constexpr std::uint64_t kMost = 64 * 1024;
        HitMemos memos(7, kMost);
        for (int i = 0; i < 10'000; ++i) {
            memos.keep(asked.snapshot, asked.mark("body " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 500), 'x')), asked.request,
                       asked.route, asked.plan);
            QVERIFY(memos.bytes() <= kMost);
        }
        memos.keep(asked.snapshot, asked.mark(std::string(HitMemos::kBodyMax + 1, 'x')), asked.request, asked.route, asked.plan);
        QVERIFY(!memos.find(asked.snapshot, asked.mark(std::string(HitMemos::kBodyMax + 1, 'x'))));
    }

    void theShortWayAnswersAndBooksAsTheLongOne() {
        WarmRig rig([](config::Preset& preset) { preset.cache.billPercent = 50; });
        rig.warm(kZero);
        const auto shortWay = rig.asked(kZero);
        const ledger::RequestRecord brief = rig.record();
        const auto longWay = rig.asked(kZeroAgain);
        const ledger::RequestRecord full = rig.record();
        QCOMPARE(shortWay->client.sent, longWay->client.sent);
        QCOMPARE(shortWay->client.reply.fields.size(), longWay->client.reply.fields.size());
        ledger::RequestRecord same = brief;
        same.traceId = full.traceId;
        same.createdAt = full.createdAt;
        QVERIFY(same == full);
        QVERIFY(brief.traceId != full.traceId);
        QCOMPARE(rig.calls(), std::size_t{1});
    }

    void limitsHoldOnTheShortWay() {
        WarmRig rig({}, [](config::Settings& settings) { settings.rateLimitRpm = 3; });
        rig.warm(kZero);
        QCOMPARE(said(*rig.asked(kZero)), std::string("hit"));
        const auto refused = rig.asked(kZero);
        QCOMPARE(refused->client.reply.status, 429);
        QCOMPARE(rig.record().model, std::string("default"));
    }

    void anotherKeyDoesNotTakeTheShortWay() {
        WarmRig rig;
        rig.warm(kZero);
        rig.asked(kZero);
        rig.asked(kZero, {{"authorization", "Bearer gw-other"}});
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void expiryFlushAndPresetEndIt_data() {
        QTest::addColumn<int>("what");
        QTest::newRow("expired") << 0;
        QTest::newRow("flushed") << 1;
        QTest::newRow("another preset") << 2;
        QTest::newRow("switched off") << 3;
    }
    void expiryFlushAndPresetEndIt() {
        QFETCH(int, what);
        WarmRig rig;
        rig.warm(kZero);
        if (what == 0) rig.clock.advance(301s);
        if (what == 1) rig.all.flush();
        if (what == 2) rig.change([](config::Preset& preset) { preset.cacheMark = "other"; });
        if (what == 3) rig.change([](config::Preset& preset) { preset.cache.use = config::CacheUse::off; });
        const auto again = rig.asked(kZero);
        QCOMPARE(rig.calls(), std::size_t{2});
        QVERIFY(!again->client.over);
    }

    void aRevokedKeyIsRefused() {
        WarmRig rig;
        rig.warm(kZero);
        auto revoked = keyOf("gw-good");
        revoked->status = config::KeyStatus::revoked;
        rig.context.snapshot = rig.context.snapshot->withKey(revoked);
        QCOMPARE(rig.asked(kZero)->client.reply.status, 401);
    }

    void theClientsWordGoesBeforeTheMemory_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("no-store") << QByteArray("cache-control") << QByteArray("no-store") << QByteArray("public");
        QTest::newRow("no-cache") << QByteArray("Cache-Control") << QByteArray("no-cache") << QByteArray("public");
        QTest::newRow("a beta") << QByteArray("openai-beta") << QByteArray("assistants=v2") << QByteArray("x");
        QTest::newRow("in the second field") << QByteArray("cache-control") << QByteArray("max-age=0") << QByteArray("private,\tno-store");
    }
    void theClientsWordGoesBeforeTheMemory() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        const Fields fields{{"authorization", "Bearer gw-good"}, {name.toStdString(), first.toStdString()}, {name.toStdString(), second.toStdString()}};
        WarmRig rig;
        rig.warm(kZero);
        rig.asked(kZero, fields);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void aClientsIdCannotSplitTheHead() {
        WarmRig rig;
        rig.warm(kZero);
        const auto hit = rig.asked(kZero, {{"authorization", "Bearer gw-good"}, {"x-request-id", "mine\r\nx-evil: 1"}});
        QCOMPARE(said(*hit), std::string("hit"));
        QCOMPARE(hit->client.field("x-evil"), std::string());
        QCOMPARE(hit->client.field("x-client-request-id"), std::string());
    }
};

QTEST_APPLESS_MAIN(HitMemoTest)
#include "hit_memo_test.moc"
