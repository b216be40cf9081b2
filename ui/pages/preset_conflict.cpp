// The half of ProvidersPage for two people who change one preset at once: nothing is overwritten, nothing typed is lost.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/preset_merge.hpp"
#include "ui/pages/preset_dialogs.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/widgets/inline_message.hpp"

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::PresetRow;

QString ProvidersPage::changedMeanwhile(const QStringList& lines) {
    if (lines.isEmpty()) return tr("Nothing that can be seen here is different now; a credential may be.");
    return tr("Changed meanwhile: %1.").arg(lines.join(u"; "_s));
}

void ProvidersPage::meetConflict(const PresetChange& change, const QString& told) {
    client().get(adminPath(u"presets"_s, change.before.id), this, [this, change, told](const ApiReply& reply) {
        if (reply.ok()) return showConflict(change, PresetRow::fromJson(reply.body), told);
        refresh();
        change.then(tr("%1 %2", "sentence, sentence").arg(told, bridge::errorText(reply.error)));
    });
}

void ProvidersPage::showConflict(const PresetChange& change, const PresetRow& now, const QString& told) {
    refresh();
    const QString sentence = told.isEmpty() ? tr("%1 has been changed meanwhile, so nothing was written.").arg(change.before.name) : told;
    change.then(sentence);
    if (findChild<QDialog*>(u"dialog.conflict"_s)) return;
    const PresetRow merged = models::mergedPreset(change.before, change.after, now);
    const models::PresetCall call = models::presetCall(now, merged);
    PresetDiffView view;
    view.name = u"dialog.conflict"_s;
    view.title = tr("Somebody else has changed %1").arg(now.name);
    view.plan = tr("%1\n%2\nThis is what your change would do to that:", "who, what").arg(sentence, changedMeanwhile(models::changeLines(change.before, now)));
    view.verb = tr("Apply to the new state");
    view.warning = lostBy(now, merged);
    view.command = requestText(call.method, client().endpoint().base, call.path, call.body);
    auto* dialog = new PresetDiffDialog(view, models::presetDiff(now, merged, providersOff()), this);
    dialog->setAlternative(tr("Discard my draft"));
    connect(dialog, &QDialog::accepted, this, [this, change, now, merged] { replacePreset(now, merged, change.done, change.then); });
    connect(dialog, &widgets::ConfirmDialog::alternative, this, [this, change, now, told] {
        change.then({});
        notice()->clear();
        refresh();
        const auto again = [this, change, now, told] { showConflict(change, now, told); };
        Q_EMIT toast(tr("Your change to %1 is discarded.").arg(now.name), tr("Undo"), again);
    });
    openDialog(dialog);
}

}  // namespace ui::pages
