#include "ui/style/theme.hpp"
#include "ui/widgets/command_line.hpp"
#include "ui/widgets/confirm_dialog.hpp"
#include "ui/widgets/hold_button.hpp"
#include "ui/widgets/hold_dialog.hpp"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace std::chrono_literals;
using namespace ui::widgets;

namespace {

QList<ReasonChoice> reasons() {
    return {{QStringLiteral("leaked"), QStringLiteral("Leaked")}, {QStringLiteral("abuse"), QStringLiteral("Abuse")}};
}

}  // namespace

class DialogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theConfirmDialogStartsOnCancel() {
        ConfirmDialog dialog(QStringLiteral("Freeze"), QStringLiteral("Stops calls."), QStringLiteral("Freeze key a"));
        dialog.open();
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTRY_VERIFY(dialog.cancelButton()->hasFocus());
        QSignalSpy rejected(&dialog, &QDialog::rejected);
        QTest::keyClick(&dialog, Qt::Key_Return);
        QCOMPARE(rejected.size(), 1);
    }

    void theVerbAccepts() {
        ConfirmDialog dialog(QStringLiteral("Freeze"), {}, QStringLiteral("Freeze key a"));
        dialog.open();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(dialog.verbButton(), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
    }

    void aDisabledVerbDoesNotAccept() {
        ConfirmDialog dialog(QStringLiteral("Freeze"), {}, QStringLiteral("Freeze key a"));
        dialog.setVerbEnabled(false);
        dialog.open();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(dialog.verbButton(), Qt::LeftButton);
        QVERIFY(accepted.isEmpty());
    }

    void theCommandIsCopied() {
        ConfirmDialog dialog(QStringLiteral("Freeze"), {}, QStringLiteral("Freeze key a"));
        dialog.setCommand(QStringLiteral("POST /api/v1/admin/api-keys/1/freeze"));
        dialog.open();
        QTest::mouseClick(dialog.findChild<QToolButton*>(QStringLiteral("commandLine.copy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("POST /api/v1/admin/api-keys/1/freeze"));
    }

    void theOtherWayOutIsReported() {
        ConfirmDialog dialog(QStringLiteral("Close"), {}, QStringLiteral("Minimise"));
        dialog.setAlternative(QStringLiteral("Quit"));
        dialog.setDanger(true);
        dialog.setUndoNote(QStringLiteral("Can be undone."));
        dialog.open();
        QSignalSpy alternative(&dialog, &ConfirmDialog::alternative);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("confirmDialog.alternative")), Qt::LeftButton);
        QCOMPARE(alternative.size(), 1);
        QVERIFY(!dialog.isVisible());
    }

    void theHoldDialogWantsAReasonFirst() {
        HoldDialog dialog(QStringLiteral("Revoke"), QStringLiteral("Refuses calls."), QStringLiteral("Hold to revoke a"), reasons());
        dialog.open();
        QVERIFY(!dialog.holdButton()->isEnabled());
        QVERIFY(!dialog.holdButton()->toolTip().isEmpty());
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdDialog.reason.leaked")), Qt::LeftButton);
        QVERIFY(dialog.holdButton()->isEnabled());
        QCOMPARE(dialog.reason(), QStringLiteral("leaked"));
    }

    void ownWordsAreAReasonToo() {
        HoldDialog dialog(QStringLiteral("Revoke"), {}, QStringLiteral("Hold"), reasons());
        dialog.open();
        auto* words = dialog.findChild<QLineEdit*>(QStringLiteral("holdDialog.reasonText"));
        QTest::keyClicks(words, QStringLiteral("  "));
        QVERIFY(!dialog.holdButton()->isEnabled());
        QTest::keyClicks(words, QStringLiteral("posted on a forum"));
        QCOMPARE(dialog.reason(), QStringLiteral("posted on a forum"));
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdDialog.reason.abuse")), Qt::LeftButton);
        QCOMPARE(dialog.reason(), QStringLiteral("abuse: posted on a forum"));
    }

    void theCommandFollowsTheReason() {
        HoldDialog dialog(QStringLiteral("Revoke"), {}, QStringLiteral("Hold"), reasons());
        dialog.setCommand([](const QString& reason) { return QStringLiteral("POST revoke ") + reason; });
        dialog.open();
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdDialog.reason.abuse")), Qt::LeftButton);
        QCOMPARE(dialog.findChild<CommandLine*>()->text(), QStringLiteral("POST revoke abuse"));
    }

    void holdingAcceptsAndAClickDoesNot() {
        HoldDialog dialog(QStringLiteral("Revoke"), {}, QStringLiteral("Hold"), reasons());
        dialog.holdButton()->setHoldTime(40ms);
        dialog.setWarning(QStringLiteral("Cannot be undone."));
        dialog.open();
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdDialog.reason.leaked")), Qt::LeftButton);
        QTest::mouseClick(dialog.holdButton(), Qt::LeftButton);
        QVERIFY(accepted.isEmpty());
        QTest::mousePress(dialog.holdButton(), Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
    }

    void theGentlerWayIsReported() {
        HoldDialog dialog(QStringLiteral("Revoke"), {}, QStringLiteral("Hold"), reasons());
        dialog.setAlternative(QStringLiteral("Freeze instead"));
        dialog.open();
        QSignalSpy alternative(&dialog, &HoldDialog::alternative);
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("holdDialog.alternative")), Qt::LeftButton);
        QCOMPARE(alternative.size(), 1);
    }

    void everyControlHasANameAndAnObjectName() {
        ui::style::applyTheme(*qApp, ui::style::ThemeKind::light);
        HoldDialog dialog(QStringLiteral("Revoke"), {}, QStringLiteral("Hold"), reasons());
        dialog.setAlternative(QStringLiteral("Freeze instead"));
        for (QAbstractButton* button : dialog.findChildren<QAbstractButton*>()) {
            QVERIFY(!button->objectName().isEmpty());
            QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
            QVERIFY2(button->focusPolicy() & Qt::TabFocus, qPrintable(button->objectName()));
        }
    }
};

QTEST_MAIN(DialogsTest)
#include "dialogs_test.moc"
