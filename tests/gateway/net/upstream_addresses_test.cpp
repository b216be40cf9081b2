// Upstreams with several addresses (RFC 8305): silent ones, refused ones, both families, with real sockets.
#include "gateway/net/connect_race.hpp"

#include "pooled.hpp"

#include <QTest>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;
using namespace std::chrono_literals;

namespace {

Addresses addressesOf(std::string_view list) {
    Addresses out;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        out.push_back(*parseIp(list.substr(0, end)));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

std::string listOf(const Addresses& addresses) {
    std::string out;
    for (const IpAddress& address : addresses) out += (out.empty() ? "" : " ") + address.text();
    return out;
}

/// Listens and lets nobody in: its accept queue is full, and a packet that asks for a connection is dropped.
class Silent {
   public:
    Silent(const std::string& host, std::uint16_t port) {
        auto probe = probeAndBind(host, port, false);
        listener_ = std::move(*probe->openListener());
        ::listen(listener_.get(), 0);
        const SocketAddress where = socketAddress(probe->address(), probe->port());
        for (int i = 0; i < 4; ++i) {
            fillers_.emplace_back(::socket(where.family(), SOCK_STREAM | SOCK_NONBLOCK, 0));
            ::connect(fillers_.back().get(), where.data(), where.size);
        }
    }

   private:
    Fd listener_;
    std::vector<Fd> fillers_;
};

struct Named {
    explicit Named(std::string_view list) : pooled({}, resolving(list)) { pooled.endpoint.host = "many.example"; }

    static ResolverOptions resolving(std::string_view list) {
        ResolverOptions options;
        options.lookup = [addresses = addressesOf(list)](const std::string&) -> Result<Addresses> { return addresses; };
        return options;
    }

    Pooled pooled;
};

}  // namespace

class UpstreamAddressesTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void ordersAddresses_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("order");
        QTest::newRow("one") << QStringLiteral("10.0.0.1") << QStringLiteral("") << QStringLiteral("10.0.0.1");
        QTest::newRow("none") << QStringLiteral("") << QStringLiteral("") << QStringLiteral("");
        QTest::newRow("families by turns") << QStringLiteral("fd00::1 fd00::2 10.0.0.1 10.0.0.2") << QStringLiteral("") << QStringLiteral("fd00::1 10.0.0.1 fd00::2 10.0.0.2");
        QTest::newRow("the first family first") << QStringLiteral("10.0.0.1 10.0.0.2 10.0.0.3 fd00::1") << QStringLiteral("") << QStringLiteral("10.0.0.1 fd00::1 10.0.0.2 10.0.0.3");
        QTest::newRow("one that leads") << QStringLiteral("fd00::1 fd00::2 10.0.0.1 10.0.0.2") << QStringLiteral("10.0.0.2") << QStringLiteral("10.0.0.2 fd00::1 10.0.0.1 fd00::2");
        QTest::newRow("one that leads its family") << QStringLiteral("fd00::1 fd00::2 10.0.0.1") << QStringLiteral("fd00::2") << QStringLiteral("fd00::2 10.0.0.1 fd00::1");
        QTest::newRow("one that is not among them") << QStringLiteral("10.0.0.1 10.0.0.2") << QStringLiteral("10.0.0.3") << QStringLiteral("10.0.0.1 10.0.0.2");
    }
    void ordersAddresses() {
        QFETCH(QString, given);
        QFETCH(QString, first);
        QFETCH(QString, order);
        const auto lead = first.isEmpty() ? std::nullopt : parseIp(first.toStdString());
        QCOMPARE(listOf(raceOrder(addressesOf(given.toStdString()), lead)), order.toStdString());
    }

    void boundsTheRace() {
        Addresses many;
        for (int i = 0; i < 100; ++i) many.push_back(*parseIp("10.0.0." + std::to_string(i)));
        QCOMPARE(raceOrder(many, many.back()).size(), std::size_t{16});
        QCOMPARE(raceOrder(many, many.back()).front(), many.back());
    }

    void anAddressThatDropsPacketsHoldsNobodyUp_data() {
        QTest::addColumn<QString>("silent");
        QTest::addColumn<QString>("alive");
        QTest::newRow("IPv4, then IPv4") << QStringLiteral("127.0.0.3") << QStringLiteral("127.0.0.1");
        QTest::newRow("IPv6, then IPv4") << QStringLiteral("::1") << QStringLiteral("127.0.0.1");
        QTest::newRow("IPv4, then IPv6") << QStringLiteral("127.0.0.1") << QStringLiteral("::1");
    }
    void anAddressThatDropsPacketsHoldsNobodyUp() {
        QFETCH(QString, silent);
        QFETCH(QString, alive);
        SocketServer server({sayingOnce(kHello)}, alive.toStdString());
        Named named((silent + QLatin1Char(' ') + alive).toStdString());
        RecordingObserver observer;
        {
            const Silent drops(silent.toStdString(), server.port);
            named.pooled.run(server.port, observer);
        }
        QCOMPARE(observer.body, std::string("hello"));
        QCOMPARE(observer.failures, 0);
        // The time until the one that won was connected, what was spent on the other included.
        QVERIFY(observer.times.connect && *observer.times.connect >= 240ms && *observer.times.connect <= *observer.times.firstByte);
        // With the next connection it goes first, whoever listens at the other address.
        SocketServer back({sayingOnce(kHello)}, silent.toStdString(), server.port);
        RecordingObserver again;
        named.pooled.run(server.port, again);
        QCOMPARE(again.body, std::string("hello"));
        QCOMPARE(server.connections.load(), 2);
        QCOMPARE(back.connections.load(), 0);
    }

    void comesBackToTheFirstAddressWhenTheOtherFails() {
        auto server = std::make_unique<SocketServer>(std::vector<SocketServer::Script>{sayingOnce(kHello)});
        const std::uint16_t port = server->port;
        Named named("127.0.0.3 127.0.0.1");
        RecordingObserver observer, second, third;
        // Nobody listens at the first: it is refused at once.
        named.pooled.run(port, observer);
        QCOMPARE(observer.body, std::string("hello"));
        server.reset();
        SocketServer first({sayingOnce(kHello)}, "127.0.0.3", port);
        named.pooled.run(port, second);
        QCOMPARE(second.body, std::string("hello"));
        SocketServer other({sayingOnce(kHello)}, "127.0.0.1", port);
        named.pooled.run(port, third);
        QCOMPARE(third.body, std::string("hello"));
        QCOMPARE(first.connections.load(), 2);
        QCOMPARE(other.connections.load(), 0);
    }

    void theTimeToConnectIsSharedWhenItIsShort() {
        SocketServer server({sayingOnce(kHello)});
        const Silent one("127.0.0.3", server.port), two("127.0.0.4", server.port);
        Named named("127.0.0.3 127.0.0.4 127.0.0.1");
        named.pooled.timeouts.connect = 600ms;
        RecordingObserver observer;
        named.pooled.run(server.port, observer);
        QCOMPARE(observer.body, std::string("hello"));
    }

    void endsWithTheTimeWhenNoneAnswers() {
        const std::uint16_t port = closedPort();
        const Silent one("127.0.0.3", port), two("127.0.0.4", port);
        Named named("127.0.0.3 127.0.0.4");
        named.pooled.timeouts.connect = 600ms;
        RecordingObserver observer;
        named.pooled.run(port, observer);
        QVERIFY(observer.error.has_value());
        QCOMPARE(observer.error->code, ErrorCode::upstreamTimeout);
        QVERIFY(observer.times.dns && observer.times.connect && *observer.times.dns + *observer.times.connect >= 598ms);
        QCOMPARE(named.pooled.pool.connections(), 0U);
    }

    void endsAtOnceWhenAllRefuse() {
        Named named("127.0.0.3 ::1 127.0.0.1");
        RecordingObserver observer;
        named.pooled.run(closedPort(), observer);
        QCOMPARE(observer.error->code, ErrorCode::upstreamUnreachable);
    }

    void everyAddressIsChecked() {
        SocketServer server({saying(kHello)});
        SocketServer inner({saying(kHello)}, "::1", server.port);
        Named named("127.0.0.3 ::1 127.0.0.1");
        named.pooled.endpoint.allowPrivate = true;
        RecordingObserver allowed;
        named.pooled.run(server.port, allowed);
        QCOMPARE(allowed.body, std::string("hello"));
        QCOMPARE(inner.connections.load() + server.connections.load(), 1);
        named.pooled.endpoint.allowPrivate = false;
        RecordingObserver refused;
        named.pooled.run(server.port, refused);
        QCOMPARE(refused.error->code, ErrorCode::privateAddress);
        QCOMPARE(inner.connections.load() + server.connections.load(), 1);
    }

    void aCallThatGoesInTheRaceLeavesNothingBehind() {
        const std::uint16_t port = closedPort();
        const Silent one("127.0.0.3", port), two("127.0.0.4", port);
        Named named("127.0.0.3 127.0.0.4");
        named.pooled.timeouts.connect = 20s;
        RecordingObserver observer;
        auto call = named.pooled.start(port, observer);
        bool bothRun = false;
        named.pooled.runner.loop.after(300ms, [&] { bothRun = true; });
        QVERIFY(named.pooled.runner.until([&] { return bothRun; }));
        QVERIFY(!observer.over());
        call.reset();
        named.pooled.runner.settle();
        QCOMPARE(named.pooled.pool.connections(), 0U);
        QVERIFY(!observer.over());
    }
};

QTEST_GUILESS_MAIN(UpstreamAddressesTest)
#include "upstream_addresses_test.moc"
