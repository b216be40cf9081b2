// The usage as a file. CSV: the gateway writes the lines, the reply goes to the file whole or not at all. Markdown: what the page
// shows, for people.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/usage_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>

#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::DownloadEnd;
using models::UsageSums;
using widgets::InlineMessage;

namespace {
constexpr std::chrono::hours kLinesSpan{62 * 24};
}

void UsagePage::exportUsage() {
    // The period that is on the screen now, not the one when the file has been named.
    const QString path = u"/api/v1/admin/reports/usage/export?format=csv&"_s + query();
    // Days, keys, users, providers and models apart cost the gateway each of their hours: a long period is written as it is shown.
    const bool asShown = spanShown() > kLinesSpan;
    const QString shown = path + u"&group="_s + grouping();
    offerExport({u"dialog.usageExport"_s, asShown ? tr("Export the use and cost of this period, %1").arg(group_->currentText().toLower()) : tr("Export the use and cost of this period"),
                 u"usage"_s, {u"csv"_s, u"md"_s}, [this, path = asShown ? shown : path, summary = asMarkdown()](const QString& file, const QString& suffix) {
        suffix == "md"_L1 ? writeFile(file, summary) : startExport(path, file);
    }});
}

/// What the page shows: the sums, and the groups to the nano-dollar.
QByteArray UsagePage::asMarkdown() const {
    const auto money = [](const UsageSums& sums) { return sums.billNanoUsd() ? models::exactMoneyText(*sums.billNanoUsd()) : models::unknownText(); };
    const auto cells = [&](const QString& name, const UsageSums& sums) {
        return markdownLine({name, money(sums), models::countText(sums.calls), models::countText(sums.tokensIn), models::countText(sums.tokensOut),
                             models::countText(sums.tokensCached), models::countText(sums.tokensCacheWrite), models::countText(sums.tokensReasoning),
                             models::countText(sums.batch), models::exactMoneyText(sums.batchNanoUsd), models::countText(sums.unpriced), models::countText(sums.estimated), models::exactMoneyText(sums.estimatedNanoUsd),
                             models::exactMoneyText(sums.adjustedNanoUsd)});
    };
    QByteArray text = u"# %1\n\n%2\n\n"_s.arg(title(), spanText_).toUtf8();
    text += markdownHeading({group_->currentText(), tr("Cost", "Markdown column"), tr("Calls", "Markdown column"), tr("Tokens in", "Markdown column"),
                             tr("Tokens out", "Markdown column"), tr("Cached", "Markdown column: tokens"), tr("Cache write", "Markdown column: tokens"),
                             tr("Reasoning", "Markdown column: tokens"), tr("Batch, flex", "Markdown column: calls"), tr("Cost of batch and flex", "Markdown column"), tr("Unpriced", "Markdown column"), tr("Estimated", "Markdown column"),
                             tr("Cost of the estimated", "Markdown column"), tr("Corrections", "Markdown column")});
    for (const models::UsageRow& row : model_->rows()) text += cells(row.title(), row.sums);
    return text + cells(tr("Total", "Markdown row"), totals_);
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
