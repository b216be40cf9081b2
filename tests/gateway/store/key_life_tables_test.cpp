// secret_use and used_nonce, and the audit trail as an export reads it.
#include "gateway/store/api_key_table.hpp"
#include "gateway/store/audit_table.hpp"
#include "gateway/store/secret_use_table.hpp"
#include "gateway/store/used_nonce_table.hpp"
#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

ApiKeyRow rotated() {
    ApiKeyRow key;
    key.id = "k1";
    key.name = "rotated";
    key.prefix = "gw-new";
    key.secretHash = hashText('a');
    key.previousHash = hashText('b');
    key.previousUntil = noon(3600);
    key.previousPrefix = "gw-old";
    key.previousSigningSecret = "v1.old";
    key.rotatedAt = noon();
    key.createdAt = noon();
    return key;
}

AuditRow auditOf(const std::string& action, const std::string& target) {
    AuditRow row;
    row.createdAt = noon();
    row.actor = "anna@example.com";
    row.source = "api";
    row.action = action;
    row.targetType = action.substr(0, action.find('.'));
    row.targetId = "id-" + target;
    row.targetName = target;
    row.outcome = action == "api.refused" ? "failed" : "done";
    return row;
}

}  // namespace

class KeyLifeTablesTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    KeyListRow found() { return *findApiKey(database(), "k1", noon()).value(); }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>();
        QVERIFY(insertApiKey(database(), rotated()));
    }
    void aRotatedKeyKeepsWhatItNeedsOfItsOldSecret() {
        QVERIFY(found().key == rotated());
        QVERIFY(!found().figures.secretUsedAt && !found().figures.previousUsedAt);
    }
    void eachSecretHasItsOwnLastUse() {
        const std::vector<SecretUseRow> uses{{hashText('a'), "k1", noon(5), "10.0.0.1"}, {hashText('b'), "k1", noon(9), "10.0.0.2"}};
        QVERIFY(putSecretUses(database(), uses));
        const std::vector<SecretUseRow> late{{hashText('b'), "k1", noon(8), "10.0.0.3"}, {hashText('c'), "gone", noon(8), ""}};
        QVERIFY(putSecretUses(database(), late));
        const auto figures = found().figures;
        QVERIFY(figures.secretUsedAt == noon(5) && figures.previousUsedAt == noon(9));
        QCOMPARE(figures.previousIp, std::string("10.0.0.2"));
        QCOMPARE(rig_->count("secret_use"), 2);
    }
    void theLastUseBeforeTheRotationStaysWithTheOldSecret() {
        QVERIFY(database().run("INSERT INTO key_day (key_id, day, requests, errors, cost_nanousd, last_used_at, last_ip) "
                               "VALUES ('k1', 1, 1, 0, 0, ?, '10.0.0.9')", {static_cast<std::int64_t>(toMillis(noon(-60)))}));
        const std::vector<SecretUseRow> older{{hashText('c'), "k1", noon(-900), ""}};
        QVERIFY(putSecretUses(database(), older));
        QVERIFY(keepLastUse(database(), "k1", hashText('b')));
        QVERIFY(found().figures.previousUsedAt == noon(-60));
        QCOMPARE(found().figures.previousIp, std::string("10.0.0.9"));
        QCOMPARE(rig_->count("secret_use"), 1);
    }
    void aNonceIsKeptUntilItsWindowIsOver() {
        const std::vector<UsedNonceRow> rows{{std::string(32, '1'), noon(300)}, {std::string(32, '2'), noon(10)}, {std::string(32, '1'), noon(300)}};
        QVERIFY(putUsedNonces(database(), rows, noon()));
        QCOMPARE(usedNonces(database(), noon()).value().size(), std::size_t{2});
        QCOMPARE(usedNonces(database(), noon(11)).value().front().id, std::string(32, '1'));
        QVERIFY(putUsedNonces(database(), {}, noon(301)));
        QCOMPARE(rig_->count("used_nonce"), 0);
    }
    void anExportReadsTheTrailInPieces() {
        for (const char* target : {"a", "b", "c", "d"}) QVERIFY(appendAudit(database(), auditOf("key.create", target)));
        QVERIFY(appendAudit(database(), auditOf("api.refused", "POST /x")));
        const auto first = auditRange(database(), {}, 0, 2).value();
        QCOMPARE(first.back().seq, 2);
        QCOMPARE(auditRange(database(), {}, first.back().seq, 10).value().size(), std::size_t{3});
        AuditFilter failed;
        failed.outcome = "failed";
        QCOMPARE(auditRange(database(), failed, 0, 10).value().size(), std::size_t{1});
        AuditFilter target;
        target.target = "id-b";
        QCOMPARE(listAudit(database(), target, {}).value().items.front().targetName, std::string("b"));
        target.target = "POST";
        QCOMPARE(listAudit(database(), target, {}).value().items.size(), std::size_t{1});
        AuditFilter kind;
        kind.targetType = "key";
        QCOMPARE(listAudit(database(), kind, {}).value().items.size(), std::size_t{4});
        const auto check = verifyAudit(database()).value();
        QVERIFY(check.intact);
        QCOMPARE(check.headHash, lastAudit(database()).value()->hash);
    }
};

QTEST_APPLESS_MAIN(KeyLifeTablesTest)
#include "key_life_tables_test.moc"
