// What a page shows instead of an empty table: a picture, one sentence and at most one next step.
// Main thread; owned by its parent widget.
#pragma once

#include "ui/style/icons.hpp"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui::widgets {

class EmptyState : public QWidget {
    Q_OBJECT

public:
    EmptyState(style::Glyph glyph, const QString& title, const QString& hint, QWidget* parent = nullptr);

    void setText(style::Glyph glyph, const QString& title, const QString& hint);
    /// Nothing is there, and that is as it should be: the picture is green.
    void setGood(bool good);
    /// An empty label hides the button.
    void setAction(const QString& label);

Q_SIGNALS:
    void actionTriggered();

private:
    void redraw();

    style::Glyph glyph_;
    bool good_ = false;
    QLabel* picture_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* hint_ = nullptr;
    QPushButton* action_ = nullptr;
};

}  // namespace ui::widgets
