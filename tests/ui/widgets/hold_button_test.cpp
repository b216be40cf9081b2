#include "ui/widgets/hold_button.hpp"

#include "ui/style/comfort.hpp"

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace std::chrono_literals;
using ui::widgets::HoldButton;

namespace {

enum class By { mouse, space, enter };

void press(HoldButton& button, By by) {
    if (by == By::mouse) QTest::mousePress(&button, Qt::LeftButton);
    if (by == By::space) QTest::keyPress(&button, Qt::Key_Space);
    if (by == By::enter) QTest::keyPress(&button, Qt::Key_Return);
}

void letGo(HoldButton& button, By by) {
    if (by == By::mouse) QTest::mouseRelease(&button, Qt::LeftButton);
    if (by == By::space) QTest::keyRelease(&button, Qt::Key_Space);
    if (by == By::enter) QTest::keyRelease(&button, Qt::Key_Return);
}

struct Stage {
    QWidget window;
    HoldButton* button;
    QSignalSpy held;

    Stage() : button(new HoldButton(QStringLiteral("Hold to revoke billing"), &window)), held(button, &HoldButton::held) {
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(button);
        button->setHoldTime(60ms);
        window.show();
        window.activateWindow();
        button->setFocus();
    }
};

void addWays() {
    QTest::addColumn<int>("way");
    QTest::newRow("mouse") << static_cast<int>(By::mouse);
    QTest::newRow("space") << static_cast<int>(By::space);
    QTest::newRow("enter") << static_cast<int>(By::enter);
}

}  // namespace

class HoldButtonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beginsAsTheSettingsSay() {
        ui::style::setComfort({true, true});
        const HoldButton twice(QStringLiteral("Revoke"));
        ui::style::setComfort({});
        const HoldButton held(QStringLiteral("Revoke"));
        QVERIFY(twice.accessibleDescription() != held.accessibleDescription());
    }

    void fillsInStepsWithoutMotion() {
        ui::style::setComfort({true, false});
        Stage stage;
        QTest::mousePress(stage.button, Qt::LeftButton);
        QTRY_COMPARE(stage.held.size(), 1);
        QCOMPARE(stage.button->progress(), 0.0);
        ui::style::setComfort({});
    }

    void firesOnceWhenHeldLongEnough_data() { addWays(); }
    void firesOnceWhenHeldLongEnough() {
        QFETCH(int, way);
        Stage stage;
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        press(*stage.button, static_cast<By>(way));
        QTRY_COMPARE(stage.held.size(), 1);
        QCOMPARE(stage.button->progress(), 0.0);
        letGo(*stage.button, static_cast<By>(way));
        QCOMPARE(stage.held.size(), 1);
    }

    void doesNothingWhenLetGoEarly_data() { addWays(); }
    void doesNothingWhenLetGoEarly() {
        QFETCH(int, way);
        Stage stage;
        stage.button->setHoldTime(10min);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        press(*stage.button, static_cast<By>(way));
        QTRY_VERIFY(stage.button->progress() > 0);
        letGo(*stage.button, static_cast<By>(way));
        QCOMPARE(stage.button->progress(), 0.0);
        QVERIFY(stage.held.isEmpty());
    }

    void aClickIsNotAHold() {
        Stage stage;
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QVERIFY(stage.held.isEmpty());
        QTest::mouseDClick(stage.button, Qt::LeftButton);
        QTest::mouseRelease(stage.button, Qt::LeftButton);
        QVERIFY(stage.held.isEmpty());
    }

    void leavingTheButtonCancels() {
        Stage stage;
        stage.button->setHoldTime(10min);
        QTest::mousePress(stage.button, Qt::LeftButton);
        QTRY_VERIFY(stage.button->progress() > 0);
        QTest::mouseMove(stage.button, QPoint(stage.button->width() + 50, 0));
        QMouseEvent away(QEvent::MouseMove, QPointF(stage.button->width() + 50, 5), stage.button->mapToGlobal(QPointF(500, 5)),
                         Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stage.button, &away);
        QCOMPARE(stage.button->progress(), 0.0);
    }

    void losingTheFocusCancels() {
        Stage stage;
        stage.button->setHoldTime(10min);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        press(*stage.button, By::space);
        QTRY_VERIFY(stage.button->progress() > 0);
        stage.button->clearFocus();
        QCOMPARE(stage.button->progress(), 0.0);
    }

    void disablingCancels() {
        Stage stage;
        stage.button->setHoldTime(10min);
        press(*stage.button, By::mouse);
        QTRY_VERIFY(stage.button->progress() > 0);
        stage.button->setEnabled(false);
        QCOMPARE(stage.button->progress(), 0.0);
        press(*stage.button, By::mouse);
        QCOMPARE(stage.button->progress(), 0.0);
    }

    void otherButtonsAndKeysDoNothing() {
        Stage stage;
        stage.button->setHoldTime(1ms);
        QTest::mousePress(stage.button, Qt::RightButton);
        QTest::keyPress(stage.button, Qt::Key_A);
        QCOMPARE(stage.button->progress(), 0.0);
        QVERIFY(stage.held.isEmpty());
    }

    void twoPressesApartDoInstead() {
        Stage stage;
        stage.button->setDoublePress(true);
        stage.button->setHoldTime(10min);
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QVERIFY(stage.held.isEmpty());
        stage.button->setHoldTime(0ms);
        QTest::mouseClick(stage.button, Qt::LeftButton);
        QCOMPARE(stage.held.size(), 1);
    }

    void tellsAssistiveTechnologyWhatToDo() {
        Stage stage;
        QCOMPARE(stage.button->accessibleName(), QStringLiteral("Hold to revoke billing"));
        QVERIFY(!stage.button->accessibleDescription().isEmpty());
    }
};

QTEST_MAIN(HoldButtonTest)
#include "hold_button_test.moc"
