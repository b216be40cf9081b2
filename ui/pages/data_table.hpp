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

/// One column as the person has it.
struct ColumnChoice {
    int column;
    int width;  // 0: as the plan has it
    bool shown;
    bool operator==(const ColumnChoice&) const = default;
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
    /// All columns in the order on screen.
    QList<ColumnChoice> columnChoices() const;
    /// As an earlier columnChoices() told them. The plan no longer rules; columns that are not named are hidden.
    void setColumnChoices(const QList<ColumnChoice>& choices);
    /// Headings of the plan's columns that this width has no room for; none once the person has chosen columns.
    QStringList columnsWithoutRoom() const;
    /// Order, widths and choice of the plan again.
    void resetColumns();

Q_SIGNALS:
    /// The person moved, widened, showed or hid a column.
    void columnsChosen();
    void columnsReset();
    /// The plan was laid out for another width: columnsWithoutRoom() may say something else.
    void columnsFitted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    /// Of the header: what a drag has left.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void chooseColumns(const QPoint& at);
    void showColumn(int column, bool shown);
    void fitColumns();
    const ColumnPlan* planOf(int column) const;

    QList<ColumnPlan> plan_;
    QList<ColumnChoice> beforeDrag_;
    bool chosen_ = false;  // by hand: the plan no longer rules
    QString placeholder_;
};

}  // namespace ui::pages
