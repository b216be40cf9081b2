#include "gateway/store/refresh_token_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

RefreshTokenRow tokenOf(const std::string& id, const std::string& family, const std::string& userId = "u1") {
    return {.id = id,
            .family = family,
            .userId = userId,
            .tokenHash = "hash of " + id,
            .createdAt = noon(),
            .expiresAt = noon(100),
            .usedAt = {},
            .revokedAt = {},
            .ip = "10.0.0.1"};
}

}  // namespace

class RefreshTokenTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void insert(const RefreshTokenRow& row) { QCOMPARE(outcome(insertRefreshToken(database(), row)), kDone); }
    TokenUse spend(const std::string& id, std::int64_t second) {
        return spendRefreshToken(database(), "hash of " + id, noon(second)).value().use;
    }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>();
        QVERIFY(insertUser(database(), userOf("u1", "a@example.com")));
        QVERIFY(insertUser(database(), userOf("u2", "b@example.com")));
    }
    void cleanup() { rig_.reset(); }

    void worksOnce() {
        insert(tokenOf("t1", "f1"));
        const auto spent = spendRefreshToken(database(), "hash of t1", noon(1)).value();
        QVERIFY(spent.use == TokenUse::ok);
        QCOMPARE(spent.row.id + spent.row.family + spent.row.userId + spent.row.ip, std::string("t1f1u110.0.0.1"));
        QVERIFY(spent.row.createdAt == noon() && spent.row.expiresAt == noon(100));
        QVERIFY(spend("t1", 2) == TokenUse::reused);
    }

    void endsTheWholeFamilyAtASecondUse() {
        insert(tokenOf("t1", "f1"));
        insert(tokenOf("t2", "f1"));
        insert(tokenOf("t3", "f2"));
        QVERIFY(spend("t1", 1) == TokenUse::ok);
        QVERIFY(spend("t1", 2) == TokenUse::reused);
        QVERIFY(spend("t2", 3) == TokenUse::revoked);
        QVERIFY(spend("t3", 3) == TokenUse::ok);
        QCOMPARE(familiesRevokedSince(database(), noon(2)).value(), std::vector<std::string>{"f1"});
        QVERIFY(familiesRevokedSince(database(), noon(3)).value().empty());
    }

    void knowsUnknownAndExpiredOnes() {
        insert(tokenOf("t1", "f1"));
        insert(tokenOf("t2", "f1"));
        QVERIFY(spend("t9", 1) == TokenUse::unknown);
        QVERIFY(spend("t1", 99) == TokenUse::ok);
        QVERIFY(spend("t2", 100) == TokenUse::expired);
        QVERIFY(spend("t2", 99) == TokenUse::ok);
    }

    void endsAllSessionsOfAUser() {
        insert(tokenOf("t1", "f1"));
        insert(tokenOf("t2", "f2"));
        insert(tokenOf("t3", "f3", "u2"));
        QCOMPARE(outcome(revokeUserTokens(database(), "u1", noon(5))), kDone);
        QVERIFY(spend("t1", 6) == TokenUse::revoked);
        QVERIFY(spend("t2", 6) == TokenUse::revoked);
        QVERIFY(spend("t3", 6) == TokenUse::ok);
        QCOMPARE(familiesRevokedSince(database(), noon(5)).value(), (std::vector<std::string>{"f1", "f2"}));
    }

    void keepsTheFirstTimeOfRevocation() {
        insert(tokenOf("t1", "f1"));
        QVERIFY(revokeFamily(database(), "f1", noon(5)));
        QVERIFY(revokeFamily(database(), "f1", noon(9)));
        QVERIFY(revokeUserTokens(database(), "u1", noon(9)));
        QVERIFY(familiesRevokedSince(database(), noon(6)).value().empty());
        QCOMPARE(familiesRevokedSince(database(), noon(5)).value().size(), std::size_t{1});
    }

    void deletesWhatHasExpired() {
        insert(tokenOf("t1", "f1"));
        auto longer = tokenOf("t2", "f1");
        longer.expiresAt = noon(101);
        insert(longer);
        QCOMPARE(deleteExpiredTokens(database(), noon(99)).value(), std::int64_t{0});
        QCOMPARE(deleteExpiredTokens(database(), noon(100)).value(), std::int64_t{1});
        QVERIFY(spend("t1", 1) == TokenUse::unknown);
        QVERIFY(spend("t2", 1) == TokenUse::ok);
    }

    void refusesRowsThatCannotBe() {
        insert(tokenOf("t1", "f1"));
        auto same = tokenOf("t2", "f1");
        same.tokenHash = "hash of t1";
        QCOMPARE(outcome(insertRefreshToken(database(), same)), kConflict);
        QCOMPARE(outcome(insertRefreshToken(database(), tokenOf("t3", "f1", "nobody"))), kConflict);
    }

    void goesWithItsUser() {
        insert(tokenOf("t1", "f1"));
        QVERIFY(database().run("DELETE FROM users WHERE id = 'u1'"));
        QVERIFY(spend("t1", 1) == TokenUse::unknown);
    }

    void reportsAMissingTable() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(spendRefreshToken(*empty, "x", noon())), kStoreFailed);
        QCOMPARE(outcome(familiesRevokedSince(*empty, noon())), kStoreFailed);
        QCOMPARE(outcome(revokeFamily(*empty, "f1", noon())), kStoreFailed);
    }

    void listsTheSignInsThatGoOn() {
        insert(tokenOf("t1", "f1"));
        auto next = tokenOf("t2", "f1");
        next.createdAt = noon(5);
        next.ip = "10.0.0.2";
        next.client = "console";
        QVERIFY(spend("t1", 5) == TokenUse::ok);
        insert(next);
        insert(tokenOf("t3", "f2"));
        insert(tokenOf("t4", "f3", "u2"));
        auto sessions = sessionsOfUser(database(), "u1", noon(6)).value();
        QCOMPARE(sessions.size(), std::size_t{2});
        QCOMPARE(sessions[0].family + sessions[0].ip + sessions[0].client, std::string("f110.0.0.2console"));
        QVERIFY(sessions[0].startedAt == noon() && sessions[0].refreshedAt == noon(5));
        QVERIFY(sessionsOfUser(database(), "u1", noon(100)).value().empty());
        QCOMPARE(outcome(revokeUserTokens(database(), "u1", noon(7), "f1")), kDone);
        sessions = sessionsOfUser(database(), "u1", noon(7)).value();
        QCOMPARE(sessions.size(), std::size_t{1});
        QCOMPARE(sessions[0].family, std::string("f1"));
    }

    void endsWhatCameThroughThePrivateDoor() {
        auto local = tokenOf("t1", "f1");
        local.client = "local";
        insert(local);
        insert(tokenOf("t2", "f2"));
        QCOMPARE(outcome(revokeLocalTokens(database(), noon(3))), kDone);
        QVERIFY(spend("t1", 4) == TokenUse::revoked);
        QVERIFY(spend("t2", 4) == TokenUse::ok);
        auto odd = tokenOf("t9", "f9");
        odd.client = "robot";
        QCOMPARE(outcome(insertRefreshToken(database(), odd)), kConflict);
    }
};

QTEST_GUILESS_MAIN(RefreshTokenTableTest)
#include "refresh_token_table_test.moc"
