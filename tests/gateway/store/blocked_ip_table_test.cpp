#include "gateway/store/blocked_ip_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

BlockedIpRow blockOf(const std::string& id, const std::string& ip) {
    return {.id = id, .ip = ip, .reason = {}, .source = "api", .createdBy = {}, .createdAt = noon(), .expiresAt = {}};
}

std::string addressesOf(const std::vector<BlockedIpRow>& rows) {
    std::string text;
    for (const auto& row : rows) text += row.ip + " ";
    return text;
}

}  // namespace

class BlockedIpTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackTheNewestFirst() {
        const TestDatabase database;
        auto full = blockOf("b2", "2001:db8::/32");
        full.reason = "abuse";
        full.createdBy = "a@example.com";
        full.createdAt = noon(1);
        full.expiresAt = noon(60);
        QCOMPARE(outcome(putBlockedIp(*database, blockOf("b1", "10.0.0.1"))), kDone);
        QCOMPARE(outcome(putBlockedIp(*database, full)), kDone);
        const auto rows = allBlockedIps(*database, noon()).value();
        QVERIFY(rows == (std::vector<BlockedIpRow>{full, blockOf("b1", "10.0.0.1")}));
    }

    void takesOverTheNewTermsOfABlockedAddress() {
        const TestDatabase database;
        auto first = blockOf("b1", "10.0.0.1");
        first.reason = "old";
        first.expiresAt = noon(1);
        QVERIFY(putBlockedIp(*database, first));
        auto second = blockOf("b2", "10.0.0.1");
        second.reason = "new";
        second.source = "external";
        second.createdBy = "b@example.com";
        second.createdAt = noon(2);
        QCOMPARE(outcome(putBlockedIp(*database, second)), kDone);
        second.id = "b1";
        QVERIFY(allBlockedIps(*database, noon(5)).value() == std::vector<BlockedIpRow>{second});
    }

    void refusesAnIdOfAnotherAddress() {
        const TestDatabase database;
        QVERIFY(putBlockedIp(*database, blockOf("b1", "10.0.0.1")));
        QCOMPARE(outcome(putBlockedIp(*database, blockOf("b1", "10.0.0.2"))), kConflict);
    }

    void leavesOutWhatHasExpired() {
        const TestDatabase database;
        QVERIFY(putBlockedIp(*database, blockOf("b1", "forever")));
        auto timed = blockOf("b2", "timed");
        timed.expiresAt = noon(10);
        QVERIFY(putBlockedIp(*database, timed));
        QCOMPARE(addressesOf(allBlockedIps(*database, noon(9)).value()), std::string("timed forever "));
        QCOMPARE(addressesOf(allBlockedIps(*database, noon(10)).value()), std::string("forever "));
        QCOMPARE(deleteExpiredBlocks(*database, noon(9)).value(), std::int64_t{0});
        QCOMPARE(deleteExpiredBlocks(*database, noon(10)).value(), std::int64_t{1});
        QCOMPARE(database.count("blocked_ip"), std::int64_t{1});
    }

    void deletesByAddress() {
        const TestDatabase database;
        QVERIFY(putBlockedIp(*database, blockOf("b1", "10.0.0.1")));
        QCOMPARE(outcome(deleteBlockedIp(*database, "b1")), kNotFound);
        QCOMPARE(outcome(deleteBlockedIp(*database, "10.0.0.1")), kDone);
        QCOMPARE(outcome(deleteBlockedIp(*database, "10.0.0.1")), kNotFound);
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(allBlockedIps(*database, noon())), kStoreFailed);
        QCOMPARE(outcome(putBlockedIp(*database, blockOf("b1", "x"))), kStoreFailed);
        QCOMPARE(outcome(deleteBlockedIp(*database, "x")), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(BlockedIpTableTest)
#include "blocked_ip_table_test.moc"
