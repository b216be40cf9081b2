// The door as an attacker and as each role meets it: every route of the route table × no token, each role, foreign pages.
#include "tests/gateway/admin/admin_rig.hpp"
#include "tests/gateway/admin/forged_token.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <QTest>

#include <algorithm>

using namespace gw;
using namespace gw::admin;

namespace {

/// The pattern with ids that nothing has.
std::string placeOf(const Route& route) {
    auto path = route.path;
    for (auto at = path.find('{'); at != std::string::npos; at = path.find('{')) {
        path.replace(at, path.find('}', at) - at + 1, "0198f000-0000-7000-8000-000000000000");
    }
    return path;
}

std::string nameOf(const Route& route) { return std::string(methodText(route.method)) + " " + route.path; }

/// Without what differs from one request to the next.
std::string bare(Answer answer) {
    answer.json.erase("request_id");
    return std::to_string(answer.status) + " " + boost::json::serialize(answer.json) + " " + answer.field("www-authenticate");
}

}  // namespace

class DoorTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    template <class Look>
    void eachRoute(const Look& look) {
        // By value: what a call does must not matter to the walk.
        const auto routes = rig_->api->routes().routes();
        for (const auto& route : routes) look(route);
    }
    Answer ask(const Route& route, const std::string& token, std::vector<std::pair<std::string, std::string>> fields = {}) {
        Call call{route.method, placeOf(route), route.body ? "{}" : "", token};
        call.fields = std::move(fields);
        if (route.privateOnly) {
            call.privateListener = true;
            call.fields.emplace_back("x-gatehouse-local", AdminRig::kSecret);
        }
        return rig_->call(call);
    }
    std::string tokenOf(Role role) const {
        return role == Role::admin ? rig_->admin : role == Role::operation ? rig_->operation : role == Role::viewer ? rig_->viewer : "";
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void everyRouteWantsATokenOrSaysThatItDoesNot() {
        std::vector<std::string> open;
        eachRoute([&](const Route& route) {
            if (route.role == Role::none) return open.push_back(nameOf(route));
            const auto answer = ask(route, "");
            QVERIFY2(answer.status == 401 && answer.code() == "UNAUTHENTICATED", nameOf(route).c_str());
        });
        std::sort(open.begin(), open.end());
        // A route without a token is a decision: this list is where it is taken.
        const std::vector<std::string> decided{"GET /api/v1/engine",          "GET /api/v1/openapi.json",   "GET /health",
                                               "GET /health/live",            "GET /health/ready",          "GET /metrics",
                                               "POST /api/v1/auth/bootstrap", "POST /api/v1/auth/local",    "POST /api/v1/auth/login",
                                               "POST /api/v1/auth/refresh",   "POST /api/v1/engine/retry"};
        for (const auto& name : open) {
            QVERIFY2(std::find(decided.begin(), decided.end(), name) != decided.end(), name.c_str());
        }
    }

    void everyRouteAsksForItsRole() {
        int refused = 0;
        eachRoute([&](const Route& route) {
            for (const auto role : {Role::viewer, Role::operation}) {
                if (route.role == Role::none || mayDo(role, route.role)) continue;
                const auto answer = ask(route, tokenOf(role));
                QVERIFY2(answer.status == 403 && answer.code() == "FORBIDDEN", (nameOf(route) + " as " + std::string(roleText(role))).c_str());
                ++refused;
            }
        });
        QVERIFY(refused > 20);
        // Nothing was changed by any of it.
        QCOMPARE(rig_->get("/api/v1/auth/me", rig_->viewer).status, 200);
    }

    void everyRoleMayDoWhatItsRungAllows_data() {
        QTest::addColumn<int>("role");
        QTest::newRow("viewer") << static_cast<int>(Role::viewer);
        QTest::newRow("operator") << static_cast<int>(Role::operation);
        QTest::newRow("admin") << static_cast<int>(Role::admin);
    }
    void everyRoleMayDoWhatItsRungAllows() {
        QFETCH(int, role);
        const auto holder = static_cast<Role>(role);
        eachRoute([&](const Route& route) {
            // Those two end the sign-in, or the engine, that the rest of the walk needs.
            if (route.role == Role::none || route.path.ends_with("/logout") || route.path.ends_with("/drain")) return;
            if (!mayDo(holder, route.role)) return;
            const auto answer = ask(route, tokenOf(holder));
            QVERIFY2(answer.status != 401 && answer.status != 403 && answer.status != 500, (nameOf(route) + answer.text).c_str());
            // An id that nothing has is not found, whoever asks: no route tells more to one role than to another.
            if (route.path.find('{') != std::string::npos) {
                QVERIFY2(answer.status == 404 || answer.status == 400 || answer.status == 422, (nameOf(route) + answer.text).c_str());
            }
        });
    }

    void everyReplyCarriesTheSecurityHeadersAndNoCors() {
        eachRoute([&](const Route& route) {
            if (route.path.ends_with("/events")) return;
            const auto answer = ask(route, "", {{"origin", "http://127.0.0.1:8000"}});
            QCOMPARE(answer.field("x-content-type-options"), std::string("nosniff"));
            QCOMPARE(answer.field("x-frame-options"), std::string("DENY"));
            QCOMPARE(answer.field("cache-control"), std::string("no-store"));
            QCOMPARE(answer.field("referrer-policy"), std::string("no-referrer"));
            QCOMPARE(answer.field("cross-origin-resource-policy"), std::string("same-origin"));
            QVERIFY(answer.field("content-security-policy").find("default-src 'none'") != std::string::npos);
            for (const auto& [name, value] : answer.head.fields) {
                QVERIFY2(!name.starts_with("access-control-") && name != "set-cookie", (nameOf(route) + name).c_str());
            }
        });
    }

    void everyRouteIsShutToOtherSitesAndRebindingNames_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("rebinding name") << QByteArray("host") << QByteArray("evil.example");
        QTest::newRow("rebinding name with our port") << QByteArray("host") << QByteArray("evil.example:8000");
        QTest::newRow("cross-site page") << QByteArray("sec-fetch-site") << QByteArray("cross-site");
        QTest::newRow("same-site page") << QByteArray("sec-fetch-site") << QByteArray("same-site");
        QTest::newRow("foreign origin") << QByteArray("origin") << QByteArray("https://evil.example");
        QTest::newRow("sandboxed origin") << QByteArray("origin") << QByteArray("null");
    }
    void everyRouteIsShutToOtherSitesAndRebindingNames() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        eachRoute([&](const Route& route) {
            if (route.privateOnly || !route.path.starts_with("/api/")) return;
            const auto answer = ask(route, rig_->admin, {{name.toStdString(), value.toStdString()}});
            QVERIFY2(answer.status == 403, nameOf(route).c_str());
        });
    }

    void aPreflightGetsNothing() {
        Call call{Method::options, "/api/v1/admin/users"};
        call.fields = {{"origin", "https://evil.example"}, {"access-control-request-method", "PATCH"}};
        QCOMPARE(rig_->call(call).status, 403);
        call.fields.clear();
        const auto answer = rig_->call(call);
        QCOMPARE(answer.status, 405);
        QVERIFY(answer.field("access-control-allow-origin").empty());
    }

    void everyForgedTokenGetsTheOne401() {
        const auto keys = *TokenKeys::open(rig_->dir.path().toStdString() + "/security");
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(rig_->clock.wall().time_since_epoch()).count();
        const auto other = *RsaKey::generate();
        const std::string kid = keys->signer().id();
        const std::string header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
        const auto claims = forged::Claims{}.text(now);
        forged::Claims stranger;
        stranger.iss = forged::jsonText("evil");
        forged::Claims elsewhere;
        elsewhere.aud = forged::jsonText("gateway");
        forged::Claims old;
        old.iatOffset = -1000, old.nbfOffset = -1000, old.expOffset = -100;
        forged::Claims twice;
        twice.extra = "," + forged::jsonText("role") + ":" + forged::jsonText("admin");
        const std::vector<std::string> tokens{
            "x",
            "..",
            forged::unsignedToken(R"({"alg":"none","typ":"JWT"})", claims) + ".",
            forged::hs256(keys->signer().publicPem(), "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}", claims),
            forged::hs256(keys->signer().publicPem(), header, claims),
            forged::rs256(other, header, claims),
            forged::rs256(other, R"({"alg":"RS256","typ":"JWT","kid":"../../dev/null"})", claims),
            forged::rs256(keys->signer(), R"({"alg":"RS256","typ":"JWT","kid":"x' OR '1'='1"})", claims),
            forged::rs256(keys->signer(), R"({"alg":"RS256","typ":"JWT","jku":"http://127.0.0.1/k.json"})", claims),
            forged::rs256(keys->signer(), R"({"alg":"RS256","typ":"JWT","crit":["exp"]})", claims),
            forged::rs256(keys->signer(), header, stranger.text(now)),
            forged::rs256(keys->signer(), header, elsewhere.text(now)),
            forged::rs256(keys->signer(), header, old.text(now)),
            forged::rs256(keys->signer(), header, twice.text(now)),
            forged::rs256(keys->signer(), header, claims),  // everything right, but no such user
            rig_->admin.substr(0, rig_->admin.size() - 8) + "AAAAAAAA",
            rig_->admin + "." + rig_->admin,
            std::string(100'000, 'A'),
        };
        const auto expected = bare(rig_->get("/api/v1/admin/users", ""));
        for (const auto& token : tokens) QCOMPARE(bare(rig_->get("/api/v1/admin/users", token)), expected);
        // A good token in any other place is none.
        for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
                 {"cookie", "access_token=" + rig_->admin}, {"authorization", "Basic " + rig_->admin}, {"x-api-key", rig_->admin}}) {
            Call call{Method::get, "/api/v1/admin/users?access_token=" + rig_->admin};
            call.fields = {{name, value}};
            QCOMPARE(bare(rig_->call(call)), expected);
        }
        Call doubled{Method::get, "/api/v1/admin/users", {}, rig_->admin};
        doubled.fields = {{"authorization", "Bearer x"}};
        QCOMPARE(bare(rig_->call(doubled)), expected);
        QCOMPARE(rig_->get("/api/v1/admin/users", rig_->admin).status, 200);
    }
};

QTEST_GUILESS_MAIN(DoorTest)
#include "door_test.moc"
