// What the pages errors, latency and usage share: they ask reports of the time range, drop an answer that belongs to an earlier
// question, and keep what a person may do with a table (menu, filter, buttons). Thread: main. Owner: the shell.
#pragma once

#include "ui/pages/page.hpp"

#include <QJsonObject>
#include <QSet>

class QComboBox;
class QPushButton;

namespace ui::pages {

class DataTable;

/// RFC 4180, with spreadsheets' formulas disarmed.
QByteArray csvLine(const QStringList& cells);
/// A row of a Markdown table; the heading with the line under it.
QByteArray markdownLine(const QStringList& cells);
QByteArray markdownHeading(const QStringList& cells);

/// A question for a file's name, and what is to be written there.
struct ExportOffer {
    QString dialog, title;
    QString name;          // of the file, without time and suffix
    QStringList suffixes;  // "csv", "md", "png"; the first is the usual one
    std::function<void(const QString& file, const QString& suffix)> write;
};

class ReportPage : public Page {
    Q_OBJECT

public:
    ReportPage(PageContext& context, QWidget* parent);

    /// Reports reach further back than the metrics do.
    std::chrono::seconds rangeMax() const override;
    void setRange(std::chrono::seconds window) override;

protected:
    void poll() override { refresh(); }

    /// How long a time the page shows at present.
    virtual std::chrono::seconds spanShown() const { return range(); }
    /// "since=…&until=…" of the range, to the second.
    QString span() const;
    /// GET `path`; `take` gets the body of a good answer. One question of a source at a time: while it is open `refresh` asks
    /// again afterwards only when the question has changed since.
    void ask(const QString& source, const QString& path, std::function<void(const QJsonObject&)> take);
    /// Something of the question was changed by hand: answers under way no longer count.
    void questionChanged();
    bool isAsking(const QString& source) const { return asked_.contains(source); }

    QPushButton* addButton(const QString& name, const QString& text, std::function<void()> run);
    QComboBox* addChoice(const QString& name, const QString& accessibleName, std::function<void()> changed);
    /// A menu of these buttons and "Copy row" on the table's rows; Return and a double click press `first`.
    void offerOnRows(DataTable* table, const QString& menuName, const QList<QPushButton*>& buttons, QPushButton* first);
    void offerExport(const ExportOffer& offer);
    /// On a thread of its own; a notice says how it went.
    void writeFile(const QString& file, const QByteArray& content);
    /// Of the page as it stands, as PNG.
    QByteArray picture();
    /// The span that a report's reply is about.
    static QString spanText(const QJsonObject& body);
    static QString encoded(const QString& value);

private:
    static QString filterOf(const QString& suffix);

    QSet<QString> asked_;
    int question_ = 0;
};

}  // namespace ui::pages
