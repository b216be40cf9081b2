// What another limit would have done to the last day: what is asked, what is said, and the way to setting it.
#include "tests/ui/pages/limits_bench.hpp"

#include "ui/charts/bar_chart.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>

using namespace limits;

class LimitWhatIfTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAnotherLimitWouldHaveRefused() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 1);
        QCOMPARE(bench.peer.count("GET /api/v1/admin/limits/user/u1/what-if"), 0);
        bench.part<QTabWidget>("page.limits.tabs")->setCurrentIndex(1);
        auto* verdict = bench.part<QLabel>("page.limits.whatIf.verdict");
        QTRY_VERIFY2(verdict->text().startsWith(QStringLiteral("31 of the 1,204 requests of the last 24 hours would have been refused")), qPrintable(verdict->text()));
        QVERIFY2(verdict->text().contains(QStringLiteral("with 28 of 58 refused")), qPrintable(verdict->text()));
        QVERIFY(bench.peer.paths().contains("/api/v1/admin/limits/user/u1/what-if?rpm=60"));
        QVERIFY(!bench.part<ui::charts::BarChart>("page.limits.whatIf.chart")->isEmpty());
        auto* slider = bench.part<QSlider>("page.limits.whatIf.slider");
        QVERIFY(slider->maximum() > 60);
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Left);
        QCOMPARE(bench.part<QSpinBox>("page.limits.whatIf.rpm")->value(), 59);
        QTRY_VERIFY(bench.peer.paths().contains("/api/v1/admin/limits/user/u1/what-if?rpm=59"));
        auto* tokens = bench.part<QSpinBox>("page.limits.whatIf.tpm");
        tokens->setFocus();
        tokens->selectAll();
        QTest::keyClicks(tokens, QStringLiteral("500"));
        QTRY_VERIFY(bench.peer.paths().contains("/api/v1/admin/limits/user/u1/what-if?rpm=59&tpm=500"));
        bench.peer.on("GET /api/v1/admin/limits/user/u1/what-if", 503, R"({"error":{"code":"X_BUSY","message":"Not now."}})");
        QTest::keyClick(slider, Qt::Key_Left);
        QTRY_VERIFY2(verdict->text().contains(QStringLiteral("Not now.")), qPrintable(verdict->text()));
    }

    void whatWasTriedIsSetByTwoClicks() {
        PageBench bench("admin", "development");
        openPage(bench);
        chooseRow(bench, 1);
        bench.part<QTabWidget>("page.limits.tabs")->setCurrentIndex(1);
        auto* rpm = bench.part<QSpinBox>("page.limits.whatIf.rpm");
        rpm->setValue(0);
        QVERIFY(!bench.part("page.limits.whatIf.adopt")->isEnabled());  // nothing is tried
        rpm->selectAll();
        QTest::keyClicks(rpm, QStringLiteral("90"));
        press(bench, "page.limits.whatIf.adopt");
        auto* rate = bench.part<QLineEdit>("dialog.limit.rpm");
        QCOMPARE(rate->text(), QStringLiteral("90"));
        QCOMPARE(rate->window()->focusWidget(), rate);  // typing changes it at once
        bench.peer.on("PUT /api/v1/admin/limits/user/u1", 200, R"({"workers":{"total":2,"acknowledged":2}})");
        press(bench, "dialog.limit.verb");
        QTRY_COMPARE(bench.peer.count("PUT /api/v1/admin/limits/user/u1"), 1);
        QCOMPARE(bench.peer.lastOf("PUT /api/v1/admin/limits/user/u1").body[QStringLiteral("rpm")].toInt(), 90);
    }

    void aViewerMayTryButNotSet() {
        PageBench bench("viewer", "development");
        openPage(bench);
        chooseRow(bench, 1);
        bench.part<QTabWidget>("page.limits.tabs")->setCurrentIndex(1);
        QVERIFY(!bench.part("page.limits.whatIf.adopt")->isEnabled() && !bench.part("page.limits.whatIf.adopt")->toolTip().isEmpty());
    }
};

QTEST_MAIN(LimitWhatIfTest)
#include "limit_what_if_test.moc"
