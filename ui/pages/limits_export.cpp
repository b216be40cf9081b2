// The limits that the table shows as a CSV file.
#include "ui/models/traffic_export.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/limits_page.hpp"
#include "ui/pages/lines_job.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QFileDialog>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::LimitRow;
using widgets::InlineMessage;

namespace {

QString number(const std::optional<qint64>& value) { return value ? QString::number(*value) : QString(); }

QByteArray csvLine(const QStringList& cells) {
    QByteArrayList line;
    for (const QString& cell : cells) line << models::csvCell(cell);
    return line.join(',') + "\r\n";
}

/// What is set here, then what holds where nothing is.
QByteArray csvOf(const LimitRow& row) {
    const auto other = [](const std::optional<qint64>& setting, const std::optional<qint64>& inherited) { return number(setting ? setting : inherited); };
    return csvLine({row.scope, row.subject, row.name, number(row.rpm), number(row.tpm), number(row.tpd), number(row.parallel), row.budget, row.budgetDay,
                    row.budgetMonth, other(row.settingRpm, row.inheritedRpm), other(row.settingTpm, row.inheritedTpm), number(row.inheritedTpd),
                    number(row.inheritedParallel), number(row.requestsMinute), number(row.requestsPeak), number(row.tokensMinute), number(row.running),
                    number(row.refused), row.updatedBy, row.updatedAt.isValid() ? row.updatedAt.toUTC().toString(Qt::ISODate) : QString()});
}

QStringList headCells() {
    return {u"scope"_s, u"subject"_s, u"name"_s, u"rpm"_s, u"tpm"_s, u"tpd"_s, u"max_parallel"_s, u"budget_usd"_s, u"budget_day_usd"_s,
                        u"budget_month_usd"_s, u"inherited_rpm"_s, u"inherited_tpm"_s, u"inherited_tpd"_s, u"inherited_max_parallel"_s,
                        u"requests_minute"_s, u"requests_peak_5m"_s, u"tokens_minute"_s, u"running"_s, u"refused"_s, u"updated_by"_s, u"updated_at"_s};
}

}  // namespace

void LimitsPage::exportLimits() {
    if (findChild<QDialog*>(u"dialog.limitsExport"_s)) return;
    auto* dialog = new QFileDialog(this, tr("Export the limits shown"));
    dialog->setObjectName(u"dialog.limitsExport"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"limits-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, &LimitsPage::exportTo);
    openDialog(dialog);
}

void LimitsPage::exportTo(const QString& file) {
    QByteArray text = csvLine(headCells());
    const int count = filter_->rowCount();
    for (int at = 0; at < count; ++at) {
        if (const LimitRow* row = model_->find(filter_->index(at, 0).data(models::kKeyRole).toString())) text += csvOf(*row);
    }
    auto* job = new LinesJob(this);
    connect(job, &LinesJob::done, this, [this, job, count](const QString& written, const QString& reason) {
        job->deleteLater();
        if (!reason.isEmpty()) return notice()->showMessage(InlineMessage::Kind::crit, tr("The file %1 could not be written: %2").arg(written, reason));
        notice()->showMessage(InlineMessage::Kind::info, tr("%n row(s) written to %1", "export", count).arg(written));
        notice()->setClosable(true);
    });
    job->start(file, text);
}

}  // namespace ui::pages
