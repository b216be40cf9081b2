#include "ui/bridge/error_text.hpp"

#include <QJsonDocument>
#include <QSet>
#include <QTest>

using ui::bridge::ApiError;
using ui::bridge::errorText;

class ErrorTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasASentenceForEveryCode_data() {
        QTest::addColumn<QString>("code");
        for (const QString& code : ui::bridge::knownErrorCodes()) QTest::newRow(qPrintable(code)) << code;
    }

    void hasASentenceForEveryCode() {
        QFETCH(QString, code);
        ApiError error;
        error.code = code;
        error.message = QStringLiteral("engine's own words");
        const QString text = errorText(error);
        QVERIFY(!text.isEmpty());
        QVERIFY(text != error.message);
        QVERIFY2(text.endsWith(u'.') || text.endsWith(u'?'), qPrintable(text));
    }

    void noCodeIsListedTwice() {
        const QStringList codes = ui::bridge::knownErrorCodes();
        QCOMPARE(QSet<QString>(codes.begin(), codes.end()).size(), codes.size());
        QVERIFY(codes.size() > 40);
    }

    void usesTheEnginesWordsForACodeOfALaterVersion() {
        ApiError error;
        error.code = QStringLiteral("FROM_THE_FUTURE");
        error.message = QStringLiteral("Something else.");
        QCOMPARE(errorText(error), QStringLiteral("Something else."));
        error.message.clear();
        QVERIFY(errorText(error).contains(QStringLiteral("FROM_THE_FUTURE")));
    }

    void saysWhatAProvidersTestFound_data() {
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* reply, const char* says) {
            QTest::newRow(name) << QByteArray(reply) << QString::fromLatin1(says);
        };
        row("key", R"({"status":401,"error":"x","error_code":"UPSTREAM_AUTH"})", "The provider refused the credential (401): check the API key.");
        row("address", R"({"status":404,"error":"x","error_code":"UPSTREAM_ERROR"})", "check the base URL");
        row("busy", R"({"status":429,"error":"x","error_code":"UPSTREAM_RATE_LIMIT"})", "try again later");
        row("redirect", R"({"status":307,"error":"x","error_code":"UPSTREAM_ERROR"})", "redirect (307)");
        row("broken", R"({"status":503,"error":"x","error_code":"UPSTREAM_ERROR"})", "The provider answered with status 503.");
        row("refused", R"({"status":null,"error":"x","error_code":"UPSTREAM_UNREACHABLE","error_detail":"127.0.0.1:1: Connection refused"})",
            "The provider cannot be reached. (127.0.0.1:1: Connection refused)");
        row("silent", R"({"status":null,"error":"x","error_code":"UPSTREAM_TIMEOUT","error_detail":null})", "The provider did not answer in time.");
        row("an engine without codes", R"({"status":401,"error":"Its words."})", "Its words.");
    }

    void saysWhatAProvidersTestFound() {
        QFETCH(QByteArray, reply);
        QFETCH(QString, says);
        const QString text = ui::bridge::probeText(QJsonDocument::fromJson(reply).object());
        QVERIFY2(text.contains(says), qPrintable(text));
    }

    void saysWhoWasFaster() {
        ApiError error;
        error.code = QStringLiteral("CONFLICT");
        error.field = QStringLiteral("if-match");
        QVERIFY(errorText(error).contains(QStringLiteral("changed meanwhile")));
        error.detail = {{QStringLiteral("changed_by"), QStringLiteral("otto@example.com")},
                        {QStringLiteral("changed_at"), QStringLiteral("2026-01-06T12:00:00.000Z")}};
        QVERIFY(errorText(error).contains(QStringLiteral("otto@example.com")));
        QVERIFY(!errorText(error).contains(QStringLiteral("if-match")));
    }

    void namesTheField() {
        ApiError error;
        error.code = QStringLiteral("INVALID_VALUE");
        error.field = QStringLiteral("rpm");
        QVERIFY(errorText(error).contains(QStringLiteral("rpm")));
    }
};

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "error_text_test.moc"
