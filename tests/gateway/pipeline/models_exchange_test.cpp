#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace gw;
using namespace gw::test;

namespace {

QJsonObject bodyOf(const Visit& visit) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(visit.client.sent)).object();
}

QJsonArray dataOf(const Visit& visit) { return bodyOf(visit)[QLatin1String("data")].toArray(); }

/// The list's ids, with blanks between them.
QString idsOf(const Visit& visit) {
    QStringList ids;
    for (const auto& entry : dataOf(visit)) ids << entry.toObject()[QLatin1String("id")].toString();
    return ids.join(QLatin1Char(' '));
}

void changePreset(PipelineRig& rig, const std::function<void(config::Preset&)>& change) {
    auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
    auto preset = std::make_shared<config::Preset>(*snapshot->presets.at("default"));
    change(*preset);
    snapshot->presets["default"] = std::move(preset);
    config::indexModels(*snapshot);
    rig.context.snapshot = std::move(snapshot);
}

}  // namespace

class ModelsExchangeTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void listsPresetsAndServedModels() {
        PipelineRig rig;
        const auto visit = rig.open(Method::get, "/v1/models");
        QCOMPARE(visit->client.reply.status, 200);
        QCOMPARE(visit->client.field("content-type"), std::string("application/json"));
        QCOMPARE(bodyOf(*visit)[QLatin1String("object")].toString(), QStringLiteral("list"));
        QCOMPARE(idsOf(*visit), QStringLiteral("default model-alpha model-beta model-delta model-gamma"));
        const auto data = dataOf(*visit);
        QCOMPARE(data[0].toObject()[QLatin1String("owned_by")].toString(), QStringLiteral("gatehouse"));
        QCOMPARE(data[1].toObject()[QLatin1String("owned_by")].toString(), QStringLiteral("alpha"));
        QCOMPARE(data[1].toObject()[QLatin1String("object")].toString(), QStringLiteral("model"));
        QCOMPARE(rig.record().status, 200);
        QCOMPARE(rig.record().route, std::string("/v1/models"));
    }

    void listsOnlyWhatTheKeyMayUse() {
        PipelineRig rig;
        auto key = keyOf("gw-good");
        key->models = {"model-beta", "unknown"};
        rig.context.snapshot = rig.context.snapshot->withKey(key);
        QCOMPARE(idsOf(*rig.open(Method::get, "/v1/models")), QStringLiteral("model-beta"));
        QCOMPARE(rig.open(Method::get, "/v1/models/model-alpha")->client.reply.status, 404);
    }

    void leavesOutWhatNothingServes() {
        PipelineRig rig;
        changePreset(rig, [](config::Preset& preset) {
            preset.items.resize(2);
            preset.items[0].isActive = false;
            preset.items[1].weight = 0;
        });
        const auto visit = rig.open(Method::get, "/v1/models");
        QCOMPARE(visit->client.sent, std::string(R"({"object":"list","data":[]})"));
    }

    void showsOneModel_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::newRow("preset") << QByteArray("/v1/models/default") << 200;
        QTest::newRow("model") << QByteArray("/v1/models/model-gamma") << 200;
        QTest::newRow("encoded") << QByteArray("/v1/models/model%2Dgamma") << 200;
        QTest::newRow("model with a slash") << QByteArray("/v1/models/meta%2Fllama%203") << 200;
        QTest::newRow("slash as it is") << QByteArray("/v1/models/meta/llama%203") << 200;
        QTest::newRow("unknown") << QByteArray("/v1/models/model-x") << 404;
        QTest::newRow("broken escape") << QByteArray("/v1/models/model%2") << 404;
        QTest::newRow("provider/model is no entry") << QByteArray("/v1/models/alpha/m") << 404;
        QTest::newRow("no name") << QByteArray("/v1/models/") << 404;
    }
    void showsOneModel() {
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        PipelineRig rig;
        changePreset(rig, [](config::Preset& preset) { preset.items[1].model = "meta/llama 3"; });
        const auto visit = rig.open(Method::get, path.toStdString());
        QCOMPARE(visit->client.reply.status, status);
        if (status == 200) QCOMPARE(bodyOf(*visit)[QLatin1String("object")].toString(), QStringLiteral("model"));
        if (status == 404) QVERIFY(bodyOf(*visit)[QLatin1String("error")].toObject().contains(QLatin1String("code")));
        QVERIFY(rig.record().route != path.toStdString());
    }

    void escapesNames() {
        PipelineRig rig;
        changePreset(rig, [](config::Preset& preset) { preset.items[0].model = "a\"b\\c"; });
        QVERIFY(idsOf(*rig.open(Method::get, "/v1/models")).contains(QStringLiteral("a\"b\\c")));
    }

    void refusesStrangers_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("list") << QByteArray("/v1/models");
        QTest::newRow("one") << QByteArray("/v1/models/default");
    }
    void refusesStrangers() {
        QFETCH(QByteArray, path);
        PipelineRig rig;
        QCOMPARE(rig.open(Method::get, path.toStdString(), {})->client.reply.status, 401);
        auto frozen = keyOf("gw-cold");
        frozen->status = config::KeyStatus::frozen;
        rig.context.snapshot = rig.context.snapshot->withKey(frozen);
        QCOMPARE(rig.open(Method::get, path.toStdString(), {{"x-api-key", "gw-cold"}})->client.reply.status, 403);
        auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
        snapshot->blocked = {*parseCidr("192.0.2.1")};
        rig.context.snapshot = snapshot;
        const auto blocked = rig.open(Method::get, path.toStdString());
        QVERIFY(blocked->client.sent.find("ip_blocked") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ModelsExchangeTest)
#include "models_exchange_test.moc"
