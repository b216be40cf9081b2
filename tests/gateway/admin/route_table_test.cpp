#include "gateway/admin/route_table.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::admin;

namespace {

RouteTable table() {
    RouteTable routes;
    routes.add({.method = Method::get, .path = "/api/v1/keys"});
    routes.add({.method = Method::post, .path = "/api/v1/keys"});
    routes.add({.method = Method::get, .path = "/api/v1/keys/{id}"});
    routes.add({.method = Method::patch, .path = "/api/v1/keys/{id}"});
    routes.add({.method = Method::get, .path = "/api/v1/keys/export"});
    routes.add({.method = Method::put, .path = "/api/v1/circuits/{provider}/{model}"});
    routes.add({.method = Method::post, .path = "/api/v1/auth/local", .privateOnly = true});
    return routes;
}

}  // namespace

class RouteTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsTheRoute_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("allow");
        const auto row = [](const char* name, Method method, const char* path, const char* pattern, const char* allow) {
            QTest::newRow(name) << static_cast<int>(method) << QByteArray(path) << QByteArray(pattern) << QByteArray(allow);
        };
        row("list", Method::get, "/api/v1/keys", "/api/v1/keys", "GET, POST");
        row("head as get", Method::head, "/api/v1/keys", "/api/v1/keys", "GET, POST");
        row("make", Method::post, "/api/v1/keys", "/api/v1/keys", "GET, POST");
        row("one", Method::get, "/api/v1/keys/0198", "/api/v1/keys/{id}", "GET, PATCH");
        row("a word before a parameter", Method::get, "/api/v1/keys/export", "/api/v1/keys/export", "GET");
        row("wrong method", Method::del, "/api/v1/keys", "", "GET, POST");
        row("wrong method on the word", Method::patch, "/api/v1/keys/export", "", "GET");
        row("options", Method::options, "/api/v1/keys", "", "GET, POST");
        row("trailing slash", Method::get, "/api/v1/keys/", "", "");
        row("doubled slash", Method::get, "/api/v1//keys", "", "");
        row("too long", Method::get, "/api/v1/keys/1/2", "", "");
        row("too short", Method::get, "/api/v1", "", "");
        row("root", Method::get, "/", "", "");
        row("empty", Method::get, "", "", "");
        row("other letters", Method::get, "/api/v1/Keys", "", "");
        row("escaped letters", Method::get, "/api/v1/%6beys", "", "");
        row("dots", Method::get, "/api/v1/keys/../keys", "", "");
    }
    void findsTheRoute() {
        QFETCH(int, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, allow);
        const auto routes = table();
        const auto found = routes.match(static_cast<Method>(method), path.toStdString(), false);
        QCOMPARE(found.route ? QByteArray::fromStdString(found.route->path) : QByteArray(), pattern);
        QCOMPARE(QByteArray::fromStdString(found.allow), allow);
    }
    void decodesParameters() {
        const auto routes = table();
        const auto found = routes.match(Method::put, "/api/v1/circuits/openai/org%2Fgpt-4%20x", false);
        QVERIFY(found.route && !found.broken);
        QCOMPARE(found.params.at("provider"), std::string("openai"));
        QCOMPARE(found.params.at("model"), std::string("org/gpt-4 x"));
    }
    void marksParametersThatCannotBeDecoded_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("cut escape") << QByteArray("/api/v1/keys/%4");
        QTest::newRow("no hex") << QByteArray("/api/v1/keys/%zz");
        QTest::newRow("NUL") << QByteArray("/api/v1/keys/%00");
        QTest::newRow("line break") << QByteArray("/api/v1/keys/a%0ab");
        QTest::newRow("too long") << QByteArray("/api/v1/keys/") + QByteArray(301, 'a');
    }
    void marksParametersThatCannotBeDecoded() {
        QFETCH(QByteArray, path);
        const auto routes = table();
        const auto found = routes.match(Method::get, path.toStdString(), false);
        QVERIFY(found.route);
        QVERIFY(found.broken);
    }
    void hidesPrivateRoutesFromThePublicListener() {
        const auto routes = table();
        const auto outside = routes.match(Method::post, "/api/v1/auth/local", false);
        QVERIFY(!outside.route && outside.allow.empty());
        QVERIFY(routes.match(Method::post, "/api/v1/auth/local", true).route);
    }
};

QTEST_GUILESS_MAIN(RouteTableTest)
#include "route_table_test.moc"
