#include "ui/shell/console.hpp"

#include "ui/pages/page_registry.hpp"
#include "ui/shell/closing.hpp"
#include "ui/shell/console_preferences.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/shell/page_screenshot.hpp"
#include "ui/shell/task_log.hpp"
#include "ui/shell/tray.hpp"
#include "ui/shell/view_state.hpp"
#include "ui/style/icons.hpp"

#include <QApplication>
#include <QSettings>

#include <utility>

namespace ui::shell {

namespace {

std::unique_ptr<QSettings> openSettings(const QString& dataDir) {
    if (dataDir.isEmpty()) {
        return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("gatehouse"),
                                           QStringLiteral("console"));
    }
    return std::make_unique<QSettings>(dataDir + QStringLiteral("/console.ini"), QSettings::IniFormat);
}

}  // namespace

Console::Console(QApplication& application, Options options)
    : application_(application), options_(std::move(options)), settings_(openSettings(options_.dataDir)),
      tasks_(std::make_unique<TaskLog>()), firstRunFacts_(std::make_shared<FirstRunFacts>()) {
    application_.setApplicationDisplayName(QStringLiteral("Gatehouse"));
    application_.setWindowIcon(style::applicationIcon());
    application_.setQuitOnLastWindowClosed(false);  // closed means "in the tray"; app/ ends the loop
    if (options_.locale.isEmpty()) options_.locale = state().locale();
    installTranslations(application_, options_.locale);
    style::noteSystemTheme(application_);
    style::applyTheme(application_, options_.theme.value_or(state().theme()));
    // A provider that the demo of an earlier start has made expects it at the same port.
    if (options_.startDemo && state().demoPort() > 0) options_.startDemo(state().demoPort());
    client_ = std::make_unique<bridge::AdminClient>(options_.endpoint);
    buildWindow();
    connect(client_.get(), &bridge::AdminClient::linkChanged, this, [this](bridge::Link link) {
        if (link == bridge::Link::needsLogin) signIn();
    });
}

Console::~Console() {
    // The window's pages use the client.
    closing_.reset();
    tray_.reset();
    window_.reset();
}

void Console::signIn() {
    const QString password = std::exchange(options_.password, {});  // once: a wrong one must not lock the account
    if (!options_.email.isEmpty() && !password.isEmpty()) window_->signIn(options_.email, password);
}

ViewState Console::state() { return ViewState(*settings_, options_.screenshotFile.isEmpty()); }

void Console::buildWindow() {
    WindowParts parts{tasks_.get(), {options_.firstSteps, options_.startDemo, firstRunFacts_}};
    window_ = std::make_unique<MainWindow>(*client_, state(), std::move(parts));
    window_->strip().setLocale(options_.locale);
    if (!options_.page.isEmpty()) window_->openPage(options_.page, options_.view);
    if (options_.screenshotFile.isEmpty() && Tray::isAvailable()) tray_ = std::make_unique<Tray>(*client_);
    closing_ = std::make_unique<Closing>(*window_, *client_, state(), tray_ != nullptr);
    connect(&window_->strip(), &EnvironmentStrip::themeChosen, this, &Console::changeTheme);
    connect(&window_->strip(), &EnvironmentStrip::languageChosen, this, &Console::changeLanguage);
    connect(&window_->preferences(), &ConsolePreferences::languageChosen, this, &Console::changeLanguage);
    connect(window_.get(), &MainWindow::attachChosen, this, &Console::attach);
    connectClosing();
    if (tray_) tray_->show();
}

void Console::connectClosing() {
    connect(window_.get(), &MainWindow::closeRequested, closing_.get(), &Closing::closeRequested);
    connect(window_.get(), &MainWindow::quitChosen, closing_.get(), &Closing::quitChosen);
    connect(closing_.get(), &Closing::hideToTray, window_.get(), &QWidget::hide);
    connect(closing_.get(), &Closing::minimize, window_.get(), &QWidget::showMinimized);
    connect(closing_.get(), &Closing::quitConfirmed, this, &Console::beginQuit);
    if (!tray_) return;
    connect(tray_.get(), &Tray::openChosen, this, &Console::raiseWindow);
    connect(tray_.get(), &Tray::quitChosen, closing_.get(), &Closing::quitChosen);
}

void Console::show() {
    if (options_.screenshotFile.isEmpty()) {
        window_->resize(options_.size);
        window_->restoreGeometry(state().geometry());
        return window_->show();
    }
    if (!options_.page.isEmpty() && !pages::findPage(options_.page)) {
        const QString why = tr("The page \"%1\" is not part of this version.").arg(options_.page);
        QMetaObject::invokeMethod(this, [this, why] { Q_EMIT screenshotDone(false, why); }, Qt::QueuedConnection);
        return;
    }
    window_->setMinimumSize(options_.size);
    window_->resize(options_.size);
    window_->show();
    ScreenshotWait wait{options_.screenshotTimeout, options_.screenshotAfter, options_.preparation};
    renderPageScreenshot(*window_, *client_, options_.screenshotFile, std::move(wait),
                         [this](bool ok, const QString& why) { Q_EMIT screenshotDone(ok, why); });
}

void Console::raiseWindow() {
    window_->showNormal();
    window_->raise();
    window_->activateWindow();
}

void Console::changeTheme(style::ThemeKind theme) {
    window_->preferences().setTheme(theme == style::ThemeKind::dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

void Console::changeLanguage(const QString& locale) {
    state().setLocale(locale);
    if (locale == options_.locale) return;
    options_.locale = locale;
    installTranslations(application_, locale);
    // Every text is made anew by making the window anew; the one that sent this signal is deleted later.
    const QByteArray geometry = window_->saveGeometry();
    options_.page = window_->currentPageName();
    options_.view.clear();
    closing_.reset();
    tray_.reset();
    MainWindow* old = window_.release();
    old->hide();
    old->deleteLater();
    buildWindow();
    window_->restoreGeometry(geometry);
    window_->show();
}

void Console::attach(const QUrl& gateway) {
    Q_EMIT attachRequested(gateway);
    beginQuit();
}

void Console::beginQuit() {
    if (std::exchange(quitting_, true)) return;
    if (options_.screenshotFile.isEmpty()) window_->saveState();
    window_->showDraining();
    Q_EMIT quitRequested();
}

void Console::engineStopped() {
    if (tray_) tray_->hide();
    window_->allowClose();
    window_->close();
}

}  // namespace ui::shell
