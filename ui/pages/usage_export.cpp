// The usage as a CSV file: the gateway writes the lines, the reply goes to the file whole or not at all.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/usage_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::DownloadEnd;
using widgets::InlineMessage;

void UsagePage::exportUsage() {
    if (findChild<QDialog*>(u"dialog.usageExport"_s)) return;
    // The period that is on the screen now, not the one when the file has been named.
    const QString path = u"/api/v1/admin/reports/usage/export?format=csv&"_s + query();
    auto* dialog = new QFileDialog(this, tr("Export the use and cost of this period"));
    dialog->setObjectName(u"dialog.usageExport"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(u"usage-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, path](const QString& file) { startExport(path, file); });
    openDialog(dialog);
}

void UsagePage::startExport(const QString& path, const QString& file) {
    if (download_) return;
    download_ = client().download({path, file, "text/csv"}, this);
    exportTask_ = beginLongTask({tr("Export use and cost", "task"), QFileInfo(file).fileName(), requestText("GET", client().endpoint().base, path)},
                                [download = QPointer(download_)] {
                                    if (download) download->cancel();
                                });
    connect(download_, &bridge::Download::progressed, this, [this](qint64 bytes, qint64) { exportTask_.progress(QLocale().formattedDataSize(bytes)); });
    connect(download_, &bridge::Download::ended, this, [this, file](const DownloadEnd& end) {
        download_->deleteLater();
        download_ = nullptr;
        endExport(file, end);
        updateActions();
    });
    updateActions();
}

void UsagePage::endExport(const QString& file, const DownloadEnd& end) {
    const LongTask task = std::exchange(exportTask_, {});
    if (end.state == DownloadEnd::State::cancelled) {
        task.cancelled();
        return notice()->showMessage(InlineMessage::Kind::info, tr("The export was cancelled. Nothing was written."));
    }
    if (end.state == DownloadEnd::State::done) {
        task.end({});
        return notice()->showMessage(InlineMessage::Kind::info, tr("%n line(s) written to %1", "export", static_cast<int>(end.rows)).arg(file));
    }
    constexpr int kOk = 200;  // the reply had begun well
    const QString reason = !end.fileProblem.isEmpty()    ? tr("The file %1 could not be written: %2").arg(file, end.fileProblem)
                           : end.error.httpStatus == kOk ? tr("The file broke off before its end. Nothing was written.")
                                                         : bridge::errorText(end.error);
    task.end(reason);
    notice()->showMessage(InlineMessage::Kind::crit, reason);
}

}  // namespace ui::pages
