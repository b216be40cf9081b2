#include "ui/bridge/gateway_call.hpp"

#include "ui/bridge/http_link.hpp"

namespace ui::bridge {

namespace {

/// Models think before they speak.
constexpr std::chrono::seconds kSilenceMax{60};

}  // namespace

GatewayCall::GatewayCall(QObject* parent) : QObject(parent), worker_(new QObject) {
    thread_.setObjectName(QStringLiteral("gateway call"));
    worker_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, worker_, &QObject::deleteLater);
    thread_.start();
}

GatewayCall::~GatewayCall() {
    thread_.quit();
    thread_.wait();
}

void GatewayCall::post(const QUrl& gateway, const QString& path, const QJsonObject& body, const QByteArray& key) {
    if (running_) return;
    running_ = true;
    QMetaObject::invokeMethod(worker_, [this, gateway, path, body, key] {
        BridgeTiming timing;
        timing.requestTimeout = kSilenceMax;
        auto* link = new HttpLink(Endpoint{gateway, {}, false}, timing, worker_);
        link->send({"POST", path, body, {}}, key, [this, link](const ApiReply& reply) {
            link->deleteLater();
            QMetaObject::invokeMethod(this, [this, reply] {
                running_ = false;
                Q_EMIT replied(reply);
            });
        });
    });
}

}  // namespace ui::bridge
