#include "gateway/engine/engine.hpp"

#include "gateway/store/data_lock.hpp"
#include "tests/gateway/engine/engine_bench.hpp"

using namespace gw;
using gw::engine::Stage;
using gw::test::ask;
using gw::test::bearer;
using gw::test::EngineBench;

namespace {

const std::string kOwner = R"({"email":"owner@example.test","password":"correct horse battery"})";

/// Holds a port of loopback, as another program would.
struct HeldPort {
    HeldPort() : fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (::bind(fd.get(), plain, size) != 0 || ::listen(fd.get(), 1) != 0 || ::getsockname(fd.get(), plain, &size) != 0) return;
        port = ntohs(address.sin_port);
    }
    net::Fd fd;
    std::uint16_t port = 0;
};

}  // namespace

class EngineTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void servesAKeyUntilItIsRevoked() {
        EngineBench bench;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/has_admin"), std::string("false"));
        const auto owner = bench.local("POST", "/api/v1/auth/bootstrap", kOwner);
        QCOMPARE(owner.status, 201);
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/has_admin"), std::string("true"));
        const auto token = bearer(owner.at("/access_token"));
        const auto made = ask(bench.port(), "POST", "/api/v1/admin/api-keys", R"({"name":"first"})", token);
        QCOMPARE(made.status, 201);
        const auto key = bearer(made.at("/key"));
        for (int i = 0; i < 8; ++i) QCOMPARE(ask(bench.port(), "GET", "/v1/models", {}, key).status, 200);
        const auto revoked = ask(bench.port(), "POST", "/api/v1/admin/api-keys/" + made.at("/id") + "/revoke", R"({"reason":"left"})", token);
        QCOMPARE(revoked.status, 200);
        QCOMPARE(revoked.at("/workers/acknowledged"), std::string("2"));
        QCOMPARE(revoked.at("/workers/total"), std::string("2"));
        for (int i = 0; i < 8; ++i) {
            const auto refused = ask(bench.port(), "GET", "/v1/models", {}, key);
            QCOMPARE(refused.status, 401);
            QCOMPARE(refused.at("/error/code"), std::string("invalid_api_key"));
        }
        const auto verified = ask(bench.port(), "GET", "/api/v1/admin/api-keys/" + made.at("/id") + "/verify", {}, token);
        QCOMPARE(verified.at("/answers/0/status"), std::string("401"));
        QCOMPARE(verified.at("/answers/1/status"), std::string("401"));
    }

    void makesOneFirstAdministratorOnly() {
        EngineBench bench;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QCOMPARE(bench.local("POST", "/api/v1/auth/bootstrap", kOwner).status, 201);
        const auto second = bench.local("POST", "/api/v1/auth/bootstrap", R"({"email":"b@example.test","password":"correct horse battery"})");
        QCOMPARE(second.status, 409);
        QCOMPARE(ask(bench.port(), "POST", "/api/v1/auth/login", kOwner).status, 200);
    }

    void makesTheAdministratorOfTheSettings() {
        EngineBench bench;
        bench.environment["GATEWAY_ADMIN_EMAIL"] = "owner@example.test";
        bench.environment["GATEWAY_ADMIN_PASSWORD"] = "correct horse battery";
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QCOMPARE(ask(bench.port(), "POST", "/api/v1/auth/login", kOwner).status, 200);
        QCOMPARE(bench.local("POST", "/api/v1/auth/bootstrap", kOwner).status, 409);
    }

    void keepsThePrivateDoorShut() {
        EngineBench bench;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QCOMPARE(bench.door.secret.size(), std::size_t{64});
        QVERIFY(ask(bench.door.port, "POST", "/api/v1/auth/bootstrap", kOwner).status >= 400);
        const auto wrong = "x-gatehouse-local: " + std::string(64, '0') + "\r\n";
        QVERIFY(ask(bench.door.port, "POST", "/api/v1/auth/bootstrap", kOwner, wrong).status >= 400);
        const auto right = "x-gatehouse-local: " + bench.door.secret + "\r\n";
        QCOMPARE(ask(bench.port(), "POST", "/api/v1/auth/bootstrap", kOwner, right).status, 404);
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/has_admin"), std::string("false"));
    }

    void aTakenPortIsAFailedStageThatCanBeMended() {
        const HeldPort held;
        QVERIFY(held.port != 0);
        EngineBench bench;
        bench.environment["GATEWAY_PORT"] = std::to_string(held.port);
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::failed), 30000);
        QVERIFY(bench.engine->stage().failedStage == Stage::workers);
        const auto failed = bench.local("GET", "/api/v1/engine");
        QCOMPARE(failed.status, 200);
        QCOMPARE(failed.at("/stage"), std::string("failed"));
        QCOMPARE(failed.at("/failed_stage"), std::string("workers"));
        QCOMPARE(failed.at("/error/code"), std::string("PORT_TAKEN"));
        QCOMPARE(failed.at("/error/detail/port"), std::to_string(held.port));
        QCOMPARE(failed.at("/error/detail/holder_pid"), std::to_string(::getpid()));
        QVERIFY(!failed.at("/error/detail/holder_name").empty());
        QCOMPARE(bench.local("GET", "/api/v1/admin/api-keys").status, 503);
        // The same port again fails again; another one gets ready, and then there is nothing to mend.
        bench.told = -1;
        QCOMPARE(bench.local("POST", "/api/v1/engine/retry", "{}").status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::failed), 30000);
        QCOMPARE(bench.local("POST", "/api/v1/engine/retry", R"({"port":0})").status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QVERIFY(bench.port() != held.port);
        QCOMPARE(ask(bench.port(), "GET", "/v1/models").status, 401);
        const auto again = bench.local("POST", "/api/v1/engine/retry", "{}");
        QCOMPARE(again.status, 409);
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/error"), std::string("null"));
    }

    void aDirectoryInUseNamesItsHolder() {
        EngineBench bench;
        auto lock = std::make_unique<Result<store::DataLock>>(store::DataLock::take(bench.dataDir()));
        QVERIFY(lock->has_value());
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::failed), 30000);
        const auto failed = bench.local("GET", "/api/v1/engine");
        QCOMPARE(failed.at("/failed_stage"), std::string("store"));
        QCOMPARE(failed.at("/error/code"), std::string("STORE_LOCKED"));
        QCOMPARE(failed.at("/error/detail/holder_pid"), std::to_string(::getpid()));
        lock.reset();
        QCOMPARE(bench.local("POST", "/api/v1/engine/retry", "{}").status, 202);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
    }

    void aWrongSettingIsAFailedStageThatNamesIt() {
        EngineBench bench;
        bench.environment["GATEWAY_THREADS"] = "many";
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::failed), 30000);
        QVERIFY(bench.engine->stage().failedStage == Stage::settings);
        const auto failed = bench.local("GET", "/api/v1/engine");
        QCOMPARE(failed.at("/error/code"), std::string("SETTINGS_INVALID"));
        QCOMPARE(failed.at("/error/detail/field"), std::string("GATEWAY_THREADS"));
        QCOMPARE(failed.at("/error/detail/value"), std::string("many"));
        QVERIFY(!std::filesystem::exists(bench.dataDir() / "gateway.db"));
    }

    void keepsKeysOverARestart() {
        EngineBench bench;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        const auto owner = bench.local("POST", "/api/v1/auth/bootstrap", kOwner);
        const auto made = ask(bench.port(), "POST", "/api/v1/admin/api-keys", R"({"name":"first"})", bearer(owner.at("/access_token")));
        QCOMPARE(made.status, 201);
        bench.engine.reset();
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        QCOMPARE(ask(bench.port(), "GET", "/v1/models", {}, bearer(made.at("/key"))).status, 200);
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/has_admin"), std::string("true"));
    }

    void drainsThenStops() {
        EngineBench bench;
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        const auto port = bench.port();
        QCOMPARE(bench.engine->inflight(), std::uint32_t{0});
        std::atomic<int> drained{0};
        bench.engine->drain([&] { ++drained; });
        QTRY_COMPARE(drained.load(), 1);
        QVERIFY(bench.engine->stage().stage == Stage::draining);
        QTRY_VERIFY(!net::test::WireClient(port).connected());
        QCOMPARE(bench.local("GET", "/api/v1/engine").at("/stage"), std::string("draining"));
        bench.engine->stop();
        QVERIFY(bench.isAt(Stage::stopped));
        bench.told = -1;
        bench.engine->stop();
        QCOMPARE(bench.told.load(), -1);
    }

    void drainsAtOnceWhenNothingRuns() {
        EngineBench bench;
        bench.environment["GATEWAY_THREADS"] = "many";
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::failed), 30000);
        std::atomic<int> drained{0};
        bench.engine->drain([&] { ++drained; });
        QTRY_COMPARE(drained.load(), 1);
        bench.engine->drain({});
        QCOMPARE(bench.engine->inflight(), std::uint32_t{0});
    }

    void takesAGoodReloadAndKeepsTheOldSettingsOtherwise() {
        EngineBench bench;
        bench.environment.erase("GATEWAY_PORT");
        bench.writeSettings("GATEWAY_PORT=0\nGATEWAY_ENVIRONMENT_NAME=before\n");
        bench.start();
        QTRY_VERIFY_WITH_TIMEOUT(bench.isAt(Stage::ready), 30000);
        const auto name = [&] {
            bench.engine->reload();
            return bench.local("GET", "/api/v1/engine").at("/environment/name");  // answered behind the reload
        };
        const auto port = bench.port();
        QCOMPARE(name(), std::string("before"));
        bench.writeSettings("GATEWAY_PORT=1\nGATEWAY_ENVIRONMENT_NAME=after\n");
        QCOMPARE(name(), std::string("after"));
        bench.writeSettings("GATEWAY_DRAIN_SECONDS=soon\nGATEWAY_ENVIRONMENT_NAME=wrong\n");
        QCOMPARE(name(), std::string("after"));
        QVERIFY(bench.isAt(Stage::ready));
        QCOMPARE(ask(port, "GET", "/v1/models").status, 401);
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
