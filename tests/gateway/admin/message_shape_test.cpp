#include "gateway/admin/message_shape.hpp"

#include <QTest>

using gw::admin::messageShape;

class MessageShapeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatIsSaidAndDropsTheFigures_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shape");
        const auto row = [](const char* text, const char* shape) { QTest::newRow(text) << QByteArray(text) << QByteArray(shape); };
        row("timeout after 5000 ms", "timeout after {n} ms");
        row("timeout after 1.5s", "timeout after {n}s");
        row("This key may make 1,200 requests a minute; the next one fits in 60 s.", "This key may make {n} requests a minute; the next one fits in {n} s.");
        row("the provider answered with status 503", "the provider answered with status 503");
        row("\"nowhere\" is not known.", "\"{name}\" is not known.");
        row("connect to 10.0.0.7:8443 failed", "connect to {address} failed");
        row("req-06h1tveqgsvmn2gx8bmawrm3g8 was cut", "{id} was cut");
        row("at rest: first/gpt-4o; the next call is tried in 300 s", "at rest: first/gpt-4o; the next call is tried in {n} s");
        row("an open \"quotation", "an open \"quotation");
        row("完成 3 次", "完成 {n} 次");
        row("", "");
        row("42.", "{n}.");
    }
    void keepsWhatIsSaidAndDropsTheFigures() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shape);
        QCOMPARE(QByteArray::fromStdString(messageShape(text.toStdString())), shape);
        QCOMPARE(QByteArray::fromStdString(messageShape(shape.toStdString())), shape);
    }
};

QTEST_GUILESS_MAIN(MessageShapeTest)
#include "message_shape_test.moc"
