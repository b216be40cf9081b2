// A small HTTP/1.1 peer for protocol faults: answers scripted per path, can stay silent, cut off or stream.
// Runs on the test's own thread; the bridge thread connects to it over loopback, port 0.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

struct PeerRequest {
    QByteArray verb;
    QByteArray path;
    QHash<QByteArray, QByteArray> headers;  // lower-case names
    QJsonObject body;
};

struct PeerReply {
    int status = 200;
    QByteArray body = "{}";
    bool silent = false;   // never answers
    bool cutOff = false;   // closes in the middle of the body
    bool stream = false;   // an event stream that stays open
    QByteArray contentType = "application/json";
    bool chunked = false;  // the body is one chunk; with `stream` the end is the test's to push, with `cutOff` it never comes
    bool endMark = true;   // a whole file's last bytes are the request's id, where that was asked for
};

class HttpPeer : public QTcpServer {
public:
    using Route = std::function<PeerReply(const PeerRequest&)>;

    static constexpr const char* kRequestId = "req-peer";

    explicit HttpPeer(quint16 port = 0) { listen(QHostAddress::LocalHost, port); }

    void on(const QByteArray& verbAndPath, Route route) { routes_[verbAndPath] = std::move(route); }
    void on(const QByteArray& verbAndPath, int status, const QByteArray& body) {
        on(verbAndPath, [=](const PeerRequest&) { return PeerReply{status, body, false, false, false}; });
    }
    int count(const QByteArray& verbAndPath) const { return counts_.value(verbAndPath); }
    /// Path and query of every request so far.
    const QByteArrayList& paths() const { return paths_; }
    const PeerRequest& last() const { return last_; }
    PeerRequest lastOf(const QByteArray& verbAndPath) const { return lastOf_.value(verbAndPath); }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
    /// Writes to the open event streams.
    void push(const QByteArray& text) {
        for (const QPointer<QTcpSocket>& socket : streams_) {
            if (socket) socket->write(text);
        }
    }
    /// Only to those that were asked for this path.
    void pushTo(const QByteArray& path, const QByteArray& text) {
        for (const QPointer<QTcpSocket>& socket : streams_) {
            if (socket && socket->property("path").toByteArray().contains(path)) socket->write(text);
        }
    }
    int streamCount() const {
        int open = 0;
        for (const QPointer<QTcpSocket>& socket : streams_) open += socket ? 1 : 0;
        return open;
    }
    void dropStreams() {
        for (const QPointer<QTcpSocket>& socket : streams_) {
            if (socket) socket->abort();
        }
        streams_.clear();
    }
    static QByteArray chunk(const QByteArray& text) { return QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n"; }
    /// Closes listener and connections, as a killed gateway does.
    void die() {
        close();
        for (QTcpSocket* socket : findChildren<QTcpSocket*>()) socket->abort();
    }

protected:
    void incomingConnection(qintptr handle) override {
        auto* socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            QByteArray buffer = socket->property("in").toByteArray() + socket->readAll();
            while (takeRequest(socket, buffer)) {
            }
            socket->setProperty("in", buffer);
        });
    }

private:
    bool takeRequest(QTcpSocket* socket, QByteArray& buffer) {
        const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
        if (headEnd < 0) return false;
        PeerRequest request;
        const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
        const QList<QByteArray> first = lines.first().trimmed().split(' ');
        request.verb = first.value(0);
        request.path = first.value(1);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            request.headers.insert(lines[i].left(colon).trimmed().toLower(), lines[i].mid(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < headEnd + 4 + length) return false;
        request.body = QJsonDocument::fromJson(buffer.mid(headEnd + 4, length)).object();
        buffer.remove(0, headEnd + 4 + length);
        answer(socket, request);
        return true;
    }

    void answer(QTcpSocket* socket, const PeerRequest& request) {
        const QByteArray key = request.verb + ' ' + request.path.left(request.path.indexOf('?') < 0 ? request.path.size() : request.path.indexOf('?'));
        ++counts_[key];
        socket->setProperty("path", request.path);
        paths_ << request.path;
        last_ = request;
        lastOf_[key] = request;
        PeerReply reply{404, R"({"error":{"code":"NOT_FOUND","message":"nothing here"}})", false, false, false};
        if (const auto route = routes_.constFind(key); route != routes_.cend()) reply = (*route)(request);
        if (reply.silent) return;
        if (request.headers.value("x-export-end-mark") == "request-id" && reply.status == 200 && reply.endMark && !reply.cutOff && !reply.stream) {
            reply.body += kRequestId;
        }
        QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nX-Request-Id: " + kRequestId + "\r\n";
        if (reply.chunked) return answerChunked(socket, reply, head);
        if (reply.stream) {
            socket->write(head + "Content-Type: text/event-stream\r\nConnection: close\r\n\r\n" + reply.body);
            streams_.append(socket);
            return;
        }
        const qsizetype announced = reply.body.size() + (reply.cutOff ? 100 : 0);
        head += "Content-Type: " + reply.contentType + "\r\nContent-Length: " + QByteArray::number(announced) + "\r\n\r\n";
        socket->write(head + reply.body);
        socket->flush();
        if (reply.cutOff) socket->disconnectFromHost();
    }

    void answerChunked(QTcpSocket* socket, const PeerReply& reply, const QByteArray& head) {
        socket->write(head + "Content-Type: " + reply.contentType + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        if (!reply.body.isEmpty()) socket->write(chunk(reply.body));
        if (reply.stream) {
            streams_.append(socket);
        } else if (!reply.cutOff) {
            socket->write("0\r\n\r\n");
        }
        socket->flush();
        if (reply.cutOff) socket->disconnectFromHost();
    }

    QHash<QByteArray, Route> routes_;
    QHash<QByteArray, int> counts_;
    QHash<QByteArray, PeerRequest> lastOf_;
    PeerRequest last_;
    QByteArrayList paths_;
    QList<QPointer<QTcpSocket>> streams_;
};

/// What an engine that is ready answers; tests overrule single routes.
inline void answerAsReadyEngine(HttpPeer& peer, const QByteArray& role = "admin", int expiresIn = 900, const QByteArray& environment = "production") {
    peer.on("GET /api/v1/engine", 200,
            R"({"stage":"ready","failed_stage":null,"error":null,"version":"0.1.0","url":"http://127.0.0.1:8000",)"
            R"("environment":{"name":"local","class":")" + environment + R"("},"has_admin":true,"inflight":0,"streams":0})");
    const QByteArray tokens = R"({"access_token":"token-1","refresh_token":"refresh-1","token_type":"bearer","expires_in":)" +
                              QByteArray::number(expiresIn) + R"(,"user":{"id":"u1","email":"ops@example.com","role":")" + role + "\"}}";
    peer.on("POST /api/v1/auth/local", 200, tokens);
}
