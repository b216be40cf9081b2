// The console's table: fixed rows, whole-row selection, sorting, column choice by the header's menu, Ctrl+C copies as
// tab-separated text, and one sentence in the middle while it has no rows. Thread: main. Owner: the page.
#pragma once

#include <QTableView>

namespace ui::pages {

/// How a column behaves while the person has not chosen columns: the highest ranks give way first when width is short;
/// rank 0 always shows. A width of 0 takes what is left.
struct ColumnPlan {
    int column;
    int width;
    int rank;
};

class DataTable : public QTableView {
    Q_OBJECT

public:
    DataTable(const QString& name, const QString& accessibleName, QWidget* parent);

    /// Columns outside the plan start hidden. Call after setModel.
    void setColumnPlan(const QList<ColumnPlan>& plan);
    /// Shown in place of rows; empty hides it.
    void setPlaceholder(const QString& text);
    void copySelection() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void chooseColumns(const QPoint& at);
    void fitColumns();

    QList<ColumnPlan> plan_;
    bool chosen_ = false;  // by hand: the plan no longer rules
    QString placeholder_;
};

}  // namespace ui::pages
