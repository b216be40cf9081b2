// What the gateway depends on: kinds in words, states by urgency.
#include "ui/models/dependency_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

class DependencyRowTest : public QObject {
    Q_OBJECT

    static DependencyRow row(const char* text) {
        return DependencyRow::fromJson(QJsonDocument::fromJson(text).object(), QDateTime::currentDateTimeUtc());
    }

private Q_SLOTS:
    void namesTheComponent_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("store") << QByteArray(R"({"kind":"store","name":"SQLite"})") << "Database · SQLite";
        QTest::newRow("upstream") << QByteArray(R"({"kind":"upstream","name":"openai"})") << "Provider · openai";
        QTest::newRow("name says the kind") << QByteArray(R"({"kind":"spool","name":"spool"})") << "Spool";
        QTest::newRow("worker") << QByteArray(R"({"kind":"worker","component":"worker-3","name":"Worker 3"})") << "Worker 3";
        QTest::newRow("no name") << QByteArray(R"({"kind":"disk"})") << "Disk";
        QTest::newRow("kind unknown here") << QByteArray(R"({"kind":"gpu","name":"0"})") << "gpu · 0";
    }

    void namesTheComponent() {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        DependencyModel model(dependencyColumns(), nullptr);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.apply({row(json.constData())});
        QCOMPARE(model.index(0, 0).data().toString(), text);
    }

    void saysTheReasonInItsOwnWords_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("no traffic") << QByteArray(R"({"kind":"upstream","reason":"no_traffic","detail":"x"})") << "No calls in the last 5 minutes";
        QTest::newRow("failures") << QByteArray(R"({"kind":"upstream","reason":"calls_failed","share":0.25,"detail":"x"})")
                                  << "25.0 % of the calls of the last 5 minutes failed";
        QTest::newRow("disk") << QByteArray(R"({"kind":"disk","reason":"disk_free","share":0.31,"detail":"x"})") << "31.0 % free";
        QTest::newRow("a reason from tomorrow") << QByteArray(R"({"kind":"disk","reason":"haunted","detail":"It is haunted."})") << "It is haunted.";
        QTest::newRow("nothing") << QByteArray(R"({"kind":"disk"})") << "—";
    }

    void saysTheReasonInItsOwnWords() {
        QFETCH(QByteArray, json);
        QFETCH(QString, text);
        DependencyModel model(dependencyColumns(), nullptr);
        model.apply({row(json.constData())});
        QCOMPARE(model.index(0, model.columnOf("detail")).data().toString(), text);
    }

    void sortsWhatIsWrongFirst() {
        DependencyModel model(dependencyColumns(), nullptr);
        model.apply({row(R"({"kind":"worker","name":"0","status":"ok"})"),
                     row(R"({"kind":"upstream","name":"openai","status":"down"})"),
                     row(R"({"kind":"disk","name":"/","status":"degraded"})"),
                     row(R"({"kind":"upstream","name":"azure","status":"unknown"})")});
        const int status = model.columnOf("status");
        QList<int> urgency;
        for (int i = 0; i < model.rowCount(); ++i) urgency << model.index(i, status).data(kSortRole).toInt();
        QCOMPARE(urgency, (QList<int>{3, 0, 1, 2}));
    }

    void showsUnknownLatencyAsADash() {
        DependencyModel model(dependencyColumns(), nullptr);
        model.apply({row(R"({"kind":"disk","name":"/","status":"ok","latency_ms":null})")});
        const QModelIndex cell = model.index(0, model.columnOf("latency"));
        QCOMPARE(cell.data().toString(), QStringLiteral("—"));
        QVERIFY(!cell.data(kSortRole).isValid());
    }
};

QTEST_GUILESS_MAIN(DependencyRowTest)
#include "dependency_row_test.moc"
