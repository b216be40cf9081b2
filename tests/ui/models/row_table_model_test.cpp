// A refreshed table keeps its selection and sends the smallest signals; never a reset, never layoutChanged.
#include "ui/models/row_table_model.hpp"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace ui::models;

namespace {

struct Item {
    QString id;
    int value = 0;
    QString note;
    QString key() const { return id; }
    bool operator==(const Item&) const = default;
};

std::vector<Column<Item>> columns() {
    return {{"id", [] { return QStringLiteral("Id"); }, [](const Item& item) { return item.id; },
             [](const Item& item) { return QVariant(item.id); }},
            {"value", [] { return QStringLiteral("Value"); },
             [](const Item& item) { return QString::number(item.value); },
             [](const Item& item) { return QVariant(item.value); }, kAlignNumber,
             [](const Item& item) {
                 return std::optional(item.value < 0 ? ui::style::Status::critical : ui::style::Status::ok);
             },
             [](const Item& item) { return QStringLiteral("value %1").arg(item.value); }},
            {"note", [] { return QStringLiteral("Note"); }, [](const Item& item) { return item.note; },
             [](const Item& item) { return QVariant(item.note); }}};
}

std::vector<Item> items(const QString& letters, int value = 0) {
    std::vector<Item> made;
    for (const QChar letter : letters) made.push_back({QString(letter), value, {}});
    return made;
}

QString order(const RowTableModel<Item>& model) {
    QString letters;
    for (const Item& item : model.rows()) letters += item.id;
    return letters;
}

}  // namespace

class RowTableModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        model_ = std::make_unique<RowTableModel<Item>>(columns(), nullptr);
        tester_ = std::make_unique<QAbstractItemModelTester>(model_.get(),
                                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
        resets_ = std::make_unique<QSignalSpy>(model_.get(), &QAbstractItemModel::modelReset);
        layouts_ = std::make_unique<QSignalSpy>(model_.get(), &QAbstractItemModel::layoutChanged);
    }

    void cleanup() {
        QCOMPARE(resets_->size(), 0);
        QCOMPARE(layouts_->size(), 0);
        tester_.reset();
        model_.reset();
    }

    void keepsSelectionWhenRowsChange_data() {
        QTest::addColumn<QString>("after");
        QTest::newRow("same rows") << "abcde";
        QTest::newRow("rows go before it") << "cde";
        QTest::newRow("rows come before it") << "xyabcde";
        QTest::newRow("it moves to the front") << "cabde";
        QTest::newRow("it moves to the end") << "abdec";
        QTest::newRow("all turned round") << "edcba";
        QTest::newRow("it alone stays") << "c";
    }

    void keepsSelectionWhenRowsChange() {
        QFETCH(QString, after);
        model_->apply(items(QStringLiteral("abcde")));
        QItemSelectionModel selection(model_.get());
        selection.select(model_->index(2, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        selection.setCurrentIndex(model_->index(2, 1), QItemSelectionModel::NoUpdate);
        model_->apply(items(after, 1));
        QCOMPARE(order(*model_), after);
        QCOMPARE(selection.selectedRows().size(), 1);
        QCOMPARE(selection.selectedRows().first().data(kKeyRole).toString(), QStringLiteral("c"));
        QCOMPARE(selection.currentIndex().data(kKeyRole).toString(), QStringLiteral("c"));
    }

    void survivesAnyChangeOfList() {
        QRandomGenerator random(11);
        for (int round = 0; round < 150; ++round) {
            QString letters;
            for (const QChar letter : QStringLiteral("abcdefghij")) {
                if (random.bounded(3) > 0) letters.insert(random.bounded(static_cast<int>(letters.size()) + 1), letter);
            }
            model_->apply(items(letters, round));
            QCOMPARE(order(*model_), letters);
        }
    }

    void announcesOnlyTheCellsThatChanged() {
        model_->apply(items(QStringLiteral("abc")));
        QSignalSpy changed(model_.get(), &QAbstractItemModel::dataChanged);
        auto next = items(QStringLiteral("abc"));
        next[1].value = 5;
        model_->apply(next);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model_->index(1, 1));
        QCOMPARE(changed[0][1].toModelIndex(), model_->index(1, 1));
        next[0].id = QStringLiteral("a");
        next[0].note = QStringLiteral("noted");
        next[0].value = 3;
        changed.clear();
        model_->apply(next);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex(), model_->index(0, 1));
        QCOMPARE(changed[0][1].toModelIndex(), model_->index(0, 2));
    }

    void saysNothingWhenNothingChanged() {
        model_->apply(items(QStringLiteral("abc")));
        QSignalSpy changed(model_.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy moved(model_.get(), &QAbstractItemModel::rowsMoved);
        model_->apply(items(QStringLiteral("abc")));
        QCOMPARE(changed.size() + moved.size(), 0);
    }

    void countsDuplicatesAndKeepsTheLastValue() {
        auto rows = items(QStringLiteral("ab"));
        rows.push_back({QStringLiteral("a"), 9, {}});
        model_->apply(rows);
        QCOMPARE(order(*model_), QStringLiteral("ab"));
        QCOMPARE(model_->find(QStringLiteral("a"))->value, 9);
        QCOMPARE(model_->duplicatesSeen(), 1);
    }

    void prependsNewRowsAndForgetsTheOldest() {
        model_->apply(items(QStringLiteral("cba")));
        model_->prepend(items(QStringLiteral("ed")), 4);
        QCOMPARE(order(*model_), QStringLiteral("edcb"));
        model_->prepend(items(QStringLiteral("d"), 7), 4);
        QCOMPARE(order(*model_), QStringLiteral("decb"));
        QCOMPARE(model_->find(QStringLiteral("d"))->value, 7);
    }

    void appliesOneRowInPlaceOrAtTheEnd() {
        model_->apply(items(QStringLiteral("ab")));
        model_->applyOne({QStringLiteral("a"), 4, {}});
        model_->applyOne({QStringLiteral("z"), 5, {}});
        QCOMPARE(order(*model_), QStringLiteral("abz"));
        QCOMPARE(model_->find(QStringLiteral("a"))->value, 4);
    }

    void answersTheRolesOfACell() {
        model_->apply({{QStringLiteral("a"), -2, {}}});
        const QModelIndex cell = model_->index(0, model_->columnOf("value"));
        QCOMPARE(cell.data().toString(), QStringLiteral("-2"));
        QCOMPARE(cell.data(kSortRole).toInt(), -2);
        QCOMPARE(cell.data(kStatusRole).toInt(), static_cast<int>(ui::style::Status::critical));
        QCOMPARE(cell.data(Qt::ToolTipRole).toString(), QStringLiteral("value -2"));
        QVERIFY(!model_->index(0, 0).data(kStatusRole).isValid());
        QCOMPARE(model_->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Value"));
        QCOMPARE(model_->headerData(1, Qt::Horizontal, kColumnIdRole).toString(), QStringLiteral("value"));
        QVERIFY(!model_->headerData(9, Qt::Horizontal).isValid());
        QCOMPARE(model_->columnOf("absent"), -1);
        QCOMPARE(model_->rowOf(QStringLiteral("absent")), -1);
    }

private:
    std::unique_ptr<RowTableModel<Item>> model_;
    std::unique_ptr<QAbstractItemModelTester> tester_;
    std::unique_ptr<QSignalSpy> resets_;
    std::unique_ptr<QSignalSpy> layouts_;
};

QTEST_GUILESS_MAIN(RowTableModelTest)
#include "row_table_model_test.moc"
