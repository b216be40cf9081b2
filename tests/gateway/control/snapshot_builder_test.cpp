#include "gateway/control/snapshot_builder.hpp"

#include "gateway/secrets/sealed.hpp"
#include "samples.hpp"

#include <QTest>

#include <set>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::sampleState;
using config::Snapshot;

class SnapshotBuilderTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const SnapshotBuilder builder_{key_, nullptr};

    config::SnapshotPtr built(const State& state) const { return builder_.build(state, 1, kNow)->snapshot; }
    /// Applies `changes` to `state` and makes the next snapshot.
    BuiltSnapshot nextOf(const Snapshot& current, State& state, const std::vector<RowChange>& changes) const {
        const State before = touchedRows(state, changes);
        for (const auto& change : changes) applyChange(state, change);
        return builder_.next(current, before, state, changes, kNow);
    }
    static std::set<int> shardsThatDiffer(const Snapshot& a, const Snapshot& b) {
        std::set<int> differ;
        for (std::size_t i = 0; i < a.keys.size(); ++i) {
            if (a.keys[i] != b.keys[i]) differ.insert(static_cast<int>(i));
        }
        return differ;
    }
    static std::set<int> shardOf(const std::vector<std::string>& secrets) {
        std::set<int> shards;
        for (const auto& secret : secrets) shards.insert(sha256(secret)[0]);
        return shards;
    }
    static std::shared_ptr<const config::ApiKey> find(const Snapshot& snapshot, const std::string& secret) {
        return snapshot.findKey(sha256(secret));
    }
    void sealCredential(store::ProviderRow& row, const secrets::MasterKey& key) const {
        row.credential = secrets::seal(key, secrets::providerContext(row.id), "sk-upstream");
    }

   private Q_SLOTS:
    void buildsEverything() {
        auto state = sampleState();
        sealCredential(state.providers["p-1"], key_);
        state.providers["p-1"].idleTimeoutMs = 250;
        const auto result = builder_.build(state, 42, kNow);
        QVERIFY(result && result->problems.empty());
        const auto& snapshot = *result->snapshot;
        QCOMPARE(snapshot.version, std::uint64_t{42});
        QCOMPARE(snapshot.providers.at("alpha")->credential, std::string("sk-upstream"));
        QCOMPARE(snapshot.providers.at("alpha")->endpoint.host, std::string("api.alpha.example"));
        QVERIFY(snapshot.providers.at("alpha")->idleTimeout == std::chrono::milliseconds{250});
        QVERIFY(!snapshot.providers.at("alpha")->totalTimeout);
        const auto& main = *snapshot.presets.at("main");
        QCOMPARE(main.items.size(), std::size_t{2});
        QVERIFY(main.items[0].provider == snapshot.providers.at("alpha"));
        QCOMPARE(main.items[0].weight, std::uint32_t{3});
        QVERIFY(snapshot.presetsByModel.contains("m-1"));
        QCOMPARE(snapshot.blocked.size(), std::size_t{1});
        QCOMPARE(find(snapshot, "gw-secret-of-k-1")->id, std::string("k-1"));
        QVERIFY(find(snapshot, "gw-secret-of-k-frozen")->status == config::KeyStatus::frozen);
        QVERIFY(!find(snapshot, "gw-secret-of-nobody"));
    }
    void compilesEachFieldOfAKey() {
        auto row = test::keyRow("k-9");
        row.userId = "u-op";
        row.rpm = 1;
        row.tpm = 2;
        row.parallelMax = 3;
        row.budgetNanoUsd = 4;
        row.models = {"m"};
        row.allowedIps = {"10.0.0.0/8"};
        row.requireSignature = true;
        row.defaultPreset = "main";
        row.expiresAt = kNow;
        const auto key = compileKey(row, sampleState(), key_);
        QVERIFY(key && key->userActive && key->requireSignature);
        QCOMPARE(*key->rpm, 1U);
        QCOMPARE(*key->tpm, std::uint64_t{2});
        QCOMPARE(*key->parallelMax, 3U);
        QCOMPARE(key->budget->value, std::int64_t{4});
        QCOMPARE(key->models, std::vector<std::string>{"m"});
        QCOMPARE(key->allowedIps.at(0).text(), std::string("10.0.0.0/8"));
        QCOMPARE(key->defaultPreset, std::string("main"));
        QVERIFY(key->expiresAt == kNow);
    }
    void compilesNoKeyThatCannotBeRight() {
        const auto state = sampleState();
        auto row = test::keyRow("k-9");
        row.status = "paused";
        QVERIFY(!compileKey(row, state, key_));
        row = test::keyRow("k-9");
        row.secretHash = "12";
        QVERIFY(!compileKey(row, state, key_));
        row = test::keyRow("k-9");
        row.fault = "models is no list";
        QVERIFY(!compileKey(row, state, key_));
        row = test::keyRow("k-9");
        row.allowedIps = {"x"};
        QVERIFY(!compileKey(row, state, key_));
    }
    void knowsWhetherAKeysUserIsActive() {
        auto row = test::keyRow("k-9");
        QVERIFY(compileKey(row, sampleState(), key_)->userActive);
        for (const char* user : {"u-off", "u-gone"}) {
            row.userId = user;
            QVERIFY(!compileKey(row, sampleState(), key_)->userActive);
        }
    }
    void keepsAPreviousSecretUntilItsGraceEnds() {
        auto state = sampleState();
        auto& row = state.keys["k-1"];
        row.previousHash = test::hashOf("gw-old");
        row.previousUntil = kNow + std::chrono::hours(1);
        const auto both = built(state);
        QCOMPARE(find(*both, "gw-old")->id, std::string("k-1"));
        QVERIFY(find(*both, "gw-old")->expiresAt == row.previousUntil);
        QVERIFY(!find(*both, "gw-secret-of-k-1")->expiresAt);
        // The key itself may end earlier than the grace period.
        row.expiresAt = kNow + std::chrono::minutes(1);
        QVERIFY(find(*built(state), "gw-old")->expiresAt == row.expiresAt);
        row.previousUntil = kNow;
        QVERIFY(!find(*built(state), "gw-old"));
    }
    void copiesOnlyTheShardOfAChangedKey() {
        auto state = sampleState();
        const auto current = built(state);
        auto row = state.keys["k-1"];
        row.status = "revoked";
        const auto next = nextOf(*current, state, {PutKey{row}});
        QCOMPARE(next.snapshot->version, std::uint64_t{2});
        QCOMPARE(shardsThatDiffer(*current, *next.snapshot), shardOf({"gw-secret-of-k-1"}));
        QVERIFY(find(*next.snapshot, "gw-secret-of-k-1")->status == config::KeyStatus::revoked);
        QVERIFY(find(*current, "gw-secret-of-k-1")->status == config::KeyStatus::active);
        QVERIFY(next.snapshot->presets.at("main") == current->presets.at("main"));
        QVERIFY(next.snapshot->providers.at("alpha") == current->providers.at("alpha"));
    }
    void movesARotatedKeyBetweenShards() {
        auto state = sampleState();
        const auto first = built(state);
        auto row = state.keys["k-1"];
        row.previousHash = row.secretHash;
        row.previousUntil = kNow + std::chrono::hours(1);
        row.secretHash = test::hashOf("gw-second");
        const auto second = nextOf(*first, state, {PutKey{row}}).snapshot;
        QVERIFY(find(*second, "gw-secret-of-k-1") && find(*second, "gw-second"));
        QCOMPARE(shardsThatDiffer(*first, *second), shardOf({"gw-secret-of-k-1", "gw-second"}));
        row.previousHash = test::hashOf("gw-second");
        row.secretHash = test::hashOf("gw-third");
        const auto third = nextOf(*second, state, {PutKey{row}}).snapshot;
        QVERIFY(!find(*third, "gw-secret-of-k-1"));
        QVERIFY(find(*third, "gw-second") && find(*third, "gw-third"));
    }
    void touchesTheKeysOfAUserThatIsSwitchedOff() {
        auto state = sampleState();
        const auto current = built(state);
        auto user = state.users["u-op"];
        user.role = "viewer";
        const auto renamed = nextOf(*current, state, {PutUser{user}, EndSessions{"u-op"}});
        QVERIFY(shardsThatDiffer(*current, *renamed.snapshot).empty());
        user.isActive = false;
        const auto off = nextOf(*current, state, {PutUser{user}});
        QCOMPARE(shardsThatDiffer(*current, *off.snapshot), shardOf({"gw-secret-of-k-1"}));
        QVERIFY(!find(*off.snapshot, "gw-secret-of-k-1")->userActive);
        QVERIFY(find(*off.snapshot, "gw-secret-of-k-frozen")->userActive);
    }
    void makesOnlyBlocksOrRoutingAnew() {
        auto state = sampleState();
        const auto current = built(state);
        auto block = test::blockRow("10.0.0.0/8");
        block.expiresAt = kNow;
        const auto blocks = nextOf(*current, state, {PutBlock{test::blockRow("10.9.0.0/16")}, PutBlock{block}, DropBlock{"203.0.113.9"}}).snapshot;
        QCOMPARE(blocks->blocked.size(), std::size_t{1});
        QVERIFY(blocks->blocked.hitsOf(*parseCidr("10.9.0.0/16")));
        QVERIFY(blocks->providers.at("alpha") == current->providers.at("alpha"));
        auto provider = state.providers["p-1"];
        provider.isActive = false;
        const auto routing = nextOf(*blocks, state, {PutProvider{provider}, DropProvider{"p-3"}}).snapshot;
        QVERIFY(!routing->providers.contains("gamma"));
        QVERIFY(!routing->providers.at("alpha")->isActive);
        QVERIFY(routing->presets.at("main")->items[0].provider == routing->providers.at("alpha"));
        QVERIFY(shardsThatDiffer(*current, *routing).empty());
        // What the workers have learnt of the upstreams outlives the snapshot.
        QVERIFY(routing->presets.at("main")->items[0].load && routing->presets.at("main")->items[0].load == current->presets.at("main")->items[0].load);
        QVERIFY(nextOf(*routing, state, {DropPreset{"s-1"}}).snapshot->presetsByModel.empty());
    }
    void carriesTheOrdersOfCircuits() {
        auto state = sampleState();
        const auto current = built(state);
        QCOMPARE(current->circuits.size(), std::size_t{1});
        QVERIFY(current->circuits[0].open && current->circuits[0].model == "m-1" && current->circuits[0].until == kNow + std::chrono::seconds(300));
        auto old = test::circuitRow("beta", "m-2");
        old.expiresAt = kNow;
        const auto next = nextOf(*current, state, {PutCircuit{test::circuitRow("alpha", "m-1", "closed")}, PutCircuit{old}}).snapshot;
        QCOMPARE(next->circuits.size(), std::size_t{1});
        QVERIFY(!next->circuits[0].open);
    }
    void switchesAProviderOffWhoseCredentialDoesNotOpen() {
        auto state = sampleState();
        sealCredential(state.providers["p-1"], key_);
        sealCredential(state.providers["p-2"], test::masterKeyOf(8));
        const auto result = builder_.build(state, 1, kNow);
        QVERIFY(result);
        QCOMPARE(result->problems.size(), std::size_t{1});
        QVERIFY(test::bytes(result->problems[0]).contains("beta"));
        QVERIFY(!result->snapshot->providers.at("beta")->isActive);
        QVERIFY(result->snapshot->providers.at("alpha")->isActive);
    }
    void refusesAMasterKeyThatOpensNothing() {
        auto state = sampleState();
        sealCredential(state.providers["p-1"], test::masterKeyOf(8));
        QCOMPARE(test::refusal(builder_.build(state, 1, kNow)), QByteArray("SECRETS_FAILED"));
    }
    void leavesAnUnreadableProviderOut() {
        auto state = sampleState();
        state.providers["p-1"].baseUrl = "nowhere";
        const auto result = builder_.build(state, 1, kNow);
        QCOMPARE(result->problems.size(), std::size_t{1});
        QVERIFY(!result->snapshot->providers.contains("alpha"));
        QCOMPARE(result->snapshot->presets.at("main")->items.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(SnapshotBuilderTest)
#include "snapshot_builder_test.moc"
