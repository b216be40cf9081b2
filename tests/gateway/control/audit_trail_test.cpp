#include "gateway/control/audit_trail.hpp"

#include "samples.hpp"
#include "store_file.hpp"

#include <boost/json/serialize.hpp>

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::bytes;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::StoreFile;

class AuditTrailTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    Result<store::AuditRow> commit(store::Database& database, const Result<Change>& change) const {
        return database.transaction([&] { return commitChange(database, *change, context_.actor, kNow); });
    }
    CreateUser newcomer(const std::string& email) const {
        return {.email = email, .password = {}, .role = "viewer", .passwordHash = "$argon2id$x"};
    }
    /// Three users made one after the other, each with its audit row.
    void fill(store::Database& database) const {
        for (const char* email : {"a@x", "b@x", "c@x"}) QVERIFY(commit(database, run(newcomer(email), State{}, context_)));
    }

   private Q_SLOTS:
    void tellsOnlyWhatDiffers() {
        AuditDraft draft;
        tellDifference(draft, {{"a", 1}, {"b", 2}, {"gone", 3}}, {{"a", 1}, {"b", 4}, {"came", 5}});
        QCOMPARE(bytes(draft.before), QByteArray(R"({"b":2,"gone":3})"));
        QCOMPARE(bytes(draft.after), QByteArray(R"({"b":4,"came":5})"));
        tellDifference(draft, {{"a", 1}}, {{"a", 1}});
        QVERIFY(draft.before.empty() && draft.after.empty());
    }
    void tellsANewAndADeletedObjectWhole() {
        const auto row = test::blockRow("10.0.0.1");
        const auto made = draftFor<store::BlockedIpRow>("ip.block", "ip", nullptr, &row, row.ip);
        QVERIFY(made.before.empty());
        QCOMPARE(bytes(made.after), QByteArray(R"({"ip":"10.0.0.1","reason":"scraper","source":"api","expires_at":null})"));
        const auto gone = draftFor<store::BlockedIpRow>("ip.unblock", "ip", &row, nullptr, row.ip);
        QVERIFY(gone.after.empty());
        QCOMPARE(gone.before, made.after);
        QCOMPARE(gone.targetId, row.id);
    }
    void showsNoSecretOfAnyRow() {
        auto key = test::keyRow("k-1");
        key.signingSecret = "v1.SIGNING";
        key.previousHash = test::hashOf("before");
        auto provider = test::providerRow("p-1", "alpha");
        provider.credential = "v1.CREDENTIAL";
        const auto user = test::userRow("u-1", "a@x", "admin");
        const auto told = boost::json::serialize(shown(key)) + boost::json::serialize(shown(provider)) + boost::json::serialize(shown(user));
        for (const auto& hidden : {key.secretHash, key.signingSecret, key.previousHash, provider.credential, user.passwordHash}) {
            QVERIFY2(told.find(hidden) == std::string::npos, hidden.c_str());
        }
        QVERIFY(told.find("a@x") != std::string::npos);
    }
    void writesMoneyAndTimesForPeople() {
        auto key = test::keyRow("k-1");
        key.budgetNanoUsd = 12'500'000'000;
        key.expiresAt = kNow;
        const auto object = shown(key);
        QCOMPARE(bytes(std::string(object.at("budget_usd").as_string())), QByteArray("12.5"));
        QCOMPARE(std::string(object.at("expires_at").as_string()), rfc3339(kNow));
        QVERIFY(object.at("rpm").is_null() && object.at("user_id").is_null());
        const auto preset = boost::json::serialize(shown(test::presetRow()));
        QVERIFY(preset.find(R"({"provider":"alpha","model":"m-1","weight":3,"priority":0,"is_active":true})") != std::string::npos);
    }
    void namesWhoDidItAndHidesAPastedSecret() {
        AuditDraft draft;
        draft.action = "key.revoke";
        draft.reason = "found gw-0123456789abcdefghijklmnop in a chat";
        const auto row = auditRow(draft, context_.actor, "failed", kNow);
        QCOMPARE(row.actor, std::string("anna@example.org"));
        QCOMPARE(row.actorId, std::string("u-admin"));
        QCOMPARE(row.actorRole, std::string("admin"));
        QCOMPARE(row.source, std::string("console"));
        QCOMPARE(row.ip, std::string("10.1.1.1"));
        QCOMPARE(row.outcome, std::string("failed"));
        QVERIFY(row.createdAt == kNow);
        QVERIFY(row.reason.find("0123456789") == std::string::npos);
        QVERIFY(row.reason.find("in a chat") != std::string::npos);
    }
    void chainsEachRowToTheOneBefore() {
        StoreFile file;
        auto database = file.open();
        fill(*database);
        const auto rows = file.audits();
        QCOMPARE(rows.size(), std::size_t{3});
        QCOMPARE(rows[0].previousHash, std::string(64, '0'));
        QCOMPARE(rows[1].previousHash, rows[0].hash);
        QCOMPARE(rows[2].previousHash, rows[1].hash);
        for (const auto& row : rows) QCOMPARE(store::auditHash(row), row.hash);
        const auto check = store::verifyAudit(*database);
        QVERIFY(check && check->intact);
        QCOMPARE(check->rows, std::int64_t{3});
    }
    void noticesTampering_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<qint64>("seq");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char* name, const char* sql, qint64 seq, const char* said) {
            QTest::newRow(name) << QByteArray(sql) << seq << QByteArray(said);
        };
        row("edited", "UPDATE audit_log SET actor = 'mallory' WHERE seq = 2", 2, "this row was changed");
        row("state edited", "UPDATE audit_log SET state_after = '{}' WHERE seq = 1", 1, "this row was changed");
        row("deleted", "DELETE FROM audit_log WHERE seq = 2", 3, "deleted");
        row("hash replaced", "UPDATE audit_log SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 1", 1, "this row was changed");
    }
    void noticesTampering() {
        QFETCH(QByteArray, sql);
        QFETCH(qint64, seq);
        QFETCH(QByteArray, said);
        StoreFile file;
        auto database = file.open();
        fill(*database);
        // The triggers stand in the way of a slip; somebody who means it drops them first.
        QCOMPARE(refusal(database->run(sql.toStdString())), QByteArray("CONFLICT"));
        file.byHand("DROP TRIGGER audit_log_is_never_edited");
        file.byHand("DROP TRIGGER audit_log_is_never_deleted");
        file.byHand(sql.toStdString());
        const auto check = store::verifyAudit(*file.open());
        QVERIFY(check && !check->intact);
        QCOMPARE(qint64{check->firstBadSeq}, seq);
        QVERIFY2(bytes(check->problem).contains(said), check->problem.c_str());
    }
    void writesNoAuditRowForAChangeThatFails() {
        StoreFile file;
        auto database = file.open();
        fill(*database);
        QCOMPARE(refusal(commit(*database, run(newcomer("a@x"), State{}, context_))), QByteArray("CONFLICT"));
        QCOMPARE(file.audits().size(), std::size_t{3});
        QCOMPARE(file.count("SELECT count(*) FROM users"), std::int64_t{3});
    }
    void takesTheChangeBackWhenItsAuditRowFails() {
        StoreFile file;
        file.byHand("CREATE TRIGGER no_audit BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'no'); END");
        auto database = file.open();
        QVERIFY(!commit(*database, run(newcomer("a@x"), State{}, context_)));
        QCOMPARE(file.count("SELECT count(*) FROM users"), std::int64_t{0});
    }
};

QTEST_GUILESS_MAIN(AuditTrailTest)
#include "audit_trail_test.moc"
