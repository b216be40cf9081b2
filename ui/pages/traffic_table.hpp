// The live traffic list on screen: follows its end, stands still when the reader scrolls up, selects a row or pauses, and
// then offers the way back in a pill; markers and gaps are drawn across the row. Thread: main. Owner: the traffic page.
#pragma once

#include "ui/pages/data_table.hpp"

class QPushButton;

namespace ui::models {
class TrafficRing;
}

namespace ui::pages {

class TrafficTable : public DataTable {
    Q_OBJECT

public:
    TrafficTable(models::TrafficRing& ring, QWidget* parent);

    /// The page is paused: the list stands still wherever it is.
    void setPaused(bool paused);
    bool isHeld() const { return paused_ || !following_; }
    /// Back to the end, and follows it.
    void follow();
    /// Selects this request and shows it; false when it is not in the list or filtered out.
    bool selectTrace(const QString& traceId);
    /// Empty: none.
    QString selectedTrace() const;
    /// "time:100 trace:150 -status:68": order, widths, and what is hidden, by the columns' names.
    QString columnsText() const;
    /// Names that are not known are skipped; a text without any changes nothing.
    void setColumnsText(const QString& text);

Q_SIGNALS:
    /// The list stands still (true) or follows (false).
    void heldChanged(bool held);
    /// The pill was pressed while the page is paused.
    void resumeWanted();
    /// The reader reached the oldest row.
    void topReached();
    void traceSelected(const QString& traceId);
    void cellMenuWanted(const QModelIndex& cell, const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void setUpColumns();
    void setFollowing(bool following);
    void onScrolled(int value);
    void onInserted(int first, int last);
    void onRemoved(int first, int last);
    void onReset();
    /// Sets the scroll position once the new rows are laid out.
    void scrollSilently(int value);
    void onSelected();
    void showMenu(const QPoint& at);
    void showPill();
    void paintLine(QPainter& painter, int row) const;

    models::TrafficRing& ring_;
    QPushButton* pill_ = nullptr;
    QString selected_;
    int newRows_ = 0;
    bool following_ = true;
    bool paused_ = false;
    bool wasHeld_ = false;
    bool silent_ = false;  // the scroll bar is moved by this class
};

}  // namespace ui::pages
