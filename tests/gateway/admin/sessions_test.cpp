#include "gateway/admin/sessions.hpp"

#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

class SessionsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    Answer refresh(const std::string& token) {
        return rig_->call({Method::post, "/api/v1/auth/refresh", "{\"refresh_token\":\"" + token + "\"}"});
    }
    int statusFor(const std::string& access) { return rig_->get("/api/v1/admin/api-keys", access).status; }
    Answer signIn() { return rig_->login("operator@example.com", AdminRig::kPassword); }
    std::string idOf(const std::string& email) {
        const auto users = rig_->get("/api/v1/admin/users", rig_->admin);
        for (const auto& user : users.json.at("items").as_array()) {
            if (user.at("email").as_string() == email) return std::string(user.at("id").as_string());
        }
        return {};
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void swapsARefreshTokenForAFreshPair() {
        const auto first = signIn();
        const auto second = refresh(first.at("refresh_token"));
        QCOMPARE(second.status, 200);
        QVERIFY(second.at("refresh_token") != first.at("refresh_token"));
        QCOMPARE(statusFor(second.at("access_token")), 200);
        QCOMPARE(statusFor(first.at("access_token")), 200);
    }

    void endsTheSignInWhenARefreshTokenIsUsedTwice() {
        const auto first = signIn();
        const auto other = signIn();
        const auto second = refresh(first.at("refresh_token"));
        QCOMPARE(refresh(first.at("refresh_token")).status, 401);
        QCOMPARE(refresh(second.at("refresh_token")).status, 401);
        QCOMPARE(statusFor(second.at("access_token")), 401);
        QCOMPARE(statusFor(first.at("access_token")), 401);
        QCOMPARE(statusFor(other.at("access_token")), 200);  // another sign-in of the same user
    }

    void refusesARefreshTokenThatItNeverGave_data() {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("unknown") << QByteArray("gr-") + QByteArray(64, '0');
        QTest::newRow("no token") << QByteArray("x");
    }
    void refusesARefreshTokenThatItNeverGave() {
        QFETCH(QByteArray, token);
        const auto answer = refresh(token.toStdString());
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.code(), std::string("UNAUTHENTICATED"));
    }

    void refusesAnExpiredRefreshToken() {
        const auto first = signIn();
        rig_->clock.advance(admin::kRefreshLifetime);
        QCOMPARE(refresh(first.at("refresh_token")).status, 401);
    }

    void refusesAnExpiredAccessToken() {
        const auto first = signIn();
        rig_->clock.advance(std::chrono::minutes{14});
        QCOMPARE(statusFor(first.at("access_token")), 200);
        rig_->clock.advance(std::chrono::minutes{3});
        QCOMPARE(statusFor(first.at("access_token")), 401);
        QCOMPARE(refresh(first.at("refresh_token")).status, 200);
    }

    void signingOutEndsOneSignIn() {
        const auto first = signIn();
        const auto other = signIn();
        QCOMPARE(rig_->post("/api/v1/auth/logout", "{}", first.at("access_token")).status, 200);
        QCOMPARE(statusFor(first.at("access_token")), 401);
        QCOMPARE(refresh(first.at("refresh_token")).status, 401);
        QCOMPARE(statusFor(other.at("access_token")), 200);
    }

    void aDisabledUserIsOutAtOnce() {
        const auto first = signIn();
        const auto id = idOf("operator@example.com");
        QCOMPARE(rig_->call({Method::patch, "/api/v1/admin/users/" + id, R"({"is_active":false})", rig_->admin}).status, 200);
        QCOMPARE(statusFor(first.at("access_token")), 401);
        QCOMPARE(refresh(first.at("refresh_token")).status, 401);
        QCOMPARE(signIn().status, 401);
    }

    void aLoweredRoleCountsAtOnce() {
        const auto first = signIn();
        const auto id = idOf("operator@example.com");
        const std::string block = R"({"ip":"192.0.2.1","reason":"x"})";
        QCOMPARE(rig_->post("/api/v1/admin/blocked-ips", block, first.at("access_token")).status, 201);
        QCOMPARE(rig_->call({Method::patch, "/api/v1/admin/users/" + id, R"({"role":"viewer"})", rig_->admin}).status, 200);
        const auto refused = rig_->post("/api/v1/admin/blocked-ips", R"({"ip":"192.0.2.2","reason":"x"})", first.at("access_token"));
        QCOMPARE(refused.status, 401);
        // The sign-in of the old role has ended; the next one has the new role.
        QCOMPARE(rig_->post("/api/v1/admin/blocked-ips", block, signIn().at("access_token")).status, 403);
    }
};

QTEST_GUILESS_MAIN(SessionsTest)
#include "sessions_test.moc"
