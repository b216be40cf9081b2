#include "ui/models/block_row.hpp"
#include "ui/models/security_event_row.hpp"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QTest>

using namespace ui::models;

namespace {

/// Quotes are written as ' here: moc loses its way in raw strings.
QJsonObject object(QByteArray text) { return QJsonDocument::fromJson(text.replace('\'', '"')).object(); }

BlockRow blockOf(const QByteArray& text) { return BlockRow::fromJson(object(text)); }

}  // namespace

class BlockRowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsABlock() {
        const BlockRow row = blockOf("{'id':'b1','ip':'203.0.113.0/24','reason':'scan','source':'console','created_by':'a@b','created_at':'2026-01-06T12:00:00.000Z','expires_at':null,'hits':12,'last_hit_at':'2026-01-06T12:00:05.000Z'}");
        QCOMPARE(row.key(), QStringLiteral("203.0.113.0/24"));
        QCOMPARE(*row.hits, qint64{12});
        QVERIFY(!row.secondsLeft(row.createdAt));
        QCOMPARE(row.createdAt.secsTo(row.lastHitAt), qint64{5});
    }
    void countsDown() {
        const BlockRow row = blockOf("{'ip':'1.2.3.4','expires_at':'2026-01-06T12:01:00Z'}");
        QCOMPARE(*row.secondsLeft(QDateTime::fromString(QStringLiteral("2026-01-06T12:00:18Z"), Qt::ISODate)), qint64{42});
        QCOMPARE(*row.secondsLeft(QDateTime::fromString(QStringLiteral("2026-01-07T12:00:18Z"), Qt::ISODate)), qint64{0});
        QVERIFY(!row.hits);
    }
    void saysWhatIsLeft_data() {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("seconds") << qint64{42} << QStringLiteral("00:42");
        QTest::newRow("minutes") << qint64{581} << QStringLiteral("09:41");
        QTest::newRow("hours") << qint64{86399} << QStringLiteral("23 h 59 min");
        QTest::newRow("days") << qint64{604800} << QStringLiteral("7 d 0 h");
    }
    void saysWhatIsLeft() {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(timeLeftText(seconds), text);
    }
    void saysForGood() { QCOMPARE(timeLeftText(std::nullopt), QStringLiteral("for good")); }

    void knowsAWrongAddress_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("good");
        for (const char* good : {"203.0.113.9", " 203.0.113.9 ", "203.0.113.0/24", "2001:db8::1", "2001:db8::/32", "::ffff:1.2.3.4"}) {
            QTest::newRow(good) << QString::fromLatin1(good) << true;
        }
        for (const char* bad : {"", "x", "1.2.3", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/024", "1.2.3.4/x", "::1/129", "[::1]", "1.2.3.4:80"}) {
            QTest::newRow(bad[0] ? bad : "empty") << QString::fromLatin1(bad) << false;
        }
    }
    void knowsAWrongAddress() {
        QFETCH(QString, typed);
        QFETCH(bool, good);
        QCOMPARE(addressProblem(typed).isEmpty(), good);
    }
    void saysWhatWillBeBlocked() {
        QVERIFY(addressNote(QStringLiteral("2001:db8::1")).contains(QStringLiteral("/64")));
        QVERIFY(addressNote(QStringLiteral("10.0.0.0/8")).contains(QStringLiteral("/16")));
        QVERIFY(addressNote(QStringLiteral("203.0.113.9")).isEmpty());
        QVERIFY(addressNote(QStringLiteral("2001:db8::1/128")).isEmpty());
    }
    void writesCsvThatNoSpreadsheetRuns() {
        BlockRow row = blockOf("{'ip':'1.2.3.4','source':'api','created_by':'-a'}");
        row.reason = QStringLiteral("=1+1, \"x\"");
        QCOMPARE(blockCsvLine(row), QByteArray("1.2.3.4,\"'=1+1, \"\"x\"\"\",api,'-a,,,,\r\n"));
        QCOMPARE(blockCsvHeading().count(','), blockCsvLine(BlockRow()).count(','));
        QCOMPARE(securityCsvHeading().count(','), securityCsvLine(SecurityEventRow()).count(','));
        SecurityEventRow event;
        event.detail = QStringLiteral("@SUM(A1)");
        QVERIFY(securityCsvLine(event).contains("'@SUM(A1)"));
    }
    void readsAnEvent() {
        const auto row = SecurityEventRow::fromJson(object("{'id':7,'kind':'login_failed','ip':'203.0.113.9','blocked':true,'user':'a@b','trace_id':'req-1','first_at':'2026-01-06T12:00:00Z','last_at':'2026-01-06T12:00:05Z','count':12}"));
        QCOMPARE(row.key(), QStringLiteral("7"));
        QVERIFY(row.isBlocked);
        QCOMPARE(row.count, qint64{12});
        QCOMPARE(securityKindWord(row.kind), QStringLiteral("Sign-in failed"));
        QCOMPARE(securityKindWord(QStringLiteral("ip.block")), QStringLiteral("Address blocked"));
        QCOMPARE(securityKindWord(QStringLiteral("made.up")), QStringLiteral("made.up"));
        QVERIFY(row.searchText().contains(QStringLiteral("203.0.113.9")));
    }
    void keepsTheModelsSound() {
        BlockModel blocks(blockColumns(), nullptr);
        QAbstractItemModelTester blockTester(&blocks);
        SecurityEventModel events(securityEventColumns(), nullptr);
        QAbstractItemModelTester eventTester(&events);
        blocks.apply({blockOf("{'ip':'1.2.3.4'}"), blockOf("{'ip':'1.2.3.5','hits':3}")});
        blocks.apply({blockOf("{'ip':'1.2.3.5','hits':4}")});
        QCOMPARE(blocks.rowCount(), 1);
        QCOMPARE(blocks.index(0, blocks.columnOf("hits")).data().toString(), QStringLiteral("4"));
        events.apply({SecurityEventRow::fromJson(object("{'id':1,'kind':'blocked'}"))});
        QCOMPARE(events.rowCount(), 1);
    }
};

QTEST_MAIN(BlockRowTest)
#include "block_row_test.moc"
