#include "ui/bridge/admin_client.hpp"

#include "ui/bridge/event_link.hpp"
#include "ui/bridge/file_link.hpp"
#include "ui/bridge/session.hpp"

#include <array>
#include <utility>

namespace ui::bridge {

namespace {

QString text(const QJsonObject& object, const char* key) { return object.value(QLatin1StringView(key)).toString(); }

int rankOf(const QString& role) {
    constexpr std::array kRanks{"viewer", "operator", "admin"};
    for (std::size_t i = 0; i < kRanks.size(); ++i) {
        if (role == QLatin1StringView(kRanks[i])) return static_cast<int>(i);
    }
    return -1;
}

}  // namespace

AdminClient::AdminClient(Endpoint endpoint, QObject* parent, BridgeTiming timing)
    : QObject(parent), endpoint_(std::move(endpoint)) {
    qRegisterMetaType<ApiReply>();
    qRegisterMetaType<DownloadEnd>();
    session_ = new Session(endpoint_, timing);
    eventLink_ = new EventLink(*session_);
    session_->moveToThread(&thread_);
    eventLink_->moveToThread(&thread_);
    fileLinks_ = new QObject;
    fileLinks_->moveToThread(&thread_);
    // Order of deletion: the links use the session.
    connect(&thread_, &QThread::finished, eventLink_, [files = fileLinks_, link = eventLink_, session = session_] {
        delete files;
        delete link;
        delete session;
    }, Qt::DirectConnection);
    listenToSession();
    events_ = new EventStream(*eventLink_, this);
    thread_.setObjectName(QStringLiteral("bridge"));
    thread_.start();
    QMetaObject::invokeMethod(session_, [session = session_] { session->start(); });
}

AdminClient::~AdminClient() {
    thread_.quit();
    thread_.wait();
}

void AdminClient::listenToSession() {
    connect(session_, &Session::replied, this, &AdminClient::onReplied);
    connect(session_, &Session::linkChanged, this, [this](Link link) {
        link_ = link;
        Q_EMIT linkChanged(link);
    });
    connect(session_, &Session::engineChanged, this, [this](const QJsonObject& engine) {
        engine_ = engine;
        Q_EMIT engineStageChanged(engine);
    });
    connect(session_, &Session::userChanged, this, [this](const QString& email, const QString& role) {
        userEmail_ = email;
        role_ = role;
        Q_EMIT userChanged();
    });
    connect(session_, &Session::roundTripMeasured, this, [this](qint64 ms) {
        sinceGoodReply_.start();
        roundTripMs_ = ms;
        Q_EMIT roundTripChanged(ms);
    });
}

void AdminClient::get(const QString& path, QObject* context, Handler handler) {
    send("GET", path, {}, context, std::move(handler));
}

void AdminClient::post(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
                       const QByteArray& idempotencyKey) {
    send("POST", path, body, context, std::move(handler), idempotencyKey);
}

void AdminClient::patch(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
                        const QByteArray& idempotencyKey) {
    send("PATCH", path, body, context, std::move(handler), idempotencyKey);
}

void AdminClient::patchMatching(const QString& tag, const QString& path, const QJsonObject& body, QObject* context,
                                Handler handler) {
    send("PATCH", path, body, context, std::move(handler), {}, tag);
}

void AdminClient::put(const QString& path, const QJsonObject& body, QObject* context, Handler handler,
                      const QByteArray& idempotencyKey) {
    send("PUT", path, body, context, std::move(handler), idempotencyKey);
}

void AdminClient::remove(const QString& path, QObject* context, Handler handler) {
    send("DELETE", path, {}, context, std::move(handler));
}

quint64 AdminClient::remember(QObject* context, Handler handler) {
    const quint64 id = nextId_++;
    pending_.insert(id, {context, std::move(handler)});
    return id;
}

void AdminClient::send(const QByteArray& verb, const QString& path, const QJsonObject& body, QObject* context,
                       Handler handler, const QByteArray& idempotencyKey, const QString& tag) {
    const quint64 id = remember(context, std::move(handler));
    HttpCall call{verb, path, body, idempotencyKey, tag.isEmpty() ? QByteArray() : '"' + tag.toLatin1() + '"'};
    QMetaObject::invokeMethod(session_, [session = session_, id, call = std::move(call)] { session->call(id, call); });
}

Download* AdminClient::download(const DownloadPlan& plan, QObject* parent) {
    auto* download = new Download(parent);
    auto* link = new FileLink(*session_, plan);
    link->moveToThread(&thread_);
    connect(link, &FileLink::progressed, download, &Download::progressed);
    connect(link, &FileLink::ended, download, &Download::ended);
    connect(download, &Download::cancelWanted, link, &FileLink::cancel);
    QMetaObject::invokeMethod(link, [link, files = fileLinks_] {
        link->setParent(files);
        link->start();
    });
    return download;
}

void AdminClient::login(const QString& email, const QString& password, QObject* context, Handler handler) {
    const quint64 id = remember(context, std::move(handler));
    const QJsonObject body{{QStringLiteral("email"), email}, {QStringLiteral("password"), password}};
    QMetaObject::invokeMethod(session_, [session = session_, id, body] {
        session->signIn(id, QStringLiteral("/api/v1/auth/login"), body);
    });
}

void AdminClient::bootstrap(const QString& email, const QString& password, QObject* context, Handler handler) {
    const quint64 id = remember(context, std::move(handler));
    const QJsonObject body{{QStringLiteral("email"), email}, {QStringLiteral("password"), password}};
    QMetaObject::invokeMethod(session_, [session = session_, id, body] {
        session->signIn(id, QStringLiteral("/api/v1/auth/bootstrap"), body);
    });
}

void AdminClient::signOut() {
    QMetaObject::invokeMethod(session_, [session = session_] { session->signOut(); });
}

void AdminClient::onReplied(quint64 id, const ApiReply& reply) {
    const Pending pending = pending_.take(id);
    if (reply.ok()) sinceGoodReply_.start();
    if (pending.context && pending.handler) pending.handler(reply);
}

QString AdminClient::environmentName() const {
    if (!endpoint_.embedded) return endpoint_.base.host();
    return text(engine_.value(QStringLiteral("environment")).toObject(), "name");
}

QString AdminClient::environmentClass() const {
    return text(engine_.value(QStringLiteral("environment")).toObject(), "class");
}

QString AdminClient::gatewayUrl() const {
    return endpoint_.embedded ? text(engine_, "url") : endpoint_.base.toString(QUrl::StripTrailingSlash);
}

qint64 AdminClient::dataAgeMs() const { return sinceGoodReply_.isValid() ? sinceGoodReply_.elapsed() : -1; }

bool AdminClient::mayDo(const QString& requiredRole) const {
    const int mine = rankOf(role_);
    return mine >= 0 && mine >= rankOf(requiredRole);
}

}  // namespace ui::bridge
