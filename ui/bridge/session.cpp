#include "ui/bridge/session.hpp"

#include <algorithm>
#include <utility>

namespace ui::bridge {

namespace {

constexpr std::size_t kWaitingMax = 64;
constexpr int kFailuresUntilOffline = 2;
constexpr int kFailuresAtStartUntilOffline = 20;

bool needsToken(const QString& path) {
    for (const char* head : {"/api/v1/admin/", "/api/v1/auth/me", "/api/v1/auth/password", "/api/v1/auth/sessions", "/api/v1/engine/drain"}) {
        if (path.startsWith(QLatin1StringView(head))) return true;
    }
    return false;
}

QString stageOf(const QJsonObject& engine) { return engine.value(QStringLiteral("stage")).toString(); }

}  // namespace

Session::Session(Endpoint endpoint, BridgeTiming timing)
    : http_(std::move(endpoint), timing, this), pollTimer_(this), refreshTimer_(this) {
    pollTimer_.setSingleShot(true);
    refreshTimer_.setSingleShot(true);
    connect(&pollTimer_, &QTimer::timeout, this, &Session::poll);
    connect(&refreshTimer_, &QTimer::timeout, this, &Session::refresh);
}

void Session::start() { poll(); }

void Session::poll() {
    if (std::exchange(polling_, true)) return;
    const bool embedded = http_.endpoint().embedded;
    const QString path = embedded ? QStringLiteral("/api/v1/engine") : QStringLiteral("/health/live");
    http_.send({"GET", path, {}, {}}, {}, [this, embedded](const ApiReply& reply) {
        polling_ = false;
        if (reply.status == 0) {
            onUnreachable();
        } else {
            failures_ = 0;
            Q_EMIT roundTripMeasured(reply.elapsedMs);
            embedded ? onEngine(reply) : onHealth(reply);
        }
        // needsAdmin ends when anybody makes the administrator, by this console or past it: keep looking.
        const bool settled = link_ == Link::online || link_ == Link::needsLogin;
        const bool ready = !embedded || stageOf(engine_) == QStringLiteral("ready");
        pollTimer_.start(settled && ready && failures_ == 0 ? http_.timing().pollReady : http_.timing().pollStarting);
    });
}

void Session::onUnreachable() {
    ++failures_;
    const int most = link_ == Link::connecting ? kFailuresAtStartUntilOffline : kFailuresUntilOffline;
    if (failures_ >= most) setLink(Link::offline);
}

void Session::onEngine(const ApiReply& reply) {
    if (!reply.ok()) return onUnreachable();
    if (std::exchange(engine_, reply.body) != reply.body) Q_EMIT engineChanged(engine_);
    const QString stage = stageOf(engine_);
    if (stage == QStringLiteral("ready")) {
        if (!access_.isEmpty()) return setLink(Link::online);
        signInLocal();
    } else if (stage != QStringLiteral("draining") && stage != QStringLiteral("stopped")) {
        setLink(Link::connecting);
    }
}

void Session::onHealth(const ApiReply&) { setLink(access_.isEmpty() ? Link::needsLogin : Link::online); }

void Session::signInLocal() {
    if (std::exchange(signingIn_, true)) return;
    http_.send({"POST", QStringLiteral("/api/v1/auth/local"), {}, {}}, {}, [this](const ApiReply& reply) {
        signingIn_ = false;
        if (reply.ok()) return adopt(reply.body);
        if (reply.error.code == QStringLiteral("NO_ADMIN")) setLink(Link::needsAdmin);
        failWaiting(QStringLiteral("NOT_SIGNED_IN"));
    });
}

void Session::signIn(quint64 id, const QString& path, const QJsonObject& body) {
    signingIn_ = true;
    http_.send({"POST", path, body, {}}, {}, [this, id](const ApiReply& reply) {
        signingIn_ = false;
        const bool choose = reply.body.value(QStringLiteral("user")).toObject().value(QStringLiteral("must_change_password")).toBool();
        held_ = reply.ok() && choose ? reply.body : QJsonObject();
        if (reply.ok() && !choose) adopt(reply.body);
        Q_EMIT replied(id, reply);
    });
}

void Session::signOut() {
    if (!access_.isEmpty()) {
        QJsonObject body{{QStringLiteral("refresh_token"), QString::fromLatin1(refresh_)}};
        http_.send({"POST", QStringLiteral("/api/v1/auth/logout"), body, {}}, access_, [](const ApiReply&) {});
    }
    dropTokens();
    if (!http_.endpoint().embedded) setLink(Link::needsLogin);
}

void Session::adopt(const QJsonObject& tokens) {
    access_ = tokens.value(QStringLiteral("access_token")).toString().toLatin1();
    const QString refreshToken = tokens.value(QStringLiteral("refresh_token")).toString();
    if (!refreshToken.isEmpty()) refresh_ = refreshToken.toLatin1();
    const std::chrono::milliseconds life =
        std::chrono::seconds(std::max(1, tokens.value(QStringLiteral("expires_in")).toInt(900)));
    const auto ahead = http_.timing().refreshAhead;
    refreshTimer_.start(life > 2 * ahead ? life - ahead : life / 2);
    Q_EMIT tokenChanged();
    const QJsonObject user = tokens.value(QStringLiteral("user")).toObject();
    if (user.isEmpty()) {
        loadUser();
    } else {
        Q_EMIT userChanged(user.value(QStringLiteral("email")).toString(), user.value(QStringLiteral("role")).toString());
    }
    setLink(Link::online);
    releaseWaiting();
}

void Session::loadUser() {
    http_.send({"GET", QStringLiteral("/api/v1/auth/me"), {}, {}}, access_, [this](const ApiReply& reply) {
        if (!reply.ok()) return;
        Q_EMIT userChanged(reply.body.value(QStringLiteral("email")).toString(),
                           reply.body.value(QStringLiteral("role")).toString());
    });
}

void Session::refresh() {
    if (refresh_.isEmpty() || std::exchange(refreshing_, true)) return;
    const QJsonObject body{{QStringLiteral("refresh_token"), QString::fromLatin1(refresh_)}};
    http_.send({"POST", QStringLiteral("/api/v1/auth/refresh"), body, {}}, {},
               [this](const ApiReply& reply) { onRefreshed(reply); });
}

void Session::onRefreshed(const ApiReply& reply) {
    refreshing_ = false;
    if (reply.ok()) return adopt(reply.body);
    if (reply.status == 0 || reply.status >= 500) {
        failWaiting(reply.error.code);
        refreshTimer_.start(http_.timing().pollStarting * 4);
        return;
    }
    dropTokens();
    if (http_.endpoint().embedded) return signInLocal();
    failWaiting(QStringLiteral("NOT_SIGNED_IN"));
    setLink(Link::needsLogin);
}

void Session::choosePassword(quint64 id, const HttpCall& call) {
    const QByteArray token = held_.value(QStringLiteral("access_token")).toString().toLatin1();
    http_.send(call, token, [this, id](const ApiReply& reply) {
        if (reply.ok()) adopt(std::exchange(held_, {}));
        if (reply.status == 401) held_ = {};
        Q_EMIT replied(id, reply);
    });
}

void Session::call(quint64 id, const HttpCall& call) {
    if (!held_.isEmpty() && call.path == QStringLiteral("/api/v1/auth/password")) return choosePassword(id, call);
    if (!needsToken(call.path) || !access_.isEmpty()) return transmit(id, call, false);
    if (refreshing_ || signingIn_) return wait({id, call, false});
    failCall(id, link_ == Link::offline ? QStringLiteral("OFFLINE") : QStringLiteral("NOT_SIGNED_IN"));
}

void Session::transmit(quint64 id, const HttpCall& call, bool repeated) {
    const QByteArray token = needsToken(call.path) ? access_ : QByteArray();
    http_.send(call, token, [this, id, call, repeated, token](const ApiReply& reply) {
        if (reply.status != 401 || token.isEmpty() || repeated) {
            Q_EMIT replied(id, reply);
        } else if (token != access_ && !access_.isEmpty()) {
            transmit(id, call, true);  // the token was renewed while this call was under way
        } else {
            wait({id, call, true});
            if (access_.isEmpty() && !refreshing_ && !signingIn_) return failWaiting(QStringLiteral("NOT_SIGNED_IN"));
            refresh();
        }
    });
}

void Session::wait(Waiting waiting) {
    if (waiting_.size() >= kWaitingMax) return failCall(waiting.id, QStringLiteral("TOO_BUSY"));
    waiting_.push_back(std::move(waiting));
}

void Session::releaseWaiting() {
    for (const Waiting& waiting : std::exchange(waiting_, {})) transmit(waiting.id, waiting.call, waiting.repeated);
}

void Session::failWaiting(const QString& code) {
    for (const Waiting& waiting : std::exchange(waiting_, {})) failCall(waiting.id, code);
}

void Session::failCall(quint64 id, const QString& code) {
    ApiReply reply;
    reply.error.code = code;
    Q_EMIT replied(id, reply);
}

void Session::dropTokens() {
    access_.fill('\0');
    refresh_.fill('\0');
    access_.clear();
    refresh_.clear();
    refreshTimer_.stop();
}

void Session::setLink(Link link) {
    if (std::exchange(link_, link) != link) Q_EMIT linkChanged(link);
}

}  // namespace ui::bridge
