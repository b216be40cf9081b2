// The rotating half of KeysPage: a fresh secret, shown once even when its reply was lost, and the old one's early end.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/key_dialogs.hpp"
#include "ui/pages/key_rotation.hpp"
#include "ui/pages/keys_page.hpp"
#include "ui/widgets/inline_message.hpp"
#include "ui/widgets/type_name_dialog.hpp"

#include <QLineEdit>
#include <QVBoxLayout>

#include <memory>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::KeyRow;
using widgets::InlineMessage;

void KeysPage::rotateKey() {
    const KeyRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.rotate"_s)) return;
    auto* dialog = new RotateDialog(client().endpoint().base, *row, this);
    const QByteArray idempotencyKey = bridge::freshIdempotencyKey();
    connect(dialog, &QDialog::accepted, this, [this, dialog, key = *row, idempotencyKey] { rotate(key, dialog->graceHours(), idempotencyKey); });
    openDialog(dialog);
}

void KeysPage::rotate(const KeyRow& row, int hours, const QByteArray& idempotencyKey) {
    const QString path = keyPath(row.id, u"rotate"_s) + u"?grace_period_hours=%1"_s.arg(hours);
    const auto end = beginTask(taskOf(tr("Rotate key", "task"), row.name, "POST", path));
    client().post(path, {}, this, [this, row, hours, idempotencyKey, end](const ApiReply& reply) {
        end(reply);
        if (reply.ok()) {
            showSecret(reply, tr("%1 has a fresh secret").arg(row.name));
            takeChanged(reply, {});
            return;
        }
        // The gateway keeps the reply for this attempt: asking again with the same key gives the secret, not another rotation.
        takeChanged(reply, tr("%1 could not be rotated.").arg(row.name));
        if (reply.status == 0) {
            notice()->addAction(u"page.keys.rotateAgain"_s, tr("Ask for the secret again"),
                                [this, row, hours, idempotencyKey] { rotate(row, hours, idempotencyKey); });
        }
    }, idempotencyKey);
}

void KeysPage::showSecret(const ApiReply& reply, const QString& heading) {
    const KeyRow row = KeyRow::fromJson(reply.body);
    const QString secret = reply.body["key"_L1].toString();
    const QString signing = reply.body["signing_secret"_L1].toString();
    if (secret.isEmpty() && signing.isEmpty()) return;
    auto* dialog = new KeySecretDialog(row.name, secret.isEmpty() ? signing : secret, curlFor(row), this);
    dialog->setHeading(heading);
    if (!secret.isEmpty() && !signing.isEmpty()) dialog->addSigningSecret(signing);
    openDialog(dialog);
}

void KeysPage::endGrace() {
    const KeyRow* row = selected();
    if (!row || findChild<QDialog*>(u"dialog.endGrace"_s)) return;
    auto* dialog = makeEndGraceDialog(client().endpoint().base, *row, this);
    connect(dialog, &QDialog::accepted, this, [this, key = *row] {
        const QString path = keyPath(key.id, u"end-grace"_s);
        const auto end = beginTask(taskOf(tr("End the old secret of a key", "task"), key.name, "POST", path));
        client().post(path, {}, this, [this, key, end](const ApiReply& reply) {
            end(reply);
            if (!takeChanged(reply, tr("The old secret of %1 could not be ended.").arg(key.name))) return;
            Q_EMIT toast(tr("The old secret of %1 is refused.").arg(key.name), {}, {});
        });
    });
    openDialog(dialog);
}

std::vector<KeyRow> KeysPage::shownActive() const {
    std::vector<KeyRow> rows;
    for (int at = 0; at < filter_->rowCount(); ++at) {
        const KeyRow* row = model_->find(filter_->index(at, 0).data(models::kKeyRole).toString());
        if (row && (row->state == KeyRow::State::active || row->state == KeyRow::State::rotating)) rows.push_back(*row);
    }
    return rows;
}

void KeysPage::freezeShown() {
    auto rows = shownActive();
    if (rows.empty() || findChild<QDialog*>(u"dialog.freezeShown"_s)) return;
    const int count = static_cast<int>(rows.size());
    auto* dialog = new widgets::TypeNameDialog(
        tr("Freeze %n key(s)?", "bulk", count),
        tr("All keys that the list shows now and that are served are refused with 403 from their next request on."),
        tr("Freeze %n key(s)", "bulk button", count), QString::number(count), this);
    auto* reason = new QLineEdit(dialog);
    reason->setPlaceholderText(tr("Reason, for the audit trail"));
    reason->setAccessibleName(reason->placeholderText());
    dialog->body()->addWidget(reason);
    dialog->setUndoNote(tr("Unfreeze each key at any time to undo this."));
    nameDialog(*dialog, u"dialog.freezeShown"_s);
    reason->setObjectName(u"dialog.freezeShown.reason"_s);
    connect(dialog, &QDialog::accepted, this, [this, reason, rows = std::move(rows)] {
        freezeNext(std::make_shared<std::vector<KeyRow>>(rows), reason->text().trimmed(), 0);
    });
    openDialog(dialog);
}

/// One after the other: a refusal stops the rest and says how far it came.
void KeysPage::freezeNext(const std::shared_ptr<std::vector<KeyRow>>& rows, const QString& reason, size_t at) {
    if (at >= rows->size()) {
        notice()->showMessage(InlineMessage::Kind::info, tr("%n key(s) are frozen.", "bulk", static_cast<int>(rows->size())));
        notice()->setClosable(true);
        return refresh();
    }
    const KeyRow& row = (*rows)[at];
    const auto end = beginTask(taskOf(tr("Freeze key", "task"), row.name, "POST", keyPath(row.id, u"freeze"_s)));
    client().post(keyPath(row.id, u"freeze"_s), {{u"reason"_s, reason}}, this, [this, rows, reason, at, end](const ApiReply& reply) {
        end(reply);
        if (reply.ok()) return freezeNext(rows, reason, at + 1);
        notice()->showMessage(InlineMessage::Kind::crit, tr("%1 of %2 keys are frozen; %3 could not be: %4")
                                                             .arg(at)
                                                             .arg(rows->size())
                                                             .arg((*rows)[at].name, bridge::errorText(reply.error)));
        refresh();
    });
}

}  // namespace ui::pages
