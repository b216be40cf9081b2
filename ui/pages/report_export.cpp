// How the pages errors, latency and usage write what they show into a file: a table, a summary for people, or a picture.
#include "ui/models/traffic_export.hpp"
#include "ui/pages/dialog_parts.hpp"
#include "ui/pages/lines_job.hpp"
#include "ui/pages/report_page.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QBuffer>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QPixmap>

namespace ui::pages {

using namespace Qt::StringLiterals;
using widgets::InlineMessage;

QByteArray csvLine(const QStringList& cells) {
    QByteArrayList out;
    for (const QString& cell : cells) out << models::csvCell(cell);
    return out.join(',') + "\r\n";
}

QByteArray markdownLine(const QStringList& cells) {
    QStringList out;
    for (QString cell : cells) out << cell.replace(u'\\', u"\\\\"_s).replace(u'|', u"\\|"_s).replace(u'\n', u' ').replace(u'<', u"&lt;"_s);
    return (u"| "_s + out.join(u" | "_s) + u" |\n"_s).toUtf8();
}

QByteArray markdownHeading(const QStringList& cells) { return markdownLine(cells) + "|" + QByteArray(" --- |").repeated(cells.size()) + "\n"; }

void ReportPage::offerExport(const ExportOffer& offer) {
    if (findChild<QDialog*>(offer.dialog)) return;
    auto* dialog = new QFileDialog(this, offer.title);
    dialog->setObjectName(offer.dialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const QString& suffix : offer.suffixes) filters << filterOf(suffix);
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(offer.suffixes.first());
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, offer](const QString& filter) {
        for (const QString& suffix : offer.suffixes) {
            if (filterOf(suffix) == filter) dialog->setDefaultSuffix(suffix);
        }
    });
    dialog->selectFile(u"%1-%2"_s.arg(offer.name, QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [offer](const QString& file) {
        const QString suffix = QFileInfo(file).suffix().toLower();
        offer.write(file, offer.suffixes.contains(suffix) ? suffix : offer.suffixes.first());
    });
    openDialog(dialog);
}

QString ReportPage::filterOf(const QString& suffix) {
    if (suffix == "md"_L1) return tr("Markdown summary (*.md)");
    if (suffix == "png"_L1) return tr("Picture of the page (*.png)");
    return tr("Comma-separated values (*.csv)");
}

void ReportPage::writeFile(const QString& file, const QByteArray& content) {
    auto* job = new LinesJob(this);
    connect(job, &LinesJob::done, this, [this, job](const QString& written, const QString& reason) {
        job->deleteLater();
        if (!reason.isEmpty()) return notice()->showMessage(InlineMessage::Kind::crit, tr("The file %1 could not be written: %2").arg(written, reason));
        notice()->showMessage(InlineMessage::Kind::info, tr("Written to %1").arg(written));
    });
    job->start(file, content);
}

QByteArray ReportPage::picture() {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    grab().save(&buffer, "PNG");
    return bytes;
}

QString ReportPage::spanText(const QJsonObject& body) {
    const auto text = [](const QJsonValue& value) { return QDateTime::fromString(value.toString(), Qt::ISODate).toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s); };
    return tr("%1 – %2", "from one time to another").arg(text(body["since"_L1]), text(body["until"_L1]));
}

}  // namespace ui::pages
