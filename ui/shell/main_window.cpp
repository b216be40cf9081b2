#include "ui/shell/main_window.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/shell/console_preferences.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/first_run/first_run_view.hpp"
#include "ui/shell/login_view.hpp"
#include "ui/shell/navigation_delegate.hpp"
#include "ui/shell/navigation_model.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/stage_view.hpp"
#include "ui/shell/status_strip.hpp"
#include "ui/shell/task_drawer.hpp"
#include "ui/shell/task_log.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QStackedWidget>

namespace ui::shell {

namespace {

using bridge::Link;

constexpr QSize kSizeMin{1180, 720};
constexpr QSize kSizeDefault{1440, 900};

}  // namespace

MainWindow::MainWindow(bridge::AdminClient& client, ViewState state, WindowParts parts, QWidget* parent)
    : QMainWindow(parent), client_(client), state_(state), tasks_(parts.tasks ? parts.tasks : new TaskLog(this)),
      preferences_(new ConsolePreferences(state, this)), firstRunOptions_(std::move(parts.firstRun)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Gatehouse"));
    setMinimumSize(kSizeMin);
    resize(kSizeDefault);
    buildCentre();
    buildShortcuts();
    connectStrip();
    connectForms();
    connectFirstRun();
    connect(&client_, &bridge::AdminClient::linkChanged, this, &MainWindow::showForLink);
    connect(&client_, &bridge::AdminClient::engineStageChanged, this, &MainWindow::onEngine);
    onEngine(client_.engine());
    showForLink(client_.link());
}

void MainWindow::buildCentre() {
    auto* root = new QWidget(this);
    auto* column = new QVBoxLayout(root);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    strip_ = new EnvironmentStrip(root);
    status_ = new StatusStrip(client_, root);
    column->addWidget(strip_);
    column->addWidget(buildMiddle(), 1);
    column->addWidget(status_);
    setCentralWidget(root);
}

/// The view in the middle and the drawer below it: a main window of its own, so that the drawer opens above the band.
QWidget* MainWindow::buildMiddle() {
    auto* middle = new QMainWindow(this, Qt::Widget);
    centre_ = new QStackedWidget(middle);
    stage_ = new StageView(centre_);
    firstRun_ = new FirstRunView({client_, *tasks_, *preferences_, state_, firstRunOptions_}, centre_);
    login_ = new LoginView(centre_);
    workspace_ = buildWorkspace();
    for (QWidget* view : {static_cast<QWidget*>(stage_), static_cast<QWidget*>(firstRun_),
                          static_cast<QWidget*>(login_), workspace_}) {
        centre_->addWidget(view);
    }
    middle->setCentralWidget(centre_);
    drawer_ = new TaskDrawer(*tasks_, middle);
    middle->addDockWidget(Qt::BottomDockWidgetArea, drawer_);
    drawer_->hide();
    connect(tasks_, &TaskLog::runningChanged, status_, &StatusStrip::setRunningTasks);
    connect(status_, &StatusStrip::tasksChosen, this, &MainWindow::toggleTasks);
    status_->setRunningTasks(tasks_->running());
    return middle;
}

QWidget* MainWindow::buildWorkspace() {
    auto* workspace = new QWidget(centre_);
    auto* row = new QHBoxLayout(workspace);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    navigationModel_ = new NavigationModel(pages::allPages(), this);
    navigation_ = new QListView(workspace);
    navigation_->setObjectName(QStringLiteral("navigation"));
    navigation_->setAccessibleName(tr("Pages"));
    navigation_->setModel(navigationModel_);
    navigation_->setItemDelegate(new NavigationDelegate(navigation_));
    navigation_->setFixedWidth(style::kNavWidth);
    navigation_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    navigation_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    navigation_->setMouseTracking(true);
    connect(navigation_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        const QString name = index.data(NavigationModel::pageNameRole).toString();
        if (!name.isEmpty()) openPage(name);
    });

    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    messageRow_ = new QWidget(workspace);
    auto* messageLayout = new QVBoxLayout(messageRow_);
    messageLayout->setContentsMargins(style::kPagePadding, style::kGapCard, style::kPagePadding, 0);
    message_ = new widgets::InlineMessage(messageRow_);
    message_->setObjectName(QStringLiteral("shell.message"));
    messageLayout->addWidget(message_);
    messageRow_->hide();
    host_ = new PageHost(pages::PageContext{client_, tasks_, preferences_}, workspace);
    host_->setPace(state_.pace());
    connect(host_, &PageHost::opened, this, &MainWindow::selectInNavigation);
    connect(host_, &PageHost::resumeWanted, this, &MainWindow::togglePause);
    right->addWidget(messageRow_);
    right->addWidget(host_, 1);
    row->addWidget(navigation_);
    row->addLayout(right, 1);
    return workspace;
}

void MainWindow::connectStrip() {
    strip_->setRange(state_.range());
    strip_->setLocale(state_.locale());
    strip_->setSignOutVisible(!client_.isEmbedded());
    host_->setRange(state_.range());
    connect(strip_, &EnvironmentStrip::rangeChosen, this, [this](std::chrono::seconds range) {
        state_.setRange(range);
        host_->setRange(range);
    });
    connect(strip_, &EnvironmentStrip::pauseToggled, this, [this](bool paused) {
        paused_ = paused;
        host_->setPaused(paused);
    });
    connect(strip_, &EnvironmentStrip::signOutChosen, this, [this] { client_.signOut(); });
    connect(strip_, &EnvironmentStrip::quitChosen, this, &MainWindow::quitChosen);
}

void MainWindow::connectForms() {
    login_->setGateway(client_.gatewayUrl());
    connect(stage_, &StageView::retryRequested, this, [this](std::optional<int> port) {
        retryStart(port ? QJsonObject{{QStringLiteral("port"), *port}} : QJsonObject());
    });
    connect(stage_, &StageView::keyAnswered, this, &MainWindow::retryStart);
    connect(login_, &LoginView::passwordChosen, this, &MainWindow::choosePassword);
    connect(login_, &LoginView::submitted, this, &MainWindow::signIn);
}

void MainWindow::signIn(const QString& email, const QString& password) {
    login_->setBusy(true);
    client_.login(email, password, this, [this](const bridge::ApiReply& reply) {
        login_->setBusy(false);
        if (!reply.ok()) return login_->showError(bridge::errorText(reply.error));
        const QJsonObject user = reply.body.value(QStringLiteral("user")).toObject();
        if (user.value(QStringLiteral("must_change_password")).toBool()) login_->askNewPassword();
    });
}

void MainWindow::choosePassword(const QString& current, const QString& fresh) {
    login_->setBusy(true);
    const QJsonObject body{{QStringLiteral("current_password"), current}, {QStringLiteral("new_password"), fresh}};
    client_.post(QStringLiteral("/api/v1/auth/password"), body, this, [this](const bridge::ApiReply& reply) {
        login_->setBusy(false);
        // The sign-in is over: it lives 15 minutes.
        if (reply.status == 401) login_->beginAnew();
        if (!reply.ok()) login_->showError(bridge::errorText(reply.error));
    });
}

void MainWindow::connectFirstRun() {
    connect(firstRun_, &FirstRunView::runningChanged, this, [this] { showForLink(client_.link()); });
    connect(firstRun_, &FirstRunView::attachChosen, this, &MainWindow::attachChosen);
    connect(preferences_, &ConsolePreferences::firstStepsChosen, firstRun_, &FirstRunView::runAgain);
    connect(preferences_, &ConsolePreferences::paceChosen, host_, &PageHost::setPace);
}

void MainWindow::retryStart(const QJsonObject& body) {
    stage_->setBusy(true);
    client_.post(QStringLiteral("/api/v1/engine/retry"), body, this, [this](const bridge::ApiReply& reply) {
        if (reply.ok()) {
            stage_->showEngine(reply.body);
        } else {
            stage_->showError(bridge::errorText(reply.error));
        }
    });
}

void MainWindow::onEngine(const QJsonObject& engine) {
    strip_->setEnvironment(client_.environmentName(), client_.environmentClass());
    strip_->setGatewayUrl(client_.gatewayUrl());
    if (draining_) {
        stage_->showDraining(engine.value(QStringLiteral("inflight")).toInt());
    } else {
        stage_->showEngine(engine);
    }
    showStatus();
}

void MainWindow::showForLink(Link link) {
    showStatus();
    if (draining_) return;
    wasOnline_ = wasOnline_ || link == Link::online;
    const bool keepPages = link == Link::online || (link == Link::offline && wasOnline_);
    if (link == Link::offline && wasOnline_) {
        message_->showMessage(widgets::InlineMessage::Kind::warn,
                              tr("The connection to the gateway is lost. What you see is from before; the console keeps trying."));
    } else {
        message_->clear();
    }
    messageRow_->setVisible(link == Link::offline && wasOnline_);
    if (link == Link::offline) stage_->showUnreachable(client_.endpoint().base.toString());
    if (link == Link::connecting) stage_->showEngine(client_.engine());
    firstRun_->followLink();
    const bool steps = link == Link::needsAdmin || (keepPages && firstRun_->isRunning());
    if (steps) {
        centre_->setCurrentWidget(firstRun_);
    } else if (keepPages) {
        showPages(link);
    } else {
        centre_->setCurrentWidget(link == Link::needsLogin ? static_cast<QWidget*>(login_) : stage_);
    }
    strip_->setPageControlsVisible(isShowingPages());
    status_->setTasksVisible(isShowingPages());
    drawer_->setVisible(drawerWanted_ && isShowingPages());
}

void MainWindow::showPages(Link link) {
    centre_->setCurrentWidget(workspace_);
    if (currentPageName().isEmpty() && !openPage(state_.page())) openPage(navigationModel_->pageNames().value(0));
    if (link == Link::online && !workspace_->isAncestorOf(focusWidget())) navigation_->setFocus();
}

void MainWindow::showStatus() {
    const QString stage = client_.engine().value(QStringLiteral("stage")).toString();
    if (draining_ || stage == QStringLiteral("draining")) {
        return strip_->setStatus(style::Status::degraded, tr("Stopping", "gateway state"));
    }
    switch (client_.link()) {
        case Link::online: return strip_->setStatus(style::Status::ok, tr("Running", "gateway state"));
        case Link::offline: return strip_->setStatus(style::Status::down, linkWord(Link::offline));
        case Link::needsLogin: return strip_->setStatus(style::Status::readOnly, linkWord(Link::needsLogin));
        case Link::needsAdmin: return strip_->setStatus(style::Status::degraded, linkWord(Link::needsAdmin));
        case Link::connecting: break;
    }
    if (stage == QStringLiteral("failed")) {
        return strip_->setStatus(style::Status::critical, tr("Failed to start", "gateway state"));
    }
    strip_->setStatus(style::Status::running, tr("Starting", "gateway state"));
}

void MainWindow::showDraining() {
    draining_ = true;
    stage_->showDraining(client_.engine().value(QStringLiteral("inflight")).toInt());
    centre_->setCurrentWidget(stage_);
    strip_->setPageControlsVisible(false);
    status_->setTasksVisible(false);
    drawer_->hide();
    showStatus();
}

bool MainWindow::openPage(const QString& name, const QString& argument) {
    if (!host_->open(name, argument)) return false;
    state_.setPage(name);
    return true;
}

pages::Page* MainWindow::currentPage() const { return host_->currentPage(); }

QString MainWindow::currentPageName() const { return host_->currentName(); }

bool MainWindow::isShowingPages() const { return centre_->currentWidget() == workspace_; }

void MainWindow::selectInNavigation(const QString& name) {
    navigation_->setCurrentIndex(navigationModel_->indexOf(name));
    setWindowTitle(tr("%1 – Gatehouse", "window title: page").arg(pages::pageTitle(name)));
}

void MainWindow::saveState() { state_.setGeometry(saveGeometry()); }

void MainWindow::closeEvent(QCloseEvent* event) {
    if (mayClose_) return event->accept();
    event->ignore();
    Q_EMIT closeRequested();
}

}  // namespace ui::shell
