#include "ui/shell/tray.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/shell/status_strip.hpp"
#include "ui/style/icons.hpp"

#include <QMenu>
#include <QPainter>

namespace ui::shell {

namespace {

constexpr int kEdge = 44;
constexpr int kBadge = 22;

style::Status statusOf(const bridge::AdminClient& client) {
    const QString stage = client.engine().value(QStringLiteral("stage")).toString();
    if (stage == QStringLiteral("failed")) return style::Status::critical;
    switch (client.link()) {
        case bridge::Link::online: return style::Status::ok;
        case bridge::Link::offline: return style::Status::down;
        case bridge::Link::connecting: return style::Status::running;
        case bridge::Link::needsLogin:
        case bridge::Link::needsAdmin: return style::Status::degraded;
    }
    return style::Status::unknown;
}

QIcon iconOf(style::Status status) {
    QPixmap picture = style::applicationIcon().pixmap(kEdge, kEdge);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect corner(kEdge - kBadge, kEdge - kBadge, kBadge, kBadge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::tokens().surface);
    painter.drawEllipse(corner);
    painter.drawPixmap(corner.adjusted(2, 2, -2, -2), style::statusGlyph(status, kBadge - 4));
    return QIcon(picture);
}

}  // namespace

Tray::Tray(bridge::AdminClient& client, QObject* parent)
    : QObject(parent), client_(client), menu_(std::make_unique<QMenu>()) {
    status_ = menu_->addAction(QString());
    status_->setEnabled(false);
    menu_->addSeparator();
    QAction* open = menu_->addAction(tr("Open the console"), this, &Tray::openChosen);
    open->setObjectName(QStringLiteral("tray.open"));
    QAction* quit = menu_->addAction(tr("Quit Gatehouse…"), this, &Tray::quitChosen);
    quit->setObjectName(QStringLiteral("tray.quit"));
    icon_.setContextMenu(menu_.get());
    connect(&icon_, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) Q_EMIT openChosen();
    });
    connect(&client_, &bridge::AdminClient::linkChanged, this, &Tray::refresh);
    connect(&client_, &bridge::AdminClient::engineStageChanged, this, &Tray::refresh);
    connect(&style::themeNotifier(), &style::ThemeNotifier::themeChanged, this, &Tray::refresh);
    refresh();
}

Tray::~Tray() = default;

void Tray::show() { icon_.show(); }

void Tray::hide() { icon_.hide(); }

void Tray::refresh() {
    const QString word = linkWord(client_.link());
    const QString url = client_.gatewayUrl();
    status_->setText(url.isEmpty() ? word : tr("%1 · %2", "tray: state and address").arg(word, url));
    icon_.setToolTip(QStringLiteral("Gatehouse – ") + status_->text());
    icon_.setIcon(iconOf(statusOf(client_)));
}

}  // namespace ui::shell
