// Health probes and what the gateway says of itself, over the whole admin API.
#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

class ProbesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;
    std::string id_;

    static std::string path(const std::string& id = {}, const std::string& verb = {}) {
        return "/api/v1/admin/providers" + (id.empty() ? id : "/" + id) + verb;
    }
    Answer patch(const std::string& body) { return rig_->call({Method::patch, path(id_), body, rig_->admin}); }
    std::vector<std::string> actions() {
        std::vector<std::string> found;
        const auto changes = rig_->get("/api/v1/admin/changes?limit=50", rig_->viewer);
        for (const auto& row : changes.json.at("items").as_array()) found.emplace_back(row.at("action").as_string());
        return found;
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
        const auto made = rig_->post(path(), R"({"name":"paid","kind":"openai","base_url":"https:\/\/api.example.com"})", rig_->admin);
        QCOMPARE(made.status, 201);
        id_ = made.at("id");
    }
    void cleanup() { rig_.reset(); }

    void theProbeModelIsAFieldThatComesAndGoes() {
        QVERIFY(rig_->get(path(id_), rig_->viewer).json.at("probe_model").is_null());
        QCOMPARE(patch(R"({"probe_model":"gpt-4o-mini"})").at("probe_model"), std::string("gpt-4o-mini"));
        QCOMPARE(patch(R"({"probe_model":"two words"})").wrongField(), std::string("probe_model"));
        QCOMPARE(patch(R"({"kind":"anthropic"})").wrongField(), std::string("probe_model"));
        QVERIFY(patch(R"({"probe_model":null})").json.at("probe_model").is_null());
        const auto trail = rig_->get("/api/v1/admin/audit?limit=1", rig_->viewer).json.at("items").as_array();
        QCOMPARE(std::string(trail[0].at("before").at("probe_model").as_string()), std::string("gpt-4o-mini"));
    }

    void tellsTheLastTheNextAndWhatOneCosts() {
        patch(R"({"probe_model":"gpt-4o-mini"})");
        rig_->probes.about.last = admin::ProbeOutlook::Last{rig_->clock.wall(), 81.5, "", {}, true, NanoUsd{1800}, "req-7"};
        rig_->probes.about.nextAt = rig_->clock.wall();
        rig_->probes.about.estimate = NanoUsd{1234};
        const auto shown = rig_->get(path(id_), rig_->viewer).json.at("probe");
        QVERIFY(shown.at("last").at("ok").as_bool() && shown.at("next_at").is_string());
        QCOMPARE(shown.at("estimate_nanousd").as_int64(), std::int64_t{1234});
        QCOMPARE(shown.at("last").at("cost_nanousd").as_int64(), std::int64_t{1800});
        QCOMPARE(std::string(shown.at("last").at("call").as_string()), std::string("chat"));
    }

    void aRealCallIsAuditedBeforeItIsMade() {
        QCOMPARE(rig_->post(path(id_, "/probe"), R"({"call":"chat"})", rig_->operation).wrongField(), std::string("model"));
        QVERIFY(rig_->probes.called.empty());
        patch(R"({"probe_model":"gpt-4o-mini"})");
        rig_->probes.answer.chat = true;
        rig_->probes.answer.cost = NanoUsd{1800};
        rig_->probes.answer.traceId = "req-7";
        const auto called = rig_->post(path(id_, "/probe"), R"({"call":"chat"})", rig_->operation);
        QCOMPARE(called.status, 200);
        QCOMPARE(called.at("cost_nanousd"), std::string("1800"));
        QCOMPARE(rig_->probes.called, std::string("paid/gpt-4o-mini"));
        const auto trail = rig_->get("/api/v1/admin/audit?limit=1", rig_->viewer).json.at("items").as_array();
        QCOMPARE(std::string(trail[0].at("action").as_string()), std::string("provider.probe"));
        QCOMPARE(std::string(trail[0].at("reason").as_string()), std::string("a real call of gpt-4o-mini"));
        rig_->post(path(id_, "/probe"), R"({"call":"chat","model":"other"})", rig_->operation);
        QCOMPARE(rig_->probes.called, std::string("paid/other"));
        QCOMPARE(rig_->post(path(id_, "/probe"), R"({"call":"chat"})", rig_->viewer).status, 403);
    }

    void theModelListStaysTheFirstChoiceAndIsFree() {
        rig_->probes.called.clear();
        const auto listed = rig_->post(path(id_, "/probe"), "{}", rig_->operation);
        QCOMPARE(listed.at("call"), std::string("model_list"));
        QVERIFY(!listed.json.contains("cost_nanousd") && rig_->probes.called.empty());
        QCOMPARE(rig_->probes.asked, std::string("paid"));
    }

    void noticesStandAmongTheChangesAndInNoTrail() {
        rig_->clock.advance(std::chrono::seconds{5});
        rig_->api->publishNotice({"circuit.tripped", "circuit", "paid:m", "UPSTREAM_TIMEOUT: rests for 5 s", R"({"seconds":5})"});
        QCOMPARE(actions().front(), std::string("circuit.tripped"));
        const auto row = rig_->get("/api/v1/admin/changes?limit=1", rig_->viewer).json.at("items").as_array()[0];
        QVERIFY(row.at("seq").as_int64() < 0);
        QCOMPARE(row.at("after").at("seconds").as_int64(), std::int64_t{5});
        const auto trail = rig_->get("/api/v1/admin/audit", rig_->viewer).json.at("items").as_array();
        for (const auto& one : trail) QVERIFY(one.at("seq").as_int64() > 0);
        QVERIFY(rig_->get("/api/v1/admin/changes?since=2100-01-01T00:00:00Z", rig_->viewer).json.at("items").as_array().empty());
        QCOMPARE(rig_->get("/api/v1/admin/changes?since=yesterday", rig_->viewer).wrongField(), std::string("since"));
    }

    void theNewestNoticesAreKept() {
        for (std::size_t i = 0; i < admin::NoticeLog::kKept + 100; ++i) rig_->api->publishNotice({"circuit.tripped", "circuit", std::to_string(i), {}, {}});
        admin::NoticeLog log;
        for (std::size_t i = 0; i < admin::NoticeLog::kKept + 100; ++i) log.add({"a", "b", std::to_string(i), {}, {}}, rig_->clock.wall());
        const auto kept = log.between({}, {}, 10000);
        QCOMPARE(kept.size(), admin::NoticeLog::kKept);
        QCOMPARE(kept.front().targetName, std::to_string(admin::NoticeLog::kKept + 99));
        QCOMPARE(rig_->get("/api/v1/admin/changes?limit=500", rig_->viewer).json.at("items").as_array().size(), std::size_t{500});
    }
};

QTEST_GUILESS_MAIN(ProbesTest)
#include "probes_test.moc"
