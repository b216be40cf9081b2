// All providers in a table with their actions, and the chosen one's details under it.
// Thread: main. Owner: the providers page. It shows and announces; the page does every call.
#pragma once

#include "ui/models/row_filter.hpp"
#include "ui/pages/provider_details.hpp"

#include <QHash>
#include <QWidget>

class QPushButton;

namespace ui::pages {

class DataTable;

enum class ProviderAction { test, call, edit, toggle, remove };

class ProviderPanel : public QWidget {
    Q_OBJECT

public:
    ProviderPanel(models::ProviderModel& model, QWidget* parent);

    const models::ProviderRow* selected() const;
    void select(const QString& id);
    ProviderDetails& details() const { return *details_; }
    DataTable& table() const { return *table_; }
    QPushButton* button(ProviderAction action) const { return buttons_.value(action); }

Q_SIGNALS:
    void asked(ui::pages::ProviderAction action);
    void selectionChanged();

private:
    QPushButton* addButton(ProviderAction action, const QString& name, const QString& text);
    void buildTable();
    void showMenu(const QPoint& at);

    models::ProviderModel& model_;
    models::RowFilter* sorted_;
    DataTable* table_ = nullptr;
    ProviderDetails* details_ = nullptr;
    QHash<ProviderAction, QPushButton*> buttons_;
};

}  // namespace ui::pages
