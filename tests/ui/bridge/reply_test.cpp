#include "ui/bridge/http_link.hpp"

#include <QJsonArray>
#include <QTest>

using ui::bridge::ApiReply;
using ui::bridge::readReply;

class ReplyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryKindOfAnswer_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("timedOut");
        QTest::addColumn<QString>("transport");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("ok");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, int status, bool timedOut, const char* transport, const char* body, bool ok,
                            const char* code) {
            QTest::newRow(name) << status << timedOut << QString::fromLatin1(transport) << QByteArray(body) << ok
                                << QString::fromLatin1(code);
        };
        row("object", 200, false, "", R"({"a":1})", true, "");
        row("array", 200, false, "", R"([1,2])", true, "");
        row("no content", 204, false, "", "", true, "");
        row("accepted", 202, false, "", "{}", true, "");
        row("garbage", 200, false, "", "<html>", false, "BAD_REPLY");
        row("half a document", 200, false, "Connection closed", R"({"a":)", false, "BAD_REPLY");
        row("whole document on a broken connection", 200, false, "Connection closed", "{}", false, "BAD_REPLY");
        row("refused", 0, false, "Connection refused", "", false, "OFFLINE");
        row("timed out", 0, true, "Operation canceled", "", false, "TIMEOUT");
        row("timed out inside the body", 200, true, "Operation canceled", "{", false, "TIMEOUT");
        row("error of the engine", 422, false, "", R"({"error":{"code":"INVALID_VALUE","message":"m","field":"rpm"}})", false, "INVALID_VALUE");
        row("error without envelope", 502, false, "", "{}", false, "BAD_REPLY");
        row("error of a proxy", 502, false, "", "<html>Bad gateway</html>", false, "BAD_REPLY");
        row("redirect", 302, false, "", "", false, "BAD_REPLY");
    }

    void readsEveryKindOfAnswer() {
        QFETCH(int, status);
        QFETCH(bool, timedOut);
        QFETCH(QString, transport);
        QFETCH(QByteArray, body);
        const ApiReply reply = readReply(status, timedOut, transport, body);
        QTEST(reply.ok(), "ok");
        QTEST(reply.error.code, "code");
    }

    void keepsFieldAndDetail() {
        const ApiReply reply = readReply(
            403, false, {}, R"({"error":{"code":"FORBIDDEN","message":"m","field":null,"detail":{"required_role":"admin"}}})");
        QCOMPARE(reply.error.httpStatus, 403);
        QCOMPARE(reply.error.detail.value(QStringLiteral("required_role")).toString(), QStringLiteral("admin"));
        QVERIFY(reply.error.field.isEmpty());
    }

    void wrapsAnArray() {
        QCOMPARE(readReply(200, false, {}, "[1,2]").body.value(QStringLiteral("items")).toArray().size(), 2);
    }
};

QTEST_GUILESS_MAIN(ReplyTest)
#include "reply_test.moc"
