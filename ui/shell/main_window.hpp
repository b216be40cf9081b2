// The window: strips, navigation, and which view is in the middle. Navigation only: it holds no data of the gateway.
// Main thread; owned by Console. Closing is decided elsewhere: it emits closeRequested() until allowClose().
#pragma once

#include "ui/bridge/api_types.hpp"
#include "ui/shell/first_run/first_run_context.hpp"
#include "ui/shell/view_state.hpp"

#include <QMainWindow>
#include <QUrl>

#include <chrono>
#include <optional>

class QListView;
class QStackedWidget;

namespace ui::bridge {
class AdminClient;
}
namespace ui::widgets {
class InlineMessage;
}
namespace ui::pages {
class Page;
}

namespace ui::shell {

class ConsolePreferences;
class EnvironmentStrip;
class FirstRunView;
class LoginView;
class NavigationModel;
class PageHost;
class StageView;
class StatusStrip;
class TaskDrawer;
class TaskLog;
enum class KeyCommand;

/// What lives longer than a window (a new language makes a new one), and what app/ offers.
struct WindowParts {
    TaskLog* tasks = nullptr;  // nothing: the window keeps a list of its own
    FirstRunOptions firstRun;
};

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(bridge::AdminClient& client, ViewState state, WindowParts parts = {}, QWidget* parent = nullptr);

    /// @return false for a page that is not built.
    bool openPage(const QString& name, const QString& argument = {});
    pages::Page* currentPage() const;
    QString currentPageName() const;
    bool isShowingPages() const;
    EnvironmentStrip& strip() { return *strip_; }
    ConsolePreferences& preferences() { return *preferences_; }
    void showDraining();
    /// What the sign-in form does when it is sent; its error, if any, stands there.
    void signIn(const QString& email, const QString& password);
    void allowClose() { mayClose_ = true; }
    void saveState();

Q_SIGNALS:
    void closeRequested();
    void quitChosen();
    /// The console is to be started again, attached to this gateway.
    void attachChosen(const QUrl& gateway);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* buildWorkspace();
    void buildCentre();
    QWidget* buildMiddle();
    void buildShortcuts();
    void run(KeyCommand command, int which);
    void toggleTasks();
    void connectStrip();
    void connectForms();
    void connectFirstRun();
    void showForLink(bridge::Link link);
    void showStatus();
    void onEngine(const QJsonObject& engine);
    void retryStart(const QJsonObject& body);
    void choosePassword(const QString& current, const QString& fresh);
    void togglePause();
    void showPages(bridge::Link link);
    void selectInNavigation(const QString& name);

    bridge::AdminClient& client_;
    ViewState state_;
    TaskLog* tasks_;
    ConsolePreferences* preferences_;
    FirstRunOptions firstRunOptions_;
    EnvironmentStrip* strip_ = nullptr;
    StatusStrip* status_ = nullptr;
    QWidget* messageRow_ = nullptr;
    widgets::InlineMessage* message_ = nullptr;
    QStackedWidget* centre_ = nullptr;
    StageView* stage_ = nullptr;
    FirstRunView* firstRun_ = nullptr;
    LoginView* login_ = nullptr;
    QWidget* workspace_ = nullptr;
    QListView* navigation_ = nullptr;
    NavigationModel* navigationModel_ = nullptr;
    PageHost* host_ = nullptr;
    TaskDrawer* drawer_ = nullptr;
    bool drawerWanted_ = false;
    bool paused_ = false;
    bool wasOnline_ = false;
    bool draining_ = false;
    bool mayClose_ = false;
};

}  // namespace ui::shell
