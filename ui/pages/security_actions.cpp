// The changing half of SecurityPage: block, change the time, unblock, the proof that every worker knows, the token keys,
// and the lists as CSV.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/bridge/idempotency_key.hpp"
#include "ui/pages/block_dialog.hpp"
#include "ui/pages/data_table.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/jwt_card.hpp"
#include "ui/pages/security_page.hpp"
#include "ui/widgets/confirm_dialog.hpp"
#include "ui/widgets/inline_message.hpp"
#include "ui/widgets/type_name_dialog.hpp"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::BlockRow;
using models::SecurityEventRow;
using widgets::InlineMessage;

namespace {

constexpr int kVerifyAttempts = 5;  // once a second, as after a revocation
constexpr std::chrono::seconds kVerifyPause{1};
constexpr int kRefused = 403;
constexpr int kServed = 200;

const QString kBlockedPath = u"/api/v1/admin/blocked-ips"_s;

QString blockPath(const QString& ip, const QString& action = {}) { return adminPath(u"blocked-ips"_s, ip, action); }

QJsonValue secondsValue(std::optional<qint64> seconds) { return seconds ? QJsonValue(*seconds) : QJsonValue(QJsonValue::Null); }

}  // namespace

Task SecurityPage::taskOf(const QString& action, const QString& target, const QByteArray& method, const QString& path) const {
    return {action, target, requestText(method.constData(), client().endpoint().base, path)};
}

bool SecurityPage::failed(const ApiReply& reply, const QString& what) {
    if (reply.ok()) return false;
    notice()->showMessage(InlineMessage::Kind::crit, tr("%1 %2", "what failed. why").arg(what, bridge::errorText(reply.error)));
    return true;
}

void SecurityPage::askBlock() { askBlockOf({}); }

void SecurityPage::askBlockOf(const QString& address) {
    if (findChild<QDialog*>(u"dialog.block"_s) || !block_->isEnabled()) return;
    const bool admin = client().mayDo(u"admin"_s);
    auto* dialog = new BlockDialog(client().endpoint().base, address, admin ? QString() : tr("Only an administrator switches users off."), this);
    connect(dialog, &BlockDialog::addressChanged, this, [this, dialog](const QString& typed) { showImpact(dialog, typed); });
    connect(dialog, &QDialog::accepted, this, [this, dialog] { sendBlock(*dialog); });
    openDialog(dialog);
    loadChoices(dialog);
    if (!address.isEmpty()) showImpact(dialog, address);
}

void SecurityPage::loadChoices(BlockDialog* dialog) {
    client().get(u"/api/v1/admin/api-keys?limit=500"_s, dialog, [dialog](const ApiReply& reply) {
        QList<BlockChoice> keys;
        for (const QJsonValue& key : reply.body["items"_L1].toArray()) {
            if (key["status"_L1].toString() != "active"_L1) continue;
            keys << BlockChoice{key["id"_L1].toString(), u"%1 (%2…)"_s.arg(key["name"_L1].toString(), key["prefix"_L1].toString())};
        }
        dialog->setKeys(keys);
    });
    if (!client().mayDo(u"admin"_s)) return;
    client().get(u"/api/v1/admin/users"_s, dialog, [this, dialog](const ApiReply& reply) {
        QList<BlockChoice> users;
        for (const QJsonValue& user : reply.body["items"_L1].toArray()) {
            const QString email = user["email"_L1].toString();
            // Nobody switches himself off by mistake.
            if (user["is_active"_L1].toBool(true) && email != client().userEmail()) users << BlockChoice{user["id"_L1].toString(), email};
        }
        dialog->setUsers(users);
    });
}

/// What is known of the address: which block holds it already, and what it has done of late.
void SecurityPage::showImpact(BlockDialog* dialog, const QString& address) {
    QString covering;
    for (const BlockRow& row : blocks_->rows()) {
        if (row.ip == address) covering = row.ip;
    }
    qint64 refused = 0;
    for (const SecurityEventRow& event : events_->rows()) {
        if (event.ip == address) refused += event.count;
    }
    if (!covering.isEmpty()) {
        dialog->setImpact(tr("%1 is blocked already: this gives the block another time and reason.").arg(covering));
    } else if (refused > 0) {
        dialog->setImpact(tr("%n event(s) of this address stand in the list of events.", "before blocking", static_cast<int>(refused)));
    } else {
        dialog->setImpact(tr("Nothing of this address stands in the list of events."));
    }
}

void SecurityPage::sendBlock(const BlockDialog& dialog) {
    const QString subject = dialog.subject();
    const QString name = dialog.subjectName();
    const auto target = dialog.target();
    const auto end = beginTask(taskOf(tr("Block", "task"), name, dialog.method(), dialog.path()));
    auto done = [this, subject, name, target, end](const ApiReply& reply) {
        end(reply);
        if (failed(reply, tr("%1 could not be blocked.").arg(name))) {
            if (target == BlockDialog::Target::address) {
                notice()->addAction(u"page.security.blockAgain"_s, tr("Change and try again…"), [this, subject] { askBlockOf(subject); });
            }
            return;
        }
        if (target == BlockDialog::Target::address) return blockDone(reply.body["ip"_L1].toString(subject), reply);
        notice()->showMessage(InlineMessage::Kind::info, target == BlockDialog::Target::key ? tr("%1 is frozen: its requests are refused with 403.").arg(name)
                                                                                            : tr("%1 is switched off, with all keys and sessions.").arg(name));
        refresh();
    };
    if (target == BlockDialog::Target::user) return client().patch(dialog.path(), dialog.requestBody(), this, std::move(done));
    client().post(dialog.path(), dialog.requestBody(), this, std::move(done),
                  target == BlockDialog::Target::address ? bridge::freshIdempotencyKey() : QByteArray());
}

void SecurityPage::blockDone(const QString& ip, const ApiReply& reply) {
    BlockRow row = BlockRow::fromJson(reply.body);
    if (!row.ip.isEmpty()) {
        blocks_->applyOne(std::move(row));
        blocksOrEmpty_->setCurrentIndex(0);
        selectBlock(ip);
    }
    notice()->showMessage(InlineMessage::Kind::info, tr("%1 is blocked. Asking every worker…").arg(ip));
    Q_EMIT toast(tr("%1 is blocked.").arg(ip), tr("Undo"), [this, ip] {
        if (const BlockRow* now = blocks_->find(ip)) unblockOf(*now, false);
    });
    verify(ip, kRefused, 1);
    refresh();
}

void SecurityPage::verify(const QString& ip, int expected, int attempt) {
    client().get(blockPath(ip, u"verify"_s), this, [this, ip, expected, attempt](const ApiReply& reply) {
        if (!reply.ok()) {
            notice()->showMessage(InlineMessage::Kind::warn, tr("The workers could not be asked about %1. %2").arg(ip, bridge::errorText(reply.error)));
            notice()->addAction(u"page.security.verifyAgain"_s, tr("Check again"), [this, ip, expected] { verify(ip, expected, 1); });
            return;
        }
        const QJsonArray answers = reply.body["answers"_L1].toArray();
        const auto as = std::count_if(answers.begin(), answers.end(), [expected](const QJsonValue& answer) { return answer["status"_L1].toInt() == expected; });
        showVerified(ip, expected, static_cast<int>(as), static_cast<int>(answers.size()), attempt);
    });
}

void SecurityPage::showVerified(const QString& ip, int expected, int as, int total, int attempt) {
    if (total > 0 && as == total) {
        const QString sentence = expected == kRefused ? tr("%1 is blocked: all %n worker(s) refuse it with 403.", "after blocking", total)
                                                      : tr("%1 is served again by all %n worker(s).", "after unblocking", total);
        return notice()->showMessage(InlineMessage::Kind::info, sentence.arg(ip));
    }
    if (attempt < kVerifyAttempts) {
        QTimer::singleShot(kVerifyPause, this, [this, ip, expected, attempt] { verify(ip, expected, attempt + 1); });
        return;
    }
    // After an unblock another, wider range may hold the address still: that is said, not guessed.
    const QString sentence = expected == kRefused ? tr("%1 is blocked, but only %2 of %3 workers refuse it. Check again, or restart the gateway.")
                                                  : tr("%1 is taken off the list, but only %2 of %3 workers serve it: another block may hold it.");
    notice()->showMessage(InlineMessage::Kind::crit, sentence.arg(ip).arg(as).arg(total));
    notice()->addAction(u"page.security.verifyAgain"_s, tr("Check again"), [this, ip, expected] { verify(ip, expected, 1); });
}

void SecurityPage::unblock() {
    if (const BlockRow* row = selectedBlock()) unblockOf(*row, true);
}

void SecurityPage::unblockOf(const BlockRow& row, bool offerUndo) {
    const auto end = beginTask(taskOf(tr("Unblock", "task"), row.ip, "DELETE", blockPath(row.ip)));
    client().remove(blockPath(row.ip), this, [this, row, offerUndo, end](const ApiReply& reply) {
        end(reply);
        refresh();
        if (failed(reply, tr("%1 could not be unblocked.").arg(row.ip))) return;
        Q_EMIT toast(tr("%1 is no more blocked.").arg(row.ip), offerUndo ? tr("Undo") : QString(), [this, row] { blockAgain(row); });
        verify(row.ip, kServed, 1);
    });
}

/// Undo of an unblock: the same reason and what was left of the time. It was allowed before, so it is forced.
void SecurityPage::blockAgain(const BlockRow& row) {
    QJsonObject body{{u"ip"_s, row.ip}, {u"reason"_s, row.reason}, {u"force"_s, true}};
    if (const auto left = row.secondsLeft(QDateTime::currentDateTimeUtc())) body.insert(u"seconds"_s, std::max<qint64>(1, *left));
    const auto end = beginTask(taskOf(tr("Block again", "task"), row.ip, "POST", kBlockedPath));
    client().post(kBlockedPath, body, this, [this, row, end](const ApiReply& reply) {
        end(reply);
        refresh();
        if (failed(reply, tr("%1 could not be blocked again.").arg(row.ip))) return;
        verify(row.ip, kRefused, 1);
    }, bridge::freshIdempotencyKey());
}

void SecurityPage::askExpiry() {
    const BlockRow* row = selectedBlock();
    if (!row) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"page.security.expiryMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::array<std::pair<std::optional<qint64>, QString>, 5> choices{{{900, tr("15 min from now")},
                                                                            {3600, tr("1 h from now")},
                                                                            {86400, tr("24 h from now")},
                                                                            {604800, tr("7 days from now")},
                                                                            {std::nullopt, tr("For good")}}};
    for (const auto& [seconds, words] : choices) {
        QAction* action = menu->addAction(words);
        action->setObjectName(u"page.security.expiry.%1"_s.arg(seconds.value_or(0)));
        connect(action, &QAction::triggered, this, [this, row = *row, seconds = seconds] { changeExpiry(row, seconds, true); });
    }
    menu->popup(expiry_->mapToGlobal(QPoint(0, expiry_->height())));
}

void SecurityPage::changeExpiry(const BlockRow& row, std::optional<qint64> seconds, bool offerUndo) {
    const auto end = beginTask(taskOf(tr("Change how long it is blocked", "task"), row.ip, "PATCH", blockPath(row.ip)));
    client().patch(blockPath(row.ip), {{u"seconds"_s, secondsValue(seconds)}}, this, [this, row, seconds, offerUndo, end](const ApiReply& reply) {
        end(reply);
        refresh();
        if (failed(reply, tr("The time of %1 could not be changed.").arg(row.ip))) return;
        const QString said = tr("%1 is blocked: %2.", "address; how long").arg(row.ip, models::timeLeftText(seconds));
        Q_EMIT toast(said, offerUndo ? tr("Undo") : QString(), [this, row] {
            auto left = row.secondsLeft(QDateTime::currentDateTimeUtc());
            if (left) left = std::max<qint64>(1, *left);
            changeExpiry(row, left, false);
        });
    });
}

void SecurityPage::blockEvent() {
    const SecurityEventRow* event = selectedEvent();
    if (event && !event->ip.isEmpty()) askBlockOf(event->ip);
}

void SecurityPage::freezeEventKey() {
    const SecurityEventRow* event = selectedEvent();
    if (!event || event->keyId.isEmpty() || findChild<QDialog*>(u"dialog.freezeKey"_s)) return;
    const QString path = adminPath(u"api-keys"_s, event->keyId, u"freeze"_s);
    const QString prefix = event->keyPrefix;
    auto* dialog = new widgets::ConfirmDialog(tr("Freeze %1…?").arg(prefix), tr("Requests with this key are refused with 403 from the next one on."),
                                              tr("Freeze %1…").arg(prefix), this);
    dialog->setUndoNote(tr("Unfreeze it on the page API keys at any time."));
    dialog->setCommand(requestText("POST", client().endpoint().base, path));
    nameDialog(*dialog, u"dialog.freezeKey"_s);
    connect(dialog, &QDialog::accepted, this, [this, path, prefix] {
        const auto end = beginTask(taskOf(tr("Freeze key", "task"), prefix, "POST", path));
        client().post(path, {}, this, [this, path, prefix, end](const ApiReply& reply) {
            end(reply);
            refresh();
            if (failed(reply, tr("%1… could not be frozen.").arg(prefix))) return;
            Q_EMIT toast(tr("%1… is frozen.").arg(prefix), {}, {});
        });
    });
    openDialog(dialog);
}

void SecurityPage::openEventRequest() {
    const SecurityEventRow* event = selectedEvent();
    if (event && !event->traceId.isEmpty()) Q_EMIT goTo(u"traffic"_s, event->traceId);
}

void SecurityPage::exportCsv() {
    if (findChild<QDialog*>(u"dialog.export"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Export this list"));
    dialog->setObjectName(u"dialog.export"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("CSV files (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(tabs_->currentWidget()->isAncestorOf(eventTable_) ? u"security-events.csv"_s : u"blocked-addresses.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &SecurityPage::writeCsv);
    openDialog(dialog);
}

/// At most 5,000 rows that are in memory already: milliseconds, but a disk may refuse.
void SecurityPage::writeCsv(const QString& file) {
    const bool events = tabs_->currentWidget()->isAncestorOf(eventTable_);
    const models::RowFilter* shown = events ? eventFilter_ : blockFilter_;
    QByteArray text = events ? models::securityCsvHeading() : models::blockCsvHeading();
    for (int row = 0; row < shown->rowCount(); ++row) {
        const QString key = shown->index(row, 0).data(models::kKeyRole).toString();
        const auto* event = events ? events_->find(key) : nullptr;
        const auto* block = events ? nullptr : blocks_->find(key);
        if (event) text += models::securityCsvLine(*event);
        if (block) text += models::blockCsvLine(*block);
    }
    QSaveFile out(file);
    const bool written = out.open(QIODevice::WriteOnly) && out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         out.write(text) == text.size() && out.commit();
    if (!written) return notice()->showMessage(InlineMessage::Kind::crit, tr("%1 could not be written: %2").arg(file, out.errorString()));
    Q_EMIT toast(tr("%n row(s) written to %1.", "export", shown->rowCount()).arg(QFileInfo(file).fileName()), {}, {});
}

void SecurityPage::rotateJwt() {
    if (findChild<QDialog*>(u"dialog.rotateJwt"_s)) return;
    const QString path = u"/api/v1/admin/security/jwt/rotate"_s;
    auto* dialog = new widgets::TypeNameDialog(tr("Rotate the signing key"),
                                               tr("A new pair signs from this moment on, without a restart. Tokens of the old key stay valid until they expire."),
                                               tr("Rotate the signing key"), u"jwt"_s, this);
    auto* leaked = new QCheckBox(tr("The old key has leaked: its tokens end at once, everybody signs in again"), dialog);
    leaked->setObjectName(u"dialog.rotateJwt.leaked"_s);
    dialog->body()->addWidget(leaked);
    dialog->setUndoNote(tr("This cannot be undone. Rotate again for another key."));
    const auto bodyOf = [leaked] { return leaked->isChecked() ? QJsonObject{{u"keep_old"_s, false}} : QJsonObject{}; };
    const auto showCommand = [this, dialog, path, bodyOf] { dialog->setCommand(requestText("POST", client().endpoint().base, path, bodyOf())); };
    connect(leaked, &QCheckBox::toggled, dialog, showCommand);
    showCommand();
    nameDialog(*dialog, u"dialog.rotateJwt"_s);
    connect(dialog, &QDialog::accepted, this, [this, path, bodyOf] { sendJwt(tr("Rotate the signing key", "task"), path, bodyOf()); });
    openDialog(dialog);
}

void SecurityPage::retireJwt() {
    if (findChild<QDialog*>(u"dialog.retireJwt"_s)) return;
    const QString path = u"/api/v1/admin/security/jwt/retire"_s;
    const QString kid = jwt_->state().oldKid;
    auto* dialog = new widgets::TypeNameDialog(tr("Retire the old key"), tr("The files of key %1 are deleted. No token of it is valid any more.").arg(kid),
                                               tr("Retire the old key"), kid, this);
    dialog->setUndoNote(tr("This cannot be undone."));
    dialog->setCommand(requestText("POST", client().endpoint().base, path));
    nameDialog(*dialog, u"dialog.retireJwt"_s);
    connect(dialog, &QDialog::accepted, this, [this, path] { sendJwt(tr("Retire the old signing key", "task"), path, {}); });
    openDialog(dialog);
}

void SecurityPage::sendJwt(const QString& action, const QString& path, const QJsonObject& body) {
    const auto end = beginTask(taskOf(action, u"jwt"_s, "POST", path));
    client().post(path, body, this, [this, action, end](const ApiReply& reply) {
        end(reply);
        refresh();
        if (failed(reply, tr("%1: failed.").arg(action))) return;
        jwt_->showState(JwtState::fromJson(reply.body));
        updateActions();
        Q_EMIT toast(tr("%1: done.").arg(action), {}, {});
    }, bridge::freshIdempotencyKey());
}

}  // namespace ui::pages
