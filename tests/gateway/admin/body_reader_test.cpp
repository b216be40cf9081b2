#include "gateway/admin/body_reader.hpp"

#include <boost/json/value.hpp>

#include <QtTest>

using namespace gw;
using namespace gw::admin;

namespace {

pipeline::AdminRequest requestWith(const QByteArray& type, const QByteArray& body) {
    pipeline::AdminRequest request;
    if (!type.isNull()) request.fields.emplace_back("content-type", type.toStdString());
    request.body = body.toStdString();
    return request;
}

BodySchema schema(bool form) {
    return BodySchema{.fields = {{.name = "reason", .max = 40}, {.name = "rpm", .kind = FieldKind::integer, .nullable = true}},
                      .form = form};
}

}  // namespace

class BodyReaderTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void judgesTypeAndBody_data() {
        QTest::addColumn<bool>("form");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const QByteArray curl("application/x-www-form-urlencoded");
        const QByteArray object("{\"reason\":\"leak\"}");
        QTest::newRow("json") << false << QByteArray("application/json") << object << 200;
        QTest::newRow("json with charset") << false << QByteArray("Application/JSON ; charset=utf-8") << object << 200;
        QTest::newRow("nothing") << false << QByteArray() << QByteArray() << 200;
        QTest::newRow("no type") << false << QByteArray() << object << 415;
        QTest::newRow("curl on a JSON route") << false << curl << object << 415;
        QTest::newRow("text") << false << QByteArray("text/plain") << object << 415;
        QTest::newRow("multipart") << true << QByteArray("multipart/form-data; boundary=x") << object << 415;
        QTest::newRow("curl -d json on a form route") << true << curl << object << 200;
        QTest::newRow("curl -d form on a form route") << true << curl << QByteArray("reason=leak&rpm=5") << 200;
        QTest::newRow("json on a form route") << true << QByteArray("application/json") << object << 200;
        QTest::newRow("json without a type on a form route") << true << QByteArray() << object << 200;
        QTest::newRow("form without a type on a form route") << true << QByteArray() << QByteArray("rpm=5") << 200;
        QTest::newRow("json behind blanks, as a form") << true << curl << QByteArray(" \n" + object) << 200;
        QTest::newRow("blanks alone, as a form") << true << curl << QByteArray(" ") << 200;
        QTest::newRow("form as json") << true << QByteArray("application/json") << QByteArray("rpm=5") << 400;
        QTest::newRow("text on a form route") << true << QByteArray("text/plain") << QByteArray("rpm=5") << 415;
        QTest::newRow("broken json from curl") << true << curl << QByteArray("{\"reason\":") << 400;
        QTest::newRow("unknown field from curl") << true << curl << QByteArray("burst=5") << 400;
        QTest::newRow("wrong type") << false << QByteArray("application/json") << QByteArray("{\"rpm\":\"5\"}") << 422;
        QTest::newRow("a list") << false << QByteArray("application/json") << QByteArray("[]") << 400;
        QTest::newRow("too large") << false << QByteArray("application/json") << QByteArray(1024 * 1024 + 1, ' ') << 413;
    }
    void judgesTypeAndBody() {
        QFETCH(bool, form);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const auto read = readBody(requestWith(type, body), schema(form));
        QCOMPARE(read ? 200 : httpStatus(read.error().code), status);
    }
    void refusesTwoTypes() {
        auto request = requestWith("application/json", "{}");
        request.fields.emplace_back("content-type", "application/json");
        QVERIFY(!readBody(request, schema(false)));
    }
};

QTEST_GUILESS_MAIN(BodyReaderTest)
#include "body_reader_test.moc"
