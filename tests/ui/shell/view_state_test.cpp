#include "ui/shell/view_state.hpp"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using ui::shell::ViewState;
using ui::style::ThemeKind;

class ViewStateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembersBetweenStarts() {
        QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("console.ini"));
        {
            QSettings settings(file, QSettings::IniFormat);
            ViewState state(settings);
            QCOMPARE(state.range(), std::chrono::seconds(900));
            QCOMPARE(state.theme(), ThemeKind::light);
            QVERIFY(!state.trayExplained());
            state.setPage(QStringLiteral("keys"));
            state.setRange(std::chrono::hours(1));
            state.setTheme(ThemeKind::dark);
            state.setLocale(QStringLiteral("zh_CN"));
            state.setTrayExplained();
            state.setGeometry("geometry");
            QCOMPARE(state.pace(), 1);
            QVERIFY(state.comfort() == ui::style::Comfort{});
            state.setPace(5);
            state.setComfort({true, true});
            QVERIFY(!state.firstRunDone());
            state.setFirstRunStep(QStringLiteral("key"));
            state.setFirstRunFact(QStringLiteral("provider"), QStringLiteral("openai"));
            state.setDemoPort(4321);
        }
        QSettings settings(file, QSettings::IniFormat);
        const ViewState state(settings);
        QCOMPARE(state.page(), QStringLiteral("keys"));
        QCOMPARE(state.range(), std::chrono::seconds(3600));
        QCOMPARE(state.theme(), ThemeKind::dark);
        QCOMPARE(state.locale(), QStringLiteral("zh_CN"));
        QCOMPARE(state.geometry(), QByteArray("geometry"));
        QVERIFY(state.trayExplained());
        QCOMPARE(state.pace(), 5);
        QVERIFY((state.comfort() == ui::style::Comfort{true, true}));
        QCOMPARE(state.firstRunStep(), QStringLiteral("key"));
        QCOMPARE(state.firstRunFact(QStringLiteral("provider")), QStringLiteral("openai"));
        QCOMPARE(state.demoPort(), 4321);
        QCOMPARE(state.file(), file);
    }

    void readsOnlyWhatItKnows() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
        ViewState state(settings);
        QCOMPARE(state.themeChoice(), QStringLiteral("system"));
        state.setThemeChoice(QStringLiteral("purple"));
        QCOMPARE(state.themeChoice(), QStringLiteral("system"));
        state.setThemeChoice(QStringLiteral("dark"));
        QCOMPARE(state.theme(), ThemeKind::dark);
        state.setPace(99);
        QCOMPARE(state.pace(), 1);
    }

    void writesNothingWhenItMustNotRemember() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
        ViewState state(settings, false);
        state.setPage(QStringLiteral("keys"));
        state.setTheme(ThemeKind::dark);
        state.setFirstRunStep(QStringLiteral("key"));
        state.setFirstRunFact(QStringLiteral("provider"), QStringLiteral("openai"));
        QVERIFY(settings.allKeys().isEmpty());
    }
};

QTEST_GUILESS_MAIN(ViewStateTest)
#include "view_state_test.moc"
