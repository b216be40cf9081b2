// The keys that the list shows as a CSV file, without secrets.
#include "ui/models/number_text.hpp"
#include "ui/models/traffic_export.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/keys_page.hpp"
#include "ui/pages/lines_job.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QFileDialog>
#include <QStringList>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::KeyRow;
using widgets::InlineMessage;

namespace {

QString number(const std::optional<qint64>& value) { return value ? QString::number(*value) : QString(); }
QString moment(const QDateTime& at) { return at.isValid() ? at.toUTC().toString(Qt::ISODate) : QString(); }

QByteArray csvLine(const QStringList& cells) {
    QByteArrayList line;
    for (const QString& cell : cells) line << models::csvCell(cell);
    return line.join(',') + "\r\n";
}

QByteArray csvOf(const KeyRow& row) {
    return csvLine({row.id, row.name, row.prefix, models::keyStateWord(row.state), row.ownerEmail, row.preset, number(row.rpm),
                    number(row.tpm), number(row.parallelMax), row.budgetUsd, row.models.join(u' '), row.allowedIps.join(u' '),
                    row.tags.join(u' '), row.requiresSignature ? u"1"_s : u"0"_s, moment(row.createdAt), moment(row.expiresAt),
                    moment(row.rotatedAt), moment(row.lastUsedAt), row.lastIp, number(row.requestsToday), number(row.errorsToday)});
}

}  // namespace

void KeysPage::exportKeys() {
    if (findChild<QDialog*>(u"dialog.keysExport"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Export the keys shown"));
    dialog->setObjectName(u"dialog.keysExport"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"keys-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &KeysPage::exportTo);
    openDialog(dialog);
}

void KeysPage::exportTo(const QString& file) {
    QByteArray text = csvLine({u"id"_s, u"name"_s, u"prefix"_s, u"status"_s, u"owner"_s, u"default_preset"_s, u"rpm"_s, u"tpm"_s,
                               u"max_parallel"_s, u"budget_usd"_s, u"models"_s, u"allowed_ips"_s, u"tags"_s, u"require_signature"_s,
                               u"created_at"_s, u"expires_at"_s, u"rotated_at"_s, u"last_used_at"_s, u"last_ip"_s, u"requests_today"_s,
                               u"errors_today"_s});
    const int count = filter_->rowCount();
    for (int at = 0; at < count; ++at) {
        if (const KeyRow* row = model_->find(filter_->index(at, 0).data(models::kKeyRole).toString())) text += csvOf(*row);
    }
    auto* job = new LinesJob(this);
    connect(job, &LinesJob::done, this, [this, job, count](const QString& written, const QString& reason) {
        job->deleteLater();
        if (!reason.isEmpty()) {
            return notice()->showMessage(InlineMessage::Kind::crit, tr("The file %1 could not be written: %2").arg(written, reason));
        }
        notice()->showMessage(InlineMessage::Kind::info, tr("%n key(s) written to %1", "export", count).arg(written));
        notice()->setClosable(true);
    });
    job->start(file, text);
}

}  // namespace ui::pages
