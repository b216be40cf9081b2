// The right-hand panel of the errors page: what a group of errors means, what to do about it, and which codes are in it.
// Thread: main. Owner: the errors page. It shows and asks; the page does.
#pragma once

#include "ui/models/error_group_row.hpp"

#include <QWidget>

#include <vector>

class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace ui::pages {

class ErrorDetails : public QWidget {
    Q_OBJECT

public:
    explicit ErrorDetails(QWidget* parent);

    void showNothing();
    void showGroup(const models::ErrorGroupRow& row);
    /// The same errors by another grouping: codes of a provider, or providers of a code.
    void showParts(const QString& title, const std::vector<models::ErrorGroupRow>& parts);

Q_SIGNALS:
    void partChosen(const ui::models::ErrorGroupRow& part);

private:
    QLabel* addText(QVBoxLayout* column, const char* role);
    void clearParts();

    QStackedLayout* stack_;
    QLabel* name_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* meaning_ = nullptr;
    QLabel* adviceTitle_ = nullptr;
    QLabel* advice_ = nullptr;
    QLabel* partsTitle_ = nullptr;
    QVBoxLayout* parts_ = nullptr;
    std::vector<models::ErrorGroupRow> shown_;
    QString shownKey_;
};

}  // namespace ui::pages
