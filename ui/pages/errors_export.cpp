// The groups of errors as a file: CSV for a program, Markdown for people.
#include "ui/models/number_text.hpp"
#include "ui/models/time_text.hpp"
#include "ui/pages/errors_page.hpp"

#include <QComboBox>

namespace ui::pages {

using namespace Qt::StringLiterals;
using models::ErrorGroupRow;

void ErrorsPage::exportGroups() {
    offerExport({u"dialog.errorsExport"_s, tr("Export the groups of errors"), u"errors"_s, {u"csv"_s, u"md"_s}, [this](const QString& file, const QString& suffix) {
        writeFile(file, suffix == "md"_L1 ? asMarkdown() : asCsv());
    }});
}

QByteArray ErrorsPage::asCsv() const {
    const auto moment = [](const QDateTime& at) { return at.toUTC().toString(Qt::ISODate); };
    QByteArray text = csvLine({grouping(), u"name"_s, u"meaning"_s, u"count"_s, u"last_5m"_s, u"before_5m"_s, u"keys"_s, u"first_at"_s, u"last_at"_s, u"trace_id"_s});
    for (const ErrorGroupRow& row : model_->rows()) {
        text += csvLine({row.group, row.label, row.meaning(), QString::number(row.count), QString::number(row.recent), QString::number(row.before),
                         QString::number(row.keys), moment(row.firstAt), moment(row.lastAt), row.traceId});
    }
    return text;
}

QByteArray ErrorsPage::asMarkdown() const {
    QByteArray text = u"# %1\n\n%2\n\n%3\n\n"_s.arg(title(), spanText_, summary_).toUtf8();
    const bool byCode = grouping() == "code"_L1;
    QStringList names{group_->currentText()};
    if (byCode) names << tr("What it means", "Markdown column");
    names << tr("Count", "Markdown column") << tr("Share", "Markdown column") << tr("5 min", "Markdown column") << tr("Keys", "Markdown column")
          << tr("First", "Markdown column") << tr("Last", "Markdown column") << tr("Newest request", "Markdown column");
    text += markdownHeading(names);
    for (const ErrorGroupRow& row : model_->rows()) {
        QStringList cells{row.title()};
        if (byCode) cells << row.meaning();
        const qint64 change = row.recent - row.before;
        cells << models::countText(row.count) << models::percentText(row.share) << (change > 0 ? u"+"_s : QString()) + models::countText(change)
              << models::countText(row.keys) << models::exactText(row.firstAt) << models::exactText(row.lastAt) << row.traceId;
        text += markdownLine(cells);
    }
    return text;
}

}  // namespace ui::pages
