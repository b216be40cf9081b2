// The whole log as a file, as a person asks for it: by the menu, the dialog, the task drawer.
#include "tests/ui/pages/traffic_bench.hpp"

#include "ui/shell/task_drawer.hpp"
#include "ui/shell/task_log.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QTemporaryDir>

using ui::widgets::InlineMessage;

namespace {

const QByteArray kLog = "GET /api/v1/admin/requests/export";

}  // namespace

class TrafficLogExportTest : public QObject {
    Q_OBJECT

    /// Opens the export menu by its button and clicks the line in it.
    static void pickInExportMenu(const PageBench& bench, const char* name) {
        press(bench, "page.traffic.export");
        auto* menu = bench.part<QMenu>("page.traffic.export.menu");
        QTRY_VERIFY(menu->isVisible());
        auto* action = bench.part<QAction>(name);
        QVERIFY(action->isEnabled());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QTRY_VERIFY(bench.part("dialog.logExport"));
    }
    static void chooseLogFile(const PageBench& bench, const QString& file) {
        QTest::mouseClick(bench.part<QPushButton>("dialog.logExport.verb"), Qt::LeftButton);
        QTRY_VERIFY(bench.part<QFileDialog>("dialog.logExportFile"));
        auto* dialog = bench.part<QFileDialog>("dialog.logExportFile");
        dialog->selectFile(file);
        QMetaObject::invokeMethod(dialog, "accept");
    }

private Q_SLOTS:
    void exportsTheWholeLogThatMatches() {
        PageBench bench;
        ui::shell::TaskLog tasks;
        bench.context->tasks = &tasks;
        QTemporaryDir folder;
        openWith(bench, 30);
        bench.peer.on(kLog, [](const PeerRequest&) { return PeerReply{200, "id,trace_id\r\n9,req-9\r\n", false, false, true, "text/csv", true}; });
        QTest::keyClicks(expression(bench), QStringLiteral("provider=OPENAI and model~4o"));
        QTest::keyClick(expression(bench), Qt::Key_Return);
        press(bench, "page.traffic.chip.5xx");
        pickInExportMenu(bench, "page.traffic.export.logCsv");
        auto* left = bench.part<QLabel>("dialog.logExport.left");
        QVERIFY(left && left->isVisible());
        QVERIFY2(left->text().endsWith(QStringLiteral(":\nmodel~4o")), qPrintable(left->text()));
        const QString file = folder.filePath(QStringLiteral("log.csv"));
        chooseLogFile(bench, file);
        QTRY_COMPARE(bench.peer.count(kLog), 1);
        QCOMPARE(bench.peer.lastOf(kLog).path, QByteArray("/api/v1/admin/requests/export?format=csv&provider=openai&status=5xx"));
        QTRY_VERIFY(QFileInfo::exists(file + QStringLiteral(".part")));
        QVERIFY(!QFileInfo::exists(file));
        QVERIFY(!bench.part("page.traffic.export")->isEnabled());
        QCOMPARE(tasks.running(), 1);
        QCOMPARE(tasks.model().rows().front().target, QStringLiteral("log.csv"));
        bench.peer.pushTo("/requests/export", HttpPeer::chunk("8,req-8\r\n"));
        QTRY_VERIFY2(tasks.model().rows().front().progress.startsWith(QStringLiteral("2 request")), qPrintable(tasks.model().rows().front().progress));
        bench.peer.pushTo("/requests/export", HttpPeer::chunk(HttpPeer::kRequestId) + "0\r\n\r\n");
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY2(notice->text().contains(QStringLiteral("written to ") + file), qPrintable(notice->text()));
        QCOMPARE(tasks.model().rows().front().state, ui::shell::TaskRow::State::done);
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("id,trace_id\r\n9,req-9\r\n8,req-8\r\n"));
        QVERIFY(bench.part("page.traffic.export")->isEnabled());
    }

    void cancelsALogExportInTheTasks() {
        PageBench bench;
        ui::shell::TaskLog tasks;
        ui::shell::TaskDrawer drawer(tasks);
        drawer.show();
        bench.context->tasks = &tasks;
        QTemporaryDir folder;
        openWith(bench, 3);
        bench.peer.on(kLog, [](const PeerRequest&) { return PeerReply{200, "{}\n", false, false, true, "application/x-ndjson", true}; });
        pickInExportMenu(bench, "page.traffic.export.logJsonl");
        QVERIFY(!bench.part<QLabel>("dialog.logExport.left"));
        chooseLogFile(bench, folder.filePath(QStringLiteral("log.jsonl")));
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
        auto* list = drawer.findChild<QTableView*>(QStringLiteral("tasks.table"));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
        QTest::mouseClick(drawer.findChild<QPushButton*>(QStringLiteral("tasks.cancel")), Qt::LeftButton);
        QTRY_COMPARE(tasks.model().rows().front().state, ui::shell::TaskRow::State::cancelled);
        QVERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("cancelled")));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
        // The window is closed in the middle.
        pickInExportMenu(bench, "page.traffic.export.logJsonl");
        chooseLogFile(bench, folder.filePath(QStringLiteral("log.jsonl")));
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
        bench.page.reset();
        QTRY_COMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
        QCOMPARE(tasks.model().rows().front().state, ui::shell::TaskRow::State::cancelled);
    }

    void saysWhenTheLogBreaksOffAndExportsAgain() {
        PageBench bench;
        QTemporaryDir folder;
        openWith(bench, 3);
        bench.peer.on(kLog, [](const PeerRequest&) { return PeerReply{200, "id\r\n1\r\n", false, true, false, "text/csv", true}; });
        pickInExportMenu(bench, "page.traffic.export.logCsv");
        chooseLogFile(bench, folder.filePath(QStringLiteral("log.csv")));
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY2(notice->text().contains(QStringLiteral("broke off")), qPrintable(notice->text()));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
        bench.peer.on(kLog, [](const PeerRequest&) { return PeerReply{200, "id\r\n1\r\n", false, false, false, "text/csv", true}; });
        QTest::mouseClick(bench.part<QPushButton>("page.traffic.export.again"), Qt::LeftButton);
        QTRY_VERIFY2(notice->text().startsWith(QStringLiteral("1 request")), qPrintable(notice->text()));
        QVERIFY(QFileInfo::exists(folder.filePath(QStringLiteral("log.csv"))));
    }
};

QTEST_MAIN(TrafficLogExportTest)
#include "traffic_log_export_test.moc"
