// The half of ProvidersPage that keeps the drafts and applies them: never over somebody else's change, all routes of a
// preset in one call, read back afterwards, and with an undo.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/preset_dialogs.hpp"
#include "ui/pages/providers_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::PresetRow;
using models::RoutingDraft;
using widgets::InlineMessage;

namespace {

/// "openai · gpt-4o 20 %, azure · gpt-4o 80 %".
QString sharesText(const PresetRow& preset, const QSet<QString>& off) {
    const auto shares = models::routeShares(preset, off);
    QStringList parts;
    for (size_t i = 0; i < shares.size(); ++i) {
        parts << ProvidersPage::tr("%1 %2", "route share").arg(preset.items[i].routeName(), models::shareText(shares[i]));
    }
    return parts.join(u", "_s);
}

}  // namespace

void ProvidersPage::updateRoutingActions() {
    const PresetRow* preset = selectedPreset();
    const QString none = preset ? QString() : tr("Select a preset first.");
    const auto allow = [this](RoutingAction action, const QString& whyNot) { permit(routing_->button(action), u"admin"_s, whyNot); };
    const bool last = preset && preset->items.size() < 2;
    const bool noRoute = preset && routing_->selectedItem().isEmpty();
    allow(RoutingAction::addRoute, none);
    allow(RoutingAction::removeRoute, last      ? tr("A preset keeps at least one route. Switch it off, or delete the preset.")
                                      : noRoute ? tr("Select a route first.")
                                                : none);
    allow(RoutingAction::editPreset, none);
    allow(RoutingAction::deletePreset, none);
    // What only reads or stays here works for everybody and without a connection.
    const bool drafted = preset && !drafts_.value(preset->id).isEmpty();
    const QString nothing = drafted ? QString() : tr("Nothing has been changed.");
    const auto offer = [this](RoutingAction action, const QString& whyNot) {
        routing_->button(action)->setEnabled(whyNot.isEmpty());
        routing_->button(action)->setToolTip(whyNot);
    };
    offer(RoutingAction::exportPreset, none);
    offer(RoutingAction::differences, nothing);
    offer(RoutingAction::discard, nothing);
    allow(RoutingAction::apply, applying_ ? tr("The changes are on their way.") : nothing);
    QString whyNot;
    if (!client().mayDo(u"admin"_s)) whyNot = tr("Only an administrator changes routes.");
    routing_->setEditable(whyNot);
}

void ProvidersPage::onRoutingAsked(RoutingAction action) {
    switch (action) {
        case RoutingAction::addRoute: return addRoute();
        case RoutingAction::removeRoute: return removeRoute();
        case RoutingAction::editPreset: return editPreset();
        case RoutingAction::exportPreset: return exportPreset();
        case RoutingAction::deletePreset: return deletePreset();
        case RoutingAction::differences: return showDifferences(false);
        case RoutingAction::discard: return discardDraft();
        case RoutingAction::apply: return showDifferences(true);
        case RoutingAction::newPreset: return newPreset();
    }
}

void ProvidersPage::editCell(const QString& itemId, models::RouteField field, qint64 value) {
    const PresetRow* preset = selectedPreset();
    if (!preset) return;
    RoutingDraft& draft = drafts_[preset->id];
    draft.set(*preset, itemId, field, value);
    PresetRow row = *preset;
    row.draftedChanges = draft.size();
    presetModel_->applyOne(std::move(row));
    showRouting();
}

void ProvidersPage::discardDraft() {
    const PresetRow* preset = selectedPreset();
    if (!preset) return;
    const QString id = preset->id;
    const RoutingDraft dropped = drafts_.take(id);
    const auto mark = [this, id](int changes) {
        const PresetRow* known = presetModel_->find(id);
        if (!known) return;
        PresetRow row = *known;
        row.draftedChanges = changes;
        presetModel_->applyOne(std::move(row));
        showRouting();
    };
    mark(0);
    Q_EMIT toast(tr("%n change(s) discarded.", "draft", dropped.size()), tr("Undo"), [this, id, dropped, mark] {
        // What was typed since then is newer than what was thrown away.
        if (!drafts_.value(id).isEmpty() || !presetModel_->find(id)) return;
        drafts_.insert(id, dropped);
        mark(dropped.size());
    });
}

QString ProvidersPage::lostBy(const PresetRow& before, const PresetRow& after) const {
    std::vector<PresetRow> presets = presetModel_->rows();
    for (PresetRow& preset : presets) {
        if (preset.id == before.id) preset = after;
    }
    const QSet<QString> off = providersOff();
    return models::lostText(models::lostRoutes(presetModel_->rows(), off, presets, off));
}

void ProvidersPage::showDifferences(bool apply) {
    const PresetRow* preset = selectedPreset();
    if (!preset || findChild<QDialog*>(u"dialog.applyRouting"_s) || findChild<QDialog*>(u"dialog.differences"_s)) return;
    const PresetRow before = *preset;
    RoutingDraft& draft = drafts_[before.id];
    const PresetRow after = draft.planned(before);
    const models::PresetCall call = models::presetCall(before, after);
    PresetDiffView view;
    view.name = apply ? u"dialog.applyRouting"_s : u"dialog.differences"_s;
    view.title = tr("%n change(s) to %1", "draft", draft.size()).arg(before.name);
    view.plan = tr("Applies to the next request. Requests under way end where they are.");
    if (draft.hasConflict(before)) {
        view.plan = tr("Somebody else has changed the same values meanwhile. Below is what the gateway has now, and your "
                       "draft, which would take its place.");
    }
    view.verb = tr("Apply to %1").arg(before.name);
    view.warning = lostBy(before, after);
    view.command = requestText(call.method, client().endpoint().base, call.path, call.body);
    view.undoNote = apply ? tr("After applying, Undo puts the old values back.") : QString();
    view.lookOnly = !apply;
    auto* dialog = new PresetDiffDialog(view, models::presetDiff(before, after, providersOff()), this);
    connect(dialog, &QDialog::accepted, this, [this, before, after] { applyDraft(before, after); });
    openDialog(dialog);
}

void ProvidersPage::applyDraft(const PresetRow& before, const PresetRow& after) {
    applying_ = true;
    updateRoutingActions();
    const QString done = tr("The changes to %1 are applied.").arg(before.name);
    replacePreset(before, after, done, [this, id = before.id](const QString& problem) {
        applying_ = false;
        if (problem.isEmpty()) {
            drafts_.remove(id);
        } else {
            notice()->showMessage(InlineMessage::Kind::warn, tr("%1 Your draft is kept.").arg(problem));
        }
        updateRoutingActions();
    });
}

void ProvidersPage::replacePreset(const PresetRow& before, const PresetRow& after, const QString& done, Replaced then) {
    const PresetChange change{before, after, done, std::move(then)};
    if (!before.tag.isEmpty()) return sendPreset(change, before.tag);
    // A gateway that gives no tags: what it has is compared here.
    client().get(adminPath(u"presets"_s, before.id), this, [this, change](const ApiReply& reply) {
        if (!reply.ok()) return change.then(bridge::errorText(reply.error));
        const PresetRow now = PresetRow::fromJson(reply.body);
        if (!now.saysTheSame(change.before)) return showConflict(change, now, {});
        sendPreset(change, now.tag);
    });
}

void ProvidersPage::sendPreset(const PresetChange& change, const QString& tag) {
    const models::PresetCall call = models::presetCall(change.before, change.after);
    const auto changedIt = [this, change](const ApiReply& reply) {
        if (reply.error.isEditConflict()) return meetConflict(change, bridge::errorText(reply.error));
        if (!reply.ok()) {
            refresh();
            return change.then(bridge::errorText(reply.error));
        }
        change.then({});
        readBack(change.before, change.after, change.done);
    };
    client().patchMatching(tag, call.path, call.body, this,
                           tracked(tr("Change preset", "task"), change.before.name, call.method, call.path, changedIt));
}

void ProvidersPage::readBack(const PresetRow& before, const PresetRow& after, const QString& done) {
    client().get(adminPath(u"presets"_s, before.id), this, [=, this](const ApiReply& reply) {
        refresh();
        if (!reply.ok()) {
            notice()->showMessage(InlineMessage::Kind::warn,
                                  tr("%1 It could not be read back: %2").arg(done, bridge::errorText(reply.error)));
            return;
        }
        const PresetRow now = PresetRow::fromJson(reply.body);
        const bool same = now.saysTheSame(after);
        const QString shares = sharesText(now, providersOff());
        notice()->showMessage(same ? InlineMessage::Kind::info : InlineMessage::Kind::warn,
                              same ? tr("%1 Read back from the gateway: %2.").arg(done, shares)
                                   : tr("The gateway has other values than were sent: %1.").arg(shares));
        const auto undo = [this, before, now] { undoReplace(before, now); };
        // The toast goes by itself; what to look at before one knows whether it helped stays, and its undo with it.
        notice()->addAction(u"page.providers.undo"_s, tr("Undo"), undo);
        Q_EMIT toast(done, tr("Undo"), undo);
    });
}

void ProvidersPage::undoReplace(const PresetRow& before, const PresetRow& after) {
    client().get(adminPath(u"presets"_s, before.id), this, [=, this](const ApiReply& now) {
        if (!now.ok()) return explain(bridge::errorText(now.error));
        const PresetRow there = PresetRow::fromJson(now.body);
        if (!there.saysTheSame(after)) {
            return explain(tr("%1 has been changed meanwhile, so the old values were not put back.").arg(after.name));
        }
        const models::PresetCall call = models::presetCall(after, before);
        const auto undone = [this, before](const ApiReply& reply) {
            refresh();
            if (!reply.ok()) return explain(tr("The old values of %1 could not be put back. %2").arg(before.name, bridge::errorText(reply.error)));
            notice()->clear();
            Q_EMIT toast(tr("%1 has its old values back.").arg(before.name), {}, {});
        };
        client().patchMatching(there.tag, call.path, call.body, this,
                               tracked(tr("Undo the change of a preset", "task"), before.name, call.method, call.path, undone));
    });
}

}  // namespace ui::pages
