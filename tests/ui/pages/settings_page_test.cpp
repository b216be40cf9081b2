// The settings page: each choice applied at once, defaults and undo, and the facts it shows.
#include "tests/ui/pages/fake_preferences.hpp"
#include "tests/ui/pages/page_bench.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include <list>

namespace {

void choose(const PageBench& bench, const char* name, int steps) {
    auto* box = bench.part<QComboBox>(name);
    for (int i = 0; i < steps; ++i) QTest::keyClick(box, Qt::Key_Down);
}

}  // namespace

class SettingsPageTest : public QObject {
    Q_OBJECT

    FakePreferences* open(PageBench& bench) {
        bench.context->preferences = &choices_.emplace_back();
        bench.peer.on("GET /api/v1/engine", 200,
                      R"({"stage":"ready","version":"9.8.7","url":"http://127.0.0.1:8000","data_dir":"/srv/ops/gatehouse",)"
                      R"("environment":{"name":"gw-local","class":"production"}})");
        bench.openPage("settings");
        return &choices_.back();
    }

private Q_SLOTS:
    void appliesEachChoiceAtOnce() {
        PageBench bench;
        const FakePreferences* choices = open(bench);
        choose(bench, "page.settings.theme", 2);
        QCOMPARE(choices->theme(), QStringLiteral("dark"));
        choose(bench, "page.settings.language", 1);
        QTRY_COMPARE(choices->locale(), QStringLiteral("zh_CN"));
        choose(bench, "page.settings.pace", 1);
        QCOMPARE(choices->pace(), 2);
        QTest::keyClick(bench.part<QCheckBox>("page.settings.reduceMotion"), Qt::Key_Space);
        QVERIFY(choices->reduceMotion());
        QTest::keyClick(bench.part<QCheckBox>("page.settings.doublePress"), Qt::Key_Space);
        QVERIFY(choices->doublePress());
    }

    void followsChangesMadeElsewhere() {
        PageBench bench;
        open(bench)->setTheme(QStringLiteral("light"));
        QCOMPARE(bench.part<QComboBox>("page.settings.theme")->currentData().toString(), QStringLiteral("light"));
    }

    void putsDefaultsBackAndUndoesIt() {
        PageBench bench;
        FakePreferences* choices = open(bench);
        choices->setDoublePress(true);
        choices->setTheme(QStringLiteral("dark"));
        choices->setPace(5);
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this,
                [&](const QString&, const QString&, const std::function<void()>& run) { undo = run; });
        QTest::mouseClick(bench.part<QPushButton>("page.settings.defaults"), Qt::LeftButton);
        QCOMPARE(choices->theme(), QStringLiteral("system"));
        QCOMPARE(choices->pace(), 1);
        QVERIFY(!choices->doublePress());
        QVERIFY(!bench.part<QCheckBox>("page.settings.doublePress")->isChecked());
        QVERIFY(undo);
        undo();
        QCOMPARE(choices->theme(), QStringLiteral("dark"));
        QCOMPARE(choices->pace(), 5);
        QVERIFY(choices->doublePress());
    }

    void showsConnectionKeysAndVersions() {
        PageBench bench;
        open(bench);
        QTRY_VERIFY(bench.page->hasData());
        QTRY_VERIFY(bench.part<QLabel>("page.settings.user")->text().contains(QStringLiteral("ops@example.com")));
        QTRY_COMPARE(bench.part<QLabel>("page.settings.gateway")->text(), QStringLiteral("9.8.7"));
        QVERIFY(bench.part<QLabel>("page.settings.environment")->text().contains(QStringLiteral("production")));
        QVERIFY(bench.part<QLabel>("page.settings.licence")->text().contains(QStringLiteral("GPL-3.0-or-later")));
        QCOMPARE(bench.part<QLabel>("page.settings.qt")->text(), QLatin1StringView(qVersion()));
        QCOMPARE(bench.part<QLabel>("page.settings.file")->text(), QStringLiteral("/srv/ops/console.ini"));
        QTRY_COMPARE(bench.part<QLabel>("page.settings.dataFolder")->text(), QStringLiteral("/srv/ops/gatehouse"));
        QCOMPARE(bench.part<QLabel>("keyList.does.0")->text(), QStringLiteral("Load the page again"));
    }

    void takesTheFirstStepsAgain() {
        PageBench bench;
        const FakePreferences* choices = open(bench);
        QTest::mouseClick(bench.part<QPushButton>("page.settings.firstSteps"), Qt::LeftButton);
        QCOMPARE(choices->runs, 1);
    }

    void isReadableWithoutAShell() {
        PageBench bench;
        bench.openPage("settings");
        QTRY_VERIFY(bench.page->hasData());
        QVERIFY(!bench.part("page.settings.theme")->isEnabled());
    }

    void slowsDownEveryPage() {
        PageBench bench;
        open(bench);
        QTRY_VERIFY(bench.page->hasData());
        bench.page->setPace(5);
        bench.page->setPace(0);  // never faster than designed
        QVERIFY(!bench.page->isStale());
    }

private:
    std::list<FakePreferences> choices_;  // outlive the pages
};

QTEST_MAIN(SettingsPageTest)
#include "settings_page_test.moc"
