// The console as app/ sees it: builds bridge, window and tray, carries them through start, closing and quitting.
// Main thread; owned by app/console_main. It never starts or stops the engine itself: it asks by quitRequested().
#pragma once

#include "ui/bridge/admin_client.hpp"
#include "ui/shell/preparation.hpp"
#include "ui/style/theme.hpp"

#include <QObject>
#include <QSize>

#include <functional>
#include <chrono>
#include <memory>
#include <optional>

class QApplication;
class QSettings;

namespace ui::shell {

class Closing;
class MainWindow;
class TaskLog;
class Tray;
class ViewState;
struct FirstRunFacts;

/// Loads :/i18n/gatehouse_<locale>.qm and Qt's own texts and makes the locale the default one. Replaces an earlier choice.
void installTranslations(QApplication& application, const QString& locale);

class Console : public QObject {
    Q_OBJECT

public:
    struct Options {
        bridge::Endpoint endpoint;
        QString page;            // must be a name of pages::findPage(); empty: the page of last time
        QString view;            // one of its pages::pageViews(); empty: as the page begins
        QString screenshotFile;  // set: render one page, emit screenshotDone
        std::chrono::seconds screenshotAfter{0};  // how long the page has had data by then
        std::chrono::seconds screenshotTimeout{180};  // until the page has data
        /// What the program prepares beside the console and a picture has to wait for; main thread. Empty: nothing.
        std::function<Preparation()> preparation;
        QSize size{1440, 900};
        std::optional<style::ThemeKind> theme;
        QString locale;   // "zh_CN", "en"; empty: the choice of last time
        QString dataDir;  // keeps this console's own settings (console.ini); empty: the user's
        /// Signs in at a remote gateway once, instead of its form; empty: the form asks.
        QString email;
        QString password;
        bool firstSteps = false;  // offer the first steps to a gateway without administrator or provider
        /// Starts a demo upstream on this computer, once; main thread, returns at once.
        /// @param port the wanted one, 0: any. @return the real one, 0: it could not start. Empty: no demo here.
        std::function<int(int port)> startDemo;
    };

    Console(QApplication& application, Options options);
    ~Console() override;

    void show();
    /// To be called when the embedded engine has drained and stopped; closes what is still open.
    void engineStopped();
    MainWindow& window() { return *window_; }
    const bridge::AdminClient& client() const { return *client_; }

Q_SIGNALS:
    /// The person wants to quit (and has confirmed it): drain the engine, call engineStopped(), leave the event loop.
    void quitRequested();
    void screenshotDone(bool ok, const QString& why);
    /// The person wants this console attached to that gateway: start it so once this one has ended. quitRequested follows.
    void attachRequested(const QUrl& gateway);

private:
    ViewState state();
    void buildWindow();
    void changeLanguage(const QString& locale);
    void changeTheme(style::ThemeKind theme);
    void connectClosing();
    void attach(const QUrl& gateway);
    void beginQuit();
    void signIn();
    void raiseWindow();

    QApplication& application_;
    Options options_;
    std::unique_ptr<QSettings> settings_;
    std::unique_ptr<TaskLog> tasks_;
    std::shared_ptr<FirstRunFacts> firstRunFacts_;
    std::unique_ptr<bridge::AdminClient> client_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<Tray> tray_;
    std::unique_ptr<Closing> closing_;
    bool quitting_ = false;
};

}  // namespace ui::shell
