// What every page with a list is made of: a search field, buttons with a name, and the menu of a row that does what the buttons
// do. Thread: main. The parts belong to the parent they are given.
#pragma once

#include <QList>
#include <QPoint>
#include <QString>

class QLineEdit;
class QPushButton;
class QWidget;

namespace ui::pages {

class DataTable;

QPushButton* namedButton(const QString& name, const QString& text, QWidget* parent);
/// @param widthMin what must stay readable of it when the window is narrow.
QLineEdit* searchField(const QString& name, const QString& accessibleName, const QString& placeholder, int widthMin, QWidget* parent);
/// The buttons that are not hidden, each as able as it is and with its reason, then "Copy row". `at` is a point of the viewport.
void popupRowMenu(const QString& name, const QList<QPushButton*>& buttons, DataTable* table, const QPoint& at);

}  // namespace ui::pages
