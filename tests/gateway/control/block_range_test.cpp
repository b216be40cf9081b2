#include "gateway/control/block_range.hpp"

#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;

namespace {

/// What would be blocked, or "" when it cannot be read.
QByteArray canonical(const char* text) {
    const auto range = blockRange(text);
    return range ? QByteArray::fromStdString(blockText(*range)) : QByteArray();
}

}  // namespace

class BlockRangeTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void writesEachRangeInOneWay_data() {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("blocked");
        const auto row = [](const char* typed, const char* blocked) {
            QTest::newRow(typed[0] ? typed : "nothing") << QByteArray(typed) << QByteArray(blocked);
        };
        // The forty spellings of reliability.md A6, and what each of them means.
        row("203.0.113.9", "203.0.113.9");
        row(" 203.0.113.9\t", "203.0.113.9");
        row("203.0.113.9/32", "203.0.113.9");
        row("203.0.113.9/24", "203.0.113.0/24");
        row("203.0.113.0/24", "203.0.113.0/24");
        row("203.0.113.255/24", "203.0.113.0/24");
        row("::ffff:203.0.113.9", "203.0.113.9");
        row("::FFFF:203.0.113.9", "203.0.113.9");
        row("::ffff:cb00:7109", "203.0.113.9");
        row("0:0:0:0:0:ffff:203.0.113.9", "203.0.113.9");
        row("::ffff:203.0.113.9/128", "203.0.113.9");
        row("::ffff:203.0.113.9/120", "203.0.113.0/24");
        row("::ffff:203.0.113.0/120", "203.0.113.0/24");
        row("2001:db8::1", "2001:db8::/64");
        row("2001:DB8::1", "2001:db8::/64");
        row("2001:0db8:0000::0001", "2001:db8::/64");
        row("2001:db8:0:0:1::", "2001:db8::/64");
        row("2001:db8::1/64", "2001:db8::/64");
        row("2001:db8::/64", "2001:db8::/64");
        row("2001:db8:0:0::/64", "2001:db8::/64");
        row("2001:db8::1/128", "2001:db8::1/128");
        row("2001:db8:0::1/128", "2001:db8::1/128");
        row("2001:db8:ffff::/32", "2001:db8::/32");
        row("203.0.113.9/", "");
        row("203.0.113.9/33", "");
        row("203.0.113.9/024", "");
        row("203.0.113.9/-1", "");
        row("203.0.113.9/8x", "");
        row("203.0.113.9 /24", "");
        row("203.0.113.9/24/24", "");
        row("::ffff:203.0.113.9/129", "");
        row("01.2.3.4", "");
        row("1.2.3.4.", "");
        row("1.2.3", "");
        row("1.2.3.256", "");
        row("16909060", "");
        row("0x01020304", "");
        row("fe80::1%eth0", "");
        row("[2001:db8::1]", "");
        row("1.2.3.4:80", "");
        row("localhost", "");
        row("1::2::3", "");
        row("", "");
        row("/24", "");
    }
    void writesEachRangeInOneWay() {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, blocked);
        QCOMPARE(canonical(typed.constData()), blocked);
        if (!blocked.isEmpty()) QCOMPARE(canonical(blocked.constData()), blocked);
    }

    void guardsWhatMustStayReachable_data() {
        QTest::addColumn<QByteArray>("ip");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("forced");
        const auto row = [](const char* name, const char* ip, const char* plain, const char* forced) {
            QTest::newRow(name) << QByteArray(ip) << QByteArray(plain) << QByteArray(forced);
        };
        const char* free = "";
        row("a stranger", "203.0.113.9", free, free);
        row("/16", "203.0.0.0/16", free, free);
        row("IPv6 /32", "2001:db8::/32", free, free);
        row("the caller", "198.51.100.7", "BLOCK_SELF ip", free);
        row("the caller's range", "198.51.100.0/24", "BLOCK_SELF ip", free);
        row("/15", "203.0.0.0/15", "BLOCK_TOO_WIDE ip", free);
        row("/8", "203.0.0.0/8", "BLOCK_TOO_WIDE ip", free);
        row("/7", "202.0.0.0/7", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("IPv6 /31", "2001:db8::/31", "BLOCK_TOO_WIDE ip", free);
        row("IPv6 /15", "2001::/15", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("all IPv4", "0.0.0.0/0", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("all", "::/0", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("all IPv4, mapped", "::ffff:0:0/96", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("IPv4 inside an IPv6 range", "::/40", "BLOCK_TOO_WIDE ip", "BLOCK_TOO_WIDE ip");
        row("loopback", "127.0.0.1", "BLOCK_LOOPBACK ip", "BLOCK_LOOPBACK ip");
        row("loopback /8", "127.0.0.0/8", "BLOCK_TOO_WIDE ip", "BLOCK_LOOPBACK ip");
        row("IPv6 loopback", "::1/128", "BLOCK_LOOPBACK ip", "BLOCK_LOOPBACK ip");
        row("a trusted proxy", "10.1.2.3", "BLOCK_PROXY ip", "BLOCK_PROXY ip");
        row("around a trusted proxy", "10.1.0.0/16", "BLOCK_PROXY ip", "BLOCK_PROXY ip");
        row("inside the proxies", "10.1.2.128/25", "BLOCK_PROXY ip", "BLOCK_PROXY ip");
    }
    void guardsWhatMustStayReachable() {
        QFETCH(QByteArray, ip);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, forced);
        BlockGuards guards{parseIp("198.51.100.7"), {*parseCidr("10.1.2.0/24")}, false};
        const auto range = *blockRange(ip.toStdString());
        QCOMPARE(test::refusal(checkBlockGuards(range, guards)), plain);
        guards.force = true;
        QCOMPARE(test::refusal(checkBlockGuards(range, guards)), forced);
    }
};

QTEST_GUILESS_MAIN(BlockRangeTest)
#include "block_range_test.moc"
