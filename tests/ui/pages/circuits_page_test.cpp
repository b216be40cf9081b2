// The circuits tab of the providers page against a scripted peer: what it shows, what it sends, and what it asks for before.
#include "tests/ui/pages/routing_bench.hpp"

#include "ui/widgets/hold_button.hpp"

#include <QJsonObject>
#include <QTabWidget>

using namespace routing;

namespace {

const QByteArray kCircuits = "GET /api/v1/admin/circuits";

QByteArray circuit(const QByteArray& provider, const QByteArray& model, const QByteArray& state, const QByteArray& more = {}) {
    return R"({"provider":")" + provider + R"(","model":")" + model + R"(","state":")" + state + R"(","seconds_left":42,"openings":1,"presets":["default"],"history":[])" + more + "}";
}

}  // namespace

class CircuitsPageTest : public QObject {
    Q_OBJECT

    static QTableView* circuits(const PageBench& bench) { return bench.part<QTableView>("page.providers.circuits"); }
    static void gatewayTells(PageBench& bench, const QList<QByteArray>& rows, const QByteArray& stopped = {}) {
        bench.peer.on(kCircuits, 200, "{\"items\":[" + rows.join(',') + "],\"presets_without_upstream\":[" + stopped + "]}");
    }
    static void openTab(PageBench& bench) {
        openPage(bench);
        bench.page->open(QStringLiteral("circuits"));
        QCOMPARE(bench.part<QTabWidget>("page.providers.tabs")->currentIndex(), 2);
        QTRY_COMPARE(circuits(bench)->model()->rowCount(), 2);
    }
    static void choose(const PageBench& bench, const char* provider) {
        auto* model = circuits(bench)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            if (model->index(row, 0).data().toString() == QLatin1StringView(provider)) circuits(bench)->selectRow(row);
    }
    static void hold(const PageBench& bench) {
        auto* button = bench.part<ui::widgets::HoldButton>("dialog.openCircuit.hold");
        QVERIFY(button && button->isEnabled());
        button->setHoldTime(std::chrono::milliseconds{1});
        QTest::mousePress(button, Qt::LeftButton);
    }

private Q_SLOTS:
    void showsWhatIsOpenAndWhy() {
        PageBench bench;
        gatewayTells(bench, {circuit("openai", "gpt-4o", "open", R"(,"reason":"UPSTREAM_TIMEOUT","since":"2026-01-06T12:00:00.000Z")"), circuit("azure", "gpt-x", "closed")});
        openTab(bench);
        auto* model = circuits(bench)->model();
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("openai"));
        QCOMPARE(model->index(0, 2).data().toString(), QStringLiteral("Open (stopped)"));
        QCOMPARE(model->index(0, 3).data().toString(), QStringLiteral("UPSTREAM_TIMEOUT"));
        QCOMPARE(model->index(0, 6).data().toString(), QStringLiteral("42 s"));
        // The other route of the preset takes all requests meanwhile.
        bench.part<QTabWidget>("page.providers.tabs")->setCurrentIndex(0);
        QTRY_COMPARE(cell(bench, 0, kShare), QStringLiteral("circuit open"));
        QCOMPARE(cell(bench, 1, kShare), QStringLiteral("100 %"));
    }

    void namesPresetsThatNothingServes() {
        PageBench bench;
        gatewayTells(bench, {circuit("openai", "gpt-4o", "open"), circuit("azure", "gpt-x", "open")}, R"({"preset":"default","upstreams":"","seconds_left":3})");
        openTab(bench);
        auto* message = bench.part<InlineMessage>("page.providers.circuits.stopped");
        QTRY_VERIFY(!message->isHidden());
        QVERIFY(message->text().contains(QStringLiteral("default")));
    }

    void opensForSomeTimeWithAReason() {
        PageBench bench;
        gatewayTells(bench, {circuit("openai", "gpt-4o", "closed"), circuit("azure", "gpt-x", "closed")});
        bench.peer.on("PUT /api/v1/admin/circuits/openai/gpt-4o", 200, circuit("openai", "gpt-4o", "open"));
        openTab(bench);
        choose(bench, "openai");
        std::function<void()> undo;
        connect(bench.page.get(), &ui::pages::Page::toast, this, [&undo](const QString&, const QString& label, const std::function<void()>& run) {
            if (!label.isEmpty()) undo = run;
        });
        press(bench, "page.providers.openCircuit");
        QVERIFY(!bench.part("dialog.openCircuit.typed"));
        // The chip that says the same as the number is the one that is on; the trial's time stands beside them.
        const auto on = [&bench](const char* name) { return bench.part<QPushButton>(name)->isChecked(); };
        QVERIFY(on("dialog.openCircuit.for.300"));
        press(bench, "dialog.openCircuit.for.900");
        QVERIFY(on("dialog.openCircuit.for.900") && !on("dialog.openCircuit.for.300"));
        press(bench, "dialog.openCircuit.for.900");
        QVERIFY(on("dialog.openCircuit.for.900"));
        const QString inTime = QDateTime::currentDateTime().addSecs(900).toString(QStringLiteral("HH:mm"));
        QVERIFY(bench.part<QLabel>("dialog.openCircuit.until")->text().contains(inTime.left(2)));
        press(bench, "dialog.openCircuit.reason.outage");
        hold(bench);
        QTRY_COMPARE(bench.peer.count("PUT /api/v1/admin/circuits/openai/gpt-4o"), 1);
        const QJsonObject sent = bench.peer.lastOf("PUT /api/v1/admin/circuits/openai/gpt-4o").body;
        QCOMPARE(sent, (QJsonObject{{QStringLiteral("state"), QStringLiteral("open")},
                                    {QStringLiteral("seconds"), 900},
                                    {QStringLiteral("reason"), QStringLiteral("outage")}}));
        QTRY_VERIFY(undo);
        undo();
        QTRY_COMPARE(bench.peer.lastOf("PUT /api/v1/admin/circuits/openai/gpt-4o").body, (QJsonObject{{QStringLiteral("state"), QStringLiteral("closed")}}));
    }

    void theLastRouteWantsItsNameTyped() {
        PageBench bench;
        gatewayTells(bench, {circuit("openai", "gpt-4o", "closed"), circuit("azure", "gpt-x", "open")});
        openTab(bench);
        choose(bench, "openai");
        press(bench, "page.providers.openCircuit");
        press(bench, "dialog.openCircuit.reason.outage");
        auto* hold_ = bench.part<QPushButton>("dialog.openCircuit.hold");
        QVERIFY(!hold_->isEnabled());
        auto* typed = bench.part<QLineEdit>("dialog.openCircuit.typed");
        QVERIFY(typed);
        QTest::keyClicks(typed, QStringLiteral("gpt-4o"));
        QVERIFY(hold_->isEnabled());
    }

    void closesAfterAsking() {
        PageBench bench;
        gatewayTells(bench, {circuit("openai", "gpt-4o", "open", R"(,"reason":"MANUAL","by":"li","note":"works on it")"), circuit("azure", "gpt-x", "closed")});
        bench.peer.on("PUT /api/v1/admin/circuits/openai/gpt-4o", 200, circuit("openai", "gpt-4o", "closed"));
        openTab(bench);
        choose(bench, "openai");
        QVERIFY(bench.part<QLabel>("page.providers.circuits.story")->text().contains(QStringLiteral("works on it")));
        press(bench, "page.providers.closeCircuit");
        press(bench, "dialog.closeCircuit.verb");
        QTRY_COMPARE(bench.peer.count("PUT /api/v1/admin/circuits/openai/gpt-4o"), 1);
        choose(bench, "azure");
        QVERIFY(!bench.part<QPushButton>("page.providers.closeCircuit")->isEnabled());
    }

    void viewersSeeWhyTheyMayNot() {
        PageBench bench("viewer");
        gatewayTells(bench, {circuit("openai", "gpt-4o", "open"), circuit("azure", "gpt-x", "closed")});
        openTab(bench);
        auto* open = bench.part<QPushButton>("page.providers.openCircuit");
        QVERIFY(!open->isEnabled());
        QVERIFY(!open->toolTip().isEmpty());
    }
};

QTEST_MAIN(CircuitsPageTest)
#include "circuits_page_test.moc"
