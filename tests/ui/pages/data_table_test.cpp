// Columns give way by rank, rows copy as tab-separated text, an empty table says why.
#include "ui/pages/data_table.hpp"

#include "ui/style/theme.hpp"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTest>

using ui::pages::DataTable;

class DataTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void dropsTheHighestRanksWhenWidthIsShort_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("shown");
        QTest::newRow("wide") << 900 << "0123";
        QTest::newRow("middle") << 450 << "013";
        QTest::newRow("narrow") << 260 << "03";
    }

    void dropsTheHighestRanksWhenWidthIsShort() {
        QFETCH(int, width);
        QFETCH(QString, shown);
        QStandardItemModel model(1, 5);
        DataTable table(QStringLiteral("t"), QStringLiteral("Table"), nullptr);
        table.setModel(&model);
        table.setColumnPlan({{0, 0, 0}, {1, 120, 1}, {2, 200, 2}, {3, 90, 0}});
        table.resize(width, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        QString seen;
        for (int column = 0; column < 5; ++column) {
            if (!table.isColumnHidden(column)) seen += QString::number(column);
        }
        QCOMPARE(seen, shown);
        QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
    }

    void copiesTheSelectedRowWithoutHiddenColumns() {
        QStandardItemModel model;
        model.appendRow({new QStandardItem(QStringLiteral("a")), new QStandardItem(QStringLiteral("hidden")),
                         new QStandardItem(QStringLiteral("c"))});
        DataTable table(QStringLiteral("t"), QStringLiteral("Table"), nullptr);
        table.setModel(&model);
        table.setColumnHidden(1, true);
        table.selectRow(0);
        QTest::keySequence(&table, QKeySequence::Copy);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a\tc"));
    }

    void saysWhyItIsEmpty() {
        QStandardItemModel model(0, 2);
        DataTable table(QStringLiteral("t"), QStringLiteral("Table"), nullptr);
        table.setModel(&model);
        table.resize(300, 200);
        const QImage before = table.grab().toImage();
        table.setPlaceholder(QStringLiteral("No key matches."));
        QVERIFY(table.grab().toImage() != before);
        QCOMPARE(table.accessibleName(), QStringLiteral("Table"));
    }
};

QTEST_MAIN(DataTableTest)
#include "data_table_test.moc"
