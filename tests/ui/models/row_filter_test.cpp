// Sorting puts unknown values last both ways; filtering asks the predicate about source rows.
#include "ui/models/row_filter.hpp"

#include "ui/models/roles.hpp"

#include <QAbstractItemModelTester>
#include <QStandardItemModel>
#include <QTest>

using ui::models::kSortRole;
using ui::models::RowFilter;

class RowFilterTest : public QObject {
    Q_OBJECT

    static QString order(const RowFilter& filter) {
        QString letters;
        for (int row = 0; row < filter.rowCount(); ++row) letters += filter.index(row, 0).data().toString();
        return letters;
    }

    static void fill(QStandardItemModel& source) {
        const QList<QPair<QString, QVariant>> rows{
            {QStringLiteral("b"), 20}, {QStringLiteral("?"), QVariant()}, {QStringLiteral("c"), 100}, {QStringLiteral("a"), 3}};
        for (const auto& [name, value] : rows) {
            auto* item = new QStandardItem(name);
            item->setData(value, kSortRole);
            source.appendRow(item);
        }
    }

private Q_SLOTS:
    void putsUnknownValuesLastInBothDirections() {
        QStandardItemModel source;
        fill(source);
        RowFilter filter(nullptr);
        QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&source);
        filter.sort(0, Qt::AscendingOrder);
        QCOMPARE(order(filter), QStringLiteral("abc?"));
        filter.sort(0, Qt::DescendingOrder);
        QCOMPARE(order(filter), QStringLiteral("cba?"));
    }

    void showsTheRowsThePredicateAccepts() {
        QStandardItemModel source;
        fill(source);
        RowFilter filter(nullptr);
        filter.setSourceModel(&source);
        filter.setAccept([&](int row) { return source.item(row)->data(kSortRole).toInt() >= 20; });
        QCOMPARE(order(filter), QStringLiteral("bc"));
        filter.setAccept({});
        QCOMPARE(filter.rowCount(), 4);
    }
};

QTEST_GUILESS_MAIN(RowFilterTest)
#include "row_filter_test.moc"
