// Prices, sums and corrections over the whole admin API.
#include "tests/gateway/admin/admin_rig.hpp"

#include "gateway/store/usage_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

class BillTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    Answer put(const std::string& place, const std::string& body, const std::string& token) {
        return rig_->call({Method::put, "/api/v1/admin/prices/" + place, body, token});
    }
    Answer adjust(const std::string& body, const std::string& token) { return rig_->post("/api/v1/admin/requests/req-1/adjustments", body, token); }
    void bill() {
        ledger::RequestRecord record;
        record.traceId = "req-1";
        record.keyId = "k1";
        record.provider = "main";
        record.upstreamModel = "gpt-4o";
        record.createdAt = rig_->clock.wall();
        record.status = 200;
        record.billed.push_back({1, ledger::UsageSource::reported, "main", "gpt-4o", {100, 10, 0, 0, 0}, NanoUsd{800}, "v"});
        QVERIFY(rig_->onStore([&](store::Database& database) { return store::insertUsage(database, std::vector{record}); }));
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void aPriceHoldsFromAMomentOn() {
        const auto made = put("*/org%2Fm", R"({"input":"1.50","output":"2","tiers":[{"above":1000,"input":"3","output":"4"}],"batch":{"input":"0.5","output":"1"},"reason":"contract"})", rig_->admin);
        QCOMPARE(made.status, 200);
        QCOMPARE(made.at("version"), std::string("own-1"));
        QCOMPARE(made.at("model"), std::string("org/m"));
        QCOMPARE(made.at("input"), std::string("1.5"));
        QCOMPARE(made.at("in_force"), std::string("true"));
        const auto next = put("*/org%2Fm", R"({"input":"9","output":"9","effective_from":"2030-01-01"})", rig_->admin);
        QCOMPARE(next.at("version"), std::string("own-2"));
        QCOMPARE(next.at("in_force"), std::string("false"));
        const auto list = rig_->get("/api/v1/admin/prices?model=org/m", rig_->viewer);
        const auto& items = list.json.at("items").as_array();
        QCOMPARE(items.size(), std::size_t{2});
        QCOMPARE(std::string(items[0].at("version").as_string()), std::string("own-2"));
        QCOMPARE(std::string(items[1].at("tiers").at(0).at("output").as_string()), std::string("4"));
        QCOMPARE(std::string(items[1].at("batch").at("input").as_string()), std::string("0.5"));
    }

    void tellsWhatEachRouteIsBilledBy() {
        QCOMPARE(rig_->post("/api/v1/admin/providers", R"({"name":"up","kind":"openai","base_url":"https:\/\/up.example"})", rig_->admin).status, 201);
        QCOMPARE(rig_->post("/api/v1/admin/presets", R"({"name":"first","items":[{"provider":"up","model":"m-2026-01-31"},{"provider":"up","model":"free"}]})", rig_->admin).status, 201);
        QCOMPARE(rig_->post("/api/v1/admin/presets", R"({"name":"second","items":[{"provider":"up","model":"free"}]})", rig_->admin).status, 201);
        const auto before = rig_->get("/api/v1/admin/prices/routes", rig_->viewer);
        QCOMPARE(before.json.at("items").as_array().size(), std::size_t{2});
        QVERIFY(before.json.at("items").at(1).at("price").is_null());
        // A dated name is billed by the undated one's price.
        QCOMPARE(put("*/m", R"({"input":"1.50","output":"2"})", rig_->admin).status, 200);
        const auto after = rig_->get("/api/v1/admin/prices/routes", rig_->viewer);
        const auto& dated = after.json.at("items").at(1);
        QCOMPARE(std::string(dated.at("model").as_string()), std::string("m-2026-01-31"));
        QCOMPARE(std::string(dated.at("price").at("input").as_string()), std::string("1.5"));
        QCOMPARE(std::string(dated.at("price").at("source").as_string()), std::string("own"));
        QVERIFY(after.json.at("items").at(0).at("price").is_null());
    }

    void refusesWhatIsNoPrice() {
        QCOMPARE(put("*/m", R"({"input":"1","output":"2"})", rig_->operation).status, 403);
        QCOMPARE(put("*/m", R"({"input":"1","output":"2","discount":"9"})", rig_->admin).status, 400);
        QCOMPARE(put("*/m", R"({"input":"1"})", rig_->admin).status, 400);
        const auto wrong = put("*/m", R"({"input":"1","output":"2","batch":{"input":"x","output":"2"}})", rig_->admin);
        QCOMPARE(wrong.status, 422);
        QCOMPARE(wrong.wrongField(), std::string("batch.input"));
        QCOMPARE(put("*/m", R"({"input":"1","output":"2","batch":"half"})", rig_->admin).wrongField(), std::string("batch"));
        QCOMPARE(put("nobody/m", R"({"input":"1","output":"2"})", rig_->admin).status, 404);
    }

    void correctsARowAndSumsUp() {
        bill();
        QCOMPARE(adjust(R"({"cost_nanousd":-300,"reason":"invoice"})", rig_->operation).status, 403);
        const auto made = adjust(R"({"cost_nanousd":-300,"reason":"invoice"})", rig_->admin);
        QCOMPARE(made.status, 201);
        QCOMPARE(made.at("cost_nanousd"), std::string("-300"));
        QCOMPARE(adjust(R"({"cost_nanousd":-501,"reason":"too much"})", rig_->admin).wrongField(), std::string("cost_nanousd"));
        QCOMPARE(adjust(R"({"cost_nanousd":1,"attempt":2,"reason":"no such row"})", rig_->admin).status, 404);
        QCOMPARE(adjust(R"({"cost_nanousd":1})", rig_->admin).status, 400);
        const auto shown = rig_->get("/api/v1/admin/requests/req-1", rig_->viewer);
        QCOMPARE(shown.json.at("adjustments").as_array().size(), std::size_t{1});
        QCOMPARE(shown.json.at("ledger").as_array().at(0).at("cost_nanousd").as_int64(), std::int64_t{800});
        const auto sums = rig_->get("/api/v1/admin/reports/usage?group=model&until=" + rfc3339(rig_->clock.wall() + std::chrono::hours(1)), rig_->viewer);
        const auto& item = sums.json.at("totals").as_object();
        QCOMPARE(item.at("cost_nanousd").as_int64(), std::int64_t{800});
        QCOMPARE(item.at("adjusted_nanousd").as_int64(), std::int64_t{-300});
        const auto& told = rig_->facts.corrections;
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told[0].keyId, std::string("k1"));
        QCOMPARE(told[0].amount, NanoUsd{-300});
        QVERIFY(told[0].began == std::chrono::floor<std::chrono::milliseconds>(rig_->clock.wall()));
        const auto audit = rig_->get("/api/v1/admin/audit?action=usage.adjust", rig_->admin);
        QVERIFY(!audit.json.at("items").as_array().empty());
    }
};

QTEST_GUILESS_MAIN(BillTest)
#include "bill_test.moc"
