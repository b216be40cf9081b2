// Every route that changes something leaves a row in the audit trail, carried out or refused: generated from the route
// table, so that a route added later is held to it without a line here.
#include "tests/gateway/admin/admin_rig.hpp"

#include "gateway/store/audit_table.hpp"

#include <boost/json/serialize.hpp>

#include <QTest>

#include <map>
#include <set>

using namespace gw;
using namespace gw::admin;

namespace {

/// Routes that change nothing people answer for.
const std::set<std::string> kExempt{
    "/api/v1/auth/refresh",                // the same sign-in goes on; its begin and end are told
    "/api/v1/auth/logout",                 // ends only the caller's own token
    "/api/v1/auth/login",                  // refused sign-ins are in the log (login_failed), good ones in the trail
    "/api/v1/admin/providers/{id}/probe",  // asks an upstream, changes nothing (a real call is audited: providers_test)
};

boost::json::value sample(const Field& field) {
    static const std::map<std::string, boost::json::value> kKnown{
        {"email", "new@example.com"}, {"password", "correct horse battery"}, {"role", "viewer"},     {"kind", "openai"},
        {"base_url", "https://api.example.com"}, {"ip", "203.0.113.9"},      {"strategy", "weighted"}};
    if (const auto known = kKnown.find(field.name); known != kKnown.end()) return known->second;
    if (!field.oneOf.empty()) return boost::json::string(field.oneOf.front());
    switch (field.kind) {
        case FieldKind::integer: return field.min;
        case FieldKind::boolean: return false;
        case FieldKind::texts:
        case FieldKind::objects: return boost::json::array();
        case FieldKind::object: return boost::json::object();
        case FieldKind::text: break;
    }
    return "sample-1";
}

std::string bodyFor(const Route& route) {
    boost::json::object body;
    if (route.body) {
        // A change that changes nothing leaves no row: numbers and switches are always set to something else.
        const bool edits = route.method == Method::patch || route.method == Method::put;
        for (const auto& field : route.body->fields) {
            const bool value = field.kind == FieldKind::integer || field.kind == FieldKind::boolean || field.name == "name";
            if (field.required || (edits && value)) body[field.name] = sample(field);
        }
    }
    return boost::json::serialize(body);
}

}  // namespace

class AuditCoverageTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;
    int made_ = 0;

    std::int64_t rows() {
        return rig_->onStore([](store::Database& database) { return store::verifyAudit(database); })->rows;
    }
    /// A fresh object of a collection, and what it needs.
    std::string madeIn(const std::string& list) {
        const std::string name = "covered-" + std::to_string(made_);
        std::string body = "{\"name\":\"" + name + "\"";
        if (list.ends_with("providers")) body += ",\"kind\":\"openai\",\"base_url\":\"https://api.covered.example\"";
        if (list.ends_with("presets")) {
            madeIn("/api/v1/admin/providers");
            body += ",\"strategy\":\"weighted\",\"items\":[{\"provider\":\"" + name + "\",\"model\":\"m\"}]";
        }
        return rig_->post(list, body + "}", rig_->admin).at("id");
    }

 private Q_SLOTS:
    void initTestCase() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanupTestCase() { rig_.reset(); }

    void everyChangeIsTold_data() {
        QTest::addColumn<int>("at");
        const auto& routes = rig_->api->routes().routes();
        for (std::size_t i = 0; i < routes.size(); ++i) {
            const auto& route = routes[i];
            if (route.method == Method::get || route.beforeReady || route.privateOnly || kExempt.contains(route.path)) continue;
            QTest::addRow("%s %s", std::string(methodText(route.method)).c_str(), route.path.c_str()) << static_cast<int>(i);
        }
    }
    void everyChangeIsTold() {
        QFETCH(int, at);
        const Route& route = rig_->api->routes().routes()[static_cast<std::size_t>(at)];
        if (++made_ % 15 == 0) rig_->clock.advance(std::chrono::minutes(1));  // refusals of one user are told 20 a minute
        std::string path = route.path;
        for (const char* collection : {"api-keys", "providers", "presets"}) {
            const std::string list = "/api/v1/admin/" + std::string(collection);
            if (path.starts_with(list + "/{id}")) path.replace(list.size() + 1, 4, madeIn(list));
        }
        if (route.path.ends_with("/unfreeze")) rig_->post(path.substr(0, path.size() - 8) + "freeze", "{}", rig_->admin);
        while (path.find('{') != std::string::npos) {
            const auto open = path.find('{');
            path.replace(open, path.find('}') - open + 1, "nobody");
        }
        const auto before = rows();
        const Call call{route.method, path, bodyFor(route), rig_->admin};
        const auto answer = rig_->call(call);
        QTRY_VERIFY2(rows() > before, (std::to_string(answer.status) + " " + answer.text).c_str());
        QVERIFY(rig_->onStore([](store::Database& database) { return store::verifyAudit(database); })->intact);
    }

    void aRoleThatMayNotIsToldToo() {
        const auto before = rows();
        const auto answer = rig_->post("/api/v1/admin/api-keys", R"({"name":"not mine to make"})", rig_->viewer);
        QCOMPARE(answer.status, 403);
        QTRY_COMPARE(rows(), before + 1);
        const auto last = rig_->onStore([](store::Database& database) { return store::lastAudit(database); });
        QCOMPARE((*last)->action, std::string("api.refused"));
        QCOMPARE((*last)->actor, std::string("viewer@example.com"));
        QCOMPARE((*last)->outcome, std::string("failed"));
        QCOMPARE((*last)->reason, std::string("FORBIDDEN"));
    }
    void aFloodOfRefusalsDoesNotFillTheTrail() {
        rig_->clock.advance(std::chrono::minutes(1));
        const auto before = rows();
        for (int i = 0; i < 80; ++i) rig_->post("/api/v1/admin/api-keys", R"({"name":"no"})", rig_->viewer);
        QTRY_COMPARE(rows(), before + 20);
        // It hides nothing that somebody else is refused.
        rig_->operation = rig_->signIn("operator@example.com");
        const auto flooded = rows();
        QCOMPARE(rig_->post("/api/v1/admin/api-keys", R"({"name":"no"})", rig_->operation).status, 403);
        QTRY_COMPARE(rows(), flooded + 1);
        rig_->clock.advance(std::chrono::minutes(1));
        rig_->viewer = rig_->signIn("viewer@example.com");
        const auto again = rows();
        rig_->post("/api/v1/admin/api-keys", R"({"name":"no"})", rig_->viewer);
        QTRY_COMPARE(rows(), again + 1);
    }
    void aStrangerLeavesNoRow() {
        const auto before = rows();
        QCOMPARE(rig_->post("/api/v1/admin/api-keys", "{}", "not-a-token").status, 401);
        QCOMPARE(rows(), before);
    }
};

QTEST_GUILESS_MAIN(AuditCoverageTest)
#include "audit_coverage_test.moc"
