// Overview: is the gateway healthy, what is wrong, what changed. Six figures, three charts under one cursor, what the
// gateway depends on, and the last changes. Thread: main. Owner: the shell. Fed by metrics/summary, metrics/series,
// dependencies, audit, and the events metrics and changes.
#pragma once

#include "ui/models/change_row.hpp"
#include "ui/models/dependency_row.hpp"
#include "ui/models/metric_series.hpp"
#include "ui/models/metrics_summary.hpp"
#include "ui/pages/page.hpp"

#include <QElapsedTimer>
#include <QJsonArray>

#include <functional>

class QStackedWidget;

namespace ui::bridge {
struct ApiReply;
}
namespace ui::widgets {
class Card;
class CommandLine;
}

namespace ui::pages {

class DataTable;
class OverviewCharts;
class OverviewTiles;

class OverviewPage : public Page {
    Q_OBJECT

public:
    OverviewPage(PageContext& context, QWidget* parent);
    ~OverviewPage() override;

    QString title() const override;
    void setRange(std::chrono::seconds window) override;
    void refresh() override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;

private:
    enum Part { kSummary = 1, kSeries = 2, kDependencies = 4, kChanges = 8, kAll = 15 };

    void build();
    QWidget* buildEmptyState();
    QWidget* buildTables();
    void load(Part part);
    QString pathOf(Part part) const;
    static QString nameOf(Part part);
    void take(Part part, const bridge::ApiReply& reply);
    void takeSummary(const QJsonObject& body);
    void takeDependencies(const QJsonObject& body);
    void takeChanges(const QJsonArray& rows, bool all);
    void showTraffic();
    void showMarkers();
    void updateCurl();

    models::MetricSeries series_;
    models::MetricsSummary sum_;
    models::DependencyModel* dependencies_;
    models::ChangeModel* changes_;
    OverviewTiles* tiles_ = nullptr;
    OverviewCharts* charts_ = nullptr;
    QStackedWidget* trafficOrEmpty_ = nullptr;
    widgets::CommandLine* curl_ = nullptr;
    DataTable* dependencyTable_ = nullptr;
    DataTable* changeTable_ = nullptr;
    QElapsedTimer sinceSample_;
    int answered_ = 0;  // parts that have answered at least once
    int asked_ = 0;     // parts with a request under way
    int ticks_ = 0;
    bool live_ = false;
};

}  // namespace ui::pages
