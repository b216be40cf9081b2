// The live traffic page against a scripted peer: history and events, filters, standing still, traces, export, outages.
#include "tests/ui/pages/keyboard_walk.hpp"
#include "tests/ui/pages/traffic_bench.hpp"

#include "ui/models/traffic_ring.hpp"
#include "ui/pages/trace_waterfall.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTabBar>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace std::chrono_literals;
using ui::models::TrafficRing;
using ui::models::TrafficRow;
using ui::widgets::InlineMessage;

namespace {

const QByteArray kDetail =
    R"({"trace_id":"req-3","status":502,"error_code":"UPSTREAM_TIMEOUT","latency_ms":8210,"upstream_ms":8200,"attempts":2,"key_id":"k1","key_name":"billing",)"
    R"("key_prefix":"gw-ab12","preset_id":"p1","provider":"azure","upstream_model":"gpt-4o","model":"default","route":"/v1/chat/completions","tokens_in":0,)"
    R"("tokens_out":0,"attempt_list":[{"attempt":1,"provider":"openai","upstream_model":"gpt-4o","status":0,"error_code":"UPSTREAM_TIMEOUT",)"
    R"("detail":"no answer in 4 s","dns_ms":2,"connect_ms":14,"tls_ms":21,"first_byte_ms":null,"total_ms":4001},{"attempt":2,"provider":"azure",)"
    R"("upstream_model":"gpt-4o","status":502,"first_byte_ms":4100,"total_ms":4190}],"ledger":[]})";

}  // namespace

class TrafficPageTest : public QObject {
    Q_OBJECT

    static QString first(const PageBench& bench) { return table(bench)->model()->index(0, 1).data().toString(); }
    static QString last(const PageBench& bench) {
        return table(bench)->model()->index(table(bench)->model()->rowCount() - 1, 1).data().toString();
    }
    /// A completer's list is a window of its own.
    static QAbstractItemView* proposals() {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (top->objectName() == QStringLiteral("page.traffic.expression.words")) return qobject_cast<QAbstractItemView*>(top);
        }
        return nullptr;
    }
    static void clickRow(const PageBench& bench, int row) {
        QTableView* view = table(bench);
        view->scrollTo(view->model()->index(row, 1));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(row, 1)).center());
    }
    static QAction* menuAction(const PageBench& bench, int row, int column, const char* name) {
        QTableView* view = table(bench);
        const QPoint at = view->visualRect(view->model()->index(row, column)).center();
        Q_EMIT view->customContextMenuRequested(at);
        return bench.part<QAction>(name);
    }

private Q_SLOTS:
    void anotherPageShowsItsRequestsAlsoOlderOnes() {
        PageBench bench;
        bench.peer.on(kRequests, [](const PeerRequest& request) {
            return PeerReply{200, request.path.contains("cursor=") ? page(40, 1) : page(80, 41, "\"n\""), false, false, false};
        });
        bench.openPage("traffic");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 40);
        bench.page->open(QStringLiteral("filter:(status>=400 or error!=\"\") and provider=openai"));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 8);
        QVERIFY(expression(bench)->text().startsWith(QStringLiteral("(status>=400")));
    }

    void showsTheLogOldestFirstAndFollowsEvents() {
        PageBench bench;
        openWith(bench, 60);
        QCOMPARE(first(bench), QStringLiteral("req-1"));
        QVERIFY(bench.page->hasData());
        bench.peer.push(arrived({request(61), request(62, 429)}));
        QTRY_COMPARE(last(bench), QStringLiteral("req-62"));
        const QScrollBar* bar = table(bench)->verticalScrollBar();
        QTRY_COMPARE(bar->value(), bar->maximum());
        QVERIFY(bar->maximum() > 0);
        // The same request from the log again is no second row.
        bench.page->refresh();
        QTRY_VERIFY(bench.peer.count(kRequests) >= 2);
        QCOMPARE(table(bench)->model()->rowCount(), 62);
    }

    void waitsForTheFirstRequestWithACommand() {
        PageBench bench;
        bench.peer.on(kRequests, 200, R"({"items":[],"next_cursor":null})");
        bench.openPage("traffic");
        QTRY_VERIFY(bench.page->hasData());
        QTRY_VERIFY(bench.part("page.traffic.empty")->isVisible());
        auto* curl = bench.part<ui::widgets::CommandLine>("page.traffic.curl");
        QVERIFY(curl->text().contains(QStringLiteral("http://127.0.0.1:8000/v1/chat/completions")));
        QVERIFY(!bench.part("page.traffic.export")->isEnabled());
        QTRY_COMPARE(bench.peer.streamCount(), 1);
        bench.peer.push(arrived({request(1)}));
        QTRY_VERIFY(table(bench)->isVisible());
    }

    void standsStillWhileTheReaderLooksBack() {
        PageBench bench;
        openWith(bench, 100);
        QTableView* view = table(bench);
        auto* pill = bench.part<QPushButton>("page.traffic.resume");
        QVERIFY(!pill->isVisible());
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() - 20);
        QTRY_VERIFY(pill->isVisible());
        const QString top = view->model()->index(view->rowAt(0), 1).data().toString();
        bench.peer.push(arrived({request(101), request(102)}));
        QTRY_COMPARE(view->model()->rowCount(), 102);
        QCOMPARE(view->model()->index(view->rowAt(0), 1).data().toString(), top);
        QVERIFY2(pill->text().contains(QStringLiteral("2 new")), qPrintable(pill->text()));
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(!pill->isVisible());
        QCOMPARE(view->verticalScrollBar()->value(), view->verticalScrollBar()->maximum());
    }

    void followsAgainWithTheEndKey() {
        PageBench bench;
        openWith(bench, 100);
        table(bench)->verticalScrollBar()->setValue(10);
        QTRY_VERIFY(bench.part("page.traffic.resume")->isVisible());
        table(bench)->setFocus();
        QTest::keyClick(table(bench), Qt::Key_End);
        QVERIFY(!bench.part("page.traffic.resume")->isVisible());
    }

    void pausedItCountsAndAsksTheShellToResume() {
        PageBench bench;
        openWith(bench, 100);
        connect(bench.page.get(), &ui::pages::Page::resumeWanted, bench.page.get(), [&bench] { bench.page->setPaused(false); });
        bench.page->setPaused(true);
        auto* pill = bench.part<QPushButton>("page.traffic.resume");
        QTRY_VERIFY(pill->isVisible());
        QCOMPARE(bench.client->events().topics(), QStringList{QStringLiteral("requests")});
        bench.peer.push(arrived({request(101)}));
        QTRY_VERIFY(pill->text().contains(QStringLiteral("1 new")));
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(!bench.page->isPaused());
        QVERIFY(!pill->isVisible());
    }

    void insertsAMarkerWithM() {
        PageBench bench;
        openWith(bench, 3);
        table(bench)->setFocus();
        QTest::keyClick(table(bench), Qt::Key_M);
        QCOMPARE(table(bench)->model()->rowCount(), 4);
        QVERIFY(table(bench)->model()->index(3, 0).data().toString().startsWith(QStringLiteral("Marker ")));
        expression(bench)->setFocus();
        QTest::keyClicks(expression(bench), QStringLiteral("m"));
        QCOMPARE(expression(bench)->text(), QStringLiteral("m"));
        QCOMPARE(table(bench)->model()->rowCount(), 4);
    }

    void filtersByChips() {
        PageBench bench;
        openWith(bench, 30);
        press(bench, "page.traffic.chip.5xx");
        QCOMPARE(table(bench)->model()->rowCount(), 3);
        QVERIFY(bench.part<QLabel>("page.subtitle")->text().startsWith(QStringLiteral("3 of 30")));
        press(bench, "page.traffic.chip.2xx");
        QCOMPARE(table(bench)->model()->rowCount(), 30);
        press(bench, "page.traffic.clear");
        press(bench, "page.traffic.chip.slow");
        QCOMPARE(table(bench)->model()->rowCount(), 0);
    }

    void filtersByExpressionAndNamesAFault() {
        PageBench bench;
        openWith(bench, 30);
        QTest::keyClicks(expression(bench), QStringLiteral("status>=500 and provider=openai"));
        QTest::keyClick(expression(bench), Qt::Key_Return);
        QCOMPARE(table(bench)->model()->rowCount(), 3);
        auto* problem = bench.part<QLabel>("page.traffic.expression.problem");
        QVERIFY(!problem->isVisible());
        expression(bench)->selectAll();
        QTest::keyClicks(expression(bench), QStringLiteral("status>=500 and stat=1"));
        QTest::keyClick(expression(bench), Qt::Key_Return);
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().startsWith(QStringLiteral("Position 17: ")), qPrintable(problem->text()));
        QVERIFY(expression(bench)->property("invalid").toBool());
        QCOMPARE(expression(bench)->text(), QStringLiteral("status>=500 and stat=1"));
        QCOMPARE(table(bench)->model()->rowCount(), 3);  // the last filter that could be read stays
    }

    void proposesFieldsAndValues() {
        PageBench bench;
        openWith(bench, 5);
        bench.page->activateWindow();
        expression(bench)->setFocus();
        QTest::keyClicks(expression(bench), QStringLiteral("prov"));
        QAbstractItemView* words = proposals();
        QVERIFY(words);
        QTRY_VERIFY(words->isVisible());
        QCOMPARE(words->model()->index(0, 0).data().toString(), QStringLiteral("provider"));
        QTest::keyClick(words, Qt::Key_Down);
        QTest::keyClick(words, Qt::Key_Return);
        QCOMPARE(expression(bench)->text(), QStringLiteral("provider"));
        QTest::keyClicks(expression(bench), QStringLiteral("=o"));
        QTRY_VERIFY(words->isVisible());
        QCOMPARE(words->model()->index(0, 0).data().toString(), QStringLiteral("openai"));
    }

    void filtersByACell() {
        PageBench bench;
        openWith(bench, 30);
        const int status = 2;
        table(bench)->verticalScrollBar()->setValue(0);
        menuAction(bench, 9, status, "page.traffic.menu.filter")->trigger();
        QCOMPARE(expression(bench)->text(), QStringLiteral("status=502"));
        QCOMPARE(table(bench)->model()->rowCount(), 3);
        bench.part<QMenu>("page.traffic.menu")->close();
        QTRY_VERIFY(!bench.part<QMenu>("page.traffic.menu"));
        press(bench, "page.traffic.clear");
        QCOMPARE(table(bench)->model()->rowCount(), 30);
        table(bench)->verticalScrollBar()->setValue(0);
        menuAction(bench, 9, status, "page.traffic.menu.exclude")->trigger();
        QCOMPARE(table(bench)->model()->rowCount(), 27);
        bench.part<QMenu>("page.traffic.menu")->close();
        QTRY_VERIFY(!bench.part<QMenu>("page.traffic.menu"));
        menuAction(bench, 0, 1, "page.traffic.menu.copy")->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("req-1"));
    }

    void showsTheStoryOfARequest() {
        PageBench bench;
        bench.peer.on("GET /api/v1/admin/requests/req-3", 200, kDetail);
        bench.peer.on("GET /api/v1/admin/presets", 200, R"({"items":[{"id":"p1","name":"default"}],"next_cursor":null})");
        openWith(bench, 5);
        clickRow(bench, 2);
        auto* waterfall = bench.part<ui::pages::TraceWaterfall>("page.traffic.waterfall");
        QTRY_VERIFY2(waterfall->words().contains(QStringLiteral("azure gpt-4o")), qPrintable(waterfall->words()));
        QVERIFY(waterfall->words().contains(QStringLiteral("DNS 2.0 ms · Connect 14 ms · TLS 21 ms")));
        QVERIFY(waterfall->words().contains(QStringLiteral("no byte for 3.96 s")));
        QVERIFY(waterfall->words().contains(QStringLiteral("First byte 4.10 s · Rest 90 ms")));
        QVERIFY(bench.part<QLabel>("page.traffic.fact.detail")->text().contains(QStringLiteral("no answer in 4 s")));
        QVERIFY(bench.part<QLabel>("page.traffic.fact.error")->text().startsWith(QStringLiteral("UPSTREAM_TIMEOUT")));
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.fact.preset")->text(), QStringLiteral("default"));
        press(bench, "page.traffic.trace.copy");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("req-3"));
        press(bench, "page.traffic.trace.grep");
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("grep \"trace_id=req-3\" app.log"));
        QSignalSpy went(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.traffic.trace.key");
        QCOMPARE(went.first().at(1).toString(), QStringLiteral("k1"));
    }

    void aRequestWithoutAttemptsSaysWhyAtOnce() {
        PageBench bench;
        bench.peer.on("GET /api/v1/admin/requests/req-2", 200,
                      R"({"trace_id":"req-2","status":429,"error_code":"RATE_LIMIT","latency_ms":0,"attempts":0,"attempt_list":[],"ledger":[]})");
        bench.peer.on("GET /api/v1/admin/requests/req-3", 200, kDetail);
        openWith(bench, 5);
        auto* tabs = bench.part<QTabWidget>("page.traffic.trace.tabs");
        clickRow(bench, 1);
        QTRY_COMPARE(tabs->currentIndex(), 1);
        QVERIFY(bench.part<QLabel>("page.traffic.why.advice")->text().contains(QStringLiteral("Raise its limit")));
        // The next one has attempts: they are shown, as the person had it.
        clickRow(bench, 2);
        QTRY_COMPARE(tabs->currentIndex(), 0);
        // Who looks at reasons keeps looking at reasons.
        QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {}, tabs->tabBar()->tabRect(1).center());
        clickRow(bench, 1);
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-2"));
        clickRow(bench, 2);
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-3"));
        QCOMPARE(tabs->currentIndex(), 1);
    }

    void saysWhenATraceCannotBeRead() {
        PageBench bench;
        bench.peer.on("GET /api/v1/admin/requests/req-2", 500, R"({"error":{"code":"X_BROKEN","message":"The log is broken."}})");
        openWith(bench, 5);
        clickRow(bench, 1);
        QTRY_VERIFY(bench.part<QLabel>("page.traffic.trace.note")->text().contains(QStringLiteral("The log is broken.")));
    }

    void findsTracesInTheListAndBeyond() {
        PageBench bench;
        bench.peer.on("GET /api/v1/admin/requests/req-3", 200, kDetail);
        bench.peer.on("GET /api/v1/admin/requests/req-7", 200, QByteArray(kDetail).replace("req-3", "req-7"));
        bench.peer.on("GET /api/v1/admin/requests/req-999", 200, QByteArray(kDetail).replace("req-3", "req-999"));
        openWith(bench, 30);
        auto* box = bench.part<QLineEdit>("page.traffic.trace");
        QTest::keyClicks(box, QStringLiteral("req-2"));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 11);  // 2, 20 … 29
        box->clear();
        QTest::keyClicks(box, QStringLiteral("req-3"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-30"));
        box->clear();
        QTest::keyClicks(box, QStringLiteral("req-999"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-999"));
        // The client's own id, which only the gateway's filter knows.
        bench.peer.on(kRequests, 200, R"({"items":[{"trace_id":"req-7","client_request_id":"order-7","status":200}],"next_cursor":null})");
        bench.page->open(QStringLiteral("order-7"));
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-7"));
        QVERIFY(!bench.part<InlineMessage>("page.notice")->isVisible());
        bench.page->open(QStringLiteral("req-nowhere"));
        QTRY_VERIFY(bench.part<InlineMessage>("page.notice")->isVisible());
    }

    void opensTheNewestRequestByTheNameOfAView() {
        PageBench bench;
        bench.peer.on(kRequests, 200, page(0, 1));
        bench.openPage("traffic");
        bench.page->open(QStringLiteral("why"));
        QTRY_COMPARE(bench.peer.streamCount(), 1);
        QCOMPARE(bench.part<QTabWidget>("page.traffic.trace.tabs")->currentIndex(), 1);
        // There was none yet: the first to come is it.
        bench.peer.push(arrived({request(7)}));
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-7"));
        bench.peer.push(arrived({request(8)}));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QCOMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-7"));
        bench.page->open(QStringLiteral("attempts"));
        QTRY_COMPARE(bench.part<QLabel>("page.traffic.trace.id")->text(), QStringLiteral("req-8"));
        QCOMPARE(bench.part<QTabWidget>("page.traffic.trace.tabs")->currentIndex(), 0);
    }

    void theKeyboardReachesEverything() {
        PageBench bench;
        openWith(bench, 20);
        clickRow(bench, 3);
        const QStringList missed = unreachedByTab(*bench.page);
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u' ')));
    }

    void loadsOlderPagesWithoutMovingTheView() {
        PageBench bench;
        bench.peer.on(kRequests, [](const PeerRequest& asked) {
            const bool older = asked.path.contains("cursor=n%2B1");
            return PeerReply{200, older ? page(100, 1) : page(200, 101, "\"n+1\""), false, false, false};
        });
        bench.openPage("traffic");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 100);
        QTableView* view = table(bench);
        view->verticalScrollBar()->setValue(40);
        const QString top = view->model()->index(view->rowAt(0), 1).data().toString();
        press(bench, "page.traffic.older");
        QTRY_COMPARE(view->model()->rowCount(), 200);
        QCOMPARE(first(bench), QStringLiteral("req-1"));
        QCOMPARE(view->model()->index(view->rowAt(0), 1).data().toString(), top);
        QTRY_VERIFY(!bench.part("page.traffic.older")->isEnabled());
        QVERIFY(!bench.part("page.traffic.older")->toolTip().isEmpty());
    }

    void hiddenItListensToNothing() {
        PageBench bench;
        openWith(bench, 5);
        const int asked = bench.peer.count(kRequests);
        bench.page->hide();
        QVERIFY(bench.client->events().topics().isEmpty());
        QTRY_COMPARE(bench.peer.streamCount(), 0);
        QCOMPARE(bench.peer.count(kRequests), asked);
        bench.peer.on(kRequests, 200, page(9, 1));
        bench.page->show();
        QTRY_COMPARE(table(bench)->model()->rowCount(), 9);
    }

    void marksTheGapAfterAnOutage() {
        PageBench bench;
        openWith(bench, 5);
        bench.peer.on("GET /api/v1/engine", [](const PeerRequest&) { return PeerReply{200, {}, true, false, false}; });
        const quint16 port = bench.peer.serverPort();
        bench.peer.die();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QCOMPARE(table(bench)->model()->rowCount(), 5);
        QVERIFY(table(bench)->isEnabled());
        QVERIFY(!bench.part("page.traffic.older")->isEnabled());
        answerAsReadyEngine(bench.peer);
        bench.peer.on(kRequests, 200, page(8, 1));
        QVERIFY(bench.peer.listen(QHostAddress::LocalHost, port));
        QTRY_COMPARE_WITH_TIMEOUT(table(bench)->model()->rowCount(), 9, 20000);
        QVERIFY(table(bench)->model()->index(5, 0).data().toString().contains(QStringLiteral("requests may be missing")));
        QCOMPARE(last(bench), QStringLiteral("req-8"));
    }

    void keepsTheListWhenTheLogCannotBeRead() {
        PageBench bench;
        openWith(bench, 5);
        bench.peer.on(kRequests, 500, R"({"error":{"code":"X_BROKEN","message":"The log is broken."}})");
        bench.page->refresh();
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("The log is broken.")));
        bench.peer.push(arrived({request(6)}));
        QTRY_COMPARE(table(bench)->model()->rowCount(), 6);
    }

    void saysWhenTheRoleMayNotSeeRequests() {
        PageBench bench("viewer");
        bench.peer.on(kRequests, 403, R"({"error":{"code":"FORBIDDEN","message":"Not you."}})");
        bench.openPage("traffic");
        QTRY_VERIFY(bench.part("page.traffic.empty")->isVisible());
        QTRY_VERIFY(bench.part("page.traffic.empty")->accessibleName().contains(QStringLiteral("may not see")));
        QVERIFY(!bench.part("page.traffic.curl")->isVisible());
    }

    void exportsWhatTheFilterShows() {
        PageBench bench;
        QTemporaryDir folder;
        openWith(bench, 30);
        press(bench, "page.traffic.chip.5xx");
        bench.part<QAction>("page.traffic.export.csv")->trigger();
        QTRY_VERIFY(bench.part<QFileDialog>("dialog.export"));
        const QString file = folder.filePath(QStringLiteral("out.csv"));
        auto* dialog = bench.part<QFileDialog>("dialog.export");
        dialog->selectFile(file);
        QMetaObject::invokeMethod(dialog, "accept");
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY2(notice->text().contains(QStringLiteral("written to")), qPrintable(notice->text()));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll().count("\r\n"), 4);
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        QVERIFY(!QFileInfo::exists(file + QStringLiteral(".part")));
    }
};

QTEST_MAIN(TrafficPageTest)
#include "traffic_page_test.moc"
