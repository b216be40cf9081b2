// The pure parts of the first steps: snippets, addresses, provider drafts, the choice of a model.
#include "ui/shell/first_run/gateway_step.hpp"
#include "ui/shell/first_run/provider_step.hpp"
#include "ui/shell/first_run/snippets.hpp"

#include <QTest>

using namespace ui::shell;

class FirstRunStepsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesRequestsThatCanBePasted() {
        const QString curl = curlSnippet(QStringLiteral("http://127.0.0.1:8000"), QStringLiteral("p/it's"));
        QVERIFY2(curl.contains(QStringLiteral("'{\"model\":\"p/it'\\''s\",\n      \"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}'")), qPrintable(curl));
        QVERIFY(curl.contains(QStringLiteral("\"Authorization: Bearer $GW_KEY\"")));
        const QString python = pythonSnippet(QStringLiteral("http://127.0.0.1:8000"), QStringLiteral("a\"b"));
        QVERIFY2(python.contains(QStringLiteral("model=\"a\\\"b\"")), qPrintable(python));
        QVERIFY(python.contains(QStringLiteral("base_url=\"http://127.0.0.1:8000/v1\"")));
    }

    void readsAddresses_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QUrl>("url");
        QTest::newRow("whole") << QStringLiteral(" https://gw.example.com:8000 ") << QUrl(QStringLiteral("https://gw.example.com:8000"));
        QTest::newRow("host only") << QStringLiteral("gw.example.com:8000") << QUrl(QStringLiteral("https://gw.example.com:8000"));
        QTest::newRow("plain") << QStringLiteral("http://127.0.0.1:8000") << QUrl(QStringLiteral("http://127.0.0.1:8000"));
        QTest::newRow("nothing") << QString() << QUrl();
        QTest::newRow("words") << QStringLiteral("my gateway") << QUrl();
        QTest::newRow("another scheme") << QStringLiteral("ftp://gw.example.com") << QUrl();
        QTest::newRow("no host") << QStringLiteral("https://") << QUrl();
    }

    void readsAddresses() {
        QFETCH(QString, typed);
        QTEST(gatewayAddress(typed), "url");
    }

    void judgesProviders_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("good");
        QTest::newRow("good") << QStringLiteral("openai") << QStringLiteral("https://api.openai.com") << true;
        QTest::newRow("capital") << QStringLiteral("OpenAI") << QStringLiteral("https://api.openai.com") << false;
        QTest::newRow("no name") << QString() << QStringLiteral("https://api.openai.com") << false;
        QTest::newRow("too long") << QString(33, u'a') << QStringLiteral("https://api.openai.com") << false;
        QTest::newRow("no address") << QStringLiteral("openai") << QString() << false;
        QTest::newRow("no scheme") << QStringLiteral("openai") << QStringLiteral("api.openai.com") << false;
        QTest::newRow("words") << QStringLiteral("openai") << QStringLiteral("the usual one") << false;
    }

    void judgesProviders() {
        QFETCH(QString, name);
        QFETCH(QString, url);
        ProviderDraft draft;
        draft.name = name;
        draft.baseUrl = url;
        QTEST(providerProblem(draft).isEmpty(), "good");
    }

    void choosesAModelOfTheKind() {
        const QStringList models{QStringLiteral("babbage"), QStringLiteral("gpt-4o"), QStringLiteral("claude-3")};
        QCOMPARE(firstModel(QStringLiteral("openai"), {}, models), QStringLiteral("gpt-4o"));
        QCOMPARE(firstModel(QStringLiteral("anthropic"), {}, models), QStringLiteral("claude-3"));
        QCOMPARE(firstModel(QStringLiteral("gemini"), {}, models), QStringLiteral("babbage"));
        QCOMPARE(firstModel(QStringLiteral("openai"), QStringLiteral("mine"), models), QStringLiteral("mine"));
        QCOMPARE(firstModel(QStringLiteral("openai"), {}, {QStringLiteral("demo-embed"), QStringLiteral("demo-large")}), QStringLiteral("demo-large"));
        QCOMPARE(firstModel(QStringLiteral("openai"), {}, {QStringLiteral("text-embed")}), QStringLiteral("text-embed"));
        QVERIFY(firstModel(QStringLiteral("openai"), {}, {}).isEmpty());
    }
};

QTEST_MAIN(FirstRunStepsTest)
#include "first_run_steps_test.moc"
