#include "gateway/control/state.hpp"

#include "gateway/store/refresh_token_table.hpp"
#include "samples.hpp"
#include "store_file.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::sampleState;
using gw::test::StoreFile;

class StateTest : public QObject {
    Q_OBJECT

    /// Every row of the sample, as it would go into an empty database.
    static std::vector<RowChange> sampleChanges() {
        std::vector<RowChange> changes;
        const auto state = sampleState();
        for (const auto& [id, row] : state.users) changes.push_back(PutUser{row, true});
        for (const auto& [id, row] : state.keys) changes.push_back(PutKey{row, true});
        for (const auto& [id, row] : state.providers) changes.push_back(PutProvider{row, true});
        for (const auto& [id, row] : state.presets) changes.push_back(PutPreset{row, true});
        for (const auto& [id, row] : state.blocks) changes.push_back(PutBlock{row});
        for (const auto& [place, row] : state.circuits) changes.push_back(PutCircuit{row});
        return changes;
    }
    static void same(const State& a, const State& b) {
        QCOMPARE(a.users, b.users);
        QVERIFY(a.keys == b.keys);
        QCOMPARE(a.providers, b.providers);
        QCOMPARE(a.presets, b.presets);
        QCOMPARE(a.blocks, b.blocks);
        QCOMPARE(a.circuits, b.circuits);
    }

   private Q_SLOTS:
    void findsRowsByIdAndName() {
        const auto state = sampleState();
        QCOMPARE(state.user("u-op")->email, std::string("otto@example.org"));
        QCOMPARE(state.userByEmail("anna@example.org")->id, std::string("u-admin"));
        QVERIFY(!state.user("none") && !state.userByEmail("none@example.org"));
        QCOMPARE(state.key("k-1")->userId, std::string("u-op"));
        QVERIFY(!state.key("none"));
        QCOMPARE(state.providerByName("beta")->id, std::string("p-2"));
        QVERIFY(!state.provider("none") && !state.providerByName("none"));
        QCOMPARE(state.presetByName("main")->id, std::string("s-1"));
        QVERIFY(!state.preset("none") && !state.presetByName("none"));
        const auto [preset, item] = state.presetItem("i-2");
        QVERIFY(preset && item && preset->id == "s-1" && item->provider == "beta");
        QVERIFY(!state.presetItem("none").first);
        QCOMPARE(state.activeAdmins(), std::size_t{1});
    }
    void changesMemoryAsItChangesTheDatabase() {
        StoreFile file;
        auto database = file.open();
        State state;
        for (const auto& change : sampleChanges()) {
            QCOMPARE(refusal(writeChange(*database, change, kNow)), QByteArray());
            applyChange(state, change);
        }
        same(state, sampleState());
        const auto loaded = loadState(*database, kNow);
        QVERIFY(loaded && loaded->problems.empty());
        same(loaded->state, state);
    }
    void updatesAndDropsInBothPlaces() {
        StoreFile file;
        auto database = file.open();
        for (const auto& change : sampleChanges()) QVERIFY(writeChange(*database, change, kNow));
        auto state = sampleState();
        auto user = state.users["u-op"];
        user.isActive = false;
        auto key = state.keys["k-1"];
        key.rpm = 5;
        auto provider = state.providers["p-1"];
        provider.kind = "azure";
        auto preset = state.presets["s-1"];
        preset.items.pop_back();
        auto block = state.blocks["203.0.113.9"];
        block.reason = "again";
        for (const RowChange& change : std::vector<RowChange>{PutUser{user}, PutKey{key}, PutProvider{provider}, PutPreset{preset}, PutBlock{block},
                                                              DropProvider{"p-3"}}) {
            QCOMPARE(refusal(writeChange(*database, change, kNow)), QByteArray());
            applyChange(state, change);
        }
        same(loadState(*database, kNow)->state, state);
        QVERIFY(!state.provider("p-3"));
        for (const RowChange& change : std::vector<RowChange>{DropPreset{"s-1"}, DropBlock{"203.0.113.9"}}) {
            QCOMPARE(refusal(writeChange(*database, change, kNow)), QByteArray());
            applyChange(state, change);
        }
        same(loadState(*database, kNow)->state, state);
        QVERIFY(state.presets.empty() && state.blocks.empty());
    }
    void tellsWhatTheDatabaseRefuses() {
        StoreFile file;
        auto database = file.open();
        for (const auto& change : sampleChanges()) QVERIFY(writeChange(*database, change, kNow));
        const auto refused = [&](const RowChange& change) { return refusal(writeChange(*database, change, kNow)); };
        QCOMPARE(refused(PutUser{test::userRow("u-9", "anna@example.org", "viewer"), true}), QByteArray("CONFLICT"));
        QCOMPARE(refused(PutUser{test::userRow("u-9", "new@example.org", "viewer"), false}), QByteArray("NOT_FOUND"));
        QCOMPARE(refused(PutKey{test::keyRow("k-9"), false}), QByteArray("NOT_FOUND"));
        // The database's trigger, not only the command, keeps a revoked key revoked.
        auto alive = test::keyRow("k-revoked");
        QCOMPARE(refused(PutKey{alive, false}), QByteArray("CONFLICT"));
        QCOMPARE(refused(DropProvider{"p-1"}), QByteArray("CONFLICT"));
        QCOMPARE(refused(DropProvider{"p-9"}), QByteArray("NOT_FOUND"));
        QCOMPARE(refused(DropPreset{"s-9"}), QByteArray("NOT_FOUND"));
        QCOMPARE(refused(DropBlock{"10.9.9.9"}), QByteArray("NOT_FOUND"));
    }
    void endsTheSessionsOfOneUser() {
        StoreFile file;
        auto database = file.open();
        for (const auto& change : sampleChanges()) QVERIFY(writeChange(*database, change, kNow));
        for (const char* user : {"u-op", "u-admin"}) {
            const std::string name(user);
            store::RefreshTokenRow row{.id = "t-" + name, .family = "f-" + name, .userId = name, .tokenHash = test::hashOf(name), .createdAt = kNow,
                                       .expiresAt = kNow + std::chrono::hours(1), .usedAt = {}, .revokedAt = {}, .ip = ""};
            QVERIFY(store::insertRefreshToken(*database, row));
        }
        auto state = sampleState();
        QVERIFY(writeChange(*database, EndSessions{"u-op"}, kNow));
        applyChange(state, EndSessions{"u-op"});
        same(state, sampleState());
        QVERIFY(store::spendRefreshToken(*database, test::hashOf("u-op"), kNow)->use == store::TokenUse::revoked);
        QVERIFY(store::spendRefreshToken(*database, test::hashOf("u-admin"), kNow)->use == store::TokenUse::ok);
    }
    void remembersTheRowsThatAreAboutToChange() {
        const auto state = sampleState();
        auto user = state.users.at("u-op");
        user.isActive = false;
        auto key = state.keys.at("k-1");
        key.rpm = 1;
        const std::vector<RowChange> changes{PutUser{user}, PutKey{key}, PutKey{test::keyRow("k-new"), true}, DropProvider{"p-3"}};
        const auto touched = touchedRows(state, changes);
        QCOMPARE(touched.users.size(), std::size_t{1});
        QVERIFY(touched.user("u-op")->isActive);
        QCOMPARE(touched.keys.size(), std::size_t{1});
        QVERIFY(!touched.key("k-1")->rpm);
        QVERIFY(touched.providers.empty() && touched.presets.empty());
    }
};

QTEST_GUILESS_MAIN(StateTest)
#include "state_test.moc"
