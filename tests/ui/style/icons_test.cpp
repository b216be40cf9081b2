#include "ui/style/icons.hpp"

#include <QApplication>
#include <QSet>
#include <QTest>

using namespace ui::style;

namespace {

/// The opaque pixels as a picture without colour: two statuses must differ in it.
QByteArray shapeOf(const QPixmap& pixmap) {
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    QByteArray shape;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) shape.append(qAlpha(image.pixel(x, y)) > 127 ? '#' : '.');
    }
    return shape;
}

bool hasColor(const QPixmap& pixmap, const QColor& color) {
    const QImage image = pixmap.toImage().convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QRgb pixel = image.pixel(x, y);
            if (qAlpha(pixel) == 255 && QColor(pixel) == color) return true;
        }
    }
    return false;
}

}  // namespace

class IconsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyGlyphIsDrawn() {
        for (int i = 0; i <= static_cast<int>(Glyph::warning); ++i) {
            const QPixmap pixmap = glyphPixmap(static_cast<Glyph>(i), 24, QColor(10, 20, 30));
            QVERIFY2(!pixmap.isNull(), qPrintable(QString::number(i)));
            QVERIFY2(shapeOf(pixmap).contains('#'), qPrintable(QString::number(i)));
        }
    }

    void everyStatusHasAShapeAndAWordOfItsOwn() {
        QSet<QByteArray> shapes;
        QSet<QString> words;
        constexpr int kCount = static_cast<int>(Status::readOnly) + 1;
        for (int i = 0; i < kCount; ++i) {
            shapes.insert(shapeOf(statusGlyph(static_cast<Status>(i), 16)));
            words.insert(statusWord(static_cast<Status>(i)));
        }
        QCOMPARE(shapes.size(), kCount);
        QCOMPARE(words.size(), kCount);
    }

    void iconsFollowTheThemeWithoutBeingMadeAnew() {
        const QIcon pause = icon(Glyph::pause);
        applyTheme(*qApp, ThemeKind::light);
        QVERIFY(hasColor(pause.pixmap(32), tokensOf(ThemeKind::light).text));
        applyTheme(*qApp, ThemeKind::dark);
        QVERIFY(hasColor(pause.pixmap(32), tokensOf(ThemeKind::dark).text));
    }

    void disabledIconsUseTheDisabledColour() {
        QVERIFY(hasColor(icon(Glyph::pause).pixmap({32, 32}, QIcon::Disabled), tokens().textDisabled));
    }

    void highPixelRatiosGetMorePixels() {
        QCOMPARE(glyphPixmap(Glyph::copy, 16, Qt::black, 2.0).size(), QSize(32, 32));
    }

    void readsStatusNamesOfTheAdminApi_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status");
        QTest::newRow("ok") << QStringLiteral("ok") << static_cast<int>(Status::ok);
        QTest::newRow("degraded") << QStringLiteral("degraded") << static_cast<int>(Status::degraded);
        QTest::newRow("down") << QStringLiteral("down") << static_cast<int>(Status::down);
        QTest::newRow("unknown") << QStringLiteral("unknown") << static_cast<int>(Status::unknown);
        QTest::newRow("of a later version") << QStringLiteral("sleepy") << static_cast<int>(Status::unknown);
    }

    void readsStatusNamesOfTheAdminApi() {
        QFETCH(QString, name);
        QTEST(static_cast<int>(statusFromName(name)), "status");
    }

    void theApplicationHasAMark() { QVERIFY(!applicationIcon().pixmap(32).isNull()); }
};

QTEST_MAIN(IconsTest)
#include "icons_test.moc"
