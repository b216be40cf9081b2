#include "ui/style/style_sheet.hpp"
#include "ui/style/theme.hpp"
#include "ui/style/type_scale.hpp"

#include <QApplication>
#include <QFontMetricsF>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace ui::style;

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void appliesPaletteSheetAndFont() {
        QSignalSpy changed(&themeNotifier(), &ThemeNotifier::themeChanged);
        applyTheme(*qApp, ThemeKind::dark);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(currentTheme(), ThemeKind::dark);
        QCOMPARE(qApp->palette().color(QPalette::Window), tokens().window);
        QCOMPARE(qApp->font().families().constFirst(), QStringLiteral("Noto Sans CJK SC"));
        QVERIFY(!qApp->styleSheet().isEmpty());
    }

    void everyPlaceOfTheSheetIsFilled() {
        for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
            QVERIFY(!styleSheetOf(tokensOf(kind)).contains(QStringLiteral("${")));
        }
    }

    void digitsAreAsWideAsEachOther() {
        const QFontMetricsF metrics(kpiFont());
        QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111111111")),
                 metrics.horizontalAdvance(QStringLiteral("0000000000")));
    }

    void focusDoesNotChangeTheSizeOfAButton() {
        applyTheme(*qApp, ThemeKind::light);
        QWidget window;
        QPushButton first(QStringLiteral("First"), &window);
        QPushButton second(QStringLiteral("Second"), &window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        second.setFocus();
        const QSize without = first.sizeHint();
        first.setFocus();
        QTRY_VERIFY(first.hasFocus());
        QCOMPARE(first.sizeHint(), without);
    }

    void buttonKindReachesTheSheet() {
        QPushButton button;
        setButtonKind(button, "danger");
        QCOMPARE(button.property("kind").toString(), QStringLiteral("danger"));
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
