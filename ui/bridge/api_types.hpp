// Plain values that the bridge hands to the console: a reply and its error.
// Made on the bridge thread, read on main; copied, never shared by reference.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace ui::bridge {

/// `code` is the engine's stable code, or one of the bridge's own: OFFLINE, TIMEOUT, BAD_REPLY, NOT_SIGNED_IN.
struct ApiError {
    QString code;
    QString message;
    int httpStatus = 0;
    QJsonObject detail;
    QString field;

    /// The row is not what the change was begun from: somebody else was faster. `detail` says who and when.
    bool isEditConflict() const { return code == QLatin1StringView("CONFLICT") && field == QLatin1StringView("if-match"); }
};

struct ApiReply {
    int status = 0;  // 0: no HTTP answer
    QJsonObject body;
    ApiError error;
    qint64 elapsedMs = 0;
    bool ok() const { return status >= 200 && status < 300 && error.code.isEmpty(); }
};

/// connecting: the engine starts or is not reached yet; offline: it was reached and is gone, or does not answer.
enum class Link { connecting, online, offline, needsLogin, needsAdmin };

/// Where the gateway's admin API answers. `localSecret` belongs to the private loopback listener.
struct Endpoint {
    QUrl base;
    QByteArray localSecret;
    bool embedded = false;
};

}  // namespace ui::bridge

Q_DECLARE_METATYPE(ui::bridge::ApiReply)
