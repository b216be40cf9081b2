#include "gateway/admin/form_body.hpp"

#include <boost/json/value.hpp>

#include <QtTest>

using namespace gw;
using namespace gw::admin;

namespace {

const std::vector<Field>& limits() {
    static const std::vector<Field> kFields{
        {.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1'000'000},
        {.name = "tpm", .kind = FieldKind::integer, .nullable = true, .min = 1},
        {.name = "reason", .max = 40},
        {.name = "now", .kind = FieldKind::boolean},
    };
    return kFields;
}

}  // namespace

class FormBodyTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsWhatCurlSends() {
        const auto body = readFormObject("rpm=100&tpm=200000", limits());
        QVERIFY(body);
        QCOMPARE(body->at("rpm").as_int64(), std::int64_t{100});
        QCOMPARE(body->at("tpm").as_int64(), std::int64_t{200000});
    }
    void decodesPlusAndPercent() {
        const auto body = readFormObject("reason=leaked+in%20a%20log&now=true", limits());
        QVERIFY(body);
        QVERIFY(body->at("reason").as_string() == "leaked in a log");
        QVERIFY(body->at("now").as_bool());
    }
    void takesAnEmptyValueAsTheDefault() {
        const auto body = readFormObject("rpm=&tpm=5", limits());
        QVERIFY(body);
        QVERIFY(body->at("rpm").is_null());
    }
    void changesOnlyTheFieldsGiven() {
        const auto body = readFormObject("tpm=5&", limits());
        QVERIFY(body);
        QVERIFY(!body->contains("rpm"));
    }
    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("status");
        QTest::newRow("unknown field") << QByteArray("rpm=1&burst=2") << 400;
        QTest::newRow("given twice") << QByteArray("rpm=1&rpm=2") << 400;
        QTest::newRow("unknown given twice") << QByteArray("x=1&x=2") << 400;
        QTest::newRow("broken escape") << QByteArray("rpm=%zz") << 400;
        QTest::newRow("no number") << QByteArray("rpm=many") << 422;
        QTest::newRow("number with a tail") << QByteArray("rpm=10x") << 422;
        QTest::newRow("hex") << QByteArray("rpm=0x10") << 422;
        QTest::newRow("too large") << QByteArray("rpm=99999999999999999999") << 422;
        QTest::newRow("out of range") << QByteArray("rpm=0") << 422;
        QTest::newRow("control character") << QByteArray("reason=a%0ab") << 422;
        QTest::newRow("no truth") << QByteArray("now=yes") << 422;
        QTest::newRow("too many") << QByteArray("a=1&").repeated(101) << 400;
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(int, status);
        const auto body = readFormObject(text.toStdString(), limits());
        QVERIFY(!body);
        QCOMPARE(httpStatus(body.error().code), status);
    }
};

QTEST_GUILESS_MAIN(FormBodyTest)
#include "form_body_test.moc"
