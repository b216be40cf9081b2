#include "gateway/base/log.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gw;

class LogTextTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void quotesWhatNeedsIt_data() {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("word") << QByteArray("gpt-4") << QByteArray("gpt-4");
        QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
        QTest::newRow("spaces") << QByteArray("a b") << QByteArray("\"a b\"");
        QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\\\"b\"");
        QTest::newRow("line end") << QByteArray("a\nERROR x") << QByteArray("\"a\\nERROR x\"");
        QTest::newRow("escape") << QByteArray("\x1b[31m") << QByteArray("\"\\x1b[31m\"");
        QTest::newRow("right-to-left override") << QByteArray("\xe2\x80\xae") << QByteArray("\"\\xe2\\x80\\xae\"");
        QTest::newRow("next line") << QByteArray("\xc2\x85") << QByteArray("\"\\xc2\x85\"");
        QTest::newRow("chinese") << QByteArray("生产") << QByteArray("\"生产\"");
    }
    void quotesWhatNeedsIt() {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, shown);
        const auto out = QByteArray::fromStdString(log::quoted(value.toStdString()));
        if (QByteArray(QTest::currentDataTag()) == "next line") QVERIFY(!out.contains("\xc2\x85"));
        else QCOMPARE(out, shown);
    }

    void hidesSecrets() {
        const auto hidden = QString::fromStdString(log::redacted("key gw-0123456789ABCDEFGHIJ sk-proj-0123456789abcdef Bearer eyJhbGciOiJSUzI1NiJ9.x.y end"));
        QVERIFY(!hidden.contains(QLatin1String("0123456789")));
        QVERIFY(!hidden.contains(QLatin1String("eyJhbGci")));
        QVERIFY(hidden.endsWith(QLatin1String(" end")));
        QCOMPARE(log::redacted("gw-ab12 is a prefix"), std::string("gw-ab12 is a prefix"));
    }

    void writesTextAndJsonFilesForTheOwnerOnly() {
        QTemporaryDir dir;
        log::Options options;
        options.directory = dir.path().toStdString();
        options.format = log::Format::both;
        QVERIFY(log::init(options).has_value());
        log::engine().info("started {}", "value");
        log::writeLine("2026-01-06T12:00:00.123Z INFO request trace_id=req-1", false);
        log::writeLine(R"({"trace_id":"req-1"})", true);
        log::shutdown();
        QFile text(dir.filePath(QStringLiteral("app.log")));
        QVERIFY(text.open(QIODevice::ReadOnly));
        const auto lines = text.readAll();
        QVERIFY2(lines.contains("INFO engine started value"), lines.constData());
        QVERIFY(lines.contains("trace_id=req-1\n"));
        QVERIFY(!(text.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QFile json(dir.filePath(QStringLiteral("app.jsonl")));
        QVERIFY(json.open(QIODevice::ReadOnly));
        const auto jsonLines = json.readAll();
        QVERIFY(jsonLines.contains("{\"trace_id\":\"req-1\"}\n"));
        QVERIFY2(jsonLines.contains("\"level\":\"INFO\",\"logger\":\"engine\",\"message\":\"started value\"}"), jsonLines.constData());
    }

    void refusesADirectoryItCannotMake() {
        log::Options options;
        options.directory = "/proc/nowhere/logs";
        const auto made = log::init(options);
        QVERIFY(!made);
        QCOMPARE(made.error().field, std::string("GATEWAY_LOG_DIR"));
    }
};

QTEST_GUILESS_MAIN(LogTextTest)
#include "log_text_test.moc"
