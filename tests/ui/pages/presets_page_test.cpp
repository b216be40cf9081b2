// Presets as a whole against a scripted peer: routes in and out, creating, renaming, deleting, files.
#include "tests/ui/pages/routing_bench.hpp"

#include <QComboBox>
#include <QSpinBox>

using namespace routing;

class PresetsPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addsAndRemovesARoute() {
        PageBench bench;
        openPage(bench);
        bench.peer.on(kPatch, 200, preset(60, 40));
        press(bench, "page.providers.addRoute");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.addRoute.route.model"), QStringLiteral("gpt-5"));
        press(bench, "dialog.addRoute.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 1);
        QCOMPARE(bench.peer.lastOf(kPatch).body[QStringLiteral("items")].toArray().size(), 3);
        QTRY_VERIFY(!bench.part("dialog.addRoute"));
        table(bench)->selectRow(1);
        press(bench, "page.providers.removeRoute");
        QVERIFY(bench.part<QLabel>("dialog.removeRoute.warning")->text().contains(QStringLiteral("gpt-x")));
        press(bench, "dialog.removeRoute.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 2);
        QCOMPARE(bench.peer.lastOf(kPatch).body[QStringLiteral("items")].toArray().size(), 1);
    }

    void createsRenamesAndDeletesAPreset() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("POST /api/v1/admin/presets", 409, R"({"error":{"code":"X_TAKEN","message":"Taken.","field":"name"}})");
        press(bench, "page.providers.newPreset");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newPreset.name"), QStringLiteral("batch"));
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newPreset.route0.model"), QStringLiteral("gpt-4o"));
        press(bench, "dialog.newPreset.verb");
        QTRY_VERIFY(bench.part<QLabel>("dialog.newPreset.problem")->text().contains(QStringLiteral("Taken.")));
        QTest::mouseClick(bench.part<QPushButton>("dialog.newPreset.cancel"), Qt::LeftButton);
        QTRY_VERIFY(!bench.part("dialog.newPreset"));
        bench.peer.on(kPatch, 200, preset(60, 40));
        press(bench, "page.providers.editPreset");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.editPreset.name"), QStringLiteral("-2"));
        press(bench, "dialog.editPreset.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 1);
        QCOMPARE(bench.peer.lastOf(kPatch).body, (QJsonObject{{QStringLiteral("name"), QStringLiteral("default-2")}}));
        QTRY_VERIFY(!bench.part("dialog.editPreset"));
        bench.peer.on("DELETE /api/v1/admin/presets/p1", 409, R"({"error":{"code":"X_USED","message":"Keys use it."}})");
        press(bench, "page.providers.deletePreset");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.deletePreset.name"), QStringLiteral("default"));
        press(bench, "dialog.deletePreset.verb");
        QTRY_VERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("Keys use it.")));
    }

    void saysWhatTheCacheMayDo() {
        PageBench bench;
        openPage(bench);
        bench.peer.on(kPatch, 200, preset(60, 40));
        press(bench, "page.providers.editPreset");
        auto* use = bench.part<QComboBox>("dialog.editPreset.cache.use");
        QCOMPARE(use->currentData().toString(), QStringLiteral("temperature_zero"));
        use->setFocus();
        QTest::keyClick(use, Qt::Key_Home);
        QVERIFY2(!bench.part<QSpinBox>("dialog.editPreset.cache.ttl")->isEnabled(), "without a cache there is nothing to say of it");
        QTest::keyClick(use, Qt::Key_End);
        auto* ttl = bench.part<QSpinBox>("dialog.editPreset.cache.ttl");
        QVERIFY(ttl->isEnabled());
        ttl->setFocus();
        ttl->selectAll();
        QTest::keyClicks(ttl, QStringLiteral("90"));
        press(bench, "dialog.editPreset.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 1);
        QCOMPARE(bench.peer.lastOf(kPatch).body, (QJsonObject{{QStringLiteral("cache"), QStringLiteral("all")}, {QStringLiteral("cache_ttl_seconds"), 90}}));
    }

    void exportsAndImportsAsADifference() {
        PageBench bench;
        openPage(bench);
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("default.json"));
        press(bench, "page.providers.export");
        choose(bench, "dialog.exportPreset", path);
        QTRY_VERIFY(QFile::exists(path));
        gatewayHas(bench, preset(10, 40));
        bench.page->refresh();
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("10"));
        press(bench, "page.providers.import");
        choose(bench, "dialog.importPreset", path);
        QTRY_VERIFY(bench.part("dialog.applyImport"));
        QCOMPARE(bench.part<QTableView>("dialog.applyImport.table")->model()->index(0, 1).data().toString(), QStringLiteral("weight 10 → 60"));
        bench.peer.on(kPatchItem, 200, R"({"id":"i1"})");
        press(bench, "dialog.applyImport.verb");
        QTRY_COMPARE(bench.peer.lastOf(kPatchItem).body, (QJsonObject{{QStringLiteral("weight"), 60}}));
    }

    void refusesAFileWithProvidersThatAreNotHere() {
        PageBench bench;
        openPage(bench);
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("other.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"format":"gatehouse.preset","version":1,"name":"a","strategy":"weighted","items":[{"provider":"nobody","model":"m"}]})");
        file.close();
        press(bench, "page.providers.import");
        choose(bench, "dialog.importPreset", file.fileName());
        QTRY_VERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("nobody")));
    }
};

QTEST_MAIN(PresetsPageTest)
#include "presets_page_test.moc"
