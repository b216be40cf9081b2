#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/navigation_model.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace std::chrono_literals;
using ui::bridge::AdminClient;
using ui::bridge::Link;
using ui::shell::MainWindow;
using ui::shell::NavigationModel;
using ui::shell::ViewState;

namespace {

ui::bridge::BridgeTiming quick() {
    ui::bridge::BridgeTiming timing;
    timing.pollStarting = 20ms;
    timing.pollReady = 40ms;
    return timing;
}

struct Stage {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat};
    HttpPeer peer;
    std::unique_ptr<AdminClient> client;
    std::unique_ptr<MainWindow> window;

    explicit Stage(bool embedded = true) {
        answerAsReadyEngine(peer);
        peer.on("GET /health/live", 200, "{}");
        embedded_ = embedded;
    }
    void start() {
        client = std::make_unique<AdminClient>(ui::bridge::Endpoint{peer.url(), "s", embedded_}, nullptr, quick());
        window = std::make_unique<MainWindow>(*client, ViewState(settings));
        window->show();
        window->activateWindow();
    }
    template <typename T>
    T* find(const char* name) const {
        return window->findChild<T*>(QLatin1StringView(name));
    }
    bool shows(const char* view) const {
        const auto* widget = window->findChild<QWidget*>(QLatin1StringView(view));
        return widget && widget->isVisible();
    }
    bool embedded_ = true;
};

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsTheStartThenThePages() {
        Stage stage;
        bool ready = false;
        const QByteArray engine = R"({"stage":"%","url":"http://127.0.0.1:8000","environment":{"name":"local","class":"production"}})";
        stage.peer.on("GET /api/v1/engine", [&](const PeerRequest&) {
            return PeerReply{200, QByteArray(engine).replace("%", ready ? "ready" : "store")};
        });
        stage.start();
        QTRY_VERIFY(stage.shows("stageView"));
        QVERIFY(!stage.find<QComboBox>("strip.range")->isVisible());
        QTRY_COMPARE(stage.find<QLabel>("strip.status")->text(), QStringLiteral("Starting"));
        ready = true;
        QTRY_VERIFY(stage.window->isShowingPages());
        QTRY_COMPARE(stage.find<QLabel>("strip.status")->text(), QStringLiteral("Running"));
        QVERIFY(stage.find<QComboBox>("strip.range")->isVisible());
        QVERIFY(stage.window->currentPage());
    }

    void mendsATakenPortThroughTheApi() {
        Stage stage;
        stage.peer.on("GET /api/v1/engine", 200,
                      R"({"stage":"failed","failed_stage":"workers","error":{"code":"PORT_TAKEN","message":"m","detail":{"port":8000}}})");
        stage.peer.on("POST /api/v1/engine/retry", [&](const PeerRequest&) {
            answerAsReadyEngine(stage.peer);
            return PeerReply{202, R"({"stage":"workers"})"};
        });
        stage.start();
        QTRY_VERIFY(stage.find<QPushButton>("stage.anyPort")->isVisible());
        QTRY_COMPARE(stage.find<QLabel>("strip.status")->text(), QStringLiteral("Failed to start"));
        QTest::mouseClick(stage.find<QPushButton>("stage.anyPort"), Qt::LeftButton);
        QTRY_VERIFY(stage.window->isShowingPages());
        const QJsonObject sent = stage.peer.lastOf("POST /api/v1/engine/retry").body;
        QVERIFY(sent.contains(QStringLiteral("port")));
        QCOMPARE(sent.value(QStringLiteral("port")).toInt(-1), 0);
    }

    void tellsWhenTheRetryIsRefused() {
        Stage stage;
        stage.peer.on("GET /api/v1/engine", 200, R"({"stage":"failed","failed_stage":"store","error":{"code":"STORE_FAILED","message":"m"}})");
        stage.peer.on("POST /api/v1/engine/retry", 503, R"({"error":{"code":"TOO_BUSY","message":"m"}})");
        stage.start();
        QTRY_VERIFY(stage.find<QPushButton>("stage.retry")->isVisible());
        QTest::mouseClick(stage.find<QPushButton>("stage.retry"), Qt::LeftButton);
        QTRY_VERIFY(stage.find<ui::widgets::InlineMessage>("stage.problem")->text().contains(QStringLiteral("Too many")));
        QVERIFY(stage.peer.lastOf("POST /api/v1/engine/retry").body.isEmpty());
    }

    void answersTheQuestionAfterTheMasterKey() {
        Stage stage;
        stage.peer.on("GET /api/v1/engine", 200,
                      R"({"stage":"failed","failed_stage":"secrets","error":{"code":"PASSPHRASE_NEEDED","message":"m","detail":{"question":"open","keychain":"absent"}}})");
        stage.peer.on("POST /api/v1/engine/retry", [&](const PeerRequest&) {
            answerAsReadyEngine(stage.peer);
            return PeerReply{202, R"({"stage":"secrets"})"};
        });
        stage.start();
        QTRY_VERIFY(stage.shows("keyQuestion.passphrase"));
        QTest::keyClicks(stage.find<QLineEdit>("keyQuestion.passphrase"), QStringLiteral("my passphrase"));
        QTest::keyClick(stage.find<QLineEdit>("keyQuestion.passphrase"), Qt::Key_Return);
        QTRY_VERIFY(stage.window->isShowingPages());
        QCOMPARE(stage.peer.lastOf("POST /api/v1/engine/retry").body.value(QStringLiteral("passphrase")).toString(), QStringLiteral("my passphrase"));
    }

    void signsInOnceAPasswordOfOnesOwnIsChosen() {
        Stage stage(false);
        stage.peer.on("POST /api/v1/auth/login", 200,
                      R"({"access_token":"first","refresh_token":"r","expires_in":900,"user":{"email":"a@b.c","role":"viewer","must_change_password":true}})");
        bool refuse = true;
        stage.peer.on("POST /api/v1/auth/password", [&](const PeerRequest&) {
            if (refuse) return PeerReply{422, R"({"error":{"code":"INVALID_VALUE","message":"m","field":"new_password"}})"};
            return PeerReply{200, R"({"id":"u"})"};
        });
        stage.start();
        QTRY_VERIFY(stage.shows("loginView"));
        QTest::keyClicks(stage.find<QLineEdit>("login.email"), QStringLiteral("a@b.c"));
        QTest::keyClicks(stage.find<QLineEdit>("login.password"), QStringLiteral("given by admin"));
        QTest::mouseClick(stage.find<QPushButton>("login.submit"), Qt::LeftButton);
        QTRY_VERIFY(stage.shows("login.newPassword"));
        QVERIFY(!stage.window->isShowingPages());
        for (const char* name : {"login.newPassword", "login.newPasswordAgain"}) QTest::keyClicks(stage.find<QLineEdit>(name), QStringLiteral("one of my own"));
        QTest::mouseClick(stage.find<QPushButton>("login.submit"), Qt::LeftButton);
        QTRY_VERIFY(stage.find<QWidget>("loginView")->findChild<ui::widgets::InlineMessage*>()->text().contains(QStringLiteral("new_password")));
        refuse = false;
        QTest::mouseClick(stage.find<QPushButton>("login.submit"), Qt::LeftButton);
        QTRY_VERIFY(stage.window->isShowingPages());
        QCOMPARE(stage.peer.lastOf("POST /api/v1/auth/password").headers.value("authorization"), QByteArray("Bearer first"));
        const QJsonObject sent = stage.peer.lastOf("POST /api/v1/auth/password").body;
        QCOMPARE(sent.value(QStringLiteral("current_password")).toString(), QStringLiteral("given by admin"));
        QCOMPARE(sent.value(QStringLiteral("new_password")).toString(), QStringLiteral("one of my own"));
    }

    void makesTheFirstAdministrator() {
        Stage stage;
        stage.peer.on("POST /api/v1/auth/local", 409, R"({"error":{"code":"NO_ADMIN","message":"m"}})");
        bool refuse = true;
        stage.peer.on("POST /api/v1/auth/bootstrap", [&](const PeerRequest&) {
            if (refuse) return PeerReply{422, R"({"error":{"code":"INVALID_VALUE","message":"m","field":"password"}})"};
            return PeerReply{201, R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"a@b.c","role":"admin"}})"};
        });
        stage.start();
        QTRY_VERIFY(stage.shows("firstAdminView"));
        QTest::keyClicks(stage.find<QLineEdit>("firstAdmin.email"), QStringLiteral("a@b.c"));
        QTest::keyClicks(stage.find<QLineEdit>("firstAdmin.password"), QStringLiteral("long enough"));
        QTest::keyClicks(stage.find<QLineEdit>("firstAdmin.again"), QStringLiteral("long enough"));
        QTest::mouseClick(stage.find<QPushButton>("firstAdmin.submit"), Qt::LeftButton);
        auto* view = stage.find<QWidget>("firstAdminView");
        QTRY_VERIFY(view->findChild<ui::widgets::InlineMessage*>()->text().contains(QStringLiteral("password")));
        refuse = false;
        QTest::mouseClick(stage.find<QPushButton>("firstAdmin.submit"), Qt::LeftButton);
        QTRY_VERIFY(stage.window->isShowingPages());
    }

    void signsInAtARemoteGateway() {
        Stage stage(false);
        stage.peer.on("POST /api/v1/auth/login", [&](const PeerRequest& request) {
            if (request.body.value(QStringLiteral("password")) == QStringLiteral("right")) {
                return PeerReply{200, R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"a@b.c","role":"viewer"}})"};
            }
            return PeerReply{401, R"({"error":{"code":"LOGIN_FAILED","message":"m"}})"};
        });
        stage.start();
        QTRY_VERIFY(stage.shows("loginView"));
        QTest::keyClicks(stage.find<QLineEdit>("login.email"), QStringLiteral("a@b.c"));
        QTest::keyClicks(stage.find<QLineEdit>("login.password"), QStringLiteral("wrong"));
        QTest::keyClick(stage.find<QLineEdit>("login.password"), Qt::Key_Return);
        auto* view = stage.find<QWidget>("loginView");
        QTRY_VERIFY(!view->findChild<ui::widgets::InlineMessage*>()->text().isEmpty());
        stage.find<QLineEdit>("login.password")->setText(QStringLiteral("right"));
        QTRY_VERIFY(stage.find<QPushButton>("login.submit")->isEnabled());
        QTest::mouseClick(stage.find<QPushButton>("login.submit"), Qt::LeftButton);
        QTRY_VERIFY(stage.window->isShowingPages());
    }

    void navigatesByMouseKeyboardAndHistory() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        const QStringList names = NavigationModel(ui::pages::allPages()).pageNames();
        QVERIFY(names.size() >= 2);
        QCOMPARE(stage.window->currentPageName(), names.at(0));
        auto* nav = stage.find<QListView>("navigation");
        const auto* model = static_cast<NavigationModel*>(nav->model());
        QTest::mouseClick(nav->viewport(), Qt::LeftButton, {}, nav->visualRect(model->indexOf(names.at(1))).center());
        QCOMPARE(stage.window->currentPageName(), names.at(1));
        QTest::keyClick(stage.window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(stage.window->currentPageName(), names.at(0));
        QCOMPARE(nav->currentIndex(), model->indexOf(names.at(0)));
        QTest::keyClick(stage.window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(stage.window->currentPageName(), names.at(1));
        QTest::keyClick(stage.window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(stage.window->currentPageName(), names.at(0));
        QVERIFY(!stage.window->openPage(QStringLiteral("nothing")));
        QCOMPARE(stage.window->currentPageName(), names.at(0));
    }

    void pagesAreMadeWhenTheyAreOpened() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        QCOMPARE(stage.window->findChildren<ui::pages::Page*>().size(), 1);
        stage.window->openPage(NavigationModel(ui::pages::allPages()).pageNames().at(1));
        QCOMPARE(stage.window->findChildren<ui::pages::Page*>().size(), 2);
    }

    void opensThePageOfLastTime() {
        const QString last = NavigationModel(ui::pages::allPages()).pageNames().at(1);
        Stage stage;
        ViewState(stage.settings).setPage(last);
        stage.start();
        QTRY_COMPARE(stage.window->currentPageName(), last);
    }

    void spacePausesUnlessItIsTyped() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        QVERIFY(QTest::qWaitForWindowActive(stage.window.get()));
        auto* nav = stage.find<QListView>("navigation");
        nav->setFocus();
        QTRY_VERIFY(nav->hasFocus());
        QTest::keyClick(nav, Qt::Key_Space);
        QVERIFY(stage.window->currentPage()->isPaused());
        QVERIFY(stage.find<QPushButton>("strip.pause")->isChecked());
        QTest::keyClick(nav, Qt::Key_Space);
        QVERIFY(!stage.window->currentPage()->isPaused());
        auto* text = new QLineEdit(stage.window->currentPage());
        text->show();
        text->setFocus();
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClick(text, Qt::Key_Space);
        QCOMPARE(text->text(), QStringLiteral(" "));
        QVERIFY(!stage.window->currentPage()->isPaused());
    }

    void thePauseButtonPausesThePage() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        QTest::mouseClick(stage.find<QPushButton>("strip.pause"), Qt::LeftButton);
        QVERIFY(stage.window->currentPage()->isPaused());
    }

    void remembersTheRange() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        auto* range = stage.find<QComboBox>("strip.range");
        QCOMPARE(range->count(), 7);
        range->setCurrentIndex(2);
        Q_EMIT range->activated(2);
        QCOMPARE(ViewState(stage.settings).range(), std::chrono::seconds(3600));
    }

    void keepsThePagesWhenTheConnectionIsLost() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        stage.peer.die();
        auto* message = stage.find<ui::widgets::InlineMessage>("shell.message");
        QTRY_VERIFY(message->isVisible());
        QVERIFY(stage.window->isShowingPages());
        QTRY_COMPARE(stage.find<QLabel>("strip.status")->text(), QStringLiteral("Not connected"));
        QCOMPARE(stage.find<QLabel>("status.connection")->text(), QStringLiteral("Not connected"));
    }

    void copiesTheGatewaysAddress() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        QTest::mouseClick(stage.find<QToolButton>("strip.copyUrl"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:8000"));
    }

    void closingIsDecidedElsewhere() {
        Stage stage;
        stage.start();
        QSignalSpy asked(stage.window.get(), &MainWindow::closeRequested);
        stage.window->close();
        QCOMPARE(asked.size(), 1);
        QVERIFY(stage.window->isVisible());
        stage.window->allowClose();
        stage.window->close();
        QVERIFY(!stage.window->isVisible());
    }

    void showsTheDrain() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        stage.window->showDraining();
        QVERIFY(stage.shows("stageView"));
        QCOMPARE(stage.find<QLabel>("strip.status")->text(), QStringLiteral("Stopping"));
        stage.peer.on("GET /api/v1/engine", 200, R"({"stage":"draining","inflight":5})");
        bool counted = false;
        const auto look = [&] {
            for (const QLabel* label : stage.find<QWidget>("stageView")->findChildren<QLabel*>()) {
                counted = counted || label->text().contains(u'5');
            }
            return counted;
        };
        QTRY_VERIFY(look());
    }

    void everyControlHasANameAndAKeyboardPath() {
        Stage stage;
        stage.start();
        QTRY_VERIFY(stage.window->isShowingPages());
        auto* strip = stage.find<QWidget>("environmentStrip");
        for (const QAbstractButton* button : strip->findChildren<QAbstractButton*>()) {
            QVERIFY(!button->objectName().isEmpty());
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
            QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
