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
    static QString encoded(const QString& value);

private:
    QSet<QString> asked_;
    int question_ = 0;
};

}  // namespace ui::pages
