// The half of ProvidersPage for two people who edit one provider at once: nothing is overwritten, nothing typed is lost.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/provider_changes.hpp"
#include "ui/pages/provider_dialogs.hpp"
#include "ui/pages/providers_page.hpp"

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::ProviderRow;

void ProvidersPage::meetProviderConflict(ProviderFormDialog* dialog, const ProviderRow& before, const QString& told) {
    refresh();
    dialog->setBusy(false);
    dialog->showSentence(told);
    const QPointer<ProviderFormDialog> open(dialog);
    const QString path = adminPath(u"providers"_s, before.id);
    client().get(path, this, [this, open, before, told, path](const ApiReply& reply) {
        if (!open || findChild<QDialog*>(u"dialog.providerConflict"_s)) return;
        if (!reply.ok()) return open->showError(reply.error);
        const ProviderRow now = ProviderRow::fromJson(reply.body);
        const QString lines = changedMeanwhile(models::changeLines(before, now));
        auto* ask = new widgets::ConfirmDialog(tr("Somebody else has changed %1").arg(now.name),
                                               tr("%1\n%2\nYour change would go on top of that.", "who, what").arg(told, lines),
                                               tr("Apply to the new state"), this);
        ask->setAlternative(tr("Discard my draft"));
        ask->setCommand(requestText("PATCH", client().endpoint().base, path, withoutCredential(open->call())));
        nameDialog(*ask, u"dialog.providerConflict"_s);
        connect(ask, &QDialog::accepted, this, [this, open, now] {
            if (open) saveProvider(open, now);
        });
        connect(ask, &widgets::ConfirmDialog::alternative, this, [open] {
            if (open) open->reject();
        });
        openDialog(ask);
    });
}

}  // namespace ui::pages
