// Page names: what is built, what the contract knows, what neither knows.
#include "ui/pages/page_registry.hpp"

#include <QSet>
#include <QTest>

using namespace ui::pages;

class PageRegistryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsEveryNameOfTheContract() {
        const QStringList names = contractPageNames();
        QCOMPARE(names.size(), 23);
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 23);
        QCOMPARE(names.first(), QStringLiteral("overview"));
        QCOMPARE(names.last(), QStringLiteral("settings"));
        for (const QString& name : names) QVERIFY2(!pageTitle(name).isEmpty(), qPrintable(name));
    }

    void buildsOnlyPagesOfTheContract() {
        QVERIFY(!allPages().empty());
        for (const PageEntry& entry : allPages()) {
            const QString name = QString::fromLatin1(entry.name);
            QVERIFY(isContractPage(name));
            QCOMPARE(findPage(name), &entry);
            QCOMPARE(entry.title(), pageTitle(name));
            QVERIFY(entry.create);
            QVERIFY(!groupTitle(entry.group).isEmpty());
        }
    }

    void tellsAnUnknownNameFromOneThatIsNotBuilt() {
        QVERIFY(!isContractPage(QStringLiteral("nonsense")));
        QVERIFY(!findPage(QStringLiteral("nonsense")));
        QVERIFY(pageTitle(QStringLiteral("nonsense")).isEmpty());
        QVERIFY(!findPage({}));
    }

    void knowsTheViewsInsideAPage() {
        QCOMPARE(pageViews(QStringLiteral("limits")), (QStringList{QStringLiteral("holds"), QStringLiteral("what-if")}));
        QVERIFY(pageViews(QStringLiteral("keys")).isEmpty());
        QVERIFY(pageViews(QStringLiteral("nonsense")).isEmpty());
        const QStringList addresses = pageAddresses();
        QVERIFY(addresses.contains(QStringLiteral("limits")));
        QVERIFY(addresses.contains(QStringLiteral("limits/what-if")));
        QVERIFY(!addresses.contains(QStringLiteral("limits/holds")));  // the page begins with it
        for (const QString& address : addresses) {
            const PageAddress parts = pageAddress(address);
            QVERIFY(findPage(parts.page));
            QVERIFY(parts.view.isEmpty() || pageViews(parts.page).contains(parts.view));
        }
        QCOMPARE(pageAddress(QStringLiteral("limits")).view, QString());
        QCOMPARE(pageAddress(QStringLiteral("providers/cache")).page, QStringLiteral("providers"));
    }
};

QTEST_GUILESS_MAIN(PageRegistryTest)
#include "page_registry_test.moc"
