// The card "Possible causes" of the latency page: a line each, which leads to where one can do something. Thread: main.
// Owner: the latency page, which hands in the facts.
#pragma once

#include "ui/models/latency_cause.hpp"

#include <QWidget>

class QVBoxLayout;

namespace ui::pages {

class LatencyCauses : public QWidget {
    Q_OBJECT

public:
    /// Of more causes only the gravest are shown.
    static constexpr size_t kShown = 3;

    explicit LatencyCauses(QWidget* parent);

    void show(std::vector<models::LatencyCause> causes);
    const std::vector<models::LatencyCause>& causes() const { return shown_; }

Q_SIGNALS:
    void chosen(const ui::models::LatencyCause& cause);

private:
    QVBoxLayout* lines_;
    std::vector<models::LatencyCause> shown_;
    bool filled_ = false;
};

}  // namespace ui::pages
