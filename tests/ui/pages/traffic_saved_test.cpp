// What the person keeps of the live traffic page: filters under a name, and the columns.
#include "tests/ui/pages/fake_preferences.hpp"
#include "tests/ui/pages/traffic_bench.hpp"

#include "ui/models/saved_filter.hpp"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>

class TrafficSavedTest : public QObject {
    Q_OBJECT

    static void click(QMenu* menu, QAction* action) {
        QVERIFY(menu && action);
        QTRY_VERIFY(menu->isVisible());
        QVERIFY(action->isEnabled());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    }
    static void openSaved(const PageBench& bench) {
        press(bench, "page.traffic.saved");
        QTRY_VERIFY(bench.part<QMenu>("page.traffic.saved.menu")->isVisible());
    }
    static void pickSaved(const PageBench& bench, const char* name) {
        openSaved(bench);
        click(bench.part<QMenu>("page.traffic.saved.menu"), bench.part<QAction>(name));
    }
    static void saveFilter(const PageBench& bench, const QString& name, const QString& note = {}) {
        pickSaved(bench, "page.traffic.saved.add");
        QTRY_VERIFY(bench.part("dialog.saveFilter"));
        auto* field = bench.part<QLineEdit>("dialog.saveFilter.name");
        QVERIFY(!bench.part<QPushButton>("dialog.saveFilter.verb")->isEnabled());
        QTest::keyClicks(field, name);
        QVERIFY(bench.part<QLabel>("dialog.saveFilter.note")->text().contains(note));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!bench.part("dialog.saveFilter"));
    }
    static QStringList savedNames(const FakePreferences& choices) {
        QStringList names;
        for (const auto& one : ui::models::savedFiltersFrom(choices.kept(QStringLiteral("traffic/filters")).toByteArray())) names << one.name;
        return names;
    }
    static void pickColumn(const PageBench& bench, const QString& name) {
        QHeaderView* header = table(bench)->horizontalHeader();
        QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(5, 5), header->viewport()->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(header->viewport(), &event);
        const QByteArray id = name.toLatin1();
        click(bench.part<QMenu>("page.traffic.table.columns"), bench.part<QAction>(id.constData()));
        QTRY_VERIFY(!bench.part<QMenu>("page.traffic.table.columns"));
    }
    static void drag(QWidget* where, const QPoint& from, const QPoint& to) {
        QTest::mousePress(where, Qt::LeftButton, {}, from);
        for (int step = 1; step <= 4; ++step) {
            const QPointF at = from + (to - from) * step / 4.0;
            QMouseEvent move(QEvent::MouseMove, at, where->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(where, &move);
        }
        QTest::mouseRelease(where, Qt::LeftButton, {}, to);
    }

private Q_SLOTS:
    void keepsFiltersUnderAName() {
        PageBench bench;
        FakePreferences choices;
        bench.context->preferences = &choices;
        openWith(bench, 30);
        openSaved(bench);
        QVERIFY(!bench.part<QAction>("page.traffic.saved.add")->isEnabled());  // nothing to save
        bench.part<QMenu>("page.traffic.saved.menu")->close();
        QTest::keyClicks(expression(bench), QStringLiteral("provider=openai"));
        QTest::keyClick(expression(bench), Qt::Key_Return);
        press(bench, "page.traffic.chip.5xx");
        QCOMPARE(table(bench)->model()->rowCount(), 3);
        saveFilter(bench, QStringLiteral("Failed"));
        press(bench, "page.traffic.clear");
        press(bench, "page.traffic.chip.2xx");
        saveFilter(bench, QStringLiteral("Good & fast"));
        // A new window, as after a restart.
        bench.openPage("traffic");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 30);
        pickSaved(bench, "page.traffic.saved.filter.Failed");
        QCOMPARE(expression(bench)->text(), QStringLiteral("provider=openai"));
        QVERIFY(bench.part<QPushButton>("page.traffic.chip.5xx")->isChecked());
        QTRY_COMPARE(table(bench)->model()->rowCount(), 3);
        pickSaved(bench, "page.traffic.saved.filter.Good & fast");
        QVERIFY(expression(bench)->text().isEmpty());
        QCOMPARE(table(bench)->model()->rowCount(), 27);
    }

    void replacesRenamesAndDeletesSavedFilters() {
        PageBench bench;
        FakePreferences choices;
        bench.context->preferences = &choices;
        openWith(bench, 30);
        press(bench, "page.traffic.chip.5xx");
        saveFilter(bench, QStringLiteral("one"));
        saveFilter(bench, QStringLiteral("two"));
        press(bench, "page.traffic.chip.429");
        saveFilter(bench, QStringLiteral("ONE"), QStringLiteral("replaces the filter “one”"));
        QCOMPARE(savedNames(choices), (QStringList{QStringLiteral("ONE"), QStringLiteral("two")}));
        pickSaved(bench, "page.traffic.saved.manage");
        auto* name = bench.part<QLineEdit>("dialog.filters.name");
        auto* rename = bench.part<QPushButton>("dialog.filters.rename");
        QTRY_VERIFY(name && name->isVisible());
        QCOMPARE(name->text(), QStringLiteral("ONE"));
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("two"));
        QVERIFY(!rename->isEnabled() && !rename->toolTip().isEmpty());
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("failed or limited"));
        QTest::mouseClick(rename, Qt::LeftButton);
        QCOMPARE(savedNames(choices), (QStringList{QStringLiteral("failed or limited"), QStringLiteral("two")}));
        auto* list = bench.part<QAbstractItemView>("dialog.filters.list");
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(name->text(), QStringLiteral("two"));
        QTest::mouseClick(bench.part<QPushButton>("dialog.filters.delete"), Qt::LeftButton);
        QCOMPARE(savedNames(choices), QStringList{QStringLiteral("failed or limited")});
        QCOMPARE(name->text(), QStringLiteral("failed or limited"));
        QTest::mouseClick(bench.part<QPushButton>("dialog.filters.delete"), Qt::LeftButton);
        QVERIFY(savedNames(choices).isEmpty());
        QVERIFY(!bench.part<QPushButton>("dialog.filters.delete")->isEnabled());
    }

    void remembersColumnsUntilTheyAreReset() {
        PageBench bench;
        FakePreferences choices;
        bench.context->preferences = &choices;
        openWith(bench, 5);
        QHeaderView* header = table(bench)->horizontalHeader();
        const int width = header->sectionSize(1);
        const int cost = 12;
        QVERIFY(!choices.kept(QStringLiteral("traffic/columns")).isValid());
        const bool shown = !header->isSectionHidden(cost);
        pickColumn(bench, QStringLiteral("page.traffic.table.columns.%1").arg(cost));
        QCOMPARE(header->isSectionHidden(cost), shown);
        // The trace id's edge is dragged 40 to the right.
        const QPoint edge(header->sectionViewportPosition(1) + width - 1, header->height() / 2);
        drag(header->viewport(), edge, edge + QPoint(40, 0));
        QTRY_COMPARE(header->sectionSize(1), width + 40);
        // The status is carried before the trace id.
        const int y = header->height() / 2;
        drag(header->viewport(), QPoint(header->sectionViewportPosition(2) + 20, y), QPoint(header->sectionViewportPosition(1) + 4, y));
        QTRY_COMPARE(header->visualIndex(2), 1);
        QTRY_VERIFY(choices.kept(QStringLiteral("traffic/columns")).toString().startsWith(QStringLiteral("time:100 status:68 trace:%1 ").arg(width + 40)));
        bench.openPage("traffic");
        header = table(bench)->horizontalHeader();
        QTRY_COMPARE(table(bench)->model()->rowCount(), 5);
        QCOMPARE(header->visualIndex(2), 1);
        QCOMPARE(header->sectionSize(1), width + 40);
        QCOMPARE(header->isSectionHidden(cost), shown);
        pickColumn(bench, QStringLiteral("page.traffic.table.columns.reset"));
        QCOMPARE(header->visualIndex(2), 2);
        QCOMPARE(header->sectionSize(1), width);
        QCOMPARE(header->isSectionHidden(cost), !shown);
        QVERIFY(!choices.kept(QStringLiteral("traffic/columns")).isValid());
    }
};

QTEST_MAIN(TrafficSavedTest)
#include "traffic_saved_test.moc"
