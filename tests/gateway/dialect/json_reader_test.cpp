#include "gateway/dialect/json_reader.hpp"
#include "gateway/dialect/json_text.hpp"

#include <QTest>

#include <string>

using namespace gw::dialect;

namespace {

// moc of Qt 6.4 misreads raw strings that hold \" and gives up: it does not see the tables.
#ifndef Q_MOC_RUN
const char* const kValid[] = {R"({})", R"([])", R"({"a":1})", R"(  {"a" : [1, 2, {"b":null}] }  )", R"("x")", "12", "-0", "1.5e+10", "true",
                                     R"({"":""})", R"({"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"})", R"([[],{},"",0])", "[\"\xc3\xa9\xf0\x9f\x98\x80\"]",
                                     R"({"a":"}{][,:"})", "\n\t{\r\n}\n"};
struct Fault {
    const char* text;
    unsigned position;
};
const Fault kFaults[] = {
            {"", 0}, {"   ", 3}, {"{", 1}, {"}", 0}, {"[1,]", 3}, {"[1 2]", 3}, {R"({"a"})", 4}, {R"({"a":})", 5}, {R"({"a":1,})", 7},
            {R"({"a":1 "b":2})", 7}, {R"({a:1})", 1}, {"{]", 1}, {"[}", 1}, {R"({"a":[}])", 6}, {R"({"a":1}x)", 7}, {"{}{}", 2}, {"tru", 0}, {"nul", 0},
            {"NaN", 0}, {"Infinity", 0}, {"01", 0}, {"1.", 0}, {".5", 0}, {"+1", 0}, {"1e", 0}, {"-", 0}, {"0x10", 0}, {"'a'", 0}, {R"("a)", 2},
            {"\"a\nb\"", 2}, {R"("\q")", 0}, {R"("\u12g4")", 0}, {R"("\u12")", 0}, {"\"\xff\"", 1}, {"\"\xed\xa0\x80\"", 1}, {"\"\xc0\xaf\"", 1},
            {"\xef\xbb\xbf{}", 0}, {R"(12"a")", 0}, {R"("a"b)", 3}, {R"(["a""b"])", 4}, {"[,1]", 1}, {"{,}", 1}, {"[1,,2]", 3}, {":", 0}, {",", 0},
            {R"({"a"::1})", 5}, {R"(["a":1])", 4}, {"[true false]", 6}, {"/* c */{}", 0}, {R"({"a":1;})", 5},
};
struct Escape {
    const char* name;
    const char* inner;
    std::string plain;
};
const Escape kEscapes[] = {
    {"none", "abc", "abc"},
    {"simple", R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
    {"two bytes", R"(\u00e9)", "\xc3\xa9"},
    {"three bytes", R"(a\u4e2dz)", "a\xe4\xb8\xadz"},
    {"pair", R"(\ud83d\ude00)", "\xf0\x9f\x98\x80"},
    {"lone high", R"(\ud83dx)", "\xef\xbf\xbdx"},
    {"high and no low", R"(\ud83d\u0041)", "\xef\xbf\xbd" "A"},
    {"lone low", R"(\ude00)", "\xef\xbf\xbd"},
    {"zero", R"(\u0000)", std::string(1, '\0')},
};
const char* const kText = R"({ "a" : [ 1 , "x" ] , "b" : { "c" : null } })";
const char* const kSeen = R"(0{ 1"a" 1[ 21 2"x" 1] 1"b" 1{ 2"c" 2null 1} 0} )";
#endif

}  // namespace

class JsonReaderTest : public QObject {
    Q_OBJECT

    static const JsonReader& readAll(std::string_view text) {
        static JsonReader reader;
        reader.open(text);
        JsonToken token;
        while (reader.next(token)) {
        }
        return reader;
    }

   private Q_SLOTS:
    void acceptsWhatIsJson_data() {
        QTest::addColumn<QByteArray>("text");
        int row = 0;
        for (const char* text : kValid) QTest::newRow(std::to_string(row++).c_str()) << QByteArray(text);
    }
    void acceptsWhatIsJson() {
        QFETCH(QByteArray, text);
        const auto& fault = readAll(text.toStdString()).fault();
        QVERIFY2(!fault, fault ? fault->what : "");
    }

    void saysWhereItIsNotJson_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qulonglong>("position");
        for (const auto& row : kFaults) QTest::newRow(row.text[0] ? row.text : "empty") << QByteArray(row.text) << qulonglong(row.position);
    }
    void saysWhereItIsNotJson() {
        QFETCH(QByteArray, text);
        QFETCH(qulonglong, position);
        const std::string copy = text.toStdString();
        const auto& fault = readAll(copy).fault();
        QVERIFY(fault);
        QCOMPARE(qulonglong(fault->position), position);
    }

    void takesSixtyFourLevelsAndNoMore() {
        const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
        QVERIFY(!readAll(nested(64)).fault());
        QVERIFY(readAll(nested(65)).fault());
        QCOMPARE(readAll(nested(65)).fault()->position, std::size_t(64));
        QVERIFY(readAll(std::string(100'000, '[')).fault());
        std::string objects;
        for (int i = 0; i < 64; ++i) objects += R"({"a":)";
        QVERIFY(!readAll(objects + "1" + std::string(64, '}')).fault());
    }

    void handsOutTokensWithPlaceAndDepth() {
        const std::string text = kText;
        JsonReader reader;
        reader.open(text);
        std::string seen;
        JsonToken token;
        while (reader.next(token)) seen += std::to_string(token.depth) + std::string(reader.text(token)) + ' ';
        QCOMPARE(QByteArray::fromStdString(seen), QByteArray(kSeen));
        QVERIFY(!reader.fault());
    }

    void readsSmallTextsAfterALargeOne() {
        const std::string large = "[\"" + std::string(3 * 1024 * 1024, 'a') + "\"]";
        QVERIFY(!readAll(large).fault());
        QVERIFY(!readAll(R"({"a":1})").fault());
        QVERIFY(readAll(R"({"a":1)").fault());
    }

    void undoesEscapes_data() {
        QTest::addColumn<QByteArray>("inner");
        QTest::addColumn<QByteArray>("plain");
        for (const auto& row : kEscapes) QTest::newRow(row.name) << QByteArray(row.inner) << QByteArray::fromStdString(row.plain);
    }
    void undoesEscapes() {
        QFETCH(QByteArray, inner);
        QFETCH(QByteArray, plain);
        QCOMPARE(QByteArray::fromStdString(unescaped(inner.toStdString())), plain);
        QVERIFY(sameText(inner.toStdString(), plain.toStdString()));
    }

    void readsWholeNumbersOnly() {
        QCOMPARE(wholeNumber("42"), std::optional<std::int64_t>(42));
        QCOMPARE(wholeNumber("-1"), std::optional<std::int64_t>(-1));
        for (const char* text : {"1.0", "1e3", "9223372036854775808", ""}) QVERIFY2(!wholeNumber(text), text);
    }
};

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
