// What-if of a limit over the whole admin API: who may ask, what is refused, what comes back.
#include "tests/gateway/admin/admin_rig.hpp"

#include "gateway/store/usage_table.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;
using namespace std::chrono_literals;

class LimitWhatIfTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;
    std::string key_;

    std::string path(const std::string& query) const { return "/api/v1/admin/limits/key/" + key_ + "/what-if" + query; }
    /// `count` requests at once, `age` ago.
    void came(int count, std::chrono::milliseconds age) {
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < count; ++i) {
            ledger::RequestRecord record;
            record.traceId = "req-" + std::to_string(age.count()) + "-" + std::to_string(i);
            record.keyId = key_;
            record.createdAt = rig_->clock.wall() - age;
            record.status = 200;
            record.attempts = 1;
            record.usage = {100, 20, 0, 0, 0};
            records.push_back(std::move(record));
        }
        QVERIFY(rig_->onStore([&](store::Database& database) { return store::insertUsage(database, records); }));
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
        const auto made = rig_->post("/api/v1/admin/api-keys", R"({"name":"batch"})", rig_->admin);
        QCOMPARE(made.status / 100, 2);
        key_ = made.at("id");
    }
    void cleanup() { rig_.reset(); }

    void tellsWhatWouldHaveBeenRefused() {
        came(30, 2h);
        came(12, 90min);
        came(50, 25h);  // before the span
        const auto found = rig_->get(path("?rpm=10"), rig_->viewer);
        QCOMPARE(found.status, 200);
        QCOMPARE(found.json.at("requests").as_int64(), std::int64_t{42});
        QCOMPARE(found.json.at("refused").as_int64(), std::int64_t{22});
        QCOMPARE(found.json.at("worst").at("refused").as_int64(), std::int64_t{20});
        QCOMPARE(found.json.at("peak_requests").at("amount").as_int64(), std::int64_t{30});
        QCOMPARE(found.json.at("peak_tokens").at("amount").as_int64(), std::int64_t{3600});
        QVERIFY(found.json.at("counted_since").is_null());
        QVERIFY(found.json.at("steps").as_array().size() >= 96);
        QCOMPARE(rig_->get(path("?tpm=600"), rig_->viewer).json.at("refused").as_int64(), std::int64_t{25 + 7});
        QCOMPARE(rig_->get(path(""), rig_->viewer).json.at("refused").as_int64(), std::int64_t{0});
        const auto each = rig_->get("/api/v1/admin/limits/global/*/what-if?rpm=10", rig_->viewer);
        QCOMPARE(each.json.at("refused").as_int64(), std::int64_t{22});
    }

    void refusesWhatCannotBeAnswered() {
        QCOMPARE(rig_->get(path("?rpm=0"), rig_->viewer).status, 422);
        QCOMPARE(rig_->get(path("?rpm=many"), rig_->viewer).status / 100, 4);
        QCOMPARE(rig_->get(path("?since=2026-01-01T00:00:00Z&until=2026-01-03T00:00:00Z"), rig_->viewer).status, 422);
        QVERIFY(rig_->get("/api/v1/admin/limits/key/nobody/what-if?rpm=1", rig_->viewer).status / 100 == 4);
        QCOMPARE(rig_->get(path("?rpm=1"), "").status, 401);
    }

    void aRowSaysWhatItInherits() {
        QCOMPARE(rig_->call({Method::put, "/api/v1/admin/limits/global/*", R"({"rpm":100,"tpd":9000})", rig_->admin}).status, 200);
        const auto made = rig_->call({Method::put, "/api/v1/admin/limits/key/" + key_, R"({"tpm":500})", rig_->admin});
        QCOMPARE(made.status, 200);
        QCOMPARE(made.json.at("inherited").at("rpm").as_int64(), std::int64_t{100});
        QCOMPARE(made.json.at("inherited").at("tpd").as_int64(), std::int64_t{9000});
        QVERIFY(!made.json.at("inherited").as_object().contains("tpm"));
        QVERIFY(made.json.at("use").as_object().contains("requests_peak_5m"));
    }
};

QTEST_GUILESS_MAIN(LimitWhatIfTest)
#include "limit_what_if_test.moc"
