#include "gateway/admin/json_reader.hpp"

#include <boost/json/value.hpp>

#include <QtTest>

using namespace gw;
using namespace gw::admin;

class JsonReaderTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsAnObject() {
        const auto object = readJsonObject(R"({"name":"a\u0062","n":-3,"list":[1,2,{"x":null}]})");
        QVERIFY(object);
        QVERIFY(object->at("name").as_string() == "ab");
        QCOMPARE(object->at("n").as_int64(), std::int64_t{-3});
    }
    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("a word") << QByteArray("null");
        QTest::newRow("cut short") << QByteArray(R"({"a":1)");
        QTest::newRow("something behind") << QByteArray(R"({"a":1} x)");
        QTest::newRow("two objects") << QByteArray("{}{}");
        QTest::newRow("comment") << QByteArray("{/**/}");
        QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})");
        QTest::newRow("single quotes") << QByteArray("{'a':1}");
        QTest::newRow("NaN") << QByteArray(R"({"a":NaN})");
        QTest::newRow("a number too large for one") << QByteArray(R"({"a":1e310})");
        QTest::newRow("bad UTF-8") << QByteArray("{\"a\":\"\xff\"}");
        QTest::newRow("lone surrogate") << QByteArray(R"({"a":"\ud800"})");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{}");
        QTest::newRow("duplicate") << QByteArray(R"({"a":1,"a":2})");
        QTest::newRow("duplicate by escape") << QByteArray(R"({"a":1,"\u0061":2})");
        QTest::newRow("duplicate deep inside") << QByteArray(R"({"a":[{"b":{"c":1,"d":2,"c":3}}]})");
        QTest::newRow("too deep") << QByteArray(R"({"a":)") + QByteArray(40, '[') + QByteArray(40, ']') + QByteArray("}");
        QTest::newRow("very deep") << QByteArray(R"({"a":)") + QByteArray(100'000, '[');
    }
    void refuses() {
        QFETCH(QByteArray, text);
        const auto object = readJsonObject(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
        QVERIFY(!object);
        QCOMPARE(object.error().code, ErrorCode::badJson);
        QVERIFY(!object.error().detail.empty());
    }
    void namesTheDuplicateMember() {
        const auto object = readJsonObject(R"({"x":{"role":"viewer","role":"admin"}})");
        QVERIFY(!object);
        QCOMPARE(object.error().field, std::string("role"));
    }
    void takesTheSameNameInDifferentObjects() { QVERIFY(readJsonObject(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})")); }
    void takesTheDeepestAllowedNesting() {
        const std::size_t inner = kJsonDepthMax - 1;
        QVERIFY(readJsonObject("{\"a\":" + std::string(inner, '[') + std::string(inner, ']') + "}"));
        QVERIFY(!readJsonObject("{\"a\":" + std::string(inner + 1, '[') + std::string(inner + 1, ']') + "}"));
    }
    void takesLongNamesInPieces() {
        const std::string name(10'000, 'n');
        const auto object = readJsonObject("{\"" + name + "\":1}");
        QVERIFY(object);
        QVERIFY(object->contains(name));
    }
};

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "json_reader_test.moc"
