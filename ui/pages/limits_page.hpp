// Rate limits: what is limited (global, keys, users, presets, addresses); how a chosen key, with a preset and an address where
// they are of interest, stands against every limit that holds for it; what another limit would have done to the last day; and
// changing them. Thread: main. Owner: the shell. Dialogs return values; every call
// to the gateway is made here.
#pragma once

#include "ui/models/limit_row.hpp"
#include "ui/models/row_filter.hpp"
#include "ui/pages/page.hpp"

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace ui::bridge {
struct ApiReply;
}

namespace ui::pages {

class DataTable;
class LimitDialog;
struct LimitPlace;
class LimitWhatIf;

struct LimitChange {
    models::LimitRow wanted, before;
    QString action;  // as the task drawer calls it
    QString reason;  // for the audit log; may be empty
    bool isUndo = false;
};

class LimitsPage : public Page {
    Q_OBJECT

public:
    LimitsPage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// The id of a key to explain, "holds" or "what-if".
    void open(const QString& argument) override;

protected:
    void poll() override;
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildFilterBar();
    QWidget* buildTable();
    // limits_explain.cpp
    QWidget* buildTabs();
    QWidget* buildExplanation();
    QWidget* buildQuestion();
    void loadPresets();
    void askWhatIf();
    void showWhatIfSubject();

    QPushButton* addButton(const QString& name, const QString& text, void (LimitsPage::*run)());

    void loadLimits(const QString& cursor, std::vector<models::LimitRow> before);
    void takeLimits(std::vector<models::LimitRow> rows);
    void loadKeys();
    void loadExplanation();
    void takeExplanation(const std::vector<models::LimitStateRow>& rows);
    void showRow(const QString& key);
    void applyFilter();
    void updateActions();
    const models::LimitRow* selected() const;

    void addLimit();
    void editLimit();
    void adoptWhatIf();
    /// Of a line; nullptr while one is open already.
    LimitDialog* editDialog(const models::LimitRow* row);
    void offerSubjects(LimitDialog* dialog, const QString& scope);
    LimitPlace place() const;
    void save(LimitDialog* dialog);
    void review(const models::LimitRow& before, const models::LimitRow& wanted, QWidget* over, const std::function<void(const QString& reason)>& run);
    void put(const LimitChange& change, LimitDialog* dialog);
    void removeLimit();
    void remove(const models::LimitRow& before, const QString& reason);
    void countAfresh();
    void clearCounters();
    void confirmReset(const models::LimitRow& row);
    // limits_export.cpp
    void exportLimits();
    void exportTo(const QString& file);
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
    QComboBox* preset_ = nullptr;
    QLineEdit* address_ = nullptr;
    QLabel* verdict_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    QWidget* details_ = nullptr;
    LimitWhatIf* whatIf_ = nullptr;
    QPushButton* new_ = nullptr;
    QPushButton* edit_ = nullptr;
    QPushButton* afresh_ = nullptr;
    QPushButton* remove_ = nullptr;
    QPushButton* clear_ = nullptr;
    QPushButton* export_ = nullptr;
    QString wantedKey_;
    QString wantedRow_;  // what was just set: selected once it is there
    int whatIfAsked_ = 0;  // answers to an earlier question no longer count
    bool loading_ = false;
};

}  // namespace ui::pages
