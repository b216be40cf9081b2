// A preset as a file: what is written comes back, and nothing else is taken.
#include "ui/pages/preset_file.hpp"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace ui::pages;
using ui::models::PresetRow;

namespace {

PresetRow preset() {
    return {QStringLiteral("p1"),
            QStringLiteral("default"),
            QStringLiteral("priority"),
            {{QStringLiteral("i1"), QStringLiteral("openai"), QStringLiteral("gpt-4o"), 60, 1, true},
             {QStringLiteral("i2"), QStringLiteral("azure"), QStringLiteral("gpt-4o"), 40, 2, false}},
            0,
            {QStringLiteral("all"), QStringLiteral("user"), 90, 25}};
}

}  // namespace

class PresetFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsBackWhatItWrote() {
        const PresetFromFile read = presetFromFile(presetToFile(preset()));
        QVERIFY2(read.preset, qPrintable(read.problem));
        QVERIFY(read.preset->saysTheSame(preset()));
        QVERIFY(read.preset->items[0].id.isEmpty());
    }

    void refusesWhatIsNoPreset_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray head = R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"weighted","items":)";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("hello");
        QTest::newRow("another format") << QByteArray(R"({"format":"x","version":1})");
        QTest::newRow("another version") << QByteArray(R"({"format":"gatehouse.preset","version":2})");
        QTest::newRow("no name") << QByteArray(R"({"format":"gatehouse.preset","version":1,"name":"","strategy":"weighted","items":[{}]})");
        QTest::newRow("unknown strategy") << QByteArray(R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"luck","items":[{}]})");
        QTest::newRow("unknown use of the cache") << QByteArray(R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"weighted","cache":"some","items":[{"provider":"a","model":"m"}]})");
        QTest::newRow("cache without time") << QByteArray(R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"weighted","cache_ttl_seconds":0,"items":[{"provider":"a","model":"m"}]})");
        QTest::newRow("more than its price") << QByteArray(R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"weighted","cache_bill_percent":101,"items":[{"provider":"a","model":"m"}]})");
        QTest::newRow("no routes") << head + "[]}";
        QTest::newRow("no provider") << head + R"([{"model":"m"}]})";
        QTest::newRow("blank in the model") << head + R"([{"provider":"a","model":"m m"}]})";
        QTest::newRow("negative weight") << head + R"([{"provider":"a","model":"m","weight":-1}]})";
        QTest::newRow("half a weight") << head + R"([{"provider":"a","model":"m","weight":1.5}]})";
        QTest::newRow("weight as text") << head + R"([{"provider":"a","model":"m","weight":"1"}]})";
        QTest::newRow("priority too high") << head + R"([{"provider":"a","model":"m","priority":1001}]})";
        QTest::newRow("active as number") << head + R"([{"provider":"a","model":"m","is_active":1}]})";
        QTest::newRow("twice the same") << head + R"([{"provider":"a","model":"m"},{"provider":"a","model":"m"}]})";
    }

    void refusesWhatIsNoPreset() {
        QFETCH(QByteArray, text);
        const PresetFromFile read = presetFromFile(text);
        QVERIFY(!read.preset);
        QVERIFY(!read.problem.isEmpty());
    }

    void writesAFileForItsOwnerOnly() {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("p.json"));
        {
            // A file that others could read before does not stay so.
            QFile old(path);
            QVERIFY(old.open(QIODevice::WriteOnly));
            QVERIFY(old.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        }
        bool done = false;
        QString problem;
        writePresetFile(path, presetToFile(preset()), this, [&](const QString& told) {
            problem = told;
            done = true;
        });
        QTRY_VERIFY(done);
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
        PresetFromFile read;
        readPresetFile(path, this, [&](const PresetFromFile& got) { read = got; });
        QTRY_VERIFY(read.preset);
    }

    void saysWhenAFileCannotBeReadOrWritten() {
        QString problem;
        writePresetFile(QStringLiteral("/nonexistent/p.json"), "{}", this, [&](const QString& told) { problem = told; });
        QTRY_VERIFY(problem.contains(QStringLiteral("/nonexistent/p.json")));
        PresetFromFile read;
        readPresetFile(QStringLiteral("/nonexistent/p.json"), this, [&](const PresetFromFile& got) { read = got; });
        QTRY_VERIFY(read.problem.contains(QStringLiteral("/nonexistent/p.json")));
    }
};

QTEST_GUILESS_MAIN(PresetFileTest)
#include "preset_file_test.moc"
