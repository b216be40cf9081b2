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
        }
        QSettings settings(file, QSettings::IniFormat);
        const ViewState state(settings);
        QCOMPARE(state.page(), QStringLiteral("keys"));
        QCOMPARE(state.range(), std::chrono::seconds(3600));
        QCOMPARE(state.theme(), ThemeKind::dark);
        QCOMPARE(state.locale(), QStringLiteral("zh_CN"));
        QCOMPARE(state.geometry(), QByteArray("geometry"));
        QVERIFY(state.trayExplained());
    }

    void writesNothingWhenItMustNotRemember() {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("console.ini")), QSettings::IniFormat);
        ViewState state(settings, false);
        state.setPage(QStringLiteral("keys"));
        state.setTheme(ThemeKind::dark);
        QVERIFY(settings.allKeys().isEmpty());
    }
};

QTEST_GUILESS_MAIN(ViewStateTest)
#include "view_state_test.moc"
