// The routes of blocks and security events over a real store and control.
#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

namespace {

constexpr const char* kBlocks = "/api/v1/admin/blocked-ips";

std::vector<std::string> addresses(const Answer& answer) {
    std::vector<std::string> found;
    for (const auto& item : answer.json.at("items").as_array()) found.emplace_back(item.as_object().at("ip").as_string());
    return found;
}

std::string blockBody(const std::string& ip, const std::string& reason) { return boost::json::serialize(boost::json::object{{"ip", ip}, {"reason", reason}}); }

}  // namespace

class BlockedIpsTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    Answer block(const std::string& body) { return rig_->post(kBlocks, body, rig_->operation); }
    Answer change(Method method, const std::string& path, const std::string& body, const std::string& token) {
        return rig_->call({method, path, body, token});
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void blocksInOneSpelling() {
        const auto made = block(R"({"ip":"2001:DB8::7","seconds":60,"reason":"scan"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.at("ip"), std::string("2001:db8::/64"));
        QCOMPARE(made.at("hits"), std::string("0"));
        QCOMPARE(made.at("last_hit_at"), std::string("null"));
        QCOMPARE(block(R"({"ip":"2001:db8::/64"})").at("id"), made.at("id"));
        QVERIFY(rig_->target.current->blocked.find(*parseIp("2001:db8::ffff")));
        QCOMPARE(rig_->get(std::string(kBlocks) + "/2001:db8::1", rig_->viewer).at("id"), made.at("id"));
        QCOMPARE(rig_->get(std::string(kBlocks) + "/192.0.2.9", rig_->viewer).status, 404);
    }
    void saysWhyNot_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("loopback") << QByteArray(R"({"ip":"127.0.0.1","force":true})") << 422 << QByteArray("BLOCK_LOOPBACK");
        QTest::newRow("wide") << QByteArray(R"({"ip":"192.0.0.0/10"})") << 422 << QByteArray("BLOCK_TOO_WIDE");
        QTest::newRow("wide, forced") << QByteArray(R"({"ip":"193.0.0.0/10","force":true})") << 201 << QByteArray();
        QTest::newRow("self") << QByteArray(R"({"ip":"198.51.100.7"})") << 409 << QByteArray("BLOCK_SELF");
        QTest::newRow("nothing") << QByteArray(R"({"ip":"nowhere"})") << 422 << QByteArray("INVALID_VALUE");
    }
    void saysWhyNot() {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, code);
        Call call{Method::post, kBlocks, body.toStdString(), rig_->operation};
        call.peer = "198.51.100.7";
        const auto answer = rig_->call(call);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code.toStdString());
        if (status >= 400) QCOMPARE(answer.wrongField(), std::string("ip"));
    }
    void neverBlocksATrustedProxy() {
        config::Settings settings;
        settings.trustedProxies = {*parseCidr("10.0.0.0/24")};
        rig_->api->useSettings(settings);
        QCOMPARE(block(R"({"ip":"10.0.0.0/16","force":true})").code(), std::string("BLOCK_PROXY"));
    }
    void changesTheTime() {
        QCOMPARE(block(R"({"ip":"192.0.2.1","seconds":60,"reason":"scan"})").status, 201);
        const std::string path = std::string(kBlocks) + "/192.0.2.1";
        const auto later = change(Method::patch, path, R"({"seconds":3600})", rig_->operation);
        QCOMPARE(later.status, 200);
        QCOMPARE(later.at("expires_at"), rfc3339(rig_->clock.wall() + std::chrono::hours(1)));
        QCOMPARE(later.at("reason"), std::string("scan"));
        QCOMPARE(change(Method::patch, path, R"({"seconds":null})", rig_->operation).at("expires_at"), std::string("null"));
        QCOMPARE(change(Method::patch, path, R"({"seconds":1})", rig_->viewer).code(), std::string("FORBIDDEN"));
        QCOMPARE(change(Method::patch, std::string(kBlocks) + "/192.0.2.2", R"({"seconds":1})", rig_->operation).status, 404);
    }
    void pagesAndSearches() {
        for (int i = 1; i <= 5; ++i) {
            rig_->clock.advance(std::chrono::seconds{1});
            block(blockBody("192.0.2." + std::to_string(i), "scan " + std::to_string(i)));
        }
        rig_->clock.advance(std::chrono::seconds{1});
        block(R"({"ip":"203.0.113.0/24","reason":"botnet"})");
        const auto first = rig_->get(std::string(kBlocks) + "?limit=4", rig_->viewer);
        QCOMPARE(addresses(first), (std::vector<std::string>{"203.0.113.0/24", "192.0.2.5", "192.0.2.4", "192.0.2.3"}));
        const auto second = rig_->get(std::string(kBlocks) + "?limit=4&cursor=" + first.at("next_cursor"), rig_->viewer);
        QCOMPARE(addresses(second), (std::vector<std::string>{"192.0.2.2", "192.0.2.1"}));
        QCOMPARE(second.at("next_cursor"), std::string("null"));
        QCOMPARE(addresses(rig_->get(std::string(kBlocks) + "?q=BOT", rig_->viewer)), (std::vector<std::string>{"203.0.113.0/24"}));
        QCOMPARE(addresses(rig_->get(std::string(kBlocks) + "?address=203.0.113.77", rig_->viewer)), (std::vector<std::string>{"203.0.113.0/24"}));
        QCOMPARE(rig_->get(std::string(kBlocks) + "?address=x", rig_->viewer).wrongField(), std::string("address"));
        QCOMPARE(rig_->get(std::string(kBlocks) + "?cursor=x", rig_->viewer).wrongField(), std::string("cursor"));
    }
    void asksTheWorkers() {
        const auto answer = rig_->get(std::string(kBlocks) + "/203.0.113.9/verify", rig_->viewer);
        QCOMPARE(answer.status, 200);
        QCOMPARE(rig_->workers.asked, std::string("203.0.113.9"));
        QCOMPARE(answer.json.at("answers").as_array().at(0).as_object().at("status").as_int64(), std::int64_t{403});
        rig_->get(std::string(kBlocks) + "/203.0.113.0%2F24/verify", rig_->viewer);
        QCOMPARE(rig_->workers.asked, std::string("203.0.113.0"));
        QCOMPARE(rig_->get(std::string(kBlocks) + "/nowhere/verify", rig_->viewer).wrongField(), std::string("ip"));
    }
    void countsHitsThatSurviveAChangeOfTheTime() {
        block(R"({"ip":"192.0.2.1","seconds":60})");
        rig_->target.current->blocked.find(*parseIp("192.0.2.1"))->count(rig_->clock.wall());
        change(Method::patch, std::string(kBlocks) + "/192.0.2.1", R"({"seconds":600})", rig_->operation);
        const auto row = rig_->get(std::string(kBlocks) + "/192.0.2.1", rig_->viewer);
        QCOMPARE(row.at("hits"), std::string("1"));
        QCOMPARE(row.at("last_hit_at"), rfc3339(rig_->clock.wall()));
    }
    void refusesABlockedAddressAtItsOwnListener() {
        block(R"({"ip":"192.0.2.1"})");
        pipeline::AdminRequest request;
        request.method = Method::get;
        request.path = "/api/v1/auth/me";
        request.fields = {{"host", "127.0.0.1"}};
        request.peer = *parseIp("192.0.2.1");
        request.ownListener = true;
        auto sink = std::make_shared<RecordingSink>();
        rig_->api->handle(request, sink);
        QVERIFY(rig_->box.runUntil([&] { return sink->replies > 0; }));
        QCOMPARE(sink->head.status, 403);
        QVERIFY(sink->body.find("IP_BLOCKED") != std::string::npos);
    }

    void listsWhatHappened() {
        rig_->login("admin@example.com", "wrong password", "203.0.113.9");
        rig_->login("nobody@example.com", "wrong password", "203.0.113.9");
        ledger::RequestRecord record;
        record.error = ErrorCode::ipBlocked;
        record.ip = "192.0.2.1";
        record.createdAt = rig_->clock.wall();
        rig_->api->publishRequests({&record, 1});
        block(R"({"ip":"192.0.2.1"})");
        const auto all = rig_->get("/api/v1/admin/security/events", rig_->viewer);
        QCOMPARE(all.json.at("last_hour").as_object().at("login_failed").to_number<int>(), 2);
        const auto failed = rig_->get("/api/v1/admin/security/events?kind=login_failed&ip=203.0.113.9", rig_->viewer);
        QCOMPARE(failed.json.at("items").as_array().size(), std::size_t{2});
        const auto refused = rig_->get("/api/v1/admin/security/events?kind=blocked", rig_->viewer);
        QVERIFY(refused.json.at("items").as_array().at(0).as_object().at("blocked").as_bool());
        const auto page = rig_->get("/api/v1/admin/security/events?limit=1", rig_->viewer);
        const auto next = rig_->get("/api/v1/admin/security/events?limit=1&cursor=" + page.at("next_cursor"), rig_->viewer);
        QVERIFY(page.json.at("items").as_array().at(0) != next.json.at("items").as_array().at(0));
        QCOMPARE(rig_->get("/api/v1/admin/security/events?cursor=x", rig_->viewer).wrongField(), std::string("cursor"));
    }
    void auditsWhatHasEnded() {
        for (int i = 0; i < 4; ++i) rig_->login("admin@example.com", "wrong password", "203.0.113.9");
        rig_->timers.advance(std::chrono::minutes{3});
        bool found = false;
        QVERIFY(rig_->box.runUntil([&] {
            const auto rows = rig_->onStore([](store::Database& database) { return store::auditAfter(database, 0, 1000); });
            for (const auto& row : *rows) found = found || (row.action == "security.login_failed" && row.targetId == "203.0.113.9" && row.reason == "4 times");
            return found;
        }));
    }
};

QTEST_GUILESS_MAIN(BlockedIpsTest)
#include "blocked_ips_test.moc"
