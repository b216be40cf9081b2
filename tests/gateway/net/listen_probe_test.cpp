// Finding a free port, naming who holds a taken one, sharing one between workers.
#include "gateway/net/listen_probe.hpp"

#include "gateway/net/socket_address.hpp"
#include "wire_client.hpp"

#include <QTest>
#include <unistd.h>

using namespace gw;
using namespace gw::net;
using namespace gw::net::test;

class ListenProbeTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void resolvesPortZeroAndSharesIt() {
        auto probe = probeAndBind("127.0.0.1", 0, false);
        QVERIFY(probe.has_value());
        QVERIFY(probe->port() > 0);
        QCOMPARE(probe->address().text(), std::string("127.0.0.1"));
        const auto first = probe->openListener();
        const auto second = probe->openListener();
        QVERIFY(first.has_value() && second.has_value());
        QVERIFY(first->get() != second->get());
        WireClient client(probe->port());
        QVERIFY(client.connected());
    }

    void namesWhoHoldsAPort() {
        auto held = probeAndBind("127.0.0.1", 0, false);
        const auto probe = probeAndBind("127.0.0.1", held->port(), false);
        QVERIFY(!probe);
        QCOMPARE(probe.error().code, ErrorCode::portTaken);
        QCOMPARE(probe.error().field, std::string("GATEWAY_PORT"));
        QVERIFY2(holds(probe.error().detail, "(pid " + std::to_string(::getpid()) + ")"), probe.error().detail.c_str());
        QVERIFY(holds(probe.error().detail, "listen_probe"));
        QCOMPARE(portHolder(held->port()), "listen_probe_te (pid " + std::to_string(::getpid()) + ")");
    }

    void joinsAHeldPortWhenAsked() {
        auto held = probeAndBind("127.0.0.1", 0, false);
        auto joined = probeAndBind("127.0.0.1", held->port(), true);
        QVERIFY(joined.has_value());
        QCOMPARE(joined->port(), held->port());
        QVERIFY(joined->openListener().has_value());
    }

    void doesNotJoinAPortHeldWithoutSharing() {
        Fd alone(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        SocketAddress where = socketAddress(*parseIp("127.0.0.1"), 0);
        QCOMPARE(::bind(alone.get(), where.data(), where.size), 0);
        QCOMPARE(::listen(alone.get(), 1), 0);
        QCOMPARE(::getsockname(alone.get(), where.data(), &where.size), 0);
        const auto probe = probeAndBind("127.0.0.1", portOf(where.data()), true);
        QVERIFY(!probe);
        QCOMPARE(probe.error().code, ErrorCode::portTaken);
    }

    void takesAPortWithConnectionsStillWindingDown() {
        auto probe = probeAndBind("127.0.0.1", 0, false);
        auto listener = std::move(*probe->openListener());
        WireClient client(probe->port());
        pollfd ready{listener.get(), POLLIN, 0};
        QCOMPARE(::poll(&ready, 1, kPatienceMs), 1);
        // The server's side closes first, so that TIME_WAIT is on this port.
        Fd(::accept(listener.get(), nullptr, nullptr)).reset();
        QCOMPARE(client.all(), std::string());
        client.close();
        listener.reset();
        QVERIFY(probeAndBind("127.0.0.1", probe->port(), false).has_value());
    }

    void listensOnNamesAndIpv6() {
        QCOMPARE(probeAndBind("localhost", 0, false)->address().text(), std::string("127.0.0.1"));
        const auto v6 = probeAndBind("::1", 0, false);
        QVERIFY(v6.has_value());
        QCOMPARE(v6->address().text(), std::string("::1"));
    }

    void reportsAddressesThatAreNotHere() {
        const auto foreign = probeAndBind("192.0.2.1", 0, false);
        QVERIFY(!foreign);
        QCOMPARE(foreign.error().code, ErrorCode::listenFailed);
        const auto unknown = probeAndBind("no..such..name", 0, false);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().code, ErrorCode::listenFailed);
    }

    void knowsNobodyBehindAFreePort() { QCOMPARE(portHolder(1), std::string()); }
};

QTEST_GUILESS_MAIN(ListenProbeTest)
#include "listen_probe_test.moc"
