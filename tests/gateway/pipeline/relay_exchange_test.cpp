// A relayed call up to the point where an upstream is called: who may ask, which upstream is asked, how.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;

namespace {

const Fields kGood{{"authorization", "Bearer gw-good"}};

Fields good(Fields more) {
    more.insert(more.begin(), kGood[0]);
    return more;
}

template <class Change>
void changeKey(PipelineRig& rig, Change change) {
    auto key = keyOf("gw-good");
    change(*key);
    rig.context.snapshot = rig.context.snapshot->withKey(std::move(key));
}

/// Another preset of one item.
void addPreset(PipelineRig& rig, const std::string& name, const std::string& provider) {
    auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
    auto preset = std::make_shared<config::Preset>();
    preset->id = "id-" + name;
    preset->name = name;
    preset->items.push_back({"item", snapshot->providers[provider], "m-" + name, 1, 0, true});
    snapshot->presets[name] = std::move(preset);
    config::indexModels(*snapshot);
    rig.context.snapshot = std::move(snapshot);
}

void dropDefault(PipelineRig& rig) {
    auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
    snapshot->presets.erase("default");
    rig.context.snapshot = std::move(snapshot);
}

bool has(const std::string& head, const std::string& line) { return head.find("\r\n" + line + "\r\n") != std::string::npos; }

}  // namespace

class RelayExchangeTest : public QObject {
    Q_OBJECT

    void verifyRefusal(const PipelineRig& rig, const Visit& visit, int status, const std::string& code) {
        QCOMPARE(visit.client.reply.status, status);
        QVERIFY2(visit.client.sent.find("\"code\":\"" + code + "\"") != std::string::npos, visit.client.sent.c_str());
        QVERIFY(rig.upstream.calls.empty() && rig.ledger.reservations.empty());
        QCOMPARE(rig.log.records.size(), std::size_t{1});
        QCOMPARE(rig.log.records[0].dialect, std::string("openai_relay"));
        QCOMPARE(rig.metrics.started, 1);
        QCOMPARE(rig.metrics.finished, 1);
    }

 private Q_SLOTS:
    void refusesStrangersBeforeTheBody() {
        for (const int change : {1, 2, 3}) {
            PipelineRig rig;
            if (change == 2) changeKey(rig, [](config::ApiKey& key) { key.status = config::KeyStatus::frozen; });
            if (change == 3) {
                auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
                snapshot->blocked = {*parseCidr("192.0.2.0/24")};
                rig.context.snapshot = snapshot;
            }
            const auto visit = rig.open(Method::post, "/v1/files", change == 1 ? Fields{} : kGood);
            QVERIFY(!visit->client.bodyLimit && !visit->client.streamLimit);
            verifyRefusal(rig, *visit, change == 1 ? 401 : 403, change == 1 ? "invalid_api_key" : change == 2 ? "key_frozen" : "ip_blocked");
            QCOMPARE(rig.log.records[0].route, std::string("/v1/files"));
        }
    }

    void choosesThePresetOfACallWithoutAModel_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("ofKey");
        QTest::addColumn<bool>("hasDefault");
        QTest::addColumn<QByteArray>("preset");  // empty: refused
        QTest::newRow("header") << QByteArray("files") << QByteArray("other") << true << QByteArray("files");
        QTest::newRow("key") << QByteArray() << QByteArray("other") << true << QByteArray("other");
        QTest::newRow("default") << QByteArray() << QByteArray() << true << QByteArray("default");
        QTest::newRow("key's is gone") << QByteArray() << QByteArray("gone") << true << QByteArray("default");
        QTest::newRow("none") << QByteArray() << QByteArray() << false << QByteArray();
    }
    void choosesThePresetOfACallWithoutAModel() {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, ofKey);
        QFETCH(bool, hasDefault);
        QFETCH(QByteArray, preset);
        PipelineRig rig;
        addPreset(rig, "files", "beta");
        addPreset(rig, "other", "gamma");
        if (!hasDefault) dropDefault(rig);
        changeKey(rig, [&](config::ApiKey& key) { key.defaultPreset = ofKey.toStdString(); });
        Fields fields = kGood;
        if (!header.isEmpty()) fields.emplace_back("x-gateway-preset", header.toStdString());
        const auto visit = rig.open(Method::get, "/v1/files?limit=2", fields);
        rig.turn();
        if (preset.isEmpty()) {
            verifyRefusal(rig, *visit, 400, "missing_field");
            for (const char* way : {"x-gateway-preset", "default preset", "\\\"default\\\""})
                QVERIFY2(visit->client.sent.find(way) != std::string::npos, way);
            return;
        }
        const std::string host = preset == "files" ? "beta" : preset == "other" ? "gamma" : "alpha";
        QCOMPARE(rig.upstream.last().host, host);
        QVERIFY(rig.upstream.last().head.starts_with("GET /v1/files?limit=2 HTTP/1.1\r\n"));
        QVERIFY(rig.upstream.last().head.find("content-length") == std::string::npos);
        QVERIFY(rig.upstream.last().head.find("gateway-preset") == std::string::npos);
        rig.upstream.last().json(200);
        rig.upstream.last().data("{}");
        rig.upstream.last().end();
        rig.turn();
        QCOMPARE(rig.record().model, preset.toStdString());
        QCOMPARE(rig.record().route, std::string("/v1/files"));
    }

    void refusesAPresetThatIsNone() {
        PipelineRig rig;
        verifyRefusal(rig, *rig.open(Method::get, "/v1/files", good({{"x-gateway-preset", "alpha/x"}})), 404, "model_not_found");
    }

    void keepsAKeyToItsModels() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.models = {"model-beta"}; });
        verifyRefusal(rig, *rig.open(Method::get, "/v1/files"), 403, "model_not_allowed");
        PipelineRig other;
        changeKey(other, [](config::ApiKey& key) { key.models = {"model-beta"}; });
        const auto visit = other.relay(Method::post, "/v1/images/generations", "application/json");
        visit->body(R"({"model":"alpha/x"})");
        verifyRefusal(other, *visit, 403, "model_not_allowed");
    }

    void reachesOnlyCompatibleProviders() {
        PipelineRig rig;
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        auto anthropic = rigProvider("claude");
        anthropic->kind = config::ProviderKind::anthropic;
        snapshot->providers["claude"] = anthropic;
        rig.context.snapshot = snapshot;
        addPreset(rig, "foreign", "claude");
        verifyRefusal(rig, *rig.open(Method::get, "/v1/files", good({{"x-gateway-preset", "foreign"}})), 503, "no_upstream");
    }

    void renamesTheModelOfAJsonBody() {
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/images/generations", "application/json; charset=utf-8");
        QVERIFY(visit->client.bodyLimit && !visit->client.streamLimit);
        visit->body(R"({"prompt":"cat","api_base":"evil.test","model":"default"})");
        rig.turn();
        const auto& call = rig.upstream.last();
        QCOMPARE(call.body, std::string(R"({"prompt":"cat","model":"model-alpha"})"));
        QVERIFY(has(call.head, "content-length: " + std::to_string(call.body.size())));
        QVERIFY(has(call.head, "content-type: application/json; charset=utf-8"));
        QVERIFY(has(call.head, "authorization: Bearer sk-alpha"));
        QVERIFY(call.head.starts_with("POST /v1/images/generations HTTP/1.1\r\n"));
    }

    void refusesABrokenBody() {
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/images/generations", "application/json");
        visit->body("{\"model\":");
        verifyRefusal(rig, *visit, 400, "bad_json");
    }

    void streamsWhatIsNotJson_data() {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("length") << false;
        QTest::newRow("chunked") << true;
    }
    void streamsWhatIsNotJson() {
        QFETCH(bool, chunked);
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/audio/transcriptions", "multipart/form-data; boundary=x", 6, chunked);
        QVERIFY(!visit->client.bodyLimit && !visit->client.streamLimit);  // not before the reservation
        rig.turn();
        QVERIFY(rig.at("stream body") > rig.at("call alpha"));
        auto& call = rig.upstream.last();
        QVERIFY(call.upload == (chunked ? pipeline::UploadFraming::chunked : pipeline::UploadFraming::length));
        QVERIFY(has(call.head, chunked ? "transfer-encoding: chunked" : "content-length: 6"));
        QVERIFY(has(call.head, "content-type: multipart/form-data; boundary=x"));
        visit->piece("abc");
        QVERIFY(!visit->client.bodyPaused);
        call.hasRoom = false;
        visit->piece("def");
        QVERIFY(visit->client.bodyPaused);
        call.writable();
        QVERIFY(!visit->client.bodyPaused);
        visit->handler->onBodyEnd();
        QVERIFY(call.bodyEnded);
        QCOMPARE(call.body, std::string("abcdef"));
    }

    void refusesATooLargeBodyUnread() {
        PipelineRig rig([](config::Settings& settings) { settings.bodyMax = kibibytes(1); });
        verifyRefusal(rig, *rig.relay(Method::post, "/v1/files", "multipart/form-data", 1025), 413, "body_too_large");
    }

    void aPostWithoutABodySaysSo() {
        PipelineRig rig;
        const auto visit = rig.open(Method::post, "/v1/batches/b/cancel");
        rig.turn();
        QVERIFY(has(rig.upstream.last().head, "content-length: 0"));
        QVERIFY(!visit->client.streamLimit);
    }

    void servesHeadOfModels() {
        PipelineRig rig;
        QCOMPARE(rig.open(Method::head, "/v1/models")->client.reply.status, 200);
    }

    void refusesWhatHasNoPriceWhereThatIsWanted() {
        const auto strict = [](config::Settings& settings) { settings.unpriced = config::UnpricedPolicy::refuse; };
        PipelineRig rig(strict);
        addPreset(rig, "files", "gamma");
        verifyRefusal(rig, *rig.open(Method::post, "/v1/batches", good({{"x-gateway-preset", "files"}})), 403, "unpriced_model");
        PipelineRig reading(strict);
        addPreset(reading, "files", "gamma");
        const auto visit = reading.open(Method::get, "/v1/files", good({{"x-gateway-preset", "files"}}));
        reading.turn();
        QCOMPARE(reading.upstream.calls.size(), std::size_t{1});
    }

    void takesAPlaceOfTheKeysParallelRequests() {
        PipelineRig rig;
        changeKey(rig, [](config::ApiKey& key) { key.parallelMax = 1; });
        const auto first = rig.open(Method::get, "/v1/files");
        const auto second = rig.open(Method::get, "/v1/files");
        QCOMPARE(second->client.reply.status, 429);
        QCOMPARE(rig.metrics.limited, 1);
    }

    void stopsWhileTheDiskIsFull() {
        PipelineRig rig;
        rig.ledger.accepts = false;
        QCOMPARE(rig.open(Method::get, "/v1/files")->client.reply.status, 503);
        PipelineRig other;
        other.ledger.refusesReservations = true;
        const auto visit = other.open(Method::get, "/v1/files");
        other.turn();
        QCOMPARE(visit->client.reply.status, 503);
        QVERIFY(other.upstream.calls.empty());
        QCOMPARE(other.record().released.size(), std::size_t{1});
    }

    void booksAClientThatLeavesBeforeItsBody() {
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/images/generations", "application/json");
        visit->leave();
        QCOMPARE(rig.record().status, 499);
    }

    void theDrainEndsACallThatIsStillRead() {
        PipelineRig rig;
        const auto visit = rig.relay(Method::post, "/v1/images/generations", "application/json");
        visit->handler->onBodyPiece("x");
        visit->handler->onBodyEnd();
        visit->handler->onDrainEnd();
        QCOMPARE(visit->client.reply.status, 503);
        visit->handler->onBodyFailed({ErrorCode::requestTimeout, ErrorSource::downstream, Retry::never, {}, {}});
        QCOMPARE(rig.log.records.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(RelayExchangeTest)
#include "relay_exchange_test.moc"
