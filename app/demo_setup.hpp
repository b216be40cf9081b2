// Prepares a gateway for the demo: administrator (when there is none), demo provider, preset and a key of its own, all
// through the admin API like any other client. Main thread; every step is asynchronous.
#pragma once

#include "gateway/engine/control_thread.hpp"

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace app {

class DemoSetup : public QObject {
    Q_OBJECT
   public:
    explicit DemoSetup(const gw::engine::PrivateDoor& door, QObject* parent = nullptr);

    /// Makes the first administrator with a password nobody knows (the console signs in through its own door) when there
    /// is none; then `done`.
    void ensureOwner(std::function<void()> done);
    /// @param upstreamPort of the running demo upstream.
    void run(std::uint16_t upstreamPort);
    /// Asks until the gateway's log holds a request; then nothing is missing.
    void awaitFirstRequest();
    /// What is still being prepared; empty: nothing.
    const QString& missing() const { return missing_; }
    /// Why it ended early; empty: it did not.
    const QString& failure() const { return failure_; }

   Q_SIGNALS:
    void finished(const QString& apiKey);
    void failed(const QString& why);

   private:
    using Handler = std::function<void(int status, const QJsonObject& body)>;
    void call(const char* verb, const QString& path, const QJsonObject& body, Handler handler);
    void signIn(std::function<void()> done);
    void ensureProvider(std::uint16_t upstreamPort);
    void ensurePreset();
    void makePreset();
    void retireOldKeys();
    void createKey();
    void refuse(const QString& step, int status, const QJsonObject& body);
    void begin(const QString& step) { missing_ = step; }

    QNetworkAccessManager network_;
    QString base_;
    QByteArray secret_;
    QByteArray token_;
    QString missing_;
    QString failure_;
};

}  // namespace app
