// What every page owes to people without a mouse or without eyes: each control has a name and takes the focus.
#include "tests/ui/pages/keyboard_walk.hpp"
#include "tests/ui/pages/page_bench.hpp"

using ui::pages::allPages;

class AccessibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyControlHasANameAndTakesTheFocus_data() {
        QTest::addColumn<QString>("name");
        for (const auto& entry : allPages()) QTest::newRow(entry.name) << QString::fromLatin1(entry.name);
    }

    void everyControlHasANameAndTakesTheFocus() {
        QFETCH(QString, name);
        PageBench bench;
        bench.openPage(qPrintable(name));
        for (const QWidget* widget : bench.page->findChildren<QWidget*>()) {
            if (!isControl(widget)) continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            // A button that waits for its words is not seen before it has them; one with a picture only has a name from the start.
            if (button && button->icon().isNull() && button->text().isEmpty() && !button->isVisible()) continue;
            const QString said = button && widget->accessibleName().isEmpty() ? button->text() : widget->accessibleName();
            const QString place = QStringLiteral("%1 (%2)").arg(widget->objectName(), QString::fromLatin1(widget->metaObject()->className()));
            QVERIFY2(!said.isEmpty(), qPrintable(place));
            QVERIFY2(widget->focusPolicy() & Qt::TabFocus, qPrintable(place));
        }
    }

    /// A view that is offered by name is one the page knows.
    void everyViewOpens_data() {
        QTest::addColumn<QString>("name");
        for (const auto& entry : allPages()) QTest::newRow(entry.name) << QString::fromLatin1(entry.name);
    }

    void everyViewOpens() {
        QFETCH(QString, name);
        const QStringList views = ui::pages::pageViews(name);
        if (views.isEmpty()) return;
        PageBench bench;
        bench.openPage(qPrintable(name));
        QSet<QString> seen;
        for (const QString& view : views) {
            bench.page->open(view);
            QStringList shown;
            for (const auto* tabs : bench.page->findChildren<QTabBar*>()) shown << QString::number(tabs->currentIndex());
            for (const auto* box : bench.page->findChildren<QComboBox*>()) shown << box->currentText();
            seen.insert(shown.join(u'|'));
        }
        QCOMPARE(seen.size(), views.size());
    }
};

QTEST_MAIN(AccessibilityTest)
#include "accessibility_test.moc"
