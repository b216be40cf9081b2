// The changing half of LimitsPage: add, change, remove, count afresh.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/json_values.hpp"
#include "ui/pages/limit_dialog.hpp"
#include "ui/pages/limit_review.hpp"
#include "ui/pages/limit_what_if.hpp"
#include "ui/pages/limits_page.hpp"
#include "ui/pages/reason_field.hpp"
#include "ui/widgets/inline_message.hpp"
#include "ui/widgets/type_name_dialog.hpp"

#include <QComboBox>
#include <QJsonArray>
#include <QPointer>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::LimitRow;
using widgets::InlineMessage;

bool LimitsPage::takeDone(const ApiReply& reply, const QString& whatFailed) {
    if (!reply.ok()) {
        notice()->showMessage(InlineMessage::Kind::crit, tr("%1 %2", "what failed. why").arg(whatFailed, bridge::errorText(reply.error)));
        return false;
    }
    const QJsonObject workers = reply.body["workers"_L1].toObject();
    const int total = workers["total"_L1].toInt(), told = workers["acknowledged"_L1].toInt();
    if (told < total) {
        notice()->showMessage(InlineMessage::Kind::warn,
                              tr("Only %1 of %2 workers have said within a second that they hold to it. Look again in a moment.").arg(told).arg(total));
    }
    refresh();
    return true;
}

/// A gateway that does not tell what it is may be in production.
LimitPlace LimitsPage::place() const {
    const QString kind = client().environmentClass();
    return {client().endpoint().base, client().environmentName(), kind != "development"_L1 && kind != "staging"_L1};
}

void LimitsPage::addLimit() {
    if (findChild<QDialog*>(u"dialog.limit"_s)) return;
    auto* dialog = new LimitDialog(place(), this);
    connect(dialog, &LimitDialog::subjectsWanted, this, [this, dialog](const QString& scope) { offerSubjects(dialog, scope); });
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog] { save(dialog); });
    offerSubjects(dialog, u"user"_s);
    openDialog(dialog);
}

LimitDialog* LimitsPage::editDialog(const LimitRow* row) {
    if (!row || findChild<QDialog*>(u"dialog.limit"_s)) return nullptr;
    auto* dialog = new LimitDialog(place(), *row, this);
    connect(dialog, &SubmitDialog::submitted, this, [this, dialog] { save(dialog); });
    return dialog;
}

void LimitsPage::editLimit() {
    if (auto* dialog = editDialog(selected())) openDialog(dialog);
}

/// What was tried is set by the same dialog, with its numbers in place.
void LimitsPage::adoptWhatIf() {
    auto* dialog = editDialog(model_->find(whatIf_->subjectKey()));
    if (!dialog) return;
    dialog->propose(whatIf_->rpmTried(), whatIf_->tpmTried());
    openDialog(dialog);
}

void LimitsPage::offerSubjects(LimitDialog* dialog, const QString& scope) {
    if (scope == "ip"_L1 || scope == "global"_L1) return;
    const QString collection = scope == "user"_L1 ? u"users"_s : scope == "preset"_L1 ? u"presets"_s : u"api-keys"_s;
    client().get(u"/api/v1/admin/%1?limit=500"_s.arg(collection), dialog, [open = QPointer<LimitDialog>(dialog), scope](const ApiReply& reply) {
        if (!open || !reply.ok()) return;
        std::vector<LimitSubject> subjects;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) {
            const QString name = item[scope == "user"_L1 ? "email"_L1 : "name"_L1].toString();
            subjects.push_back({item["id"_L1].toString(), name});
        }
        open->offerSubjects(scope, subjects);
    });
}

/// What is reviewed first is confirmed over the form: a no leads back to it, with all that was typed.
void LimitsPage::save(LimitDialog* dialog) {
    const auto submit = [this, dialog](const QString& reason) {
        dialog->setBusy(true);
        put({dialog->row(), dialog->before(), tr("Set limits", "task"), reason}, dialog);
    };
    if (!limitNeedsReview(dialog->row(), place())) return submit({});
    review(dialog->before(), dialog->row(), dialog, submit);
}

void LimitsPage::review(const LimitRow& before, const LimitRow& wanted, QWidget* over, const std::function<void(const QString&)>& run) {
    if (findChild<QDialog*>(u"dialog.limitReview"_s)) return;
    auto* dialog = new LimitReview(place(), before, wanted, over);
    connect(dialog, &QDialog::accepted, over, [dialog, run] { run(dialog->reason()); });
    if (const QString path = dialog->evidencePath(); !path.isEmpty()) {
        client().get(path, dialog, [dialog](const ApiReply& reply) {
            if (reply.ok()) return dialog->showEvidence(reply.body);
            dialog->showFinding(tr("What the last day says to it is not known: %1").arg(bridge::errorText(reply.error)));
        });
    }
    openDialog(dialog);
}

void LimitsPage::put(const LimitChange& change, LimitDialog* dialog) {
    const QPointer<LimitDialog> open(dialog);
    const QString path = limitPath(change.wanted);
    const QString name = models::limitSubjectText(change.wanted);
    QJsonObject body = change.wanted.toBody();
    const auto end = beginTask({change.action, name, requestText("PUT", client().endpoint().base, path, body)});
    if (!change.reason.isEmpty()) body.insert(u"reason"_s, change.reason);
    client().put(path, body, this, [this, open, change, name, end](const ApiReply& reply) {
        end(reply);
        if (!reply.ok() && open) return open->showError(reply.error);
        if (open) open->accept();
        // Seen at once: its line, and what holds for the key now.
        wantedRow_ = reply.ok() ? change.wanted.key() : QString();
        if (reply.ok() && change.wanted.scope == "key"_L1 && change.wanted.subject != "*"_L1) wantedKey_ = change.wanted.subject;
        if (!takeDone(reply, tr("The limits of %1 could not be set.").arg(name))) return;
        LimitRow old = change.before;
        old.scope = change.wanted.scope;
        old.subject = change.wanted.subject;
        const LimitChange back{old, change.wanted, tr("Undo a change of limits", "task"), {}, true};
        Q_EMIT toast(tr("The limits of %1 hold.").arg(name), change.isUndo ? QString() : tr("Undo"), [this, back] { put(back, nullptr); });
    });
}

void LimitsPage::removeLimit() {
    const LimitRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.removeLimit"_s)) return;
    if (limitNeedsReview(*row, place())) {
        LimitRow none;
        none.scope = row->scope;
        none.subject = row->subject;
        none.name = row->name;
        return review(*row, none, this, [this, before = *row](const QString& reason) { remove(before, reason); });
    }
    const QString name = models::limitSubjectText(*row);
    auto* dialog = new widgets::ConfirmDialog(tr("Remove the limits of %1").arg(name),
                                              tr("From the next request on nothing of its own limits %1. Limits of other scopes stay.").arg(name),
                                              tr("Remove limits"), this);
    addReason(*dialog);
    nameDialog(*dialog, u"dialog.removeLimit"_s);
    dialog->setCommand(requestText("DELETE", client().endpoint().base, limitPath(*row)));
    connect(dialog, &QDialog::accepted, this, [this, dialog, before = *row] { remove(before, reasonIn(*dialog)); });
    openDialog(dialog);
}

void LimitsPage::remove(const LimitRow& before, const QString& reason) {
    const QString name = models::limitSubjectText(before);
    const QString path = withReason(limitPath(before), reason);
    const auto end = beginTask({tr("Remove limits", "task"), name, requestText("DELETE", client().endpoint().base, path)});
    client().remove(path, this, [this, name, before, end](const ApiReply& reply) {
        end(reply);
        if (!takeDone(reply, tr("The limits of %1 could not be removed.").arg(name))) return;
        const LimitChange back{before, {}, tr("Undo the removal of limits", "task"), {}, true};
        Q_EMIT toast(tr("%1 has no limits of its own.").arg(name), tr("Undo"), [this, back] { put(back, nullptr); });
    });
}

void LimitsPage::countAfresh() {
    if (const LimitRow* row = selected()) confirmReset(*row);
}

void LimitsPage::clearCounters() {
    LimitRow each;
    each.scope = scope_->currentData().toString();
    each.subject = u"*"_s;
    if (!each.scope.isEmpty()) confirmReset(each);
}

/// One subject's counters: L1. Those of a whole scope: L2, its word has to be typed.
void LimitsPage::confirmReset(const LimitRow& row) {
    const bool whole = row.subject == "*"_L1;
    const QString objectName = whole ? u"dialog.clearCounters"_s : u"dialog.countAfresh"_s;
    if (findChild<QDialog*>(objectName)) return;
    const QString name = whole ? models::limitScopeWord(row.scope == "global"_L1 ? u"key"_s : row.scope) : models::limitSubjectText(row);
    const QString plan = tr("Requests and tokens of the last minute and day are forgotten: whoever is refused now may call at once. "
                            "Budgets and running requests stay as they are.");
    widgets::ConfirmDialog* dialog = nullptr;
    if (whole) {
        dialog = new widgets::TypeNameDialog(tr("Clear the counters of the whole scope %1").arg(name), plan, tr("Clear counters"), name, this);
    } else {
        dialog = new widgets::ConfirmDialog(tr("Count %1 afresh").arg(name), plan, tr("Count afresh"), this);
    }
    nameDialog(*dialog, objectName);
    const QString path = limitPath(row, u"reset"_s);
    dialog->setCommand(requestText("POST", client().endpoint().base, path));
    dialog->setUndoNote(tr("This cannot be undone: what was counted is gone."));
    connect(dialog, &QDialog::accepted, this, [this, path, name] {
        const auto end = beginTask({tr("Count afresh", "task"), name, requestText("POST", client().endpoint().base, path)});
        client().post(path, {}, this, [this, name, end](const ApiReply& reply) {
            end(reply);
            if (takeDone(reply, tr("The counters of %1 stay as they were.").arg(name))) Q_EMIT toast(tr("%1 is counted afresh.").arg(name), {}, {});
        });
    });
    openDialog(dialog);
}

}  // namespace ui::pages
