#include "gateway/admin/csv_text.hpp"

#include <QtTest>

#include <vector>

using namespace gw::admin;

class CsvTextTest : public QObject {
    Q_OBJECT
 private Q_SLOTS:
    void cells_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("cell");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& cell) { QTest::newRow(name) << text << cell; };
        row("plain", "billing-prod", "billing-prod");
        row("empty", "", "");
        row("comma", "a,b", "\"a,b\"");
        row("quote", "say \"no\"", "\"say \"\"no\"\"\"");
        row("line", "a\nb", "\"a\nb\"");
        row("formula", "=1+1", "'=1+1");
        row("plus", "+49 30", "'+49 30");
        row("minus", "-1", "'-1");
        row("at", "@cmd", "'@cmd");
        row("tab", "\tx", "'\tx");
        row("carriage return", "\rx", "\"'\rx\"");
        row("NUL", QByteArray("\0x", 2), QByteArray("'\0x", 3));
        row("formula with quotes", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        row("inside is no formula", "a=1", "a=1");
    }
    void cells() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(QByteArray::fromStdString(csvCell({text.data(), static_cast<std::size_t>(text.size())})), cell);
    }
    void lines() {
        const std::vector<std::string> cells{"1", "=x", "a,b"};
        QCOMPARE(csvLine(cells), std::string("1,'=x,\"a,b\"\r\n"));
    }
};

QTEST_APPLESS_MAIN(CsvTextTest)
#include "csv_text_test.moc"
