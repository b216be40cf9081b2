#include "gateway/admin/idempotency.hpp"

#include "tests/gateway/admin/admin_rig.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QTest>

using namespace gw;

class IdempotencyTest : public QObject {
    Q_OBJECT
    std::unique_ptr<AdminRig> rig_;

    static Call makeKey(const std::string& key, const std::string& token, const std::string& name = "one") {
        Call call{Method::post, "/api/v1/admin/api-keys", "{\"name\":\"" + name + "\"}", token};
        call.fields = {{"idempotency-key", key}};
        return call;
    }
    std::size_t keys() { return rig_->get("/api/v1/admin/api-keys", rig_->admin).json.at("items").as_array().size(); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<AdminRig>();
        rig_->attach();
        rig_->makeUsers();
    }
    void cleanup() { rig_.reset(); }

    void answersASecondCallAsTheFirst() {
        const auto first = rig_->call(makeKey("k1", rig_->admin));
        QCOMPARE(first.status, 201);
        QCOMPARE(first.field("idempotency-replayed"), std::string());
        const auto second = rig_->call(makeKey("k1", rig_->admin));
        QCOMPARE(second.status, 201);
        QCOMPARE(second.text, first.text);  // the secret too, which is shown once
        QVERIFY(!second.at("key").empty());
        QCOMPARE(second.field("idempotency-replayed"), std::string("true"));
        QCOMPARE(keys(), std::size_t{1});
    }

    void makesAnotherWithoutAKeyOrWithAFreshOne() {
        QCOMPARE(rig_->call(makeKey("k1", rig_->admin)).status, 201);
        QCOMPARE(rig_->call(makeKey("k2", rig_->admin)).status, 201);
        QCOMPARE(rig_->post("/api/v1/admin/api-keys", R"({"name":"one"})", rig_->admin).status, 201);
        QCOMPARE(keys(), std::size_t{3});
    }

    void refusesTheKeyForAnotherRequest() {
        QCOMPARE(rig_->call(makeKey("k1", rig_->admin)).status, 201);
        const auto otherBody = rig_->call(makeKey("k1", rig_->admin, "two"));
        QCOMPARE(otherBody.status, 409);
        QCOMPARE(otherBody.wrongField(), std::string("idempotency-key"));
        auto call = makeKey("k1", rig_->admin);
        call.path = "/api/v1/admin/blocked-ips";
        call.body = R"({"ip":"192.0.2.1","reason":"x"})";
        const auto otherRoute = rig_->call(call);
        QCOMPARE(otherRoute.status, 409);
        QCOMPARE(keys(), std::size_t{1});
    }

    void refusesASecondCallWhileTheFirstIsUnderWay() {
        const auto first = rig_->start(makeKey("k1", rig_->admin));
        const auto second = rig_->start(makeKey("k1", rig_->admin));
        QVERIFY(rig_->box.runUntil([&] { return first->replies > 0 && second->replies > 0; }));
        QCOMPARE(first->head.status, 201);
        QCOMPARE(second->head.status, 409);
        QCOMPARE(keys(), std::size_t{1});
    }

    void givesTheKeyBackWhenNothingWasDone() {
        const auto wrong = rig_->call(makeKey("k1", rig_->admin, std::string(400, 'n')));
        QCOMPARE(wrong.status, 422);
        QCOMPARE(rig_->call(makeKey("k1", rig_->admin)).status, 201);
        QCOMPARE(keys(), std::size_t{1});
    }

    void keepsTheKeysOfTwoPeopleApart() {
        const std::string other = R"({"email":"second@example.com","password":"correct horse battery","role":"admin"})";
        QCOMPARE(rig_->post("/api/v1/admin/users", other, rig_->admin).status, 201);
        const auto token = rig_->signIn("second@example.com");
        const auto first = rig_->call(makeKey("k1", rig_->admin));
        const auto second = rig_->call(makeKey("k1", token));
        QCOMPARE(second.status, 201);
        QVERIFY(first.at("id") != second.at("id"));
    }

    void refusesAKeyThatIsNone_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("a blank inside") << QByteArray("a b");
        QTest::newRow("a control character") << QByteArray("a\x01");
        QTest::newRow("not ASCII") << QByteArray("\xc3\xa4");
        QTest::newRow("too long") << QByteArray(201, 'k');
    }
    void refusesAKeyThatIsNone() {
        QFETCH(QByteArray, key);
        const auto answer = rig_->call(makeKey(key.toStdString(), rig_->admin));
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.wrongField(), std::string("idempotency-key"));
        QCOMPARE(keys(), std::size_t{0});
    }

    void takesTheLongestKey() { QCOMPARE(rig_->call(makeKey(std::string(200, 'k'), rig_->admin)).status, 201); }
};

QTEST_GUILESS_MAIN(IdempotencyTest)
#include "idempotency_test.moc"
