#include "ui/widgets/secret_field.hpp"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace std::chrono_literals;
using ui::widgets::SecretField;

namespace {

const QString kSecret = QStringLiteral("gw-AbCdEfGh0123456789");

struct Stage {
    std::unique_ptr<SecretField> field = std::make_unique<SecretField>();
    QLineEdit* text = field->findChild<QLineEdit*>(QStringLiteral("secretField.text"));
    QPushButton* copy = field->findChild<QPushButton*>(QStringLiteral("secretField.copy"));
    QToolButton* reveal = field->findChild<QToolButton*>(QStringLiteral("secretField.reveal"));

    Stage() {
        QGuiApplication::clipboard()->clear();
        field->setSecret(kSecret);
        field->show();
    }
};

QString clipboard() { return QGuiApplication::clipboard()->text(); }

}  // namespace

class SecretFieldTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadableUntilItIsCopied() {
        Stage stage;
        QCOMPARE(stage.text->text(), kSecret);
        QVERIFY(!stage.field->isMasked());
        QSignalSpy copied(stage.field.get(), &SecretField::copied);
        QTest::mouseClick(stage.copy, Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(clipboard(), kSecret);
        QVERIFY(stage.field->isMasked());
        QVERIFY(stage.field->wasCopied());
        QVERIFY(!stage.text->text().contains(kSecret.mid(5, 8)));
    }

    void canBeShownAgainWhileItIsHere() {
        Stage stage;
        QTest::mouseClick(stage.reveal, Qt::LeftButton);
        QVERIFY(stage.field->isMasked());
        QTest::mouseClick(stage.reveal, Qt::LeftButton);
        QCOMPARE(stage.text->text(), kSecret);
    }

    void emptiesTheClipboardLater() {
        Stage stage;
        stage.field->setClipboardLife(20ms);
        QTest::mouseClick(stage.copy, Qt::LeftButton);
        QTRY_COMPARE(clipboard(), QString());
    }

    void leavesTheClipboardAloneWhenSomethingElseIsOnIt() {
        Stage stage;
        stage.field->setClipboardLife(20ms);
        QTest::mouseClick(stage.copy, Qt::LeftButton);
        QGuiApplication::clipboard()->setText(QStringLiteral("other"));
        stage.field.reset();
        QCOMPARE(clipboard(), QStringLiteral("other"));
    }

    void emptiesTheClipboardWhenItGoesAway() {
        Stage stage;
        QTest::mouseClick(stage.copy, Qt::LeftButton);
        stage.field.reset();
        QCOMPARE(clipboard(), QString());
    }
};

QTEST_MAIN(SecretFieldTest)
#include "secret_field_test.moc"
