// Keeps the console signed in: watches the engine, gets and refreshes tokens, repeats a call once after a 401.
// Bridge thread; created and destroyed by AdminClient, which alone talks to it (queued calls and signals).
// Calls that wait for a token: at most 64, then TOO_BUSY.
#pragma once

#include "ui/bridge/http_link.hpp"

#include <QTimer>

#include <vector>

namespace ui::bridge {

class Session : public QObject {
    Q_OBJECT

public:
    Session(Endpoint endpoint, BridgeTiming timing);

    void start();
    /// A good reply to POST /api/v1/auth/password makes a sign-in whole whose user had to choose a password of their own.
    void call(quint64 id, const HttpCall& call);
    /// POST of credentials to `path`; a good reply's tokens become the session's.
    void signIn(quint64 id, const QString& path, const QJsonObject& body);
    void signOut();
    /// Gets a fresh token unless that is under way.
    void refresh();

    HttpLink& http() { return http_; }
    const QByteArray& accessToken() const { return access_; }
    bool isOnline() const { return link_ == Link::online; }

Q_SIGNALS:
    void replied(quint64 id, const ui::bridge::ApiReply& reply);
    void linkChanged(ui::bridge::Link link);
    void engineChanged(const QJsonObject& engine);
    void userChanged(const QString& email, const QString& role);
    void roundTripMeasured(qint64 ms);
    void tokenChanged();

private:
    struct Waiting {
        quint64 id;
        HttpCall call;
        bool repeated;
    };
    void poll();
    void onEngine(const ApiReply& reply);
    void onHealth(const ApiReply& reply);
    void onUnreachable();
    void signInLocal();
    void adopt(const QJsonObject& tokens);
    void loadUser();
    void onRefreshed(const ApiReply& reply);
    void choosePassword(quint64 id, const HttpCall& call);
    void transmit(quint64 id, const HttpCall& call, bool repeated);
    void wait(Waiting waiting);
    void releaseWaiting();
    void failWaiting(const QString& code);
    void dropTokens();
    void setLink(Link link);
    void failCall(quint64 id, const QString& code);

    HttpLink http_;
    QTimer pollTimer_;
    QTimer refreshTimer_;
    Link link_ = Link::connecting;
    QJsonObject engine_;
    QByteArray access_;
    QByteArray refresh_;
    QJsonObject held_;  ///< the tokens of a sign-in whose user must choose a password first
    std::vector<Waiting> waiting_;
    int failures_ = 0;
    bool polling_ = false;
    bool signingIn_ = false;
    bool refreshing_ = false;
};

}  // namespace ui::bridge
