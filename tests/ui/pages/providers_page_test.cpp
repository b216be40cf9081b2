// The providers half of the page against a scripted peer: what it shows, sends, and does with refusals.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/widgets/inline_message.hpp"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>

using ui::widgets::InlineMessage;

namespace {

QByteArray provider(const QByteArray& id, const QByteArray& name, bool active = true) {
    return R"({"id":")" + id + R"(","name":")" + name + R"(","kind":"openai","base_url":"https:\/\/)" + name +
           R"(.example.com","allow_private":false,"is_active":)" + (active ? "true" : "false") +
           R"(,"has_credential":true,"credential_hint":"…ab12","connect_timeout_ms":null,"first_byte_timeout_ms":null,)"
           R"("idle_timeout_ms":null,"total_timeout_ms":null})";
}

QByteArray list(const QList<QByteArray>& items) { return "{\"items\":[" + items.join(',') + "],\"next_cursor\":null}"; }

const QByteArray kProviders = "GET /api/v1/admin/providers";
const QByteArray kPresets = "GET /api/v1/admin/presets";
const QByteArray kHealth = "GET /api/v1/admin/dependencies";
const QByteArray kPreset = R"({"id":"p1","name":"default","strategy":"weighted","items":[
  {"id":"i1","provider":"openai","model":"gpt-4o","weight":60,"priority":0,"is_active":true}]})";

}  // namespace

class ProvidersPageTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.providers.table"); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static void openWithTwo(PageBench& bench, const char* select = "azure") {
        bench.peer.on(kProviders, 200, list({provider("1", "azure"), provider("2", "openai")}));
        bench.peer.on(kPresets, 200, list({kPreset}));
        bench.peer.on(kHealth, 200, R"({"checked_at":"2026-01-01T00:00:00.000Z","items":[{"component":"provider openai","name":"openai",
            "kind":"upstream","status":"degraded","latency_ms":812,"version":null,"usage":"120","detail":"3 % of 120 calls failed."}]})");
        bench.openPage("providers");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QTRY_VERIFY(bench.page->hasData());
        bench.page->open(QString::fromLatin1(select));
        QCOMPARE(bench.part<QTabWidget>("page.providers.tabs")->currentIndex(), 1);
    }
    static QString cell(const PageBench& bench, int row, const char* header) {
        const auto* model = table(bench)->model();
        for (int column = 0; column < model->columnCount(); ++column) {
            if (model->headerData(column, Qt::Horizontal).toString() == QLatin1StringView(header)) return model->index(row, column).data().toString();
        }
        return QStringLiteral("no such column");
    }
    std::function<void()> undo_;
    void catchUndo(PageBench& bench) {
        undo_ = {};
        connect(bench.page.get(), &ui::pages::Page::toast, this,
                [this](const QString&, const QString& label, const std::function<void()>& run) {
                    if (!label.isEmpty()) undo_ = run;
                });
    }

private Q_SLOTS:
    void showsProvidersWithTheirRecentHealth() {
        PageBench bench;
        openWithTwo(bench, "openai");
        QTRY_COMPARE(cell(bench, 1, "Recent health"), QStringLiteral("Degraded"));
        QCOMPARE(cell(bench, 0, "Recent health"), QStringLiteral("Unknown"));
        QCOMPARE(cell(bench, 0, "Latency"), QStringLiteral("—"));
        QCOMPARE(cell(bench, 1, "Credential"), QStringLiteral("…ab12"));
        QVERIFY(bench.part<QLabel>("page.providers.details.traffic")->text().contains(QStringLiteral("3 %")));
        QCOMPARE(bench.part<QLabel>("page.providers.details.presets")->text(), QStringLiteral("default"));
        QCOMPARE(bench.part<QLabel>("page.providers.details.limits")->text(), QStringLiteral("the gateway's own"));
        QCOMPARE(bench.part<QLabel>("page.providers.details.credential")->text(), QStringLiteral("kept sealed, ends with …ab12"));
    }

    void aRealCallSaysItsPriceBeforeAndAfter() {
        PageBench bench;
        QByteArray one = provider("1", "azure");
        one.chop(1);
        one += R"(,"probe_interval_seconds":60,"probe_model":"gpt-4o-mini","probe":{"last":{"at":"2026-01-06T12:00:00.000Z","ok":true,"call":"chat",
            "latency_ms":230,"error":null,"error_code":null,"cost_nanousd":1800,"trace_id":"req-1"},"next_at":"2026-01-06T12:01:00.000Z",
            "under_way":false,"estimate_nanousd":1800}})";
        bench.peer.on(kProviders, 200, list({one, provider("2", "openai")}));
        bench.peer.on(kPresets, 200, list({kPreset}));
        bench.peer.on(kHealth, 200, list({}));
        bench.openPage("providers");
        QTRY_VERIFY(bench.page->hasData());
        bench.page->open(QStringLiteral("openai"));
        auto* call = bench.part<QPushButton>("page.providers.call");
        QVERIFY(!call->isEnabled());
        bench.page->open(QStringLiteral("azure"));
        QVERIFY(call->isEnabled());
        QVERIFY2(call->text().contains(QStringLiteral("$0.0000018")), qPrintable(call->text()));
        QVERIFY(bench.part<QLabel>("page.providers.details.probe")->text().contains(QStringLiteral("gpt-4o-mini")));
        QVERIFY(bench.part<QLabel>("page.providers.details.lastProbe")->text().contains(QStringLiteral("230 ms")));
        bench.peer.on("POST /api/v1/admin/providers/1/probe", 200, R"({"ok":true,"status":200,"latency_ms":240,"error":null,"models":[],"call":"chat",
            "model":"gpt-4o-mini","cost_nanousd":2100,"trace_id":"req-2","tokens_in":8,"tokens_out":1})");
        press(bench, "page.providers.call");
        QTRY_VERIFY(bench.part<QLabel>("page.providers.test.verdict")->text().contains(QStringLiteral("$0.0000021")));
        QCOMPARE(bench.peer.lastOf("POST /api/v1/admin/providers/1/probe").body[QStringLiteral("call")].toString(), QStringLiteral("chat"));
    }

    void namesAProbeModelInTheForm() {
        PageBench bench;
        openWithTwo(bench);
        bench.peer.on("PATCH /api/v1/admin/providers/1", 200, provider("1", "azure"));
        press(bench, "page.providers.edit");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.editProvider.probe_model"), QStringLiteral("gpt-4o-mini"));
        press(bench, "dialog.editProvider.verb");
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/providers/1"), 1);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/providers/1").body[QStringLiteral("probe_model")].toString(), QStringLiteral("gpt-4o-mini"));
    }

    void offersToAddAProviderWhenThereIsNone() {
        PageBench bench;
        bench.peer.on(kProviders, 200, list({}));
        bench.peer.on(kPresets, 200, list({}));
        bench.peer.on(kHealth, 200, list({}));
        bench.openPage("providers");
        QTRY_VERIFY(bench.page->hasData());
        QWidget* empty = bench.part("page.providers.empty");
        QTRY_VERIFY(empty->isVisible());
        QTest::mouseClick(empty->findChild<QPushButton*>(QStringLiteral("emptyState.action")), Qt::LeftButton);
        QTRY_VERIFY(bench.part("dialog.newProvider"));
        QVERIFY(!bench.part("page.providers.newPreset")->isEnabled());
    }

    void staysUsefulWhenOnlyTheHealthIsMissing() {
        PageBench bench;
        bench.peer.on(kHealth, 503, R"({"error":{"code":"X_BUSY","message":"Busy."}})");
        bench.peer.on(kProviders, 200, list({provider("1", "azure")}));
        bench.peer.on(kPresets, 200, list({kPreset}));
        bench.openPage("providers");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->text().contains(QStringLiteral("Busy.")));
        QVERIFY(problem->text().contains(QStringLiteral("Recent health")));
        QVERIFY(bench.part("page.providers.new")->isEnabled());
    }

    void addsAProviderAndOffersATest() {
        PageBench bench;
        openWithTwo(bench);
        bench.peer.on("POST /api/v1/admin/providers", 201, provider("3", "local"));
        press(bench, "page.providers.new");
        QTRY_VERIFY(bench.part("dialog.newProvider"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newProvider.name"), QStringLiteral("local"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newProvider.base_url"), QStringLiteral("https://local.example.com"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newProvider.api_key"), QStringLiteral("sk-secret"));
        bench.peer.on(kProviders, 200, list({provider("1", "azure"), provider("2", "openai"), provider("3", "local")}));
        press(bench, "dialog.newProvider.verb");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 3);
        const PeerRequest sent = bench.peer.lastOf("POST /api/v1/admin/providers");
        QCOMPARE(sent.body[QStringLiteral("api_key")].toString(), QStringLiteral("sk-secret"));
        QCOMPARE(sent.headers.value("idempotency-key").size(), 32);
        bench.peer.on("POST /api/v1/admin/providers/3/probe", 200, R"({"ok":true,"status":200,"latency_ms":81,"error":null,"models":["llama"]})");
        press(bench, "page.providers.testNew");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/providers/3/probe"), 1);
    }

    void keepsTheFormWhenTheAddressIsPrivate() {
        PageBench bench;
        openWithTwo(bench);
        bench.peer.on("POST /api/v1/admin/providers", 422,
                      R"({"error":{"code":"PRIVATE_ADDRESS","message":"Private.","field":"base_url"}})");
        press(bench, "page.providers.new");
        QTRY_VERIFY(bench.part("dialog.newProvider"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newProvider.name"), QStringLiteral("local"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newProvider.base_url"), QStringLiteral("https://10.0.0.7"));
        press(bench, "dialog.newProvider.verb");
        QTRY_VERIFY(!bench.part<QLabel>("dialog.newProvider.base_url.problem")->text().isEmpty());
        QCOMPARE(bench.part<QLineEdit>("dialog.newProvider.name")->text(), QStringLiteral("local"));
    }

    void editsOnlyChangedFieldsAndUndoes() {
        PageBench bench;
        openWithTwo(bench);
        catchUndo(bench);
        bench.peer.on("PATCH /api/v1/admin/providers/1", 200, provider("1", "azure"));
        press(bench, "page.providers.edit");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.editProvider.idle_timeout_ms"), QStringLiteral("7000"));
        press(bench, "dialog.editProvider.verb");
        QTRY_VERIFY(undo_);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/providers/1").body, (QJsonObject{{QStringLiteral("idle_timeout_ms"), 7000}}));
        undo_();
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/providers/1"), 2);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/providers/1").body,
                 (QJsonObject{{QStringLiteral("idle_timeout_ms"), QJsonValue()}}));
    }

    void switchesOffWithAWarningAndBackOn() {
        PageBench bench;
        openWithTwo(bench, "openai");
        catchUndo(bench);
        bench.peer.on("PATCH /api/v1/admin/providers/2", 200, provider("2", "openai", false));
        press(bench, "page.providers.toggle");
        QVERIFY(bench.part<QLabel>("dialog.switchOff.warning")->text().contains(QStringLiteral("default")));
        bench.peer.on(kProviders, 200, list({provider("1", "azure"), provider("2", "openai", false)}));
        press(bench, "dialog.switchOff.verb");
        QTRY_VERIFY(undo_);
        QTRY_COMPARE(cell(bench, 1, "Recent health"), QStringLiteral("Off"));
        QCOMPARE(bench.part<QPushButton>("page.providers.toggle")->text(), QStringLiteral("Switch on"));
        press(bench, "page.providers.toggle");
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/providers/2"), 2);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/providers/2").body, (QJsonObject{{QStringLiteral("is_active"), true}}));
    }

    void removesOneThatNoPresetUses() {
        PageBench bench;
        openWithTwo(bench, "openai");
        QVERIFY(!bench.part("page.providers.remove")->isEnabled());
        QVERIFY(bench.part("page.providers.remove")->toolTip().contains(QStringLiteral("default")));
        bench.page->open(QStringLiteral("azure"));
        bench.peer.on("DELETE /api/v1/admin/providers/1", 200, R"({"id":"1","deleted":true})");
        press(bench, "page.providers.remove");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.removeProvider.name"), QStringLiteral("azure"));
        bench.peer.on(kProviders, 200, list({provider("2", "openai")}));
        press(bench, "dialog.removeProvider.verb");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
    }

    void showsWhatATestFound_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QStringList>("shown");  // DNS, HTTP status, whole call
        QTest::addColumn<QString>("verdict");
        const auto dash = QStringLiteral("—");
        QTest::newRow("passed") << 200 << QByteArray(R"({"ok":true,"status":200,"latency_ms":81,"error":null,"models":["llama"]})")
                                << QStringList{dash, QStringLiteral("200"), QStringLiteral("81 ms")} << "llama";
        QTest::newRow("with steps") << 200 << QByteArray(R"({"ok":true,"status":200,"latency_ms":81,"dns_ms":4.012,"models":[]})")
                                    << QStringList{QStringLiteral("4.0 ms"), QStringLiteral("200"), QStringLiteral("81 ms")} << "are right";
        QTest::newRow("wrong credential") << 200 << QByteArray(R"({"ok":false,"status":401,"latency_ms":50,"error":"It refused the credential.","models":[]})")
                                          << QStringList{dash, QStringLiteral("401"), QStringLiteral("50 ms")} << "refused the credential";
        QTest::newRow("broken way") << 200 << QByteArray(R"({"ok":false,"status":null,"latency_ms":3,"dns_ms":1.5,"error":"x","error_code":"UPSTREAM_UNREACHABLE","error_detail":"a:1: Connection refused","models":[]})")
                                    << QStringList{QStringLiteral("1.5 ms"), dash, QStringLiteral("3.0 ms")} << "cannot be reached. (a:1: Connection refused)";
        QTest::newRow("the gateway refuses") << 503 << QByteArray(R"({"error":{"code":"X_BUSY","message":"Busy."}})")
                                             << QStringList{dash, dash, dash} << "Busy.";
    }

    void showsWhatATestFound() {
        QFETCH(int, status);
        QFETCH(QByteArray, reply);
        QFETCH(QStringList, shown);
        QFETCH(QString, verdict);
        PageBench bench;
        openWithTwo(bench);
        bench.peer.on("POST /api/v1/admin/providers/1/probe", status, reply);
        press(bench, "page.providers.test");
        QVERIFY(!bench.part("page.providers.test")->isEnabled());
        auto* told = bench.part<QLabel>("page.providers.test.verdict");
        QTRY_VERIFY2(told->text().contains(verdict), qPrintable(told->text()));
        QCOMPARE(bench.part<QLabel>("page.providers.test.0")->text(), shown[0]);
        QCOMPARE(bench.part<QLabel>("page.providers.test.4")->text(), shown[1]);
        QCOMPARE(bench.part<QLabel>("page.providers.test.5")->text(), shown[2]);
        QVERIFY(bench.part("page.providers.test")->isEnabled());
    }

    void showsForbiddenActionsWithTheReason_data() {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<bool>("mayTest");
        QTest::newRow("viewer") << QByteArray("viewer") << false;
        QTest::newRow("operator") << QByteArray("operator") << true;
    }

    void showsForbiddenActionsWithTheReason() {
        QFETCH(QByteArray, role);
        QFETCH(bool, mayTest);
        PageBench bench(role);
        openWithTwo(bench);
        for (const char* name : {"page.providers.new", "page.providers.newPreset", "page.providers.import", "page.providers.edit",
                                 "page.providers.toggle", "page.providers.remove", "page.providers.addRoute", "page.providers.apply"}) {
            QVERIFY2(!bench.part(name)->isEnabled(), name);
            QVERIFY2(bench.part(name)->toolTip().contains(QStringLiteral("administrator")), name);
        }
        QCOMPARE(bench.part("page.providers.test")->isEnabled(), mayTest);
        QVERIFY(bench.part<QLabel>("page.providers.hint")->text().contains(QStringLiteral("administrator")));
    }
};

QTEST_MAIN(ProvidersPageTest)
#include "providers_page_test.moc"
