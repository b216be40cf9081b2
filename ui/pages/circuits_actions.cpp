// The half of ProvidersPage that opens and closes circuits.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/circuit_dialog.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::CircuitRow;
using widgets::InlineMessage;

void ProvidersPage::takeCircuits(const QJsonObject& body) {
    std::vector<CircuitRow> rows;
    for (const QJsonValue& item : body["items"_L1].toArray()) rows.push_back(CircuitRow::fromJson(item.toObject()));
    QStringList stopped;
    for (const QJsonValue& preset : body["presets_without_upstream"_L1].toArray()) stopped << preset["preset"_L1].toString();
    circuits_->show(std::move(rows), stopped);
    updateCircuitActions();
}

void ProvidersPage::updateCircuitActions() {
    const CircuitRow* row = circuits_->selected();
    const QString none = row ? QString() : tr("Select a circuit first.");
    permit(circuits_->button(CircuitAction::open), u"operator"_s, none);
    const bool closed = row && row->state == "closed"_L1;
    permit(circuits_->button(CircuitAction::close), u"operator"_s, closed ? tr("It is closed: requests are served.") : none);
}

void ProvidersPage::onCircuitAsked(CircuitAction action) {
    const CircuitRow* row = circuits_->selected();
    if (!row) return;
    action == CircuitAction::open ? openCircuit(*row) : closeCircuit(*row);
}

void ProvidersPage::openCircuit(const CircuitRow& row) {
    const QStringList stopped = models::presetsStoppedBy(row, presetModel_->rows(), providersOff(), models::openRoutes(circuits_->rows()));
    auto* dialog = new CircuitOpenDialog(client().endpoint().base, row, stopped, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] { putCircuit(row, dialog->requestBody()); });
    openDialog(dialog);
}

void ProvidersPage::closeCircuit(const CircuitRow& row) {
    const QString name = tr("%1 · %2", "provider · model").arg(row.provider, row.model);
    auto* dialog = new widgets::ConfirmDialog(tr("Close the circuit of %1?").arg(name),
                                              tr("Requests go to it at once, as if nothing had failed. If it still fails it opens again by itself."),
                                              tr("Close %1").arg(name), this);
    nameDialog(*dialog, u"dialog.closeCircuit"_s);
    const QJsonObject sent{{u"state"_s, u"closed"_s}};
    dialog->setCommand(requestText("PUT", client().endpoint().base, circuitPath(row), sent));
    dialog->setUndoNote(tr("To stop it again, open the circuit."));
    connect(dialog, &QDialog::accepted, this, [this, row, sent] { putCircuit(row, sent); });
    openDialog(dialog);
}

void ProvidersPage::putCircuit(const CircuitRow& row, const QJsonObject& body) {
    const bool opens = body["state"_L1].toString() == "open"_L1;
    const QString name = tr("%1 · %2", "provider · model").arg(row.provider, row.model);
    const auto told = [this, row, name, opens](const ApiReply& reply) {
        refresh();
        if (!reply.ok()) return explain(bridge::errorText(reply.error));
        QStringList stopped;
        for (const QJsonValue& preset : reply.body["presets_without_upstream"_L1].toArray()) stopped << preset["preset"_L1].toString();
        if (!stopped.isEmpty()) {
            notice()->showMessage(InlineMessage::Kind::warn, tr("These presets have no upstream that takes requests: %1").arg(stopped.join(u", "_s)));
        }
        if (!opens) return Q_EMIT toast(tr("%1 serves again.").arg(name), {}, {});
        // The wrong line was held: as it was before, without another question.
        const auto undo = [this, row] { putCircuit(row, {{u"state"_s, u"closed"_s}}); };
        Q_EMIT toast(tr("%1 is stopped.").arg(name), row.isOpen() ? QString() : tr("Undo"), undo);
    };
    client().put(circuitPath(row), body, this, tracked(opens ? tr("Open circuit", "task") : tr("Close circuit", "task"), name, "PUT", circuitPath(row), told));
}

}  // namespace ui::pages
