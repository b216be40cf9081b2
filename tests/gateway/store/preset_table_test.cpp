#include "gateway/store/preset_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

PresetItemRow itemOf(const std::string& id, const std::string& provider, const std::string& model) {
    return {.id = id, .provider = provider, .model = model, .weight = 3, .priority = 2, .isActive = true};
}

PresetRow presetOf(const std::string& id, const std::string& name, std::vector<PresetItemRow> items) {
    PresetRow preset;
    preset.id = id;
    preset.name = name;
    preset.strategy = "weighted";
    preset.items = std::move(items);
    preset.createdAt = noon();
    return preset;
}

}  // namespace

class PresetTableTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }

   private Q_SLOTS:
    void init() {
        rig_ = std::make_unique<TestDatabase>();
        for (const char* name : {"one", "two"}) {
            QVERIFY(database().run("INSERT INTO provider (id, name, kind, base_url, created_at) VALUES (?, ?, 'openai', 'u', 0)",
                                   {std::string("p-") + name, std::string(name)}));
        }
    }
    void cleanup() { rig_.reset(); }

    void readsItemsBackInTheirOrder() {
        auto idle = itemOf("i1", "two", "m");
        idle.isActive = false;
        idle.parallelMax = 4;
        idle.rpm = 60;
        auto preset = presetOf("s2", "b", {itemOf("i9", "two", "n"), idle, itemOf("i5", "one", "m")});
        preset.cache = "all";
        preset.cacheScope = "user";
        preset.cacheTtlSeconds = 90;
        preset.cacheBillPercent = 25;
        QCOMPARE(outcome(insertPreset(database(), preset)), kDone);
        QCOMPARE(outcome(insertPreset(database(), presetOf("s1", "a", {}))), kDone);
        const auto presets = allPresets(database()).value();
        QCOMPARE(presets.size(), std::size_t{2});
        QVERIFY(presets[0] == presetOf("s1", "a", {}));
        QVERIFY(presets[1] == preset);
    }

    void putsTheNewListInPlaceOfTheOld() {
        QVERIFY(insertPreset(database(), presetOf("s1", "a", {itemOf("i1", "one", "m"), itemOf("i2", "two", "m")})));
        QVERIFY(insertPreset(database(), presetOf("s2", "b", {itemOf("i7", "one", "m")})));
        auto after = presetOf("s1", "c", {itemOf("i3", "two", "n"), itemOf("i1", "one", "m")});
        after.strategy = "priority";
        QCOMPARE(outcome(updatePreset(database(), after)), kDone);
        const auto presets = allPresets(database()).value();
        QCOMPARE(presets[0].name, std::string("b"));
        QCOMPARE(presets[0].items.size(), std::size_t{1});
        QVERIFY(presets[1] == after);
    }

    void reportsAnUnknownPresetAndKeepsItsItemsOut() {
        QCOMPARE(outcome(updatePreset(database(), presetOf("s9", "a", {itemOf("i1", "one", "m")}))), kNotFound);
        QCOMPARE(outcome(deletePreset(database(), "s9")), kNotFound);
        QCOMPARE(rig_->count("provider_preset_item"), std::int64_t{0});
    }

    void refusesRowsThatCannotBe_data() {
        QTest::addColumn<QString>("what");
        for (const char* what : {"name", "strategy", "provider", "candidate twice", "weight"}) {
            QTest::newRow(what) << QString::fromLatin1(what);
        }
    }
    void refusesRowsThatCannotBe() {
        QFETCH(const QString, what);
        QVERIFY(insertPreset(database(), presetOf("s1", "a", {})));
        auto preset = presetOf("s2", "b", {itemOf("i1", "one", "m"), itemOf("i2", "two", "m")});
        if (what == QLatin1String("name")) preset.name = "a";
        if (what == QLatin1String("strategy")) preset.strategy = "luck";
        if (what == QLatin1String("provider")) preset.items[1].provider = "nobody";
        if (what == QLatin1String("candidate twice")) preset.items[1].provider = "one";
        if (what == QLatin1String("weight")) preset.items[1].weight = -1;
        const auto done = database().transaction([&] { return insertPreset(database(), preset); });
        QCOMPARE(outcome(done), kConflict);
        QCOMPARE(rig_->count("provider_preset"), std::int64_t{1});
        QCOMPARE(rig_->count("provider_preset_item"), std::int64_t{0});
    }

    void keepsTheOldListWhenTheNewOneIsRefused() {
        const auto before = presetOf("s1", "a", {itemOf("i1", "one", "m")});
        QVERIFY(insertPreset(database(), before));
        const auto after = presetOf("s1", "b", {itemOf("i2", "two", "m"), itemOf("i3", "nobody", "m")});
        const auto done = database().transaction([&] { return updatePreset(database(), after); });
        QCOMPARE(outcome(done), kConflict);
        QVERIFY(allPresets(database()).value() == std::vector<PresetRow>{before});
    }

    void deletesItemsWithTheirPreset() {
        QVERIFY(insertPreset(database(), presetOf("s1", "a", {itemOf("i1", "one", "m")})));
        QCOMPARE(outcome(deletePreset(database(), "s1")), kDone);
        QCOMPARE(rig_->count("provider_preset_item"), std::int64_t{0});
    }

    void reportsAMissingTable() {
        const TestDatabase empty(TestDatabase::Schema::none);
        QCOMPARE(outcome(allPresets(*empty)), kStoreFailed);
        QCOMPARE(outcome(insertPreset(*empty, presetOf("s1", "a", {}))), kStoreFailed);
        QVERIFY(database().run("DROP TABLE provider_preset_item"));
        QCOMPARE(outcome(allPresets(database())), kStoreFailed);
        QCOMPARE(outcome(insertPreset(database(), presetOf("s1", "a", {}))), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(PresetTableTest)
#include "preset_table_test.moc"
