#include "ui/models/route_facts.hpp"

#include <QJsonDocument>
#include <QLocale>
#include <QTest>

using namespace ui::models;

namespace {

QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }

const char* const kLatency = R"({"items":[{"provider":"openai","model":"m","requests":400,"p50":210,"p95":1204},
  {"provider":"azure","model":"m","requests":19,"p50":80,"p95":90}]})";

}  // namespace

class RouteFactsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void tellsUnreadFromNotCalled() {
        RouteFactsTable table;
        const QString unread = table.of(QStringLiteral("spare"), QStringLiteral("m")).latencyTip();
        QVERIFY2(unread.contains(QStringLiteral("Not read")), qPrintable(unread));
        table.takeLatency(json(kLatency));
        const RouteFacts spare = table.of(QStringLiteral("spare"), QStringLiteral("m"));
        QCOMPARE(spare.latencyText(), QStringLiteral("—"));
        QVERIFY2(spare.latencyTip().contains(QStringLiteral("Not called")), qPrintable(spare.latencyTip()));
    }

    void givesNoP95OfAFewCalls() {
        RouteFactsTable table;
        table.takeLatency(json(kLatency));
        QCOMPARE(table.of(QStringLiteral("openai"), QStringLiteral("m")).latencyText(), QStringLiteral("1.20 s"));
        const RouteFacts few = table.of(QStringLiteral("azure"), QStringLiteral("m"));
        QCOMPARE(few.latencyText(), QStringLiteral("few"));
        QVERIFY2(few.latencyTip().contains(QStringLiteral("Fewer than 20")), qPrintable(few.latencyTip()));
    }

    void writesPricesAsTheGatewayHasThem_data() {
        QTest::addColumn<QByteArray>("price");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << QByteArray(R"({"input":"15","output":"75"})") << QStringLiteral("$15.00 / 75.00");
        QTest::newRow("cents") << QByteArray(R"({"input":"0.6","output":"2.4"})") << QStringLiteral("$0.60 / 2.40");
        QTest::newRow("exact") << QByteArray(R"({"input":"0.075","output":"0.3"})") << QStringLiteral("$0.075 / 0.30");
        QTest::newRow("unpriced") << QByteArray("null") << QStringLiteral("unpriced");
    }

    void writesPricesAsTheGatewayHasThem() {
        QFETCH(QByteArray, price);
        QFETCH(QString, text);
        RouteFactsTable table;
        QCOMPARE(table.of(QStringLiteral("p"), QStringLiteral("m")).priceText(), QStringLiteral("—"));
        table.takePrices(json(R"({"items":[{"provider":"p","model":"m","price":)" + price + "}]}"));
        QCOMPARE(table.of(QStringLiteral("p"), QStringLiteral("m")).priceText(), text);
    }
};

QTEST_GUILESS_MAIN(RouteFactsTest)
#include "route_facts_test.moc"
