#include "gateway/admin/origin_policy.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::admin;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

pipeline::AdminRequest requestWith(Fields fields) {
    pipeline::AdminRequest request;
    request.fields = std::move(fields);
    return request;
}

}  // namespace
Q_DECLARE_METATYPE(Fields)

class OriginPolicyTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void judgesARequest_data() {
        QTest::addColumn<Fields>("fields");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, Fields fields, const char* code) {
            QTest::newRow(name) << std::move(fields) << QByteArray(code);
        };
        row("localhost", {{"host", "localhost:8000"}}, "");
        row("capital letters", {{"host", "LocalHost:8000"}}, "");
        row("v4 loopback", {{"host", "127.0.0.1:8000"}}, "");
        row("no port", {{"host", "127.0.0.1"}}, "");
        row("v6 loopback", {{"host", "[::1]:8000"}}, "");
        row("listening host", {{"host", "gw.example:8000"}}, "");
        row("configured", {{"host", "admin.example"}}, "");
        row("rebound name", {{"host", "evil.example:8000"}}, "HOST_NOT_ALLOWED");
        row("name that begins right", {{"host", "localhost.evil.example"}}, "HOST_NOT_ALLOWED");
        row("name that ends right", {{"host", "evil.localhost"}}, "HOST_NOT_ALLOWED");
        row("trailing dot", {{"host", "localhost."}}, "HOST_NOT_ALLOWED");
        row("user info", {{"host", "localhost@evil.example"}}, "HOST_NOT_ALLOWED");
        row("bad port", {{"host", "localhost:80x"}}, "HOST_NOT_ALLOWED");
        row("port too large", {{"host", "localhost:70000"}}, "HOST_NOT_ALLOWED");
        row("two colons", {{"host", "localhost:80:80"}}, "HOST_NOT_ALLOWED");
        row("open bracket", {{"host", "[::1"}}, "HOST_NOT_ALLOWED");
        row("zero address", {{"host", "0.0.0.0:8000"}}, "HOST_NOT_ALLOWED");
        row("empty", {{"host", ""}}, "HOST_NOT_ALLOWED");
        row("none", {}, "HOST_NOT_ALLOWED");
        row("two", {{"host", "localhost"}, {"host", "localhost"}}, "HOST_NOT_ALLOWED");
        row("same origin", {{"host", "localhost"}, {"sec-fetch-site", "same-origin"}}, "");
        row("typed by the user", {{"host", "localhost"}, {"sec-fetch-site", "none"}}, "");
        row("cross site", {{"host", "localhost"}, {"sec-fetch-site", "cross-site"}}, "FORBIDDEN");
        row("another port's page", {{"host", "localhost"}, {"sec-fetch-site", "same-site"}}, "FORBIDDEN");
        row("unknown site word", {{"host", "localhost"}, {"sec-fetch-site", "x"}}, "FORBIDDEN");
        row("own origin", {{"host", "localhost:8000"}, {"origin", "http://localhost:8000"}}, "");
        row("other origin", {{"host", "localhost:8000"}, {"origin", "https://evil.example"}}, "FORBIDDEN");
        row("opaque origin", {{"host", "localhost:8000"}, {"origin", "null"}}, "FORBIDDEN");
    }
    void judgesARequest() {
        QFETCH(Fields, fields);
        QFETCH(QByteArray, code);
        config::Settings settings;
        settings.host = "gw.example";
        settings.adminHosts = {"admin.example", "ops.example:9000"};
        const auto checked = OriginPolicy(settings).check(requestWith(fields));
        QCOMPARE(checked ? QByteArray() : QByteArray::fromStdString(std::string(codeText(checked.error().code))), code);
    }
    void aWildcardListenerIsNoName_data() {
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("v4") << QByteArray("0.0.0.0");
        QTest::newRow("v6") << QByteArray("::");
    }
    void aWildcardListenerIsNoName() {
        QFETCH(QByteArray, host);
        config::Settings settings;
        settings.host = host.toStdString();
        QVERIFY(!OriginPolicy(settings).check(requestWith({{"host", "0.0.0.0"}})));
        QVERIFY(!OriginPolicy(settings).check(requestWith({{"host", "[::]"}})));
        QVERIFY(OriginPolicy(settings).check(requestWith({{"host", "localhost"}})));
    }
    void takesTheListenerOfItsOwn() {
        config::Settings settings;
        settings.adminListen = "10.1.1.1:9443";
        QVERIFY(OriginPolicy(settings).check(requestWith({{"host", "10.1.1.1:9443"}})));
    }
};

QTEST_GUILESS_MAIN(OriginPolicyTest)
#include "origin_policy_test.moc"
