#include "ui/widgets/card.hpp"
#include "ui/widgets/empty_state.hpp"
#include "ui/widgets/inline_message.hpp"
#include "ui/widgets/toast.hpp"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace std::chrono_literals;
using namespace ui::widgets;

class MessagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anInlineMessageTakesNoRoomUntilItSpeaks() {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* message = new InlineMessage(&window);
        layout->addWidget(message);
        window.show();
        QVERIFY(!message->isVisible());
        message->showMessage(InlineMessage::Kind::warn, QStringLiteral("The store is slow."));
        QVERIFY(message->isVisible());
        QCOMPARE(message->kind(), InlineMessage::Kind::warn);
        message->clear();
        QVERIFY(!message->isVisible());
    }

    void itsButtonsRunAndGoWithTheNextMessage() {
        InlineMessage message;
        message.showMessage(InlineMessage::Kind::crit, QStringLiteral("Failed."));
        int runs = 0;
        QPushButton* retry = message.addAction(QStringLiteral("retry"), QStringLiteral("Retry"), [&] {
            ++runs;
            message.showMessage(InlineMessage::Kind::info, QStringLiteral("Trying."));
        });
        QTest::mouseClick(retry, Qt::LeftButton);
        QCOMPARE(runs, 1);
        QTRY_VERIFY(!message.findChild<QPushButton*>(QStringLiteral("retry")));
        QCOMPARE(message.text(), QStringLiteral("Trying."));
    }

    void itCanBeDismissed() {
        InlineMessage message;
        message.setClosable(true);
        message.showMessage(InlineMessage::Kind::info, QStringLiteral("Hello."));
        QTest::mouseClick(message.findChild<QToolButton*>(QStringLiteral("inlineMessage.close")), Qt::LeftButton);
        QVERIFY(message.isHidden());
    }

    void aToastSitsAtTheBottomLeftAndFollowsItsHost() {
        QWidget host;
        host.resize(800, 600);
        Toast toast(&host);
        host.show();
        toast.notify(QStringLiteral("Key frozen."));
        QVERIFY(toast.isVisible());
        QVERIFY(toast.x() < 40);
        QVERIFY(toast.geometry().bottom() > 500);
        host.resize(800, 400);
        QTRY_VERIFY(toast.geometry().bottom() < 400);
    }

    void undoRunsOnce() {
        QWidget host;
        host.resize(800, 600);
        Toast toast(&host);
        host.show();
        int undone = 0;
        toast.notify(QStringLiteral("Key frozen."), QStringLiteral("Undo"), [&] { ++undone; });
        auto* undo = toast.findChild<QPushButton*>(QStringLiteral("toast.undo"));
        QVERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(undone, 1);
        QVERIFY(!toast.isVisible());
    }

    void aToastGoesByItself() {
        QWidget host;
        Toast toast(&host);
        host.show();
        toast.setDuration(20ms);
        toast.notify(QStringLiteral("Saved."));
        QVERIFY(!toast.findChild<QPushButton*>(QStringLiteral("toast.undo"))->isVisible());
        QTRY_VERIFY(!toast.isVisible());
    }

    void escapeDismissesAToast() {
        QWidget host;
        Toast toast(&host);
        host.show();
        toast.notify(QStringLiteral("Saved."));
        QTest::keyClick(&toast, Qt::Key_Escape);
        QVERIFY(!toast.isVisible());
    }

    void anEmptyStateOffersOneStep() {
        EmptyState empty(ui::style::Glyph::keys, QStringLiteral("No keys"), QStringLiteral("Make the first one."));
        auto* action = empty.findChild<QPushButton*>(QStringLiteral("emptyState.action"));
        QVERIFY(action->isHidden());
        empty.setAction(QStringLiteral("New key"));
        QVERIFY(!action->isHidden());
        QSignalSpy triggered(&empty, &EmptyState::actionTriggered);
        QTest::mouseClick(action, Qt::LeftButton);
        QCOMPARE(triggered.size(), 1);
    }

    void aCardTellsHowOldItsDataIs() {
        Card card(QStringLiteral("Throughput"));
        card.setSubtitle(QStringLiteral("requests/s"));
        card.setStale(47);
        QVERIFY(card.isStale());
        bool said = false;
        for (const QLabel* label : card.findChildren<QLabel*>()) said = said || label->text().contains(QStringLiteral("47"));
        QVERIFY(said);
        card.setStale(0);
        QVERIFY(!card.isStale());
    }
};

QTEST_MAIN(MessagesTest)
#include "messages_test.moc"
