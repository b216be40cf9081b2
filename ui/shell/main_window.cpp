#include "ui/shell/main_window.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/first_admin_view.hpp"
#include "ui/shell/login_view.hpp"
#include "ui/shell/navigation_delegate.hpp"
#include "ui/shell/navigation_model.hpp"
#include "ui/shell/page_host.hpp"
#include "ui/shell/stage_view.hpp"
#include "ui/shell/status_strip.hpp"
#include "ui/style/spacing.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QShortcut>
#include <QStackedWidget>
#include <QTextEdit>

namespace ui::shell {

namespace {

using bridge::Link;

constexpr QSize kSizeMin{1180, 720};
constexpr QSize kSizeDefault{1440, 900};

/// Widgets that use the space bar themselves.
bool usesSpace(const QWidget* widget) {
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) ||
           qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget);
}

}  // namespace

MainWindow::MainWindow(bridge::AdminClient& client, ViewState state, QWidget* parent)
    : QMainWindow(parent), client_(client), state_(state) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Gatehouse"));
    setMinimumSize(kSizeMin);
    resize(kSizeDefault);
    buildCentre();
    buildShortcuts();
    connectStrip();
    connectForms();
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
    centre_ = new QStackedWidget(root);
    stage_ = new StageView(centre_);
    firstAdmin_ = new FirstAdminView(centre_);
    login_ = new LoginView(centre_);
    workspace_ = buildWorkspace();
    for (QWidget* view : {static_cast<QWidget*>(stage_), static_cast<QWidget*>(firstAdmin_),
                          static_cast<QWidget*>(login_), workspace_}) {
        centre_->addWidget(view);
    }
    column->addWidget(strip_);
    column->addWidget(centre_, 1);
    column->addWidget(status_);
    setCentralWidget(root);
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
    host_ = new PageHost(pages::PageContext{client_}, workspace);
    connect(host_, &PageHost::opened, this, &MainWindow::selectInNavigation);
    right->addWidget(messageRow_);
    right->addWidget(host_, 1);
    row->addWidget(navigation_);
    row->addLayout(right, 1);
    return workspace;
}

void MainWindow::buildShortcuts() {
    const QStringList names = navigationModel_->pageNames();
    for (int i = 0; i < 9 && i < names.size(); ++i) {
        auto* key = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), this);
        connect(key, &QShortcut::activated, this, [this, name = names.at(i)] { openPage(name); });
    }
    const auto add = [this](const QKeySequence& keys, auto run) {
        auto* key = new QShortcut(keys, this);
        connect(key, &QShortcut::activated, this, run);
        return key;
    };
    add(QKeySequence(Qt::Key_F5), [this] {
        if (pages::Page* page = currentPage()) page->refresh();
    });
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { host_->back(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Right), [this] { host_->forward(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { Q_EMIT quitChosen(); });
    pauseKey_ = add(QKeySequence(Qt::Key_Space), [this] { togglePause(); });
    // A shortcut would take the space bar from buttons and text fields: it rests while one of them has the focus.
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget*, QWidget* to) { pauseKey_->setEnabled(!usesSpace(to)); });
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
    connect(stage_, &StageView::retryRequested, this, &MainWindow::retryStart);
    connect(login_, &LoginView::submitted, this, [this](const QString& email, const QString& password) {
        login_->setBusy(true);
        client_.login(email, password, this, [this](const bridge::ApiReply& reply) {
            login_->setBusy(false);
            if (!reply.ok()) login_->showError(bridge::errorText(reply.error));
        });
    });
    connect(firstAdmin_, &FirstAdminView::submitted, this, [this](const QString& email, const QString& password) {
        firstAdmin_->setBusy(true);
        client_.bootstrap(email, password, this, [this](const bridge::ApiReply& reply) {
            firstAdmin_->setBusy(false);
            if (!reply.ok()) firstAdmin_->showError(bridge::errorText(reply.error));
        });
    });
}

void MainWindow::retryStart(std::optional<int> port) {
    stage_->setBusy(true);
    QJsonObject body;
    if (port) body.insert(QStringLiteral("port"), *port);
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
    if (keepPages) {
        centre_->setCurrentWidget(workspace_);
        if (currentPageName().isEmpty() && !openPage(state_.page())) openPage(navigationModel_->pageNames().value(0));
        if (link == Link::online && !workspace_->isAncestorOf(focusWidget())) navigation_->setFocus();
    } else if (link == Link::needsAdmin) {
        centre_->setCurrentWidget(firstAdmin_);
    } else if (link == Link::needsLogin) {
        centre_->setCurrentWidget(login_);
    } else {
        centre_->setCurrentWidget(stage_);
    }
    strip_->setPageControlsVisible(keepPages);
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

void MainWindow::togglePause() {
    if (!isShowingPages()) return;
    paused_ = !paused_;
    strip_->setPaused(paused_);
    host_->setPaused(paused_);
}

void MainWindow::saveState() { state_.setGeometry(saveGeometry()); }

void MainWindow::closeEvent(QCloseEvent* event) {
    if (mayClose_) return event->accept();
    event->ignore();
    Q_EMIT closeRequested();
}

}  // namespace ui::shell
