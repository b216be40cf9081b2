#include "gateway/pipeline/gate.hpp"

#include <QtTest>

#include <initializer_list>
#include <string>
#include <vector>

using namespace gw;
using namespace gw::pipeline;

namespace {

/// Header lines of X-Forwarded-For, as they stand in the head.
RequestHead headOf(const std::vector<std::string>& lines) {
    RequestHead head;
    head.fields.push_back({"host", "gateway.test"});
    for (const std::string& line : lines) head.fields.push_back({"X-Forwarded-For", line});
    head.fields.push_back({"x-real-ip", "8.8.8.8"});
    return head;
}

std::vector<Cidr> rangesOf(const QStringList& texts) {
    std::vector<Cidr> ranges;
    for (const QString& text : texts) ranges.push_back(parseCidr(text.toStdString()).value());
    return ranges;
}

QString seen(const QStringList& trusted, const QString& peer, const QStringList& given) {
    std::vector<std::string> kept;
    for (const QString& line : given) kept.push_back(line.toStdString());
    const auto address = clientAddress(headOf(kept), parseIp(peer.toStdString()).value(), rangesOf(trusted));
    return QString::fromStdString(address.text());
}

QStringList lines(std::initializer_list<const char*> texts) {
    QStringList list;
    for (const char* text : texts) list << QString::fromLatin1(text);
    return list;
}

const QStringList kNobody;
const QStringList kInside = lines({"10.0.0.0/8", "2001:db8:1::/48"});

}  // namespace

class GateTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void believesForwardedForOnlyFromTrustedProxies_data() {
        QTest::addColumn<QStringList>("trusted");
        QTest::addColumn<QString>("peer");
        QTest::addColumn<QString>("client");
        QTest::newRow("nobody is trusted") << kNobody << QStringLiteral("10.0.0.1") << QStringLiteral("10.0.0.1");
        QTest::newRow("peer is a stranger") << kInside << QStringLiteral("198.51.100.9") << QStringLiteral("198.51.100.9");
        QTest::newRow("peer is a proxy") << kInside << QStringLiteral("10.0.0.1") << QStringLiteral("203.0.113.5");
        QTest::newRow("peer is a mapped proxy") << kInside << QStringLiteral("::ffff:10.0.0.1") << QStringLiteral("203.0.113.5");
        QTest::newRow("peer is an IPv6 proxy") << kInside << QStringLiteral("2001:db8:1::7") << QStringLiteral("203.0.113.5");
        QTest::newRow("peer is next to the range") << kInside << QStringLiteral("2001:db8:2::7") << QStringLiteral("2001:db8:2::7");
        QTest::newRow("compatible is not mapped") << kInside << QStringLiteral("::a00:1") << QStringLiteral("::10.0.0.1");
    }
    void believesForwardedForOnlyFromTrustedProxies() {
        QFETCH(QStringList, trusted);
        QFETCH(QString, peer);
        QFETCH(QString, client);
        QCOMPARE(seen(trusted, peer, lines({"203.0.113.5"})), client);
    }

    void takesTheRightMostHopThatIsNoProxy_data() {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("client");
        QTest::newRow("no header") << QStringList() << QStringLiteral("10.0.0.1");
        QTest::newRow("one") << lines({"203.0.113.5"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("forged in front") << lines({"6.6.6.6, 203.0.113.5"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("proxies behind") << lines({"6.6.6.6, 203.0.113.5, 10.0.0.3,10.0.0.2"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("two lines are one list") << lines({"6.6.6.6", "203.0.113.5, 10.0.0.2"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("the last line is the nearest") << lines({"203.0.113.5", "10.0.0.2"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("forged proxy in front") << lines({"10.9.9.9, 203.0.113.5"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("inside only") << lines({"10.0.0.7, 10.0.0.2"}) << QStringLiteral("10.0.0.7");
        QTest::newRow("mapped client") << lines({"::ffff:203.0.113.5"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("mapped proxy") << lines({"203.0.113.5, ::ffff:10.0.0.2"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("IPv6") << lines({"2001:db8:5::1"}) << QStringLiteral("2001:db8:5::1");
        QTest::newRow("with port") << lines({"203.0.113.5:4711"}) << QStringLiteral("203.0.113.5");
        QTest::newRow("IPv6 in brackets") << lines({"[2001:db8:5::1]"}) << QStringLiteral("2001:db8:5::1");
        QTest::newRow("IPv6 with port") << lines({"[2001:db8:5::1]:443"}) << QStringLiteral("2001:db8:5::1");
        QTest::newRow("blanks") << lines({" \t203.0.113.5 ,\t10.0.0.2 "}) << QStringLiteral("203.0.113.5");
    }
    void takesTheRightMostHopThatIsNoProxy() {
        QFETCH(QStringList, given);
        QFETCH(QString, client);
        QCOMPARE(seen(kInside, QStringLiteral("10.0.0.1"), given), client);
    }

    void stopsWhereTheListIsBroken_data() {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("client");
        const auto broken = [](const char* name, const char* line) {
            QTest::newRow(name) << lines({line}) << QStringLiteral("10.0.0.1");
        };
        broken("empty", "");
        broken("a comma", ",");
        broken("word", "unknown");
        broken("hidden name", "_hidden");
        broken("word behind the address", "203.0.113.5, unknown");
        broken("nothing behind the comma", "203.0.113.5,");
        broken("leading zero", "203.0.113.05");
        broken("trailing dot", "203.0.113.5.");
        broken("number", "3405803781");
        broken("zone", "fe80::1%eth0");
        broken("unclosed bracket", "[2001:db8:5::1");
        broken("word in brackets", "[x]:1");
        broken("empty brackets", "[]");
        broken("something behind the bracket", "[2001:db8:5::1]x");
        broken("two addresses without comma", "203.0.113.5 203.0.113.6");
        broken("too long", "203.0.113.5555555555555555555555555555555555555555555555555555555");
        QTest::newRow("behind a proxy") << lines({"203.0.113.5, ?, 10.0.0.2"}) << QStringLiteral("10.0.0.2");
        QTest::newRow("in the nearer line") << lines({"203.0.113.5", "?"}) << QStringLiteral("10.0.0.1");
    }
    void stopsWhereTheListIsBroken() {
        QFETCH(QStringList, given);
        QFETCH(QString, client);
        QCOMPARE(seen(kInside, QStringLiteral("10.0.0.1"), given), client);
    }

    void looksAtThirtyTwoHopsOnly() {
        const auto through = [](int proxies) {
            QString list = QStringLiteral("203.0.113.5");
            for (int i = 0; i < proxies; ++i) list += QStringLiteral(", 10.0.0.2");
            return seen(kInside, QStringLiteral("10.0.0.1"), {list});
        };
        QCOMPARE(through(31), QStringLiteral("203.0.113.5"));
        QCOMPARE(through(32), QStringLiteral("10.0.0.2"));
        QCOMPARE(through(50'000), QStringLiteral("10.0.0.2"));
    }

    void refusesBlockedAddresses_data() {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("open");
        QTest::newRow("listed") << QStringLiteral("198.51.100.7") << false;
        QTest::newRow("listed, mapped") << QStringLiteral("::ffff:198.51.100.7") << false;
        QTest::newRow("neighbour") << QStringLiteral("198.51.100.8") << true;
        QTest::newRow("in a range") << QStringLiteral("2001:db8:bad::1") << false;
        QTest::newRow("beside the range") << QStringLiteral("2001:db8:bae::1") << true;
    }
    void refusesBlockedAddresses() {
        QFETCH(QString, address);
        QFETCH(bool, open);
        config::Snapshot snapshot;
        snapshot.blocked = {parseCidr("198.51.100.7").value(), parseCidr("2001:db8:bad::/48").value()};
        const auto checked = checkAddress(snapshot, parseIp(address.toStdString()).value());
        QCOMPARE(checked.has_value(), open);
        if (!open) QVERIFY(checked.error().code == ErrorCode::ipBlocked);
    }
};

QTEST_GUILESS_MAIN(GateTest)
#include "gate_test.moc"
