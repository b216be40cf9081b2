#include "gateway/admin/body_schema.hpp"
#include "gateway/admin/json_reader.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <QtTest>

using namespace gw;
using namespace gw::admin;

namespace {

const std::vector<Field>& fields() {
    static const std::vector<Field> kFields{
        {.name = "name", .required = true, .min = 1, .max = 8},
        {.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1000},
        {.name = "active", .kind = FieldKind::boolean},
        {.name = "kind", .oneOf = {"openai", "anthropic"}},
        {.name = "models", .kind = FieldKind::texts, .max = 2},
        {.name = "items",
         .kind = FieldKind::objects,
         .max = 2,
         .members = {{.name = "weight", .kind = FieldKind::integer, .required = true, .min = 0, .max = 10}}},
    };
    return kFields;
}

}  // namespace

class BodySchemaTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void takesAWholeBody() {
        const auto body = readJsonObject(
            R"({"name":"key","rpm":null,"active":true,"kind":"openai","models":["a","b"],"items":[{"weight":0}]})");
        QVERIFY(body);
        QVERIFY(checkBody(*body, fields()));
    }
    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char* name, const char* text, int status, const char* field) {
            QTest::newRow(name) << QByteArray(text) << status << QByteArray(field);
        };
        row("unknown", R"({"name":"a","x":1,"y":2})", 400, "x");
        row("unknown inside", R"({"name":"a","items":[{"weight":1,"role":"x"}]})", 400, "items[0].role");
        row("missing", "{}", 400, "name");
        row("missing inside", R"({"name":"a","items":[{}]})", 400, "items[0].weight");
        row("number for text", R"({"name":5})", 422, "name");
        row("null for text", R"({"name":null})", 422, "name");
        row("empty text", R"({"name":""})", 422, "name");
        row("long text", R"({"name":"123456789"})", 422, "name");
        row("line break in text", R"({"name":"a\nb"})", 422, "name");
        row("NUL in text", R"({"name":"a\u0000b"})", 422, "name");
        row("text for number", R"({"name":"a","rpm":"5"})", 422, "rpm");
        row("fraction for number", R"({"name":"a","rpm":5.0})", 422, "rpm");
        row("number too small", R"({"name":"a","rpm":0})", 422, "rpm");
        row("number too large", R"({"name":"a","rpm":1001})", 422, "rpm");
        row("number beyond 63 bits", R"({"name":"a","rpm":18446744073709551615})", 422, "rpm");
        row("number for truth", R"({"name":"a","active":1})", 422, "active");
        row("another word", R"({"name":"a","kind":"mock"})", 422, "kind");
        row("text for list", R"({"name":"a","models":"a"})", 422, "models");
        row("list too long", R"({"name":"a","models":["a","b","c"]})", 422, "models");
        row("number in list", R"({"name":"a","models":["a",1]})", 422, "models[1]");
        row("empty entry", R"({"name":"a","models":[""]})", 422, "models[0]");
        row("text for objects", R"({"name":"a","items":["a"]})", 422, "items[0]");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        QFETCH(QByteArray, field);
        const auto body = readJsonObject(text.toStdString());
        QVERIFY(body);
        const auto checked = checkBody(*body, fields());
        QVERIFY(!checked);
        QCOMPARE(httpStatus(checked.error().code), status);
        QCOMPARE(QByteArray::fromStdString(checked.error().field), field);
        QVERIFY(QByteArray::fromStdString(checked.error().detail).contains(field.split('.').last()));
    }
    void namesEveryUnknownMember() {
        const auto body = readJsonObject(R"({"name":"a","x":1,"y":2})");
        const auto checked = checkBody(*body, fields());
        QVERIFY(checked.error().detail.find("x, y") != std::string::npos);
        QVERIFY(checked.error().detail.find("name, rpm") != std::string::npos);
    }
    void describesItselfAsJsonSchema() {
        const auto schema = schemaOf(fields());
        QVERIFY(schema.at("additionalProperties").as_bool() == false);
        QVERIFY(schema.at("required").as_array().at(0).as_string() == "name");
        const auto& rpm = schema.at("properties").as_object().at("rpm").as_object();
        QVERIFY(rpm.at("nullable").as_bool());
        QCOMPARE(rpm.at("maximum").as_int64(), std::int64_t{1000});
        const auto& kind = schema.at("properties").as_object().at("kind").as_object();
        QVERIFY(kind.at("enum").as_array().size() == 2);
    }
};

QTEST_GUILESS_MAIN(BodySchemaTest)
#include "body_schema_test.moc"
