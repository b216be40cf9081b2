#include "gateway/config/snapshot.hpp"

#include <QTest>

using namespace gw;
using namespace gw::config;

namespace {

std::shared_ptr<const ApiKey> key(const std::string& secret, KeyStatus status = KeyStatus::active) {
    auto made = std::make_shared<ApiKey>();
    made->id = secret;
    made->secretHash = sha256(secret);
    made->status = status;
    return made;
}

}  // namespace

class SnapshotTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsKeysByHash() {
        const auto snapshot = Snapshot{}.withKey(key("a"))->withKey(key("b"));
        QCOMPARE(snapshot->findKey(sha256("a"))->id, std::string("a"));
        QCOMPARE(snapshot->findKey(sha256("b"))->id, std::string("b"));
        QVERIFY(!snapshot->findKey(sha256("c")));
        QCOMPARE(snapshot->version, std::uint64_t(2));
    }

    void aChangeCopiesOneShardAndLeavesTheOldSnapshotAlone() {
        auto first = Snapshot{}.withKey(key("a"));
        for (int i = 0; i < 2000; ++i) first = first->withKey(key("k" + std::to_string(i)));
        const auto second = first->withKey(key("a", KeyStatus::revoked));
        QVERIFY(first->findKey(sha256("a"))->status == KeyStatus::active);
        QVERIFY(second->findKey(sha256("a"))->status == KeyStatus::revoked);
        int copied = 0;
        for (std::size_t i = 0; i < 256; ++i) copied += first->keys[i] != second->keys[i];
        QCOMPARE(copied, 1);
    }

    void indexesOnlyActiveItems() {
        auto provider = std::make_shared<Provider>();
        provider->isActive = true;
        auto preset = std::make_shared<Preset>();
        preset->name = "p";
        preset->items = {{"1", provider, "m1", 1, 0, true}, {"2", provider, "m2", 1, 0, false}, {"3", provider, "m1", 2, 0, true}};
        Snapshot snapshot;
        snapshot.presets.emplace("p", preset);
        indexModels(snapshot);
        QCOMPARE(snapshot.presetsByModel.size(), std::size_t(1));
        QCOMPARE(snapshot.presetsByModel.at("m1").size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"
