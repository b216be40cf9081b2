// The tab of a trace that answers "why?": what happened in plain sentences, what decided, the candidates with what was known of them, limits and bill.
// Thread: main. Owner: the trace view.
#pragma once

#include "ui/models/trace_detail.hpp"

#include <QWidget>

class QLabel;

namespace ui::pages {

class DataTable;

class TraceWhy : public QWidget {
    Q_OBJECT

public:
    explicit TraceWhy(QWidget* parent);

    void clear();
    void show(const models::TraceDetail& detail);

private:
    models::RowTableModel<models::WhyCandidate>* model_;
    QLabel* sentence_ = nullptr;
    QLabel* more_ = nullptr;
    QLabel* advice_;  // of a request that failed
    QLabel* lines_ = nullptr;
    DataTable* table_ = nullptr;
};

}  // namespace ui::pages
