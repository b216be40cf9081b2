// The acting half of AuditPage: the proof of the chain, and the export as a task.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/models/traffic_export.hpp"
#include "ui/pages/audit_filter.hpp"
#include "ui/pages/audit_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QUrl>

#include <memory>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using widgets::InlineMessage;

namespace {

constexpr int kExportPage = 500;
/// What the console takes into memory; beyond it the gateway's own export (curl) is the way.
constexpr int kExportMax = 100'000;

const QStringList kFields{u"seq"_s,         u"created_at"_s, u"actor"_s,       u"actor_role"_s, u"source"_s, u"ip"_s,    u"action"_s,
                          u"target_type"_s, u"target_id"_s,  u"target_name"_s, u"outcome"_s,    u"reason"_s, u"before"_s, u"after"_s,
                          u"hash"_s};

QString cellOf(const QJsonValue& value) {
    if (value.isObject()) return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    if (value.isDouble()) return QString::number(value.toInteger());
    return value.toString();
}

QByteArray lineOf(const QJsonObject& row, bool csv) {
    if (!csv) return QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n';
    QByteArrayList cells;
    for (const QString& field : kFields) cells << models::csvCell(cellOf(row.value(field)));
    return cells.join(',') + "\r\n";
}

}  // namespace

/// Newest first, page by page, until the trail or the console's room ends.
struct AuditPage::Export {
    QString file, query, cursor;
    bool csv = true;
    QByteArray text;
    int rows = 0;
    std::function<void(const ApiReply&)> end;
};

void AuditPage::verifyChain() {
    const QString path = u"/api/v1/admin/audit/verify"_s;
    const auto end = beginTask({tr("Verify the audit chain", "task"), tr("Audit"), u"GET "_s + client().endpoint().base.resolved(QUrl(path)).toString()});
    chain_->setText(tr("Reading the whole chain…"));
    client().get(path, this, [this, end](const ApiReply& reply) {
        end(reply);
        if (reply.ok()) return showVerified(reply.body);
        chain_->setText(tr("The chain could not be verified."));
        notice()->showMessage(InlineMessage::Kind::warn, tr("The chain could not be verified. %1").arg(bridge::errorText(reply.error)));
    });
}

void AuditPage::showVerified(const QJsonObject& answer) {
    const auto rows = answer["rows"_L1].toInteger();
    if (answer["intact"_L1].toBool()) {
        const QString sentence = tr("Complete ✓: %1 rows, none changed, put in or taken out.").arg(models::countText(rows));
        chain_->setText(tr("%1 End of the chain: %2…").arg(sentence, answer["head_hash"_L1].toString().left(16)));
        notice()->showMessage(InlineMessage::Kind::info, sentence);
        notice()->setClosable(true);
        return;
    }
    const QString sentence = tr("Broken ✗ at row %1: %2. Keep this database as it is and compare it with a backup.")
                                 .arg(answer["first_bad_seq"_L1].toInteger())
                                 .arg(answer["problem"_L1].toString());
    chain_->setText(sentence);
    notice()->showMessage(InlineMessage::Kind::crit, sentence);
    notice()->setClosable(false);
}

void AuditPage::chooseFile() {
    if (findChild<QDialog*>(u"dialog.auditExport"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Export the audit trail"));
    dialog->setObjectName(u"dialog.auditExport"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Comma-separated values (*.csv)"), tr("JSON lines (*.jsonl)")});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& name) {
        dialog->setDefaultSuffix(name.contains("jsonl"_L1) ? u"jsonl"_s : u"csv"_s);
    });
    dialog->selectFile(u"audit-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &AuditPage::exportTo);
    dialog->open();
}

void AuditPage::exportTo(const QString& file) {
    if (exporting_) return;
    exporting_ = true;
    auto job = std::make_shared<Export>();
    job->file = file;
    job->csv = !file.endsWith(".jsonl"_L1);
    job->query = filter_->query();
    if (!target_.isEmpty()) job->query += u"&target_id="_s + QString::fromLatin1(QUrl::toPercentEncoding(target_));
    if (job->csv) job->text = kFields.join(u',').toUtf8() + "\r\n";
    const QUrl path(u"/api/v1/admin/audit/export?format=%1%2"_s.arg(job->csv ? u"csv"_s : u"jsonl"_s, job->query));
    job->end = beginTask({tr("Export the audit trail", "task"), QFileInfo(file).fileName(), u"GET "_s + client().endpoint().base.resolved(path).toString()});
    notice()->showMessage(InlineMessage::Kind::info, tr("Reading the audit trail…"));
    updateActions();
    exportPage(job);
}

void AuditPage::exportPage(const std::shared_ptr<Export>& job) {
    QString path = u"/api/v1/admin/audit?limit=%1"_s.arg(kExportPage) + job->query;
    if (!job->cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(job->cursor));
    client().get(path, this, [this, job](const ApiReply& reply) {
        if (!reply.ok()) {
            exporting_ = false;
            job->end(reply);
            notice()->showMessage(InlineMessage::Kind::crit, tr("The trail was not exported. %1").arg(bridge::errorText(reply.error)));
            return updateActions();
        }
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) {
            job->text += lineOf(item.toObject(), job->csv);
            ++job->rows;
        }
        job->cursor = reply.body["next_cursor"_L1].toString();
        if (!job->cursor.isEmpty() && job->rows < kExportMax) return exportPage(job);
        connect(lines_, &LinesJob::done, this, [this, job, reply](const QString& file, const QString& reason) {
            exporting_ = false;
            ApiReply ended = reply;
            if (!reason.isEmpty()) ended.error = {u"FILE"_s, reason, 0, {}, {}};
            job->end(ended);
            if (reason.isEmpty()) {
                notice()->showMessage(InlineMessage::Kind::info, tr("%n row(s) written to %1", "export", job->rows).arg(file));
                notice()->setClosable(true);
            } else {
                notice()->showMessage(InlineMessage::Kind::crit, tr("The file %1 could not be written: %2").arg(file, reason));
            }
            updateActions();
        }, Qt::SingleShotConnection);
        lines_->start(job->file, job->text);
    });
}

}  // namespace ui::pages
