#include "ui/pages/list_parts.hpp"

#include "ui/pages/data_table.hpp"
#include "ui/style/icons.hpp"

#include <QCoreApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace ui::pages {

namespace {

constexpr int kSearchMax = 360;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::pages::ListParts)
};

}  // namespace

QPushButton* namedButton(const QString& name, const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAccessibleName(text);
    return button;
}

QLineEdit* searchField(const QString& name, const QString& accessibleName, const QString& placeholder, int widthMin, QWidget* parent) {
    auto* field = new QLineEdit(parent);
    field->setObjectName(name);
    field->setAccessibleName(accessibleName);
    field->setPlaceholderText(placeholder);
    field->setClearButtonEnabled(true);
    field->addAction(style::icon(style::Glyph::search), QLineEdit::LeadingPosition);
    field->setMinimumWidth(widthMin);
    field->setMaximumWidth(kSearchMax);
    return field;
}

void popupRowMenu(const QString& name, const QList<QPushButton*>& buttons, DataTable* table, const QPoint& at) {
    auto* menu = new QMenu(table);
    menu->setObjectName(name);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (QPushButton* button : buttons) {
        if (button->isHidden()) continue;
        QAction* action = menu->addAction(button->text(), button, &QPushButton::click);
        action->setEnabled(button->isEnabled());
        action->setToolTip(button->toolTip());
    }
    menu->addSeparator();
    menu->addAction(Words::tr("Copy row"), table, &DataTable::copySelection);
    menu->popup(table->viewport()->mapToGlobal(at));
}

}  // namespace ui::pages
