// Kept filters come back as they were; a file that was edited by hand does no harm.
#include "ui/models/saved_filter.hpp"

#include <QTest>

using namespace ui::models;
using namespace Qt::StringLiterals;

class SavedFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas() {
        const QList<SavedFilter> kept{{u"Slow & failed"_s, {8, true, 2500, u"req-1"_s, u"provider=\"a b\" or model~财务"_s}}, {u"second"_s, {}}};
        const QList<SavedFilter> read = savedFiltersFrom(savedFiltersText(kept));
        QCOMPARE(read.size(), 2);
        QCOMPARE(read[0].name, kept[0].name);
        QVERIFY(read[0].filter == kept[0].filter);
        QVERIFY(read[1].filter == FilterText());
    }

    void leavesOutWhatCannotBeRead_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("no JSON") << QByteArray("[{") << 0;
        QTest::newRow("an object") << QByteArray("{\"name\":\"a\"}") << 0;
        QTest::newRow("no name") << QByteArray("[{\"name\":\"  \"},3,null,{\"expression\":\"x\"}]") << 0;
        QTest::newRow("twice") << QByteArray("[{\"name\":\"a\"},{\"name\":\"A \"}]") << 1;
        QTest::newRow("too many") << QByteArray([] {
            QByteArrayList items;
            for (int i = 0; i < 80; ++i) items << "{\"name\":\"" + QByteArray::number(i) + "\"}";
            return "[" + items.join(',') + "]";
        }()) << SavedFilter::kMost;
    }
    void leavesOutWhatCannotBeRead() {
        QFETCH(QByteArray, text);
        QFETCH(int, count);
        QCOMPARE(savedFiltersFrom(text).size(), count);
    }

    void findsANameWhateverItsCase() {
        const QList<SavedFilter> kept{{u"One"_s, {}}, {u"Two"_s, {}}};
        QCOMPARE(savedFilterAt(kept, u" two "_s), 1);
        QCOMPARE(savedFilterAt(kept, u"three"_s), -1);
    }
};

QTEST_GUILESS_MAIN(SavedFilterTest)
#include "saved_filter_test.moc"
