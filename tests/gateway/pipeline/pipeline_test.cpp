// Which exchange serves a path.
#include "tests/gateway/pipeline/pipeline_rig.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::test;

namespace {

std::unique_ptr<Visit> from(PipelineRig& rig, const char* peer, const std::string& path, Fields fields = {}) {
    auto visit = std::make_unique<Visit>(rig.journal, *rig.factory, Method::get, path, std::move(fields));
    visit->client.peerAddress = address(peer);
    visit->handler->onRequest();
    visit->body("");
    return visit;
}

void block(PipelineRig& rig, const char* range) {
    auto snapshot = std::make_shared<config::Snapshot>(*rig.context.snapshot);
    snapshot->blocked = snapshot->blocked.with(*parseCidr(range));
    rig.context.snapshot = std::move(snapshot);
}

}  // namespace

class PipelineTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void refusesOtherPathsAndMethods_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char* name, Method method, const char* path, int status, const char* allow) {
            QTest::newRow(name) << static_cast<int>(method) << QByteArray(path) << status << QByteArray(allow);
        };
        row("GET chat", Method::get, "/v1/chat/completions", 405, "POST");
        row("OPTIONS chat", Method::options, "/v1/chat/completions", 405, "POST");
        row("POST models", Method::post, "/v1/models", 405, "GET, HEAD");
        row("DELETE a model", Method::del, "/v1/models/default", 405, "GET, HEAD");
        row("PUT a file", Method::put, "/v1/files/x", 405, "GET, HEAD, POST, DELETE");
        row("PATCH", Method::patch, "/v1/files/x", 405, "GET, HEAD, POST, DELETE");
        row("root", Method::get, "/", 404, "");
        row("out of v1", Method::get, "/v1/files/../../admin", 404, "");
        row("chat in disguise", Method::post, "/v1/chat/%63ompletions", 404, "");
        row("no model's name", Method::get, "/v1/models/", 404, "");
        row("other case", Method::post, "/V1/chat/completions", 404, "");
        row("double slash", Method::post, "//v1/chat/completions", 404, "");
        row("v1 alone", Method::get, "/v1/", 404, "");
        row("healthy", Method::get, "/healthy", 404, "");
        row("api without slash", Method::get, "/api", 404, "");
    }
    void refusesOtherPathsAndMethods() {
        QFETCH(int, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        QFETCH(QByteArray, allow);
        PipelineRig rig;
        const auto visit = rig.open(static_cast<Method>(method), path.toStdString());
        QCOMPARE(visit->client.reply.status, status);
        QCOMPARE(visit->client.field("allow"), allow.toStdString());
        QVERIFY(visit->client.sent.starts_with("{\"error\":{"));
        QVERIFY(rig.admin.requests.empty() && !visit->client.bodyLimit);
        QCOMPARE(rig.log.records.at(0).route, std::string("other"));
        visit->handler->onClientWritable();
        visit->handler->onDrainEnd();
        visit->leave();
        QCOMPARE(rig.log.records.size(), std::size_t{1});
    }

    void aBlockedAddressLearnsNothingOfPaths() {
        PipelineRig rig;
        block(rig, "192.0.2.1");
        QVERIFY(rig.open(Method::get, "/nothing")->client.sent.find("ip_blocked") != std::string::npos);
    }

    void handsTheAdminsPathsToControl_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("listen");
        QTest::addColumn<bool>("served");
        QTest::newRow("health") << QByteArray("/health") << QByteArray("same") << true;
        QTest::newRow("readiness") << QByteArray("/health/ready") << QByteArray("127.0.0.1:9") << true;
        QTest::newRow("metrics") << QByteArray("/metrics") << QByteArray("127.0.0.1:9") << true;
        QTest::newRow("API") << QByteArray("/api/v1/keys") << QByteArray("same") << true;
        QTest::newRow("API elsewhere") << QByteArray("/api/v1/keys") << QByteArray("127.0.0.1:9") << false;
    }
    void handsTheAdminsPathsToControl() {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, listen);
        QFETCH(bool, served);
        PipelineRig rig([&](config::Settings& settings) { settings.adminListen = listen.toStdString(); });
        const auto visit = from(rig, "192.0.2.1", path.toStdString());
        QCOMPARE(rig.admin.requests.size(), std::size_t{served ? 1U : 0U});
        QCOMPARE(visit->client.reply.status, served ? 0 : 404);
        if (served) QVERIFY(!rig.admin.requests[0].privateListener);
    }

    void aBlockedAddressReachesTheAdminApiFromTheMachineItselfOnly_data() {
        QTest::addColumn<QByteArray>("peer");
        QTest::addColumn<QByteArray>("forwardedFor");
        QTest::addColumn<bool>("served");
        QTest::newRow("open") << QByteArray("203.0.113.1") << QByteArray() << true;
        QTest::newRow("blocked") << QByteArray("198.51.100.7") << QByteArray() << false;
        QTest::newRow("blocked behind a proxy") << QByteArray("192.0.2.1") << QByteArray("198.51.100.7") << false;
        QTest::newRow("loopback") << QByteArray("127.0.0.1") << QByteArray() << true;
        QTest::newRow("claims to be loopback") << QByteArray("198.51.100.7") << QByteArray("127.0.0.1") << false;
    }
    void aBlockedAddressReachesTheAdminApiFromTheMachineItselfOnly() {
        QFETCH(QByteArray, peer);
        QFETCH(QByteArray, forwardedFor);
        QFETCH(bool, served);
        PipelineRig rig([](config::Settings& settings) { settings.trustedProxies = {*parseCidr("192.0.2.1")}; });
        block(rig, "198.51.100.0/24");
        block(rig, "127.0.0.0/8");
        Fields fields;
        if (!forwardedFor.isEmpty()) fields.emplace_back("x-forwarded-for", forwardedFor.toStdString());
        const auto visit = from(rig, peer.constData(), "/api/v1/blocks", fields);
        QCOMPARE(rig.admin.requests.size(), std::size_t{served ? 1U : 0U});
        QCOMPARE(visit->client.reply.status, served ? 0 : 403);
    }

    void anAdminListenerServesTheAdminApiOnly_data() {
        QTest::addColumn<bool>("isPrivate");
        QTest::newRow("the console's own") << true;
        QTest::newRow("GATEWAY_ADMIN_LISTEN") << false;
    }
    void anAdminListenerServesTheAdminApiOnly() {
        QFETCH(bool, isPrivate);
        PipelineRig rig;
        pipeline::AdminOnlyFactory factory({rig.admin, rig.timers, rig.clock, rig.settings.trustedProxies}, isPrivate ? pipeline::AdminListener::console : pipeline::AdminListener::own);
        Visit visit(rig.journal, factory, Method::post, kChatPath, {});
        visit.handler->onRequest();
        visit.body(kPlainBody);
        QCOMPARE(rig.admin.requests.size(), std::size_t{1});
        QCOMPARE(rig.admin.requests[0].privateListener, isPrivate);
        QCOMPARE(rig.admin.requests[0].ownListener, !isPrivate);
        QVERIFY(rig.upstream.calls.empty());
    }

    void callbacksBeforeTheHeadAreHarmless() {
        PipelineRig rig;
        Visit visit(rig.journal, *rig.factory, Method::get, "/", {});
        visit.handler->onClientWritable();
        visit.handler->onSnapshot(rig.context.snapshot);
        visit.handler->onDrainEnd();
        visit.leave();
        QVERIFY(rig.journal.empty() && rig.log.records.empty());
    }
};

QTEST_GUILESS_MAIN(PipelineTest)
#include "pipeline_test.moc"
