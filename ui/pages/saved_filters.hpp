// The page's button that keeps what stands in the filter bar under a name: applies, saves, renames, deletes them.
// Thread: main. Owner: the traffic page. They live in the person's preferences, or as long as the page without any.
#pragma once

#include "ui/models/saved_filter.hpp"

#include <QPushButton>

class QDialog;
class QLineEdit;
class QListView;
class QMenu;
class QStringListModel;

namespace ui::pages {

class Preferences;
class TrafficFilterBar;

class SavedFilters : public QPushButton {
    Q_OBJECT

public:
    /// @param preferences may be nothing.
    SavedFilters(TrafficFilterBar& bar, Preferences* preferences);

private:
    void fillMenu();
    void askName();
    struct Manager {
        QDialog* dialog;
        QStringListModel* names;
        QListView* list;
        QLineEdit* name;
        QPushButton* rename;
        QPushButton* remove;
    };
    Manager buildManager();
    void manage();
    /// Replaces the one of this name.
    void save(const QString& name);
    void keep();

    TrafficFilterBar& bar_;
    Preferences* preferences_;
    QMenu* menu_;
    QList<models::SavedFilter> filters_;
};

}  // namespace ui::pages
