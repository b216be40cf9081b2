// Files of requests: no cell runs as a formula, every line can be read back.
#include "ui/models/traffic_export.hpp"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ui::models;

class TrafficExportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesSafeCells_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << QStringLiteral("gpt-4o") << QByteArray("gpt-4o");
        QTest::newRow("empty") << QString() << QByteArray();
        QTest::newRow("equals") << QStringLiteral("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QStringLiteral("+1") << QByteArray("'+1");
        QTest::newRow("minus") << QStringLiteral("-1") << QByteArray("'-1");
        QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << QStringLiteral("\t=1") << QByteArray("'\t=1");
        QTest::newRow("carriage return") << QStringLiteral("\r=1") << QByteArray("\"'\r=1\"");
        QTest::newRow("NUL") << QString(QChar(u'\0')) + QStringLiteral("=1") << QByteArray("'\0=1", 4);
        QTest::newRow("comma and quote") << QStringLiteral("a,\"b\"") << QByteArray("\"a,\"\"b\"\"\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula in quotes") << QStringLiteral("=HYPERLINK(\"x\",\"y\")") << QByteArray("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        QTest::newRow("Chinese") << QStringLiteral("财务") << QStringLiteral("财务").toUtf8();
    }

    void writesSafeCells() {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(csvCell(text), cell);
    }

    void writesOneLineARequest() {
        TrafficRow row;
        row.traceId = QStringLiteral("req-1");
        row.status = 200;
        row.keyName = QStringLiteral("=cmd");
        row.latencyMs = 12;
        row.costNanoUsd = 7;
        const QByteArray heading = exportHeading(ExportFormat::csv);
        const QByteArray line = exportLine(ExportFormat::csv, row);
        QVERIFY(heading.startsWith("created_at,trace_id,") && heading.endsWith("\r\n"));
        QCOMPARE(line.count(','), heading.count(','));
        QVERIFY(line.contains(",'=cmd,") && line.endsWith("\r\n"));
        QVERIFY(exportHeading(ExportFormat::jsonl).isEmpty());
        const QByteArray json = exportLine(ExportFormat::jsonl, row);
        QCOMPARE(json.count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        QCOMPARE(object[QStringLiteral("key_name")].toString(), QStringLiteral("=cmd"));
        QCOMPARE(object[QStringLiteral("cost_nanousd")].toInteger(), 7);
        QVERIFY(object[QStringLiteral("ttft_ms")].isNull());
    }
};

QTEST_GUILESS_MAIN(TrafficExportTest)
#include "traffic_export_test.moc"
