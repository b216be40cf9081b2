#include "ui/widgets/type_name_dialog.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui::widgets {

TypeNameDialog::TypeNameDialog(const QString& title, const QString& plan, const QString& verb, const QString& name,
                               QWidget* parent)
    : ConfirmDialog(title, plan, verb, parent), field_(new QLineEdit(this)) {
    auto* label = new QLabel(tr("Type %1 to confirm:").arg(name), this);
    label->setWordWrap(true);
    label->setBuddy(field_);
    field_->setObjectName(QStringLiteral("confirmDialog.name"));
    field_->setAccessibleName(label->text());
    body()->addWidget(label);
    body()->addWidget(field_);
    setDanger(true);
    const auto judge = [this, name] {
        const bool typed = field_->text().trimmed() == name;
        setVerbEnabled(typed);
        // Return does what was typed for, and nothing before.
        cancelButton()->setDefault(!typed);
        verbButton()->setDefault(typed);
        verbButton()->setToolTip(typed ? QString() : tr("Type the name first."));
    };
    connect(field_, &QLineEdit::textChanged, this, judge);
    judge();
}

}  // namespace ui::widgets
