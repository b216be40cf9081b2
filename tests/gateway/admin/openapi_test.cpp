#include "gateway/admin/openapi.hpp"

#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

#include <set>

using namespace gw;
using namespace gw::admin;

namespace {

std::string placeOf(const Route& route) { return lowerAscii(methodText(route.method)) + " " + route.path; }

std::set<std::string> parametersIn(const boost::json::object& operation, std::string_view place) {
    std::set<std::string> names;
    const auto* list = operation.if_contains("parameters");
    if (!list) return names;
    for (const auto& item : list->as_array()) {
        if (item.at("in").as_string() == place) names.emplace(item.at("name").as_string());
    }
    return names;
}

}  // namespace

class OpenApiTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    /// Calls `look` with each registered route and what the document says of it.
    template <class Look>
    void eachRoute(const Look& look) {
        const auto document = openApiOf(rig_->api->routes());
        for (const auto& route : rig_->api->routes().routes()) {
            look(route, document.at("paths").at(route.path).at(lowerAscii(methodText(route.method))).as_object());
        }
    }

   private Q_SLOTS:
    void initTestCase() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanupTestCase() { rig_.reset(); }

    void showsExactlyTheRegisteredRoutes() {
        const auto answer = rig_->get("/api/v1/openapi.json", rig_->admin);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.json == openApiOf(rig_->api->routes()));
        std::multiset<std::string> registered, shown;
        for (const auto& route : rig_->api->routes().routes()) registered.insert(placeOf(route));
        for (const auto& path : answer.json.at("paths").as_object()) {
            for (const auto& operation : path.value().as_object()) {
                shown.insert(std::string(operation.key()) + " " + std::string(path.key()));
            }
        }
        QVERIFY(registered.size() > 30);
        QVERIFY(shown == registered);
    }

    void givesEachOperationAnIdOfItsOwn() {
        std::set<std::string> ids;
        std::size_t count = 0;
        eachRoute([&](const Route& route, const boost::json::object& operation) {
            ids.emplace(operation.at("operationId").as_string());
            QVERIFY2(!route.summary.empty(), placeOf(route).c_str());
            ++count;
        });
        QCOMPARE(ids.size(), count);
    }

    void namesEveryParameter() {
        eachRoute([](const Route& route, const boost::json::object& operation) {
            std::set<std::string> inPath, inQuery;
            for (auto at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1)) {
                inPath.insert(route.path.substr(at + 1, route.path.find('}', at) - at - 1));
            }
            for (const auto& field : route.query) inQuery.insert(field.name);
            QVERIFY2(parametersIn(operation, "path") == inPath, placeOf(route).c_str());
            QVERIFY2(parametersIn(operation, "query") == inQuery, placeOf(route).c_str());
            QCOMPARE(parametersIn(operation, "header").contains("Idempotency-Key"), route.idempotent);
        });
    }

    void saysWhoMayCallAndWhatComesBack() {
        eachRoute([](const Route& route, const boost::json::object& operation) {
            const auto& responses = operation.at("responses").as_object();
            QVERIFY2(responses.contains(std::to_string(route.success)), placeOf(route).c_str());
            QCOMPARE(std::string(operation.at("x-role").as_string()), std::string(roleText(route.role)));
            QCOMPARE(operation.contains("security"), route.role != Role::none);
            QCOMPARE(responses.contains("401"), route.role != Role::none);
            QCOMPARE(responses.contains("422"), route.body.has_value());
            QCOMPARE(responses.contains("503"), !route.beforeReady);
            QCOMPARE(operation.contains("requestBody"), route.body.has_value());
            QCOMPARE(operation.contains("x-private-listener"), route.privateOnly);
        });
    }

    void theDocumentTellsTheTruthAboutSigningIn() {
        eachRoute([this](const Route& route, const boost::json::object& operation) {
            if (route.method != Method::get || route.privateOnly || route.role == Role::none) return;
            auto path = route.path;
            for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
                path.replace(at, path.find('}', at) - at + 1, "none");
            }
            QVERIFY2(operation.contains("security"), path.c_str());
            QCOMPARE(rig_->call({Method::get, path}).status, 401);
        });
    }
};

QTEST_GUILESS_MAIN(OpenApiTest)
#include "openapi_test.moc"
