// The half of ProvidersPage that changes presets as a whole: create, edit, delete, routes in and out, import and export.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/preset_dialogs.hpp"
#include "ui/pages/preset_file.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::PresetRow;
using widgets::InlineMessage;

namespace {

PresetDiffView importView(const QUrl& api, const PresetRow& before, const PresetRow& fromFile, const QString& lost) {
    const bool isNew = before.id.isEmpty();
    const models::PresetCall call = models::presetCall(before, fromFile);
    PresetDiffView view;
    view.name = u"dialog.applyImport"_s;
    view.title = isNew ? ProvidersPage::tr("Create preset %1 from the file?").arg(fromFile.name)
                       : ProvidersPage::tr("Change preset %1 to what the file says?").arg(fromFile.name);
    view.plan = isNew ? ProvidersPage::tr("There is no preset of this name yet.")
                      : ProvidersPage::tr("This is what differs. Nothing has been sent.");
    view.verb = isNew ? ProvidersPage::tr("Create %1").arg(fromFile.name) : ProvidersPage::tr("Apply to %1").arg(fromFile.name);
    view.warning = lost;
    view.command = isNew ? requestText("POST", api, u"/api/v1/admin/presets"_s, presetBody(fromFile))
                         : requestText(call.method, api, call.path, call.body);
    return view;
}

}  // namespace

void ProvidersPage::newPreset() {
    if (!newPreset_->isEnabled() || findChild<QDialog*>(u"dialog.newPreset"_s)) return;
    auto* dialog = PresetFormDialog::forNew(client().endpoint().base, providerNames(), this);
    const QByteArray idempotencyKey = bridge::freshIdempotencyKey();
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, idempotencyKey] {
        const QPointer<PresetFormDialog> open(dialog);
        dialog->setBusy(true);
        createPreset(dialog->form().row(), idempotencyKey, [this, open](const QString& problem) {
            if (!open) return problem.isEmpty() ? void() : explain(problem);
            if (problem.isEmpty()) return open->accept();
            open->setBusy(false);
            open->form().showRefusal(problem);
        });
    });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void ProvidersPage::createPreset(const PresetRow& row, const QByteArray& idempotencyKey, Replaced then) {
    const QString path = u"/api/v1/admin/presets"_s;
    const auto created = [this, then = std::move(then)](const ApiReply& reply) {
        if (!reply.ok()) return then(bridge::errorText(reply.error));
        const PresetRow made = PresetRow::fromJson(reply.body);
        presetModel_->applyOne(made);
        selectPreset(made.id);
        showRouting();
        refresh();
        Q_EMIT toast(tr("Preset %1 has been created.").arg(made.name), {}, {});
        then({});
    };
    client().post(path, presetBody(row), this, tracked(tr("Create preset", "task"), row.name, "POST", path, created), idempotencyKey);
}

void ProvidersPage::editPreset() {
    const PresetRow* preset = selectedPreset();
    if (!preset || findChild<QDialog*>(u"dialog.editPreset"_s)) return;
    auto* dialog = PresetFormDialog::forEdit(client().endpoint().base, *preset, this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, before = *preset] {
        const QPointer<PresetFormDialog> open(dialog);
        dialog->setBusy(true);
        replacePreset(before, dialog->form().row(), tr("Preset %1 has been changed.").arg(before.name),
                      [this, open](const QString& problem) {
                          if (!open) return problem.isEmpty() ? void() : explain(problem);
                          if (problem.isEmpty()) return open->accept();
                          open->setBusy(false);
                          open->form().showRefusal(problem);
                      });
    });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void ProvidersPage::deletePreset() {
    const PresetRow* preset = selectedPreset();
    if (!preset || findChild<QDialog*>(u"dialog.deletePreset"_s)) return;
    std::vector<PresetRow> others = presetModel_->rows();
    std::erase_if(others, [preset](const PresetRow& row) { return row.id == preset->id; });
    const QSet<QString> off = providersOff();
    models::LostRoutes lost = models::lostRoutes(presetModel_->rows(), off, others, off);
    lost.presets.clear();  // its own name stands in the question
    auto* dialog = makeDeletePresetDialog(client().endpoint().base, *preset, models::lostText(lost), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, one = *preset] {
        const QString path = withReason(adminPath(u"presets"_s, one.id), reasonIn(*dialog));
        const auto deleted = [this, one](const ApiReply& reply) {
            refresh();
            if (!reply.ok()) return explain(tr("Preset %1 could not be deleted. %2").arg(one.name, bridge::errorText(reply.error)));
            notice()->showMessage(InlineMessage::Kind::info, tr("Preset %1 has been deleted.").arg(one.name));
        };
        client().remove(path, this, tracked(tr("Delete preset", "task"), one.name, "DELETE", path, deleted));
    });
    openDialog(dialog);
    dialog->nameField()->setFocus();
}

void ProvidersPage::addRoute() {
    const PresetRow* preset = selectedPreset();
    if (!preset || findChild<QDialog*>(u"dialog.addRoute"_s)) return;
    auto* dialog = new RouteDialog(client().endpoint().base, *preset, providerNames(), this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog, before = *preset] {
        const QPointer<RouteDialog> open(dialog);
        dialog->setBusy(true);
        replacePreset(before, dialog->after(), tr("%1 has one more route.").arg(before.name), [this, open](const QString& problem) {
            if (!open) return problem.isEmpty() ? void() : explain(problem);
            if (problem.isEmpty()) return open->accept();
            open->setBusy(false);
            open->showSentence(problem);
        });
    });
    openDialog(dialog);
    dialog->fields().focusModel();
}

void ProvidersPage::removeRoute() {
    const PresetRow* preset = selectedPreset();
    const models::PresetItem* item = preset ? preset->item(routing_->selectedItem()) : nullptr;
    if (!item || findChild<QDialog*>(u"dialog.removeRoute"_s)) return;
    const PresetRow before = *preset;
    PresetRow after = before;
    std::erase_if(after.items, [id = item->id](const models::PresetItem& one) { return one.id == id; });
    const models::PresetCall call = models::presetCall(before, after);
    PresetDiffView view;
    view.name = u"dialog.removeRoute"_s;
    view.title = tr("Remove the route %1?").arg(item->routeName());
    view.plan = tr("Requests for %1 are no longer tried there.").arg(before.name);
    view.verb = tr("Remove route");
    view.warning = lostBy(before, after);
    view.undoNote = tr("Undo puts it back.");
    view.command = requestText(call.method, client().endpoint().base, call.path, call.body);
    auto* dialog = new PresetDiffDialog(view, models::presetDiff(before, after, providersOff()), this);
    connect(dialog, &QDialog::accepted, this, [this, before, after] {
        replacePreset(before, after, tr("%1 has one route less.").arg(before.name), [this](const QString& problem) {
            if (!problem.isEmpty()) explain(problem);
        });
    });
    openDialog(dialog);
}

void ProvidersPage::importPreset() {
    if (findChild<QDialog*>(u"dialog.importPreset"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Import a preset"), {}, tr("Presets (*.json)"));
    dialog->setObjectName(u"dialog.importPreset"_s);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        readPresetFile(path, this, [this](const PresetFromFile& read) {
            if (!read.preset) return explain(read.problem);
            askImport(*read.preset);
        });
    });
    openDialog(dialog);
}

void ProvidersPage::askImport(PresetRow fromFile) {
    const QStringList known = providerNames();
    QStringList missing;
    for (const models::PresetItem& item : fromFile.items) {
        if (!known.contains(item.provider)) missing << item.provider;
    }
    missing.removeDuplicates();
    if (!missing.isEmpty()) return explain(tr("The file uses providers that are not here: %1. Add them first.").arg(missing.join(u", "_s)));
    const auto& rows = presetModel_->rows();
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const PresetRow& row) { return row.name == fromFile.name; });
    const PresetRow before = same == rows.end() ? PresetRow{{}, fromFile.name, {}, {}, 0} : *same;
    fromFile.id = before.id;
    for (models::PresetItem& item : fromFile.items) {
        if (const auto* there = before.sameRoute(item)) item.id = there->id;
    }
    const PresetDiffView view = importView(client().endpoint().base, before, fromFile, before.id.isEmpty() ? QString() : lostBy(before, fromFile));
    auto* dialog = new PresetDiffDialog(view, models::presetDiff(before, fromFile, providersOff()), this);
    const QByteArray idempotencyKey = bridge::freshIdempotencyKey();
    connect(dialog, &QDialog::accepted, this, [this, before, fromFile, idempotencyKey] {
        const auto told = [this](const QString& problem) {
            if (!problem.isEmpty()) explain(problem);
        };
        if (before.id.isEmpty()) return createPreset(fromFile, idempotencyKey, told);
        replacePreset(before, fromFile, tr("Preset %1 is as the file says.").arg(before.name), told);
    });
    openDialog(dialog);
}

void ProvidersPage::exportPreset() {
    const PresetRow* preset = selectedPreset();
    if (!preset || findChild<QDialog*>(u"dialog.exportPreset"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Export preset %1").arg(preset->name), {}, tr("Presets (*.json)"));
    dialog->setObjectName(u"dialog.exportPreset"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(preset->name + u".preset.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, text = presetToFile(*preset), name = preset->name](const QString& path) {
        writePresetFile(path, text, this, [this, path, name](const QString& problem) {
            if (!problem.isEmpty()) return explain(problem);
            Q_EMIT toast(tr("Preset %1 is in %2, readable by you only.").arg(name, path), {}, {});
        });
    });
    openDialog(dialog);
}

}  // namespace ui::pages
