// The routing half of the page against a scripted peer: drafts by mouse and keyboard, applying, conflicts, undo.
#include "tests/ui/pages/routing_bench.hpp"

using namespace routing;

class RoutingPageTest : public QObject {
    Q_OBJECT

    std::function<void()> undo_;
    void catchUndo(PageBench& bench) {
        undo_ = {};
        connect(bench.page.get(), &ui::pages::Page::toast, this,
                [this](const QString&, const QString& label, const std::function<void()>& run) {
                    if (!label.isEmpty()) undo_ = run;
                });
    }

    static void typeInto(const PageBench& bench, int row, int column, const char* editorName, const char* digits) {
        table(bench)->setFocus();
        table(bench)->setCurrentIndex(table(bench)->model()->index(row, column));
        QTest::keyClick(table(bench), Qt::Key_F2);
        auto* editor = table(bench)->findChild<QSpinBox*>(QLatin1StringView(editorName));
        QVERIFY(editor);
        QTest::keyClicks(editor, QString::fromLatin1(digits));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!table(bench)->findChild<QSpinBox*>());
    }

private Q_SLOTS:
    void showsTheSharesOfThePreset() {
        PageBench bench;
        openPage(bench);
        QCOMPARE(cell(bench, 0, kShare), QStringLiteral("60.0 %"));
        QCOMPARE(cell(bench, 1, kShare), QStringLiteral("40.0 %"));
        QVERIFY(!bench.part("page.providers.apply")->isEnabled());
        QVERIFY(!bench.part("page.providers.apply")->toolTip().isEmpty());
    }

    void showsHowFastAndHowDearEachRouteIs() {
        PageBench bench;
        bench.peer.on("GET /api/v1/admin/reports/latency", 200,
                      R"({"items":[{"provider":"openai","model":"gpt-4o","requests":400,"p50":210,"p95":1204,"p99":3000},
                                   {"provider":"azure","model":"gpt-x","requests":3,"p50":80,"p95":90,"p99":90}]})");
        bench.peer.on("GET /api/v1/admin/prices/routes", 200,
                      R"({"items":[{"provider":"openai","model":"gpt-4o","price":{"input":"2.5","output":"10","cached_input":"1.25","version":"v7","source":"built_in"}},
                                   {"provider":"azure","model":"gpt-x","price":null}],"next_cursor":null})");
        openPage(bench);
        const auto at = [&](const char* heading) { return columnOf(bench, QString::fromLatin1(heading)); };
        QTRY_COMPARE(cell(bench, 0, at("P95")), QStringLiteral("1.20 s"));
        QCOMPARE(cell(bench, 1, at("P95")), QStringLiteral("few"));
        QTRY_COMPARE(cell(bench, 0, at("Price / M")), QStringLiteral("$2.50 / 10.00"));
        QCOMPARE(cell(bench, 1, at("Price / M")), QStringLiteral("unpriced"));
        const QString tip = table(bench)->model()->index(0, at("Price / M")).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("1.25")) && tip.contains(QStringLiteral("v7")), qPrintable(tip));
    }

    void saysWhichColumnsAWindowHasNoRoomFor() {
        PageBench bench;
        openPage(bench);
        auto* hint = bench.part<QLabel>("page.providers.hint");
        bench.page->resize(1072, 680);  // what is left beside the navigation at 1280
        QTRY_VERIFY(!table(bench)->isColumnHidden(columnOf(bench, QStringLiteral("Price / M"))));
        QVERIFY(table(bench)->isColumnHidden(columnOf(bench, QStringLiteral("Per minute"))));
        QTRY_VERIFY2(hint->text().contains(QStringLiteral("At once, Per minute")), qPrintable(hint->text()));
        bench.page->resize(1712, 960);
        QTRY_VERIFY(!table(bench)->isColumnHidden(columnOf(bench, QStringLiteral("Per minute"))));
        QTRY_VERIFY2(!hint->text().contains(QStringLiteral("Per minute")), qPrintable(hint->text()));
    }

    void theUndoOfAChangeStaysInSight() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        press(bench, "page.providers.apply");
        bench.peer.on(kPatchItem, [&bench](const PeerRequest& request) {
            gatewayHas(bench, preset(request.body[QStringLiteral("weight")].toInt(), 40));
            return PeerReply{200, R"({"id":"i1"})", false, false, false};
        });
        press(bench, "dialog.applyRouting.verb");
        QTRY_VERIFY(bench.part("page.providers.undo"));
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("10"));
        press(bench, "page.providers.undo");
        QTRY_COMPARE(bench.peer.lastOf(kPatchItem).body, (QJsonObject{{QStringLiteral("weight"), 60}}));
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("60"));
        QTRY_VERIFY(!bench.part<InlineMessage>("page.notice")->isVisible());
    }

    void draftsByKeyboardAndSendsNothing() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
        QCOMPARE(cell(bench, 0, kShare), QStringLiteral("60.0 % → 20.0 %"));
        QVERIFY(draftText(bench).startsWith(QLatin1Char('1')));
        QCOMPARE(bench.part<QTableView>("page.providers.presets")->model()->index(0, 0).data().toString(), QStringLiteral("default *"));
        table(bench)->setCurrentIndex(table(bench)->model()->index(1, kActive));
        QTest::keyClick(table(bench), Qt::Key_Space);
        QCOMPARE(cell(bench, 1, kActive), QStringLiteral("On → Off"));
        QCOMPARE(bench.peer.count(kPatch), 0);
        // A refresh keeps the draft.
        const int reads = bench.peer.count(kPresets);
        bench.page->refresh();
        QTRY_VERIFY(bench.peer.count(kPresets) > reads);
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
    }

    void diesQuietlyWithAnOpenEditor() {
        PageBench bench;
        openPage(bench);
        table(bench)->setFocus();
        QTest::keyClick(table(bench), Qt::Key_F2);
        auto* editor = table(bench)->findChild<QSpinBox*>(QStringLiteral("page.providers.weightEditor"));
        QVERIFY(editor);
        QTest::keyClicks(editor, QStringLiteral("7"));
        bench.page.reset();
        QCOMPARE(bench.peer.count(kPatchItem), 0);
    }

    void switchesARouteByAClick() {
        PageBench bench;
        openPage(bench);
        const QRect box = table(bench)->visualRect(table(bench)->model()->index(1, kActive));
        QTest::mouseClick(table(bench)->viewport(), Qt::LeftButton, {}, box.center());
        QCOMPARE(cell(bench, 1, kActive), QStringLiteral("On → Off"));
        QTest::mouseClick(table(bench)->viewport(), Qt::LeftButton, {}, box.center());
        QCOMPARE(cell(bench, 1, kActive), QStringLiteral("On"));
        QVERIFY(!bench.part("page.providers.discard")->isEnabled());
    }

    void discardsAndBringsBack() {
        PageBench bench;
        openPage(bench);
        catchUndo(bench);
        typeNumber(bench, 0, kPriority, "5");
        press(bench, "page.providers.discard");
        QCOMPARE(cell(bench, 0, kPriority), QStringLiteral("0"));
        QVERIFY(undo_);
        undo_();
        QCOMPARE(cell(bench, 0, kPriority), QStringLiteral("0 → 5"));
    }

    void appliesOneItemReadsItBackAndUndoes() {
        PageBench bench;
        openPage(bench);
        catchUndo(bench);
        typeNumber(bench, 0, kWeight, "10");
        press(bench, "page.providers.apply");
        auto* differences = bench.part<QTableView>("dialog.applyRouting.table");
        QVERIFY(differences);
        QCOMPARE(differences->model()->rowCount(), 2);
        QCOMPARE(differences->model()->index(0, 1).data().toString(), QStringLiteral("weight 60 → 10"));
        bench.peer.on(kPatchItem, [&bench](const PeerRequest&) {
            gatewayHas(bench, preset(10, 40));
            return PeerReply{200, R"({"id":"i1"})", false, false, false};
        });
        press(bench, "dialog.applyRouting.verb");
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY2(notice->text().contains(QStringLiteral("Read back")), qPrintable(notice->text()));
        QVERIFY(notice->text().contains(QStringLiteral("20.0 %")));
        QCOMPARE(bench.peer.lastOf(kPatchItem).body, (QJsonObject{{QStringLiteral("weight"), 10}}));
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("10"));
        QVERIFY(!bench.part("page.providers.apply")->isEnabled());
        QTRY_VERIFY(undo_);
        undo_();
        QTRY_COMPARE(bench.peer.lastOf(kPatchItem).body, (QJsonObject{{QStringLiteral("weight"), 60}}));
    }

    void appliesSeveralItemsInOneCall() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        typeNumber(bench, 1, kWeight, "90");
        bench.peer.on(kPatch, 200, preset(10, 90));
        press(bench, "page.providers.apply");
        press(bench, "dialog.applyRouting.verb");
        QTRY_COMPARE(bench.peer.count(kPatch), 1);
        const QJsonArray items = bench.peer.lastOf(kPatch).body[QStringLiteral("items")].toArray();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[1].toObject()[QStringLiteral("weight")].toInt(), 90);
        // The peer still answers the old preset: what is read back is not what was sent.
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY(notice->text().contains(QStringLiteral("other values")));
    }

    void sendsNothingWhenThePresetChangedMeanwhile() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        press(bench, "page.providers.apply");
        gatewayHas(bench, preset(50, 40));
        press(bench, "dialog.applyRouting.verb");
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY(notice->text().contains(QStringLiteral("draft is kept")));
        QCOMPARE(bench.peer.count(kPatchItem), 0);
        QTRY_COMPARE(cell(bench, 0, kWeight), QStringLiteral("50 → 10"));
        QVERIFY(bench.part<QLabel>("page.providers.conflict")->text().contains(QStringLiteral("openai")));
        QVERIFY(bench.part("page.providers.apply")->isEnabled());
    }

    void keepsTheDraftWhenTheGatewayRefuses_data() {
        QTest::addColumn<int>("status");
        QTest::newRow("conflict") << 409;
        QTest::newRow("not valid") << 422;
        QTest::newRow("broken") << 500;
    }

    void keepsTheDraftWhenTheGatewayRefuses() {
        QFETCH(int, status);
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        bench.peer.on(kPatchItem, status, R"({"error":{"code":"X_NO","message":"Not so."}})");
        press(bench, "page.providers.apply");
        press(bench, "dialog.applyRouting.verb");
        auto* notice = bench.part<InlineMessage>("page.notice");
        QTRY_VERIFY(notice->text().contains(QStringLiteral("Not so.")));
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
        QTRY_VERIFY(bench.part("page.providers.apply")->isEnabled());
    }

    void namesWhatLosesItsLastRoute() {
        PageBench bench;
        openPage(bench);
        table(bench)->setCurrentIndex(table(bench)->model()->index(1, kActive));
        QTest::keyClick(table(bench), Qt::Key_Space);
        press(bench, "page.providers.differences");
        QVERIFY(bench.part<QLabel>("dialog.differences.warning")->text().contains(QStringLiteral("gpt-x")));
        QVERIFY(!bench.part("dialog.differences.verb")->isVisible());
        press(bench, "dialog.differences.cancel");
        QTRY_VERIFY(!bench.part("dialog.differences"));
    }

    void tellsWhenARouteWithADraftIsGone() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 1, kWeight, "10");
        gatewayHas(bench, R"({"id":"p1","name":"default","strategy":"weighted","items":[
            {"id":"i1","provider":"openai","model":"gpt-4o","weight":60,"priority":0,"is_active":true}]})");
        bench.page->refresh();
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        QVERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("default")));
        QVERIFY(!bench.part("page.providers.apply")->isEnabled());
    }

    void keepsTheDraftOffline() {
        PageBench bench;
        openPage(bench);
        typeNumber(bench, 0, kWeight, "10");
        bench.peer.die();
        bench.page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QCOMPARE(cell(bench, 0, kWeight), QStringLiteral("60 → 10"));
        QVERIFY(!bench.part("page.providers.apply")->isEnabled());
        QVERIFY(bench.part("page.providers.apply")->toolTip().contains(QStringLiteral("Not connected")));
        typeNumber(bench, 1, kWeight, "90");
        QCOMPARE(cell(bench, 1, kWeight), QStringLiteral("40 → 90"));
    }

    void capsAreDraftedShownAndApplied() {
        PageBench bench;
        openPage(bench);
        constexpr int kParallel = kShare + 1, kRpm = kShare + 2;
        QCOMPARE(cell(bench, 0, kParallel), QStringLiteral("—"));
        typeInto(bench, 0, kParallel, "page.providers.parallelEditor", "4");
        typeInto(bench, 0, kRpm, "page.providers.rpmEditor", "600");
        QCOMPARE(cell(bench, 0, kParallel), QStringLiteral("— → 4"));
        QCOMPARE(cell(bench, 0, kRpm), QStringLiteral("— → 600"));
        QVERIFY(draftText(bench).contains(QStringLiteral("2 change")));
        QJsonObject sent;
        const QByteArray after = R"({"id":"p1","name":"default","strategy":"weighted","items":[{"id":"i1","provider":"openai","model":"gpt-4o","weight":60,"priority":0,"is_active":true,"max_parallel":4,"rpm":600},{"id":"i2","provider":"azure","model":"gpt-x","weight":40,"priority":0,"is_active":true}]})";
        bench.peer.on(kPatchItem, [&](const PeerRequest& request) {
            sent = request.body;
            gatewayHas(bench, after);
            return PeerReply{200, "{}", false, false, false};
        });
        press(bench, "page.providers.apply");
        auto* differences = bench.part<QTableView>("dialog.applyRouting.table");
        QVERIFY(differences);
        QCOMPARE(differences->model()->index(0, 1).data().toString(), QStringLiteral("at once no cap → 4, a minute no cap → 600"));
        press(bench, "dialog.applyRouting.verb");
        QTRY_COMPARE(cell(bench, 0, kParallel), QStringLiteral("4"));
        QCOMPARE(sent, (QJsonObject{{QStringLiteral("max_parallel"), 4}, {QStringLiteral("rpm"), 600}}));
        // 0 takes the cap away; the API says so by null.
        bench.peer.on(kPatchItem, [&](const PeerRequest& request) {
            sent = request.body;
            return PeerReply{422, R"({"error":{"code":"INVALID_VALUE","message":"max_parallel must be at least 1.","field":"max_parallel"}})", false, false, false};
        });
        typeInto(bench, 0, kParallel, "page.providers.parallelEditor", "0");
        QCOMPARE(cell(bench, 0, kParallel), QStringLiteral("4 → —"));
        press(bench, "page.providers.apply");
        press(bench, "dialog.applyRouting.verb");
        QTRY_VERIFY(sent[QStringLiteral("max_parallel")].isNull() && sent.size() == 1);
        QTRY_VERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("Your draft is kept.")));
    }

    void aNewRouteMayHaveCaps() {
        PageBench bench;
        openPage(bench);
        press(bench, "page.providers.addRoute");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.addRoute.route.model"), QStringLiteral("gpt-5"));
        auto* parallel = bench.part<QSpinBox>("dialog.addRoute.route.parallel");
        QCOMPARE(parallel->text(), QStringLiteral("no cap"));
        parallel->selectAll();
        QTest::keyClicks(parallel, QStringLiteral("12"));
        QJsonArray items;
        bench.peer.on(kPatch, [&](const PeerRequest& request) {
            items = request.body[QStringLiteral("items")].toArray();
            return PeerReply{200, "{}", false, false, false};
        });
        press(bench, "dialog.addRoute.verb");
        QTRY_COMPARE(items.size(), 3);
        QCOMPARE(items.last()[QStringLiteral("max_parallel")].toInt(), 12);
        QVERIFY(!items.last().toObject().contains(QStringLiteral("rpm")));
    }
};

QTEST_MAIN(RoutingPageTest)
#include "routing_page_test.moc"
