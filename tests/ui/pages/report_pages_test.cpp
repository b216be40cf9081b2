// The pages errors, latency and usage against a scripted peer: what they ask, show and open, and their states.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/charts/bar_chart.hpp"
#include "ui/charts/heat_map.hpp"
#include "ui/charts/share_bar.hpp"
#include "ui/pages/change_marks.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>

using namespace std::chrono_literals;
using ui::widgets::InlineMessage;

namespace {

const QByteArray kErrors = "GET /api/v1/admin/reports/errors";
const QByteArray kLatency = "GET /api/v1/admin/reports/latency";
const QByteArray kUsage = "GET /api/v1/admin/reports/usage";
const QByteArray kRequests = "GET /api/v1/admin/requests";
const QByteArray kSpan = R"("since":"2026-01-06T12:00:00Z","until":"2026-01-06T12:15:00Z",)";

QByteArray errors(const QByteArray& items, int count) {
    return "{" + kSpan + R"("step":60,"requests":100,"errors":)" + QByteArray::number(count) +
           R"(,"counted_since":null,"points":[[1767700860,3,1,0]],"items":[)" + items + "]}";
}

QByteArray errorGroup(const QByteArray& group, const QByteArray& label = "null") {
    return R"({"group":")" + group + R"(","label":)" + label +
           R"(,"count":3,"last_5m":2,"before_5m":1,"first_at":"2026-01-06T12:01:00Z","last_at":"2026-01-06T12:02:00Z","keys":1,)"
           R"("status_min":504,"status_max":504,"trace_id":"req-7"})";
}

QByteArray latency() {
    return "{" + kSpan + R"("step":60,"floors_ms":[0,1,2,2,2,3,3,4,4,5],"total":{"requests":40,"p50":3,"p95":4,"p99":4},
        "steps":[{"at":1767700860,"p50":3,"p95":4,"p99":4,"cells":[[6,40]]}],
        "items":[{"provider":"main","model":"gpt-4o","requests":40,"total_ms":4000,"p50":90,"p95":120,"p99":130,
                  "parts_ms":{"queue":100,"gateway":300,"dns":0,"connect":0,"tls":0,"wait":2800,"stream":800}},
                 {"provider":"spare","model":"gpt-4o","requests":3,"total_ms":30,"p50":9,"p95":12,"p99":13,
                  "parts_ms":{"gateway":3,"dns":0,"connect":0,"tls":0,"wait":20,"stream":7}}]})";
}

QByteArray usage() {
    return "{" + kSpan + R"("step":3600,"groups":2,"totals":{"calls":5,"cost_nanousd":1500000001,"unpriced_calls":1,"estimated_calls":2,
        "estimated_nanousd":500},"points":[[1767700800,"k1",1500000001,4],[1767700800,"k2",0,1]],
        "items":[{"group":"k1","label":"batch","calls":4,"cost_nanousd":1500000001,"estimated_calls":2,"estimated_nanousd":500},
                 {"group":"k2","label":"trial","calls":1,"cost_nanousd":0,"unpriced_calls":1}]})";
}

}  // namespace

class ReportPagesTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench, const char* name) { return bench.part<QTableView>(name); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    static void choose(const PageBench& bench, const char* name, const QVariant& data) {
        auto* box = bench.part<QComboBox>(name);
        const int at = box->findData(data);
        QVERIFY2(at >= 0, name);
        box->setCurrentIndex(at);
        Q_EMIT box->activated(at);
    }
    static bool asked(const PageBench& bench, const QByteArray& what) {
        const QByteArrayList& paths = bench.peer.paths();
        return std::any_of(paths.begin(), paths.end(), [&](const QByteArray& path) { return path.contains(what); });
    }
    /// The errors page with one code; a narrower question gets its provider.
    static void openErrors(PageBench& bench) {
        bench.peer.on(kErrors, [](const PeerRequest& request) {
            const bool provider = request.path.contains("group=provider");
            return PeerReply{200, errors(errorGroup(provider ? "main" : "UPSTREAM_TIMEOUT"), 3), false, false, false};
        });
        bench.openPage("errors");
        QTRY_COMPARE(table(bench, "page.errors.table")->model()->rowCount(), 1);
    }
    /// What the latency page reads beside the times.
    static void answerCauses(PageBench& bench) {
        bench.peer.on("GET /api/v1/admin/dependencies", 200, R"({"checked_at":"2026-01-06T12:00:00Z","items":[]})");
        bench.peer.on(kErrors, 200, errors({}, 0));
    }
    static void openLatency(PageBench& bench) {
        answerCauses(bench);
        bench.peer.on(kLatency, 200, latency());
        bench.peer.on(kRequests, 200, R"({"items":[{"trace_id":"req-slow","created_at":"2026-01-06T12:01:00Z","latency_ms":9000,"provider":"main","upstream_model":"gpt-4o","status":200,"attempts":1}],"next_cursor":null})");
        bench.openPage("latency");
        QTRY_COMPARE(table(bench, "page.latency.routes")->model()->rowCount(), 2);
        QTRY_COMPARE(table(bench, "page.latency.slow")->model()->rowCount(), 1);
    }
    static void openUsage(PageBench& bench) {
        bench.peer.on(kUsage, 200, usage());
        bench.openPage("usage");
        QTRY_COMPARE(table(bench, "page.usage.table")->model()->rowCount(), 2);
    }

private Q_SLOTS:
    void theChartsMarkWhatPeopleAndTheGatewayDid() {
        PageBench bench;
        openErrors(bench);
        QTRY_VERIFY(asked(bench, "/api/v1/admin/changes?"));
        PageBench other;
        openLatency(other);
        QTRY_VERIFY(asked(other, "/api/v1/admin/changes?"));
        const auto rows = QJsonDocument::fromJson(R"([
          {"seq":-1,"created_at":"2026-01-06T12:01:00Z","action":"circuit.tripped","target_name":"main:m","after":{"seconds":5,"reason":"UPSTREAM_TIMEOUT"}},
          {"seq":3,"created_at":"2026-01-06T12:02:00Z","action":"key.revoke","target_name":"billing","reason":"leak"},
          {"seq":2,"created_at":"2026-01-06T12:02:00Z","action":"auth.login","target_name":"li"}])").array();
        const auto marks = ui::pages::changeMarks(ui::models::changeRows(rows));
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks[0].text, QStringLiteral("Circuit opened by itself: main:m (UPSTREAM_TIMEOUT, rests for 5 s)"));
        QCOMPARE(marks[1].text, QStringLiteral("Key revoked: billing"));
    }

    void errorsSayWhatACodeMeansAndWhatToDo() {
        PageBench bench;
        openErrors(bench);
        QVERIFY(bench.page->hasData());
        QCOMPARE(bench.part<QLabel>("page.errors.details.meaning")->text(), QStringLiteral("The provider did not answer in time."));
        QVERIFY(bench.part<QLabel>("page.errors.details.advice")->text().contains(QStringLiteral("latency")));
        QVERIFY(bench.part<QLabel>("page.subtitle")->text().contains(QStringLiteral("3 of 100")));
        QVERIFY(!bench.part<ui::charts::BarChart>("page.errors.chart")->isEmpty());
        QTRY_VERIFY(bench.part<QPushButton>("page.errors.details.part"));
        QVERIFY(asked(bench, "error_code=UPSTREAM_TIMEOUT"));
    }

    void errorsOpenTheLiveTraffic() {
        PageBench bench;
        openErrors(bench);
        QSignalSpy goes(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.errors.traffic");
        QCOMPARE(goes.last().at(0).toString(), QStringLiteral("traffic"));
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("filter:error=UPSTREAM_TIMEOUT"));
        press(bench, "page.errors.newest");
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("req-7"));
        QTest::keyClick(table(bench, "page.errors.table"), Qt::Key_Return);
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("filter:error=UPSTREAM_TIMEOUT"));
        QTRY_VERIFY(bench.part<QPushButton>("page.errors.details.part"));
        press(bench, "page.errors.details.part");
        QVERIFY(goes.last().at(1).toString().contains(QStringLiteral("provider=main")));
    }

    void errorsAreGroupedByWhatIsChosen() {
        PageBench bench;
        openErrors(bench);
        choose(bench, "page.errors.group", QStringLiteral("provider"));
        QTRY_COMPARE(table(bench, "page.errors.table")->model()->index(0, 0).data().toString(), QStringLiteral("main"));
        bench.page->open(QStringLiteral("code"));
        QTRY_COMPARE(table(bench, "page.errors.table")->model()->index(0, 0).data().toString(), QStringLiteral("UPSTREAM_TIMEOUT"));
    }

    void aBarShowsItsTimeAlone() {
        PageBench bench;
        openErrors(bench);
        auto* chart = bench.part<ui::charts::BarChart>("page.errors.chart");
        chart->setFocus();
        QTest::keyClick(chart, Qt::Key_Left);
        QTest::keyClick(chart, Qt::Key_Return);
        QTRY_VERIFY(asked(bench, "since=2026-01-06T12:01:00Z&until=2026-01-06T12:02:00Z"));
        QVERIFY(bench.part("page.errors.span")->isVisible());
        press(bench, "page.errors.span");
        QVERIFY(!bench.part("page.errors.span")->isVisible());
    }

    void noErrorsAreGoodNews() {
        PageBench bench;
        bench.peer.on(kErrors, 200, errors({}, 0));
        bench.openPage("errors");
        QTRY_VERIFY(bench.page->hasData());
        QVERIFY(bench.part("page.errors.empty")->isVisible());
        QVERIFY(!bench.part("page.errors.traffic")->isEnabled() && !bench.part("page.errors.traffic")->toolTip().isEmpty());
    }

    void latencyShowsWhereTheTimeGoes() {
        PageBench bench;
        openLatency(bench);
        const QStringList parts = bench.part<ui::charts::ShareBar>("page.latency.parts")->readOut();
        QCOMPARE(parts.size(), 7);
        QVERIFY2(parts[0].startsWith(QStringLiteral("Queue")) && parts[5].contains(QStringLiteral("70 %")), qPrintable(parts.join(u'|')));
        const QStringList whose = bench.part<ui::charts::ShareBar>("page.latency.parts")->groupTexts();
        QCOMPARE(whose.size(), 2);  // no client waited to send its body
        QVERIFY2(whose[0].startsWith(QStringLiteral("Gateway")) && whose[0].contains(QStringLiteral("10 %")), qPrintable(whose.join(u'|')));
        QVERIFY(!bench.part<ui::charts::HeatMap>("page.latency.heat")->isEmpty());
        QVERIFY(asked(bench, "min_latency_ms=5000"));
    }

    void aCellNarrowsTheSlowRequests() {
        PageBench bench;
        openLatency(bench);
        auto* heat = bench.part<ui::charts::HeatMap>("page.latency.heat");
        heat->setFocus();
        QTest::keyClick(heat, Qt::Key_Left);
        QTest::keyClick(heat, Qt::Key_Return);
        QTRY_VERIFY(asked(bench, "since=2026-01-06T12:01:00Z&until=2026-01-06T12:02:00Z&min_latency_ms=3&max_latency_ms=4"));
        QVERIFY(bench.part("page.latency.cell")->isVisible());
        press(bench, "page.latency.cell");
        QVERIFY(!bench.part("page.latency.cell")->isVisible());
    }

    void aRouteIsShownAlone() {
        PageBench bench;
        openLatency(bench);
        choose(bench, "page.latency.route", QStringLiteral("spare/gpt-4o"));
        QTRY_VERIFY(asked(bench, "provider=spare&model=gpt-4o"));
        QSignalSpy goes(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.latency.traffic");
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("filter:latency>=5000 and provider=spare and model=gpt-4o"));
    }

    void aSlowRequestOpensItsTrace() {
        PageBench bench;
        openLatency(bench);
        QVERIFY(!bench.part("page.latency.trace")->isEnabled());
        table(bench, "page.latency.slow")->selectRow(0);
        QSignalSpy goes(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.latency.trace");
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("req-slow"));
    }

    void usageIsExactAndSaysWhatIsMissing() {
        PageBench bench;
        openUsage(bench);
        // Read at a glance; exact on asking, and in the file.
        QCOMPARE(bench.part("page.usage.tile.cost")->findChild<QLabel*>(QStringLiteral("value"))->text(), QStringLiteral("$1.50"));
        QVERIFY(bench.part("page.usage.tile.cost")->toolTip().contains(QStringLiteral("$1.500000001")));
        QVERIFY(bench.part("page.usage.tile.cost")->findChild<QLabel*>(QStringLiteral("caption"))->text().contains(QStringLiteral("1 unpriced")));
        QCOMPARE(bench.part("page.usage.tile.estimated")->findChild<QLabel*>(QStringLiteral("value"))->text(), QStringLiteral("2"));
        QVERIFY(asked(bench, "utc_offset_minutes="));
        const QByteArray zone = QTimeZone::systemTimeZoneId();
        if (zone.contains('/')) QVERIFY(asked(bench, "time_zone=" + QUrl::toPercentEncoding(QString::fromLatin1(zone))));
    }

    void aLongerSpanIsReadLessOften() {
        PageBench bench;
        openUsage(bench);
        bench.page->setRange(15min);
        QTRY_COMPARE(bench.page->readsEvery(), std::chrono::milliseconds(5s));
        bench.page->setRange(12h);
        QTRY_COMPARE(bench.page->readsEvery(), std::chrono::milliseconds(15s));
        bench.page->setRange(30 * 24h);
        QTRY_COMPARE(bench.page->readsEvery(), std::chrono::milliseconds(60s));
        bench.page->setPace(2);
        QCOMPARE(bench.page->readsEvery(), std::chrono::milliseconds(120s));
    }

    void usageOpensTheKeyAndItsRequests() {
        PageBench bench;
        openUsage(bench);
        QSignalSpy goes(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.usage.object");
        QCOMPARE(goes.last().at(0).toString(), QStringLiteral("keys"));
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("k1"));
        press(bench, "page.usage.traffic");
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("filter:key=batch"));
    }

    /// The gateway's own calls stand under no key that could be opened, but they can be looked at.
    void healthProbesHaveRequestsButNoKey() {
        PageBench bench;
        bench.peer.on(kUsage, 200, "{" + kSpan + R"("step":3600,"groups":1,"totals":{"calls":2,"cost_nanousd":70},"points":[[1767700800,"probe",70,2]],
            "items":[{"group":"probe","label":"health probes","calls":2,"cost_nanousd":70}]})");
        bench.openPage("usage");
        QTRY_COMPARE(table(bench, "page.usage.table")->model()->rowCount(), 1);
        QVERIFY(table(bench, "page.usage.table")->model()->index(0, 0).data().toString().contains(QStringLiteral("health probes")));
        table(bench, "page.usage.table")->selectRow(0);
        QTRY_VERIFY(bench.part("page.usage.traffic")->isEnabled());
        QVERIFY(!bench.part("page.usage.object")->isEnabled());
        QVERIFY(bench.part("page.usage.object")->toolTip().contains(QStringLiteral("nobody's key")));
        QSignalSpy goes(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.usage.traffic");
        QCOMPARE(goes.last().at(1).toString(), QStringLiteral("filter:key=probe"));
    }

    void aDayHasNoPageOfItsOwn() {
        PageBench bench;
        openUsage(bench);
        choose(bench, "page.usage.group", QStringLiteral("day"));
        QTRY_VERIFY(asked(bench, "group=day"));
        QTRY_VERIFY(!bench.part("page.usage.object")->isEnabled());
    }

    void aFailedReadIsNamedAndTriedAgain_data() {
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("errors") << QByteArray("errors");
        QTest::newRow("latency") << QByteArray("latency");
        QTest::newRow("usage") << QByteArray("usage");
    }
    void aFailedReadIsNamedAndTriedAgain() {
        QFETCH(QByteArray, page);
        PageBench bench;
        bench.peer.on(kRequests, 200, R"({"items":[],"next_cursor":null})");
        answerCauses(bench);
        bench.peer.on("GET /api/v1/admin/reports/" + page, 403, R"({"error":{"code":"FORBIDDEN","message":"No."}})");
        bench.openPage(page.constData());
        QTRY_VERIFY(bench.part<InlineMessage>("page.problem")->isVisible());
        bench.peer.on("GET /api/v1/admin/reports/" + page, 200, page == "errors" ? errors({}, 0) : page == "latency" ? latency() : usage());
        press(bench, "page.retry");
        QTRY_VERIFY(bench.page->hasData());
        QTRY_VERIFY(!bench.part<InlineMessage>("page.problem")->isVisible());
    }
};

QTEST_MAIN(ReportPagesTest)
#include "report_pages_test.moc"
