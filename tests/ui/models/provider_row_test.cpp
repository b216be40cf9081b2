// Providers, presets and routes of the admin API become rows; the routing model announces wishes and changes nothing.
#include "ui/models/provider_row.hpp"
#include "ui/models/route_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace ui::models;

namespace {

QJsonObject json(const char* text) { return QJsonDocument::fromJson(text).object(); }

const char* const kProvider = R"({"id":"1","name":"openai","kind":"openai","base_url":"https:\/\/api.openai.com","allow_private":false,
  "is_active":true,"has_credential":true,"credential_hint":"…ab12","connect_timeout_ms":null,"first_byte_timeout_ms":9000,
  "idle_timeout_ms":null,"total_timeout_ms":null,"created_at":"2026-01-06T12:00:00.000Z"})";
const char* const kHealth = R"({"component":"provider openai","name":"openai","kind":"upstream","status":"degraded",
  "latency_ms":812.5,"usage":"120","detail":"3 % of 120 calls failed in 5 minutes."})";
const char* const kPreset = R"({"id":"p1","name":"default","strategy":"weighted","items":[
  {"id":"i1","provider":"openai","model":"gpt-4o","weight":60,"priority":1,"is_active":true},
  {"id":"i2","provider":"azure","model":"gpt-4o","weight":40,"priority":1,"is_active":true}]})";

}  // namespace

class ProviderRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAProviderAndItsHealth() {
        ProviderRow row = ProviderRow::fromJson(json(kProvider));
        QCOMPARE(row.firstByteMs, std::optional<qint64>(9000));
        QVERIFY(!row.connectMs);
        QCOMPARE(row.shownHealth(), ui::style::Status::unknown);
        row.takeHealth(json(kHealth));
        QCOMPARE(row.shownHealth(), ui::style::Status::degraded);
        QCOMPARE(row.latencyMs, std::optional<double>(812.5));
        row.isActive = false;
        QCOMPARE(row.shownHealth(), ui::style::Status::paused);
        QCOMPARE(providersOff({row}), QSet<QString>{QStringLiteral("openai")});
    }

    void readsWhatItsProbesHaveShown() {
        const auto none = ProviderRow::fromJson(json(kProvider));
        QVERIFY(!none.lastProbe && !none.nextProbe.isValid() && none.probeModel.isEmpty() && !none.callEstimateNanoUsd);
        const auto row = ProviderRow::fromJson(json(R"({"id":"1","name":"openai","probe_interval_seconds":60,"probe_model":"gpt-4o-mini",
          "probe":{"last":{"at":"2026-01-06T12:00:00.000Z","ok":false,"call":"chat","latency_ms":812.5,"error":"No.","error_code":"UPSTREAM_ERROR",
          "cost_nanousd":null,"trace_id":"req-1"},"next_at":"2026-01-06T12:01:00.000Z","under_way":false,"estimate_nanousd":1800}})"));
        QCOMPARE(row.probeModel, QStringLiteral("gpt-4o-mini"));
        QVERIFY(row.lastProbe && !row.lastProbe->isOk && row.lastProbe->isCall && row.lastProbe->latencyMs == 812.5);
        QCOMPARE(row.nextProbe.time(), QTime(12, 1));
        QCOMPARE(row.callEstimateNanoUsd, std::optional<qint64>(1800));
    }

    void saysSmallSumsWithAllTheirFigures() {
        QCOMPARE(tinyMoneyText(1800), QStringLiteral("$0.0000018"));
        QCOMPARE(tinyMoneyText(1), QStringLiteral("$0.000000001"));
        QCOMPARE(tinyMoneyText(1'250'000'000), QStringLiteral("$1.25"));
        QCOMPARE(tinyMoneyText(0), QStringLiteral("$0.00"));
    }

    void neverShowsMoreOfACredentialThanItsEnd() {
        ProviderModel model(providerColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ProviderRow none = ProviderRow::fromJson(json(kProvider));
        none.id = QStringLiteral("2");
        none.hasCredential = false;
        ProviderRow brief = ProviderRow::fromJson(json(kProvider));
        brief.id = QStringLiteral("3");
        brief.credentialHint = QStringLiteral("…");  // too short for its end to be shown
        model.apply({ProviderRow::fromJson(json(kProvider)), none, brief});
        const int column = model.columnOf("credential");
        QCOMPARE(model.index(0, column).data().toString(), QStringLiteral("…ab12"));
        QCOMPARE(model.index(1, column).data().toString(), QStringLiteral("none"));
        QCOMPARE(model.index(2, column).data().toString(), QStringLiteral("sealed"));
        QCOMPARE(model.index(0, model.columnOf("latency")).data().toString(), QStringLiteral("—"));
    }

    void countsActiveRoutesAndMarksADraft() {
        PresetModel model(presetColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PresetRow row = PresetRow::fromJson(json(kPreset));
        row.items[1].isActive = false;
        model.apply({row});
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("1/2"));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("default"));
        row.draftedChanges = 2;
        model.applyOne(row);
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("default *"));
    }

    void showsNowAndPlannedAndMarksTheCell() {
        RoutingModel model(nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const PresetRow preset = PresetRow::fromJson(json(kPreset));
        RoutingDraft draft;
        model.apply(routeRows(preset, draft, {}));
        const QModelIndex weight = model.index(0, model.columnOf("weight"));
        const QModelIndex share = model.index(0, model.columnOf("share"));
        QCOMPARE(weight.data().toString(), QStringLiteral("60"));
        QVERIFY(!weight.data(kChangedRole).toBool());
        QVERIFY(!share.data(kSharePlannedRole).isValid());
        draft.set(preset, QStringLiteral("i1"), RouteField::weight, 10);
        model.apply(routeRows(preset, draft, {}));
        QCOMPARE(weight.data().toString(), QStringLiteral("60 → 10"));
        QCOMPARE(weight.data(Qt::EditRole).toInt(), 10);
        QVERIFY(weight.data(kChangedRole).toBool());
        QCOMPARE(share.data().toString(), QStringLiteral("60.0 % → 20.0 %"));
        QCOMPARE(share.data(kShareNowRole).toDouble(), 0.6);
        QCOMPARE(share.data(kSharePlannedRole).toDouble(), 0.2);
        QCOMPARE(model.index(0, model.columnOf("status")).data().toString(), QStringLiteral("—"));
    }

    void announcesAnEditAndKeepsItsRows() {
        RoutingModel model(nullptr);
        model.apply(routeRows(PresetRow::fromJson(json(kPreset)), {}, {}));
        QSignalSpy edited(&model, &RoutingModel::edited);
        const QModelIndex weight = model.index(0, model.columnOf("weight"));
        const QModelIndex active = model.index(0, model.columnOf("active"));
        QVERIFY(!model.setData(weight, 5, Qt::EditRole));
        QVERIFY(!weight.flags().testFlag(Qt::ItemIsEditable));
        model.setEditable(true);
        QVERIFY(weight.flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(active.flags().testFlag(Qt::ItemIsUserCheckable));
        QVERIFY(model.setData(weight, 5, Qt::EditRole));
        QVERIFY(model.setData(active, Qt::Unchecked, Qt::CheckStateRole));
        QVERIFY(!model.setData(weight, QStringLiteral("many"), Qt::EditRole));
        QVERIFY(!model.setData(model.index(0, 0), 5, Qt::EditRole));
        QCOMPARE(edited.size(), 2);
        QCOMPARE(edited[1][2].toLongLong(), 0);
        QCOMPARE(weight.data().toString(), QStringLiteral("60"));
    }
};

QTEST_GUILESS_MAIN(ProviderRowTest)
#include "provider_row_test.moc"
