// One call to the gateway as a client's program makes it: with an API key, on the gateway's own address, no admin token.
// The object lives on main; network and JSON are on a thread of its own, which it joins. At most one call at a time.
#pragma once

#include "ui/bridge/api_types.hpp"

#include <QObject>
#include <QThread>

namespace ui::bridge {

class HttpLink;

class GatewayCall : public QObject {
    Q_OBJECT

public:
    explicit GatewayCall(QObject* parent);
    /// A call under way ends without a reply.
    ~GatewayCall() override;

    /// POST; the key goes in the Authorization field. A call that is under way is not disturbed: nothing is sent then.
    void post(const QUrl& gateway, const QString& path, const QJsonObject& body, const QByteArray& key);
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void replied(const ui::bridge::ApiReply& reply);

private:
    QThread thread_;
    QObject* worker_ = nullptr;  // lives on thread_
    bool running_ = false;
};

}  // namespace ui::bridge
