// Rate limits: what is limited (global, keys, users, presets, addresses), how a chosen key stands against every limit that
// holds for it and where each was set, and changing them. Thread: main. Owner: the shell. Dialogs return values; every call
// to the gateway is made here.
#pragma once

#include "ui/models/limit_row.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/pages/page.hpp"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ui::bridge {
struct ApiReply;
}

namespace ui::pages {

class DataTable;
class LimitDialog;

class LimitsPage : public Page {
    Q_OBJECT

public:
    LimitsPage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// The id of a key to explain.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildFilterBar();
    QWidget* buildTable();
    QWidget* buildExplanation();
    QPushButton* addButton(const QString& name, const QString& text, void (LimitsPage::*run)());

    void loadLimits(const QString& cursor, std::vector<models::LimitRow> before);
    void takeLimits(std::vector<models::LimitRow> rows);
    void loadKeys();
    void loadExplanation();
    void takeExplanation(const std::vector<models::LimitStateRow>& rows);
    void applyFilter();
    void updateActions();
    const models::LimitRow* selected() const;

    void addLimit();
    void editLimit();
    void offerSubjects(LimitDialog* dialog, const QString& scope);
    void save(LimitDialog* dialog);
    void put(const models::LimitRow& wanted, const models::LimitRow& before, const QString& action, bool offerUndo, LimitDialog* dialog);
    void removeLimit();
    void countAfresh();
    bool takeDone(const bridge::ApiReply& reply, const QString& whatFailed);

    models::LimitModel* model_;
    models::LimitStateModel* states_;
    models::RowFilter* filter_;
    DataTable* table_ = nullptr;
    DataTable* stateTable_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    QLineEdit* search_ = nullptr;
    QComboBox* scope_ = nullptr;
    QComboBox* key_ = nullptr;
    QLabel* verdict_ = nullptr;
    QWidget* explanationCard_ = nullptr;
    QPushButton* new_ = nullptr;
    QPushButton* edit_ = nullptr;
    QPushButton* afresh_ = nullptr;
    QPushButton* remove_ = nullptr;
    QString wantedKey_;
    bool loading_ = false;
};

}  // namespace ui::pages
