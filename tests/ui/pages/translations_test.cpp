// The embedded translations: there, complete, and with plurals in English.
#include "ui/models/time_text.hpp"
#include "ui/pages/page_registry.hpp"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

class TranslationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void speaksChinese() {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/gatehouse_zh_CN.qm")));
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(ui::pages::pageTitle(QStringLiteral("overview")), QStringLiteral("概览"));
        QCOMPARE(ui::pages::pageTitle(QStringLiteral("keys")), QStringLiteral("API 密钥"));
        QCOMPARE(QCoreApplication::translate("ErrorCode", "The API key is missing or not valid."),
                 QStringLiteral("缺少 API 密钥，或密钥无效。"));
        QCoreApplication::removeTranslator(&translator);
    }

    void tellsOneFromManyInEnglish() {
        QTranslator translator;
        QVERIFY(translator.load(QStringLiteral(":/i18n/gatehouse_en.qm")));
        QCoreApplication::installTranslator(&translator);
        const QDateTime now(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
        QCOMPARE(ui::models::relativeText(now.addDays(2), now), QStringLiteral("in 2 days"));
        QCOMPARE(QCoreApplication::translate("ui::pages::KeysPage", "%n key(s)", "page subtitle", 1), QStringLiteral("1 key"));
        QCoreApplication::removeTranslator(&translator);
    }

    void leavesNothingUnfinished_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("Chinese") << QStringLiteral(GW_SOURCE_DIR "/translations/gatehouse_zh_CN.ts");
        QTest::newRow("English") << QStringLiteral(GW_SOURCE_DIR "/translations/gatehouse_en.ts");
    }

    /// Every place of the source ("%1", "%n") stands in the translation too.
    void leavesNothingUnfinished() {
        QFETCH(QString, file);
        QFile ts(file);
        QVERIFY(ts.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&ts);
        QString source;
        int sentences = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            if (xml.name() == QStringLiteral("source")) source = xml.readElementText();
            if (xml.name() != QStringLiteral("translation")) continue;
            ++sentences;
            QVERIFY2(!xml.attributes().hasAttribute(QStringLiteral("type")), qPrintable(source));
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            QVERIFY2(!text.trimmed().isEmpty(), qPrintable(source));
            for (const char* place : {"%1", "%2", "%3"}) {
                QVERIFY2(!source.contains(QLatin1StringView(place)) || text.contains(QLatin1StringView(place)), qPrintable(source));
            }
        }
        QVERIFY(!xml.hasError());
        QVERIFY(sentences > 0);
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
