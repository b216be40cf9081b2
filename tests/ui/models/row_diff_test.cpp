// The steps between two lists of keys: right, and no more of them than needed.
#include "ui/models/row_diff.hpp"

#include <QRandomGenerator>
#include <QTest>

using ui::models::moveElement;
using ui::models::RowStep;
using ui::models::rowSteps;

namespace {

using Keys = std::vector<QString>;

Keys keysOf(const QString& letters) {
    Keys keys;
    for (const QChar letter : letters) keys.push_back(QString(letter));
    return keys;
}

Keys carriedOut(Keys keys, const Keys& after, const std::vector<RowStep>& steps) {
    for (const RowStep& step : steps) {
        const auto at = keys.begin() + step.at;
        if (step.kind == RowStep::Kind::remove) keys.erase(at, at + step.count);
        if (step.kind == RowStep::Kind::insert) {
            keys.insert(at, after.begin() + step.at, after.begin() + step.at + step.count);
        }
        if (step.kind == RowStep::Kind::move) moveElement(keys, step.at, step.to);
    }
    return keys;
}

}  // namespace

class RowDiffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void turnsOneListIntoTheOther_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<int>("stepsMax");
        QTest::newRow("same") << "abc" << "abc" << 0;
        QTest::newRow("from nothing") << "" << "abc" << 1;
        QTest::newRow("to nothing") << "abc" << "" << 1;
        QTest::newRow("one in the middle goes") << "abc" << "ac" << 1;
        QTest::newRow("two runs go") << "abcdef" << "cf" << 2;
        QTest::newRow("new ones in front") << "cd" << "abcd" << 1;
        QTest::newRow("new ones at the end") << "ab" << "abcd" << 1;
        QTest::newRow("first becomes last") << "abcd" << "bcda" << 2;
        QTest::newRow("last becomes first") << "abcd" << "dabc" << 1;
        QTest::newRow("two swap") << "abcd" << "acbd" << 2;
        QTest::newRow("all turned round") << "abcd" << "dcba" << 6;
        QTest::newRow("remove, insert and move") << "abcde" << "xeacy" << 6;
        QTest::newRow("nothing in common") << "abc" << "xyz" << 2;
    }

    void turnsOneListIntoTheOther() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(int, stepsMax);
        const auto steps = rowSteps(keysOf(before), keysOf(after));
        QCOMPARE(carriedOut(keysOf(before), keysOf(after), steps), keysOf(after));
        QVERIFY2(static_cast<int>(steps.size()) <= stepsMax, qPrintable(QString::number(steps.size())));
    }

    void findsItsWayBetweenAnyTwoLists() {
        QRandomGenerator random(7);
        const QString letters = QStringLiteral("abcdefghijklmnop");
        for (int round = 0; round < 2000; ++round) {
            const auto draw = [&] {
                QString drawn;
                for (const QChar letter : letters) {
                    if (random.bounded(2) == 1) drawn.insert(random.bounded(static_cast<int>(drawn.size()) + 1), letter);
                }
                return keysOf(drawn);
            };
            const Keys before = draw();
            const Keys after = draw();
            QCOMPARE(carriedOut(before, after, rowSteps(before, after)), after);
        }
    }

    void keepsTheLastValueOfADuplicateAtItsFirstPlace() {
        struct Row {
            QString name;
            int value;
            QString key() const { return name; }
        };
        std::vector<Row> rows{{QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}, {QStringLiteral("a"), 3}};
        QCOMPARE(ui::models::dropDuplicates(rows), 1);
        QCOMPARE(rows.size(), size_t{2});
        QCOMPARE(rows[0].value, 3);
        QCOMPARE(rows[1].name, QStringLiteral("b"));
    }
};

QTEST_GUILESS_MAIN(RowDiffTest)
#include "row_diff_test.moc"
