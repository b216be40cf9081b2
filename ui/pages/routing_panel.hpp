// The routes of one preset: its table with editable cells, the actions above it and the draft's footer under it.
// Thread: main. Owner: the providers page. It shows and announces; the page keeps the drafts and does every call.
#pragma once

#include "ui/models/circuit_row.hpp"
#include "ui/models/route_row.hpp"

#include <QHash>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui::widgets {
class EmptyState;
}

namespace ui::pages {

class DataTable;
class ElidedLabel;

enum class RoutingAction { addRoute, removeRoute, editPreset, exportPreset, deletePreset, differences, discard, apply, newPreset };

class RoutingPanel : public QWidget {
    Q_OBJECT

public:
    explicit RoutingPanel(QWidget* parent);

    void showPreset(const models::PresetRow& now, const models::RoutingDraft& draft,
                    const std::vector<models::ProviderRow>& providers, const std::vector<models::CircuitRow>& circuits,
                    const models::RouteFactsTable& facts);
    /// @param whyNot empty: the person may change cells; otherwise shown in place of the hint.
    void setEditable(const QString& whyNot);
    /// No preset: offers to make the first.
    void showNothing();
    /// The chosen route's id; empty when none is.
    QString selectedItem() const;
    QPushButton* button(RoutingAction action) const { return buttons_.value(action); }

Q_SIGNALS:
    void asked(ui::pages::RoutingAction action);
    void edited(const QString& itemId, ui::models::RouteField field, qint64 value);
    void selectionChanged();

private:
    QPushButton* addButton(RoutingAction action, const QString& name, const QString& text);
    QHBoxLayout* buildHeading();
    QHBoxLayout* buildFooter();
    void buildTable();
    void showHint();

    models::RoutingModel* model_;
    DataTable* table_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    ElidedLabel* heading_ = nullptr;
    QLabel* hint_ = nullptr;
    QLabel* summary_ = nullptr;
    QLabel* conflict_ = nullptr;
    QHash<RoutingAction, QPushButton*> buttons_;
    QString shownPreset_;
    QString whyNot_;  // why nothing may be changed; empty: it may
};

}  // namespace ui::pages
