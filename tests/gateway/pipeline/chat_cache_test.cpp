// The response cache in the life of a request: what is kept, who may have it, what a hit costs, and who fetches for whom.
#include "gateway/base/pressure.hpp"
#include "tests/gateway/pipeline/cache_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;
using namespace std::chrono_literals;

class ChatCacheTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void givesTheSameAnswerAgainWithoutACall() {
        CacheRig rig;
        const auto first = rig.fetched(kZero);
        QCOMPARE(said(*first), std::string("miss"));
        QCOMPARE(rig.record().cache, std::string("miss"));
        const auto second = rig.asked(kZeroAgain);
        QCOMPARE(said(*second), std::string("hit"));
        QCOMPARE(second->client.sent, kPlainReply);
        QCOMPARE(second->client.reply.status, 200);
        QVERIFY(second->client.field("x-request-id") != first->client.field("x-request-id"));
        QCOMPARE(rig.calls(), std::size_t{1});
        QVERIFY(second->client.over);
    }

    void aHitIsSettledFirstAndFreeByDefault() {
        CacheRig rig;
        rig.fetched(kZero);
        rig.journal.clear();
        const auto visit = rig.asked(kZero);
        QCOMPARE(rig.journal, (Journal{"settle", "respond 200"}));
        const auto& record = rig.record();
        QCOMPARE(record.cache, std::string("hit"));
        QCOMPARE(record.attempts, std::uint16_t{0});
        QCOMPARE(record.provider, std::string("alpha"));
        QCOMPARE(record.presetId, std::string("preset-1"));
        QCOMPARE(record.billed.size(), std::size_t{1});
        QCOMPARE(record.billed[0].attempt, std::uint16_t{0});
        QVERIFY(record.cost == NanoUsd{0} && record.usage == ledger::TokenUsage{});
    }

    void aHitCostsItsPresetsShare() {
        // 9 tokens in at 1,000 and 4 out at 10,000 nano-dollars: 49,000 in full.
        CacheRig rig([](config::Preset& preset) { preset.cache.billPercent = 33; });
        rig.fetched(kZero);
        QCOMPARE(rig.record().cost->value, std::int64_t{49'000});
        rig.asked(kZero);
        QCOMPARE(rig.record().cost->value, std::int64_t{16'170});
        QCOMPARE(rig.record().usage.output, Tokens{4});
        QCOMPARE(rig.record().billed[0].priceVersion, std::string("v1"));
        rig.change([](config::Preset& preset) { preset.cache.billPercent = 100; });
        rig.asked(kZero);
        QCOMPARE(rig.record().cost->value, std::int64_t{49'000});
        QCOMPARE(rig.calls(), std::size_t{1});
        QCOMPARE(rig.admission.figures("id-gw-good").spent.value, std::int64_t{49'000 + 16'170 + 49'000});
    }

    void whatIsBilledIsKeptOnlyWithTheProvidersUsage() {
        CacheRig rig([](config::Preset& preset) { preset.cache.billPercent = 100; });
        const std::string silent = R"({"id":"c1","choices":[{"message":{"content":"hi"},"finish_reason":"stop"}]})";
        rig.fetched(kZero, silent);
        rig.asked(kZero);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void streamsComeAgainAsStreams() {
        CacheRig rig;
        const auto first = rig.streamed();
        const auto second = rig.asked(kZeroStream);
        QCOMPARE(said(*second), std::string("hit"));
        QCOMPARE(second->client.sent, first->client.sent);
        QVERIFY(second->client.sent.find("usage") == std::string::npos);
        QVERIFY(second->client.sent.ends_with("data: [DONE]\n\n"));
        QCOMPARE(second->client.field("content-type"), first->client.field("content-type"));
        QVERIFY(rig.record().stream);
        // A plain request for the same is another answer.
        const auto plain = rig.asked(kZero);
        QVERIFY(!plain->client.over);
        QCOMPARE(rig.calls(), std::size_t{2});
        plain->leave();
    }

    void aLongStreamWaitsForASlowClient() {
        CacheRig rig;
        const auto first = rig.asked(kZeroStream);
        rig.upstream.last().sse();
        for (int i = 0; i < 40; ++i) rig.upstream.last().data(deltaEvent(std::string(1500, 'x')));
        for (const auto& event : {kFinishEvent, kUsageEvent, kDoneEvent}) rig.upstream.last().data(event);
        rig.upstream.last().end();
        rig.turn();
        auto slow = rig.post(kZeroStream);
        slow->client.hasRoom = false;
        rig.turn();
        QVERIFY(!slow->client.over);
        QVERIFY(slow->client.sent.size() <= 32 * 1024 && slow->client.sent.ends_with("\n\n"));
        slow->handler->onClientWritable();
        slow->client.hasRoom = true;
        slow->handler->onClientWritable();
        QVERIFY(slow->client.over);
        QCOMPARE(slow->client.sent, first->client.sent);
    }

    void nobodyGetsAnothersAnswer_data() {
        QTest::addColumn<bool>("byUser");
        QTest::addColumn<int>("calls");
        QTest::newRow("by key") << false << 2;
        QTest::newRow("by user") << true << 1;
    }
    void nobodyGetsAnothersAnswer() {
        QFETCH(bool, byUser);
        QFETCH(int, calls);
        CacheRig rig([byUser](config::Preset& preset) { preset.cache.scope = byUser ? config::CacheScope::user : config::CacheScope::key; });
        rig.fetched(kZero);
        const auto other = rig.asked(kZero, {{"authorization", "Bearer gw-other"}});
        QCOMPARE(static_cast<int>(rig.calls()), calls);
        // One that may not come in reads nothing.
        const auto stranger = rig.asked(kZero, {{"authorization", "Bearer gw-gone"}});
        QCOMPARE(stranger->client.reply.status, 401);
    }

    void asksOnlyWhereItMay_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("use");
        QTest::addColumn<QByteArray>("control");
        QTest::addColumn<QByteArray>("word");
        const auto row = [](const char* name, const char* rest, config::CacheUse use, const char* control, const char* word) {
            QTest::newRow(name) << QByteArray(R"({"model":"default","messages":[])") + rest + "}" << static_cast<int>(use) << QByteArray(control) << QByteArray(word);
        };
        using config::CacheUse;
        row("warm", R"(,"temperature":0.7)", CacheUse::temperatureZero, "", "bypass");
        row("not said", "", CacheUse::temperatureZero, "", "bypass");
        row("cold", R"(,"temperature":0)", CacheUse::temperatureZero, "", "miss");
        row("switched off", R"(,"temperature":0)", CacheUse::off, "", "bypass");
        row("opted in", R"(,"temperature":1)", CacheUse::all, "", "miss");
        row("no-store", R"(,"temperature":0)", CacheUse::temperatureZero, "max-age=0, No-Store", "bypass");
        row("no-cache", R"(,"temperature":0)", CacheUse::temperatureZero, "no-cache", "bypass");
        row("kept upstream", R"(,"temperature":0,"store":true)", CacheUse::temperatureZero, "", "bypass");
    }
    void asksOnlyWhereItMay() {
        QFETCH(QByteArray, body);
        QFETCH(int, use);
        QFETCH(QByteArray, control);
        QFETCH(QByteArray, word);
        CacheRig rig([use](config::Preset& preset) { preset.cache.use = static_cast<config::CacheUse>(use); });
        Fields fields{{"authorization", "Bearer gw-good"}};
        if (!control.isEmpty()) fields.emplace_back("cache-control", control.toStdString());
        const auto visit = rig.asked(body.toStdString(), fields);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(said(*visit), word.toStdString());
        QCOMPARE(rig.record().cache, word.toStdString());
    }

    void noCacheBringsAFreshAnswerForAll() {
        CacheRig rig;
        rig.fetched(kZero);
        const std::string fresh = R"({"id":"c2","choices":[{"message":{"content":"new"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":4}})";
        auto visit = rig.asked(kZero, {{"authorization", "Bearer gw-good"}, {"cache-control", "no-cache"}});
        rig.upstream.last().json(200);
        rig.upstream.last().data(fresh);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.asked(kZero)->client.sent, fresh);
    }

    void maxAgeTakesNothingOlder_data() {
        QTest::addColumn<QByteArray>("control");
        QTest::addColumn<bool>("taken");
        QTest::newRow("younger") << QByteArray("max-age=11") << true;
        QTest::newRow("as old") << QByteArray("Max-Age=10") << true;
        QTest::newRow("older") << QByteArray("max-age=9") << false;
        QTest::newRow("quoted") << QByteArray("max-age=\"9\"") << false;
        QTest::newRow("the least of two") << QByteArray("max-age=60, max-age=9") << false;
        QTest::newRow("none") << QByteArray("max-age=0") << false;
        QTest::newRow("endless") << QByteArray("max-age=99999999999999999999") << true;
        QTest::newRow("no number") << QByteArray("max-age=ten") << false;
        QTest::newRow("another word") << QByteArray("xmax-age=1, s-maxage=1") << true;
    }
    void maxAgeTakesNothingOlder() {
        QFETCH(QByteArray, control);
        QFETCH(bool, taken);
        CacheRig rig;
        rig.fetched(kZero);
        rig.clock.advance(10s);
        const auto visit = rig.asked(kZero, {{"authorization", "Bearer gw-good"}, {"cache-control", control.toStdString()}});
        QCOMPARE(rig.calls(), std::size_t{taken ? 1U : 2U});
        if (taken) {
            QCOMPARE(said(*visit), std::string("hit"));
            return;
        }
        // Others have the older one meanwhile, and the fresh one from then on.
        QCOMPARE(rig.asked(kZero)->client.sent, kPlainReply);
        rig.upstream.last().json(200);
        rig.upstream.last().data(plainReply("fresh"));
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(said(*visit), std::string("miss"));
        QCOMPARE(rig.asked(kZero)->client.sent, plainReply("fresh"));
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void tellsWhatAHitSaved_data() {
        QTest::addColumn<int>("percent");
        QTest::addColumn<std::int64_t>("saved");
        QTest::newRow("free") << 0 << std::int64_t{49'000};
        QTest::newRow("a third") << 33 << std::int64_t{49'000 - 16'170};
        QTest::newRow("in full") << 100 << std::int64_t{0};
    }
    void tellsWhatAHitSaved() {
        QFETCH(int, percent);
        QFETCH(std::int64_t, saved);
        CacheRig rig([percent](config::Preset& preset) { preset.cache.billPercent = static_cast<std::uint32_t>(percent); });
        rig.fetched(kZero);
        QVERIFY(rig.metrics.answers.empty());
        // The second by what is remembered of the first.
        for (int i = 0; i < 2; ++i) rig.asked(kZero);
        QCOMPARE(rig.metrics.answers.size(), std::size_t{2});
        for (const auto& [preset, money] : rig.metrics.answers) {
            QCOMPARE(preset, std::string("default"));
            QVERIFY(money.has_value());
            QCOMPARE(money->value, saved);
        }
    }

    void whatASavedAnswerWouldHaveCostIsNotGuessed() {
        CacheRig rig;
        rig.fetched(kZero, R"({"choices":[{"message":{"content":"no usage"},"finish_reason":"stop"}]})");
        rig.asked(kZero);
        QCOMPARE(rig.metrics.answers.size(), std::size_t{1});
        QVERIFY(!rig.metrics.answers[0].second.has_value());
    }

    void keepsOnlyWhatMayBeGivenAgain_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("client's error") << 400 << QByteArray(R"({"error":{"message":"no"}})");
        QTest::newRow("server's error") << 500 << QByteArray(R"({"error":{"message":"no"}})");
        QTest::newRow("no answer yet") << 202 << QByteArray(R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("half an answer") << 206 << QByteArray(R"({"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("error with 200 beside choices") << 200 << QByteArray(R"({"error":{"message":"no"},"choices":[{"message":{"content":"x"}}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("error with 200") << 200 << QByteArray(R"({"error":{"message":"no"}})");
        QTest::newRow("cut JSON") << 200 << QByteArray::fromStdString(kPlainReply.substr(0, 40));
        QTest::newRow("no choices") << 200 << QByteArray(R"({"object":"chat.completion","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":0}})");
        QTest::newRow("something else") << 200 << QByteArray(R"({"message":"busy, come back"})");
        QTest::newRow("no finish reason") << 200 << QByteArray(R"({"choices":[{"message":{"content":"x"},"finish_reason":null}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("finished by an error") << 200 << QByteArray(R"({"choices":[{"message":{"content":"x"},"finish_reason":"error"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("a list") << 200 << QByteArray(R"([{"choices":[]}])");
        QTest::newRow("call of a tool") << 200 << QByteArray(R"({"choices":[{"message":{"tool_calls":[{"id":"t1"}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QTest::newRow("call of a function") << 200 << QByteArray(R"({"choices":[{"message":{"function_call":{"name":"f"}},"finish_reason":"function_call"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
    }
    void keepsOnlyWhatMayBeGivenAgain() {
        QFETCH(int, status);
        QFETCH(QByteArray, reply);
        CacheRig rig;
        rig.asked(kZero);
        rig.answer(reply.toStdString(), status);
        const std::size_t before = rig.calls();
        rig.asked(kZero);
        QCOMPARE(rig.calls(), before + 1);
        QCOMPARE(rig.all.figures().entries, 0U);
    }

    void aStreamWithoutAFinishReasonIsNotKept() {
        CacheRig rig;
        rig.asked(kZeroStream);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a") + "data: [DONE]\n\n");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.all.figures().entries, 0U);
    }

    void embeddingsAreKeptWhenThereAreSome_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<unsigned>("entries");
        QTest::newRow("some") << QByteArray(R"({"object":"list","data":[{"embedding":[0.5],"index":0}],"usage":{"prompt_tokens":1,"total_tokens":1}})") << 1U;
        QTest::newRow("none") << QByteArray(R"({"object":"list","data":[],"usage":{"prompt_tokens":1,"total_tokens":1}})") << 0U;
        QTest::newRow("something else") << QByteArray(R"({"message":"busy"})") << 0U;
    }
    void embeddingsAreKeptWhenThereAreSome() {
        QFETCH(QByteArray, reply);
        QFETCH(unsigned, entries);
        CacheRig rig([](config::Preset& preset) { preset.cache.use = config::CacheUse::all; });
        const auto visit = rig.open(Method::post, "/v1/embeddings");
        visit->body(R"({"model":"default","input":"x"})");
        rig.turn();
        rig.answer(reply.toStdString());
        QCOMPARE(rig.all.figures().entries, entries);
    }

    void aContentTypeThatWouldSplitAHeadIsNotKept() {
        CacheRig rig;
        rig.asked(kZero);
        rig.upstream.last().answer(200, {{"content-type", "application/json\r\nx-evil: 1"}});
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.all.figures().entries, 0U);
    }

    void aBodyThatBreaksOffIsNotKept() {
        CacheRig rig([](config::Preset& preset) { preset.items.resize(1); });
        rig.asked(kZero);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().breakOff(ErrorCode::upstreamCut);
        rig.turn();
        QCOMPARE(rig.all.figures().entries, 0U);
    }

    void anAnswerLargerThanTheBoundIsGivenAndNotKept() {
        CacheRig rig;
        const std::string large = plainReply(std::string(200'000, 'x'));
        const auto visit = rig.fetched(kZero, large);
        QCOMPARE(visit->client.sent, large);
        QCOMPARE(rig.all.figures().entries, 0U);
        rig.asked(kZero);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void manyDistinctQuestionsStayWithinTheBounds() {
        CacheRig rig;
        for (int i = 0; i < 500; ++i) {
            const std::string body = question("q" + std::to_string(i));
            rig.fetched(body);
            rig.asked(body);
            const auto figures = rig.all.figures();
            QVERIFY(figures.entries <= figures.entriesMax && figures.bytes <= figures.bytesMax);
        }
        QCOMPARE(rig.all.figures().entries, 100U);
    }

    void anotherBetaIsAnotherQuestion() {
        CacheRig rig;
        rig.fetched(kZero);
        rig.asked(kZero, {{"authorization", "Bearer gw-good"}, {"openai-beta", "assistants=v2"}});
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void anEmptyListOfToolCallsIsNone() {
        CacheRig rig;
        rig.fetched(kZero, R"({"choices":[{"message":{"content":"x","tool_calls":[]},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}})");
        QCOMPARE(said(*rig.asked(kZero)), std::string("hit"));
    }

    void aCutStreamIsNotKept() {
        CacheRig rig;
        const auto visit = rig.asked(kZeroStream);
        rig.upstream.last().sse();
        rig.upstream.last().data(deltaEvent("a"));
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        QCOMPARE(rig.all.figures().entries, 0U);
        rig.asked(kZeroStream);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void answersExpire() {
        CacheRig rig([](config::Preset& preset) { preset.cache.ttl = 10s; });
        rig.fetched(kZero);
        rig.clock.advance(9999ms);
        QCOMPARE(said(*rig.asked(kZero)), std::string("hit"));
        rig.clock.advance(1ms);
        rig.asked(kZero);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void anotherPresetIsAnotherAnswer() {
        CacheRig rig;
        rig.fetched(kZero);
        rig.change([](config::Preset& preset) { preset.cacheMark = "other items"; });
        rig.asked(kZero);
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void manyAtOnceMakeOneCall() {
        CacheRig rig;
        const auto leader = rig.asked(kZero);
        std::vector<std::unique_ptr<Visit>> others;
        for (int i = 0; i < 10; ++i) others.push_back(rig.asked(kZeroAgain));
        QCOMPARE(rig.calls(), std::size_t{1});
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        for (const auto& other : others) {
            QCOMPARE(said(*other), std::string("hit"));
            QCOMPARE(other->client.sent, kPlainReply);
        }
        QCOMPARE(rig.calls(), std::size_t{1});
        QCOMPARE(rig.ledger.records.size(), std::size_t{11});
    }

    void theNextFetchesWhenTheFirstLeaves() {
        CacheRig rig;
        const auto leader = rig.asked(kZero);
        const auto second = rig.asked(kZero), third = rig.asked(kZero);
        leader->leave();
        rig.turn();
        QCOMPARE(rig.calls(), std::size_t{2});
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(said(*second), std::string("miss"));
        QCOMPARE(said(*third), std::string("hit"));
    }

    void theNextTriesWhenTheFirstFails() {
        CacheRig rig([](config::Preset& preset) { preset.items.resize(1); });
        const auto leader = rig.asked(kZero);
        const auto second = rig.asked(kZero);
        rig.upstream.last().breakOff(ErrorCode::upstreamReset);
        rig.turn();
        QCOMPARE(leader->client.reply.status, 502);
        QCOMPARE(said(*leader), std::string("miss"));
        QCOMPARE(rig.calls(), std::size_t{2});
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(second->client.sent, kPlainReply);
    }

    void nobodyWaitsForEver() {
        CacheRig rig;
        const auto leader = rig.asked(kZero);
        const auto second = rig.asked(kZero);
        rig.timers.advance(29'999ms);
        QCOMPARE(rig.calls(), std::size_t{1});
        rig.timers.advance(1ms);
        rig.turn();
        QCOMPARE(rig.calls(), std::size_t{2});
    }

    void aKeyThatIsRevokedWaitsNoLonger() {
        CacheRig rig;
        const auto leader = rig.asked(kZero);
        const auto second = rig.asked(kZero, {{"authorization", "Bearer gw-good"}});
        auto revoked = keyOf("gw-good");
        revoked->status = config::KeyStatus::revoked;
        const config::SnapshotPtr next = rig.context.snapshot->withKey(revoked);
        rig.context.snapshot = next;
        second->handler->onSnapshot(next);
        QCOMPARE(second->client.reply.status, 401);
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.asked(kZero)->client.reply.status, 401);
    }

    void aClientThatLeavesWhileItWaitsLeavesNoTrace() {
        CacheRig rig;
        const auto leader = rig.asked(kZero);
        const auto second = rig.asked(kZero);
        second->leave();
        rig.upstream.last().json(200);
        rig.upstream.last().data(kPlainReply);
        rig.upstream.last().end();
        rig.turn();
        QVERIFY(leader->client.over);
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
    }

    void limitsCountHits() {
        CacheRig rig({}, [](config::Settings& settings) { settings.rateLimitRpm = 2; });
        rig.fetched(kZero);
        const auto hit = rig.asked(kZero);
        QCOMPARE(said(*hit), std::string("hit"));
        QCOMPARE(hit->client.field("x-ratelimit-remaining-requests"), std::string("0"));
        QCOMPARE(rig.asked(kZero)->client.reply.status, 429);
    }

    void turnsWorkAwayUnderPressure() {
        CacheRig rig;
        Pressure pressure;
        rig.context.pressure = &pressure;
        pressure.judge({970, 0, 0});
        const auto shed = rig.asked(kZero);
        QCOMPARE(shed->client.reply.status, 503);
        QCOMPARE(shed->client.field("retry-after"), std::string("1"));
        QVERIFY(!shed->client.bodyLimit);
        pressure.judge({850, 0, 0});
        QVERIFY(rig.asked(kZero)->client.bodyLimit.has_value());
        pressure.judge({920, 0, 0});
        const auto relay = rig.relay(Method::post, "/v1/audio/speech", "application/octet-stream");
        QCOMPARE(relay->client.reply.status, 503);
    }
};

QTEST_APPLESS_MAIN(ChatCacheTest)
#include "chat_cache_test.moc"
