#include "gateway/base/cidr.hpp"

#include <QTest>

using namespace gw;

class CidrTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsAddressSpellings_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");  // empty: refused
        const struct { const char* text; const char* canonical; } rows[] = {
            {"1.2.3.4", "1.2.3.4"},       {"::ffff:1.2.3.4", "1.2.3.4"}, {"::1", "::1"},
            {"2001:DB8::1", "2001:db8::1"}, {"01.2.3.4", ""},            {"1.2.3.4.", ""},
            {"1.2.3", ""},                {"1.2.3.256", ""},             {"fe80::1%eth0", ""},
            {"", ""},                     {" 1.2.3.4", ""},              {"0x7f000001", ""},
            {"2130706433", ""},           {"1::2::3", ""},               {"[::1]", ""},
            {"255.109.10.0", "255.109.10.0"}, {"9.99.100.250", "9.99.100.250"},
        };
        for (const auto& row : rows) QTest::newRow(row.text[0] ? row.text : "empty") << QString::fromLatin1(row.text) << QString::fromLatin1(row.canonical);
    }
    void readsAddressSpellings() {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto address = parseIp(text.toStdString());
        QCOMPARE(address.has_value(), !canonical.isEmpty());
        if (address) QCOMPARE(QString::fromStdString(address->text()), canonical);
    }

    void readsRanges_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("inside");
        QTest::addColumn<QString>("outside");
        QTest::newRow("v4 /8") << "10.0.0.0/8" << "10.255.0.1" << "11.0.0.1";
        QTest::newRow("v4 /32 plain") << "10.0.0.1" << "10.0.0.1" << "10.0.0.2";
        QTest::newRow("v4 /25") << "192.168.1.128/25" << "192.168.1.200" << "192.168.1.127";
        QTest::newRow("v6 /32") << "2001:db8::/32" << "2001:db8:ffff::1" << "2001:db9::";
        QTest::newRow("v4 everything") << "0.0.0.0/0" << "8.8.8.8" << "2001:db8::1";
        QTest::newRow("mapped spelling") << "10.0.0.0/8" << "::ffff:10.1.1.1" << "::a01:101";
    }
    void readsRanges() {
        QFETCH(QString, text);
        QFETCH(QString, inside);
        QFETCH(QString, outside);
        const auto range = parseCidr(text.toStdString());
        QVERIFY(range);
        QVERIFY(range->contains(parseIp(inside.toStdString()).value()));
        QVERIFY(!range->contains(parseIp(outside.toStdString()).value()));
        QCOMPARE(parseCidr(range->text()).value(), *range);
    }

    void refusesRanges() {
        for (const char* text : {"10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/08", "::/129", "/8", "10.0.0.0/8x"})
            QVERIFY2(!parseCidr(text), text);
    }

    void knowsPrivateAddresses() {
        for (const char* text : {"127.0.0.1", "::1", "0.0.0.0", "::", "10.1.1.1", "172.31.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
                                 "fd00::1", "fe80::1", "::ffff:127.0.0.1", "ff02::1", "224.0.0.1", "64:ff9b::7f00:1"})
            QVERIFY2(parseIp(text)->isPrivate(), text);
        for (const char* text : {"8.8.8.8", "1.1.1.1", "172.32.0.1", "2606:4700::1"}) QVERIFY2(!parseIp(text)->isPrivate(), text);
    }

    void knowsLoopback() {
        QVERIFY(parseIp("127.9.9.9")->isLoopback());
        QVERIFY(parseIp("::1")->isLoopback());
        QVERIFY(!parseIp("128.0.0.1")->isLoopback());
        QVERIFY(!parseIp("::2")->isLoopback());
    }
};

QTEST_GUILESS_MAIN(CidrTest)
#include "cidr_test.moc"
