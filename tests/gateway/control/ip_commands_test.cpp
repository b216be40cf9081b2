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
        // SQL and redis-cli write what people type: every row that says the same goes.
        auto state = sampleState();
        auto row = test::blockRow("2001:db8::/32");
        row.otherSpellings = {"2001:DB8:0::/32"};
        state.blocks.emplace(row.ip, row);
        const auto change = run(UnblockIp{"2001:DB8:0::/32", ""}, state, context_);
        QCOMPARE(refusal(change), QByteArray());
        QCOMPARE(rowOf<DropBlock>(*change).ip, std::string("2001:db8::/32"));
        QCOMPARE(rowOf<DropBlock>(*change).otherSpellings, (std::vector<std::string>{"2001:DB8:0::/32"}));
    }
    void guardsTheCallerUnlessForced() {
        QCOMPARE(refusal(run(BlockIp{"10.1.1.1", 60, "me"}, sampleState(), context_)), QByteArray("BLOCK_SELF ip"));
        QCOMPARE(refusal(run(BlockIp{"10.1.1.1", 60, "me", true}, sampleState(), context_)), QByteArray());
        QCOMPARE(refusal(run(BlockIp{"192.0.2.1", 60, "", true, {*parseCidr("192.0.2.0/24")}}, sampleState(), context_)), QByteArray("BLOCK_PROXY ip"));
    }
    void widensAnIpv6AddressToItsCustomer() {
        const auto change = run(BlockIp{"2001:db8::77", 60, "scan"}, sampleState(), context_);
        QCOMPARE(rowOf<PutBlock>(*change).row.ip, std::string("2001:db8::/64"));
    }
    void changesTheTimeOrTheReason() {
        const auto later = run(PatchBlock{"::ffff:203.0.113.9", std::optional<std::int64_t>(3600), std::nullopt}, sampleState(), context_);
        QVERIFY(rowOf<PutBlock>(*later).row.expiresAt == kNow + std::chrono::hours(1));
        QCOMPARE(rowOf<PutBlock>(*later).row.reason, std::string("scraper"));
        QCOMPARE(rowOf<PutBlock>(*later).row.id, std::string("b-203.0.113.9"));
        QCOMPARE(later->audit.action, std::string("ip.update"));
        const auto same = run(PatchBlock{"203.0.113.9", std::optional<std::int64_t>(), std::nullopt}, sampleState(), context_);
        QVERIFY(same->rows.empty());
        const auto reason = run(PatchBlock{"203.0.113.9", std::nullopt, " brute force "}, sampleState(), context_);
        QCOMPARE(rowOf<PutBlock>(*reason).row.reason, std::string("brute force"));
        QCOMPARE(refusal(run(PatchBlock{"203.0.113.10", std::nullopt, "x"}, sampleState(), context_)), QByteArray("NOT_FOUND"));
        QCOMPARE(refusal(run(PatchBlock{"nowhere", std::nullopt, "x"}, sampleState(), context_)), QByteArray("INVALID_VALUE ip"));
        QCOMPARE(refusal(run(PatchBlock{"203.0.113.9", std::optional<std::int64_t>(0), std::nullopt}, sampleState(), context_)), QByteArray("INVALID_VALUE seconds"));
        QCOMPARE(refusal(run(PatchBlock{"203.0.113.9", std::nullopt, "\x02"}, sampleState(), context_)), QByteArray("INVALID_VALUE reason"));
    }
};

QTEST_GUILESS_MAIN(IpCommandsTest)
#include "ip_commands_test.moc"
