#include "gateway/base/http.hpp"

#include <QJsonDocument>
#include <QJsonArray>
#include <QTest>

using namespace gw;

class HttpTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsFieldsWithoutCase() {
        RequestHead head;
        head.fields = {{"Content-Type", "application/json"}, {"X-A", "1"}, {"x-a", "2"}};
        QCOMPARE(head.value("content-type"), std::string_view("application/json"));
        QCOMPARE(head.value("X-a"), std::string_view("1"));
        QVERIFY(head.value("missing").empty());
    }

    /// Against the plain rule, for each pair of bytes at each place of names of up to twenty bytes.
    void comparesEachByteWithoutCase() {
        const auto lower = [](int c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
        for (const std::size_t size : {std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{9}, std::size_t{16}, std::size_t{20}}) {
            for (std::size_t at = 0; at < size; at += 3) {
                for (int x = 0; x < 256; ++x) {
                    for (int y = 0; y < 256; ++y) {
                        std::string a(size, 'n'), b(size, 'N');
                        a[at] = static_cast<char>(x);
                        b[at] = static_cast<char>(y);
                        if (equalIgnoringCase(a, b) != (lower(x) == lower(y))) QFAIL((a + " " + b).c_str());
                    }
                }
            }
        }
    }

    void decodesPercent() {
        QCOMPARE(percentDecoded("a%2Fb%20c").value(), std::string("a/b c"));
        QCOMPARE(percentDecoded("a+b", true).value(), std::string("a b"));
        QCOMPARE(percentDecoded("a+b").value(), std::string("a+b"));
        for (const char* broken : {"%", "%2", "%zz", "a%1"}) QVERIFY2(!percentDecoded(broken), broken);
    }

    void readsQueries() {
        QCOMPARE(queryValue("a=1&b=x%20y&a=2", "a").value(), std::string("1"));
        QCOMPARE(queryValue("a=1&b=x%20y", "b").value(), std::string("x y"));
        QCOMPARE(queryValue("flag&b=", "flag").value(), std::string());
        QVERIFY(!queryValue("a=1", "b"));
        QVERIFY(!queryValue("", "b"));
    }

    void quotesJsonThatAParserReadsBack_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("plain") << QByteArray("hello");
        QTest::newRow("quotes") << QByteArray("a\"b\\c\n\t\r");
        QTest::newRow("controls") << QByteArray("\x01\x1f\x7f");
        QTest::newRow("chinese") << QByteArray("生产");
        QTest::newRow("emoji") << QByteArray("\xF0\x9F\x98\x80");
        QTest::newRow("not utf-8") << QByteArray("\xff\xc0\x80\xed\xa0\x80z");
        QTest::newRow("cut sequence") << QByteArray("\xe4\xbd");
    }
    void quotesJsonThatAParserReadsBack() {
        QFETCH(QByteArray, bytes);
        const auto text = "[" + jsonQuoted(bytes.toStdString()) + "]";
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        const auto valid = QString::fromUtf8(bytes);
        if (!valid.contains(QChar::ReplacementCharacter)) QCOMPARE(document.array().at(0).toString(), valid);
    }

    void namesStatuses() {
        QCOMPARE(reasonPhrase(404), std::string_view("Not Found"));
        QCOMPARE(reasonPhrase(799), std::string_view("Status"));
        QCOMPARE(methodText(Method::del), std::string_view("DELETE"));
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "http_test.moc"
