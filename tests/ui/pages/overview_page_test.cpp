// The overview against a peer that misbehaves: partial failures, lost connection, strange bodies, silence.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/charts/time_series_chart.hpp"
#include "ui/pages/kpi_tile.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using ui::widgets::InlineMessage;

namespace {

constexpr const char* kSummary =
    R"({"window_seconds":900,"requests":900,"rps":1.0,"error_rate":0.02,"latency_ms":{"p50":100,"p95":2500,"p99":3000},)"
    R"("tokens_in":10,"tokens_out":20,"cost_nanousd":1500000000,"unpriced_requests":0,"circuits":{"open":1,"total":3},"spool_pending":4})";
constexpr const char* kDependencies =
    R"({"checked_at":"2026-11-22T10:00:00.000Z","items":[{"component":"database","name":"SQLite","kind":"store","status":"ok","detail":"fine"}]})";

QByteArray series(const QByteArray& points) {
    const QByteArray start = QByteArray::number(QDateTime::currentSecsSinceEpoch() - 15);
    return "{\"start\":" + start + ",\"step\":5,\"series\":[{\"name\":\"requests\",\"points\":" + points +
           "},{\"name\":\"success\",\"points\":" + points + "}]}";
}

void answerWell(HttpPeer& peer) {
    peer.on("GET /api/v1/admin/metrics/summary", 200, kSummary);
    peer.on("GET /api/v1/admin/metrics/series", 200, series("[1,2,3]"));
    peer.on("GET /api/v1/admin/dependencies", 200, kDependencies);
}

}  // namespace

class OverviewPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theP95TileSaysTheChartsNewestFigureToo() {
        PageBench bench;
        answerWell(bench.peer);
        const QByteArray start = QByteArray::number(QDateTime::currentSecsSinceEpoch() - 15);
        bench.peer.on("GET /api/v1/admin/metrics/series", 200,
                      "{\"start\":" + start + R"(,"step":5,"series":[{"name":"requests","points":[1,2,3]},{"name":"latency_p95","points":[900,800,691]}]})");
        bench.openPage("overview");
        auto* tile = bench.part<ui::pages::KpiTile>("page.overview.tile.p95");
        QTRY_VERIFY2(tile->accessibleDescription().contains(QStringLiteral("now 691 ms")), qPrintable(tile->accessibleDescription()));
        QCOMPARE(tile->value(), QStringLiteral("2.50 s"));
        QVERIFY(!tile->toolTip().isEmpty());
    }

    void showsRealFiguresAndJudgesThem() {
        PageBench bench;
        answerWell(bench.peer);
        bench.openPage("overview");
        QSignalSpy ready(bench.page.get(), &ui::pages::Page::dataReady);
        QTRY_VERIFY(bench.page->hasData());
        QCOMPARE(ready.size(), 1);
        const auto tile = [&](const char* name) { return bench.part<ui::pages::KpiTile>(name); };
        QCOMPARE(tile("page.overview.tile.errors")->status(), ui::style::Status::critical);
        QCOMPARE(tile("page.overview.tile.p95")->status(), ui::style::Status::degraded);
        // Without a sample there is no "now" to tell apart from the range.
        QVERIFY(tile("page.overview.tile.p95")->accessibleDescription().contains(QStringLiteral("critical")));
        QCOMPARE(tile("page.overview.tile.circuits")->value(), QStringLiteral("1 / 3"));
        QCOMPARE(tile("page.overview.tile.cost")->value(), QStringLiteral("$1.50"));
        QVERIFY(!bench.part<ui::charts::TimeSeriesChart>("page.overview.chart.throughput")->isEmpty());
        QCOMPARE(bench.part<QTableView>("page.overview.dependencies")->model()->rowCount(), 1);
    }

    void offersTheFirstRequestWhileThereIsNoTraffic() {
        PageBench bench;
        answerWell(bench.peer);
        bench.peer.on("GET /api/v1/admin/metrics/summary", 200, R"({"window_seconds":900,"requests":0,"rps":0})");
        bench.peer.on("GET /api/v1/admin/metrics/series", 200, series("[0,0,0]"));
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        auto* curl = bench.part("page.overview.curl");
        QVERIFY(curl->isVisible());
        QVERIFY(curl->findChild<QLineEdit*>()->text().startsWith(QStringLiteral("curl http://127.0.0.1:8000/v1/chat/completions")));
        QCOMPARE(bench.part<ui::pages::KpiTile>("page.overview.tile.errors")->status(), ui::style::Status::unknown);
        QSignalSpy goTo(bench.page.get(), &ui::pages::Page::goTo);
        QTest::mouseClick(bench.part<QPushButton>("emptyState.action"), Qt::LeftButton);
        QCOMPARE(goTo[0][0].toString(), QStringLiteral("keys"));
    }

    void namesTheSourceThatFailsAndKeepsTheRest_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("source");
        QTest::newRow("dependencies") << QByteArray("GET /api/v1/admin/dependencies") << "Dependencies";
        QTest::newRow("series") << QByteArray("GET /api/v1/admin/metrics/series") << "Charts";
        QTest::newRow("audit") << QByteArray("GET /api/v1/admin/changes") << "Recent changes";
    }

    void namesTheSourceThatFailsAndKeepsTheRest() {
        QFETCH(QByteArray, path);
        QFETCH(QString, source);
        PageBench bench;
        answerWell(bench.peer);
        bench.peer.on(path, 503, R"({"error":{"code":"X_AWAY","message":"The store is away."}})");
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(source), qPrintable(problem->text()));
        QVERIFY(problem->text().contains(QStringLiteral("The store is away.")));
        QCOMPARE(bench.part<ui::pages::KpiTile>("page.overview.tile.cost")->value(), QStringLiteral("$1.50"));
        // Retry heals it.
        if (source == QStringLiteral("Dependencies")) bench.peer.on(path, 200, kDependencies);
        if (source == QStringLiteral("Charts")) bench.peer.on(path, 200, series("[1,2,3]"));
        if (source == QStringLiteral("Recent changes")) bench.peer.on(path, 200, R"({"items":[]})");
        QTest::mouseClick(problem->findChild<QPushButton*>(QStringLiteral("page.retry")), Qt::LeftButton);
        QTRY_VERIFY(!problem->isVisible());
    }

    void survivesBodiesOfTheWrongShape_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("lists where objects belong") << QByteArray(R"({"items":7,"series":{},"latency_ms":[],"circuits":"x"})");
        QTest::newRow("null items") << QByteArray(R"({"items":[null,1,"x"],"series":[null],"requests":"many"})");
    }

    void survivesBodiesOfTheWrongShape() {
        QFETCH(QByteArray, body);
        PageBench bench;
        for (const char* path : {"metrics/summary", "metrics/series", "dependencies", "changes"}) {
            bench.peer.on(QByteArray("GET /api/v1/admin/") + path, 200, body);
        }
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        QCOMPARE(bench.part<ui::pages::KpiTile>("page.overview.tile.p95")->value(), QStringLiteral("—"));
    }

    void keepsTheLastDataWhenTheConnectionIsLost() {
        PageBench bench;
        answerWell(bench.peer);
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        bench.peer.die();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QVERIFY(bench.page->isStale());
        QCOMPARE(bench.part<ui::pages::KpiTile>("page.overview.tile.cost")->value(), QStringLiteral("$1.50"));
        QVERIFY(bench.part<QLabel>("page.subtitle")->text().contains(QStringLiteral("connection was lost")));
        QVERIFY(!bench.part("page.overview.dependencies")->isEnabled());
    }

    void asksForTheRangeThatIsChosen() {
        PageBench bench;
        answerWell(bench.peer);
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        bench.page->setRange(std::chrono::hours{1});
        QTRY_VERIFY(bench.peer.lastOf("GET /api/v1/admin/metrics/series").path.contains("window=3600&step=15"));
    }

    void stopsAskingWhileHiddenOrPaused() {
        PageBench bench;
        answerWell(bench.peer);
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        QCOMPARE(bench.client->events().topics().size(), 2);
        bench.page->hide();
        QVERIFY(bench.client->events().topics().isEmpty());
        bench.page->show();
        QCOMPARE(bench.client->events().topics().size(), 2);
        bench.page->setPaused(true);
        QVERIFY(bench.client->events().topics().isEmpty());
        QVERIFY(bench.part<QLabel>("page.subtitle")->text().contains(QStringLiteral("paused")));
    }

    void followsTheEventStream() {
        PageBench bench;
        answerWell(bench.peer);
        bench.openPage("overview");
        QTRY_VERIFY(bench.page->hasData());
        QTRY_VERIFY(bench.peer.streamCount() > 0);
        const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch() + 5);
        bench.peer.push("event: metrics\ndata: {\"time\":" + now + ",\"requests\":77,\"success\":70}\n\n");
        QTRY_COMPARE(bench.part<ui::pages::KpiTile>("page.overview.tile.requests")->value(), QStringLiteral("77.0"));
        bench.peer.push(R"(event: changes
data: {"items":[{"seq":9,"created_at":"2026-11-22T10:00:00.000Z","action":"key.create","target_name":"demo","outcome":"done"}]}

)");
        QTRY_COMPARE(bench.part<QTableView>("page.overview.changes")->model()->rowCount(), 1);
    }
};

QTEST_MAIN(OverviewPageTest)
#include "overview_page_test.moc"
