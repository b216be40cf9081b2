// A chat request up to the point where an upstream would be called: who may ask, for what, and what a refusal says.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <chrono>

using namespace gw;
using namespace gw::test;

namespace {

const Fields kGood{{"authorization", "Bearer gw-good"}};

/// The good key, changed.
template <class Change>
void changeKey(PipelineRig& rig, Change change) {
    auto key = keyOf("gw-good");
    change(*key);
    rig.context.snapshot = rig.context.snapshot->withKey(std::move(key));
}

}  // namespace

class ChatExchangeTest : public QObject {
    Q_OBJECT

    void verifyRefusal(const PipelineRig& rig, const Visit& visit, int status, const std::string& code) {
        QCOMPARE(visit.client.reply.status, status);
        QVERIFY2(visit.client.sent.find("\"code\":\"" + code + "\"") != std::string::npos, visit.client.sent.c_str());
        QVERIFY(rig.upstream.calls.empty());
        QVERIFY(rig.ledger.reservations.empty());
        QCOMPARE(rig.log.records.size(), std::size_t{1});
        QCOMPARE(rig.log.records[0].status, status);
        QCOMPARE(visit.client.field("x-request-id"), rig.log.records[0].traceId);
        QCOMPARE(rig.metrics.started, 1);
        QCOMPARE(rig.metrics.finished, 1);
    }

   private Q_SLOTS:
    void refusesBeforeTheBodyIsRead_data() {
        QTest::addColumn<int>("change");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("shouldRetry");
        QTest::newRow("blocked address") << 1 << 403 << QByteArray("ip_blocked") << QByteArray("false");
        QTest::newRow("blocked goes before a bad key") << 2 << 403 << QByteArray("ip_blocked") << QByteArray("false");
        QTest::newRow("bad key") << 3 << 401 << QByteArray("invalid_api_key") << QByteArray("false");
        QTest::newRow("frozen key") << 4 << 403 << QByteArray("key_frozen") << QByteArray("false");
        QTest::newRow("other address") << 5 << 403 << QByteArray("address_not_allowed") << QByteArray("false");
        QTest::newRow("signature") << 6 << 401 << QByteArray("signature_failed") << QByteArray("false");
        QTest::newRow("no JSON") << 7 << 415 << QByteArray("unsupported_media_type") << QByteArray();
    }
    void refusesBeforeTheBodyIsRead() {
        QFETCH(int, change);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, shouldRetry);
        PipelineRig rig;
        if (change == 1 || change == 2) {
            auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
            snapshot->blocked = {*parseCidr("192.0.2.0/24")};
            rig.context.snapshot = snapshot;
        }
        if (change == 4) changeKey(rig, [](config::ApiKey& key) { key.status = config::KeyStatus::frozen; });
        if (change == 5) changeKey(rig, [](config::ApiKey& key) { key.allowedIps = {*parseCidr("10.0.0.0/8")}; });
        if (change == 6) changeKey(rig, [](config::ApiKey& key) { key.requireSignature = true; });
        Fields fields = change == 2 || change == 3 ? Fields{{"x-api-key", "gw-wrong"}} : kGood;
        if (change == 7) fields.emplace_back("content-type", "text/plain");
        const auto visit = rig.open(Method::post, kChatPath, fields);
        QVERIFY(!visit->client.bodyLimit);
        verifyRefusal(rig, *visit, status, code.toStdString());
        QCOMPARE(visit->client.field("x-should-retry"), shouldRetry.toStdString());
    }

    void aKeyThatIsRevokedWhileItsBodyComesIsRefused() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, kChatPath, kGood);
        changeKey(rig, [](config::ApiKey& key) { key.status = config::KeyStatus::revoked; });
        visit->handler->onSnapshot(rig.context.snapshot);
        QCOMPARE(visit->client.reply.status, 401);
        QVERIFY(rig.upstream.calls.empty());
    }

    void countsARefusalAtItsBlock() {
        PipelineRig rig;
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        snapshot->blocked = {*parseCidr("192.0.2.0/24")};
        rig.context.snapshot = snapshot;
        rig.open(Method::post, kChatPath, kGood);
        rig.open(Method::get, "/v1/models", kGood);
        rig.open(Method::get, "/nothing", kGood);
        QCOMPARE(snapshot->blocked.hitsOf(*parseCidr("192.0.2.0/24"))->total(), std::uint64_t{3});
    }

    void everyBadKeyGetsTheSameBytes() {
        std::string first;
        for (const char* state : {"missing", "unknown", "revoked", "expired", "disabled"}) {
            const std::string_view name = state;
            PipelineRig rig;
            changeKey(rig, [&](config::ApiKey& key) {
                if (name == "revoked") key.status = config::KeyStatus::revoked;
                if (name == "expired") key.expiresAt = rig.clock.wall();
                if (name == "disabled") key.userActive = false;
            });
            Fields fields = kGood;
            if (name == "missing") fields.clear();
            if (name == "unknown") fields[0].second = "Bearer gw-unknown";
            const auto visit = rig.open(Method::post, kChatPath, fields);
            std::string all = std::to_string(visit->client.reply.status) + visit->client.sent;
            for (const auto& [field, value] : visit->client.reply.fields)
                if (field != "x-request-id") all += "\n" + field + ": " + value;
            if (first.empty()) first = all;
            QCOMPARE(all, first);
            QVERIFY(rig.log.records.at(0).keyId.empty());
        }
        QVERIFY(first.starts_with("401"));
    }

    void readsABodyUpToTheLimit() {
        PipelineRig rig([](config::Settings& settings) { settings.bodyMax = kibibytes(3); });
        const auto visit = rig.open(Method::post, kChatPath);
        QCOMPARE(visit->client.bodyLimit->value, std::uint64_t{3072});
        visit->handler->onBodyFailed({ErrorCode::bodyTooLarge, ErrorSource::downstream, Retry::never, {}, {}});
        verifyRefusal(rig, *visit, 413, "body_too_large");
        visit->handler->onBodyFailed({ErrorCode::requestTimeout, ErrorSource::downstream, Retry::never, {}, {}});
        QCOMPARE(rig.log.records.size(), std::size_t{1});
    }

    void refusesWhatTheBodyAsks_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("hint");
        QTest::newRow("no JSON") << QByteArray("{") << 400 << QByteArray("bad_json") << QByteArray("byte");
        QTest::newRow("no model") << QByteArray("{}") << 400 << QByteArray("missing_field") << QByteArray("\"param\":\"model\"");
        QTest::newRow("bad n") << QByteArray(R"({"model":"default","n":0})") << 400 << QByteArray("invalid_request")
                               << QByteArray("\"param\":\"n\"");
        QTest::newRow("unknown model") << QByteArray(R"({"model":"model-alpah"})") << 404 << QByteArray("model_not_found")
                                       << QByteArray("did you mean model-alpha");
        QTest::newRow("inactive provider") << QByteArray(R"({"model":"off/m"})") << 503 << QByteArray("no_upstream")
                                           << QByteArray();
        QTest::newRow("other dialect") << QByteArray(R"({"model":"claude/m"})") << 503 << QByteArray("no_upstream")
                                       << QByteArray();
    }
    void refusesWhatTheBodyAsks() {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, hint);
        PipelineRig rig;
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        auto off = rigProvider("off");
        off->isActive = false;
        auto claude = rigProvider("claude");
        claude->kind = config::ProviderKind::anthropic;
        snapshot->providers["off"] = off;
        snapshot->providers["claude"] = claude;
        rig.context.snapshot = snapshot;
        const auto visit = rig.post(body.toStdString());
        verifyRefusal(rig, *visit, status, code.toStdString());
        QVERIFY2(visit->client.sent.find(hint.toStdString()) != std::string::npos, visit->client.sent.c_str());
        QCOMPARE(rig.ledger.records.size(), std::size_t{1});
        QCOMPARE(rig.record().keyId, std::string("id-gw-good"));
    }

    void refusesAModelTheKeyMayNotUse() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.models = {"default"}; });
        const auto refused = rig.post(R"({"model":"alpha/m","messages":[]})");
        verifyRefusal(rig, *refused, 403, "model_not_allowed");
        const auto fine = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
    }

    void reachesAzureProvidersToo() {
        PipelineRig rig;
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        auto azure = rigProvider("azure");
        azure->kind = config::ProviderKind::azure;
        snapshot->providers["azure"] = azure;
        rig.context.snapshot = snapshot;
        const auto visit = rig.called(R"({"model":"azure/m","messages":[]})");
        QCOMPARE(rig.journal.back(), std::string("call azure"));
    }

    void aFullSpoolIs503BeforeAnythingIsAsked() {
        PipelineRig rig;
        rig.ledger.accepts = false;
        const auto visit = rig.called(kPlainBody);
        verifyRefusal(rig, *visit, 503, "storage_full");
        QCOMPARE(visit->client.field("retry-after"), std::string("5"));
        QCOMPARE(rig.admission.figures("id-gw-good").running, 0U);
    }

    void refusesUnpricedModelsWhenToldTo() {
        PipelineRig rig([](config::Settings& settings) { settings.unpriced = config::UnpricedPolicy::refuse; });
        const auto refused = rig.post(R"({"model":"gamma/m","messages":[]})");
        verifyRefusal(rig, *refused, 403, "unpriced_model");
        const auto priced = rig.called(kPlainBody);
        rig.upstream.last().json(500);
        rig.turn();
        rig.upstream.last().json(500);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{3});
        QCOMPARE(rig.upstream.last().host, std::string("delta"));
    }

    void holdsAKeyToItsParallelRequests() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.parallelMax = 1; });
        const auto first = rig.called(kPlainBody);
        const auto second = rig.post(kPlainBody);
        QCOMPARE(second->client.reply.status, 429);
        QCOMPARE(second->client.field("retry-after"), std::string("1"));
        QVERIFY(second->client.sent.find("rate_limit_exceeded") != std::string::npos);
        QCOMPARE(rig.metrics.limited, 1);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        first->leave();
        const auto third = rig.called(kPlainBody);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{2});
    }

    void tellsHowManyRequestsAreLeftAndRefusesTheNext() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.rpm = 1, key.tpm = 5000; });
        const auto first = rig.called(R"({"model":"default","max_tokens":100,"messages":[]})");
        rig.upstream.last().json(200);
        rig.upstream.last().data(R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}})");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(first->client.field("x-ratelimit-limit-requests"), std::string("1"));
        QCOMPARE(first->client.field("x-ratelimit-remaining-requests"), std::string("0"));
        QCOMPARE(first->client.field("x-ratelimit-reset-requests"), std::string("1m0s"));
        QCOMPARE(first->client.field("x-ratelimit-limit-tokens"), std::string("5000"));
        const auto second = rig.post(kPlainBody);
        QCOMPARE(second->client.reply.status, 429);
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
        QVERIFY(second->client.sent.find("rate_limit_exceeded") != std::string::npos);
        QCOMPARE(second->client.field("retry-after"), std::string("60"));
        QCOMPARE(second->client.field("x-ratelimit-remaining-requests"), std::string("0"));
        QCOMPARE(second->client.field("x-should-retry"), std::string());
        QVERIFY(second->client.sent.find("1 requests a minute") != std::string::npos);
    }

    void tellsAClientNotToAskAgainWhenItsRequestCanNeverFit() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.tpm = 50; });
        const auto refused = rig.post(R"({"model":"default","max_tokens":100,"messages":[]})");
        verifyRefusal(rig, *refused, 429, "rate_limit_exceeded");
        QCOMPARE(refused->client.field("x-should-retry"), std::string("false"));
    }

    void refusesWhatTheBudgetDoesNotCover() {
        PipelineRig rig;
        // 10,000 nano-dollars a token of output: 100 tokens fit, 200 do not.
        changeKey(rig, [](config::ApiKey& key) { key.budget = NanoUsd{1'500'000}; });
        const auto refused = rig.post(R"({"model":"default","max_tokens":200,"messages":[]})");
        verifyRefusal(rig, *refused, 429, "insufficient_quota");
        QCOMPARE(refused->client.field("x-should-retry"), std::string("false"));
        QCOMPARE(refused->client.field("retry-after"), std::string());
        const auto fine = rig.called(R"({"model":"default","max_tokens":100,"messages":[]})");
        QVERIFY(rig.admission.figures("id-gw-good").held.value >= 1'000'000);
        rig.upstream.last().json(200);
        rig.upstream.last().data(R"({"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}})");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.admission.figures("id-gw-good").held.value, std::int64_t{0});
        QCOMPARE(rig.admission.figures("id-gw-good").spent.value, rig.record().cost->value);
    }

    void booksAClientThatLeavesBeforeItsBody() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, kChatPath);
        visit->leave();
        QCOMPARE(rig.record().status, 499);
        QVERIFY(rig.record().error == ErrorCode::clientGone);
        QCOMPARE(rig.metrics.finished, 1);
        QVERIFY(!visit->client.over);
    }

    void answersAClientWhoseBodyIsNotThereWhenDrainingEnds() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, kChatPath);
        visit->handler->onDrainEnd();
        verifyRefusal(rig, *visit, 503, "draining");
        QCOMPARE(visit->client.field("retry-after"), std::string("1"));
        visit->leave();
        QCOMPARE(rig.log.records.size(), std::size_t{1});
    }

    void theBodysWaitIsNotTheGatewaysTime() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, kChatPath);
        rig.clock.advance(std::chrono::milliseconds(300));
        visit->body("{");
        QCOMPARE(rig.record().latencyMs, 300);
        QCOMPARE(rig.record().overheadUs, 0);
    }

    void aRequestKeepsTheSnapshotItBeganWith() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, kChatPath);
        rig.context.snapshot = std::make_shared<config::Snapshot>();
        visit->body(kPlainBody);
        rig.turn();
        QCOMPARE(rig.upstream.calls.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(ChatExchangeTest)
#include "chat_exchange_test.moc"
