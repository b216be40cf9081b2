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
