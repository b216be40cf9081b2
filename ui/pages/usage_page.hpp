// Usage & cost: what each key, user, provider, model or day used and what it cost, over time, from the gateway's ledger.
// Unpriced and estimated use stands beside the money, never inside it unsaid. Thread: main. Owner: the shell.
#pragma once

#include "ui/models/usage_row.hpp"
#include "ui/pages/report_page.hpp"

#include <QDateTime>

#include <utility>

class QStackedWidget;

namespace ui::bridge {
class Download;
struct DownloadEnd;
}
namespace ui::charts {
class BarChart;
}
namespace ui::models {
class RowFilter;
}
namespace ui::widgets {
class Card;
}

namespace ui::pages {

class KpiTile;

class UsagePage : public ReportPage {
    Q_OBJECT

public:
    UsagePage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    /// A grouping ("model").
    void open(const QString& argument) override;

protected:
    std::chrono::seconds spanShown() const override;
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildBar();
    QWidget* buildTiles();
    QWidget* buildTable();

    void planColumns(bool corrected, bool batch);
    QString grouping() const;
    /// The time that is asked for: the shell's range, or the calendar's.
    std::pair<QDateTime, QDateTime> period() const;
    QString query() const;
    void take(const QJsonObject& body);
    void takeChart(const QJsonObject& body);
    void showTiles(const models::UsageSums& sums);
    void updateActions();
    void openGroup();
    void showTraffic();
    const models::UsageRow* selected() const;

    // usage_export.cpp
    void exportUsage();
    QByteArray asMarkdown() const;
    void startExport(const QString& path, const QString& file);
    void endExport(const QString& file, const bridge::DownloadEnd& end);

    models::UsageModel* model_;
    models::RowFilter* sorted_;
    DataTable* table_ = nullptr;
    charts::BarChart* chart_ = nullptr;
    widgets::Card* chartCard_ = nullptr;
    KpiTile* cost_ = nullptr;
    KpiTile* calls_ = nullptr;
    KpiTile* tokens_ = nullptr;
    KpiTile* unpriced_ = nullptr;
    KpiTile* estimated_ = nullptr;
    QComboBox* group_ = nullptr;
    QComboBox* period_ = nullptr;
    QPushButton* object_ = nullptr;
    QPushButton* traffic_ = nullptr;
    QPushButton* export_ = nullptr;
    QStackedWidget* tableOrEmpty_ = nullptr;
    bridge::Download* download_ = nullptr;
    LongTask exportTask_;
    QString spanText_;  // of the answer on screen
    models::UsageSums totals_;
};

}  // namespace ui::pages
