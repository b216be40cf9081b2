#include "ui/bridge/error_text.hpp"

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

    void namesTheField() {
        ApiError error;
        error.code = QStringLiteral("INVALID_VALUE");
        error.field = QStringLiteral("rpm");
        QVERIFY(errorText(error).contains(QStringLiteral("rpm")));
    }
};

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "error_text_test.moc"
