#include "gateway/config/env_file.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gw::config;

class EnvFileTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsTheUsualForms() {
        const auto lines = parseEnv("# comment\n\nA=1\nexport B = two words # note\nC=\"x \\\"y\\\"\" # c\nD='#not a comment'\r\nE=\n", "f");
        QVERIFY(lines);
        QCOMPARE(lines->size(), std::size_t(5));
        QCOMPARE((*lines)[0].value, std::string("1"));
        QCOMPARE((*lines)[1].name, std::string("B"));
        QCOMPARE((*lines)[1].value, std::string("two words"));
        QCOMPARE((*lines)[1].line, 4);
        QCOMPARE((*lines)[2].value, std::string("x \"y\""));
        QCOMPARE((*lines)[3].value, std::string("#not a comment"));
        QCOMPARE((*lines)[4].value, std::string());
    }

    void refusesWithFileAndLine_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no equals") << QByteArray("A=1\nnonsense\n");
        QTest::newRow("name with space") << QByteArray("A=1\nA B=1\n");
        QTest::newRow("name starts with a digit") << QByteArray("A=1\n1A=1\n");
        QTest::newRow("open quote") << QByteArray("A=1\nB=\"x\n");
        QTest::newRow("text after quote") << QByteArray("A=1\nB='x'y\n");
        QTest::newRow("NUL") << QByteArray("A=1\nB=x\0y\n", 10);
    }
    void refusesWithFileAndLine() {
        QFETCH(QByteArray, text);
        const auto lines = parseEnv(text.toStdString(), "dir/.env");
        QVERIFY(!lines);
        QVERIFY2(lines.error().detail.starts_with("dir/.env:2: "), lines.error().detail.c_str());
    }

    void aMissingFileIsEmptyAndAHugeOneIsRefused() {
        QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral(".env"));
        QVERIFY(readEnvFile(path.toStdString())->empty());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(300 * 1024, '#'));
        file.close();
        const auto lines = readEnvFile(path.toStdString());
        QVERIFY(!lines);
        QVERIFY(lines.error().detail.find("256 KiB") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(EnvFileTest)
#include "env_file_test.moc"
