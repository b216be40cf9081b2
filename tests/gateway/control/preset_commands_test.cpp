#include "gateway/control/commands/preset_cache.hpp"
#include "samples.hpp"

#include <QTest>

#include <functional>

using namespace gw;
using namespace gw::control;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;
using CreateEdit = std::function<void(CreatePreset&)>;
using PatchEdit = std::function<void(PatchPreset&)>;

class PresetCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    static CreatePreset fast() {
        CreatePreset command;
        command.name = "Fast.1";
        command.strategy = "priority";
        command.items = {{.provider = "alpha", .model = "m-1", .weight = 0, .priority = 1000},
                         {.provider = "alpha", .model = "m-2", .weight = 1'000'000, .priority = 0, .isActive = false}};
        return command;
    }
    Result<Change> patched(const PatchEdit& edit, const State& state = sampleState()) const {
        PatchPreset command;
        command.id = "s-1";
        edit(command);
        return run(command, state, context_);
    }
    static State withDefault(const std::string& keyId) {
        auto state = sampleState();
        state.keys[keyId].defaultPreset = "main";
        return state;
    }

   private Q_SLOTS:
    void makesAPreset() {
        const auto change = run(fast(), sampleState(), context_);
        QVERIFY(change);
        const auto& put = rowOf<PutPreset>(*change);
        QVERIFY(put.isNew);
        QCOMPARE(put.row.items.size(), std::size_t{2});
        QVERIFY(put.row.items[0].id != put.row.items[1].id);
        QCOMPARE(put.row.items[1].weight, std::int64_t{1'000'000});
        QVERIFY(!put.row.items[1].isActive);
        QCOMPARE(change->audit.action, std::string("preset.create"));
        QVERIFY(change->audit.after.find(R"("strategy":"priority")") != std::string::npos);
    }
    void refusesABadPreset_data() {
        QTest::addColumn<CreateEdit>("edit");
        QTest::addColumn<QByteArray>("refused");
        const auto row = [](const char* refused, const char* name, CreateEdit edit) {
            QTest::newRow(name) << std::move(edit) << QByteArray(refused);
        };
        row("INVALID_VALUE name", "name", [](CreatePreset& c) { c.name = "a/b"; });
        row("CONFLICT name", "taken", [](CreatePreset& c) { c.name = "main"; });
        row("INVALID_VALUE strategy", "strategy", [](CreatePreset& c) { c.strategy = "best"; });
        row("INVALID_VALUE items", "no item", [](CreatePreset& c) { c.items.clear(); });
        row("INVALID_VALUE items", "65 items", [](CreatePreset& c) { c.items.resize(65, c.items[0]); });
        row("INVALID_VALUE items[1].provider", "provider", [](CreatePreset& c) { c.items[1].provider = "none"; });
        row("INVALID_VALUE items[0].model", "model", [](CreatePreset& c) { c.items[0].model = ""; });
        row("INVALID_VALUE items[1].weight", "weight", [](CreatePreset& c) { c.items[1].weight = 1'000'001; });
        row("INVALID_VALUE items[0].priority", "priority", [](CreatePreset& c) { c.items[0].priority = -1; });
        row("INVALID_VALUE items[1].model", "twice", [](CreatePreset& c) { c.items[1] = c.items[0]; });
    }
    void refusesABadPreset() {
        QFETCH(CreateEdit, edit);
        QFETCH(QByteArray, refused);
        auto command = fast();
        edit(command);
        QCOMPARE(refusal(run(command, sampleState(), context_)), refused);
    }

    void keepsTheIdOfAnItemThatStays() {
        const auto change = patched([](PatchPreset& c) {
            c.items = std::vector<PresetItemInput>{{.provider = "beta", .model = "m-2", .weight = 9}, {.provider = "beta", .model = "m-3"}};
        });
        QVERIFY(change);
        const auto& items = rowOf<PutPreset>(*change).row.items;
        QCOMPARE(items.size(), std::size_t{2});
        QCOMPARE(items[0].id, std::string("i-2"));
        QCOMPARE(items[0].weight, std::int64_t{9});
        QVERIFY(items[1].id != "i-1" && items[1].id != "i-2");
    }
    void renamesAPresetThatNoKeyLeansOn() {
        const auto change = patched([](PatchPreset& c) { c.name = "other"; });
        QCOMPARE(rowOf<PutPreset>(*change).row.name, std::string("other"));
        QCOMPARE(test::bytes(change->audit.before), QByteArray(R"({"name":"main"})"));
        // A revoked key leans on nothing.
        QVERIFY(patched([](PatchPreset& c) { c.name = "other"; }, withDefault("k-revoked")));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.name = "other"; }, withDefault("k-frozen"))), QByteArray("CONFLICT name"));
        QVERIFY(patched([](PatchPreset& c) { c.name = "main"; }, withDefault("k-1"))->rows.empty());
    }
    void refusesABadPatch() {
        auto state = sampleState();
        state.presets["s-2"] = test::presetRow();
        state.presets["s-2"].name = "second";
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.id = "s-none"; })), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.name = "second"; }, state)), QByteArray("CONFLICT name"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.name = "-"; })), QByteArray("INVALID_VALUE name"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.strategy = "x"; })), QByteArray("INVALID_VALUE strategy"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.items = std::vector<PresetItemInput>{}; })), QByteArray("INVALID_VALUE items"));
    }
    void deletesAPresetThatNoKeyLeansOn() {
        const auto change = run(DeletePreset{"s-1"}, withDefault("k-revoked"), context_);
        QCOMPARE(rowOf<DropPreset>(*change).id, std::string("s-1"));
        QCOMPARE(change->audit.action, std::string("preset.delete"));
        QCOMPARE(refusal(run(DeletePreset{"s-1"}, withDefault("k-1"), context_)), QByteArray("CONFLICT"));
        QCOMPARE(refusal(run(DeletePreset{"s-none"}, sampleState(), context_)), QByteArray("NOT_FOUND"));
    }
    void changesWhatTheCacheMayDo() {
        const auto change = patched([](PatchPreset& c) {
            c.cache.use = "all";
            c.cache.scope = "user";
            c.cache.ttlSeconds.emplace(600);
            c.cache.billPercent = 30;
        });
        QVERIFY(change);
        const auto& row = rowOf<PutPreset>(*change).row;
        QCOMPARE(row.cache + "/" + row.cacheScope, std::string("all/user"));
        QVERIFY(row.cacheTtlSeconds == 600 && row.cacheBillPercent == 30);
        const auto policy = cachePolicy(row);
        QVERIFY(policy && policy->use == config::CacheUse::all && policy->scope == config::CacheScope::user);
        QVERIFY(policy->ttl == std::chrono::seconds(600) && policy->billPercent == 30);
        QVERIFY(patched([](PatchPreset& c) { c.cache.use = "temperature_zero"; })->rows.empty());
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.cache.use = "some"; })), QByteArray("INVALID_VALUE cache"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.cache.scope = "world"; })), QByteArray("INVALID_VALUE cache_scope"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.cache.ttlSeconds.emplace(0); })), QByteArray("INVALID_VALUE cache_ttl_seconds"));
        QCOMPARE(refusal(patched([](PatchPreset& c) { c.cache.billPercent = 101; })), QByteArray("INVALID_VALUE cache_bill_percent"));
    }
    void changesOneItem() {
        const auto change = run(PatchPresetItem{.id = "i-2", .weight = 7, .priority = {}, .isActive = true}, sampleState(), context_);
        QVERIFY(change);
        const auto& items = rowOf<PutPreset>(*change).row.items;
        QCOMPARE(items[0], test::presetRow().items[0]);
        QCOMPARE(items[1].weight, std::int64_t{7});
        QCOMPARE(items[1].priority, std::int64_t{1});
        QVERIFY(items[1].isActive);
        QCOMPARE(change->id, std::string("i-2"));
        QCOMPARE(change->audit.targetName, std::string("main"));
    }
    void givesAnItemCapsAndTakesThemAway() {
        PatchPresetItem with{.id = "i-2", .weight = {}, .priority = {}, .isActive = {}};
        with.parallelMax.emplace(4);
        with.rpm.emplace(60);
        const auto capped = run(with, sampleState(), context_);
        QVERIFY(capped);
        const auto row = rowOf<PutPreset>(*capped).row;
        QVERIFY(row.items[1].parallelMax == 4 && row.items[1].rpm == 60);
        QVERIFY(capped->audit.after.find("\"rpm\":60") != std::string::npos);
        PatchPresetItem without{.id = "i-2", .weight = {}, .priority = {}, .isActive = {}};
        without.rpm.emplace(std::nullopt);
        auto state = sampleState();
        state.presets.at(row.id) = row;
        const auto freed = run(without, state, context_);
        QVERIFY(freed && !rowOf<PutPreset>(*freed).row.items[1].rpm);
        QVERIFY(rowOf<PutPreset>(*freed).row.items[1].parallelMax == 4);
        without.rpm.emplace(0);
        QCOMPARE(refusal(run(without, state, context_)), QByteArray("INVALID_VALUE rpm"));
    }
    void refusesABadItemPatch() {
        const auto state = sampleState();
        const auto patch = [&](const char* id, std::optional<std::int64_t> weight, std::optional<std::int64_t> priority) {
            return run(PatchPresetItem{.id = id, .weight = weight, .priority = priority, .isActive = {}}, state, context_);
        };
        QCOMPARE(refusal(patch("i-none", 1, {})), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(patch("i-1", -1, {})), QByteArray("INVALID_VALUE weight"));
        QCOMPARE(refusal(patch("i-1", {}, 1001)), QByteArray("INVALID_VALUE priority"));
        QVERIFY(patch("i-1", 3, 0)->rows.empty());
    }
};

QTEST_GUILESS_MAIN(PresetCommandsTest)
#include "preset_commands_test.moc"
