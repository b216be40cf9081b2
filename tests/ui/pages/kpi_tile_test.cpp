// One figure: says its state in words too, greys when stale, never widens for a long caption.
#include "ui/pages/kpi_tile.hpp"

#include "ui/style/theme.hpp"

#include <QApplication>
#include <QLabel>
#include <QTest>

using ui::pages::KpiTile;
using ui::style::Status;

class KpiTileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void saysNameValueAndStateInOneSentence() {
        KpiTile tile(QStringLiteral("page.overview.tile.errors"), QStringLiteral("Error rate"), nullptr);
        QCOMPARE(tile.value(), QStringLiteral("—"));
        tile.setValue(Status::critical, QStringLiteral("1.80 %"), QStringLiteral("warn 0.1 %"));
        QCOMPARE(tile.objectName(), QStringLiteral("page.overview.tile.errors"));
        QCOMPARE(tile.value(), QStringLiteral("1.80 %"));
        QVERIFY(tile.accessibleName().contains(QStringLiteral("1.80 %")));
        QVERIFY(tile.accessibleName().contains(ui::style::statusWord(Status::critical)));
    }

    void greysWhenStale() {
        KpiTile tile(QStringLiteral("t"), QStringLiteral("Cost"), nullptr);
        tile.setValue(Status::ok, QStringLiteral("$12"), {});
        tile.setStale(true);
        const auto* value = tile.findChild<QLabel*>(QStringLiteral("value"));
        QCOMPARE(value->palette().color(QPalette::WindowText), ui::style::tokens().textDisabled);
        tile.setStale(false);
        QCOMPARE(value->palette().color(QPalette::WindowText), ui::style::tokens().text);
    }

    void doesNotGrowWithItsCaption() {
        KpiTile tile(QStringLiteral("t"), QStringLiteral("Cost"), nullptr);
        const int before = tile.minimumSizeHint().width();
        tile.setValue(Status::ok, QStringLiteral("$12"), QString(300, u'x'));
        QCOMPARE(tile.minimumSizeHint().width(), before);
    }
};

QTEST_MAIN(KpiTileTest)
#include "kpi_tile_test.moc"
