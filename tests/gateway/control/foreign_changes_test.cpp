#include "control_rig.hpp"

#include <QTest>

#include <set>

using namespace gw;
using namespace gw::control;
using gw::test::ControlRig;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::StoreFile;

class ForeignChangesTest : public QObject {
    Q_OBJECT

    static void fill(const StoreFile& file) {
        auto database = file.open();
        const auto state = test::sampleState();
        for (const auto& [id, row] : state.users) QVERIFY(store::insertUser(*database, row));
        for (const auto& [id, row] : state.keys) QVERIFY(store::insertApiKey(*database, row));
        for (const auto& [id, row] : state.providers) QVERIFY(store::insertProvider(*database, row));
        for (const auto& [id, row] : state.presets) QVERIFY(store::insertPreset(*database, row));
        for (const auto& [ip, row] : state.blocks) QVERIFY(store::putBlockedIp(*database, row));
        for (const auto& [place, row] : state.circuits) QVERIFY(store::putCircuit(*database, row));
    }
    static config::KeyStatus served(const ControlRig& rig, const std::string& id) {
        return rig.worker.current->findKey(sha256("gw-secret-of-" + id))->status;
    }

   private Q_SLOTS:
    void takesOverAndAuditsWhatWasTypedByHand() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("UPDATE api_key SET status = 'frozen' WHERE id = 'k-1'");
        QVERIFY(rig.pollOnce(1));
        QCOMPARE(rig.control->state().key("k-1")->status, std::string("frozen"));
        QVERIFY(served(rig, "k-1") == config::KeyStatus::frozen);
        const auto audits = file.audits();
        QCOMPARE(audits.size(), std::size_t{1});
        QCOMPARE(audits[0].action, std::string("outside.change"));
        QCOMPARE(audits[0].actor, std::string("outside"));
        QCOMPARE(audits[0].targetId, std::string("k-1"));
        QCOMPARE(test::bytes(audits[0].before), QByteArray(R"({"status":"active"})"));
        QCOMPARE(test::bytes(audits[0].after), QByteArray(R"({"status":"frozen"})"));
        QVERIFY(store::verifyAudit(*file.open())->intact);
    }
    void namesEachKindOfRow() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("UPDATE users SET role = 'viewer' WHERE id = 'u-op'");
        file.byHand("UPDATE provider SET is_active = 0 WHERE id = 'p-1'");
        file.byHand("UPDATE provider_preset_item SET weight = 50 WHERE id = 'i-1'");
        file.byHand("DELETE FROM blocked_ip");
        file.byHand("INSERT INTO blocked_ip (id, ip, source, created_at) VALUES ('b-2', '10.0.0.0/8', 'external', 0)");
        QVERIFY(rig.pollOnce(5));
        std::multiset<std::string> types;
        for (const auto& row : file.audits()) types.insert(row.targetType);
        QCOMPARE(types, (std::multiset<std::string>{"ip", "ip", "preset", "provider", "user"}));
        QVERIFY(rig.worker.current->blocked.hitsOf(*parseCidr("10.0.0.0/8")));
        QCOMPARE(rig.worker.current->presets.at("main")->items[0].weight, 50U);
        QVERIFY(!rig.worker.current->providers.at("alpha")->isActive);
    }
    void auditsNothingWhenNothingOfItChanged() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        rig.control->startPolling();
        QCOMPARE(rig.timers.size(), std::size_t{1});
        // A sign-in of another process is no change of the truth.
        file.byHand("UPDATE users SET last_login_at = 5 WHERE id = 'u-op'");
        QVERIFY(rig.pollOnce(0));
        QVERIFY(rig.box.runUntil([&] { return rig.control->state().user("u-op")->lastLoginAt.has_value(); }));
        QVERIFY(rig.worker.seen.empty());
        QVERIFY(file.audits().empty());
    }
    void keepsTheLastGoodFormOfARowThatBroke() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("UPDATE api_key SET allowed_ips = 'any' WHERE id = 'k-1'");
        file.byHand("UPDATE users SET role = 'root' WHERE id = 'u-admin'");
        file.byHand("UPDATE api_key SET name = 'cold' WHERE id = 'k-frozen'");
        QVERIFY(rig.pollOnce(1));
        QCOMPARE(rig.control->state().key("k-1")->userId, std::string("u-op"));
        QCOMPARE(rig.control->state().user("u-admin")->role, std::string("admin"));
        QCOMPARE(rig.control->state().key("k-frozen")->name, std::string("cold"));
        QCOMPARE(file.audits().size(), std::size_t{1});
    }
    void looksBeforeItWrites() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        file.byHand("UPDATE api_key SET status = 'revoked' WHERE id = 'k-1'");
        // The command was checked against a key that was alive; it is run anew and refused.
        QCOMPARE(refusal(rig.apply(FreezeKey{"k-1", ""})), QByteArray("CONFLICT"));
        QCOMPARE(rig.control->state().key("k-1")->status, std::string("revoked"));
        file.byHand("UPDATE api_key SET name = 'cold' WHERE id = 'k-frozen'");
        QVERIFY(rig.apply(UnfreezeKey{"k-frozen", ""}));
        QCOMPARE(rig.control->state().key("k-frozen")->name, std::string("cold"));
        QCOMPARE(file.count("SELECT count(*) FROM api_key WHERE id = 'k-frozen' AND status = 'active' AND name = 'cold'"), std::int64_t{1});
        QVERIFY(store::verifyAudit(*file.open())->intact);
    }
    void givesUpWhenSomebodyKeepsWriting() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        int writes = 0;
        rig.box.before = [&] { file.byHand("UPDATE users SET last_login_at = " + std::to_string(++writes)); };
        rig.box.before();
        QCOMPARE(refusal(rig.apply(FreezeKey{"k-1", ""})), QByteArray("STORE_UNAVAILABLE"));
        rig.box.before = nullptr;
        QCOMPARE(file.count("SELECT count(*) FROM api_key WHERE id = 'k-1' AND status = 'active'"), std::int64_t{1});
        QVERIFY(rig.apply(FreezeKey{"k-1", ""}));
    }
    void boundsTheAuditRowsOfABulkChange() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) INSERT INTO users "
                    "(id, email, password_hash, role, created_at) SELECT 'x-' || i, i || '@x', 'h', 'viewer', 0 FROM n");
        QVERIFY(rig.pollOnce(101));
        const auto audits = file.audits();
        QCOMPARE(audits.size(), std::size_t{101});
        QCOMPARE(audits.back().targetType, std::string("rows"));
        QVERIFY(test::bytes(audits.back().reason).startsWith("20 more rows"));
        QCOMPARE(rig.control->state().users.size(), std::size_t{123});
    }
    void servesTheOldSnapshotWhenNoCredentialOpens() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("UPDATE provider SET credential = 'v1.somebody-elses' WHERE id = 'p-1'");
        QVERIFY(rig.pollOnce(0));
        QVERIFY(rig.box.runUntil([&] { return rig.control->state().provider("p-1")->credential == "v1.somebody-elses"; }));
        QVERIFY(rig.worker.seen.empty());
        QCOMPARE(rig.control->snapshot()->version, std::uint64_t{1});
    }
    void endsBlocksWhoseTimeIsUp() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        QVERIFY(rig.apply(BlockIp{"10.0.0.1", 3, "flood"}));
        QCOMPARE(rig.worker.current->blocked.size(), std::size_t{2});
        QVERIFY(rig.pollOnce(1));
        QCOMPARE(rig.worker.current->blocked.size(), std::size_t{2});
        QVERIFY(rig.pollOnce(1));
        QCOMPARE(rig.worker.current->blocked.size(), std::size_t{1});
        QVERIFY(!rig.control->state().blocks.contains("10.0.0.1"));
        // The row goes in a job behind; a later change waits for it on the same thread.
        QVERIFY(rig.apply(BlockIp{"10.0.0.2", 3, ""}));
        QCOMPARE(file.count("SELECT count(*) FROM blocked_ip WHERE ip = '10.0.0.1'"), std::int64_t{0});
        QCOMPARE(file.audits().size(), std::size_t{2});
    }
    void endsCircuitsWhoseTimeIsUp() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        QVERIFY(rig.apply(SetCircuit{"beta", "m-2", "open", 3, "flood"}));
        QCOMPARE(rig.worker.current->circuits.size(), std::size_t{2});
        QVERIFY(rig.pollOnce(1));
        QVERIFY(rig.pollOnce(1));
        QCOMPARE(rig.worker.current->circuits.size(), std::size_t{1});
        QVERIFY(rig.apply(SetCircuit{"alpha", "m-1", "closed", {}, ""}));
        QVERIFY(!rig.worker.current->circuits.at(0).open);
        QCOMPARE(file.count("SELECT count(*) FROM circuit"), std::int64_t{1});
        QCOMPARE(file.audits().size(), std::size_t{2});
    }
    void takesOverACircuitDeletedByHand() {
        StoreFile file;
        fill(file);
        ControlRig rig(file);
        QVERIFY(rig.load());
        rig.control->startPolling();
        file.byHand("DELETE FROM circuit");
        QVERIFY(rig.pollOnce(1));
        QVERIFY(rig.worker.current->circuits.empty());
    }
};

QTEST_GUILESS_MAIN(ForeignChangesTest)
#include "foreign_changes_test.moc"
