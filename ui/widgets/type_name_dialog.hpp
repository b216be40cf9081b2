// Level L2: the plan, what is lost, and a field into which the object's name has to be typed before the verb works.
// Main thread. Show it with open(); it returns its answer by accepted()/rejected() and calls no API itself.
#pragma once

#include "ui/widgets/confirm_dialog.hpp"

class QLineEdit;

namespace ui::widgets {

class TypeNameDialog : public ConfirmDialog {
    Q_OBJECT

public:
    /// @param name what must be typed, exactly.
    TypeNameDialog(const QString& title, const QString& plan, const QString& verb, const QString& name,
                   QWidget* parent = nullptr);

    QLineEdit* nameField() const { return field_; }

private:
    QLineEdit* field_;
};

}  // namespace ui::widgets
