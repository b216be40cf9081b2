// The half of ProvidersPage that changes providers: add, edit, switch, remove, test; and which action may be used when.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/provider_dialogs.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QLineEdit>
#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::ProviderRow;
using widgets::InlineMessage;

void ProvidersPage::showFreshness(bool stale, bool offline) {
    cache_->setStale(stale || offline);
    providers_->table().setEnabled(!offline);
    providers_->details().setEnabled(!offline);
    circuits_->table().setEnabled(!offline);
    updateActions();
}

void ProvidersPage::updateActions() {
    permit(newProvider_, u"admin"_s, {});
    permit(newPreset_, u"admin"_s, providerModel_->rowCount() == 0 ? tr("Add a provider first.") : QString());
    permit(import_, u"admin"_s, {});
    updateRoutingActions();
    updateProviderActions();
    updateCircuitActions();
    updateCacheActions();
}

void ProvidersPage::updateProviderActions() {
    const ProviderRow* row = providers_->selected();
    const QString none = row ? QString() : tr("Select a provider first.");
    const QStringList users = row ? presetsOf(row->name) : QStringList();
    const bool testing = row && probes_.value(row->id).isRunning;
    permit(providers_->button(ProviderAction::test), u"operator"_s, testing ? tr("A test is under way.") : none);
    updateCallAction(row, testing ? tr("A test is under way.") : none);
    permit(providers_->button(ProviderAction::edit), u"admin"_s, none);
    QPushButton* toggle = providers_->button(ProviderAction::toggle);
    toggle->setText(row && !row->isActive ? tr("Switch on", "provider") : tr("Switch off…", "provider"));
    toggle->setAccessibleName(toggle->text());
    permit(toggle, u"admin"_s, none);
    permit(providers_->button(ProviderAction::remove), u"admin"_s,
           users.isEmpty() ? none : tr("In use by these presets: %1. Take its routes out there first.").arg(users.join(u", "_s)));
}

/// What it costs is said before it is pressed.
void ProvidersPage::updateCallAction(const ProviderRow* row, const QString& hindrance) {
    QPushButton* call = providers_->button(ProviderAction::call);
    const bool priced = row && !row->probeModel.isEmpty() && row->callEstimateNanoUsd;
    call->setText(priced ? tr("Real call (about %1)").arg(models::tinyMoneyText(*row->callEstimateNanoUsd)) : tr("Real call"));
    call->setAccessibleName(call->text());
    const bool named = !row || !row->probeModel.isEmpty();
    permit(call, u"operator"_s, !hindrance.isEmpty() || named ? hindrance : tr("Name a probe model first (Edit…)."));
    if (!call->isEnabled()) return;
    call->setToolTip(priced ? tr("Asks %1 for one token. Costs about %2, which stands in the bill as a health probe.")
                                  .arg(row->probeModel, models::tinyMoneyText(*row->callEstimateNanoUsd))
                            : tr("Asks the probe model for one token. Nobody has set its price: it stands in the bill as unpriced."));
}

void ProvidersPage::onProviderAsked(ProviderAction action) {
    const ProviderRow* row = providers_->selected();
    if (!row) return;
    switch (action) {
        case ProviderAction::test: return testProvider(*row);
        case ProviderAction::call: return testProvider(*row, true);
        case ProviderAction::edit: return editProvider();
        case ProviderAction::toggle: return toggleProvider();
        case ProviderAction::remove: return removeProvider();
    }
}

void ProvidersPage::newProvider() {
    if (!newProvider_->isEnabled() || findChild<QDialog*>(u"dialog.newProvider"_s)) return;
    auto* dialog = ProviderFormDialog::forNew(client().endpoint().base, this);
    const QByteArray idempotencyKey = bridge::freshIdempotencyKey();
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, idempotencyKey] { createProvider(dialog, idempotencyKey); });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void ProvidersPage::createProvider(ProviderFormDialog* dialog, const QByteArray& idempotencyKey) {
    const QPointer<ProviderFormDialog> open(dialog);
    dialog->setBusy(true);
    const QString path = u"/api/v1/admin/providers"_s;
    const QJsonObject body = dialog->call();
    const auto created = [this, open](const ApiReply& reply) {
        if (!reply.ok()) {
            if (open) return open->showError(reply.error);
            return explain(bridge::errorText(reply.error));
        }
        if (open) open->accept();
        const ProviderRow row = ProviderRow::fromJson(reply.body);
        providerRows_.push_back(row);
        showRows();
        ProvidersPage::open(row.id);
        refresh();
        notice()->showMessage(InlineMessage::Kind::info,
                              tr("%1 has been added. Test it, then give a preset a route to it.").arg(row.name));
        notice()->addAction(u"page.providers.testNew"_s, tr("Test %1").arg(row.name), [this, row] { testProvider(row); });
    };
    client().post(path, body, this, tracked(tr("Add provider", "task"), body["name"_L1].toString(), "POST", path, created), idempotencyKey);
}

void ProvidersPage::editProvider() {
    const ProviderRow* row = providers_->selected();
    if (!row || findChild<QDialog*>(u"dialog.editProvider"_s)) return;
    auto* dialog = ProviderFormDialog::forEdit(client().endpoint().base, *row, this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, before = *row] { saveProvider(dialog, before); });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void ProvidersPage::saveProvider(ProviderFormDialog* dialog, const ProviderRow& before) {
    const QPointer<ProviderFormDialog> open(dialog);
    // Kept for undo without the secret.
    const QJsonObject body = dialog->call();
    const QJsonObject changed = withoutCredential(body);
    dialog->setBusy(true);
    const QString path = adminPath(u"providers"_s, before.id);
    const auto saved = [this, open, before, changed](const ApiReply& reply) {
        if (open && reply.error.isEditConflict()) return meetProviderConflict(open, before, bridge::errorText(reply.error));
        if (!reply.ok()) {
            if (reply.status == 409) refresh();
            if (open) return open->showError(reply.error);
            return explain(bridge::errorText(reply.error));
        }
        if (open) open->accept();
        refresh();
        const bool undoable = !changed.contains("api_key"_L1);
        Q_EMIT toast(tr("%1 has been changed.").arg(before.name), undoable ? tr("Undo") : QString(),
                     [this, before, changed] { undoEdit(before, changed); });
    };
    client().patchMatching(before.tag, path, body, this, tracked(tr("Change provider", "task"), before.name, "PATCH", path, saved));
}

void ProvidersPage::undoEdit(const ProviderRow& before, const QJsonObject& changed) {
    const ProviderDraft old = ProviderDraft::fromRow(before);
    ProviderDraft other;
    other.kind = u"?"_s;
    other.allowPrivate = !old.allowPrivate;
    const QJsonObject all = old.changesFrom(other);
    QJsonObject back;
    for (const QString& field : changed.keys()) {
        // A time limit that was empty is not among the differences from an empty draft.
        back.insert(field, all.contains(field) ? all.value(field) : QJsonValue(QJsonValue::Null));
    }
    const QString path = adminPath(u"providers"_s, before.id);
    const auto undone = [this, before](const ApiReply& reply) {
        refresh();
        if (!reply.ok()) {
            return explain(tr("The old values of %1 could not be put back. %2").arg(before.name, bridge::errorText(reply.error)));
        }
        Q_EMIT toast(tr("%1 has its old values back.").arg(before.name), {}, {});
    };
    client().patch(path, back, this, tracked(tr("Undo the change of a provider", "task"), before.name, "PATCH", path, undone));
}

void ProvidersPage::toggleProvider() {
    const ProviderRow* row = providers_->selected();
    if (!row) return;
    if (!row->isActive) return setActive(*row, true, true);
    if (findChild<QDialog*>(u"dialog.switchOff"_s)) return;
    const QSet<QString> off = providersOff();
    const auto lost = models::lostRoutes(presetModel_->rows(), off, presetModel_->rows(), off | QSet<QString>{row->name});
    auto* dialog = makeSwitchOffDialog(client().endpoint().base, *row, models::lostText(lost), this);
    connect(dialog, &QDialog::accepted, this, [this, one = *row] { setActive(one, false, true); });
    openDialog(dialog);
}

void ProvidersPage::setActive(const ProviderRow& row, bool active, bool offerUndo) {
    const QString path = adminPath(u"providers"_s, row.id);
    const auto switched = [=, this](const ApiReply& reply) {
        refresh();
        if (!reply.ok()) {
            const QString failed = active ? tr("%1 could not be switched on. %2") : tr("%1 could not be switched off. %2");
            return explain(failed.arg(row.name, bridge::errorText(reply.error)));
        }
        const QString done = active ? tr("%1 gets requests again.").arg(row.name) : tr("%1 is switched off.").arg(row.name);
        Q_EMIT toast(done, offerUndo ? tr("Undo") : QString(), [this, row, active] { setActive(row, !active, false); });
    };
    const QString action = active ? tr("Switch provider on", "task") : tr("Switch provider off", "task");
    client().patch(path, {{u"is_active"_s, active}}, this, tracked(action, row.name, "PATCH", path, switched));
}

void ProvidersPage::removeProvider() {
    const ProviderRow* row = providers_->selected();
    if (!row || findChild<QDialog*>(u"dialog.removeProvider"_s)) return;
    auto* dialog = makeRemoveProviderDialog(client().endpoint().base, *row, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, one = *row] {
        const QString path = withReason(adminPath(u"providers"_s, one.id), reasonIn(*dialog));
        const auto removed = [this, one](const ApiReply& reply) {
            refresh();
            if (!reply.ok()) return explain(tr("%1 could not be removed. %2").arg(one.name, bridge::errorText(reply.error)));
            notice()->showMessage(InlineMessage::Kind::info, tr("%1 has been removed.").arg(one.name));
        };
        client().remove(path, this, tracked(tr("Remove provider", "task"), one.name, "DELETE", path, removed));
    });
    openDialog(dialog);
    dialog->nameField()->setFocus();
}

void ProvidersPage::testProvider(const ProviderRow& row, bool realCall) {
    ProbeOutcome& running = probes_[row.id];
    if (running.isRunning) return;
    running = {};
    running.isRunning = true;
    running.isCall = realCall;
    notice()->clear();
    showProvider();
    const QString path = adminPath(u"providers"_s, row.id, u"probe"_s);
    const auto tested = [this, row, realCall](const ApiReply& reply) {
        ProbeOutcome outcome = ProbeOutcome::fromJson(reply.body);
        if (!reply.ok()) {
            outcome = {};
            outcome.error = bridge::errorText(reply.error);
            outcome.at = QDateTime::currentDateTime();
        }
        probes_.insert(row.id, outcome);
        showProvider();
        if (realCall) refresh();
        const ProviderRow* shown = providers_->selected();
        if (shown && shown->id == row.id) return;
        Q_EMIT toast(outcome.isOk ? tr("The test of %1 passed.").arg(row.name) : tr("The test of %1 failed.").arg(row.name), {}, {});
    };
    const QJsonObject body = realCall ? QJsonObject{{u"call"_s, u"chat"_s}} : QJsonObject();
    client().post(path, body, this, tracked(realCall ? tr("Real call", "task") : tr("Test provider", "task"), row.name, "POST", path, tested));
}

}  // namespace ui::pages
