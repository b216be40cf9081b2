#include "http_peer.hpp"

#include "ui/pages/page_registry.hpp"
#include "ui/shell/console.hpp"
#include "ui/shell/environment_strip.hpp"
#include "ui/shell/main_window.hpp"
#include "ui/style/comfort.hpp"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLocale>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using ui::shell::Console;
using ui::shell::MainWindow;
using ui::style::ThemeKind;

namespace {

struct Stage {
    QTemporaryDir folder;
    HttpPeer peer;
    Console::Options options;

    Stage() {
        answerAsReadyEngine(peer);
        options.endpoint = {peer.url(), "s", true};
        options.dataDir = folder.path();
        options.locale = QStringLiteral("en");
    }
    QString file(const char* name) const { return folder.filePath(QLatin1StringView(name)); }
};

}  // namespace

class ConsoleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { ui::style::applyTheme(*qApp, ThemeKind::light); }

    void changesThemeAtOnceAndRemembersIt() {
        Stage stage;
        {
            Console console(*qApp, stage.options);
            console.show();
            QCOMPARE(ui::style::currentTheme(), ThemeKind::light);
            console.window().findChild<QAction*>(QStringLiteral("strip.theme.dark"))->trigger();
            QCOMPARE(ui::style::currentTheme(), ThemeKind::dark);
        }
        Console again(*qApp, stage.options);
        QCOMPARE(ui::style::currentTheme(), ThemeKind::dark);
        stage.options.theme = ThemeKind::light;
        Console told(*qApp, stage.options);
        QCOMPARE(ui::style::currentTheme(), ThemeKind::light);
    }

    void appliesSettingsAtOnceAndRestoresThem() {
        Stage stage;
        stage.options.page = QStringLiteral("settings");
        {
            Console console(*qApp, stage.options);
            console.show();
            QTRY_VERIFY(console.window().isShowingPages());
            const auto box = [&](const char* name) { return console.window().findChild<QComboBox*>(QLatin1StringView(name)); };
            QTest::keyClick(box("page.settings.theme"), Qt::Key_End);
            QCOMPARE(ui::style::currentTheme(), ThemeKind::dark);
            QVERIFY(console.window().findChild<QAction*>(QStringLiteral("strip.theme.dark"))->isChecked());
            QTest::keyClick(box("page.settings.pace"), Qt::Key_End);
            auto* twice = console.window().findChild<QCheckBox*>(QStringLiteral("page.settings.doublePress"));
            QTest::mouseClick(twice, Qt::LeftButton, {}, QPoint(8, twice->height() / 2));
            QVERIFY(ui::style::comfort().doublePress);
            const MainWindow* before = &console.window();
            QTest::keyClick(box("page.settings.language"), Qt::Key_End);
            QTRY_VERIFY(&console.window() != before);
            QCOMPARE(QLocale().language(), QLocale::Chinese);
            QTRY_COMPARE(console.window().currentPageName(), QStringLiteral("settings"));
            console.window().findChild<QAction*>(QStringLiteral("strip.language.en"))->trigger();
        }
        ui::style::setComfort({});
        Console again(*qApp, stage.options);
        again.show();
        QTRY_VERIFY(again.window().isShowingPages());
        QCOMPARE(ui::style::currentTheme(), ThemeKind::dark);
        QVERIFY(ui::style::comfort().doublePress);
        QCOMPARE(again.window().findChild<QComboBox*>(QStringLiteral("page.settings.pace"))->currentData().toInt(), 5);
        ui::style::setComfort({});
    }

    void startsTheDemoOfLastTimeAtItsPort() {
        Stage stage;
        int asked = -1;
        stage.options.startDemo = [&asked](int port) { return asked = port; };
        {
            const Console first(*qApp, stage.options);
            QCOMPARE(asked, -1);
        }
        QSettings(stage.file("console.ini"), QSettings::IniFormat).setValue(QStringLiteral("demo/port"), 4321);
        const Console again(*qApp, stage.options);
        QCOMPARE(asked, 4321);
    }

    void attachesByEndingFirst() {
        Stage stage;
        Console console(*qApp, stage.options);
        console.show();
        QSignalSpy attach(&console, &Console::attachRequested);
        QSignalSpy quit(&console, &Console::quitRequested);
        Q_EMIT console.window().attachChosen(QUrl(QStringLiteral("https://gw.example.com")));
        QCOMPARE(attach.size(), 1);
        QCOMPARE(quit.size(), 1);
    }

    void goesOnWithTheFirstStepsInAnotherLanguage() {
        Stage stage;
        stage.options.firstSteps = true;
        stage.peer.on("POST /api/v1/auth/local", 409, R"({"error":{"code":"NO_ADMIN","message":"m"}})");
        Console console(*qApp, stage.options);
        console.show();
        const auto part = [&](const char* name) { return console.window().findChild<QAbstractButton*>(QLatin1StringView(name)); };
        QTRY_VERIFY(part("firstRun.language.zh_CN")->isVisible());
        const MainWindow* before = &console.window();
        QTest::keyClick(part("firstRun.language.zh_CN"), Qt::Key_Space);
        QTRY_VERIFY(&console.window() != before);
        QTRY_VERIFY(part("firstRun.language.zh_CN")->isVisible());
        QVERIFY(part("firstRun.language.zh_CN")->isChecked());
        console.window().findChild<QAction*>(QStringLiteral("strip.language.en"))->trigger();
    }

    void changesLanguageAndKeepsThePage() {
        Stage stage;
        Console console(*qApp, stage.options);
        console.show();
        QTRY_VERIFY(console.window().isShowingPages());
        const QString second = QLatin1StringView(ui::pages::allPages().at(1).name);
        console.window().openPage(second);
        MainWindow* before = &console.window();
        before->findChild<QAction*>(QStringLiteral("strip.language.zh_CN"))->trigger();
        QVERIFY(&console.window() != before);
        QVERIFY(console.window().isVisible());
        QCOMPARE(QLocale().language(), QLocale::Chinese);
        QTRY_COMPARE(console.window().currentPageName(), second);
        console.window().findChild<QAction*>(QStringLiteral("strip.language.en"))->trigger();
        QCOMPARE(QLocale().language(), QLocale::English);
    }

    void quitsByAskingTheAppToDrain() {
        Stage stage;
        Console console(*qApp, stage.options);
        console.show();
        QTRY_VERIFY(console.window().isShowingPages());
        QSignalSpy quit(&console, &Console::quitRequested);
        console.window().findChild<QAction*>(QStringLiteral("strip.quit"))->trigger();
        QTRY_COMPARE(quit.size(), 1);
        QVERIFY(!console.window().isShowingPages());
        QVERIFY(console.window().isVisible());
        console.engineStopped();
        QVERIFY(!console.window().isVisible());
        QVERIFY(QFile::exists(stage.file("console.ini")));
    }

    void refusesAScreenshotOfAPageThatIsNotBuilt() {
        Stage stage;
        stage.options.page = QStringLiteral("nothing");
        stage.options.screenshotFile = stage.file("shot.png");
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(done.first().at(0).toBool(), false);
        QVERIFY(!QFile::exists(stage.file("shot.png")));
    }

    void saysWhyAScreenshotCannotBeTaken_data() {
        QTest::addColumn<QByteArray>("engine");
        QTest::addColumn<QByteArray>("local");
        QTest::addColumn<QString>("part");
        QTest::newRow("no administrator") << QByteArray(R"({"stage":"ready"})")
                                          << QByteArray(R"({"error":{"code":"NO_ADMIN","message":"m"}})")
                                          << QStringLiteral("administrator");
        QTest::newRow("failed start")
            << QByteArray(R"({"stage":"failed","failed_stage":"workers","error":{"code":"PORT_TAKEN","message":"m","detail":{"port":8000}}})")
            << QByteArray("{}") << QStringLiteral("8000");
    }

    void saysWhyAScreenshotCannotBeTaken() {
        QFETCH(QByteArray, engine);
        QFETCH(QByteArray, local);
        QFETCH(QString, part);
        Stage stage;
        stage.peer.on("GET /api/v1/engine", 200, engine);
        stage.peer.on("POST /api/v1/auth/local", 409, local);
        stage.options.page = QStringLiteral("overview");
        stage.options.screenshotFile = stage.file("shot.png");
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
        QCOMPARE(done.first().at(0).toBool(), false);
        QVERIFY2(done.first().at(1).toString().contains(part), qPrintable(done.first().at(1).toString()));
    }

    void waitsForAnAdministratorThatIsJustBeingMade() {
        Stage stage;
        int asked = 0;
        const QByteArray tokens = R"({"access_token":"t","refresh_token":"r","expires_in":900,"user":{"email":"e","role":"admin"}})";
        stage.peer.on("POST /api/v1/auth/local", [&](const PeerRequest&) {
            if (++asked < 3) return PeerReply{409, R"({"error":{"code":"NO_ADMIN","message":"m"}})"};
            return PeerReply{200, tokens};
        });
        stage.peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[],"next_cursor":null})");
        stage.options.page = QStringLiteral("keys");
        stage.options.screenshotFile = stage.file("shot.png");
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
        QVERIFY2(done.first().at(0).toBool(), qPrintable(done.first().at(1).toString()));
    }

    /// A bench of a picture of the keys page, and how it ended.
    static QVariantList pictureWith(Stage& stage, std::chrono::seconds within, std::function<ui::shell::Preparation()> preparation) {
        stage.peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[],"next_cursor":null})");
        stage.options.page = QStringLiteral("keys");
        stage.options.screenshotFile = stage.file("shot.png");
        stage.options.screenshotTimeout = within;
        stage.options.preparation = std::move(preparation);
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        return QTest::qWaitFor([&done] { return !done.isEmpty(); }, 20000) ? done.first() : QVariantList{false, QStringLiteral("never")};
    }

    void waitsForWhatTheProgramPrepares() {
        Stage stage;
        QElapsedTimer since;
        since.start();
        bool over = false;
        const auto outcome = pictureWith(stage, std::chrono::seconds(15), [&]() -> ui::shell::Preparation {
            over = since.elapsed() > 3000;
            return {over ? QString() : QStringLiteral("the demo's first request"), {}};
        });
        QVERIFY2(outcome.at(0).toBool(), qPrintable(outcome.at(1).toString()));
        QVERIFY(over);
        const QByteArrayList& paths = stage.peer.paths();
        QVERIFY2(std::count_if(paths.begin(), paths.end(), [](const QByteArray& path) { return path.contains("/api-keys"); }) > 1, "read again afterwards");
    }

    void saysWhatWasMissingInTheEnd() {
        Stage stage;
        const auto outcome = pictureWith(stage, std::chrono::seconds(1), []() -> ui::shell::Preparation { return {QStringLiteral("the demo's key"), {}}; });
        QCOMPARE(outcome.at(0).toBool(), false);
        QVERIFY2(outcome.at(1).toString().contains(QStringLiteral("the demo's key")), qPrintable(outcome.at(1).toString()));
        QVERIFY(!QFile::exists(stage.file("shot.png")));
    }

    void doesNotWaitForWhatHasFailed() {
        Stage stage;
        const auto outcome = pictureWith(stage, std::chrono::seconds(15), []() -> ui::shell::Preparation { return {{}, QStringLiteral("demo key answered 500")}; });
        QCOMPARE(outcome.at(0).toBool(), false);
        QVERIFY(outcome.at(1).toString().contains(QStringLiteral("demo key answered 500")));
    }

    void drawsThePageOfTheAskedSizeAndRemembersNothing() {
        Stage stage;
        stage.peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[],"next_cursor":null})");
        stage.options.page = QStringLiteral("keys");
        stage.options.screenshotFile = stage.file("shot.png");
        stage.options.size = {1280, 800};
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
        QVERIFY2(done.first().at(0).toBool(), qPrintable(done.first().at(1).toString()));
        QCOMPARE(QImage(stage.file("shot.png")).size(), QSize(1280, 800));
        QVERIFY(!QFile::exists(stage.file("console.ini")));
    }

    void saysWhenThePictureCannotBeWritten() {
        Stage stage;
        stage.peer.on("GET /api/v1/admin/api-keys", 200, R"({"items":[],"next_cursor":null})");
        stage.options.page = QStringLiteral("keys");
        stage.options.screenshotFile = stage.file("no/such/folder/shot.png");
        Console console(*qApp, stage.options);
        QSignalSpy done(&console, &Console::screenshotDone);
        console.show();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 20000);
        QCOMPARE(done.first().at(0).toBool(), false);
        QVERIFY(done.first().at(1).toString().contains(QStringLiteral("shot.png")));
    }
};

QTEST_MAIN(ConsoleTest)
#include "console_test.moc"
