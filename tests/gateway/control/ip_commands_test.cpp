#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;

class IpCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

   private Q_SLOTS:
    void blocksARangeForAWhile() {
        const auto change = run(BlockIp{"2001:DB8::/32", 60, " scans "}, sampleState(), context_);
        QVERIFY(change);
        const auto& row = rowOf<PutBlock>(*change).row;
        QCOMPARE(row.ip, std::string("2001:db8::/32"));
        QVERIFY(row.expiresAt == kNow + std::chrono::seconds(60));
        QCOMPARE(row.reason, std::string("scans"));
        QCOMPARE(row.source, std::string("console"));
        QCOMPARE(row.createdBy, std::string("anna@example.org"));
        QCOMPARE(change->id, row.ip);
        QCOMPARE(change->audit.action, std::string("ip.block"));
        QVERIFY(change->audit.before.empty());
    }
    void takesOverABlockThatStands() {
        const auto change = run(BlockIp{"::ffff:203.0.113.9", std::nullopt, "again"}, sampleState(), context_);
        const auto& row = rowOf<PutBlock>(*change).row;
        QCOMPARE(row.id, std::string("b-203.0.113.9"));
        QCOMPARE(row.ip, std::string("203.0.113.9"));
        QVERIFY(!row.expiresAt);
        QVERIFY(change->audit.before.find("scraper") != std::string::npos);
    }
    void refusesABadBlock_data() {
        QTest::addColumn<QByteArray>("ip");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QByteArray>("reason");
        QTest::addColumn<QByteArray>("refused");
        const auto row = [](const char* name, const char* ip, qint64 seconds, const char* reason, const char* refused) {
            QTest::newRow(name) << QByteArray(ip) << seconds << QByteArray(reason) << QByteArray("INVALID_VALUE ") + refused;
        };
        row("no address", "example.org", 60, "", "ip");
        row("everybody", "0.0.0.0/0", 60, "", "ip");
        row("everybody by IPv6", "::/0", 60, "", "ip");
        row("all IPv4, mapped", "::ffff:0:0/96", 60, "", "ip");
        row("no time", "10.0.0.1", 0, "", "seconds");
        row("too long", "10.0.0.1", 10LL * 366 * 24 * 3600 + 1, "", "seconds");
        row("reason", "10.0.0.1", 60, "a\nb", "reason");
    }
    void refusesABadBlock() {
        QFETCH(QByteArray, ip);
        QFETCH(qint64, seconds);
        QFETCH(QByteArray, reason);
        QFETCH(QByteArray, refused);
        QCOMPARE(refusal(run(BlockIp{ip.toStdString(), seconds, reason.toStdString()}, sampleState(), context_)), refused);
    }
    void endsABlock() {
        const auto change = run(UnblockIp{"::ffff:203.0.113.9", "mistake"}, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(rowOf<DropBlock>(*change).ip, std::string("203.0.113.9"));
        QCOMPARE(change->audit.reason, std::string("mistake"));
        QCOMPARE(change->audit.action, std::string("ip.unblock"));
        QVERIFY(change->audit.after.empty());
        QCOMPARE(refusal(run(UnblockIp{"203.0.113.10", ""}, sampleState(), context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(UnblockIp{"nowhere", ""}, sampleState(), context_)), QByteArray("INVALID_VALUE ip"));
        QCOMPARE(refusal(run(UnblockIp{"203.0.113.9", "\x02"}, sampleState(), context_)), QByteArray("INVALID_VALUE reason"));
    }
    void endsABlockThatWasSpelledByHand() {
        // SQL and redis-cli write what people type; the console shows that and must be able to end it.
        auto state = sampleState();
        state.blocks.emplace("2001:DB8:0::/32", test::blockRow("2001:DB8:0::/32"));
        const auto change = run(UnblockIp{"2001:DB8:0::/32", ""}, state, context_);
        QCOMPARE(refusal(change), QByteArray());
        QCOMPARE(rowOf<DropBlock>(*change).ip, std::string("2001:DB8:0::/32"));
        const auto canonical = run(UnblockIp{"2001:db8::/32", ""}, state, context_);
        QCOMPARE(refusal(canonical), QByteArray());
        QCOMPARE(rowOf<DropBlock>(*canonical).ip, std::string("2001:DB8:0::/32"));
    }
};

QTEST_GUILESS_MAIN(IpCommandsTest)
#include "ip_commands_test.moc"
