// Fills the live traffic list: events of the topic "requests", the newest rows of the log after each start or break, and
// older rows page by page. Thread: main. Owner: the traffic page. Rows go into the list at most four times a second.
// Overflow: beyond 20,000 rows that wait for a catch-up the oldest go, and the catch-up finds them again.
#pragma once

#include "ui/models/traffic_row.hpp"

#include <QObject>
#include <QTimer>

#include <vector>

namespace ui::bridge {
class AdminClient;
struct ApiError;
struct ApiReply;
}
namespace ui::models {
class TrafficRing;
}

namespace ui::pages {

class TrafficReader;

class TrafficFeed : public QObject {
    Q_OBJECT

public:
    TrafficFeed(bridge::AdminClient& client, models::TrafficRing& ring, QObject* parent);
    ~TrafficFeed() override;

    /// Subscribes and catches up, or unsubscribes.
    void setWatching(bool watching);
    bool isWatching() const { return watching_; }
    /// The connection is gone: a line in the list will say from when to when.
    void noteDisconnected();
    /// Asks for the newest rows and adds what the events did not bring.
    void catchUp();
    /// A small look at the newest rows: proves that the data is fresh, and finds rows an event missed.
    void check();
    void loadOlder();
    bool mayLoadOlder() const;

Q_SIGNALS:
    /// Good data came, perhaps no new row.
    void arrived();
    void failed(const ui::bridge::ApiError& error);
    void olderChanged();

private:
    void take(std::vector<models::TrafficRow> rows);
    void onResync();
    void flush();
    void begin(int limit);
    void askNewest(int limit, const QString& cursor);
    void takeNewest(const bridge::ApiReply& reply);
    void finish(bool complete);
    void takeOlder(const bridge::ApiReply& reply);
    void addDisconnection(std::vector<models::TrafficRow>& rows);

    bridge::AdminClient& client_;
    models::TrafficRing& ring_;
    TrafficReader* reader_;  // on the bridge thread
    QTimer flushTimer_;
    QTimer resyncTimer_;
    std::vector<models::TrafficRow> pending_;  // from events, oldest first
    std::vector<models::TrafficRow> found_;    // by the catch-up under way, newest first
    QString olderCursor_;
    qint64 disconnectedAtMs_ = 0;
    size_t eventRows_ = 0;  // since the last look
    int pages_ = 0;
    int olderPagesLeft_ = 0;
    int olderShown_ = 0;
    bool watching_ = false;
    bool catching_ = false;
    bool resyncAgain_ = false;
    bool again_ = false;  // a catch-up was asked for while one runs
    bool started_ = false;  // the log's newest rows have been loaded once
    bool loadingOlder_ = false;
};

}  // namespace ui::pages
