#include "ui/models/latency_cause.hpp"

#include <QLocale>
#include <QTest>

using namespace ui::models;
using namespace Qt::StringLiterals;

namespace {

LatencyRouteRow route(const char* model, qint64 requests, double p95, double gateway = 0, double connect = 0) {
    LatencyRouteRow row;
    row.provider = u"main"_s;
    row.model = QString::fromLatin1(model);
    row.requests = requests;
    row.p95 = p95;
    row.totalMs = p95 * static_cast<double>(requests);
    row.parts.gateway = gateway * row.totalMs;
    row.parts.connect = connect * row.totalMs;
    return row;
}

CircuitRow circuit(const char* state) {
    CircuitRow row;
    row.provider = u"main"_s;
    row.model = u"m"_s;
    row.state = QString::fromLatin1(state);
    return row;
}

QStringList idsOf(const LatencyFacts& facts) {
    QStringList ids;
    for (const LatencyCause& cause : latencyCauses(facts)) ids << QString::fromLatin1(cause.id);
    return ids;
}

}  // namespace

class LatencyCauseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nothingStandsOutOfWhatIsUsual() {
        LatencyFacts facts;
        facts.circuits = {circuit("closed"), circuit("half_open")};
        facts.routes = {route("a", 100, 900), route("b", 100, 1000)};
        facts.errors = {{u"UNKNOWN_MODEL"_s, 5}};
        QCOMPARE(idsOf(facts), QStringList());
    }

    void namesWhereToLook() {
        LatencyFacts facts;
        facts.circuits = {circuit("open")};
        facts.errors = {{u"UPSTREAM_TIMEOUT"_s, 3}, {u"UPSTREAM_RATE_LIMIT"_s, 2}, {u"OVERLOADED"_s, 1}};
        const auto causes = latencyCauses(facts);
        // What is critical stands first.
        QCOMPARE(idsOf(facts), QStringList({u"overloaded"_s, u"circuits"_s, u"timeout"_s, u"providerLimit"_s}));
        QCOMPARE(causes[0].page + u' ' + causes[0].argument, u"errors OVERLOADED"_s);
        QCOMPARE(causes[1].page + u' ' + causes[1].argument, u"providers circuits"_s);
        QVERIFY(causes[1].text.contains(u"main · m"_s));
    }

    void tellsOfTheGatewaysOwnBounds() {
        LatencyFacts facts;
        DependencyRow load;
        load.kind = u"load"_s;
        load.reason = u"load_inflight"_s;
        load.share = 0.97;
        load.status = ui::style::Status::critical;
        facts.dependencies = {load};
        QCOMPARE(idsOf(facts), QStringList{u"load"_s});
        QVERIFY2(latencyCauses(facts)[0].text.contains(u"97"_s), qPrintable(latencyCauses(facts)[0].text));
        facts.dependencies[0].status = ui::style::Status::ok;
        QCOMPARE(idsOf(facts), QStringList());
    }

    void picksTheOneSlowRoute_data() {
        QTest::addColumn<qint64>("requests");
        QTest::addColumn<double>("p95");
        QTest::addColumn<bool>("named");
        QTest::newRow("twice as slow") << qint64{50} << 2000.0 << true;
        QTest::newRow("hardly slower") << qint64{50} << 1500.0 << false;
        QTest::newRow("few samples") << qint64{5} << 9000.0 << false;
    }
    void picksTheOneSlowRoute() {
        QFETCH(qint64, requests);
        QFETCH(double, p95);
        QFETCH(bool, named);
        LatencyFacts facts;
        facts.routes = {route("quick", 50, 900), route("slow", requests, p95), route("medium", 50, 950)};
        QCOMPARE(idsOf(facts).contains(u"slowRoute"_s), named);
        if (named) QCOMPARE(latencyCauses(facts)[0].argument, u"main/slow"_s);
    }

    void namesWaitingInsideTheGatewayAndSlowBodies() {
        LatencyFacts facts;
        facts.routes = {route("a", 50, 1000)};
        facts.routes[0].parts.queue = 0.4 * facts.routes[0].totalMs;
        const auto causes = latencyCauses(facts);
        QCOMPARE(idsOf(facts), QStringList{u"queue"_s});
        QVERIFY2(causes[0].text.contains(u"400 ms"_s) && causes[0].text.contains(u"GATEWAY_THREADS"_s), qPrintable(causes[0].text));
        facts.routes[0].parts.queue = 0.1 * facts.routes[0].totalMs;
        QCOMPARE(idsOf(facts), QStringList());
        facts.routes[0].parts.body = 0.5 * facts.routes[0].totalMs;
        QCOMPARE(idsOf(facts), QStringList{u"body"_s});
        QVERIFY(latencyCauses(facts)[0].text.contains(u"50"_s));
    }

    void tellsWhenTheTimeIsNotTheProviders() {
        LatencyFacts facts;
        facts.routes = {route("a", 50, 1000, 0.3, 0.25)};
        QCOMPARE(idsOf(facts), QStringList({u"gateway"_s, u"connect"_s}));
        facts.routes = {route("a", 50, 40, 0.3, 0.25)};  // a share of next to nothing
        QCOMPARE(idsOf(facts), QStringList());
    }
};

QTEST_GUILESS_MAIN(LatencyCauseTest)
#include "latency_cause_test.moc"
