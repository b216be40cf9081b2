// Rotation of the signing key by click, and what becomes of tokens; the files at each step of the handbook's four moves.
#include "gateway/admin/key_rotation.hpp"

#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QFile>
#include <QTest>

#include <sys/stat.h>

using namespace gw;
using namespace gw::admin;

class JwtKeysTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;
    static constexpr const char* kState = "/api/v1/admin/security/jwt";

    std::string dir() const { return rig_->dir.path().toStdString() + "/security"; }
    std::string at(const char* name) const { return dir() + "/" + name; }
    bool has(const char* name) const { return QFile::exists(QString::fromStdString(at(name))); }
    void move(const char* from, const char* to) const {
        QVERIFY(QFile::rename(QString::fromStdString(at(from)), QString::fromStdString(at(to))));
    }
    void prepareNewPair() {
        const auto fresh = RsaKey::generate();
        QVERIFY(writeSecretFile(at("private_new.pem"), fresh->privatePem()));
        QVERIFY(writeSecretFile(at("public_new.pem"), fresh->publicPem()));
    }
    Answer rotate(const std::string& body = "{}") { return rig_->post(std::string(kState) + "/rotate", body, rig_->admin); }
    Answer retire() { return rig_->post(std::string(kState) + "/retire", "{}", rig_->admin); }
    Answer state() { return rig_->get(kState, rig_->viewer); }
    static std::string kidOf(const Answer& answer, const char* which) {
        const auto& key = answer.json.at(which);
        return key.is_object() ? std::string(key.as_object().at("kid").as_string()) : std::string();
    }
    int me(const std::string& token) { return rig_->get("/api/v1/auth/me", token).status; }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void tellsWhatSigns() {
        const auto answer = state();
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.at("state"), std::string("idle"));
        QCOMPARE(kidOf(answer, "signing").size(), std::size_t{32});
        QCOMPARE(answer.at("old"), std::string("null"));
        QCOMPARE(answer.json.at("files").as_array().size(), std::size_t{6});
        QVERIFY(answer.text.find("PRIVATE KEY") == std::string::npos);
        ::chmod(at("private.pem").c_str(), 0640);
        QVERIFY(state().text.find("\"mode\":\"0640\",\"mode_ok\":false") != std::string::npos);
    }

    void rotatesAndKeepsOldTokensUntilTheyExpire() {
        const auto before = kidOf(state(), "signing");
        const auto oldToken = rig_->admin;
        const auto rotated = rotate(R"({"reason":"yearly"})");
        QCOMPARE(rotated.status, 200);
        QVERIFY(kidOf(rotated, "signing") != before);
        QCOMPARE(kidOf(rotated, "old"), before);
        QCOMPARE(rotated.at("state"), std::string("grace"));
        QCOMPARE(me(oldToken), 200);
        const auto freshToken = rig_->signIn("admin@example.com");
        QCOMPARE(me(freshToken), 200);
        // A second rotation, and the end of the old key, wait for the last old token.
        QCOMPARE(rotate().status, 409);
        QCOMPARE(retire().status, 409);
        rig_->clock.advance(kAccessLifetime + kTokenLeeway - std::chrono::seconds{1});
        rig_->admin = rig_->signIn("admin@example.com");
        rig_->viewer = rig_->signIn("viewer@example.com");
        QCOMPARE(retire().status, 409);
        rig_->clock.advance(std::chrono::seconds{1});
        QCOMPARE(me(oldToken), 401);
        QCOMPARE(state().at("state"), std::string("retirable"));
        const auto retired = retire();
        QCOMPARE(retired.status, 200);
        QCOMPARE(retired.at("state"), std::string("idle"));
        QVERIFY(!has("private_old.pem") && !has("public_old.pem"));
        QCOMPARE(retire().status, 409);
        QCOMPARE(me(rig_->admin), 200);
        const auto audit = rig_->get("/api/v1/admin/audit", rig_->admin).text;
        QVERIFY(audit.find("jwt.rotate") != std::string::npos && audit.find("yearly") != std::string::npos);
        QVERIFY(audit.find("jwt.retire") != std::string::npos);
    }

    void aLeakedKeyEndsItsTokensAtOnce() {
        const auto login = rig_->login("admin@example.com", AdminRig::kPassword);
        QCOMPARE(rotate(R"({"keep_old":false})").status, 200);
        QCOMPARE(me(rig_->admin), 401);
        QVERIFY(!has("private_old.pem") && !has("public_old.pem"));
        // Its holder goes on without a password: refresh tokens are not signed by it.
        const auto refreshed = rig_->call({Method::post, "/api/v1/auth/refresh", "{\"refresh_token\":\"" + login.at("refresh_token") + "\"}"});
        QCOMPARE(refreshed.status, 200);
        QCOMPARE(me(refreshed.at("access_token")), 200);
    }

    void eachKeyFileIsForItsOwnerOnly() {
        QCOMPARE(rotate().status, 200);
        for (const char* name : {"private.pem", "private_old.pem"}) {
            struct stat facts {};
            QCOMPARE(::stat(at(name).c_str(), &facts), 0);
            QCOMPARE(facts.st_mode & 0777U, 0600U);
        }
        QVERIFY(!has("private_new.pem") && !has("public_new.pem"));
    }

    void goesOnFromEachStepOfTheHandbook_data() {
        QTest::addColumn<int>("moves");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("prepared") << 0 << QByteArray("prepared");
        QTest::newRow("first move") << 1 << QByteArray("half_done");
        QTest::newRow("second move") << 2 << QByteArray("half_done");
        QTest::newRow("third move") << 3 << QByteArray("half_done");
    }
    void goesOnFromEachStepOfTheHandbook() {
        QFETCH(int, moves);
        QFETCH(QByteArray, shown);
        const auto before = kidOf(state(), "signing");
        prepareNewPair();
        const auto fresh = readKeyPair(at("private_new.pem"), at("public_new.pem"))->id();
        const std::pair<const char*, const char*> steps[]{
            {"private.pem", "private_old.pem"}, {"public.pem", "public_old.pem"}, {"private_new.pem", "private.pem"}};
        for (int i = 0; i < moves; ++i) move(steps[i].first, steps[i].second);
        QCOMPARE(QByteArray::fromStdString(state().at("state")), shown);
        // A half pair is never taken: SIGHUP and a start both stay with the old one.
        rig_->api->reloadTokenKeys();
        QVERIFY(rig_->box.runUntil([&] { return kidOf(state(), "signing") == before; }));
        QCOMPARE((*TokenKeys::open(dir()))->signer().id(), before);
        const auto token = rig_->signIn("admin@example.com");
        const auto rotated = rotate();
        QCOMPARE(rotated.status, 200);
        QCOMPARE(kidOf(rotated, "signing"), fresh);
        QCOMPARE(kidOf(rotated, "old"), before);
        QCOMPARE(me(token), 200);
    }

    void takesTheHandbooksRotationAtReload() {
        const auto before = kidOf(state(), "signing");
        prepareNewPair();
        for (const char* half : {"private", "public"}) move((std::string(half) + ".pem").c_str(), (std::string(half) + "_old.pem").c_str());
        for (const char* half : {"private", "public"}) move((std::string(half) + "_new.pem").c_str(), (std::string(half) + ".pem").c_str());
        rig_->api->reloadTokenKeys();
        QVERIFY(rig_->box.runUntil([&] { return kidOf(state(), "signing") != before; }));
        QCOMPARE(kidOf(state(), "old"), before);
        QCOMPARE(me(rig_->admin), 200);
        QCOMPARE(retire().status, 409);
    }

    void staysWithTheLastGoodPairWhenTheFilesAreWrong() {
        const auto before = kidOf(state(), "signing");
        QVERIFY(QFile::remove(QString::fromStdString(at("public.pem"))));
        QVERIFY(writeSecretFile(at("public.pem"), RsaKey::generate()->publicPem()));
        rig_->api->reloadTokenKeys();
        QVERIFY(rig_->box.runUntil([&] { return kidOf(state(), "signing") == before; }));
        QCOMPARE(me(rig_->signIn("admin@example.com")), 200);
        QCOMPARE(rotate().status, 409);
    }

    void refusesToGoOnFromWhatIsNoPair() {
        prepareNewPair();
        QVERIFY(QFile::remove(QString::fromStdString(at("public_new.pem"))));
        const auto half = rotate();
        QCOMPARE(half.status, 409);
        QVERIFY(half.text.find("private_new.pem") != std::string::npos);
        QVERIFY(has("private.pem") && has("public.pem"));
    }

    void onlyAdministratorsRotate() {
        QCOMPARE(rig_->post(std::string(kState) + "/rotate", "{}", rig_->operation).status, 403);
        QCOMPARE(rig_->post(std::string(kState) + "/retire", "{}", rig_->viewer).status, 403);
    }
};

QTEST_GUILESS_MAIN(JwtKeysTest)
#include "jwt_keys_test.moc"
