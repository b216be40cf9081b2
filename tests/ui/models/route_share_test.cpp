// Shares are those of gateway/routing: who takes part, who turns the wheel, who stands in, and what goes dark.
#include "ui/models/route_share.hpp"

#include <QTest>

using namespace ui::models;
using Rest = RouteShare::Rest;

namespace {

PresetItem item(const char* provider, qint64 weight, qint64 priority = 0, bool active = true) {
    const QString name = QString::fromLatin1(provider);
    return {name + QStringLiteral("-id"), name, QStringLiteral("m-") + name, weight, priority, active, {}, {}};
}

PresetRow preset(const char* strategy, std::vector<PresetItem> items) {
    return {QStringLiteral("p"), QStringLiteral("default"), QString::fromLatin1(strategy), std::move(items), 0};
}

}  // namespace

Q_DECLARE_METATYPE(std::vector<PresetItem>)

class RouteShareTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesOutLikeTheEngine_data() {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<std::vector<PresetItem>>("items");
        QTest::addColumn<QList<double>>("shares");
        QTest::addColumn<QList<int>>("orders");
        using Items = std::vector<PresetItem>;
        QTest::newRow("one") << "weighted" << Items{item("a", 5)} << QList<double>{1} << QList<int>{0};
        QTest::newRow("60 to 40") << "weighted" << Items{item("a", 60), item("b", 40)} << QList<double>{0.6, 0.4} << QList<int>{0, 0};
        QTest::newRow("an item that is off") << "weighted" << Items{item("a", 60), item("b", 40, 0, false)} << QList<double>{1, 0} << QList<int>{0, 0};
        QTest::newRow("a provider that is off") << "weighted" << Items{item("a", 1), item("off", 9)} << QList<double>{1, 0} << QList<int>{0, 0};
        QTest::newRow("weight 0") << "weighted" << Items{item("a", 0), item("b", 1)} << QList<double>{0, 1} << QList<int>{0, 0};
        QTest::newRow("all off") << "weighted" << Items{item("a", 0), item("b", 1, 0, false)} << QList<double>{0, 0} << QList<int>{0, 0};
        QTest::newRow("weighted pays no heed to priority") << "weighted" << Items{item("a", 1, 0), item("b", 3, 9)} << QList<double>{0.25, 0.75} << QList<int>{0, 0};
        QTest::newRow("sticky spreads by weight") << "sticky" << Items{item("a", 1), item("b", 1)} << QList<double>{0.5, 0.5} << QList<int>{0, 0};
        QTest::newRow("priority: the first group turns") << "priority" << Items{item("a", 3, 1), item("b", 1, 1), item("c", 9, 2)}
                                                         << QList<double>{0.75, 0.25, 0} << QList<int>{1, 1, 2};
        QTest::newRow("priority: heavier stand in first") << "priority" << Items{item("a", 1, 0), item("b", 1, 5), item("c", 2, 5), item("d", 1, 4)}
                                                          << QList<double>{1, 0, 0, 0} << QList<int>{1, 4, 3, 2};
        QTest::newRow("priority: the next group when the first is off") << "priority" << Items{item("a", 1, 0, false), item("b", 1, 1)}
                                                                        << QList<double>{0, 1} << QList<int>{0, 1};
    }

    void sharesOutLikeTheEngine() {
        QFETCH(QString, strategy);
        QFETCH(std::vector<PresetItem>, items);
        QFETCH(QList<double>, shares);
        QFETCH(QList<int>, orders);
        const auto found = routeShares(preset(strategy.toLatin1().constData(), items), {QStringLiteral("off")});
        QCOMPARE(found.size(), items.size());
        for (size_t i = 0; i < found.size(); ++i) {
            QCOMPARE(found[i].share, shares[static_cast<qsizetype>(i)]);
            QCOMPARE(found[i].order, orders[static_cast<qsizetype>(i)]);
        }
    }

    void saysWhyARouteTakesNoPart() {
        const auto found = routeShares(preset("weighted", {item("a", 1, 0, false), item("off", 1), item("c", 0), item("d", 1)}),
                                       {QStringLiteral("off")});
        QCOMPARE(found[0].rest, Rest::routeOff);
        QCOMPARE(found[1].rest, Rest::providerOff);
        QCOMPARE(found[2].rest, Rest::noWeight);
        QVERIFY(found[3].isUsed());
        QCOMPARE(shareText(found[0]), QStringLiteral("off"));
        QCOMPARE(shareText(found[3]), QStringLiteral("100 %"));
        QCOMPARE(shareText({Rest::none, 0, 3}), QStringLiteral("stand-in 2"));
    }

    void namesWhatLosesItsLastRoute() {
        const PresetRow before = preset("weighted", {item("a", 1), item("b", 1)});
        PresetRow oneOff = before;
        oneOff.items[0].isActive = false;
        const LostRoutes model = lostRoutes({before}, {}, {oneOff}, {});
        QVERIFY(model.presets.isEmpty());
        QCOMPARE(model.models, QStringList{QStringLiteral("m-a")});
        const LostRoutes all = lostRoutes({before}, {}, {before}, {QStringLiteral("a"), QStringLiteral("b")});
        QCOMPARE(all.presets, QStringList{QStringLiteral("default")});
        QVERIFY(lostText(all).contains(QStringLiteral("default")));
        QVERIFY(lostText(all).contains(QStringLiteral("m-a, m-b")));
        QVERIFY(lostText(lostRoutes({before}, {}, {before}, {})).isEmpty());
    }

    void keepsAModelThatAnotherPresetServes() {
        PresetRow other = preset("weighted", {item("a", 1)});
        other.name = QStringLiteral("batch");
        PresetRow off = other;
        off.items[0].isActive = false;
        const PresetRow stays = preset("weighted", {item("a", 1)});
        const LostRoutes lost = lostRoutes({stays, other}, {}, {stays, off}, {});
        QCOMPARE(lost.presets, QStringList{QStringLiteral("batch")});
        QVERIFY(lost.models.isEmpty());
    }
};

QTEST_GUILESS_MAIN(RouteShareTest)
#include "route_share_test.moc"
