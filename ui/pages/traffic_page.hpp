// Live traffic: every request as it ends, filtered and frozen at will, with one request's story below, and export.
// Thread: main. Owner: the shell. Fed by TrafficFeed (event "requests", GET requests); hidden, it does nothing at all.
#pragma once

#include "ui/pages/export_job.hpp"
#include "ui/pages/page.hpp"
#include "ui/pages/trace_view.hpp"

#include <QPersistentModelIndex>

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ui::bridge {
class Download;
struct ApiReply;
struct DownloadEnd;
}
namespace ui::models {
class TrafficRing;
}
namespace ui::widgets {
class CommandLine;
class EmptyState;
}

namespace ui::pages {

class TrafficFeed;
class TrafficFilterBar;
class TrafficTable;

class TrafficPage : public Page {
    Q_OBJECT

public:
    TrafficPage(PageContext& context, QWidget* parent);
    ~TrafficPage() override;

    QString title() const override;
    void refresh() override;
    void focusFilter() override;
    void toggleDetails() override;
    /// A trace id to open; "filter:" and an expression to show; "attempts" or "why": that of the newest request.
    void open(const QString& argument) override;

protected:
    void poll() override;
    void setLive(bool live) override;
    void showFreshness(bool stale, bool offline) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void buildActions();
    QWidget* buildList();
    QWidget* buildEmptyState();
    QWidget* buildTrace();
    void addShortcuts();
    void connectFeed();
    void rememberColumns();

    /// Watches while visible and connected, paused or not: a paused list still counts what comes.
    void updateWatching();
    void updateCounts();
    void updateActions();
    void updateCurl();
    void applyFilter();
    void insertMarker();
    void showCellMenu(const QModelIndex& cell, const QPoint& at);

    void showTrace(const QString& traceId);
    void findTrace(const QString& text);
    void openFiltered(const QString& expression);
    void openNewest(TraceView::Tab tab);
    void lookBack();
    void findClientId(const QString& text);
    void loadTrace();
    void takeTrace(const QString& traceId, const bridge::ApiReply& reply);
    void loadPresets();

    void buildExportMenu();
    void showExportMenu();
    void chooseExportFile(models::ExportFormat format);
    void startExport(const QString& file, models::ExportFormat format);
    void connectExport();
    bool isExporting() const { return job_->isRunning() || download_; }

    /// Says what the log is asked and what it cannot be, then asks for the file.
    void askLogExport(models::ExportFormat format);
    void chooseLogFile(const QString& path, models::ExportFormat format);
    void startLogExport(const QString& path, const QString& file, models::ExportFormat format);
    void endLogExport(const QString& path, const QString& file, models::ExportFormat format, const bridge::DownloadEnd& end);
    static QString logProgress(qint64 bytes, qint64 rows);

    models::TrafficRing* ring_;
    TrafficFeed* feed_ = nullptr;
    TrafficFilterBar* filters_ = nullptr;
    TrafficTable* table_ = nullptr;
    TraceView* trace_ = nullptr;
    QWidget* traceCard_ = nullptr;
    QStackedWidget* listOrEmpty_ = nullptr;
    widgets::EmptyState* empty_ = nullptr;
    widgets::CommandLine* curl_ = nullptr;
    QPushButton* marker_ = nullptr;
    QPushButton* older_ = nullptr;
    QPushButton* export_ = nullptr;
    QMenu* exportMenu_ = nullptr;
    QList<QAction*> shownExports_;
    QList<QAction*> logExports_;
    ExportJob* job_;
    bridge::Download* download_ = nullptr;  // of the log, under way
    LongTask logTask_;
    QTimer loadTimer_;  // the selection has settled
    QString wanted_;    // trace under way
    int traceTries_ = 0;
    bool presetsAsked_ = false;
    bool forbidden_ = false;
    bool newestWanted_ = false;  // the page was opened for the newest request, and there was none
    bool lookFurther_ = false;  // the filter was set by another page: its requests are wanted, not the newest
};

}  // namespace ui::pages
