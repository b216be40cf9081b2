#include "gateway/store/text_list.hpp"

#include <QTest>

using namespace gw::store;
using Texts = std::vector<std::string>;

Q_DECLARE_METATYPE(Texts)

class TextListTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackWhatItWrote_data() {
        QTest::addColumn<Texts>("texts");
        QTest::newRow("none") << Texts{};
        QTest::newRow("one empty") << Texts{""};
        QTest::newRow("two empty") << Texts{"", ""};
        QTest::newRow("quotes and backslashes") << Texts{"a\"b", "c\\d", "e,f"};
        QTest::newRow("control characters") << Texts{"a\nb\t", std::string("a\0b", 3)};
        QTest::newRow("beyond ASCII") << Texts{"\u4e2d\u6587", "\U0001F600"};
    }
    void readsBackWhatItWrote() {
        QFETCH(const Texts, texts);
        const auto read = decodeTexts(encodeTexts(texts));
        QVERIFY(read.has_value());
        QCOMPARE(*read, texts);
    }

    void refusesWhatIsNoListOfTexts_data() {
        QTest::addColumn<QByteArray>("column");
        for (const char* column : {"", "a, b", "{}", "\"a\"", "null", "[1]", "[\"a\", null]", "[[\"a\"]]", "[\"a\"", "[\"a\"] x"}) {
            QTest::newRow(*column == '\0' ? "empty" : column) << QByteArray(column);
        }
    }
    void refusesWhatIsNoListOfTexts() {
        QFETCH(const QByteArray, column);
        QVERIFY(!decodeTexts(column.toStdString()).has_value());
    }

    void takesListsWrittenByHand() { QCOMPARE(decodeTexts(" [ \"a\" , \"b\" ] ").value(), (Texts{"a", "b"})); }
};

QTEST_GUILESS_MAIN(TextListTest)
#include "text_list_test.moc"
