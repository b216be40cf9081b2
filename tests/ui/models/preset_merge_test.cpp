// A change carried over to the state that somebody else has made meanwhile.
#include "ui/models/preset_merge.hpp"

#include <QTest>

using namespace ui::models;

namespace {

PresetItem route(const char* provider, qint64 weight, qint64 priority = 0) {
    const QString name = QString::fromLatin1(provider);
    return {QStringLiteral("i-") + name, name, QStringLiteral("m"), weight, priority, true, {}, {}};
}

PresetRow preset(std::vector<PresetItem> items) { return {QStringLiteral("p"), QStringLiteral("main"), QStringLiteral("weighted"), std::move(items), 0}; }

}  // namespace

class PresetMergeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothChangesStandWhenTheyTouchDifferentThings() {
        const PresetRow before = preset({route("a", 60), route("b", 40)});
        PresetRow after = before, now = before;
        after.items[0].weight = 10;
        after.name = QStringLiteral("renamed");
        now.items[0].priority = 3;
        now.items[1].weight = 80;
        now.cache.billPercent = 50;
        now.tag = QStringLiteral("v2");
        const PresetRow merged = mergedPreset(before, after, now);
        QCOMPARE(merged.items[0].weight, 10);
        QCOMPARE(merged.items[0].priority, 3);
        QCOMPARE(merged.items[1].weight, 80);
        QCOMPARE(merged.name, QStringLiteral("renamed"));
        QCOMPARE(merged.cache.billPercent, 50);
        QCOMPARE(merged.tag, QStringLiteral("v2"));
    }
    void whatBothTouchedBecomesAsTheChangeWantedIt() {
        const PresetRow before = preset({route("a", 60)});
        QCOMPARE(mergedPreset(before, preset({route("a", 10)}), preset({route("a", 50)})).items[0].weight, 10);
    }
    void routesThatCameAndWent() {
        const PresetRow before = preset({route("a", 1), route("b", 1)});
        // The change takes b out and adds c; the other takes a out and adds d and c.
        const PresetRow merged = mergedPreset(before, preset({route("a", 9), route("c", 5)}), preset({route("b", 1), route("d", 1), route("c", 2)}));
        QStringList names;
        for (const PresetItem& item : merged.items) names << item.provider;
        QCOMPARE(names, (QStringList{QStringLiteral("d"), QStringLiteral("c")}));
    }
    void changeLinesNameRouteAndValues() {
        const QStringList lines = changeLines(preset({route("a", 60), route("b", 40)}), preset({route("a", 50), route("b", 40)}));
        QCOMPARE(lines.size(), 1);  // the other's share is another, but nobody touched it
        QVERIFY(lines.first().contains(QStringLiteral("60")) && lines.first().contains(QStringLiteral("50")));
        QVERIFY(lines.first().startsWith(QStringLiteral("a")));
    }
};

QTEST_GUILESS_MAIN(PresetMergeTest)
#include "preset_merge_test.moc"
