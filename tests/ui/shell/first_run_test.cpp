// The first steps by clicks and typing: the whole way, each skip, back, refusals, resuming and taking them again.
#include "first_run_bench.hpp"

#include "ui/pages/preferences.hpp"
#include "ui/shell/console_preferences.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>

using ui::shell::ViewState;
using ui::widgets::InlineMessage;

namespace {

constexpr const char* kArrived =
    "event: requests\ndata: {\"items\":[{\"id\":\"r1\",\"trace_id\":\"req-1\",\"key_id\":\"k1\",\"model\":\"openai/gpt-4o-mini\","
    "\"status\":200,\"latency_ms\":412}]}\n\n";

}  // namespace

class FirstRunTest : public QObject {
    Q_OBJECT

    static void makeAdmin(FirstRunBench& bench) {
        QTRY_VERIFY(bench.shows("firstRun.language"));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.shows("firstRun.gateway"));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.shows("firstAdminView"));
        bench.type("firstAdmin.email", "ops@example.com");
        bench.type("firstAdmin.password", "long enough");
        bench.type("firstAdmin.again", "long enough");
        QVERIFY(bench.press("firstAdmin.submit"));
        QTRY_VERIFY(bench.shows("firstRun.provider"));
    }

private Q_SLOTS:
    void goesFromTheFirstStartToTheFirstRequest() {
        FirstRunBench bench;
        bench.start();
        makeAdmin(bench);
        bench.type("firstRun.provider.apiKey", "sk-test");
        QVERIFY(bench.press("firstRun.provider.test"));
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.part<InlineMessage>("firstRun.provider.message")->text().contains(QStringLiteral("120")));
        QCOMPARE(bench.part<QComboBox>("firstRun.provider.model")->currentText(), QStringLiteral("gpt-4o-mini"));
        const QJsonObject sent = bench.peer.lastOf("POST /api/v1/admin/providers").body;
        QCOMPARE(sent.value(QStringLiteral("api_key")).toString(), QStringLiteral("sk-test"));
        QCOMPARE(sent.value(QStringLiteral("base_url")).toString(), QStringLiteral("https://api.openai.com"));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.shows("firstRun.key"));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.press("firstRun.key.create"));
        auto* step = bench.part("firstRun.key");
        QTRY_COMPARE(step->findChild<QLineEdit*>(QStringLiteral("secretField.text"))->text(), QStringLiteral("gw-secret"));
        QCOMPARE(bench.peer.lastOf("POST /api/v1/admin/api-keys").headers.value("idempotency-key").size(), 32);
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.shows("firstRun.request"));
        waitsForTheRequest(bench);
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.text("firstRun.done.summary").contains(QStringLiteral("first-key")));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.window->isShowingPages());
        QVERIFY(ViewState(bench.settings).firstRunDone());
        QVERIFY(!bench.settings.fileName().isEmpty());
        bench.settings.sync();
        QFile kept(bench.settings.fileName());
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY2(!kept.readAll().contains("gw-secret"), "the secret is written nowhere");
    }

    void skipsEachStepButTheAdministrator() {
        FirstRunBench bench;
        bench.start();
        QTRY_VERIFY(bench.shows("firstRun.language"));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.press("firstRun.gateway.other"));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.press("firstRun.skip"));
        QVERIFY(bench.shows("firstAdminView"));
        QVERIFY(!bench.shows("firstRun.skip"));
        QVERIFY(!bench.shows("firstRun.close"));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        bench.hasAdmin = true;  // made elsewhere, with gatehoused admin create
        QTRY_VERIFY(bench.shows("firstRun.provider"));
        for (const char* next : {"firstRun.key", "firstRun.request", "firstRun.done"}) {
            QVERIFY(bench.press("firstRun.skip"));
            QVERIFY2(bench.shows(next), next);
        }
        QVERIFY(bench.text("firstRun.done.summary").contains(QStringLiteral("none yet")));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.window->isShowingPages());
        QCOMPARE(bench.peer.count("POST /api/v1/admin/providers"), 0);
    }

    void goesBackAndShowsWhatIsThere() {
        FirstRunBench bench;
        bench.start();
        makeAdmin(bench);
        bench.type("firstRun.provider.url", "https://models.example.com");
        QVERIFY(bench.press("firstRun.back"));
        QVERIFY(bench.shows("firstAdminView"));
        QVERIFY(!bench.shows("firstAdmin.email"));
        QVERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.press("firstRun.back"));
        QVERIFY(bench.press("firstRun.back"));
        QVERIFY(bench.shows("firstRun.language"));
        QVERIFY(!bench.part<QPushButton>("firstRun.back")->isEnabled());
        for (int i = 0; i < 3; ++i) QVERIFY(bench.press("firstRun.continue"));
        QCOMPARE(bench.part<QLineEdit>("firstRun.provider.url")->text(), QStringLiteral("https://models.example.com"));
    }

    void keepsTheInputWhenTheProviderIsRefused() {
        FirstRunBench bench;
        bench.peer.on("POST /api/v1/admin/providers", 422, R"({"error":{"code":"X_PRIVATE","message":"That address is private.","field":"base_url"}})");
        bench.start();
        makeAdmin(bench);
        bench.type("firstRun.provider.url", "not an address");
        QVERIFY(!bench.part<QPushButton>("firstRun.provider.test")->isEnabled());
        QVERIFY(bench.part<QPushButton>("firstRun.provider.test")->toolTip().contains(QStringLiteral("address")));
        bench.type("firstRun.provider.url", "http://10.0.0.9:9000");
        bench.type("firstRun.provider.apiKey", "sk-test");
        QVERIFY(bench.press("firstRun.provider.test"));
        auto* message = bench.part<InlineMessage>("firstRun.provider.message");
        QTRY_VERIFY(message->text().contains(QStringLiteral("That address is private.")));
        QCOMPARE(message->kind(), InlineMessage::Kind::crit);
        QCOMPARE(bench.part<QLineEdit>("firstRun.provider.url")->text(), QStringLiteral("http://10.0.0.9:9000"));
        QCOMPARE(bench.part<QLineEdit>("firstRun.provider.apiKey")->text(), QStringLiteral("sk-test"));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        bench.peer.on("POST /api/v1/admin/providers", 201, R"({"id":"p1","name":"openai"})");
        QVERIFY(bench.press("firstRun.provider.private"));
        QVERIFY(bench.press("firstRun.provider.test"));
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.peer.lastOf("POST /api/v1/admin/providers").body.value(QStringLiteral("allow_private")).toBool());
    }

    void changesTheSavedProviderWhenTheTestFails() {
        FirstRunBench bench;
        bench.peer.on("POST /api/v1/admin/providers/p1/probe", 200, R"({"ok":false,"status":401,"latency_ms":9,"error":"The credential is refused.","models":[]})");
        bench.start();
        makeAdmin(bench);
        bench.type("firstRun.provider.apiKey", "sk-wrong");
        QVERIFY(bench.press("firstRun.provider.test"));
        auto* message = bench.part<InlineMessage>("firstRun.provider.message");
        QTRY_VERIFY(message->text().contains(QStringLiteral("The credential is refused.")));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(!bench.part<QLineEdit>("firstRun.provider.name")->isEnabled());
        bench.peer.on("POST /api/v1/admin/providers/p1/probe", 200, R"({"ok":true,"status":200,"latency_ms":9,"error":null,"models":["gpt-4o"]})");
        bench.type("firstRun.provider.apiKey", "sk-right");
        QTest::keyClick(bench.part<QLineEdit>("firstRun.provider.apiKey"), Qt::Key_Return);
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QCOMPARE(bench.peer.count("POST /api/v1/admin/providers"), 1);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/providers/p1").body.value(QStringLiteral("api_key")).toString(), QStringLiteral("sk-right"));
    }

    void triesTheDemoProviderAndTakesOverAnEarlierOne() {
        FirstRunBench bench;
        int asked = -1;
        bench.startDemo = [&asked](int port) { return asked = port, 4321; };
        bench.peer.on("POST /api/v1/admin/providers", 409, R"({"error":{"code":"X_TAKEN","message":"That name is taken."}})");
        bench.start();
        makeAdmin(bench);
        bench.peer.on("GET /api/v1/admin/providers", 200, R"({"items":[{"id":"p1","name":"demo"}],"next_cursor":null})");
        bench.peer.on("POST /api/v1/admin/providers/p1/probe", 200, R"({"ok":true,"status":200,"latency_ms":2,"error":null,"models":["demo-small"]})");
        QVERIFY(bench.press("firstRun.provider.demo"));
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QCOMPARE(asked, 0);
        const QJsonObject sent = bench.peer.lastOf("PATCH /api/v1/admin/providers/p1").body;
        QCOMPARE(sent.value(QStringLiteral("base_url")).toString(), QStringLiteral("http://127.0.0.1:4321"));
        QVERIFY(sent.value(QStringLiteral("allow_private")).toBool());
        QCOMPARE(ViewState(bench.settings).demoPort(), 4321);
        QCOMPARE(bench.part<QComboBox>("firstRun.provider.model")->currentText(), QStringLiteral("demo-small"));
    }

    void saysWhenTheDemoProviderCannotStart() {
        FirstRunBench bench;
        bench.startDemo = [](int) { return 0; };
        bench.start();
        makeAdmin(bench);
        QVERIFY(bench.press("firstRun.provider.demo"));
        QVERIFY(bench.part<InlineMessage>("firstRun.provider.message")->text().contains(QStringLiteral("could not be started")));
        QCOMPARE(bench.peer.count("POST /api/v1/admin/providers"), 0);
    }

    void saysWhyAKeyIsRefused() {
        FirstRunBench bench;
        bench.peer.on("POST /api/v1/admin/api-keys", 422, R"({"error":{"code":"X_NAME","message":"That name is taken."}})");
        bench.start();
        makeAdmin(bench);
        QVERIFY(bench.press("firstRun.skip"));
        bench.type("firstRun.key.name", "mine");
        QTest::keyClick(bench.part<QLineEdit>("firstRun.key.name"), Qt::Key_Return);
        QTRY_VERIFY(bench.part<InlineMessage>("firstRun.key.message")->text().contains(QStringLiteral("taken")));
        QCOMPARE(bench.part<QLineEdit>("firstRun.key.name")->text(), QStringLiteral("mine"));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
    }

    void goesOnWhereItWasLeft() {
        FirstRunBench bench;
        bench.start();
        makeAdmin(bench);
        QVERIFY(bench.press("firstRun.provider.test"));
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.press("firstRun.key.create"));
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.press("firstRun.continue"));
        bench.close();
        bench.start();
        QTRY_VERIFY(bench.shows("firstRun.request"));
        QVERIFY(bench.part<QPlainTextEdit>("firstRun.request.curl.text")->toPlainText().contains(QStringLiteral("openai/gpt-4o-mini")));
        QVERIFY(!bench.part("firstRun.request")->findChild<QWidget*>(QStringLiteral("secretField"))->isVisible());
        QVERIFY(bench.press("firstRun.back"));
        QVERIFY(bench.text("firstRun.key.made").contains(QStringLiteral("cannot be shown again")));
    }

    void isOfferedWhenThereIsNoProvider() {
        FirstRunBench bench;
        bench.hasAdmin = true;
        bench.start();
        QTRY_VERIFY(bench.shows("firstRun.language"));
        QVERIFY(bench.press("firstRun.close"));
        QVERIFY(bench.window->isShowingPages());
        bench.close();
        bench.start();
        QTRY_VERIFY(bench.window->isShowingPages());
    }

    void leavesAServingGatewayAlone() {
        FirstRunBench bench;
        bench.hasAdmin = true;
        bench.peer.on("GET /api/v1/admin/providers", 200, R"({"items":[{"id":"p1","name":"openai"}],"next_cursor":null})");
        bench.start();
        QTRY_VERIFY(ViewState(bench.settings).firstRunDone());
        QVERIFY(bench.window->isShowingPages());
        bench.window->openPage(QStringLiteral("settings"));
        QVERIFY(bench.press("page.settings.firstSteps"));
        QVERIFY(bench.shows("firstRun.language"));
        QVERIFY(bench.press("firstRun.close"));
        QVERIFY(bench.window->isShowingPages());
        QCOMPARE(bench.window->currentPageName(), QStringLiteral("settings"));
    }

    void asksOnlyForTheAdministratorWhereItIsNotOffered() {
        FirstRunBench bench;
        bench.offered = false;
        bench.start();
        QTRY_VERIFY(bench.shows("firstAdminView"));
        QVERIFY(!bench.shows("firstRun.continue"));
        bench.hasAdmin = true;
        QTRY_VERIFY(bench.window->isShowingPages());
    }

    void choosesThemeAndAnotherGateway() {
        FirstRunBench bench;
        bench.start();
        QTRY_VERIFY(bench.shows("firstRun.language"));
        QVERIFY(bench.press("firstRun.theme.dark"));
        QCOMPARE(ui::style::currentTheme(), ui::style::ThemeKind::dark);
        QVERIFY(bench.press("firstRun.theme.light"));
        QSignalSpy language(&bench.window->preferences(), &ui::shell::ConsolePreferences::languageChosen);
        QVERIFY(bench.press("firstRun.language.zh_CN"));
        QTRY_COMPARE(language.size(), 1);
        QCOMPARE(language.first().first().toString(), QStringLiteral("zh_CN"));
        QVERIFY(bench.press("firstRun.continue"));
        QVERIFY(bench.press("firstRun.gateway.other"));
        QVERIFY(!bench.part<QPushButton>("firstRun.gateway.attach")->isEnabled());
        bench.type("firstRun.gateway.address", "gateway.example.com:8000");
        QSignalSpy attach(bench.window.get(), &ui::shell::MainWindow::attachChosen);
        QVERIFY(bench.press("firstRun.gateway.attach"));
        QCOMPARE(attach.size(), 1);
        QCOMPARE(attach.first().first().toUrl(), QUrl(QStringLiteral("https://gateway.example.com:8000")));
    }

    void everyControlHasNameAndKeyboardPath() {
        FirstRunBench bench;
        bench.start();
        for (const QAbstractButton* button : bench.part("firstRunView")->findChildren<QAbstractButton*>()) {
            if (button->objectName().startsWith(QStringLiteral("qt_")) || button->objectName() == QStringLiteral("ScrollLeftButton") ||
                button->objectName() == QStringLiteral("ScrollRightButton")) {
                continue;  // parts that Qt makes for itself
            }
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!button->accessibleName().isEmpty() || !button->isVisible(), qPrintable(button->objectName()));
        }
    }

private:
    static void waitsForTheRequest(FirstRunBench& bench) {
        const QString curl = bench.part<QPlainTextEdit>("firstRun.request.curl.text")->toPlainText();
        QVERIFY2(curl.contains(QStringLiteral("http://127.0.0.1:8000/v1/chat/completions")), qPrintable(curl));
        QVERIFY(curl.contains(QStringLiteral("$GW_KEY")));
        QVERIFY(curl.contains(QStringLiteral("openai/gpt-4o-mini")));
        QVERIFY(bench.press("firstRun.request.curl.copy"));
        QCOMPARE(QGuiApplication::clipboard()->text(), curl);
        // The gateway's own address: here the peer plays that too.
        bench.peer.on("GET /api/v1/engine", 200, R"({"stage":"ready","failed_stage":null,"error":null,"version":"0.1.0","url":")" +
                                                     bench.peer.url().toString().toUtf8() + R"("})");
        QTRY_COMPARE(bench.client->gatewayUrl(), bench.peer.url().toString());
        bench.peer.on("POST /v1/chat/completions", 429, R"({"error":{"message":"The limit is reached.","type":"x","param":null,"code":"rate_limit_exceeded"}})");
        QVERIFY(bench.press("firstRun.request.test"));
        QTRY_VERIFY2(bench.text("firstRun.request.outcome").contains(QStringLiteral("429: The limit is reached.")), qPrintable(bench.text("firstRun.request.outcome")));
        bench.peer.on("POST /v1/chat/completions", 200, R"({"choices":[{"message":{"role":"assistant","content":"<b>Hello</b>,\n there"}}]})");
        QVERIFY(bench.press("firstRun.request.test"));
        QTRY_VERIFY2(bench.text("firstRun.request.outcome").contains(QStringLiteral("“<b>Hello</b>, there”")), qPrintable(bench.text("firstRun.request.outcome")));
        const PeerRequest sent = bench.peer.lastOf("POST /v1/chat/completions");
        QCOMPARE(sent.headers.value("authorization"), QByteArray("Bearer gw-secret"));
        QVERIFY(!sent.headers.contains("x-gatehouse-local"));
        QCOMPARE(sent.body.value(QLatin1StringView("model")).toString(), QStringLiteral("openai/gpt-4o-mini"));
        QTRY_VERIFY(bench.peer.streamCount() > 0);
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        bench.peer.push(QByteArray(kArrived).replace("\"k1\"", "\"k9\""));
        bench.peer.push(QByteArray(kArrived).replace("200", "404").replace("\"latency_ms\"", "\"error_code\":\"unknown_model\",\"latency_ms\""));
        QTRY_VERIFY(bench.text("firstRun.request.waiting").contains(QStringLiteral("404")));
        QVERIFY(!bench.part<QPushButton>("firstRun.continue")->isEnabled());
        bench.peer.push(kArrived);
        QTRY_VERIFY(bench.part<QPushButton>("firstRun.continue")->isEnabled());
        QVERIFY(bench.text("firstRun.request.waiting").contains(QStringLiteral("412")));
    }
};

QTEST_MAIN(FirstRunTest)
#include "first_run_test.moc"
