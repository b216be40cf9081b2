// The line a filter expression is typed into: proposes fields, operators and values at the cursor, and underlines the
// place that cannot be read. Thread: main. Owner: the traffic page's filter bar.
#pragma once

#include "ui/models/traffic_expression.hpp"

#include <QLineEdit>

#include <functional>

class QCompleter;
class QStringListModel;

namespace ui::pages {

class ExpressionEdit : public QLineEdit {
    Q_OBJECT

public:
    /// The values a text field has in the list; never more than a few dozen.
    using Values = std::function<QStringList(const QString& field)>;

    ExpressionEdit(Values values, QWidget* parent);

    const models::TrafficExpression& expression() const { return parsed_.expression; }
    const std::optional<models::ExpressionProblem>& problem() const { return parsed_.problem; }
    /// "Position 8: there is no field “stat”"; empty while the text can be read.
    QString problemText() const;

Q_SIGNALS:
    /// The text can be read and says something else than before; at once after Enter, else shortly after typing.
    void parsed();
    void problemChanged();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void read();
    void underline();
    void propose();
    QStringList candidates(const models::ExpressionPlace& place) const;
    void complete(const QString& word);

    Values values_;
    models::TrafficExpression::Parsed parsed_;
    QStringListModel* words_ = nullptr;
    QCompleter* completer_ = nullptr;
    bool marking_ = false;
};

}  // namespace ui::pages
