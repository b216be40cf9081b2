// Latency: quantiles and a heat-map over time, where the time of a request goes, each route's figures, and the slow requests.
// Thread: main. Owner: the shell. Read from GET reports/latency and GET requests; a chosen cell or route narrows the slow ones.
#pragma once

#include "ui/charts/heat_map.hpp"
#include "ui/models/latency_cause.hpp"
#include "ui/pages/report_page.hpp"

#include <optional>

namespace ui::charts {
class ShareBar;
struct SharePart;
class TimeSeriesChart;
}
namespace ui::models {
class RowFilter;
}
namespace ui::widgets {
class Card;
}

class QSpinBox;
class QStackedWidget;

namespace ui::pages {

class LatencyCauses;

class LatencyPage : public ReportPage {
    Q_OBJECT

public:
    LatencyPage(PageContext& context, QWidget* parent);

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void setRange(std::chrono::seconds window) override;
    /// "provider/model" of a route to look at alone.
    void open(const QString& argument) override;

protected:
    void showFreshness(bool stale, bool offline) override;

private:
    void build();
    QWidget* buildBar();
    QWidget* buildCharts();
    QWidget* buildBreakdown();
    void buildThreshold();
    QWidget* buildRoutes();
    QWidget* buildSlow();

    void take(const QJsonObject& body);
    void takeCharts(const QJsonObject& body, qint64 requests);
    void takeRoutes(const QJsonObject& body);
    void showRouteChoice();
    void showParts();
    void loadSlow();
    void loadCauses();
    void showCauses();
    void followCause(const models::LatencyCause& cause);
    QStringList restingTexts(const QJsonObject& total, qint64 requests) const;
    QString slowPath() const;
    void takeSlow(const QJsonObject& body);
    void chooseCell(std::optional<charts::HeatCell> cell);
    void chooseRoute(const QString& key);
    void updateActions();
    void openSlow();
    void showTraffic();
    static QList<charts::SharePart> shares(const models::LatencyParts& parts);
    qint64 thresholdMs() const;

    // latency_export.cpp
    void exportLatency();
    QByteArray asCsv() const;
    QByteArray asMarkdown() const;

    models::LatencyRouteModel* routes_;
    models::RowFilter* routesSorted_;
    models::SlowModel* slow_;
    models::RowFilter* slowSorted_;
    DataTable* routeTable_ = nullptr;
    DataTable* slowTable_ = nullptr;
    charts::TimeSeriesChart* quantiles_ = nullptr;
    charts::HeatMap* heat_ = nullptr;
    charts::ShareBar* parts_ = nullptr;
    widgets::Card* quantilesCard_ = nullptr;
    widgets::Card* heatCard_ = nullptr;
    widgets::Card* partsCard_ = nullptr;
    widgets::Card* slowCard_ = nullptr;
    QComboBox* route_ = nullptr;
    QSpinBox* threshold_ = nullptr;
    LatencyCauses* causes_ = nullptr;
    widgets::Card* causesCard_ = nullptr;
    QPushButton* export_ = nullptr;
    QPushButton* cellChip_ = nullptr;
    QPushButton* openTrace_ = nullptr;
    QPushButton* traffic_ = nullptr;
    QPushButton* only_ = nullptr;
    QStackedWidget* contentOrEmpty_ = nullptr;
    std::optional<charts::HeatCell> cell_;
    models::LatencyFacts facts_;
    QString spanText_, summary_;  // of the answer on screen, for people
    QString chosenRoute_;  // key of a route; empty: all
};

}  // namespace ui::pages
