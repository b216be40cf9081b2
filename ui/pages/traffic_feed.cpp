#include "ui/pages/traffic_feed.hpp"

#include "ui/bridge/admin_client.hpp"
#include "ui/models/traffic_ring.hpp"
#include "ui/pages/traffic_reader.hpp"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace ui::pages {

using namespace Qt::StringLiterals;
using bridge::ApiReply;
using models::TrafficRow;

namespace {

constexpr std::chrono::milliseconds kFlush{250};
constexpr std::chrono::seconds kResyncApart{2};  // a gateway faster than the stream announces one each batch
constexpr int kPageRows = 500;  // the most the gateway gives
constexpr int kCheckRows = 100;
constexpr int kCatchUpPages = 10;
constexpr int kOlderPages = 10;
constexpr int kOlderShownMin = 50;  // with a filter, one page may show nothing
constexpr size_t kPendingMax = 20'000;
const QString kTopic = u"requests"_s;

QString clockText(qint64 atMs) { return QDateTime::fromMSecsSinceEpoch(atMs).toString(u"HH:mm:ss"_s); }

TrafficRow gapLine(qint64 atMs, const QString& text) {
    TrafficRow row;
    row.kind = TrafficRow::Kind::gap;
    row.atMs = atMs;
    row.traceId = text;
    return row;
}

}  // namespace

TrafficFeed::TrafficFeed(bridge::AdminClient& client, models::TrafficRing& ring, QObject* parent)
    : QObject(parent), client_(client), ring_(ring), reader_(new TrafficReader) {
    flushTimer_.setSingleShot(true);
    flushTimer_.setInterval(kFlush);
    connect(&flushTimer_, &QTimer::timeout, this, &TrafficFeed::flush);
    resyncTimer_.setSingleShot(true);
    resyncTimer_.setInterval(kResyncApart);
    connect(&resyncTimer_, &QTimer::timeout, this, [this] {
        if (watching_ && std::exchange(resyncAgain_, false)) onResync();
    });
    connect(reader_, &TrafficReader::rowsRead, this, [this](const TrafficBatch& rows) { take(std::move(*rows)); });
    client_.events().addReader(reader_);
    connect(&client_.events(), &bridge::EventStream::resync, this, [this](const QString& topic) {
        if (watching_ && topic == kTopic) onResync();
    });
}

TrafficFeed::~TrafficFeed() {
    reader_->deleteLater();
    if (watching_) client_.events().stopReading();
}

void TrafficFeed::setWatching(bool watching) {
    if (watching == watching_) return;
    watching_ = watching;
    if (!watching) {
        client_.events().stopReading();
        flush();
        flushTimer_.stop();
        return;
    }
    client_.events().startReading();
    catchUp();
}

void TrafficFeed::noteDisconnected() {
    if (disconnectedAtMs_ == 0 && ring_.requestCount() > 0) disconnectedAtMs_ = QDateTime::currentMSecsSinceEpoch();
}

void TrafficFeed::onResync() {
    if (resyncTimer_.isActive()) {
        resyncAgain_ = true;
        return;
    }
    resyncTimer_.start();
    catchUp();
}

void TrafficFeed::take(std::vector<TrafficRow> rows) {
    if (!watching_ || rows.empty()) return;
    eventRows_ += rows.size();
    pending_.insert(pending_.end(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    if (pending_.size() > kPendingMax) {
        pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(kPendingMax));
        again_ = true;
    }
    if (!flushTimer_.isActive()) flush();
}

void TrafficFeed::flush() {
    // What the catch-up finds is older than what the events bring.
    if (catching_ || pending_.empty()) return;
    ring_.append(std::exchange(pending_, {}), models::TrafficRing::Words::shared);
    flushTimer_.start();
    Q_EMIT arrived();
}

void TrafficFeed::catchUp() { begin(kPageRows); }

void TrafficFeed::check() {
    // Rows that came by events say that the data is fresh; when they are more than a look would show, it cannot find any.
    const bool flows = std::exchange(eventRows_, size_t{0}) > size_t{kCheckRows};
    if (!catching_ && !(started_ && flows)) begin(started_ ? kCheckRows : kPageRows);
}

void TrafficFeed::begin(int limit) {
    if (catching_) {
        again_ = true;
        return;
    }
    catching_ = true;
    pages_ = 0;
    found_.clear();
    askNewest(limit, {});
}

void TrafficFeed::askNewest(int limit, const QString& cursor) {
    QString path = u"/api/v1/admin/requests?limit=%1"_s.arg(limit);
    if (!cursor.isEmpty()) path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    client_.get(path, this, [this](const ApiReply& reply) { takeNewest(reply); });
}

void TrafficFeed::takeNewest(const ApiReply& reply) {
    if (!reply.ok()) {
        catching_ = false;
        again_ = false;
        flush();
        Q_EMIT failed(reply.error);
        return;
    }
    bool met = false;  // a row that is in the list already
    for (TrafficRow& row : models::trafficRows(reply.body["items"_L1].toArray())) {
        if (ring_.contains(row.traceId)) {
            met = true;
        } else {
            found_.push_back(std::move(row));
        }
    }
    const QString next = reply.body["next_cursor"_L1].toString();
    if (!started_) olderCursor_ = next;
    const bool complete = met || next.isEmpty() || !started_;
    if (!complete && ++pages_ < kCatchUpPages) return askNewest(kPageRows, next);
    finish(complete);
}

void TrafficFeed::finish(bool complete) {
    std::vector<TrafficRow> rows;
    addDisconnection(rows);
    if (!complete && !found_.empty()) {
        rows.push_back(gapLine(found_.back().atMs, tr("Requests between %1 and %2 are not in this list")
                                                       .arg(clockText(ring_.newestAtMs()), clockText(found_.back().atMs))));
    }
    const auto lines = static_cast<std::ptrdiff_t>(rows.size());
    std::move(found_.rbegin(), found_.rend(), std::back_inserter(rows));
    std::move(pending_.begin(), pending_.end(), std::back_inserter(rows));
    std::stable_sort(rows.begin() + lines, rows.end(), [](const TrafficRow& a, const TrafficRow& b) { return a.atMs < b.atMs; });
    found_.clear();
    pending_.clear();
    catching_ = false;
    if (!rows.empty()) ring_.append(std::move(rows));
    const bool first = !std::exchange(started_, true);
    if (first) Q_EMIT olderChanged();
    Q_EMIT arrived();
    if (std::exchange(again_, false) && watching_) begin(kPageRows);
}

void TrafficFeed::addDisconnection(std::vector<TrafficRow>& rows) {
    if (disconnectedAtMs_ == 0) return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    rows.push_back(gapLine(now, tr("Disconnected %1–%2, requests may be missing").arg(clockText(disconnectedAtMs_), clockText(now))));
    disconnectedAtMs_ = 0;
}

bool TrafficFeed::mayLoadOlder() const { return !olderCursor_.isEmpty() && !ring_.isFull() && !loadingOlder_; }

void TrafficFeed::loadOlder() {
    if (!mayLoadOlder()) return;
    loadingOlder_ = true;
    Q_EMIT olderChanged();
    if (olderPagesLeft_ == 0) {
        olderPagesLeft_ = kOlderPages;
        olderShown_ = 0;
    }
    --olderPagesLeft_;
    const QString cursor = QString::fromLatin1(QUrl::toPercentEncoding(olderCursor_));
    client_.get(u"/api/v1/admin/requests?limit=%1&cursor=%2"_s.arg(kPageRows).arg(cursor), this,
                [this](const ApiReply& reply) { takeOlder(reply); });
}

void TrafficFeed::takeOlder(const ApiReply& reply) {
    loadingOlder_ = false;
    if (!reply.ok()) {
        olderPagesLeft_ = 0;
        Q_EMIT olderChanged();
        Q_EMIT failed(reply.error);
        return;
    }
    std::vector<TrafficRow> rows = models::trafficRows(reply.body["items"_L1].toArray());
    std::reverse(rows.begin(), rows.end());
    olderCursor_ = reply.body["next_cursor"_L1].toString();
    olderShown_ += ring_.prepend(std::move(rows));
    if (olderShown_ < kOlderShownMin && olderPagesLeft_ > 0 && mayLoadOlder()) return loadOlder();
    olderPagesLeft_ = 0;
    Q_EMIT olderChanged();
    Q_EMIT arrived();
}

}  // namespace ui::pages
