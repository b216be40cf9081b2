// The list of this session's actions, and the drawer that shows it.
#include "ui/shell/task_drawer.hpp"
#include "ui/shell/task_log.hpp"
#include "ui/widgets/command_line.hpp"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace ui::shell;
using ui::pages::Task;
using ui::pages::TaskEnd;

namespace {

Task task(const QString& target) { return {QStringLiteral("Freeze key"), target, QStringLiteral("POST /freeze")}; }

}  // namespace

class TaskLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowEachTaskEnds() {
        TaskLog log;
        QAbstractItemModelTester tester(&log.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy running(&log, &TaskLog::runningChanged);
        const TaskEnd first = log.begin(task(QStringLiteral("a")));
        TaskEnd second = log.begin(task(QStringLiteral("b")));
        TaskEnd third = log.begin(task(QStringLiteral("c")));
        QCOMPARE(log.running(), 3);
        QCOMPARE(log.model().rows().front().target, QStringLiteral("c"));
        first({});
        second(QStringLiteral("Refused."));
        third = {};  // nobody is left to hear the reply
        QCOMPARE(log.running(), 0);
        const auto& rows = log.model().rows();
        QCOMPARE(rows[2].state, TaskRow::State::done);
        QCOMPARE(rows[1].state, TaskRow::State::failed);
        QCOMPARE(rows[1].error, QStringLiteral("Refused."));
        QCOMPARE(rows[0].state, TaskRow::State::unknown);
        QVERIFY(rows[2].tookMs >= 0);
        QCOMPARE(running.last().first().toInt(), 0);
    }

    void followsALongTaskUntilItIsCancelled() {
        TaskLog log;
        TaskDrawer drawer(log);
        drawer.show();
        auto* table = drawer.findChild<QTableView*>(QStringLiteral("tasks.table"));
        auto* cancel = drawer.findChild<QPushButton*>(QStringLiteral("tasks.cancel"));
        QVERIFY(!cancel->isVisible());
        int asked = 0;
        const auto task = log.beginLong({QStringLiteral("Export"), QStringLiteral("out.csv"), {}}, [&asked] { ++asked; });
        task.progress(QStringLiteral("12 rows"));
        const int error = log.model().columnOf("error");
        QCOMPARE(log.model().index(0, error).data().toString(), QStringLiteral("12 rows"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
        QVERIFY(cancel->isVisible());
        QTest::mouseClick(cancel, Qt::LeftButton);
        QCOMPARE(asked, 1);
        task.cancelled();
        QVERIFY(!cancel->isVisible());
        QCOMPARE(log.model().rows().front().state, TaskRow::State::cancelled);
        QCOMPARE(log.model().index(0, 0).data().toString(), QStringLiteral("Cancelled"));
        log.cancel(log.model().rows().front().id);
        QCOMPARE(asked, 1);
    }

    void countsTheFirstEndOnly() {
        TaskLog log;
        const TaskEnd end = log.begin(task(QStringLiteral("a")));
        end({});
        end(QStringLiteral("Too late."));
        QCOMPARE(log.model().rows().front().state, TaskRow::State::done);
    }

    void keepsTheLastTwoHundred() {
        TaskLog log;
        QAbstractItemModelTester tester(&log.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const TaskEnd oldest = log.begin(task(QStringLiteral("oldest")));
        for (int i = 0; i < 200; ++i) log.begin(task(QString::number(i)))({});
        QCOMPARE(log.model().rowCount(), 200);
        QCOMPARE(log.model().rows().front().target, QStringLiteral("199"));
        QCOMPARE(log.model().rows().back().target, QStringLiteral("0"));
        oldest({});  // its row is gone
        QCOMPARE(log.model().rowCount(), 200);
    }

    void endsAfterTheLogHasGone() {
        TaskEnd end;
        {
            TaskLog log;
            end = log.begin(task(QStringLiteral("a")));
        }
        end({});
    }

    void showsCommandAndErrorOfTheSelectedTask() {
        TaskLog log;
        TaskDrawer drawer(log);
        drawer.show();
        auto* table = drawer.findChild<QTableView*>(QStringLiteral("tasks.table"));
        auto* command = drawer.findChild<ui::widgets::CommandLine*>(QStringLiteral("tasks.command"));
        auto* error = drawer.findChild<QLabel*>(QStringLiteral("tasks.error"));
        auto* clear = drawer.findChild<QPushButton*>(QStringLiteral("tasks.clear"));
        QVERIFY(!command->isVisible());
        QVERIFY(!clear->isEnabled());
        const TaskEnd end = log.begin(task(QStringLiteral("billing")));
        QVERIFY(!clear->isEnabled());
        // The newest task is the one that is asked about.
        QVERIFY(table->selectionModel()->isRowSelected(0));
        QCOMPARE(command->text(), QStringLiteral("POST /freeze"));
        QVERIFY(command->isVisible());
        QVERIFY(!error->isVisible());
        end(QStringLiteral("The key is gone."));
        QCOMPARE(error->text(), QStringLiteral("The key is gone."));
        QVERIFY(error->isVisible());
        const TaskEnd open = log.begin(task(QStringLiteral("other")));
        QTest::mouseClick(clear, Qt::LeftButton);
        QCOMPARE(log.model().rowCount(), 1);
        QCOMPARE(log.model().rows().front().target, QStringLiteral("other"));
        QVERIFY(!error->isVisible());
    }

    void followsTheNewestUntilAnOlderOneIsChosen() {
        TaskLog log;
        const TaskEnd first = log.begin(task(QStringLiteral("first")));
        TaskDrawer drawer(log);
        drawer.show();
        auto* table = drawer.findChild<QTableView*>(QStringLiteral("tasks.table"));
        const auto chosen = [table] { return table->selectionModel()->currentIndex().row(); };
        QVERIFY(table->selectionModel()->isRowSelected(0));
        const TaskEnd second = log.begin(task(QStringLiteral("second")));
        QVERIFY(table->selectionModel()->isRowSelected(0));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 0)).center());
        QCOMPARE(chosen(), 1);
        const TaskEnd third = log.begin(task(QStringLiteral("third")));
        QVERIFY(table->selectionModel()->isRowSelected(2));
    }
};

QTEST_MAIN(TaskLogTest)
#include "task_log_test.moc"
