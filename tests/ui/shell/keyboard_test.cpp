// Each key of the table in a real window: what it does, and that it rests while somebody types.
#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/page_registry.hpp"
#include "ui/shell/key_bindings.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/task_log.hpp"

#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSet>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace std::chrono_literals;
using ui::bridge::AdminClient;
using ui::shell::MainWindow;
using ui::shell::TaskLog;
using ui::shell::ViewState;

namespace {

struct Stage {
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat};
    HttpPeer peer;
    TaskLog tasks;
    std::unique_ptr<AdminClient> client;
    std::unique_ptr<MainWindow> window;

    Stage() {
        answerAsReadyEngine(peer);
        peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[{"id":"1","name":"alpha","prefix":"gw-ab12","status":"active"}],"next_cursor":null})");
        ui::bridge::BridgeTiming timing;
        timing.pollStarting = 20ms;
        client = std::make_unique<AdminClient>(ui::bridge::Endpoint{peer.url(), "s", true}, nullptr, timing);
        ui::shell::WindowParts parts;
        parts.tasks = &tasks;
        window = std::make_unique<MainWindow>(*client, ViewState(settings), std::move(parts));
        window->show();
        window->activateWindow();
    }
    template <typename T = QWidget>
    T* find(const char* name) const {
        return window->findChild<T*>(QLatin1StringView(name));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const {
        QWidget* at = window->focusWidget();
        QTest::keyClick(at ? at : window.get(), key, modifiers);
    }
    void openKeys() const {
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QTRY_VERIFY(window->isShowingPages());
        window->openPage(QStringLiteral("keys"));
        QTRY_VERIFY(window->currentPage()->hasData());
        find<QListView>("navigation")->setFocus();
        QTRY_VERIFY(find<QListView>("navigation")->hasFocus());
    }
};

}  // namespace

class KeyboardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyStandsOnceInTheTable() {
        QSet<QString> seen;
        for (const auto& binding : ui::shell::keyBindings()) {
            QVERIFY(!binding.keys.isEmpty());
            for (const QKeySequence& keys : binding.keys) {
                QVERIFY2(!seen.contains(keys.toString()), qPrintable(keys.toString()));
                seen.insert(keys.toString());
            }
        }
        // The shortcuts of the window, and what pages listen to themselves.
        QVERIFY(ui::shell::keyLines().size() > static_cast<qsizetype>(ui::shell::keyBindings().size()));
        for (const auto& line : ui::shell::keyLines()) QVERIFY(!line.keys.isEmpty() && !line.does.isEmpty());
    }

    void opensPagesByNumber() {
        Stage stage;
        stage.openKeys();
        const auto& pages = ui::pages::allPages();
        for (size_t i = 0; i < pages.size() && i < 9; ++i) {
            stage.press(static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(i)), Qt::ControlModifier);
            QCOMPARE(stage.window->currentPageName(), QLatin1StringView(pages[i].name));
        }
    }

    void goesBackAndForwardAndToTheSettings() {
        Stage stage;
        stage.openKeys();
        stage.press(Qt::Key_Comma, Qt::ControlModifier);
        QCOMPARE(stage.window->currentPageName(), QStringLiteral("settings"));
        stage.press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(stage.window->currentPageName(), QStringLiteral("keys"));
        stage.press(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(stage.window->currentPageName(), QStringLiteral("settings"));
    }

    void refreshesThePage() {
        Stage stage;
        stage.openKeys();
        const int before = stage.peer.count("GET /api/v1/admin/api-keys");
        stage.press(Qt::Key_F5);
        QTRY_VERIFY(stage.peer.count("GET /api/v1/admin/api-keys") > before);
    }

    void putsTheCursorIntoTheFilter_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("Ctrl+F") << Qt::Key_F << Qt::KeyboardModifiers(Qt::ControlModifier);
        QTest::newRow("slash") << Qt::Key_Slash << Qt::KeyboardModifiers();
    }

    void putsTheCursorIntoTheFilter() {
        QFETCH(Qt::Key, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        Stage stage;
        stage.openKeys();
        stage.press(key, modifiers);
        QTRY_VERIFY(stage.find<QLineEdit>("page.keys.search")->hasFocus());
    }

    void bareKeysRestWhileSomebodyTypes() {
        Stage stage;
        stage.openKeys();
        auto* search = stage.find<QLineEdit>("page.keys.search");
        search->setFocus();
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("a /?"));
        QCOMPARE(search->text(), QStringLiteral("a /?"));
        QVERIFY(!stage.window->currentPage()->isPaused());
        QVERIFY(!stage.find("keyListDialog"));
        stage.find<QListView>("navigation")->setFocus();
        stage.press(Qt::Key_Space);
        QVERIFY(stage.window->currentPage()->isPaused());
    }

    void showsAndHidesTheDetails() {
        Stage stage;
        stage.openKeys();
        const int visible = countVisible(*stage.window->currentPage());
        stage.press(Qt::Key_F4);
        QVERIFY(countVisible(*stage.window->currentPage()) < visible);
        stage.press(Qt::Key_F4);
        QCOMPARE(countVisible(*stage.window->currentPage()), visible);
    }

    void listsTheKeys_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("F1") << Qt::Key_F1;
        QTest::newRow("question mark") << Qt::Key_Question;
    }

    void listsTheKeys() {
        QFETCH(Qt::Key, key);
        Stage stage;
        stage.openKeys();
        stage.press(key);
        auto* dialog = stage.find("keyListDialog");
        QVERIFY(dialog && dialog->isVisible());
        const auto lines = static_cast<int>(ui::shell::keyLines().size());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("keyList.does.%1").arg(lines - 1)));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!stage.find("keyListDialog"));
    }

    void opensTheTaskDrawerAndCountsWhatRuns() {
        Stage stage;
        stage.openKeys();
        auto* drawer = stage.find<QDockWidget>("taskDrawer");
        auto* button = stage.find<QToolButton>("status.tasks");
        QVERIFY(!drawer->isVisible());
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(drawer->isVisible());
        const auto end = stage.tasks.begin({QStringLiteral("Revoke key"), QStringLiteral("alpha"), {}});
        QVERIFY2(button->text().contains(u'1'), qPrintable(button->text()));
        end({});
        QVERIFY(!button->text().contains(u'1'));
        stage.press(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(!drawer->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(drawer->isVisible());
        stage.find<QToolButton>("tasks.close")->click();
        QVERIFY(!drawer->isVisible());
    }

    void aPageReportsItsTask() {
        Stage stage;
        stage.peer.on("POST /api/v1/admin/api-keys/1/freeze", 403, R"({"error":{"code":"X_NO","message":"Not you."}})");
        stage.openKeys();
        QTRY_VERIFY(stage.find<QPushButton>("page.keys.freeze")->isEnabled());
        QTest::mouseClick(stage.find<QPushButton>("page.keys.freeze"), Qt::LeftButton);
        QTRY_VERIFY(stage.find<QPushButton>("dialog.freeze.verb"));
        QTest::mouseClick(stage.find<QPushButton>("dialog.freeze.verb"), Qt::LeftButton);
        QTRY_COMPARE(stage.tasks.model().rowCount(), 1);
        QTRY_COMPARE(stage.tasks.model().rows().front().state, ui::shell::TaskRow::State::failed);
        const auto& row = stage.tasks.model().rows().front();
        QCOMPARE(row.target, QStringLiteral("alpha"));
        QVERIFY(row.error.contains(QStringLiteral("Not you.")));
        QVERIFY(row.command.startsWith(QStringLiteral("POST http")));
        QVERIFY(row.command.endsWith(QStringLiteral("/api-keys/1/freeze")));
    }

    void asksToQuit() {
        Stage stage;
        QSignalSpy quit(stage.window.get(), &MainWindow::quitChosen);
        stage.openKeys();
        stage.press(Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

private:
    static int countVisible(const QWidget& page) {
        int visible = 0;
        for (const QWidget* widget : page.findChildren<QWidget*>()) visible += widget->isVisible() ? 1 : 0;
        return visible;
    }
};

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"
