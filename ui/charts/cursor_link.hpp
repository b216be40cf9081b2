// One cursor for all charts of a page: pointing at a time in one shows the same time in the others.
// Thread: main. Owner: the page.
#pragma once

#include <QList>
#include <QObject>

namespace ui::charts {

class TimeSeriesChart;

class CursorLink : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    void add(TimeSeriesChart* chart);

private:
    QList<TimeSeriesChart*> charts_;
};

}  // namespace ui::charts
