#include "gateway/secrets/sealed.hpp"
#include "samples.hpp"

#include <QTest>

#include <functional>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;
using CreateEdit = std::function<void(CreateKey&)>;
using PatchEdit = std::function<void(PatchKey&)>;

class KeyCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    static CreateKey fullKey() {
        CreateKey command;
        command.name = " Team A ";
        command.userId = "u-op";
        command.rpm = 60;
        command.tpm = 1000;
        command.parallelMax = 4;
        command.budgetUsd = "25.5";
        command.models = {"m-1", "m-1"};
        command.expiresAt = rfc3339(kNow + std::chrono::hours(1));
        command.allowedIps = {"2001:DB8::/32"};
        command.requireSignature = true;
        command.defaultPreset = "main";
        command.tags = {"prod"};
        return command;
    }
    /// k-1 after `edit`.
    Result<Change> patched(const PatchEdit& edit, const State& state = sampleState()) const {
        PatchKey command;
        command.id = "k-1";
        edit(command);
        return run(command, state, context_);
    }
    static store::ApiKeyRow rotatedRow() {
        auto row = test::keyRow("k-1");
        row.previousHash = test::hashOf("old");
        row.previousUntil = kNow + std::chrono::hours(1);
        return row;
    }

   private Q_SLOTS:
    void makesAKeyWithEverything() {
        const auto change = run(fullKey(), sampleState(), context_);
        QVERIFY(change);
        const auto& put = rowOf<PutKey>(*change);
        QVERIFY(put.isNew);
        QCOMPARE(put.row.name, std::string("Team A"));
        QCOMPARE(put.row.userId, std::string("u-op"));
        QCOMPARE(*put.row.budgetNanoUsd, std::int64_t{25'500'000'000});
        QCOMPARE(put.row.models, std::vector<std::string>{"m-1"});
        QCOMPARE(put.row.allowedIps, std::vector<std::string>{"2001:db8::/32"});
        QVERIFY(put.row.expiresAt == kNow + std::chrono::hours(1));
        QVERIFY(change->key && change->signingSecret);
        const std::string secret(change->key->reveal());
        QCOMPARE(put.row.secretHash, test::hashOf(secret));
        QCOMPARE(put.row.prefix, secret.substr(0, 9));
        const auto opened = secrets::openSealed(key_, secrets::signingContext(put.row.id), put.row.signingSecret);
        QVERIFY(opened && *opened == *change->signingSecret);
    }
    void showsASecretInNoAuditRow() {
        const auto change = run(fullKey(), sampleState(), context_);
        QVERIFY(change);
        const auto& row = rowOf<PutKey>(*change).row;
        const auto told = change->audit.before + change->audit.after + change->audit.reason + change->audit.targetName;
        for (const auto& hidden : {std::string(change->key->reveal()), std::string(change->signingSecret->reveal()), row.secretHash, row.signingSecret}) {
            QVERIFY(told.find(hidden) == std::string::npos);
        }
        QVERIFY(told.find(R"("budget_usd":"25.5")") != std::string::npos);
    }
    void givesAKeyToWhoMakesIt() {
        CreateKey command;
        command.name = "mine";
        QCOMPARE(rowOf<PutKey>(*run(command, sampleState(), context_)).row.userId, std::string("u-admin"));
        auto nobody = context_;
        nobody.actor = Actor{};
        const auto change = run(command, sampleState(), nobody);
        QVERIFY(rowOf<PutKey>(*change).row.userId.empty());
        QVERIFY(!change->signingSecret);
    }

    void refusesABadKey_data() {
        QTest::addColumn<CreateEdit>("edit");
        QTest::addColumn<QByteArray>("refused");
        const auto row = [](const char* refused, const char* name, CreateEdit edit) {
            QTest::newRow(name) << std::move(edit) << QByteArray(refused);
        };
        row("INVALID_VALUE name", "no name", [](CreateKey& c) { c.name = " "; });
        row("INVALID_VALUE rpm", "rpm", [](CreateKey& c) { c.rpm = 0; });
        row("INVALID_VALUE tpm", "tpm", [](CreateKey& c) { c.tpm = 1'000'000'000'001; });
        row("INVALID_VALUE max_parallel", "parallel", [](CreateKey& c) { c.parallelMax = -1; });
        row("INVALID_VALUE budget_usd", "budget", [](CreateKey& c) { c.budgetUsd = "-1"; });
        row("INVALID_VALUE models", "models", [](CreateKey& c) { c.models = {"a b"}; });
        row("INVALID_VALUE expires_at", "expiry", [](CreateKey& c) { c.expiresAt = "2001-01-01T00:00:00Z"; });
        row("INVALID_VALUE allowed_ips", "ips", [](CreateKey& c) { c.allowedIps = {"10.0.0.1/8"}; });
        row("INVALID_VALUE tags", "tags", [](CreateKey& c) { c.tags = {""}; });
        row("INVALID_VALUE user_id", "unknown user", [](CreateKey& c) { c.userId = "u-none"; });
        row("INVALID_VALUE user_id", "disabled user", [](CreateKey& c) { c.userId = "u-off"; });
        row("INVALID_VALUE default_preset", "preset", [](CreateKey& c) { c.defaultPreset = "none"; });
    }
    void refusesABadKey() {
        QFETCH(CreateEdit, edit);
        QFETCH(QByteArray, refused);
        auto command = fullKey();
        edit(command);
        QCOMPARE(refusal(run(command, sampleState(), context_)), refused);
    }

    void changesOnlyTheFieldsGiven() {
        auto state = sampleState();
        state.keys["k-1"].rpm = 10;
        state.keys["k-1"].tpm = 20;
        const auto change = patched(
            [](PatchKey& c) {
                c.rpm = std::optional<std::int64_t>{};
                c.tags = Texts{"x"};
            },
            state);
        QVERIFY(change);
        const auto& row = rowOf<PutKey>(*change).row;
        QVERIFY(!row.rpm);
        QCOMPARE(*row.tpm, std::int64_t{20});
        QCOMPARE(row.userId, std::string("u-op"));
        QCOMPARE(test::bytes(change->audit.before), QByteArray(R"({"rpm":10,"tags":[]})"));
        QCOMPARE(test::bytes(change->audit.after), QByteArray(R"({"rpm":null,"tags":["x"]})"));
        QCOMPARE(change->audit.action, std::string("key.update"));
    }
    void clearsLinksWithNull() {
        auto state = sampleState();
        state.keys["k-1"].defaultPreset = "main";
        state.keys["k-1"].expiresAt = kNow;
        const auto change = patched(
            [](PatchKey& c) {
                c.userId = std::optional<std::string>{};
                c.defaultPreset = std::optional<std::string>{};
                c.expiresAt = std::optional<std::string>{};
                c.budgetUsd = std::optional<std::string>{};
            },
            state);
        const auto& row = rowOf<PutKey>(*change).row;
        QVERIFY(row.userId.empty() && row.defaultPreset.empty() && !row.expiresAt && !row.budgetNanoUsd);
    }
    void turnsSigningOnAndOff() {
        const auto on = patched([](PatchKey& c) { c.requireSignature = true; });
        QVERIFY(on && on->signingSecret && !on->key);
        auto state = sampleState();
        applyChange(state, on->rows.front());
        QVERIFY(!state.keys["k-1"].signingSecret.empty());
        const auto still = patched([](PatchKey& c) { c.requireSignature = true; }, state);
        QVERIFY(still && still->rows.empty() && !still->signingSecret);
        const auto off = patched([](PatchKey& c) { c.requireSignature = false; }, state);
        QVERIFY(off && !off->signingSecret);
        QVERIFY(rowOf<PutKey>(*off).row.signingSecret.empty());
    }
    void refusesABadPatch_data() {
        QTest::addColumn<PatchEdit>("edit");
        QTest::addColumn<QByteArray>("refused");
        const auto row = [](const char* refused, const char* name, PatchEdit edit) {
            QTest::newRow(name) << std::move(edit) << QByteArray(refused);
        };
        row("NOT_FOUND", "unknown", [](PatchKey& c) { c.id = "k-none"; });
        row("CONFLICT", "revoked", [](PatchKey& c) { c.id = "k-revoked"; });
        row("INVALID_VALUE name", "name", [](PatchKey& c) { c.name = ""; });
        row("INVALID_VALUE user_id", "user", [](PatchKey& c) { c.userId = "u-off"; });
        row("INVALID_VALUE default_preset", "preset", [](PatchKey& c) { c.defaultPreset = "none"; });
        row("INVALID_VALUE expires_at", "expiry", [](PatchKey& c) { c.expiresAt = "soon"; });
        row("INVALID_VALUE rpm", "rpm", [](PatchKey& c) { c.rpm = 10'000'001; });
        row("INVALID_VALUE budget_usd", "budget", [](PatchKey& c) { c.budgetUsd = "1.0000000001"; });
        row("INVALID_VALUE models", "models", [](PatchKey& c) { c.models = Texts{""}; });
        row("INVALID_VALUE allowed_ips", "ips", [](PatchKey& c) { c.allowedIps = Texts{"x"}; });
        row("INVALID_VALUE tags", "tags", [](PatchKey& c) { c.tags = Texts{"\n"}; });
    }
    void refusesABadPatch() {
        QFETCH(PatchEdit, edit);
        QFETCH(QByteArray, refused);
        QCOMPARE(refusal(patched(edit)), refused);
    }

    void revokesOnceAndForGood() {
        auto state = sampleState();
        state.keys["k-1"] = rotatedRow();
        const auto change = run(RevokeKey{"k-1", " leaked "}, state, context_);
        const auto& row = rowOf<PutKey>(*change).row;
        QCOMPARE(row.status, std::string("revoked"));
        QCOMPARE(row.revokeReason, std::string("leaked"));
        QVERIFY(row.revokedAt == kNow);
        QVERIFY(row.previousHash.empty() && !row.previousUntil);
        QCOMPARE(change->audit.action, std::string("key.revoke"));
        QCOMPARE(change->audit.reason, std::string("leaked"));
        const auto again = run(RevokeKey{"k-revoked", "again"}, state, context_);
        QVERIFY(again && again->rows.empty());
        QCOMPARE(refusal(run(RevokeKey{"k-none", ""}, state, context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(RevokeKey{"k-1", "a\tb"}, state, context_)), QByteArray("INVALID_VALUE reason"));
    }
    void freezesAndThaws() {
        const auto state = sampleState();
        const auto frozen = run(FreezeKey{"k-1", "odd traffic"}, state, context_);
        QCOMPARE(rowOf<PutKey>(*frozen).row.status, std::string("frozen"));
        QCOMPARE(frozen->audit.action, std::string("key.freeze"));
        QVERIFY(run(FreezeKey{"k-frozen", ""}, state, context_)->rows.empty());
        const auto active = run(UnfreezeKey{"k-frozen", ""}, state, context_);
        QCOMPARE(rowOf<PutKey>(*active).row.status, std::string("active"));
        QCOMPARE(active->audit.action, std::string("key.unfreeze"));
        QVERIFY(run(UnfreezeKey{"k-1", ""}, state, context_)->rows.empty());
    }
    void refusesToThawOrFreezeWhatIsGone() {
        const auto state = sampleState();
        QCOMPARE(refusal(run(FreezeKey{"k-revoked", ""}, state, context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(FreezeKey{"k-none", ""}, state, context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(FreezeKey{"k-1", "\x01"}, state, context_)), QByteArray("INVALID_VALUE reason"));
        QCOMPARE(refusal(run(UnfreezeKey{"k-revoked", ""}, state, context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(UnfreezeKey{"k-none", ""}, state, context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(UnfreezeKey{"k-1", "\x01"}, state, context_)), QByteArray("INVALID_VALUE reason"));
    }
    void rotatesWithAGracePeriod() {
        auto state = sampleState();
        state.keys["k-1"].requireSignature = true;
        const auto change = run(RotateKey{"k-1", 24}, state, context_);
        const auto& row = rowOf<PutKey>(*change).row;
        QCOMPARE(row.secretHash, test::hashOf(std::string(change->key->reveal())));
        QCOMPARE(row.previousHash, test::hashOf("gw-secret-of-k-1"));
        QVERIFY(row.previousUntil == kNow + std::chrono::hours(24));
        QVERIFY(change->signingSecret);
        QCOMPARE(change->audit.action, std::string("key.rotate"));
    }
    void theOldSecretKeepsItsOwnSigningSecretForTheGracePeriod() {
        auto state = sampleState();
        auto& row = state.keys["k-1"];
        row.requireSignature = true;
        row.signingSecret = secrets::seal(key_, secrets::signingContext("k-1"), "old-signing");
        const auto change = run(RotateKey{"k-1", 24}, state, context_);
        QVERIFY(change && change->signingSecret);
        const auto& rotated = rowOf<PutKey>(*change).row;
        QCOMPARE(rotated.previousSigningSecret, row.signingSecret);
        QCOMPARE(rotated.previousPrefix, row.prefix);
        QVERIFY(rotated.signingSecret != row.signingSecret && rotated.rotatedAt == kNow);
        QVERIFY(std::holds_alternative<KeepLastUse>(change->rows.back()));
        QVERIFY(change->audit.after.find(rotated.signingSecret) == std::string::npos);
        QVERIFY(change->audit.before.find("old-signing") == std::string::npos);
    }
    void aGracePeriodEndsEarly() {
        auto state = sampleState();
        state.keys["k-1"] = rotatedRow();
        state.keys["k-1"].previousSigningSecret = "sealed";
        const auto change = run(EndGrace{"k-1", "all clients moved"}, state, context_);
        QVERIFY(change);
        const auto& row = rowOf<PutKey>(*change).row;
        QVERIFY(row.previousHash.empty() && !row.previousUntil && row.previousSigningSecret.empty());
        QCOMPARE(row.secretHash, state.keys["k-1"].secretHash);
        QCOMPARE(change->audit.action, std::string("key.end_grace"));
        QCOMPARE(change->audit.reason, std::string("all clients moved"));
        state.keys["k-1"].previousUntil = kNow;
        QCOMPARE(refusal(run(EndGrace{"k-1", {}}, state, context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(EndGrace{"k-none", {}}, state, context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(EndGrace{"k-revoked", {}}, state, context_)), QByteArray("CONFLICT"));
    }
    void rotatesAtOnceAndForgetsAnEarlierSecret() {
        auto state = sampleState();
        state.keys["k-1"] = rotatedRow();
        const auto change = run(RotateKey{"k-1", 0}, state, context_);
        const auto& row = rowOf<PutKey>(*change).row;
        QVERIFY(row.previousHash.empty() && !row.previousUntil);
        QVERIFY(!change->signingSecret);
        for (const std::int64_t hours : {-1, 169}) {
            QCOMPARE(refusal(run(RotateKey{"k-1", hours}, state, context_)), QByteArray("INVALID_VALUE grace_period_hours"));
        }
        QCOMPARE(refusal(run(RotateKey{"k-revoked", 0}, state, context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(RotateKey{"k-none", 0}, state, context_)), QByteArray("NOT_FOUND"));
    }
};

QTEST_GUILESS_MAIN(KeyCommandsTest)
#include "key_commands_test.moc"
