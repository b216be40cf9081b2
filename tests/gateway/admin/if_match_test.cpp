// Two who change one row: ETag and If-Match over the whole admin API.
#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

namespace {

constexpr const char* kPresets = "/api/v1/admin/presets";

}  // namespace

class IfMatchTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;
    std::string preset_, item_, tag_;

    Answer send(Method method, const std::string& path, const std::string& body, const std::string& match) {
        Call call{method, path, body, rig_->admin};
        if (!match.empty()) call.fields.emplace_back("if-match", match);
        return rig_->call(call);
    }
    Answer weight(int weight, const std::string& match) {
        return send(Method::patch, "/api/v1/admin/preset-items/" + item_, R"({"weight":)" + std::to_string(weight) + "}", match);
    }
    std::string onePreset() const { return kPresets + ("/" + preset_); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
        rig_->post("/api/v1/admin/providers", R"({"name":"alpha","kind":"openai","base_url":"https:\/\/a.example"})", rig_->admin);
        const auto made = rig_->post(kPresets, R"({"name":"main","items":[{"provider":"alpha","model":"m"}]})", rig_->admin);
        QCOMPARE(made.status, 201);
        preset_ = made.at("id");
        item_ = std::string(made.json.at("items").as_array().at(0).at("id").as_string());
        tag_ = made.field("etag");
        QCOMPARE(tag_, '"' + made.at("etag") + '"');
    }
    void cleanup() { rig_.reset(); }

    void listsAndSingleRowsTellTheSameTag() {
        const auto one = rig_->get(onePreset(), rig_->viewer);
        QCOMPARE(one.field("etag"), tag_);
        const auto all = rig_->get(kPresets, rig_->viewer);
        QCOMPARE(std::string(all.json.at("items").as_array().at(0).at("etag").as_string()), one.at("etag"));
        QCOMPARE(all.field("etag"), std::string());
    }

    void aStaleTagIsAConflictThatSaysWhoChangedWhat() {
        const auto first = weight(7, tag_);
        QCOMPARE(first.status, 200);
        QVERIFY(first.field("etag") != tag_);
        const auto second = weight(9, tag_);
        QCOMPARE(second.status, 409);
        QCOMPARE(second.code(), std::string("CONFLICT"));
        QCOMPARE(second.wrongField(), std::string("if-match"));
        const auto& error = second.json.at("error");
        QVERIFY(QByteArray(error.at("message").as_string().c_str()).contains("Read it again"));
        QCOMPARE(std::string(error.at("detail").at("changed_by").as_string()), std::string("admin@example.com"));
        QCOMPARE(boost::json::serialize(error.at("detail").at("changed")), std::string(R"(["items"])"));
        QVERIFY(error.at("detail").at("changed_at").is_string());
        QCOMPARE(rig_->get(onePreset(), rig_->viewer).field("etag"), first.field("etag"));
        QCOMPARE(weight(9, first.field("etag")).status, 200);
    }

    void withoutATagNothingIsCompared() {
        QCOMPARE(weight(7, tag_).status, 200);
        QCOMPARE(weight(8, "").status, 200);
        QCOMPARE(weight(9, "*").status, 200);
        QCOMPARE(send(Method::patch, kPresets + std::string("/nobody"), "{}", "*").status, 404);
        QCOMPARE(send(Method::patch, kPresets + std::string("/nobody"), "{}", tag_).status, 404);
    }

    void listsAndWeakTags_data() {
        QTest::addColumn<QByteArray>("match");
        QTest::addColumn<int>("status");
        QTest::newRow("one of several") << QByteArray("\"x\", TAG ,") << 200;
        QTest::newRow("none of several") << QByteArray("\"x\",\"y\"") << 409;
        QTest::newRow("weak never matches") << QByteArray("W/TAG") << 409;
        QTest::newRow("empty opaque tag") << QByteArray("\"\"") << 409;
        QTest::newRow("no quotes") << QByteArray("abc") << 422;
        QTest::newRow("open quote") << QByteArray("\"abc") << 422;
        QTest::newRow("space inside") << QByteArray("\"a b\"") << 422;
        QTest::newRow("no comma") << QByteArray("\"a\" \"b\"") << 422;
        QTest::newRow("star in a list") << QByteArray("*, TAG") << 422;
        QTest::newRow("only commas") << QByteArray(",,") << 422;
    }
    void listsAndWeakTags() {
        QFETCH(QByteArray, match);
        QFETCH(int, status);
        match.replace("TAG", QByteArray::fromStdString(tag_));
        const auto answer = weight(7, match.toStdString());
        QCOMPARE(answer.status, status);
        if (status != 200) QCOMPARE(answer.wrongField(), std::string("if-match"));
    }

    void twoFieldsAreOneList() {
        Call call{Method::del, onePreset(), {}, rig_->admin};
        call.fields = {{"if-match", "\"x\""}, {"if-match", "*"}};
        QCOMPARE(rig_->call(call).status, 422);
        call.fields = {{"if-match", "\"x\""}, {"if-match", tag_}};
        QCOMPARE(rig_->call(call).status, 200);
    }

    void everyKindOfRowIsHeldToItsTag_data() {
        QTest::addColumn<int>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        const auto row = [](Method method, const char* path, const char* body) {
            QTest::newRow(path) << static_cast<int>(method) << QByteArray(path) << QByteArray(body);
        };
        row(Method::patch, "presets/PRESET", R"({"strategy":"sticky"})");
        row(Method::patch, "providers/ID", R"({"is_active":false})");
        row(Method::patch, "users/ID", R"({"role":"operator"})");
        row(Method::patch, "api-keys/ID", R"({"rpm":5})");
        row(Method::put, "limits/key/ID", R"({"tpd":5})");
        row(Method::put, "limits/global/*", R"({"rpm":5})");
    }
    void everyKindOfRowIsHeldToItsTag() {
        QFETCH(int, method);
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        path.replace("PRESET", QByteArray::fromStdString(preset_));
        if (path.contains("ID")) {
            const auto key = rig_->post("/api/v1/admin/api-keys", R"({"name":"k"})", rig_->admin);
            const auto id = path.startsWith("providers") ? "providers" : path.startsWith("users") ? "users?role=viewer" : "api-keys";
            const auto all = rig_->get(std::string("/api/v1/admin/") + id, rig_->admin);
            path.replace("ID", all.json.at("items").as_array().at(0).at("id").as_string().c_str());
        }
        const std::string where = "/api/v1/admin/" + path.toStdString();
        const auto before = rig_->get(where, rig_->admin);
        QVERIFY(!before.field("etag").empty());
        QCOMPARE(send(static_cast<Method>(method), where, body.toStdString(), "\"stale\"").status, 409);
        QCOMPARE(rig_->get(where, rig_->admin).field("etag"), before.field("etag"));
        const auto done = send(static_cast<Method>(method), where, body.toStdString(), before.field("etag"));
        QVERIFY(done.status == 200 || done.status == 202);
        QVERIFY(done.field("etag") != before.field("etag"));
        QCOMPARE(rig_->get(where, rig_->admin).field("etag"), done.field("etag"));
    }
};

QTEST_GUILESS_MAIN(IfMatchTest)
#include "if_match_test.moc"
