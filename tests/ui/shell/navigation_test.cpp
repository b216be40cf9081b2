#include "ui/shell/navigation_delegate.hpp"
#include "ui/shell/navigation_model.hpp"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using ui::pages::NavGroup;
using ui::pages::PageEntry;
using ui::shell::NavigationDelegate;
using ui::shell::NavigationModel;

namespace {

std::vector<PageEntry> entries() {
    return {
        {"overview", [] { return QStringLiteral("Overview"); }, NavGroup::monitor, nullptr},
        {"traffic", [] { return QString::fromUtf8("实时流量"); }, NavGroup::monitor, nullptr},
        {"keys", [] { return QStringLiteral("API keys"); }, NavGroup::resources, nullptr},
    };
}

}  // namespace

class NavigationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void groupsPagesUnderHeadings() {
        NavigationModel model(entries());
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 5);
        QVERIFY(model.index(0).data(NavigationModel::isGroupRole).toBool());
        QVERIFY(!model.index(0).flags().testFlag(Qt::ItemIsEnabled));
        QCOMPARE(model.index(1).data(NavigationModel::pageNameRole).toString(), QStringLiteral("overview"));
        QVERIFY(model.index(3).data(NavigationModel::isGroupRole).toBool());
        QCOMPARE(model.pageNames(), QStringList({QStringLiteral("overview"), QStringLiteral("traffic"), QStringLiteral("keys")}));
        QVERIFY(!model.indexOf(QStringLiteral("nothing")).isValid());
    }

    void badgesAreSpokenToo() {
        NavigationModel model(entries());
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setBadge(QStringLiteral("keys"), 2);
        QCOMPARE(changed.size(), 1);
        const QModelIndex keys = model.indexOf(QStringLiteral("keys"));
        QCOMPARE(keys.data(NavigationModel::badgeRole).toInt(), 2);
        QVERIFY(keys.data(Qt::AccessibleTextRole).toString().contains(u'2'));
        model.setBadge(QStringLiteral("nothing"), 2);
        QCOMPARE(changed.size(), 1);
    }

    void rowsOfBothScriptsAreEquallyHigh() {
        NavigationModel model(entries());
        QListView view;
        view.setModel(&model);
        view.setItemDelegate(new NavigationDelegate(&view));
        view.show();
        QCOMPARE(view.visualRect(model.index(1)).height(), view.visualRect(model.index(2)).height());
    }

    void theKeyboardSkipsHeadings() {
        NavigationModel model(entries());
        QListView view;
        view.setModel(&model);
        view.setItemDelegate(new NavigationDelegate(&view));
        view.show();
        view.setCurrentIndex(model.index(2));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(view.currentIndex().data(NavigationModel::pageNameRole).toString(), QStringLiteral("keys"));
    }

    void paintsBadgesAndSelection() {
        NavigationModel model(entries());
        model.setBadge(QStringLiteral("traffic"), 120);
        QListView view;
        view.setModel(&model);
        view.setItemDelegate(new NavigationDelegate(&view));
        view.setCurrentIndex(model.index(1));
        view.resize(208, 300);
        QVERIFY(!view.grab().isNull());
    }
};

QTEST_MAIN(NavigationTest)
#include "navigation_test.moc"
