#include "app/demo_setup.hpp"

#include "gateway/base/random_id.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace app {

namespace {

// The first calls wait for whatever else starts on this machine (Argon2id, migrations): patience costs nothing here.
constexpr int kTimeoutMs = 60'000;
constexpr int kLookMs = 200;
const QString kName = QStringLiteral("demo");
const QString kKeyName = QStringLiteral("Demo traffic");

QJsonObject providerBody(std::uint16_t port) {
    return {{QStringLiteral("base_url"), QStringLiteral("http://127.0.0.1:%1").arg(port)},
            {QStringLiteral("api_key"), QStringLiteral("demo")},
            {QStringLiteral("allow_private"), true}};
}

QJsonObject itemBody(const QString& model, int weight) {
    return {{QStringLiteral("provider"), kName}, {QStringLiteral("model"), model}, {QStringLiteral("weight"), weight}};
}

QJsonObject named(const QJsonArray& items, const QString& name) {
    for (const auto& item : items)
        if (item.toObject().value(QStringLiteral("name")).toString() == name) return item.toObject();
    return {};
}

}  // namespace

DemoSetup::DemoSetup(const gw::engine::PrivateDoor& door, QObject* parent)
    : QObject(parent), base_(QStringLiteral("http://127.0.0.1:%1").arg(door.port)), secret_(QByteArray::fromStdString(door.secret)) {
    network_.setProxy(QNetworkProxy::NoProxy);
}

void DemoSetup::call(const char* verb, const QString& path, const QJsonObject& body, Handler handler) {
    QNetworkRequest request{QUrl(base_ + path)};
    request.setRawHeader("X-Gatehouse-Local", secret_);
    if (!token_.isEmpty()) request.setRawHeader("Authorization", "Bearer " + token_);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    request.setTransferTimeout(kTimeoutMs);
    const bool hasBody = qstrcmp(verb, "GET") != 0;
    auto* reply = network_.sendCustomRequest(request, verb, hasBody ? QJsonDocument(body).toJson(QJsonDocument::Compact) : QByteArray());
    connect(reply, &QNetworkReply::finished, this, [reply, handler = std::move(handler)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        handler(status, QJsonDocument::fromJson(reply->readAll()).object());
    });
}

void DemoSetup::refuse(const QString& step, int status, const QJsonObject& body) {
    const auto message = body.value(QStringLiteral("error")).toObject().value(QStringLiteral("message")).toString();
    failure_ = status == 0 ? QStringLiteral("%1: the gateway did not answer").arg(step)
                           : QStringLiteral("%1 answered %2: %3").arg(step).arg(status).arg(message);
    Q_EMIT failed(failure_);
}

void DemoSetup::ensureOwner(std::function<void()> done) {
    const QJsonObject owner{{QStringLiteral("email"), QStringLiteral("owner@localhost")},
                            {QStringLiteral("password"), QString::fromStdString(gw::randomHex(24))}};
    begin(QStringLiteral("an administrator"));
    call("POST", QStringLiteral("/api/v1/auth/bootstrap"), owner, [this, done](int status, const QJsonObject& body) {
        if (status != 201 && status != 409) return refuse(QStringLiteral("bootstrap"), status, body);
        begin({});
        done();
    });
}

void DemoSetup::signIn(std::function<void()> done) {
    begin(QStringLiteral("the demo's sign-in"));
    call("POST", QStringLiteral("/api/v1/auth/local"), {}, [this, done](int status, const QJsonObject& body) {
        if (status != 200) return refuse(QStringLiteral("sign-in"), status, body);
        token_ = body.value(QStringLiteral("access_token")).toString().toUtf8();
        done();
    });
}

void DemoSetup::run(std::uint16_t upstreamPort) {
    ensureOwner([this, upstreamPort] { signIn([this, upstreamPort] { ensureProvider(upstreamPort); }); });
}

void DemoSetup::ensureProvider(std::uint16_t upstreamPort) {
    begin(QStringLiteral("the demo's provider"));
    const auto path = QStringLiteral("/api/v1/admin/providers");
    call("GET", path, {}, [this, path, upstreamPort](int status, const QJsonObject& body) {
        if (status != 200) return refuse(QStringLiteral("providers"), status, body);
        const auto found = named(body.value(QStringLiteral("items")).toArray(), kName);
        auto wanted = providerBody(upstreamPort);
        const auto next = [this](int code, const QJsonObject& answer) {
            if (code != 200 && code != 201) return refuse(QStringLiteral("demo provider"), code, answer);
            ensurePreset();
        };
        if (!found.isEmpty()) return call("PATCH", path + QLatin1Char('/') + found.value(QStringLiteral("id")).toString(), wanted, next);
        wanted.insert(QStringLiteral("name"), kName);
        wanted.insert(QStringLiteral("kind"), QStringLiteral("openai"));
        call("POST", path, wanted, next);
    });
}

/// Asked for before it is made: a refused call would stand in the audit trail at each start.
void DemoSetup::ensurePreset() {
    begin(QStringLiteral("the demo's preset"));
    call("GET", QStringLiteral("/api/v1/admin/presets"), {}, [this](int status, const QJsonObject& body) {
        if (status != 200) return refuse(QStringLiteral("presets"), status, body);
        if (!named(body.value(QStringLiteral("items")).toArray(), kName).isEmpty()) return retireOldKeys();
        makePreset();
    });
}

void DemoSetup::makePreset() {
    const QJsonObject preset{{QStringLiteral("name"), kName},
                             {QStringLiteral("strategy"), QStringLiteral("weighted")},
                             {QStringLiteral("items"), QJsonArray{itemBody(QStringLiteral("demo-small"), 3), itemBody(QStringLiteral("demo-large"), 1)}}};
    call("POST", QStringLiteral("/api/v1/admin/presets"), preset, [this](int status, const QJsonObject& body) {
        if (status != 201) return refuse(QStringLiteral("demo preset"), status, body);
        retireOldKeys();
    });
}

void DemoSetup::retireOldKeys() {
    begin(QStringLiteral("the demo's key"));
    call("GET", QStringLiteral("/api/v1/admin/api-keys?status=active&limit=500"), {}, [this](int status, const QJsonObject& body) {
        if (status != 200) return refuse(QStringLiteral("api-keys"), status, body);
        const QJsonObject reason{{QStringLiteral("reason"), QStringLiteral("The demo was started again.")}};
        const auto items = body.value(QStringLiteral("items")).toArray();
        for (const auto& item : items) {
            const auto key = item.toObject();
            if (key.value(QStringLiteral("name")).toString() != kKeyName) continue;
            const auto path = QStringLiteral("/api/v1/admin/api-keys/%1/revoke").arg(key.value(QStringLiteral("id")).toString());
            call("POST", path, reason, [](int, const QJsonObject&) {});
        }
        createKey();
    });
}

void DemoSetup::createKey() {
    const QJsonObject key{{QStringLiteral("name"), kKeyName}};
    call("POST", QStringLiteral("/api/v1/admin/api-keys"), key, [this](int status, const QJsonObject& body) {
        if (status != 201) return refuse(QStringLiteral("demo key"), status, body);
        begin(QStringLiteral("the demo's first request"));
        Q_EMIT finished(body.value(QStringLiteral("key")).toString());
    });
}

void DemoSetup::awaitFirstRequest() {
    call("GET", QStringLiteral("/api/v1/admin/requests?limit=1"), {}, [this](int status, const QJsonObject& body) {
        if (status == 200 && !body.value(QStringLiteral("items")).toArray().isEmpty()) return begin({});
        QTimer::singleShot(kLookMs, this, &DemoSetup::awaitFirstRequest);
    });
}

}  // namespace app
