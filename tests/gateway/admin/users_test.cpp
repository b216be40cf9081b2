// Users over the whole admin API: guards, passwords, sign-ins, and what SQL typed by hand does to them.
#include "tests/gateway/admin/admin_rig.hpp"

#include "gateway/store/refresh_token_table.hpp"
#include "gateway/store/user_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

class UsersTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    Answer patch(const std::string& email, const std::string& body, const std::string& token) {
        return rig_->call({Method::patch, "/api/v1/admin/users/" + idOf(email), body, token});
    }
    std::string idOf(const std::string& email) {
        const auto users = rig_->get("/api/v1/admin/users?q=" + email, rig_->admin);
        const auto& items = users.json.at("items").as_array();
        return items.empty() ? std::string() : std::string(items.front().at("id").as_string());
    }
    Answer show(const std::string& email) { return rig_->get("/api/v1/admin/users/" + idOf(email), rig_->admin); }
    std::string makeAdmin(const std::string& email) {
        const std::string body = "{\"email\":\"" + email + "\",\"password\":\"correct horse battery\",\"role\":\"admin\"}";
        const auto made = rig_->post("/api/v1/admin/users", body, rig_->admin);
        return made.at("id");
    }
    Answer changeOwn(const std::string& token, const std::string& current, const std::string& fresh) {
        return rig_->post("/api/v1/auth/password", "{\"current_password\":\"" + current + R"(","new_password":")" + fresh + "\"}", token);
    }
    static std::size_t countOf(const Answer& answer) { return answer.json.at("items").as_array().size(); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void listsByPageAndFilter() {
        const auto first = rig_->get("/api/v1/admin/users?limit=2", rig_->viewer);
        QCOMPARE(countOf(first), std::size_t{2});
        const auto second = rig_->get("/api/v1/admin/users?limit=2&cursor=" + first.at("next_cursor"), rig_->viewer);
        QCOMPARE(countOf(second), std::size_t{1});
        QCOMPARE(second.at("next_cursor"), std::string("null"));
        QCOMPARE(countOf(rig_->get("/api/v1/admin/users?role=operator", rig_->viewer)), std::size_t{1});
        QCOMPARE(countOf(rig_->get("/api/v1/admin/users?is_active=false", rig_->viewer)), std::size_t{0});
        QCOMPARE(countOf(rig_->get("/api/v1/admin/users?q=VIEW", rig_->viewer)), std::size_t{1});
        for (const char* bad : {"role=root", "is_active=1", "limit=0", "limit=501", "cursor=x"}) {
            QCOMPARE(rig_->get(std::string("/api/v1/admin/users?") + bad, rig_->viewer).status, 422);
        }
    }

    void tellsWhatAUserHasAndDid() {
        rig_->login("operator@example.com", "wrong password", "192.0.2.9");
        rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.7");
        QCOMPARE(rig_->post("/api/v1/admin/api-keys", "{\"name\":\"k\",\"user_id\":\"" + idOf("operator@example.com") + "\"}", rig_->admin).status,
                 201);
        const auto user = show("operator@example.com");
        QCOMPARE(user.at("keys"), std::string("1"));
        QCOMPARE(user.at("sessions"), std::string("2"));
        QCOMPARE(user.at("failed_logins_24h"), std::string("1"));
        QCOMPARE(user.at("requests_today"), std::string("0"));
        QCOMPARE(user.at("last_login_ip"), std::string("192.0.2.7"));
        rig_->clock.advance(std::chrono::hours{25});
        const auto admin = rig_->signIn("admin@example.com");
        QCOMPARE(rig_->get("/api/v1/admin/users/" + user.at("id"), admin).at("failed_logins_24h"), std::string("0"));
    }

    void keepsTheLastActiveAdministrator_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("demote") << QByteArray(R"({"role":"operator"})");
        QTest::newRow("switch off") << QByteArray(R"({"is_active":false})");
    }
    void keepsTheLastActiveAdministrator() {
        QFETCH(QByteArray, body);
        const auto refused = patch("admin@example.com", body.toStdString(), rig_->admin);
        QCOMPARE(refused.status, 409);
        QVERIFY(refused.text.find("last active administrator") != std::string::npos);
        QCOMPARE(rig_->get("/api/v1/auth/me", rig_->admin).status, 200);
    }

    void twoAdministratorsCannotRemoveEachOtherAtOnce() {
        const auto otherId = makeAdmin("second@example.com");
        const auto other = rig_->signIn("second@example.com");
        const auto firstId = idOf("admin@example.com");
        // Both clicks are in before either is answered.
        const auto a = rig_->start({Method::patch, "/api/v1/admin/users/" + otherId, R"({"is_active":false})", rig_->admin});
        const auto b = rig_->start({Method::patch, "/api/v1/admin/users/" + firstId, R"({"role":"viewer"})", other});
        QVERIFY(rig_->box.runUntil([&] { return a->replies > 0 && b->replies > 0; }));
        QCOMPARE(a->head.status, 200);
        QVERIFY(b->head.status == 409 || b->head.status == 401);
        QCOMPARE(rig_->control->state().activeAdmins(), std::size_t{1});
    }

    void nobodyChangesTheirOwnRoleOrState() {
        makeAdmin("second@example.com");
        QCOMPARE(patch("admin@example.com", R"({"role":"viewer"})", rig_->admin).status, 409);
        QCOMPARE(patch("admin@example.com", R"({"is_active":false})", rig_->admin).status, 409);
        QCOMPARE(patch("admin@example.com", R"({"role":"admin","is_active":true})", rig_->admin).status, 200);
    }

    void refusesFieldsThatAreNotItsOwn_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("password hash") << QByteArray(R"({"password_hash":"x"})") << 400;
        QTest::newRow("id") << QByteArray(R"({"id":"x"})") << 400;
        QTest::newRow("address") << QByteArray(R"({"email":"x@example.com"})") << 400;
        QTest::newRow("birth") << QByteArray(R"({"created_at":"2026-01-01T00:00:00Z"})") << 400;
        QTest::newRow("role none") << QByteArray(R"({"role":"none"})") << 422;
        QTest::newRow("role root") << QByteArray(R"({"role":"root"})") << 422;
        QTest::newRow("state as text") << QByteArray(R"({"is_active":"false"})") << 422;
        QTest::newRow("short password") << QByteArray(R"({"password":"short"})") << 422;
    }
    void refusesFieldsThatAreNotItsOwn() {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QCOMPARE(patch("viewer@example.com", body.toStdString(), rig_->admin).status, status);
    }

    void changesTheOwnPasswordAndKeepsThisSignInOnly() {
        const auto first = rig_->login("operator@example.com", AdminRig::kPassword);
        const auto other = rig_->login("operator@example.com", AdminRig::kPassword);
        const auto token = first.at("access_token");
        QCOMPARE(changeOwn(token, AdminRig::kPassword, "a brand new password").status, 200);
        QCOMPARE(rig_->get("/api/v1/auth/me", token).status, 200);
        QCOMPARE(rig_->get("/api/v1/auth/me", other.at("access_token")).status, 401);
        QCOMPARE(rig_->login("operator@example.com", AdminRig::kPassword).status, 401);
        QCOMPARE(rig_->login("operator@example.com", "a brand new password").status, 200);
        const auto refresh = rig_->call({Method::post, "/api/v1/auth/refresh", "{\"refresh_token\":\"" + first.at("refresh_token") + "\"}"});
        QCOMPARE(refresh.status, 200);
    }

    void guardsThePasswordBehindAnOpenConsole() {
        const auto wrong = changeOwn(rig_->operation, "not the password", "a brand new password");
        QCOMPARE(wrong.status, 422);
        QCOMPARE(wrong.wrongField(), std::string("current_password"));
        QCOMPARE(changeOwn(rig_->operation, "same same same", "same same same").wrongField(), std::string("new_password"));
        QCOMPARE(changeOwn(rig_->operation, AdminRig::kPassword, "short").status, 422);
        for (int i = 0; i < 4; ++i) changeOwn(rig_->operation, "not the password", "a brand new password");
        const auto locked = changeOwn(rig_->operation, AdminRig::kPassword, "a brand new password");
        QCOMPARE(locked.status, 429);
        QVERIFY(std::stoi(locked.field("retry-after")) > 0);
    }

    void resetsAPasswordOnce() {
        const auto before = rig_->signIn("viewer@example.com");
        const auto path = "/api/v1/admin/users/" + idOf("viewer@example.com") + "/password-reset";
        Call call{Method::post, path, R"({"reason":"forgotten"})", rig_->admin};
        call.fields = {{"idempotency-key", "0123456789abcdef"}};
        const auto reset = rig_->call(call);
        QCOMPARE(reset.status, 200);
        QCOMPARE(reset.at("password").size(), std::size_t{24});
        QCOMPARE(rig_->call(call).at("password"), reset.at("password"));  // a lost reply can be fetched once more
        QCOMPARE(rig_->get("/api/v1/auth/me", before).status, 401);
        QCOMPARE(rig_->login("viewer@example.com", reset.at("password")).status, 200);
        QCOMPARE(rig_->login("viewer@example.com", AdminRig::kPassword).status, 401);
        QVERIFY(show("viewer@example.com").text.find(reset.at("password")) == std::string::npos);
        QVERIFY(rig_->get("/api/v1/admin/audit", rig_->admin).text.find(reset.at("password")) == std::string::npos);
        QCOMPARE(rig_->post("/api/v1/admin/users/" + idOf("admin@example.com") + "/password-reset", "{}", rig_->admin).status, 409);
        QCOMPARE(rig_->post("/api/v1/admin/users/nobody/password-reset", "{}", rig_->admin).status, 404);
    }

    void aPasswordThatAnotherHasSetOnlyChoosesAnother_data() {
        QTest::addColumn<bool>("patched");
        QTest::newRow("reset") << false;
        QTest::newRow("patched") << true;
    }
    void aPasswordThatAnotherHasSetOnlyChoosesAnother() {
        QFETCH(const bool, patched);
        const std::string email = "viewer@example.com";
        std::string given = "given by the administrator";
        if (patched) QCOMPARE(patch(email, "{\"password\":\"" + given + "\"}", rig_->admin).status, 200);
        else given = rig_->post("/api/v1/admin/users/" + idOf(email) + "/password-reset", "{}", rig_->admin).at("password");
        QCOMPARE(show(email).at("must_change_password"), std::string("true"));
        const auto signedIn = rig_->login(email, given);
        QVERIFY(signedIn.json.at("user").at("must_change_password").as_bool());
        const auto token = signedIn.at("access_token");
        for (const char* path : {"/api/v1/admin/users", "/api/v1/admin/requests", "/api/v1/auth/sessions", "/api/v1/admin/events?topics=requests"}) {
            const auto refused = rig_->get(path, token);
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.code(), std::string("PASSWORD_CHANGE_REQUIRED"));
        }
        QCOMPARE(rig_->get("/api/v1/auth/me", token).at("must_change_password"), std::string("true"));
        const auto refreshed = rig_->post("/api/v1/auth/refresh", "{\"refresh_token\":\"" + signedIn.at("refresh_token") + "\"}", "");
        QCOMPARE(rig_->get("/api/v1/admin/users", refreshed.at("access_token")).code(), std::string("PASSWORD_CHANGE_REQUIRED"));
        QCOMPARE(changeOwn(token, given, given).status, 422);
        QCOMPARE(changeOwn(token, given, "a password of my own").status, 200);
        QCOMPARE(rig_->get("/api/v1/admin/users", token).status, 200);
        QCOMPARE(show(email).at("must_change_password"), std::string("false"));
        QVERIFY(!rig_->login(email, "a password of my own").json.at("user").at("must_change_password").as_bool());
    }

    void listsAndEndsSignIns() {
        const auto a = rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.1");
        rig_->clock.advance(std::chrono::seconds{5});
        const auto b = rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.2");
        const auto base = "/api/v1/admin/users/" + idOf("operator@example.com") + "/sessions";
        const auto listed = rig_->get(base, rig_->viewer);
        QCOMPARE(countOf(listed), std::size_t{3});
        const auto latest = listed.json.at("items").as_array().front().as_object();
        QCOMPARE(std::string(latest.at("ip").as_string()), std::string("192.0.2.2"));
        QCOMPARE(std::string(latest.at("client").as_string()), std::string("api"));
        QVERIFY(!latest.at("current").as_bool());
        const std::string id(latest.at("id").as_string());
        QCOMPARE(rig_->call({Method::del, base + "/" + id, {}, rig_->operation}).status, 403);
        const auto ended = rig_->call({Method::del, base + "/" + id, {}, rig_->admin});
        QCOMPARE(ended.status, 200);
        QCOMPARE(countOf(ended), std::size_t{2});
        QCOMPARE(rig_->get("/api/v1/auth/me", b.at("access_token")).status, 401);
        QCOMPARE(rig_->get("/api/v1/auth/me", a.at("access_token")).status, 200);
        QCOMPARE(rig_->call({Method::del, base + "/" + id, {}, rig_->admin}).status, 404);
        QCOMPARE(countOf(rig_->post(base + "/end", R"({"reason":"lost laptop"})", rig_->admin)), std::size_t{0});
        QCOMPARE(rig_->get("/api/v1/auth/me", a.at("access_token")).status, 401);
        QVERIFY(rig_->get("/api/v1/admin/audit", rig_->admin).text.find("lost laptop") != std::string::npos);
        QCOMPARE(rig_->get("/api/v1/admin/users/nobody/sessions", rig_->admin).status, 404);
    }

    void endsOwnSignInsAndNobodyElses() {
        const auto a = rig_->login("viewer@example.com", AdminRig::kPassword);
        const auto own = rig_->get("/api/v1/auth/sessions", rig_->viewer);
        QCOMPARE(countOf(own), std::size_t{2});
        const auto adminSession = rig_->get("/api/v1/auth/sessions", rig_->admin).json.at("items").as_array().front().at("id");
        const auto foreign = "/api/v1/auth/sessions/" + std::string(adminSession.as_string());
        QCOMPARE(rig_->call({Method::del, foreign, {}, rig_->viewer}).status, 404);
        for (const auto& item : own.json.at("items").as_array()) {
            if (item.at("current").as_bool()) continue;
            QCOMPARE(rig_->call({Method::del, "/api/v1/auth/sessions/" + std::string(item.at("id").as_string()), {}, rig_->viewer}).status, 200);
        }
        QCOMPARE(rig_->get("/api/v1/auth/me", a.at("access_token")).status, 401);
        QCOMPARE(rig_->get("/api/v1/auth/me", rig_->viewer).status, 200);
        // All of one's own but this one.
        const auto id = idOf("admin@example.com");
        QCOMPARE(countOf(rig_->post("/api/v1/admin/users/" + id + "/sessions/end", "{}", rig_->admin)), std::size_t{1});
        QCOMPARE(rig_->get("/api/v1/auth/me", rig_->admin).status, 200);
    }

    void givesTheSameAnswerForUnknownAndKnownAccounts() {
        const auto strip = [](Answer answer) {
            answer.json.erase("request_id");
            return std::to_string(answer.status) + boost::json::serialize(answer.json) + answer.field("retry-after");
        };
        for (int i = 0; i < 6; ++i) {
            const auto known = strip(rig_->login("operator@example.com", "wrong password", "192.0.2.1"));
            const auto unknown = strip(rig_->login("nobody@example.com", "wrong password", "192.0.2.2"));
            QCOMPARE(known, unknown);
        }
        const auto locked = rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.3");
        QCOMPARE(locked.status, 429);
        QCOMPARE(locked.code(), std::string("LOGIN_LOCKED"));
        QVERIFY(std::stoi(locked.field("retry-after")) > 0);
        QCOMPARE(rig_->login("viewer@example.com", AdminRig::kPassword, "192.0.2.3").status, 200);
        rig_->clock.advance(std::chrono::minutes{16});
        QCOMPARE(rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.3").status, 200);
    }

    void locksAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(rig_->login("nobody" + std::to_string(i) + "@example.com", "wrong password", "192.0.2.1").status, 401);
        }
        QCOMPARE(rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.1").status, 429);
        QCOMPARE(rig_->login("operator@example.com", AdminRig::kPassword, "192.0.2.2").status, 200);
    }

    void anEarlierPrivateDoorsSignInsEndWithItsProcess() {
        const auto local = rig_->local(Method::post, "/api/v1/auth/local");
        QCOMPARE(local.status, 200);
        const auto remote = rig_->login("admin@example.com", AdminRig::kPassword);
        rig_->api->detach();
        bool attached = false;
        rig_->api->attach({*rig_->control, *rig_->store, *rig_->crypto, rig_->aggregator, rig_->workers, rig_->probes, rig_->facts,
                           *admin::TokenKeys::open(rig_->dir.path().toStdString() + "/security")},
                          [&](const Result<void>& done) { attached = done.has_value(); });
        QVERIFY(rig_->box.runUntil([&] { return attached; }));
        QCOMPARE(rig_->get("/api/v1/auth/me", local.at("access_token")).status, 401);
        QCOMPARE(rig_->get("/api/v1/auth/me", remote.at("access_token")).status, 200);
    }
};

QTEST_GUILESS_MAIN(UsersTest)
#include "users_test.moc"
