// The changing half of KeysPage: create, edit, freeze, revoke, and the proof that a revocation holds.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/key_dialogs.hpp"
#include "ui/pages/keys_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QJsonArray>
#include <QTimer>

#include <algorithm>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::KeyRow;
using widgets::InlineMessage;

namespace {

constexpr int kVerifyAttempts = 5;  // once a second: console.md §2.8 gives a revocation 5 s to reach every worker
constexpr std::chrono::seconds kVerifyPause{1};
constexpr int kRefused = 401;

template <class Dialog>
void openDialog(Dialog* dialog) {
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace

Task KeysPage::taskOf(const QString& action, const QString& target, const char* verb, const QString& path) const {
    return {action, target, u"%1 %2"_s.arg(QLatin1StringView(verb), client().endpoint().base.resolved(QUrl(path)).toString())};
}

void KeysPage::newKey() {
    if (findChild<QDialog*>(u"dialog.newKey"_s)) return;
    client().get(u"/api/v1/admin/users"_s, this, [this](const ApiReply& reply) {
        QList<OwnerChoice> owners;
        for (const QJsonValue& user : reply.body["items"_L1].toArray()) {
            if (user["is_active"_L1].toBool(true)) owners << OwnerChoice{user["id"_L1].toString(), user["email"_L1].toString()};
        }
        openNewKeyDialog(owners);
    });
}

void KeysPage::openNewKeyDialog(const QList<OwnerChoice>& owners) {
    if (findChild<QDialog*>(u"dialog.newKey"_s)) return;
    auto* dialog = KeyFormDialog::forNewKey(client().endpoint().base, owners, client().userEmail(), this);
    const QByteArray idempotencyKey = bridge::freshIdempotencyKey();
    connect(dialog, &KeyFormDialog::submitted, this, [this, dialog, idempotencyKey](const QJsonObject& body) {
        createKey(dialog, body, idempotencyKey);
    });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void KeysPage::createKey(KeyFormDialog* dialog, const QJsonObject& body, const QByteArray& idempotencyKey) {
    dialog->setBusy(true);
    const QPointer<KeyFormDialog> open(dialog);
    const auto end = beginTask(taskOf(tr("Create key", "task"), body["name"_L1].toString(), "POST", u"/api/v1/admin/api-keys"_s));
    // The reply carries the only copy of the secret: it is taken even when the dialog has been closed meanwhile.
    client().post(u"/api/v1/admin/api-keys"_s, body, this, [this, open, end](const ApiReply& reply) {
        end(reply);
        if (!reply.ok()) {
            if (open) return open->showError(reply.error);
            return notice()->showMessage(InlineMessage::Kind::crit, bridge::errorText(reply.error));
        }
        if (open) open->accept();
        const KeyRow row = KeyRow::fromJson(reply.body);
        model_->applyOne(row);
        select(row.id);
        refresh();
        showSecret(reply, tr("%1 has been created").arg(row.name));
    }, idempotencyKey);
}

QString KeysPage::curlFor(const KeyRow& row) const {
    QString model = row.preset;
    if (model.isEmpty()) model = row.models.isEmpty() ? u"default"_s : row.models.first();
    return u"curl %1/v1/chat/completions -H \"Authorization: Bearer $GW_KEY\" -H \"Content-Type: application/json\" "
           "-d '{\"model\":\"%2\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'"_s.arg(client().gatewayUrl(), model);
}

void KeysPage::editKey() {
    const KeyRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.editKey"_s)) return;
    auto* dialog = KeyFormDialog::forEdit(client().endpoint().base, *row, this);
    connect(dialog, &KeyFormDialog::submitted, this, [this, dialog, before = *row](const QJsonObject& body) {
        saveKey(dialog, before, body);
    });
    openDialog(dialog);
    dialog->form().focusFirst();
}

void KeysPage::saveKey(KeyFormDialog* dialog, const KeyRow& before, const QJsonObject& body) {
    dialog->setBusy(true);
    const QPointer<KeyFormDialog> open(dialog);
    const auto end = beginTask(taskOf(tr("Change key", "task"), before.name, "PATCH", keyPath(before.id)));
    client().patch(keyPath(before.id), body, this, [this, open, before, body, end](const ApiReply& reply) {
        end(reply);
        if (!reply.ok()) {
            // The draft stays in the dialog; after a conflict the table already shows what others did.
            if (reply.status == 409) refresh();
            if (open) return open->showError(reply.error);
            return notice()->showMessage(InlineMessage::Kind::crit, bridge::errorText(reply.error));
        }
        if (open) open->accept();
        takeChanged(reply, {});
        showSecret(reply, tr("%1 signs its requests").arg(before.name));
        Q_EMIT toast(tr("%1 has been changed.").arg(before.name), tr("Undo"), [this, before, body] { undoEdit(before, body); });
    });
}

void KeysPage::undoEdit(const KeyRow& before, const QJsonObject& body) {
    const QJsonObject old = KeyDraft::fromRow(before).changesFrom(KeyDraft());
    QJsonObject back;
    for (const QString& field : body.keys()) {
        const bool list = field == "models"_L1 || field == "allowed_ips"_L1 || field == "tags"_L1;
        if (field == "require_signature"_L1) {
            back.insert(field, before.requiresSignature);
            continue;
        }
        // A field that was empty before is not among the differences from an empty draft.
        back.insert(field, old.contains(field) ? old.value(field) : list ? QJsonValue(QJsonArray()) : QJsonValue());
    }
    const auto end = beginTask(taskOf(tr("Undo the change of a key", "task"), before.name, "PATCH", keyPath(before.id)));
    client().patch(keyPath(before.id), back, this, [this, before, end](const ApiReply& reply) {
        end(reply);
        if (!takeChanged(reply, tr("The old values of %1 could not be put back.").arg(before.name))) return;
        Q_EMIT toast(tr("%1 has its old values back.").arg(before.name), {}, {});
    });
}

bool KeysPage::takeChanged(const ApiReply& reply, const QString& whatFailed) {
    if (!reply.ok()) {
        notice()->showMessage(InlineMessage::Kind::crit,
                              tr("%1 %2", "what failed. why").arg(whatFailed, bridge::errorText(reply.error)));
        return false;
    }
    // A row that the list does not know any more (removed elsewhere) is not brought back.
    KeyRow row = KeyRow::fromJson(reply.body);
    if (!row.id.isEmpty() && model_->find(row.id)) model_->applyOne(std::move(row));
    showSelection();
    refresh();
    return true;
}

void KeysPage::toggleFreeze() {
    if (const KeyRow* row = selected()) askFreeze(*row, row->state != KeyRow::State::frozen);
}

void KeysPage::askFreeze(const KeyRow& row, bool freeze) {
    auto* dialog = makeFreezeDialog(client().endpoint().base, row, freeze, this);
    connect(dialog, &QDialog::accepted, this, [this, row, freeze] { setFrozen(row, freeze, true); });
    openDialog(dialog);
}

void KeysPage::setFrozen(const KeyRow& row, bool freeze, bool offerUndo) {
    const QString path = keyPath(row.id, freeze ? u"freeze"_s : u"unfreeze"_s);
    const QString action = freeze ? tr("Freeze key", "task") : tr("Unfreeze key", "task");
    const auto end = beginTask(taskOf(action, row.name, "POST", path));
    client().post(path, {}, this, [this, row, freeze, offerUndo, end](const ApiReply& reply) {
        end(reply);
        const QString failed = freeze ? tr("%1 could not be frozen.") : tr("%1 could not be unfrozen.");
        if (!takeChanged(reply, failed.arg(row.name))) return;
        const QString done = freeze ? tr("%1 is frozen.").arg(row.name) : tr("%1 is served again.").arg(row.name);
        const auto back = [this, row, freeze] { setFrozen(row, !freeze, false); };
        Q_EMIT toast(done, offerUndo ? tr("Undo") : QString(), back);
    });
}

void KeysPage::revokeKey() {
    const KeyRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.revoke"_s)) return;
    auto* dialog = makeRevokeDialog(client().endpoint().base, *row, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, key = *row] { revoke(key, dialog->reason()); });
    connect(dialog, &widgets::HoldDialog::alternative, this, [this, key = *row] { askFreeze(key, true); });
    openDialog(dialog);
}

void KeysPage::revoke(const KeyRow& row, const QString& reason) {
    const auto end = beginTask(taskOf(tr("Revoke key", "task"), row.name, "POST", keyPath(row.id, u"revoke"_s)));
    client().post(keyPath(row.id, u"revoke"_s), {{u"reason"_s, reason}}, this, [this, row, end](const ApiReply& reply) {
        end(reply);
        if (!takeChanged(reply, tr("%1 could not be revoked.").arg(row.name))) return;
        notice()->showMessage(InlineMessage::Kind::info, tr("%1 is revoked. Asking every worker…").arg(row.name));
        verify(row, 1);
    });
}

void KeysPage::verify(const KeyRow& row, int attempt) {
    client().get(keyPath(row.id, u"verify"_s), this, [this, row, attempt](const ApiReply& reply) {
        if (!reply.ok()) {
            notice()->showMessage(InlineMessage::Kind::warn,
                                  tr("%1 is revoked, but the workers could not be asked. %2")
                                      .arg(row.name, bridge::errorText(reply.error)));
            notice()->addAction(u"page.keys.verify"_s, tr("Check again"), [this, row] { verify(row, 1); });
            return;
        }
        std::vector<WorkerAnswer> answers;
        for (const QJsonValue& answer : reply.body["answers"_L1].toArray()) {
            answers.push_back({answer["worker"_L1].toInt(), answer["status"_L1].toInt(), answer["code"_L1].toString()});
        }
        showVerified(row, answers, attempt);
    });
}

void KeysPage::showVerified(const KeyRow& row, const std::vector<WorkerAnswer>& answers, int attempt) {
    const KeyRow* shown = selected();
    if (shown && shown->id == row.id) details_->showAnswers(answers, kRefused);
    const auto refusing = std::count_if(answers.begin(), answers.end(),
                                        [](const WorkerAnswer& answer) { return answer.status == kRefused; });
    const auto total = static_cast<int>(answers.size());
    if (total > 0 && refusing == total) {
        notice()->showMessage(InlineMessage::Kind::info,
                              tr("%1 is revoked: all %n worker(s) refuse it with 401.", "after revoking", total).arg(row.name));
        return;
    }
    if (attempt < kVerifyAttempts) {
        QTimer::singleShot(kVerifyPause, this, [this, row, attempt] { verify(row, attempt + 1); });
        return;
    }
    notice()->showMessage(InlineMessage::Kind::crit,
                          tr("%1 is revoked, but only %2 of %3 workers refuse it. Check again, or restart the gateway.")
                              .arg(row.name)
                              .arg(refusing)
                              .arg(total));
    notice()->addAction(u"page.keys.verify"_s, tr("Check again"), [this, row] { verify(row, 1); });
}

}  // namespace ui::pages
