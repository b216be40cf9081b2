#include "gateway/store/idempotency_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr std::int64_t kDay = 24 * 3600;

IdempotencyRow rowOf(std::int64_t second, const std::string& bodyHash = "body") {
    return {.actorId = "u1",
            .key = "retry-1",
            .route = "POST /api/v1/admin/api-keys",
            .bodyHash = bodyHash,
            .status = 201,
            .reply = "not to be kept by a claim",
            .createdAt = noon(second)};
}

}  // namespace

class IdempotencyTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    std::optional<IdempotencyRow> find(std::int64_t second) {
        return findIdempotency(database(), "u1", "retry-1", noon(second)).value();
    }
    bool claim(const IdempotencyRow& row) { return !claimIdempotency(database(), row).value().has_value(); }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void claimsOnce() {
        QVERIFY(claim(rowOf(0)));
        const auto there = claimIdempotency(database(), rowOf(5, "other body")).value();
        QVERIFY(there.has_value());
        QCOMPARE(there->bodyHash, std::string("body"));
        QCOMPARE(there->route, std::string("POST /api/v1/admin/api-keys"));
        QCOMPARE(there->status, 0);
        QVERIFY(there->reply.empty());
        QVERIFY(there->createdAt == noon());
    }

    void keepsActorsAndKeysApart() {
        QVERIFY(claim(rowOf(0)));
        auto other = rowOf(0);
        other.actorId = "u2";
        QVERIFY(claim(other));
        other = rowOf(0);
        other.key = "retry-2";
        QVERIFY(claim(other));
        QCOMPARE(rig_->count("idempotency"), std::int64_t{3});
    }

    void givesTheReplyBack() {
        QVERIFY(claim(rowOf(0)));
        QCOMPARE(outcome(finishIdempotency(database(), "u1", "retry-1", 201, "v1.sealed")), kDone);
        const auto there = claimIdempotency(database(), rowOf(9)).value();
        QVERIFY(there.has_value());
        QCOMPARE(there->status, 201);
        QCOMPARE(there->reply, std::string("v1.sealed"));
        QCOMPARE(outcome(finishIdempotency(database(), "u1", "retry-9", 201, "x")), kNotFound);
    }

    void forgetsAfterADay() {
        QVERIFY(claim(rowOf(0)));
        QVERIFY(finishIdempotency(database(), "u1", "retry-1", 201, "v1.sealed"));
        QVERIFY(find(kDay - 1).has_value());
        QVERIFY(!find(kDay).has_value());
        QVERIFY(!claim(rowOf(kDay - 1, "other body")));
        QVERIFY(claim(rowOf(kDay, "other body")));
        const auto again = find(kDay);
        QVERIFY(again.has_value());
        QCOMPARE(again->bodyHash, std::string("other body"));
        QCOMPARE(again->status, 0);
        QVERIFY(again->reply.empty());
        QVERIFY(again->createdAt == noon(kDay));
    }

    void givesAClaimUp() {
        QVERIFY(claim(rowOf(0)));
        QCOMPARE(outcome(dropIdempotency(database(), "u1", "retry-1")), kDone);
        QCOMPARE(outcome(dropIdempotency(database(), "u1", "retry-1")), kDone);
        QVERIFY(!find(0).has_value());
        QVERIFY(claim(rowOf(1)));
    }

    void deletesOldOnes() {
        QVERIFY(claim(rowOf(0)));
        auto later = rowOf(1);
        later.key = "retry-2";
        QVERIFY(claim(later));
        QCOMPARE(deleteOldIdempotency(database(), noon(kDay - 1)).value(), std::int64_t{0});
        QCOMPARE(deleteOldIdempotency(database(), noon(kDay)).value(), std::int64_t{1});
        QCOMPARE(rig_->count("idempotency"), std::int64_t{1});
    }

    void bindsAReplyToItsRow() {
        QVERIFY(idempotencyContext("u1", "a") != idempotencyContext("u1", "b"));
        QVERIFY(idempotencyContext("u1", "a") != idempotencyContext("u2", "a"));
        QVERIFY(idempotencyContext("a:b", "c") != idempotencyContext("a", "b:c"));
        QVERIFY(idempotencyContext("", "a") != idempotencyContext("a", ""));
    }

    void reportsAMissingTable() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(findIdempotency(*empty, "u1", "k", noon())), kStoreFailed);
        QCOMPARE(outcome(claimIdempotency(*empty, rowOf(0))), kStoreFailed);
        QCOMPARE(outcome(finishIdempotency(*empty, "u1", "k", 200, "x")), kStoreFailed);
        QCOMPARE(outcome(dropIdempotency(*empty, "u1", "k")), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(IdempotencyTableTest)
#include "idempotency_table_test.moc"
