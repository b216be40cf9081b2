// The export of the whole log that matches: what is asked and what cannot be is said first, then the reply goes to a file.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/log_query.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/traffic_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::DownloadEnd;
using models::ExportFormat;
using widgets::InlineMessage;

namespace {

constexpr int kValuesMax = 50;

QString formatName(ExportFormat format) { return format == ExportFormat::csv ? u"csv"_s : u"jsonl"_s; }

}  // namespace

void TrafficPage::askLogExport(ExportFormat format) {
    if (findChild<QDialog*>(u"dialog.logExport"_s)) return;
    const models::LogQuery query = models::logQuery(ring_->filter(), [this](const QString& field, const QString& value) {
        const QStringList known = ring_->valuesOf(field, kValuesMax);
        const auto same = std::find_if(known.begin(), known.end(), [&](const QString& one) { return one.compare(value, Qt::CaseInsensitive) == 0; });
        return same == known.end() ? value : *same;
    });
    QString path = u"/api/v1/admin/requests/export?format="_s + formatName(format);
    if (!query.query.isEmpty()) path += u'&' + query.query;
    const QString plan = query.asked.isEmpty() ? tr("Every request in the gateway's log, also those that are no longer in the list, newest first.")
                                               : tr("Every request in the gateway's log, also those that are no longer in the list, newest first, with: %1")
                                                     .arg(query.asked.join(u"  "_s));
    auto* dialog = new widgets::ConfirmDialog(tr("Export the log"), plan, tr("Choose a file…"), this);
    nameDialog(*dialog, u"dialog.logExport"_s);
    dialog->setCommand(requestText("GET", client().endpoint().base, path));
    if (!query.left.isEmpty()) {
        auto* left = new QLabel(tr("The gateway cannot filter by these parts. What they hide here will be in the file:\n%1").arg(query.left.join(u'\n')), dialog);
        left->setObjectName(u"dialog.logExport.left"_s);
        left->setTextFormat(Qt::PlainText);
        left->setWordWrap(true);
        left->setProperty("role", u"critical"_s);
        dialog->body()->addWidget(left);
    }
    connect(dialog, &QDialog::accepted, this, [this, path, format] { chooseLogFile(path, format); });
    openDialog(dialog);
}

void TrafficPage::chooseLogFile(const QString& path, ExportFormat format) {
    const bool csv = format == ExportFormat::csv;
    auto* dialog = new QFileDialog(this, tr("Export the log"));
    dialog->setObjectName(u"dialog.logExportFile"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(csv ? tr("Comma-separated values (*.csv)") : tr("JSON lines (*.jsonl)"));
    dialog->setDefaultSuffix(formatName(format));
    dialog->selectFile(u"request-log-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, path, format](const QString& file) { startLogExport(path, file, format); });
    openDialog(dialog);
}

void TrafficPage::startLogExport(const QString& path, const QString& file, ExportFormat format) {
    if (isExporting()) return;
    const QByteArray type = format == ExportFormat::csv ? "text/csv" : "application/x-ndjson";
    download_ = client().download({path, file, type}, this);
    const QString name = QFileInfo(file).fileName();
    logTask_ = beginLongTask({tr("Export the log", "task"), name, requestText("GET", client().endpoint().base, path)},
                             [download = QPointer(download_)] {
                                 if (download) download->cancel();
                             });
    notice()->showMessage(InlineMessage::Kind::info, tr("Writing the log to %1… How far it is stands in the tasks (Ctrl+J).").arg(name));
    notice()->addAction(u"page.traffic.export.cancel"_s, tr("Cancel the export"), [download = QPointer(download_)] {
        if (download) download->cancel();
    });
    connect(download_, &bridge::Download::progressed, this, [this](qint64 bytes, qint64 rows) { logTask_.progress(logProgress(bytes, rows)); });
    connect(download_, &bridge::Download::ended, this, [this, path, file, format](const DownloadEnd& end) {
        download_->deleteLater();
        download_ = nullptr;
        endLogExport(path, file, format, end);
        updateActions();
    });
    updateActions();
}

QString TrafficPage::logProgress(qint64 bytes, qint64 rows) {
    return tr("%n request(s), %1", "export: rows so far, size", static_cast<int>(rows)).arg(QLocale().formattedDataSize(bytes));
}

void TrafficPage::endLogExport(const QString& path, const QString& file, ExportFormat format, const DownloadEnd& end) {
    const LongTask task = std::exchange(logTask_, {});
    task.progress(logProgress(end.bytes, end.rows));
    if (end.state == DownloadEnd::State::cancelled) {
        task.cancelled();
        return notice()->showMessage(InlineMessage::Kind::info, tr("The export was cancelled. Nothing was written."));
    }
    if (end.state == DownloadEnd::State::done) {
        task.end({});
        notice()->showMessage(InlineMessage::Kind::info, tr("%n request(s) written to %1", "export", static_cast<int>(end.rows)).arg(file));
        notice()->addAction(u"page.traffic.export.copyPath"_s, tr("Copy the path"), [file] { QGuiApplication::clipboard()->setText(file); });
        return;
    }
    constexpr int kOk = 200;  // the reply had begun well
    const QString reason = !end.fileProblem.isEmpty()        ? tr("The file %1 could not be written: %2").arg(file, end.fileProblem)
                           : end.error.httpStatus == kOk ? tr("The log broke off before its end. Nothing was written.")
                                                         : bridge::errorText(end.error);
    task.end(reason);
    notice()->showMessage(InlineMessage::Kind::crit, reason);
    notice()->addAction(u"page.traffic.export.again"_s, tr("Export again"), [this, path, file, format] { startLogExport(path, file, format); });
}

}  // namespace ui::pages
