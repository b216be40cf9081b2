// The row of filters over the live traffic list: trace id, status chips, slow requests, and the expression line with its
// problem underneath. Thread: main. Owner: the traffic page.
#pragma once

#include "ui/models/saved_filter.hpp"
#include "ui/models/traffic_filter.hpp"
#include "ui/pages/expression_edit.hpp"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui::pages {

class TrafficFilterBar : public QWidget {
    Q_OBJECT

public:
    TrafficFilterBar(ExpressionEdit::Values values, QWidget* parent);

    models::TrafficFilter filter() const;
    qint64 slowMs() const;
    /// All that stands in the bar; the trace box too.
    models::FilterText filterText() const;
    void setFilterText(const models::FilterText& text);
    /// The expression cannot be read.
    bool hasProblem() const { return expression_->problem().has_value(); }
    /// `status=502` joined to what is there by "and".
    void addCondition(const QString& field, const QString& op, const QString& value);
    void clearAll();
    void focusTrace();
    void focusExpression();

Q_SIGNALS:
    void filterChanged();
    void slowChanged();
    /// Enter in the trace box.
    void traceWanted(const QString& traceId);

private:
    QWidget* buildTrace();
    QWidget* buildExpression();
    void addChips(QHBoxLayout* row);
    void addSlow(QHBoxLayout* row);
    void showProblem();

    QLineEdit* trace_ = nullptr;
    QList<QPushButton*> chips_;
    QPushButton* slow_ = nullptr;
    QSpinBox* slowMs_ = nullptr;
    ExpressionEdit* expression_ = nullptr;
    QLabel* problem_ = nullptr;
    QPushButton* clear_ = nullptr;
    QTimer settle_;  // typing is over
};

}  // namespace ui::pages
