#include "ui/shell/closing.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/widgets/confirm_dialog.hpp"

#include <QWidget>

namespace ui::shell {

namespace {

// The count on the dialog should be of now; an engine that does not answer must not keep anybody from quitting.
constexpr std::chrono::milliseconds kPatience{1000};

int inflightOf(const QJsonObject& engine) { return engine.value(QStringLiteral("inflight")).toInt(); }

}  // namespace

Closing::Closing(QWidget& window, bridge::AdminClient& client, ViewState state, bool trayAvailable, QObject* parent)
    : QObject(parent), window_(window), client_(client), state_(state), trayAvailable_(trayAvailable), patience_(this) {
    patience_.setSingleShot(true);
    connect(&patience_, &QTimer::timeout, this, [this] { decide(inflightOf(client_.engine())); });
}

void Closing::closeRequested() {
    if (!client_.isEmbedded()) {
        Q_EMIT quitConfirmed();
    } else if (!trayAvailable_) {
        askWithoutTray();
    } else if (state_.trayExplained()) {
        Q_EMIT hideToTray();
    } else {
        explainTray();
    }
}

widgets::ConfirmDialog* Closing::open(const QString& name, const QString& title, const QString& plan, const QString& verb) {
    if (dialog_) dialog_->reject();
    auto* dialog = new widgets::ConfirmDialog(title, plan, verb, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(name);
    dialog_ = dialog;
    window_.show();
    window_.raise();
    dialog->open();
    return dialog;
}

void Closing::explainTray() {
    auto* dialog = open(QStringLiteral("closing.tray"), tr("The gateway keeps running"),
                        tr("Closing the window leaves the gateway running. The icon in the system tray brings the "
                           "window back; \"Quit\" in its menu stops the gateway. This is explained only once."),
                        tr("Keep running in the tray"));
    dialog->setAlternative(tr("Quit Gatehouse…"));
    connect(dialog, &QDialog::accepted, this, [this] {
        state_.setTrayExplained();
        Q_EMIT hideToTray();
    });
    connect(dialog, &widgets::ConfirmDialog::alternative, this, &Closing::quitChosen);
}

void Closing::askWithoutTray() {
    auto* dialog = open(QStringLiteral("closing.choice"), tr("Minimise, or quit?"),
                        tr("This desktop has no system tray. Minimised, the gateway keeps running; quitting stops it."),
                        tr("Minimise the window"));
    dialog->setAlternative(tr("Quit Gatehouse…"));
    connect(dialog, &QDialog::accepted, this, &Closing::minimize);
    connect(dialog, &widgets::ConfirmDialog::alternative, this, &Closing::quitChosen);
}

void Closing::quitChosen() {
    if (asking_) return;
    asking_ = true;
    if (!client_.isEmbedded() || client_.engine().isEmpty()) return decide(0);
    patience_.start(kPatience);
    client_.get(QStringLiteral("/api/v1/engine"), this, [this](const bridge::ApiReply& reply) {
        if (patience_.isActive()) decide(inflightOf(reply.ok() ? reply.body : client_.engine()));
    });
}

void Closing::decide(int inflight) {
    patience_.stop();
    asking_ = false;
    if (inflight <= 0) {
        Q_EMIT quitConfirmed();
        return;
    }
    auto* dialog = open(QStringLiteral("closing.drain"), tr("Quit while %n request(s) are in flight?", nullptr, inflight),
                        tr("They are given time to finish; new requests are refused at once."), tr("Drain and quit"));
    dialog->setDanger(true);
    connect(dialog, &QDialog::accepted, this, &Closing::quitConfirmed);
}

}  // namespace ui::shell
