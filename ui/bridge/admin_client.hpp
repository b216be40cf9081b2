// The console's only door to a gateway: the admin API, for its own embedded engine as for a remote one.
// Lives on main and never blocks; the network and the JSON are on the "bridge" thread, which it owns and joins.
// Owned by shell::Console.
#pragma once

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/bridge_timing.hpp"
#include "ui/bridge/download.hpp"
#include "ui/bridge/event_stream.hpp"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <functional>

namespace ui::bridge {

class Session;

class AdminClient : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(const ApiReply&)>;
    using Link = bridge::Link;

    explicit AdminClient(Endpoint endpoint, QObject* parent = nullptr, BridgeTiming timing = {});
    ~AdminClient() override;

    /// `path` starts with "/api/v1/…" and may carry a query. The handler runs on main, never when `context` has died.
    void get(const QString& path, QObject* context, Handler handler);
    void post(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
              const QByteArray& idempotencyKey = {});
    void patch(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
               const QByteArray& idempotencyKey = {});
    /// Only while the row still has this tag (its `etag`); otherwise the error is an edit conflict. An empty tag asks for nothing.
    void patchMatching(const QString& tag, const QString& path, const QJsonObject& body, QObject* context, Handler handler);
    void put(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
             const QByteArray& idempotencyKey = {});
    void remove(const QString& path, QObject* context, Handler handler);

    /// Streams the reply of a GET into a file on the bridge thread. Destroying the Download cancels it.
    Download* download(const DownloadPlan& plan, QObject* parent);

    /// Signs in at a remote gateway; the link becomes online when the reply is ok.
    void login(const QString& email, const QString& password, QObject* context, Handler handler);
    /// Makes the first administrator; only on the private listener, only while no user exists.
    void bootstrap(const QString& email, const QString& password, QObject* context, Handler handler);

    /// Forgets the tokens of a remote gateway; the link becomes needsLogin.
    void signOut();

    Link link() const { return link_; }
    bool isEmbedded() const { return endpoint_.embedded; }
    const Endpoint& endpoint() const { return endpoint_; }
    /// Last answer of GET /api/v1/engine; empty for a remote gateway.
    const QJsonObject& engine() const { return engine_; }
    QString userEmail() const { return userEmail_; }
    QString role() const { return role_; }
    QString environmentName() const;
    /// "development", "staging" or "production"; empty when the gateway does not tell.
    QString environmentClass() const;
    QString gatewayUrl() const;
    qint64 roundTripMs() const { return roundTripMs_; }
    /// Milliseconds since the last good answer; -1 before the first.
    qint64 dataAgeMs() const;
    /// viewer < operator < admin.
    bool mayDo(const QString& requiredRole) const;

    EventStream& events() { return *events_; }

Q_SIGNALS:
    void linkChanged(ui::bridge::Link link);
    void engineStageChanged(const QJsonObject& engine);
    void roundTripChanged(qint64 ms);
    void userChanged();

private:
    struct Pending {
        QPointer<QObject> context;
        Handler handler;
    };
    void send(const QByteArray& verb, const QString& path, const QJsonObject& body, QObject* context,
              Handler handler, const QByteArray& idempotencyKey = {}, const QString& tag = {});
    void onReplied(quint64 id, const ApiReply& reply);
    quint64 remember(QObject* context, Handler handler);
    void listenToSession();

    Endpoint endpoint_;
    QThread thread_;
    Session* session_ = nullptr;      // lives on thread_, deleted there
    EventLink* eventLink_ = nullptr;  // likewise
    QObject* fileLinks_ = nullptr;    // likewise: the parent of the FileLinks
    EventStream* events_ = nullptr;
    QHash<quint64, Pending> pending_;
    quint64 nextId_ = 1;
    Link link_ = Link::connecting;
    QJsonObject engine_;
    QString userEmail_;
    QString role_;
    qint64 roundTripMs_ = -1;
    QElapsedTimer sinceGoodReply_;
};

}  // namespace ui::bridge
