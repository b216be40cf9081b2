// Audited changes: actions and outcomes in words, newest by sequence.
#include "ui/models/change_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

class ChangeRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsARowOfTheTrail() {
        const auto items = QJsonDocument::fromJson(R"([{"seq":7,"created_at":"2026-11-22T10:00:00.000Z","actor":"li@x",
          "source":"console","action":"key.revoke","target_id":"7c2","target_name":"billing-prod","outcome":"done",
          "reason":"leak"},{"seq":8,"action":"key.frobnicate","target_id":"9","source":"system","outcome":"failed"}])").array();
        ChangeModel model(changeColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply(changeRows(items));
        const auto text = [&](int row, const char* column) { return model.index(row, model.columnOf(column)).data().toString(); };
        QCOMPARE(text(0, "action"), QStringLiteral("Key revoked"));
        QCOMPARE(text(0, "target"), QStringLiteral("billing-prod"));
        QCOMPARE(text(0, "outcome"), QStringLiteral("Done"));
        QCOMPARE(text(1, "action"), QStringLiteral("key.frobnicate"));
        QCOMPARE(text(1, "target"), QStringLiteral("9"));
        QCOMPARE(text(1, "actor"), QStringLiteral("System"));
        QCOMPARE(text(1, "outcome"), QStringLiteral("Failed"));
        QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("leak")));
    }

    void saysWhatTheGatewayDidByItself() {
        const auto items = QJsonDocument::fromJson(R"([
          {"seq":-1,"created_at":"2026-11-22T10:00:00.000Z","actor":"gateway","source":"system","action":"circuit.tripped","target_name":"main:m",
           "outcome":"done","reason":"x","after":{"seconds":5,"reason":"UPSTREAM_TIMEOUT"}},
          {"seq":-2,"action":"circuit.recovered","after":{"seconds":70,"reason":"UPSTREAM_TIMEOUT","count":3}},
          {"seq":-3,"action":"circuit.flapping","after":{"seconds":60,"reason":"UPSTREAM_ERROR","count":38}},
          {"seq":4,"action":"circuit.open","reason":"works on it","after":{"state":"open","seconds":600,"reason":"works on it"}}])").array();
        const auto rows = changeRows(items);
        QCOMPARE(actionText(rows[0].action), QStringLiteral("Circuit opened by itself"));
        QCOMPARE(rows[0].target(), QStringLiteral("main:m"));
        QCOMPARE(rows[0].detail(), QStringLiteral("UPSTREAM_TIMEOUT, rests for 5 s"));
        QVERIFY(rows[1].detail().startsWith(QStringLiteral("away for 70 s (UPSTREAM_TIMEOUT), 3 trial")));
        QVERIFY(rows[2].detail().contains(QStringLiteral("38")) && rows[2].detail().contains(QStringLiteral("60 s")));
        QCOMPARE(rows[3].detail(), QStringLiteral("stopped for 600 s: works on it"));
    }

    void callsAnUnfinishedChangeUnknown() {
        ChangeRow row;
        row.seq = 1;
        row.outcome = QStringLiteral("intent");
        ChangeModel model(changeColumns(), nullptr);
        model.apply({row});
        const QModelIndex cell = model.index(0, model.columnOf("outcome"));
        QCOMPARE(cell.data().toString(), QStringLiteral("Result unknown"));
        QCOMPARE(cell.data(kStatusRole).toInt(), static_cast<int>(ui::style::Status::unknown));
    }
};

QTEST_GUILESS_MAIN(ChangeRowTest)
#include "change_row_test.moc"
