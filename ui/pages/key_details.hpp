// The right-hand panel of the keys page: facts, limits, the workers' answers, and the key's own audit trail.
// Thread: main. Owner: the keys page. It shows; it does nothing.
#pragma once

#include "ui/models/change_row.hpp"
#include "ui/models/key_row.hpp"

#include <QWidget>

#include <vector>

class QFormLayout;
class QGridLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;

namespace ui::widgets {
class StatusBadge;
}

namespace ui::pages {

/// One worker's answer to "what would you say to this key?".
struct WorkerAnswer {
    int worker;
    int status;
    QString code;
};

class KeyDetails : public QWidget {
    Q_OBJECT

public:
    explicit KeyDetails(QWidget* parent);

    void showNothing();
    void showKey(const models::KeyRow& row);
    void showTrail(const std::vector<models::ChangeRow>& changes);
    /// @param expectedStatus answers with it get a tick, others a cross. An empty list hides the section.
    void showAnswers(const std::vector<WorkerAnswer>& answers, int expectedStatus);

private:
    QVBoxLayout* addSection(const QString& title);
    QLabel* addFact(QGridLayout* grid, const QString& label);
    void showGrace(const models::KeyRow& row, const QDateTime& now);
    void build();

    QStackedLayout* stack_;
    QVBoxLayout* column_ = nullptr;
    QLabel* name_ = nullptr;
    widgets::StatusBadge* badge_ = nullptr;
    QList<QLabel*> facts_;
    QList<QLabel*> limits_;
    QList<QLabel*> grace_;
    QVBoxLayout* graceSection_ = nullptr;
    QWidget* answersSection_ = nullptr;
    QVBoxLayout* answers_ = nullptr;
    QVBoxLayout* trail_ = nullptr;
    QString shownId_;
};

}  // namespace ui::pages
