// Errors: what fails, grouped by code, provider, model, key or instance, over time, with what each code means and what to do.
// Thread: main. Owner: the shell. Everything is read from GET reports/errors; a group opens the live traffic filtered by it.
#pragma once

#include "ui/models/error_group_row.hpp"
#include "ui/pages/report_page.hpp"

#include <optional>
#include <utility>

class QStackedWidget;

namespace ui::charts {
class BarChart;
}
namespace ui::models {
class RowFilter;
}
namespace ui::widgets {
class EmptyState;
}

namespace ui::pages {

class ErrorDetails;

class ErrorsPage : public ReportPage {
    Q_OBJECT

public:
    ErrorsPage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// A grouping ("provider"), or an error code to select.
    void open(const QString& argument) override;
    void setRange(std::chrono::seconds window) override;

protected:
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildBar();
    QWidget* buildGroups();
    QWidget* buildEmpty(QWidget* parent);

    void planColumns();
    QString grouping() const;
    QString chosenSpan() const;
    void take(const QJsonObject& body);
    void takeChart(const QJsonObject& body);
    void loadParts();
    void showSelection();
    void updateActions();
    void chooseSpan(std::optional<std::pair<qint64, qint64>> span);
    const models::ErrorGroupRow* selected() const;
    /// The expression line that shows these in the live traffic.
    static QString expressionOf(const models::ErrorGroupRow& row);
    void showTraffic();
    void openNewest();
    void openObject();
    // errors_actions.cpp
    void openCircuit();
    void loadMarkers();
    void loadMessages();
    QString groupFilter(const models::ErrorGroupRow& row) const;

    // errors_export.cpp
    void exportGroups();
    QByteArray asCsv() const;
    QByteArray asMarkdown() const;

    models::ErrorGroupModel* model_;
    models::RowFilter* sorted_;
    DataTable* table_ = nullptr;
    charts::BarChart* chart_ = nullptr;
    ErrorDetails* details_ = nullptr;
    QWidget* detailsCard_ = nullptr;
    QComboBox* group_ = nullptr;
    QPushButton* span_ = nullptr;  // the bar that was chosen; pressed, it goes
    QPushButton* traffic_ = nullptr;
    QPushButton* newest_ = nullptr;
    QPushButton* object_ = nullptr;
    QPushButton* circuit_ = nullptr;
    QPushButton* export_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    widgets::EmptyState* empty_ = nullptr;
    std::optional<std::pair<qint64, qint64>> chosen_;
    QString wanted_;
    QString spanText_, summary_;  // of the answer on screen, for people
    QString partsOf_;  // key of the row whose parts were asked for last
};

}  // namespace ui::pages
