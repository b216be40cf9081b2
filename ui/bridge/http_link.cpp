#include "ui/bridge/http_link.hpp"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

#include <utility>

namespace ui::bridge {

namespace {

constexpr qint64 kReplyBytesMax = 64 * 1024 * 1024;

ApiError errorOf(int httpStatus, const QJsonObject& body) {
    const QJsonObject error = body.value(QStringLiteral("error")).toObject();
    ApiError result;
    result.httpStatus = httpStatus;
    result.code = error.value(QStringLiteral("code")).toString();
    result.message = error.value(QStringLiteral("message")).toString();
    result.field = error.value(QStringLiteral("field")).toString();
    result.detail = error.value(QStringLiteral("detail")).toObject();
    if (result.code.isEmpty()) result.code = QStringLiteral("BAD_REPLY");
    return result;
}

ApiError ownError(const QString& code, const QString& message, int httpStatus = 0) {
    ApiError error;
    error.code = code;
    error.message = message;
    error.httpStatus = httpStatus;
    return error;
}

}  // namespace

ApiReply readReply(int httpStatus, bool timedOut, const QString& transportError, const QByteArray& body) {
    ApiReply reply;
    reply.status = httpStatus;
    if (timedOut) {
        reply.status = 0;
        reply.error = ownError(QStringLiteral("TIMEOUT"), transportError);
        return reply;
    }
    if (httpStatus == 0) {
        reply.error = ownError(QStringLiteral("OFFLINE"), transportError);
        return reply;
    }
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parse);
    const bool success = httpStatus >= 200 && httpStatus < 300;
    if (document.isObject()) {
        reply.body = document.object();
        if (!success) reply.error = errorOf(httpStatus, reply.body);
    } else if (document.isArray()) {
        reply.body.insert(QStringLiteral("items"), document.array());
        if (!success) reply.error = errorOf(httpStatus, {});
    } else if (!success || !body.trimmed().isEmpty()) {
        reply.error = ownError(QStringLiteral("BAD_REPLY"), parse.errorString(), httpStatus);
    }
    // A connection that breaks inside the body leaves a good status and half a document.
    if (success && reply.error.code.isEmpty() && !transportError.isEmpty()) {
        reply.error = ownError(QStringLiteral("BAD_REPLY"), transportError, httpStatus);
    }
    return reply;
}

HttpLink::HttpLink(Endpoint endpoint, BridgeTiming timing, QObject* parent)
    : QObject(parent), endpoint_(std::move(endpoint)), timing_(timing), network_(this) {
    // The secret of the private listener must not reach a proxy.
    if (endpoint_.embedded) network_.setProxy(QNetworkProxy::NoProxy);
}

QNetworkRequest HttpLink::requestTo(const QString& path, const QByteArray& accessToken) const {
    QUrl url = endpoint_.base;
    const QUrl relative(path, QUrl::StrictMode);
    // Encoded as the page wrote it: a slash inside a name (a range, a model) is no separator.
    QString prefix = url.path(QUrl::FullyEncoded);
    while (prefix.endsWith(u'/')) prefix.chop(1);
    url.setPath(prefix + relative.path(QUrl::FullyEncoded), QUrl::StrictMode);
    url.setQuery(relative.query(QUrl::FullyEncoded), QUrl::StrictMode);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setRawHeader("X-Gatehouse-Client", "console");
    request.setRawHeader("Accept", "application/json");
    if (!endpoint_.localSecret.isEmpty()) request.setRawHeader("X-Gatehouse-Local", endpoint_.localSecret);
    if (!accessToken.isEmpty()) request.setRawHeader("Authorization", "Bearer " + accessToken);
    return request;
}

void HttpLink::send(const HttpCall& call, const QByteArray& accessToken, Done done) {
    QNetworkRequest request = requestTo(call.path, accessToken);
    request.setTransferTimeout(static_cast<int>(timing_.requestTimeout.count()));
    if (!call.idempotencyKey.isEmpty()) request.setRawHeader("Idempotency-Key", call.idempotencyKey);
    if (!call.ifMatch.isEmpty()) request.setRawHeader("If-Match", call.ifMatch);
    const bool hasBody = call.verb == "POST" || call.verb == "PUT" || call.verb == "PATCH";
    QByteArray body;
    if (hasBody) {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
        body = QJsonDocument(call.body).toJson(QJsonDocument::Compact);
    }
    QElapsedTimer clock;
    clock.start();
    QNetworkReply* reply = network_.sendCustomRequest(request, call.verb, body);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kReplyBytesMax) reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, clock, done = std::move(done)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool failed = reply->error() != QNetworkReply::NoError;
        const bool timedOut = reply->error() == QNetworkReply::OperationCanceledError;
        const bool httpError = status >= 400;
        ApiReply result = readReply(status, timedOut, failed && !httpError ? reply->errorString() : QString(),
                                    reply->readAll());
        result.elapsedMs = clock.elapsed();
        done(result);
    });
}

QNetworkReply* HttpLink::openStream(const QString& path, const QByteArray& accessToken) {
    QNetworkRequest request = requestTo(path, accessToken);
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    return network_.get(request);
}

QNetworkReply* HttpLink::openDownload(const QString& path, const QByteArray& accessToken, const QByteArray& contentType) {
    QNetworkRequest request = requestTo(path, accessToken);
    request.setRawHeader("Accept", contentType + ", application/json");
    // What was packed hides its own length.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("X-Export-End-Mark", "request-id");
    request.setTransferTimeout(static_cast<int>(timing_.downloadIdle.count()));
    return network_.get(request);
}

}  // namespace ui::bridge
