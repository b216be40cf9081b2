#include "gateway/routing/router.hpp"

#include <QtTest>

using namespace gw;
using namespace gw::routing;
using config::PresetItem;
using config::Strategy;

namespace {

std::shared_ptr<config::Provider> providerOf(const std::string& name, bool isActive = true) {
    auto provider = std::make_shared<config::Provider>();
    provider->id = "id-" + name;
    provider->name = name;
    provider->isActive = isActive;
    return provider;
}

PresetItem itemOf(std::shared_ptr<const config::Provider> provider, std::string model, std::uint32_t weight = 1,
                  std::uint32_t priority = 0, bool isActive = true) {
    std::string id = (provider ? provider->name : "none") + model;
    return {std::move(id), std::move(provider), std::move(model), weight, priority, isActive};
}

bool servesAll(const config::Provider&, std::string_view) { return true; }

}  // namespace

class RouterTest : public QObject {
    Q_OBJECT
    config::Snapshot snapshot_;
    config::ApiKey key_;
    Router router_;
    std::shared_ptr<config::Provider> alpha_, beta_, gamma_, off_;

    void addPreset(const std::string& name, std::vector<PresetItem> items, Strategy strategy = Strategy::weighted) {
        auto preset = std::make_shared<config::Preset>();
        preset->id = "id-" + name;
        preset->name = name;
        preset->strategy = strategy;
        preset->items = std::move(items);
        snapshot_.presets[name] = std::move(preset);
        config::indexModels(snapshot_);
    }

    /// "alpha:m1 beta:m2", or the error's code.
    std::string tried(std::string_view model, const Serves& serves = servesAll) {
        const auto route = router_.candidates(snapshot_, key_, model, serves);
        if (!route) return std::string(codeText(route.error().code));
        std::string text;
        for (const auto& candidate : route->candidates)
            text += (text.empty() ? "" : " ") + candidate.provider->name + ":" + std::string(candidate.model);
        return text;
    }
    std::string firsts(std::string_view model, int turns) {
        std::string text;
        for (int i = 0; i < turns; ++i) text += tried(model)[0];
        return text;
    }

   private Q_SLOTS:
    void init() {
        snapshot_ = {};
        key_ = {};
        router_ = {};
        alpha_ = providerOf("alpha");
        beta_ = providerOf("beta");
        gamma_ = providerOf("gamma");
        off_ = providerOf("off", false);
        for (const auto& provider : {alpha_, beta_, gamma_, off_}) snapshot_.providers[provider->name] = provider;
    }

    void takesAPresetByItsName() {
        addPreset("fast", {itemOf(alpha_, "m1"), itemOf(beta_, "m2")});
        const auto route = router_.candidates(snapshot_, key_, "fast", servesAll);
        QVERIFY(route);
        QCOMPARE(route->presetId, std::string("id-fast"));
        QCOMPARE(route->candidates.size(), std::size_t{2});
        QCOMPARE(route->candidates[0].provider, static_cast<const config::Provider*>(alpha_.get()));
        QCOMPARE(route->candidates[0].model, std::string_view("m1"));
    }

    void whatIsNamedDirectlySharesThePresetsLoad() {
        const auto load = std::make_shared<config::UpstreamLoad>();
        snapshot_.loads[{"alpha", "org/m"}] = load;
        load->began();
        const auto route = router_.candidates(snapshot_, key_, "alpha/org/m", servesAll);
        QVERIFY(route && route->candidates.size() == 1);
        QCOMPARE(route->candidates[0].load(), load.get());
        QCOMPARE(route->candidates[0].running, 1U);
        // No preset calls the other: nobody would look at its load.
        const auto other = router_.candidates(snapshot_, key_, "alpha/other", servesAll);
        QVERIFY(other && !other->candidates[0].load());
    }

    void weightsInterleaveTheFirstCandidate() {
        addPreset("fast", {itemOf(alpha_, "m", 5), itemOf(beta_, "m", 1), itemOf(gamma_, "m", 1)});
        QCOMPARE(firsts("fast", 14), std::string("aabagaa" "aabagaa"));
    }

    void leavesOutWhatIsNotActive() {
        addPreset("mixed", {itemOf(off_, "m"), itemOf(alpha_, "m", 1, 0, false), itemOf(nullptr, "m"),
                            itemOf(beta_, "m", 0), itemOf(gamma_, "m")});
        QCOMPARE(tried("mixed"), std::string("gamma:m"));
    }

    void saysThatNothingIsActive_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::newRow("preset") << QByteArray("dead");
        QTest::newRow("preset without items") << QByteArray("empty");
        QTest::newRow("provider") << QByteArray("off/m");
    }
    void saysThatNothingIsActive() {
        QFETCH(QByteArray, model);
        addPreset("dead", {itemOf(off_, "m"), itemOf(alpha_, "m", 1, 0, false), itemOf(beta_, "m", 0)});
        addPreset("empty", {});
        QCOMPARE(tried(model.toStdString()), std::string("NO_UPSTREAM"));
    }

    void asksWhatTheDialectReaches() {
        addPreset("fast", {itemOf(alpha_, "m1"), itemOf(beta_, "m2")});
        const auto onlyBeta = [](const config::Provider& provider, std::string_view) { return provider.name == "beta"; };
        QCOMPARE(tried("fast", onlyBeta), std::string("beta:m2"));
        QCOMPARE(tried("m1", onlyBeta), std::string("NO_UPSTREAM"));
        QCOMPARE(tried("alpha/x", onlyBeta), std::string("NO_UPSTREAM"));
        QCOMPARE(tried("beta/x", onlyBeta), std::string("beta:x"));
    }

    void prioritiesComeInOrderAndTheFirstGroupTurns() {
        addPreset("tiers", {itemOf(gamma_, "last", 9, 5), itemOf(alpha_, "a", 1, 1), itemOf(beta_, "b", 1, 1),
                            itemOf(gamma_, "mid-light", 1, 3), itemOf(alpha_, "mid-heavy", 4, 3)},
                  Strategy::priority);
        QCOMPARE(tried("tiers"), std::string("alpha:a beta:b alpha:mid-heavy gamma:mid-light gamma:last"));
        QCOMPARE(tried("tiers"), std::string("beta:b alpha:a alpha:mid-heavy gamma:mid-light gamma:last"));
    }

    void theNextGroupIsFirstWhenTheFirstIsOff() {
        addPreset("tiers", {itemOf(off_, "m", 1, 0), itemOf(beta_, "m", 1, 1), itemOf(gamma_, "m", 1, 2)},
                  Strategy::priority);
        QCOMPARE(tried("tiers"), std::string("beta:m gamma:m"));
    }

    void splitsProviderAndModelAtTheFirstSlash() {
        QCOMPARE(tried("alpha/gpt-4o"), std::string("alpha:gpt-4o"));
        QCOMPARE(tried("alpha/meta/llama-3"), std::string("alpha:meta/llama-3"));
        QVERIFY(router_.candidates(snapshot_, key_, "alpha/gpt-4o", servesAll)->presetId.empty());
    }

    void aSlashIsNotAlwaysAProvider() {
        addPreset("open", {itemOf(alpha_, "meta/llama-3")});
        QCOMPARE(tried("meta/llama-3"), std::string("alpha:meta/llama-3"));
        QCOMPARE(tried("alpha/"), std::string("UNKNOWN_MODEL"));
        QCOMPARE(tried("/gpt-4o"), std::string("UNKNOWN_MODEL"));
        QCOMPARE(tried("nobody/gpt-4o"), std::string("UNKNOWN_MODEL"));
    }

    void aServedModelUsesOnlyTheItemsThatServeIt() {
        addPreset("one", {itemOf(alpha_, "m1"), itemOf(beta_, "m2"), itemOf(gamma_, "m1")});
        QCOMPARE(tried("m1"), std::string("alpha:m1 gamma:m1"));
        QCOMPARE(tried("m1"), std::string("gamma:m1 alpha:m1"));
        QCOMPARE(router_.candidates(snapshot_, key_, "m2", servesAll)->presetId, std::string("id-one"));
    }

    void aServedModelGoesToTheNextPresetWhenTheFirstCannot() {
        addPreset("a-first", {itemOf(alpha_, "m")});
        addPreset("b-second", {itemOf(beta_, "m")});
        QCOMPARE(tried("m"), std::string("alpha:m"));
        const auto notAlpha = [](const config::Provider& provider, std::string_view) { return provider.name != "alpha"; };
        QCOMPARE(tried("m", notAlpha), std::string("beta:m"));
    }

    void aPresetGoesBeforeAModelOfTheSameName() {
        addPreset("gpt-4o", {itemOf(beta_, "other")});
        addPreset("x", {itemOf(alpha_, "gpt-4o")});
        QCOMPARE(tried("gpt-4o"), std::string("beta:other"));
    }

    void anUnknownModelNamesNearOnes() {
        addPreset("production", {itemOf(alpha_, "gpt-4o"), itemOf(beta_, "gpt-4o-mini")});
        const auto near = router_.candidates(snapshot_, key_, "gpt4o", servesAll);
        QVERIFY(near.error().code == ErrorCode::unknownModel);
        QVERIFY(near.error().source == ErrorSource::downstream);
        QCOMPARE(near.error().field, std::string("model"));
        QCOMPARE(near.error().detail, std::string(R"("gpt4o" is not known; did you mean gpt-4o?)"));
        const auto both = router_.candidates(snapshot_, key_, "gpt-4o-mino", servesAll);
        QCOMPARE(both.error().detail, std::string(R"("gpt-4o-mino" is not known; did you mean gpt-4o-mini, gpt-4o?)"));
        const auto none = router_.candidates(snapshot_, key_, "zzzzzz", servesAll);
        QCOMPARE(none.error().detail, std::string(R"("zzzzzz" is not known.)"));
        const auto huge = router_.candidates(snapshot_, key_, std::string(5000, 'z'), servesAll);
        QVERIFY(huge.error().detail.size() < 100);
    }

    void namesOnlyWhatTheKeyMayUse() {
        addPreset("production", {itemOf(alpha_, "gpt-4o"), itemOf(beta_, "gpt-4")});
        key_.models = {"gpt-4"};
        QCOMPARE(router_.candidates(snapshot_, key_, "gpt-4p", servesAll).error().detail,
                 std::string(R"("gpt-4p" is not known; did you mean gpt-4?)"));
        QVERIFY(mayUse(key_, "gpt-4"));
        QVERIFY(!mayUse(key_, "gpt-4o"));
        key_.models.clear();
        QVERIFY(mayUse(key_, "anything"));
    }

    void listsUsableNamesSortedAndOnce() {
        addPreset("zeta", {itemOf(alpha_, "m1"), itemOf(beta_, "m2")});
        addPreset("m1", {itemOf(alpha_, "m1")});
        addPreset("dead", {itemOf(alpha_, "m3", 0), itemOf(off_, "m4")});
        using Names = std::vector<std::string_view>;
        QVERIFY(usableNames(snapshot_, key_) == (Names{"m1", "m2", "zeta"}));
        key_.models = {"zeta", "m2", "dead"};
        QVERIFY(usableNames(snapshot_, key_) == (Names{"m2", "zeta"}));
    }

    void theWheelKeepsItsPlaceWhenAPresetIsPublishedUnchanged() {
        const std::vector<PresetItem> items{itemOf(alpha_, "m", 3), itemOf(beta_, "m", 1)};
        std::string seen;
        for (int i = 0; i < 8; ++i) {
            addPreset("fast", items);
            seen += firsts("fast", 1);
        }
        QCOMPARE(seen, std::string("aaba" "aaba"));
    }

    void theWheelStartsOverWhenWeightsChange() {
        addPreset("fast", {itemOf(alpha_, "m", 3), itemOf(beta_, "m", 1)});
        QCOMPARE(firsts("fast", 2), std::string("aa"));
        addPreset("fast", {itemOf(alpha_, "m", 1), itemOf(beta_, "m", 3)});
        QCOMPARE(firsts("fast", 4), std::string("babb"));
    }

    void aModelAndItsPresetTurnApart() {
        addPreset("fast", {itemOf(alpha_, "m"), itemOf(beta_, "m")});
        std::string seen;
        for (const char* name : {"fast", "m", "fast", "m"}) seen += firsts(name, 1);
        QCOMPARE(seen, std::string("aabb"));
    }
};

QTEST_GUILESS_MAIN(RouterTest)
#include "router_test.moc"
