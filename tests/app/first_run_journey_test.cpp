// The first steps against real gateways: the one inside the program with its demo provider, and one of another process with a
// provider that is a third process. Each ends with the copied curl line, run by a shell.
#include "app/console_options.hpp"
#include "app/embedded_engine.hpp"
#include "ui/shell/console.hpp"
#include "ui/shell/main_window.hpp"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::shell::Console;

namespace {

constexpr int kPatienceMs = 60'000;

/// `gatehoused VERB`, ended with this object.
class Program {
public:
    Program(const QStringList& arguments, std::initializer_list<std::pair<QString, QString>> settings = {}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GATEWAY_DATA_DIR"_s, folder_.path());
        for (const auto& [name, value] : settings) environment.insert(name, value);
        process_.setProcessEnvironment(environment);
        process_.setWorkingDirectory(folder_.path());
        process_.start(qEnvironmentVariable("GATEHOUSED"), arguments);
    }
    ~Program() {
        process_.kill();
        process_.waitForFinished();
    }

    /// What its line "ready URL" says.
    QString url() {
        while (process_.canReadLine() || process_.waitForReadyRead(kPatienceMs)) {
            const QString line = QString::fromUtf8(process_.readLine()).trimmed();
            if (line.startsWith(u"ready "_s)) return line.mid(6);
        }
        return {};
    }

private:
    QTemporaryDir folder_;
    QProcess process_;
};

/// A person before a console's window.
class Person {
public:
    explicit Person(Console& console) : window_(console.window()) {}

    template <class Part = QWidget>
    Part* part(const char* name) const {
        return window_.findChild<Part*>(QLatin1StringView(name));
    }
    bool shows(const char* name) const {
        const auto* widget = part(name);
        return widget && widget->isVisible();
    }
    bool can(const char* name) const { return shows(name) && part(name)->isEnabled(); }
    bool press(const char* name) const {
        if (!can(name)) return false;
        auto* button = part<QAbstractButton>(name);
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        return true;
    }
    void type(const char* name, const QString& text) const {
        auto* field = part<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    QString text(const char* name) const { return shows(name) ? part<QLabel>(name)->text() : QString(); }

private:
    QWidget& window_;
};

/// The line as it stands in the window, in a shell that knows the key. The reply's first answer; empty with `why` when none.
QString answerOf(const QString& curl, const QString& key, QString& why) {
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GW_KEY"_s, key);
    shell.setProcessEnvironment(environment);
    QTemporaryFile script;
    if (!script.open()) return {};
    script.write(curl.toUtf8());
    script.close();
    shell.start(u"/bin/bash"_s, {script.fileName()});
    // The engine's own window thread may be this one.
    if (!QTest::qWaitFor([&shell] { return shell.state() == QProcess::NotRunning; }, kPatienceMs)) shell.kill();
    const QByteArray body = shell.readAllStandardOutput();
    why = QString::fromUtf8(body + shell.readAllStandardError());
    return QJsonDocument::fromJson(body)[u"choices"_s][0][u"message"_s][u"content"_s].toString();
}

bool isPython(const QString& text) {
    QProcess python;
    python.start(u"/usr/bin/python3"_s, {u"-c"_s, u"import ast, sys; ast.parse(sys.stdin.read())"_s});
    python.write(text.toUtf8());
    python.closeWriteChannel();
    return python.waitForFinished(kPatienceMs) && python.exitCode() == 0;
}

}  // namespace

class FirstRunJourneyTest : public QObject {
    Q_OBJECT

    /// From the step of the key to the end.
    static void makeKeyAndAsk(Person& person, const QString& gateway) {
        QVERIFY(person.press("firstRun.continue"));
        QTRY_VERIFY(person.can("firstRun.key.create"));
        QVERIFY(person.press("firstRun.key.create"));
        auto* step = person.part("firstRun.key");
        const auto secret = [step] {
            const auto* field = step->findChild<QLineEdit*>(u"secretField.text"_s);
            return field ? field->text() : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(secret().startsWith(u"gw-"_s), kPatienceMs);
        const QString key = secret();
        QVERIFY(person.press("firstRun.continue"));
        QTRY_VERIFY(person.shows("firstRun.request"));
        QVERIFY(!person.can("firstRun.continue"));

        const QString curl = person.part<QPlainTextEdit>("firstRun.request.curl.text")->toPlainText();
        QVERIFY2(curl.contains(gateway) && curl.contains(u"/v1/chat/completions"_s), qPrintable(curl));
        QVERIFY2(!curl.contains(key), "the secret is not part of the line");
        QVERIFY(isPython(person.part<QPlainTextEdit>("firstRun.request.python.text")->toPlainText()));
        QString why;
        QVERIFY2(!answerOf(curl, key, why).isEmpty(), qPrintable(why));
        // The gateway tells the window about the shell's request, and the window tells the person.
        QTRY_VERIFY_WITH_TIMEOUT(person.can("firstRun.continue"), kPatienceMs);
        QVERIFY(person.press("firstRun.request.test"));
        QTRY_VERIFY_WITH_TIMEOUT(person.text("firstRun.request.outcome").contains(u'“'), kPatienceMs);
        QVERIFY(person.press("firstRun.continue"));
        QTRY_VERIFY(person.shows("firstRun.done"));
        QVERIFY(person.press("firstRun.continue"));
    }

private Q_SLOTS:
    static void initTestCase() { qputenv("GATEWAY_PORT", "0"); }

    void theGatewayInsideWithTheDemoProvider() {
        QTemporaryDir folder;
        app::ConsoleOptions options;
        options.dataDir = folder.path().toStdString();
        app::EmbeddedEngine engine(options);
        const auto door = engine.start();
        QVERIFY2(door, door ? "" : gw::describe(door.error()).c_str());
        {
            auto shown = app::shellOptions(options);
            QVERIFY(shown.firstSteps);
            shown.endpoint = app::endpointOf(*door);
            shown.startDemo = [&engine](int port) { return engine.startDemoUpstream(port); };
            Console console(*qApp, shown);
            console.show();
            Person person(console);
            QTRY_VERIFY_WITH_TIMEOUT(person.shows("firstRun.language"), kPatienceMs);
            QVERIFY(person.press("firstRun.continue"));
            QTRY_VERIFY(person.text("firstRun.gateway.problem").contains(u"http://"_s));
            QVERIFY(person.press("firstRun.continue"));
            QTRY_VERIFY(person.shows("firstAdminView"));
            person.type("firstAdmin.email", u"owner@example.test"_s);
            person.type("firstAdmin.password", u"correct horse battery"_s);
            person.type("firstAdmin.again", u"correct horse battery"_s);
            QVERIFY(person.press("firstAdmin.submit"));
            QTRY_VERIFY_WITH_TIMEOUT(person.can("firstRun.provider.demo"), kPatienceMs);
            QVERIFY(person.press("firstRun.provider.demo"));
            QTRY_VERIFY_WITH_TIMEOUT(person.can("firstRun.continue"), kPatienceMs);
            makeKeyAndAsk(person, u"http://"_s);
            QTRY_VERIFY(console.window().isShowingPages());
        }
        engine.stop();
    }

    void aGatewayAndAProviderOfOtherProcesses() {
        Program provider({u"demo-upstream"_s, u"--port"_s, u"0"_s});
        Program gateway({u"serve"_s}, {{u"GATEWAY_ADMIN_EMAIL"_s, u"owner@example.test"_s},
                                       {u"GATEWAY_ADMIN_PASSWORD"_s, u"correct horse battery"_s}});
        const QString providerUrl = provider.url();
        const QString gatewayUrl = gateway.url();
        QVERIFY(!providerUrl.isEmpty());
        QVERIFY(!gatewayUrl.isEmpty());
        QTemporaryDir folder;
        app::ConsoleOptions options;
        options.dataDir = folder.path().toStdString();
        chooseTheOther(options, gatewayUrl);
        if (QTest::currentTestFailed()) return;

        // As console_main starts again: attached, with the same folder.
        options.attachUrl = gatewayUrl.toStdString();
        Console console(*qApp, app::shellOptions(options));
        console.show();
        Person person(console);
        QTRY_VERIFY_WITH_TIMEOUT(person.shows("login.email"), kPatienceMs);
        person.type("login.email", u"owner@example.test"_s);
        person.type("login.password", u"correct horse battery"_s);
        QVERIFY(person.press("login.submit"));
        QTRY_VERIFY_WITH_TIMEOUT(person.shows("firstAdminView") && person.can("firstRun.continue"), kPatienceMs);
        QVERIFY(person.press("firstRun.continue"));
        QTRY_VERIFY(person.shows("firstRun.provider"));
        QVERIFY2(!person.can("firstRun.provider.demo"), "the demo provider runs on this computer, the gateway perhaps elsewhere");
        person.type("firstRun.provider.url", providerUrl);
        person.type("firstRun.provider.apiKey", u"sk-any"_s);
        QTRY_VERIFY(person.shows("firstRun.provider.private"));
        QVERIFY(person.press("firstRun.provider.private"));
        QVERIFY(person.press("firstRun.provider.test"));
        QTRY_VERIFY_WITH_TIMEOUT(person.can("firstRun.continue"), kPatienceMs);
        makeKeyAndAsk(person, gatewayUrl);
        QTRY_VERIFY(console.window().isShowingPages());
    }

private:
    /// The first start, with a gateway inside, up to the wish to use another one.
    static void chooseTheOther(const app::ConsoleOptions& options, const QString& gatewayUrl) {
        app::EmbeddedEngine engine(options);
        const auto door = engine.start();
        QVERIFY(door);
        auto shown = app::shellOptions(options);
        shown.endpoint = app::endpointOf(*door);
        {
            Console console(*qApp, shown);
            QSignalSpy attach(&console, &Console::attachRequested);
            QSignalSpy quit(&console, &Console::quitRequested);
            console.show();
            Person person(console);
            QTRY_VERIFY_WITH_TIMEOUT(person.shows("firstRun.language"), kPatienceMs);
            QVERIFY(person.press("firstRun.continue"));
            QTRY_VERIFY(person.press("firstRun.gateway.other"));
            person.type("firstRun.gateway.address", gatewayUrl);
            QVERIFY(person.press("firstRun.gateway.attach"));
            QTRY_COMPARE(quit.size(), 1);
            QCOMPARE(attach.size(), 1);
            QCOMPARE(attach.first().first().toUrl(), QUrl(gatewayUrl));
        }
        engine.stop();
    }
};

QTEST_MAIN(FirstRunJourneyTest)
#include "first_run_journey_test.moc"
