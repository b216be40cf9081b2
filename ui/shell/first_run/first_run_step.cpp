#include "ui/shell/first_run/first_run_step.hpp"

#include "ui/style/spacing.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui::shell {

QRadioButton* FirstRunStep::addChoice(const char* name, const QString& text) {
    auto* choice = new QRadioButton(text, this);
    choice->setObjectName(QLatin1StringView(name));
    choice->setAccessibleName(text);
    choice->setMinimumHeight(style::kControlHeight);
    return choice;
}

QPushButton* FirstRunStep::makeButton(const char* name, const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1StringView(name));
    button->setAccessibleName(text);
    return button;
}

void FirstRunStep::addColumn(QHBoxLayout* row, const QString& label, QWidget* widget, int stretch) {
    auto* caption = new QLabel(label, this);
    caption->setBuddy(widget);
    widget->setAccessibleName(label);
    auto* column = new QVBoxLayout;
    column->setSpacing(style::kGapSmall);
    column->addWidget(caption);
    column->addWidget(widget);
    row->addLayout(column, stretch);
}

}  // namespace ui::shell
