#include "ui/pages/circuit_opener.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/provider_row.hpp"
#include "ui/pages/circuit_dialog.hpp"
#include "ui/pages/dialog_parts.hpp"

#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::CircuitRow;

namespace {

enum Part { kCircuits, kPresets, kProviders, kPartCount };

QString pathOf(int part) {
    static const QString paths[] = {u"/api/v1/admin/circuits"_s, u"/api/v1/admin/presets?limit=500"_s, u"/api/v1/admin/providers?limit=500"_s};
    return paths[part];
}

}  // namespace

CircuitOpener::CircuitOpener(bridge::AdminClient& client, CircuitWish wish, Track track, QWidget* parent)
    : QObject(parent), client_(client), wish_(std::move(wish)), track_(std::move(track)), window_(parent) {}

void CircuitOpener::start(const QPoint& menuAt) {
    menuAt_ = menuAt;
    load(kCircuits);
}

void CircuitOpener::load(int part) {
    client_.get(pathOf(part), this, [this, part](const ApiReply& reply) {
        if (!reply.ok()) return giveUp(bridge::errorText(reply.error));
        take(part, reply.body);
        part + 1 < kPartCount ? load(part + 1) : choose();
    });
}

void CircuitOpener::take(int part, const QJsonObject& body) {
    std::vector<models::ProviderRow> providers;
    for (const QJsonValue& item : body["items"_L1].toArray()) {
        if (part == kCircuits) circuits_.push_back(CircuitRow::fromJson(item.toObject()));
        if (part == kPresets) presets_.push_back(models::PresetRow::fromJson(item.toObject()));
        if (part == kProviders) providers.push_back(models::ProviderRow::fromJson(item.toObject()));
    }
    if (part == kProviders) providersOff_ = models::providersOff(providers);
}

void CircuitOpener::choose() {
    std::vector<CircuitRow> meant;
    for (const CircuitRow& row : circuits_) {
        const bool fits = (wish_.provider.isEmpty() || row.provider == wish_.provider) && (wish_.model.isEmpty() || row.model == wish_.model);
        if (fits && !row.isOpen()) meant.push_back(row);
    }
    if (meant.empty()) return giveUp(tr("There is no closed circuit that belongs to this group."));
    if (meant.size() == 1) return ask(meant.front());
    auto* menu = new QMenu(window_);
    menu->setObjectName(u"circuitOpener.menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const CircuitRow& row : meant) {
        connect(menu->addAction(tr("%1 · %2", "provider · model").arg(row.provider, row.model)), &QAction::triggered, this, [this, row] { ask(row); });
    }
    connect(menu, &QObject::destroyed, this, [this] {
        if (!window_->findChild<CircuitOpenDialog*>()) deleteLater();
    });
    menu->popup(menuAt_);
}

void CircuitOpener::ask(const CircuitRow& row) {
    const QStringList stopped = models::presetsStoppedBy(row, presets_, providersOff_, models::openRoutes(circuits_));
    auto* dialog = new CircuitOpenDialog(client_.endpoint().base, row, stopped, window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] { send(row, dialog->requestBody()); });
    connect(dialog, &QDialog::rejected, this, &QObject::deleteLater);
    openDialog(dialog);
}

void CircuitOpener::send(const CircuitRow& row, const QJsonObject& body) {
    const QString route = tr("%1 · %2", "provider · model").arg(row.provider, row.model);
    const QString path = circuitPath(row);
    client_.put(path, body, this, [this, route, end = track_(route, path)](const ApiReply& reply) {
        end(reply);
        if (!reply.ok()) return giveUp(bridge::errorText(reply.error));
        Q_EMIT opened(route);
        deleteLater();
    });
}

void CircuitOpener::giveUp(const QString& sentence) {
    Q_EMIT refused(sentence);
    deleteLater();
}

}  // namespace ui::pages
