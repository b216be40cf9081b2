// Base of the first steps: a form in the middle that tells whether it is done and whether it may be left out.
// Main thread; owned by FirstRunView's stack.
#pragma once

#include "ui/shell/centered_form.hpp"

class QHBoxLayout;
class QPushButton;
class QRadioButton;

namespace ui::shell {

class FirstRunStep : public CenteredForm {
    Q_OBJECT

public:
    using CenteredForm::CenteredForm;

    /// The step is shown: the first field gets the focus, live things begin.
    virtual void enter() {}
    /// The step is left or the window goes.
    virtual void leave() {}
    /// "Continue" is possible.
    virtual bool isComplete() const { return true; }
    virtual bool isSkippable() const { return true; }

Q_SIGNALS:
    /// What isComplete() says may be different.
    void changed();

protected:
    QRadioButton* addChoice(const char* name, const QString& text);
    QPushButton* makeButton(const char* name, const QString& text);
    /// Label above `widget`, joined, in a column of `row`.
    void addColumn(QHBoxLayout* row, const QString& label, QWidget* widget, int stretch);
};

}  // namespace ui::shell
