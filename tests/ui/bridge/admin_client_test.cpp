// The bridge against a peer that misbehaves: silence, garbage, expired tokens, vanished engines.
#include "http_peer.hpp"

#include "ui/bridge/admin_client.hpp"

#include <QSignalSpy>
#include <QTest>

using namespace std::chrono_literals;
using ui::bridge::AdminClient;
using ui::bridge::ApiReply;
using ui::bridge::BridgeTiming;
using ui::bridge::Endpoint;
using ui::bridge::Link;

namespace {

BridgeTiming quick() {
    BridgeTiming timing;
    timing.pollStarting = 20ms;
    timing.pollReady = 40ms;
    timing.requestTimeout = 5000ms;
    return timing;
}

Endpoint embeddedAt(const HttpPeer& peer) { return {peer.url(), QByteArray(64, 'a'), true}; }

/// Keeps the last reply of a call.
struct Answer {
    int times = 0;
    ApiReply reply;
    AdminClient::Handler handler() {
        return [this](const ApiReply& got) {
            ++times;
            reply = got;
        };
    }
};

}  // namespace

class AdminClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsInAtItsOwnEngine() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QCOMPARE(client.link(), Link::connecting);
        QTRY_COMPARE(client.link(), Link::online);
        QTRY_COMPARE(client.userEmail(), QStringLiteral("ops@example.com"));
        QCOMPARE(client.environmentName(), QStringLiteral("local"));
        QCOMPARE(client.environmentClass(), QStringLiteral("production"));
        QCOMPARE(client.gatewayUrl(), QStringLiteral("http://127.0.0.1:8000"));
        QVERIFY(client.roundTripMs() >= 0);
        QVERIFY(client.dataAgeMs() >= 0);
    }

    void everyRequestCarriesTheSecretAndTheMark() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users?limit=5&q=a%20b"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        const PeerRequest sent = peer.lastOf("GET /api/v1/admin/users");
        QCOMPARE(sent.path, QByteArray("/api/v1/admin/users?limit=5&q=a%20b"));
        QCOMPARE(sent.headers.value("x-gatehouse-local"), QByteArray(64, 'a'));
        QCOMPARE(sent.headers.value("x-gatehouse-client"), QByteArray("console"));
        QCOMPARE(sent.headers.value("authorization"), QByteArray("Bearer token-1"));
        QVERIFY(!peer.lastOf("GET /api/v1/engine").headers.contains("authorization"));
        client.post(QStringLiteral("/api/v1/auth/password"), {}, this, answer.handler());
        QTRY_COMPARE(answer.times, 2);
        QCOMPARE(peer.lastOf("POST /api/v1/auth/password").headers.value("authorization"), QByteArray("Bearer token-1"));
    }

    void sendsBodiesAndIdempotencyKeys_data() {
        QTest::addColumn<QByteArray>("verb");
        QTest::newRow("post") << QByteArray("POST");
        QTest::newRow("patch") << QByteArray("PATCH");
        QTest::newRow("put") << QByteArray("PUT");
    }

    void sendsBodiesAndIdempotencyKeys() {
        QFETCH(QByteArray, verb);
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on(verb + " /api/v1/admin/api-keys", 201, R"({"id":"k1"})");
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        const QJsonObject body{{QStringLiteral("name"), QStringLiteral("billing")}};
        const QString path = QStringLiteral("/api/v1/admin/api-keys");
        if (verb == "POST") client.post(path, body, this, answer.handler(), "once-1");
        if (verb == "PATCH") client.patch(path, body, this, answer.handler(), "once-1");
        if (verb == "PUT") client.put(path, body, this, answer.handler(), "once-1");
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(answer.reply.ok());
        const PeerRequest sent = peer.lastOf(verb + " /api/v1/admin/api-keys");
        QCOMPARE(sent.body, body);
        QCOMPARE(sent.headers.value("idempotency-key"), QByteArray("once-1"));
        QCOMPARE(sent.headers.value("content-type"), QByteArray("application/json"));
    }

    void removesWithoutABody() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("DELETE /api/v1/admin/providers/p1", 204, "");
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.remove(QStringLiteral("/api/v1/admin/providers/p1"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(answer.reply.ok());
    }

    void asksForAnAdministratorAndMakesOne() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("POST /api/v1/auth/local", 409, R"({"error":{"code":"NO_ADMIN","message":"m"}})");
        peer.on("POST /api/v1/auth/bootstrap", [](const PeerRequest& request) {
            if (request.body.value(QStringLiteral("email")) != QStringLiteral("a@b.c")) return PeerReply{422};
            return PeerReply{201, R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"a@b.c","role":"admin"}})"};
        });
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::needsAdmin);
        Answer answer;
        client.bootstrap(QStringLiteral("a@b.c"), QStringLiteral("long enough"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(answer.reply.ok());
        QTRY_COMPARE(client.link(), Link::online);
        QCOMPARE(client.role(), QStringLiteral("admin"));
    }

    void reportsEachStageOfAStart() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        const QList<QByteArray> stages{"store", "migrate", "workers"};
        int at = 0;
        peer.on("GET /api/v1/engine", [&](const PeerRequest&) {
            return PeerReply{200, "{\"stage\":\"" + stages.value(at++, "ready") + "\"}"};
        });
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QStringList seen;
        connect(&client, &AdminClient::engineStageChanged, &client,
                [&](const QJsonObject& engine) { seen << engine.value(QStringLiteral("stage")).toString(); });
        QTRY_COMPARE(client.link(), Link::online);
        QCOMPARE(seen, QStringList({QStringLiteral("store"), QStringLiteral("migrate"), QStringLiteral("workers"), QStringLiteral("ready")}));
    }

    void renewsTheTokenAfterA401AndRepeatsTheCallOnce() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"refresh-2","expires_in":900})");
        peer.on("GET /api/v1/auth/me", 200, R"({"id":"u1","email":"ops@example.com","role":"operator"})");
        peer.on("GET /api/v1/admin/users", [](const PeerRequest& request) {
            if (request.headers.value("authorization") == "Bearer token-2") return PeerReply{200, R"({"items":[]})"};
            return PeerReply{401, R"({"error":{"code":"UNAUTHENTICATED","message":"m"}})"};
        });
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer first;
        Answer second;
        client.get(QStringLiteral("/api/v1/admin/users"), this, first.handler());
        client.get(QStringLiteral("/api/v1/admin/users"), this, second.handler());
        QTRY_COMPARE(first.times, 1);
        QTRY_COMPARE(second.times, 1);
        QVERIFY(first.reply.ok());
        QVERIFY(second.reply.ok());
        QCOMPARE(peer.count("POST /api/v1/auth/refresh"), 1);
        QCOMPARE(peer.lastOf("POST /api/v1/auth/refresh").body.value(QStringLiteral("refresh_token")).toString(), QStringLiteral("refresh-1"));
        QTRY_COMPARE(client.role(), QStringLiteral("operator"));
    }

    void givesTheErrorWhenTheRenewedTokenIsRefusedToo() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"refresh-2","expires_in":900})");
        peer.on("GET /api/v1/admin/users", 401, R"({"error":{"code":"UNAUTHENTICATED","message":"m"}})");
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QCOMPARE(answer.reply.error.code, QStringLiteral("UNAUTHENTICATED"));
        QCOMPARE(peer.count("GET /api/v1/admin/users"), 2);
    }

    void signsInAgainWhenTheRefreshTokenIsRefused() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        int signIns = 0;
        peer.on("POST /api/v1/auth/local", [&](const PeerRequest&) {
            const QByteArray number = QByteArray::number(++signIns);
            return PeerReply{200, "{\"access_token\":\"local-" + number + "\",\"refresh_token\":\"r\",\"expires_in\":900,"
                                  "\"user\":{\"email\":\"e\",\"role\":\"admin\"}}"};
        });
        peer.on("POST /api/v1/auth/refresh", 401, R"({"error":{"code":"UNAUTHENTICATED","message":"m"}})");
        peer.on("GET /api/v1/admin/users", [](const PeerRequest& request) {
            return PeerReply{request.headers.value("authorization") == "Bearer local-2" ? 200 : 401, "{}"};
        });
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(answer.reply.ok());
        QCOMPARE(signIns, 2);
    }

    void renewsTheTokenBeforeItExpires() {
        HttpPeer peer;
        answerAsReadyEngine(peer, "admin", 1);
        peer.on("POST /api/v1/auth/refresh", 200, R"({"access_token":"token-2","refresh_token":"refresh-2","expires_in":900})");
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(peer.count("POST /api/v1/auth/refresh"), 1);
        QCOMPARE(client.link(), Link::online);
    }

    void reportsSilenceAsATimeout() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("GET /api/v1/admin/users", [](const PeerRequest&) { return PeerReply{200, {}, true}; });
        BridgeTiming timing = quick();
        timing.requestTimeout = 300ms;
        AdminClient client(embeddedAt(peer), nullptr, timing);
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QCOMPARE(answer.reply.error.code, QStringLiteral("TIMEOUT"));
    }

    void reportsGarbageAndCutOffBodies_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("cutOff");
        QTest::newRow("garbage") << QByteArray("<html>") << false;
        QTest::newRow("cut off") << QByteArray("{\"items\":[") << true;
    }

    void reportsGarbageAndCutOffBodies() {
        QFETCH(QByteArray, body);
        QFETCH(bool, cutOff);
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("GET /api/v1/admin/users", [&](const PeerRequest&) { return PeerReply{200, body, false, cutOff}; });
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QVERIFY(!answer.reply.ok());
        QCOMPARE(answer.reply.error.code, QStringLiteral("BAD_REPLY"));
    }

    void goesOfflineWhenTheEngineDiesAndComesBackWithIt() {
        auto peer = std::make_unique<HttpPeer>();
        const quint16 port = peer->serverPort();
        answerAsReadyEngine(*peer);
        AdminClient client(embeddedAt(*peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        peer->die();
        QTRY_COMPARE(client.link(), Link::offline);
        peer = std::make_unique<HttpPeer>(port);
        QVERIFY(peer->isListening());
        answerAsReadyEngine(*peer);
        QTRY_COMPARE(client.link(), Link::online);
    }

    void refusesCallsBeforeSignInAtOnce() {
        HttpPeer peer;
        peer.on("GET /health/live", 200, "{}");
        AdminClient client({peer.url(), {}, false}, nullptr, quick());
        QTRY_COMPARE(client.link(), Link::needsLogin);
        Answer answer;
        client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
        QTRY_COMPARE(answer.times, 1);
        QCOMPARE(answer.reply.error.code, QStringLiteral("NOT_SIGNED_IN"));
        QCOMPARE(peer.count("GET /api/v1/admin/users"), 0);
    }

    void signsInAtARemoteGatewayAndOutAgain() {
        HttpPeer peer;
        peer.on("GET /health/live", 200, "{}");
        peer.on("POST /api/v1/auth/login", [](const PeerRequest& request) {
            if (request.body.value(QStringLiteral("password")) != QStringLiteral("right")) {
                return PeerReply{401, R"({"error":{"code":"LOGIN_FAILED","message":"m"}})"};
            }
            return PeerReply{200, R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"v@b.c","role":"viewer"}})"};
        });
        AdminClient client({peer.url(), {}, false}, nullptr, quick());
        QTRY_COMPARE(client.link(), Link::needsLogin);
        Answer wrong;
        client.login(QStringLiteral("v@b.c"), QStringLiteral("wrong"), this, wrong.handler());
        QTRY_COMPARE(wrong.times, 1);
        QCOMPARE(wrong.reply.error.code, QStringLiteral("LOGIN_FAILED"));
        QCOMPARE(client.link(), Link::needsLogin);
        Answer right;
        client.login(QStringLiteral("v@b.c"), QStringLiteral("right"), this, right.handler());
        QTRY_COMPARE(client.link(), Link::online);
        QVERIFY(!peer.last().headers.contains("x-gatehouse-local"));
        QVERIFY(client.mayDo(QStringLiteral("viewer")));
        QVERIFY(!client.mayDo(QStringLiteral("operator")));
        QVERIFY(!client.mayDo(QStringLiteral("admin")));
        client.signOut();
        QTRY_COMPARE(client.link(), Link::needsLogin);
    }

    void dropsTheAnswerWhenItsContextDied() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("GET /api/v1/admin/users", 200, "{}");
        AdminClient client(embeddedAt(peer), nullptr, quick());
        QTRY_COMPARE(client.link(), Link::online);
        Answer dropped;
        Answer kept;
        auto context = std::make_unique<QObject>();
        client.get(QStringLiteral("/api/v1/admin/users"), context.get(), dropped.handler());
        context.reset();
        client.get(QStringLiteral("/api/v1/admin/users"), this, kept.handler());
        QTRY_COMPARE(kept.times, 1);
        QTRY_COMPARE(peer.count("GET /api/v1/admin/users"), 2);
        QCOMPARE(dropped.times, 0);
    }

    void isDestroyedWhileCallsAreUnderWay() {
        HttpPeer peer;
        answerAsReadyEngine(peer);
        peer.on("GET /api/v1/admin/users", [](const PeerRequest&) { return PeerReply{200, {}, true}; });
        Answer answer;
        {
            AdminClient client(embeddedAt(peer), nullptr, quick());
            QTRY_COMPARE(client.link(), Link::online);
            client.get(QStringLiteral("/api/v1/admin/users"), this, answer.handler());
            QTRY_COMPARE(peer.count("GET /api/v1/admin/users"), 1);
        }
        QCOMPARE(answer.times, 0);
    }
};

QTEST_GUILESS_MAIN(AdminClientTest)
#include "admin_client_test.moc"
