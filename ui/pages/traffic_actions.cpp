// What the reader does on the live traffic page: opening a trace, filtering by a cell, exporting.
#include "ui/bridge/admin_client.hpp"
#include "ui/bridge/error_text.hpp"
#include "ui/models/number_text.hpp"
#include "ui/models/roles.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/pages/trace_view.hpp"
#include "ui/pages/traffic_feed.hpp"
#include "ui/pages/traffic_filter_bar.hpp"
#include "ui/pages/traffic_page.hpp"
#include "ui/pages/traffic_table.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::TrafficRow;
using widgets::InlineMessage;

namespace {

constexpr std::chrono::milliseconds kTraceRetry{700};
constexpr int kTraceTries = 4;
constexpr int kNotFound = 404;

QString tracePath(const QString& traceId) {
    return u"/api/v1/admin/requests/"_s + QString::fromLatin1(QUrl::toPercentEncoding(traceId));
}

}  // namespace

void TrafficPage::showCellMenu(const QModelIndex& cell, const QPoint& at) {
    const TrafficRow row = ring_->at(cell.row());
    if (!row.isRequest()) return;
    const models::TrafficColumn& column = models::trafficColumns()[static_cast<size_t>(cell.column())];
    auto* menu = new QMenu(table_);
    menu->setObjectName(u"page.traffic.menu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu, this](const char* name, const QString& text, auto run) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, run);
    };
    const QString value = column.value(row);
    if (column.field && !(column.number && value.isEmpty())) {
        const QString field = QString::fromLatin1(column.field);
        // Of a measured number the neighbourhood is meant, never this very number.
        const QString same = column.number ? u">="_s : u"="_s;
        const QString other = column.number ? u"<"_s : u"!="_s;
        add("page.traffic.menu.filter", tr("Filter by %1").arg(models::withCondition({}, field, same, value)),
            [this, field, same, value] { filters_->addCondition(field, same, value); });
        add("page.traffic.menu.exclude", tr("Exclude: %1").arg(models::withCondition({}, field, other, value)),
            [this, field, other, value] { filters_->addCondition(field, other, value); });
        menu->addSeparator();
    }
    const QString text = column.text(row);
    add("page.traffic.menu.copy", tr("Copy “%1”").arg(text), [text] { QGuiApplication::clipboard()->setText(text); });
    add("page.traffic.menu.copyRow", tr("Copy the row"), [this] { table_->copySelection(); });
    menu->popup(at);
}

void TrafficPage::open(const QString& argument) {
    constexpr QLatin1StringView kFilter{"filter:"};
    if (argument.startsWith(kFilter)) return openFiltered(argument.mid(kFilter.size()));
    if (argument == "attempts"_L1 || argument == "why"_L1) return openNewest(argument == "why"_L1 ? TraceView::Tab::why : TraceView::Tab::attempts);
    if (!argument.isEmpty()) findTrace(argument);
}

/// Waits for the first request when there is none yet.
void TrafficPage::openNewest(TraceView::Tab tab) {
    trace_->showTab(tab);
    newestWanted_ = true;
    for (int row = ring_->rowCount() - 1; row >= 0 && newestWanted_; --row) {
        if (ring_->at(row).isRequest()) newestWanted_ = !table_->selectTrace(ring_->at(row).traceId);
    }
}

/// What is looked for may lie further back than the list reaches.
void TrafficPage::openFiltered(const QString& expression) {
    models::FilterText text;
    text.expression = expression;
    filters_->setFilterText(text);
    lookFurther_ = true;
    lookBack();
}

void TrafficPage::lookBack() {
    constexpr int kEnough = 50;
    if (!lookFurther_ || !feed_->mayLoadOlder()) return;
    lookFurther_ = false;
    if (ring_->shownRequestCount() < kEnough) feed_->loadOlder();
}

void TrafficPage::showTrace(const QString& traceId) {
    const TrafficRow* row = ring_->find(traceId);
    if (!row) return;
    trace_->showRow(*row);
    trace_->showNote(tr("Loading the attempts…"));
    wanted_ = traceId;
    traceTries_ = 0;
    loadTimer_.start();
}

void TrafficPage::findTrace(const QString& text) {
    // What an earlier search said; a late answer of it must not take this one's word away.
    notice()->clear();
    // The newest request that is shown and begins like this.
    for (int row = ring_->rowCount() - 1; row >= 0; --row) {
        const TrafficRow& found = ring_->at(row);
        if (!found.isRequest() || !(found.traceId.startsWith(text) || found.clientRequestId.startsWith(text))) continue;
        table_->selectTrace(found.traceId);
        return;
    }
    client().get(tracePath(text), this, [this, text](const ApiReply& reply) {
        if (!reply.ok() && reply.error.httpStatus == kNotFound) return findClientId(text);
        takeTrace(text, reply);
    });
}

/// The list's own filter knows the client's ids too.
void TrafficPage::findClientId(const QString& text) {
    const QString path = u"/api/v1/admin/requests?limit=1&trace_id="_s + QString::fromLatin1(QUrl::toPercentEncoding(text));
    client().get(path, this, [this, text](const ApiReply& reply) {
        const std::vector<TrafficRow> rows = models::trafficRows(reply.body["items"_L1].toArray());
        const bool found = !rows.empty() && (rows.front().traceId == text || rows.front().clientRequestId == text);
        if (!reply.ok() || !found) {
            notice()->showMessage(InlineMessage::Kind::info, reply.ok() ? tr("No request has the trace id %1.").arg(text) : bridge::errorText(reply.error));
            return;
        }
        trace_->showRow(rows.front());
        trace_->showNote(tr("Loading the attempts…"));
        wanted_ = rows.front().traceId;
        traceTries_ = 0;
        loadTrace();
    });
}

void TrafficPage::loadTrace() {
    if (wanted_.isEmpty() || !isOnline()) return;
    client().get(tracePath(wanted_), this, [this, traceId = wanted_](const ApiReply& reply) {
        if (traceId == wanted_) takeTrace(traceId, reply);
    });
}

void TrafficPage::takeTrace(const QString& traceId, const ApiReply& reply) {
    if (reply.ok()) {
        wanted_ = traceId;
        traceCard_->show();
        return trace_->showDetail(models::TraceDetail::fromJson(reply.body));
    }
    // A request that just ended is in the log within a second.
    if (reply.error.httpStatus == kNotFound && ++traceTries_ < kTraceTries) {
        QTimer::singleShot(kTraceRetry, this, [this, traceId] {
            if (traceId == wanted_ && isVisible()) loadTrace();
        });
        return;
    }
    if (trace_->traceId() == traceId) return trace_->showNote(tr("The attempts cannot be shown: %1").arg(bridge::errorText(reply.error)));
    notice()->showMessage(InlineMessage::Kind::warn, bridge::errorText(reply.error));
}

void TrafficPage::loadPresets() {
    presetsAsked_ = true;
    client().get(u"/api/v1/admin/presets?limit=200"_s, this, [this](const ApiReply& reply) {
        if (!reply.ok()) return;  // the facts show the preset's id then
        QHash<QString, QString> names;
        for (const QJsonValue& item : reply.body["items"_L1].toArray()) names.insert(item["id"_L1].toString(), item["name"_L1].toString());
        trace_->setPresetNames(std::move(names));
    });
}

void TrafficPage::chooseExportFile(models::ExportFormat format) {
    const bool csv = format == models::ExportFormat::csv;
    auto* dialog = new QFileDialog(this, tr("Export requests"));
    dialog->setObjectName(u"dialog.export"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(csv ? tr("Comma-separated values (*.csv)") : tr("JSON lines (*.jsonl)"));
    dialog->setDefaultSuffix(csv ? u"csv"_s : u"jsonl"_s);
    dialog->selectFile(u"requests-%1"_s.arg(QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { startExport(file, format); });
    dialog->open();
}

void TrafficPage::startExport(const QString& file, models::ExportFormat format) {
    if (isExporting()) return;
    const int count = ring_->shownRequestCount();
    job_->start(file, format, ring_->shownRequests());
    notice()->showMessage(InlineMessage::Kind::info, tr("Writing %n request(s) to %1…", "export", count).arg(QFileInfo(file).fileName()));
    notice()->addAction(u"page.traffic.export.cancel"_s, tr("Cancel the export"), [this] { job_->cancel(); });
    updateActions();
}

void TrafficPage::connectExport() {
    connect(job_, &ExportJob::done, this, [this](const QString& file, int rows) {
        notice()->showMessage(InlineMessage::Kind::info, tr("%n request(s) written to %1", "export", rows).arg(file));
        notice()->addAction(u"page.traffic.export.copyPath"_s, tr("Copy the path"), [file] { QGuiApplication::clipboard()->setText(file); });
        updateActions();
    });
    connect(job_, &ExportJob::cancelled, this, [this] {
        notice()->showMessage(InlineMessage::Kind::info, tr("The export was cancelled. Nothing was written."));
        updateActions();
    });
    connect(job_, &ExportJob::failed, this, [this](const QString& file, const QString& reason) {
        notice()->showMessage(InlineMessage::Kind::crit, tr("The file %1 could not be written: %2").arg(file, reason));
        updateActions();
    });
}

}  // namespace ui::pages
