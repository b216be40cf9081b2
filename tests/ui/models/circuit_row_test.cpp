#include "ui/models/circuit_row.hpp"
#include "ui/models/route_row.hpp"

#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

namespace {

CircuitRow row(const char* state, const char* reason = "", const char* by = "") {
    CircuitRow row;
    row.provider = QStringLiteral("openai");
    row.model = QStringLiteral("org/gpt-4o");
    row.state = QString::fromLatin1(state);
    row.reason = QString::fromLatin1(reason);
    row.by = QString::fromLatin1(by);
    return row;
}

PresetItem item(const char* provider, const char* model, qint64 weight = 1) {
    PresetItem item;
    item.id = QString::fromLatin1(provider) + QString::fromLatin1(model);
    item.provider = QString::fromLatin1(provider);
    item.model = QString::fromLatin1(model);
    item.weight = weight;
    return item;
}

PresetRow preset(const char* name, std::vector<PresetItem> items, const char* strategy = "weighted") {
    PresetRow row;
    row.id = row.name = QString::fromLatin1(name);
    row.strategy = QString::fromLatin1(strategy);
    row.items = std::move(items);
    return row;
}

}  // namespace

class CircuitRowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatTheGatewayTells() {
        const auto json = QJsonDocument::fromJson(R"({"provider":"openai","model":"org/gpt-4o","state":"open","reason":"MANUAL","seconds_left":252,
            "by":"li@example.com","note":"works on it","since":"2026-01-06T12:00:00.000Z","failures_in_a_row":2,"openings":3,
            "presets":["default","batch"],"history":[{"at":"2026-01-06T12:00:00.000Z","state":"open","reason":"MANUAL"}]})").object();
        const CircuitRow read = CircuitRow::fromJson(json);
        QVERIFY(read.isOpen() && read.isOrdered());
        QCOMPARE(nextTrialText(read), QStringLiteral("4 min 12 s"));
        QCOMPARE(circuitByText(read), QStringLiteral("li@example.com"));
        QCOMPARE(read.presets, (QStringList{QStringLiteral("default"), QStringLiteral("batch")}));
        QCOMPARE(read.history.size(), size_t{1});
        QVERIFY(read.since.isValid());
    }

    void everyStateIsSaidWithItsMeaning() {
        QCOMPARE(circuitStateWord(QStringLiteral("open")), QStringLiteral("Open (stopped)"));
        QCOMPARE(circuitStateWord(QStringLiteral("half_open")), QStringLiteral("Half-open (trying)"));
        QCOMPARE(circuitStateWord(QStringLiteral("closed")), QStringLiteral("Closed (serving)"));
        QCOMPARE(circuitByText(row("open", "UPSTREAM_TIMEOUT")), QStringLiteral("Automatic"));
        QCOMPARE(nextTrialText(row("half_open", "UPSTREAM_TIMEOUT")), QStringLiteral("next call"));
        QVERIFY(nextTrialText(row("closed")).isEmpty());
    }

    void knowsWhichPresetsLoseTheirLastRoute() {
        const CircuitRow wanted = row("closed");
        const std::vector<PresetRow> presets{preset("alone", {item("openai", "org/gpt-4o")}),
                                             preset("pair", {item("openai", "org/gpt-4o"), item("azure", "x")}),
                                             preset("off", {item("openai", "org/gpt-4o"), item("dark", "x"), item("azure", "none", 0)}),
                                             preset("other", {item("azure", "x")})};
        const QSet<QString> dark{QStringLiteral("dark")};
        QCOMPARE(presetsStoppedBy(wanted, presets, dark, {}), (QStringList{QStringLiteral("alone"), QStringLiteral("off")}));
        const QSet<QString> open{CircuitRow::routeKey(QStringLiteral("azure"), QStringLiteral("x"))};
        QCOMPARE(presetsStoppedBy(wanted, presets, dark, open), (QStringList{QStringLiteral("alone"), QStringLiteral("pair"), QStringLiteral("off")}));
    }

    void anOpenCircuitGivesItsShareToTheOthers() {
        const PresetRow mixed = preset("mixed", {item("openai", "org/gpt-4o", 60), item("azure", "x", 30), item("deep", "y", 10)});
        const auto rows = routeRows(mixed, {}, {}, {row("open", "UPSTREAM_TIMEOUT")});
        QCOMPARE(shareText(rows[0].shareNow), QStringLiteral("circuit open"));
        QCOMPARE(rows[1].shareNow.share, 0.75);
        QCOMPARE(rows[2].shareNow.share, 0.25);
    }

    void byLatencyNobodyForetellsAShare() {
        const auto shares = routeShares(preset("quick", {item("openai", "m", 60), item("azure", "x", 30)}, "latency"), {});
        QCOMPARE(shareText(shares[0]), QStringLiteral("by latency"));
    }

    void aListSentAsAWholeKeepsTheCaps() {
        auto json = item("openai", "m").toJson();
        QVERIFY(!json.contains(QStringLiteral("rpm")));
        json.insert(QStringLiteral("rpm"), 60);
        json.insert(QStringLiteral("max_parallel"), 4);
        QCOMPARE(PresetItem::fromJson(json).toJson(), json);
    }
};

QTEST_GUILESS_MAIN(CircuitRowTest)
#include "circuit_row_test.moc"
