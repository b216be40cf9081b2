#include "gateway/store/audit_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

AuditRow rowOf(const std::string& action, const std::string& actor = "a@example.com", std::int64_t second = 0) {
    AuditRow row;
    row.createdAt = noon(second);
    row.actor = actor;
    row.source = "api";
    row.action = action;
    return row;
}

AuditRow fullRow() {
    auto row = rowOf("key.revoke");
    row.actorId = "u1";
    row.actorRole = "admin";
    row.ip = "10.0.0.1";
    row.targetType = "key";
    row.targetId = "k1";
    row.targetName = "first";
    row.reason = "lost, \"maybe\"";
    row.before = R"({"status":"active"})";
    row.after = R"({"status":"revoked"})";
    return row;
}

std::string actionsOf(const std::vector<AuditRow>& rows) {
    std::string text;
    for (const auto& row : rows) text += row.action + " ";
    return text;
}

}  // namespace

class AuditTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void append(const AuditRow& row) { QCOMPARE(outcome(appendAudit(database(), row)), kDone); }
    std::string listed(const AuditFilter& filter) { return actionsOf(listAudit(database(), filter, {}).value().items); }
    /// Only somebody with a SQL shell gets past the triggers.
    void byHand(const std::string& sql) {
        QVERIFY(database().run("DROP TRIGGER IF EXISTS audit_log_is_never_edited"));
        QVERIFY(database().run("DROP TRIGGER IF EXISTS audit_log_is_never_deleted"));
        QCOMPARE(outcome(database().run(sql)), kDone);
    }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void chainsEachRowToTheOneBefore() {
        const auto first = appendAudit(database(), fullRow()).value();
        QCOMPARE(first.seq, std::int64_t{1});
        QCOMPARE(first.previousHash, std::string(64, '0'));
        QCOMPARE(first.hash, auditHash(first));
        const auto second = appendAudit(database(), rowOf("key.create")).value();
        QCOMPARE(second.seq, std::int64_t{2});
        QCOMPARE(second.previousHash, first.hash);
        const auto kept = auditAfter(database(), 0, 10).value();
        QCOMPARE(kept.size(), std::size_t{2});
        QCOMPARE(kept[0].before + kept[0].after + kept[0].reason, first.before + first.after + first.reason);
        QCOMPARE(auditHash(kept[0]), first.hash);
        QCOMPARE(auditHash(kept[1]), second.hash);
    }

    void hashesEveryField() {
        const auto row = fullRow();
        std::vector<AuditRow> others(16, row);
        others[0].seq = 7;
        others[1].createdAt = noon(1);
        std::size_t at = 2;
        for (std::string AuditRow::*field :
             {&AuditRow::actor, &AuditRow::actorId, &AuditRow::actorRole, &AuditRow::source, &AuditRow::ip, &AuditRow::action,
              &AuditRow::targetType, &AuditRow::targetId, &AuditRow::targetName, &AuditRow::outcome, &AuditRow::reason,
              &AuditRow::before, &AuditRow::after, &AuditRow::previousHash}) {
            others[at++].*field += "x";
        }
        QCOMPARE(at, others.size());
        for (const auto& other : others) QVERIFY(auditHash(other) != auditHash(row));
        auto moved = row;
        moved.targetId += moved.targetName;
        moved.targetName.clear();
        QVERIFY(auditHash(moved) != auditHash(row));
    }

    void findsItsOwnRowsIntactWhateverTheTexts_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("quotes and controls") << QByteArray("\"\\\n\t\x01");
        QTest::newRow("zero byte") << QByteArray("a\0b", 3);
        QTest::newRow("beyond ASCII") << QByteArray("\u4e2d\u6587 \U0001F600");
        QTest::newRow("no UTF-8") << QByteArray("caf\xe9 \xff\xfe");
        QTest::newRow("surrogate in UTF-8") << QByteArray("\xed\xa0\x80");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfname");
        QTest::newRow("no character") << QByteArray("\xef\xbf\xbe \xef\xbf\xbf");
    }
    void findsItsOwnRowsIntactWhateverTheTexts() {
        QFETCH(const QByteArray, text);
        auto row = fullRow();
        row.actor = row.reason = row.targetName = row.before = text.toStdString();
        append(row);
        append(rowOf("key.create"));
        const auto check = verifyAudit(database()).value();
        QVERIFY2(check.intact, check.problem.c_str());
        QCOMPARE(check.rows, std::int64_t{2});
    }

    void showsAHandInTheChain_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<qint64>("seq");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* name, const char* sql, qint64 seq, const char* problem) {
            QTest::newRow(name) << QString::fromLatin1(sql) << seq << QString::fromLatin1(problem);
        };
        row("edited", "UPDATE audit_log SET actor = 'b' WHERE seq = 2", 2, "this row was changed");
        row("emptied", "UPDATE audit_log SET reason = NULL WHERE seq = 1", 1, "this row was changed");
        row("deleted", "DELETE FROM audit_log WHERE seq = 2", 3, "a row before this one was deleted");
        row("deleted first", "DELETE FROM audit_log WHERE seq = 1", 2, "a row before this one was deleted");
        row("new hash", "UPDATE audit_log SET hash = 'x' WHERE seq = 3", 3, "this row was changed");
        row("other chain", "UPDATE audit_log SET previous_hash = 'x' WHERE seq = 3", 3,
            "the row before this one was changed or put in its place");
    }
    void showsAHandInTheChain() {
        QFETCH(const QString, sql);
        QFETCH(const qint64, seq);
        QFETCH(const QString, problem);
        for (int i = 0; i < 3; ++i) append(fullRow());
        QVERIFY(verifyAudit(database()).value().intact);
        byHand(sql.toStdString());
        const auto check = verifyAudit(database()).value();
        QVERIFY(!check.intact);
        QCOMPARE(qint64{check.firstBadSeq}, seq);
        QCOMPARE(check.problem, problem.toStdString());
    }

    void takesAnEmptyLogForIntact() {
        const auto check = verifyAudit(database()).value();
        QVERIFY(check.intact);
        QCOMPARE(check.rows, std::int64_t{0});
    }

    void refusesEditsAndDeletions() {
        append(fullRow());
        QCOMPARE(outcome(database().run("UPDATE audit_log SET actor = 'b'")), kConflict);
        QCOMPARE(outcome(database().run("DELETE FROM audit_log")), kConflict);
        auto odd = fullRow();
        odd.source = "dream";
        QCOMPARE(outcome(appendAudit(database(), odd)), kConflict);
        QCOMPARE(rig_->count("audit_log"), std::int64_t{1});
    }

    void goesAwayWithTheChangeItTellsOf() {
        const auto done = database().transaction([&]() -> Result<void> {
            if (auto row = appendAudit(database(), fullRow()); !row) return fail(row.error());
            return fail(ErrorCode::conflict, "the change itself failed");
        });
        QCOMPARE(outcome(done), kConflict);
        QCOMPARE(appendAudit(database(), fullRow()).value().seq, std::int64_t{1});
    }

    void filters() {
        append(rowOf("key.create", "a@example.com", 0));
        append(rowOf("key.revoke", "b@example.com", 10));
        append(rowOf("keyring.open", "b_c@example.com", 20));
        auto target = rowOf("key", "system", 30);
        target.targetId = "k1";
        append(target);
        QCOMPARE(listed({}), std::string("key keyring.open key.revoke key.create "));
        QCOMPARE(listed({.action = "key", .actor = {}, .targetId = {}, .target = {}, .targetType = {}, .outcome = {}, .since = {}, .until = {}}),
                 std::string("key key.revoke key.create "));
        QCOMPARE(listed({.action = "key.revoke", .actor = {}, .targetId = {}, .target = {}, .targetType = {}, .outcome = {}, .since = {}, .until = {}}), std::string("key.revoke "));
        QCOMPARE(listed({.action = {}, .actor = "B@", .targetId = {}, .target = {}, .targetType = {}, .outcome = {}, .since = {}, .until = {}}), std::string("key.revoke "));
        QCOMPARE(listed({.action = {}, .actor = "_", .targetId = {}, .target = {}, .targetType = {}, .outcome = {}, .since = {}, .until = {}}), std::string("keyring.open "));
        QCOMPARE(listed({.action = {}, .actor = {}, .targetId = "k1", .target = {}, .targetType = {}, .outcome = {}, .since = {}, .until = {}}), std::string("key "));
        QCOMPARE(listed({.action = {}, .actor = {}, .targetId = {}, .target = {}, .targetType = {}, .outcome = {}, .since = noon(10), .until = noon(30)}),
                 std::string("keyring.open key.revoke "));
    }

    void pagesFromTheNewestBack() {
        for (const char* action : {"a", "b", "c"}) append(rowOf(action));
        const auto first = listAudit(database(), {}, {.limit = 2, .cursor = {}}).value();
        QCOMPARE(actionsOf(first.items), std::string("c b "));
        const auto second = listAudit(database(), {}, {.limit = 2, .cursor = first.nextCursor.value()}).value();
        QCOMPARE(actionsOf(second.items), std::string("a "));
        QVERIFY(!second.nextCursor);
        QCOMPARE(outcome(listAudit(database(), {}, {.limit = 2, .cursor = "zz"})), kInvalidValue);
    }

    void readsOnBehindASequence() {
        for (const char* action : {"a", "b", "c"}) append(rowOf(action));
        QCOMPARE(actionsOf(auditAfter(database(), 1, 10).value()), std::string("b c "));
        QCOMPARE(actionsOf(auditAfter(database(), 0, 2).value()), std::string("a b "));
        QVERIFY(auditAfter(database(), 3, 10).value().empty());
    }

    void reportsAMissingTable() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(appendAudit(*empty, fullRow())), kStoreFailed);
        QCOMPARE(outcome(verifyAudit(*empty)), kStoreFailed);
        QCOMPARE(outcome(listAudit(*empty, {}, {})), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(AuditTableTest)
#include "audit_table_test.moc"
