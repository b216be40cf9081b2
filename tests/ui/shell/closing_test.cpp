#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/shell/closing.hpp"
#include "ui/widgets/confirm_dialog.hpp"

#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using ui::bridge::AdminClient;
using ui::bridge::Link;
using ui::shell::Closing;
using ui::shell::ViewState;
using ui::widgets::ConfirmDialog;

namespace {

struct Stage {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat};
    HttpPeer peer;
    QWidget window;
    std::unique_ptr<AdminClient> client;
    std::unique_ptr<Closing> closing;
    std::unique_ptr<QSignalSpy> quit, tray, minimise;

    void start(bool withTray, bool embedded, int inflight) {
        answerAsReadyEngine(peer);
        peer.on("GET /health/live", 200, "{}");
        setInflight(inflight);
        client = std::make_unique<AdminClient>(ui::bridge::Endpoint{peer.url(), "s", embedded});
        closing = std::make_unique<Closing>(window, *client, ViewState(settings), withTray);
        quit = std::make_unique<QSignalSpy>(closing.get(), &Closing::quitConfirmed);
        tray = std::make_unique<QSignalSpy>(closing.get(), &Closing::hideToTray);
        minimise = std::make_unique<QSignalSpy>(closing.get(), &Closing::minimize);
        window.show();
        QTRY_VERIFY(client->link() != Link::connecting);
    }
    void setInflight(int inflight) {
        peer.on("GET /api/v1/engine", 200, "{\"stage\":\"ready\",\"has_admin\":true,\"inflight\":" + QByteArray::number(inflight) + "}");
    }
    ConfirmDialog* dialog(const char* name) { return window.findChild<ConfirmDialog*>(QLatin1StringView(name)); }
    void press(ConfirmDialog* dialog, const char* name) {
        QTest::mouseClick(dialog->findChild<QPushButton*>(QLatin1StringView(name)), Qt::LeftButton);
    }
};

}  // namespace

class ClosingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void explainsTheTrayOnceAndRemembers() {
        Stage stage;
        stage.start(true, true, 0);
        stage.closing->closeRequested();
        ConfirmDialog* dialog = stage.dialog("closing.tray");
        QVERIFY(dialog);
        QVERIFY(stage.tray->isEmpty());
        stage.press(dialog, "confirmDialog.verb");
        QCOMPARE(stage.tray->size(), 1);
        stage.closing->closeRequested();
        QCOMPARE(stage.tray->size(), 2);
    }

    void cancellingTheExplanationKeepsTheWindow() {
        Stage stage;
        stage.start(true, true, 0);
        stage.closing->closeRequested();
        stage.press(stage.dialog("closing.tray"), "confirmDialog.cancel");
        QVERIFY(stage.tray->isEmpty());
        QVERIFY(stage.quit->isEmpty());
        QVERIFY(!ViewState(stage.settings).trayExplained());
    }

    void asksMinimiseOrQuitWithoutATray() {
        Stage stage;
        stage.start(false, true, 0);
        stage.closing->closeRequested();
        stage.press(stage.dialog("closing.choice"), "confirmDialog.verb");
        QCOMPARE(stage.minimise->size(), 1);
        QVERIFY(stage.quit->isEmpty());
        stage.closing->closeRequested();
        stage.press(stage.dialog("closing.choice"), "confirmDialog.alternative");
        QTRY_COMPARE(stage.quit->size(), 1);
    }

    void quitsAtOnceWhenNothingIsInFlight() {
        Stage stage;
        stage.start(true, true, 0);
        stage.closing->quitChosen();
        QTRY_COMPARE(stage.quit->size(), 1);
        QVERIFY(!stage.dialog("closing.drain"));
    }

    void saysHowManyRequestsAreInFlight() {
        Stage stage;
        stage.start(true, true, 0);
        stage.setInflight(7);
        stage.closing->quitChosen();
        stage.closing->quitChosen();
        QTRY_VERIFY(stage.dialog("closing.drain"));
        QVERIFY(stage.dialog("closing.drain")->windowTitle().contains(u'7'));
        QVERIFY(stage.quit->isEmpty());
        stage.press(stage.dialog("closing.drain"), "confirmDialog.verb");
        QCOMPARE(stage.quit->size(), 1);
    }

    void cancellingTheQuestionKeepsTheGateway() {
        Stage stage;
        stage.start(true, true, 7);
        stage.closing->quitChosen();
        QTRY_VERIFY(stage.dialog("closing.drain"));
        stage.press(stage.dialog("closing.drain"), "confirmDialog.cancel");
        QVERIFY(stage.quit->isEmpty());
    }

    void doesNotWaitForAnEngineThatFellSilent() {
        Stage stage;
        stage.start(true, true, 0);
        stage.peer.on("GET /api/v1/engine", [](const PeerRequest&) { return PeerReply{200, {}, true}; });
        stage.closing->quitChosen();
        QTRY_COMPARE(stage.quit->size(), 1);
    }

    void closingTheConsoleOfARemoteGatewayQuits() {
        Stage stage;
        stage.start(true, false, 0);
        stage.closing->closeRequested();
        QCOMPARE(stage.quit->size(), 1);
    }
};

QTEST_MAIN(ClosingTest)
#include "closing_test.moc"
