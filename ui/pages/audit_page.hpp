// The audit trail: who changed what, filtered by the gateway, with the difference before and after, the proof that the
// chain of hashes is whole, and an export as a task. Nothing here changes or removes a row. Thread: main. Owner: the shell.
#pragma once

#include "ui/models/audit_row.hpp"
#include "ui/pages/lines_job.hpp"
#include "ui/pages/page.hpp"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui::pages {

class AuditFilter;
class DataTable;

class AuditPage : public Page {
    Q_OBJECT

public:
    AuditPage(PageContext& context, QWidget* parent);
    ~AuditPage() override;

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// A target's id: only its rows are shown.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    struct Export;

    void build();
    QWidget* buildTable();
    QWidget* buildDetails();
    QPushButton* addButton(const QString& name, const QString& text, void (AuditPage::*run)());
    void startOver();
    void load(const QString& cursor);
    void takeRows(const bridge::ApiReply& reply, bool more);
    void showSelection();
    void showCount();
    void updateActions();
    void verifyChain();
    void showVerified(const QJsonObject& answer);
    void chooseFile();
    void exportTo(const QString& file);
    void exportPage(const std::shared_ptr<Export>& job);
    const models::AuditRow* selected() const;

    models::AuditModel* model_;
    models::RowTableModel<models::AuditDifference>* differences_;
    LinesJob* lines_;
    AuditFilter* filter_ = nullptr;
    DataTable* table_ = nullptr;
    DataTable* differenceTable_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    QWidget* details_ = nullptr;
    QLabel* heading_ = nullptr;
    QLabel* facts_ = nullptr;
    QLabel* chain_ = nullptr;
    QPushButton* verify_ = nullptr;
    QPushButton* export_ = nullptr;
    QPushButton* more_ = nullptr;
    QString target_;      // open(): only this object's rows
    QString nextCursor_;  // of the oldest page shown
    int generation_ = 0;  // of the filter: late answers of an older one are dropped
    bool loading_ = false;
    bool exporting_ = false;
    bool live_ = false;
};

}  // namespace ui::pages
