// The circuits of all upstreams in a table, with what opens and closes them, and the chosen one's story under it.
// Thread: main. Owner: the providers page. It shows and announces; the page does every call.
#pragma once

#include "ui/models/circuit_row.hpp"
#include "ui/models/row_filter.hpp"

#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui::widgets {
class InlineMessage;
}

namespace ui::pages {

class DataTable;

enum class CircuitAction { open, close };

class CircuitPanel : public QWidget {
    Q_OBJECT

public:
    explicit CircuitPanel(QWidget* parent);

    /// @param withoutUpstream presets none of whose upstreams takes calls.
    void show(std::vector<models::CircuitRow> rows, const QStringList& withoutUpstream);
    const std::vector<models::CircuitRow>& rows() const { return model_->rows(); }
    const models::CircuitRow* selected() const;
    DataTable& table() const { return *table_; }
    QPushButton* button(CircuitAction action) const { return buttons_.value(action); }

Q_SIGNALS:
    void asked(ui::pages::CircuitAction action);
    void selectionChanged();

private:
    QPushButton* addButton(CircuitAction action, const QString& name, const QString& text);
    void buildTable();
    void showStory();

    models::CircuitModel* model_;
    models::RowFilter* sorted_;
    DataTable* table_ = nullptr;
    widgets::InlineMessage* stopped_ = nullptr;
    QLabel* story_ = nullptr;
    QHash<CircuitAction, QPushButton*> buttons_;
};

}  // namespace ui::pages
