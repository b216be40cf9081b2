// A draft of routing changes: what it plans, what it sends, what it shows, and what others did meanwhile.
#include "ui/models/routing_draft.hpp"

#include "ui/models/preset_diff.hpp"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace ui::models;

namespace {

PresetRow preset() {
    return {QStringLiteral("p/1"),
            QStringLiteral("default"),
            QStringLiteral("weighted"),
            {{QStringLiteral("i1"), QStringLiteral("openai"), QStringLiteral("gpt-4o"), 60, 1, true, {}, {}},
             {QStringLiteral("i2"), QStringLiteral("azure"), QStringLiteral("gpt-4o"), 40, 1, true, {}, {}}},
            0};
}

QStringList texts(std::initializer_list<const char*> words) {
    QStringList list;
    for (const char* word : words) list << QString::fromUtf8(word);
    return list;
}

}  // namespace

class RoutingDraftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOnlyWhatDiffers() {
        RoutingDraft draft;
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, 20);
        draft.set(preset(), QStringLiteral("i2"), RouteField::active, 0);
        QCOMPARE(draft.size(), 2);
        QCOMPARE(draft.planned(preset()).items[0].weight, 20);
        QVERIFY(!draft.planned(preset()).items[1].isActive);
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, 60);
        QCOMPARE(draft.size(), 1);
        draft.set(preset(), QStringLiteral("nobody"), RouteField::weight, 1);
        QCOMPARE(draft.size(), 1);
        draft.clear();
        QVERIFY(draft.isEmpty());
    }

    void holdsNumbersInTheirRange() {
        RoutingDraft draft;
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, 5'000'000);
        draft.set(preset(), QStringLiteral("i1"), RouteField::priority, -3);
        QCOMPARE(draft.planned(preset()).items[0].weight, kWeightMax);
        QCOMPARE(draft.planned(preset()).items[0].priority, 0);
    }

    void sendsTheSmallestCall_data() {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("key");
        QTest::newRow("one item") << 20 << 40 << "/api/v1/admin/preset-items/i1" << "weight";
        QTest::newRow("two items, one call") << 20 << 80 << "/api/v1/admin/presets/p%2F1" << "items";
    }

    void sendsTheSmallestCall() {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(QString, path);
        QFETCH(QString, key);
        RoutingDraft draft;
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, first);
        draft.set(preset(), QStringLiteral("i2"), RouteField::weight, second);
        const PresetCall call = presetCall(preset(), draft.planned(preset()));
        QCOMPARE(call.path, path);
        QCOMPARE(call.body.keys(), QStringList{key});
    }

    void sendsNameAndStrategyWithoutTheItems() {
        PresetRow after = preset();
        after.name = QStringLiteral("main");
        after.strategy = QStringLiteral("priority");
        const PresetCall call = presetCall(preset(), after);
        QCOMPARE(call.body, (QJsonObject{{QStringLiteral("name"), QStringLiteral("main")}, {QStringLiteral("strategy"), QStringLiteral("priority")}}));
    }

    void seesWhatOthersDid() {
        RoutingDraft draft;
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, 20);
        PresetRow theirs = preset();
        theirs.items[0].weight = 50;
        QVERIFY(!draft.hasConflict(preset()));
        QVERIFY(draft.hasConflict(theirs));
        QCOMPARE(draft.changes(theirs).front().base, 60);
        QCOMPARE(draft.changes(theirs).front().now, 50);
        QCOMPARE(draft.changes(theirs).front().planned, 20);
        // Another field of the same route is no conflict.
        PresetRow other = preset();
        other.items[0].priority = 7;
        RoutingDraft mine;
        mine.set(preset(), QStringLiteral("i1"), RouteField::weight, 20);
        QVERIFY(!mine.hasConflict(other));
        QCOMPARE(mine.planned(other).items[0].priority, 7);
    }

    void settlesWhatIsDoneOrGone() {
        RoutingDraft draft;
        draft.set(preset(), QStringLiteral("i1"), RouteField::weight, 20);
        draft.set(preset(), QStringLiteral("i2"), RouteField::weight, 80);
        PresetRow now = preset();
        now.items[0].weight = 20;
        QCOMPARE(draft.settle(now), 0);
        QCOMPARE(draft.size(), 1);
        now.items.pop_back();
        QCOMPARE(draft.settle(now), 1);
        QVERIFY(draft.isEmpty());
    }

    void showsTheDifferences_data() {
        QTest::addColumn<int>("row");
        QTest::addColumn<QStringList>("cells");
        QTest::newRow("changed") << 0 << texts({"openai · gpt-4o", "weight 60 → 40", "60.0 % → 20.0 %"});
        QTest::newRow("only its share") << 1 << texts({"azure · gpt-4o", "only its share changes", "40.0 % → 20.0 %"});
        QTest::newRow("added") << 2 << texts({"local · llama", "added: on, priority 0, weight 120", "60.0 %"});
        QTest::newRow("strategy") << 3 << texts({"Strategy", "Weighted → Sticky", ""});
    }

    void showsTheDifferences() {
        QFETCH(int, row);
        QFETCH(QStringList, cells);
        PresetRow after = preset();
        after.items[0].weight = 40;
        after.items.push_back({{}, QStringLiteral("local"), QStringLiteral("llama"), 120, 0, true});
        after.strategy = QStringLiteral("sticky");
        const PresetDiffRow shown = presetDiff(preset(), after, {}).at(static_cast<size_t>(row));
        QCOMPARE((QStringList{shown.route, shown.change, shown.share}), cells);
    }

    void showsRemovedRoutesAndNothingForNothing() {
        PresetRow after = preset();
        after.items.pop_back();
        const auto rows = presetDiff(preset(), after, {});
        QCOMPARE(rows.size(), 2u);
        QCOMPARE(rows[1].change, QStringLiteral("removed"));
        QVERIFY(presetDiff(preset(), preset(), {}).empty());
        PresetDiffModel model(presetDiffColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(rows);
        QCOMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(RoutingDraftTest)
#include "routing_draft_test.moc"
