// The window: strips, navigation, and which view is in the middle. Navigation only: it holds no data of the gateway.
// Main thread; owned by Console. Closing is decided elsewhere: it emits closeRequested() until allowClose().
#pragma once

#include "ui/bridge/api_types.hpp"
#include "ui/shell/view_state.hpp"

#include <QMainWindow>

#include <chrono>
#include <optional>

class QListView;
class QShortcut;
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

class EnvironmentStrip;
class FirstAdminView;
class LoginView;
class NavigationModel;
class PageHost;
class StageView;
class StatusStrip;

class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(bridge::AdminClient& client, ViewState state, QWidget* parent = nullptr);

    /// @return false for a page that is not built.
    bool openPage(const QString& name, const QString& argument = {});
    pages::Page* currentPage() const;
    QString currentPageName() const;
    bool isShowingPages() const;
    EnvironmentStrip& strip() { return *strip_; }
    void showDraining();
    void allowClose() { mayClose_ = true; }
    void saveState();

Q_SIGNALS:
    void closeRequested();
    void quitChosen();

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* buildWorkspace();
    void buildCentre();
    void buildShortcuts();
    void connectStrip();
    void connectForms();
    void showForLink(bridge::Link link);
    void showStatus();
    void onEngine(const QJsonObject& engine);
    void retryStart(std::optional<int> port);
    void togglePause();
    void selectInNavigation(const QString& name);

    bridge::AdminClient& client_;
    ViewState state_;
    EnvironmentStrip* strip_ = nullptr;
    StatusStrip* status_ = nullptr;
    QWidget* messageRow_ = nullptr;
    widgets::InlineMessage* message_ = nullptr;
    QStackedWidget* centre_ = nullptr;
    StageView* stage_ = nullptr;
    FirstAdminView* firstAdmin_ = nullptr;
    LoginView* login_ = nullptr;
    QWidget* workspace_ = nullptr;
    QListView* navigation_ = nullptr;
    NavigationModel* navigationModel_ = nullptr;
    PageHost* host_ = nullptr;
    QShortcut* pauseKey_ = nullptr;
    bool paused_ = false;
    bool wasOnline_ = false;
    bool draining_ = false;
    bool mayClose_ = false;
};

}  // namespace ui::shell
