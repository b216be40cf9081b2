// One HTTP exchange with the admin API: request out, JSON in, every failure turned into an ApiError.
// Bridge thread; owned by Session. At most 64 MiB of reply are read; redirects are not followed (a token must not travel).
#pragma once

#include "ui/bridge/api_types.hpp"
#include "ui/bridge/bridge_timing.hpp"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>

#include <functional>

class QNetworkReply;

namespace ui::bridge {

struct HttpCall {
    QByteArray verb;
    QString path;
    QJsonObject body;
    QByteArray idempotencyKey;
    QByteArray ifMatch{};  // an entity tag with its quotes; empty: none
};

class HttpLink : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(const ApiReply&)>;

    HttpLink(Endpoint endpoint, BridgeTiming timing, QObject* parent);

    void send(const HttpCall& call, const QByteArray& accessToken, Done done);
    /// A GET whose body the caller reads itself, piece by piece.
    QNetworkReply* openStream(const QString& path, const QByteArray& accessToken);
    /// Likewise, of this kind of content only; may be silent for `downloadIdle`.
    QNetworkReply* openDownload(const QString& path, const QByteArray& accessToken, const QByteArray& contentType);
    const Endpoint& endpoint() const { return endpoint_; }
    const BridgeTiming& timing() const { return timing_; }

private:
    QNetworkRequest requestTo(const QString& path, const QByteArray& accessToken) const;

    Endpoint endpoint_;
    BridgeTiming timing_;
    QNetworkAccessManager network_;
};

/// Reads status, body and error of a finished exchange. Public for its table test.
ApiReply readReply(int httpStatus, bool timedOut, const QString& transportError, const QByteArray& body);

}  // namespace ui::bridge
