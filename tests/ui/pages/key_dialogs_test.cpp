// The dialogs of the keys page, by typing and pressing: what they refuse, what they return.
#include "ui/pages/key_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/style/theme.hpp"
#include "ui/widgets/hold_button.hpp"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace ui::pages;
using namespace std::chrono_literals;

class KeyDialogsTest : public QObject {
    Q_OBJECT

    template <class Part = QWidget>
    static Part* part(QWidget& dialog, const char* name) {
        return dialog.findChild<Part*>(QLatin1StringView(name));
    }

    static ui::models::KeyRow row() {
        ui::models::KeyRow key;
        key.id = QStringLiteral("7c2/x");
        key.name = QStringLiteral("billing-prod");
        key.prefix = QStringLiteral("gw-ab12cd");
        key.rpm = 600;
        key.userId = QStringLiteral("u1");
        key.ownerEmail = QStringLiteral("ops@example.com");
        return key;
    }

    std::unique_ptr<KeyFormDialog> newKey() const {
        std::unique_ptr<KeyFormDialog> dialog(KeyFormDialog::forNewKey(
            api_, {{QStringLiteral("u1"), QStringLiteral("ops@example.com")}, {QStringLiteral("u2"), QStringLiteral("li@example.com")}},
            QStringLiteral("ops@example.com"), nullptr));
        dialog->open();
        return dialog;
    }

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void offersCreatingOnlyOnceTheNameIsTyped() {
        const auto dialog = newKey();
        auto* create = part<QPushButton>(*dialog, "dialog.newKey.create");
        QVERIFY(!create->isEnabled());
        QVERIFY(!create->toolTip().isEmpty());
        QTest::keyClicks(part<QLineEdit>(*dialog, "dialog.newKey.name"), QStringLiteral("demo"));
        QVERIFY(create->isEnabled());
        QSignalSpy submitted(dialog.get(), &KeyFormDialog::submitted);
        QTest::mouseClick(create, Qt::LeftButton);
        QCOMPARE(submitted.size(), 1);
        const QJsonObject body = submitted[0][0].toJsonObject();
        QCOMPARE(body[QStringLiteral("name")].toString(), QStringLiteral("demo"));
        QCOMPARE(body[QStringLiteral("user_id")].toString(), QStringLiteral("u1"));
        QVERIFY(dialog->isVisible());  // it closes when the server has agreed
    }

    void submitsByReturnFromAField() {
        const auto dialog = newKey();
        QSignalSpy submitted(dialog.get(), &KeyFormDialog::submitted);
        auto* name = part<QLineEdit>(*dialog, "dialog.newKey.name");
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(submitted.size(), 0);
        QTest::keyClicks(name, QStringLiteral("demo"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(submitted.size(), 1);
    }

    void saysWhatIsWrongUnderTheField_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QString>("wrong");
        QTest::addColumn<QString>("right");
        QTest::newRow("requests") << QByteArray("rpm") << "abc" << "600";
        QTest::newRow("tokens") << QByteArray("tpm") << "0" << "2000000";
        QTest::newRow("parallel") << QByteArray("max_parallel") << "-1" << "8";
        QTest::newRow("budget") << QByteArray("budget_usd") << "ten" << "10.50";
        QTest::newRow("addresses") << QByteArray("allowed_ips") << "10.0.0" << "10.0.0.0/8";
    }

    void saysWhatIsWrongUnderTheField() {
        QFETCH(QByteArray, field);
        QFETCH(QString, wrong);
        QFETCH(QString, right);
        const auto dialog = newKey();
        QTest::keyClicks(part<QLineEdit>(*dialog, "dialog.newKey.name"), QStringLiteral("demo"));
        auto* input = part<QLineEdit>(*dialog, "dialog.newKey." + field);
        auto* problem = part<QLabel>(*dialog, "dialog.newKey." + field + ".problem");
        auto* create = part<QPushButton>(*dialog, "dialog.newKey.create");
        QVERIFY(problem->text().isEmpty());
        QTest::keyClicks(input, wrong);
        QVERIFY(!problem->text().isEmpty());
        QVERIFY(input->property("invalid").toBool());
        QVERIFY(!create->isEnabled());
        input->selectAll();
        QTest::keyClicks(input, right);
        QVERIFY(problem->text().isEmpty());
        QVERIFY(create->isEnabled());
    }

    void showsTheServersRefusalAtItsFieldUntilItIsChanged() {
        const auto dialog = newKey();
        auto* name = part<QLineEdit>(*dialog, "dialog.newKey.name");
        QTest::keyClicks(name, QStringLiteral("taken"));
        dialog->setBusy(true);
        QVERIFY(!part<QPushButton>(*dialog, "dialog.newKey.create")->isEnabled());
        dialog->showError({QStringLiteral("X_TAKEN"), QStringLiteral("That name is taken."), 422, {}, QStringLiteral("name")});
        QVERIFY(part<QLabel>(*dialog, "dialog.newKey.name.problem")->text().contains(QStringLiteral("taken")));
        QVERIFY(!part<QPushButton>(*dialog, "dialog.newKey.create")->isEnabled());
        QTest::keyClicks(name, QStringLiteral("2"));
        QVERIFY(part<QPushButton>(*dialog, "dialog.newKey.create")->isEnabled());
    }

    void showsAnErrorWithoutAField() {
        const auto dialog = newKey();
        QTest::keyClicks(part<QLineEdit>(*dialog, "dialog.newKey.name"), QStringLiteral("demo"));
        dialog->showError({QStringLiteral("X_DOWN"), QStringLiteral("The store is away."), 503, {}, {}});
        QVERIFY(part<QLabel>(*dialog, "dialog.newKey.error")->text().contains(QStringLiteral("store")));
        QVERIFY(part<QPushButton>(*dialog, "dialog.newKey.create")->isEnabled());
    }

    void sendsTheChosenOwnerAndExpiry() {
        const auto dialog = newKey();
        QTest::keyClicks(part<QLineEdit>(*dialog, "dialog.newKey.name"), QStringLiteral("demo"));
        QTest::keyClick(part<QComboBox>(*dialog, "dialog.newKey.owner"), Qt::Key_Down);
        QTest::keyClick(part<QComboBox>(*dialog, "dialog.newKey.expiry"), Qt::Key_Down);
        const QJsonObject body = dialog->body();
        QCOMPARE(body[QStringLiteral("user_id")].toString(), QStringLiteral("u2"));
        const auto expires = QDateTime::fromString(body[QStringLiteral("expires_at")].toString(), Qt::ISODateWithMs);
        QCOMPARE(QDateTime::currentDateTimeUtc().daysTo(expires), 7);
    }

    void savesOnlyWhatWasChanged() {
        std::unique_ptr<KeyFormDialog> dialog(KeyFormDialog::forEdit(api_, row(), nullptr));
        dialog->open();
        auto* save = part<QPushButton>(*dialog, "dialog.editKey.save");
        QVERIFY(!save->isEnabled());
        auto* rpm = part<QLineEdit>(*dialog, "dialog.editKey.rpm");
        QCOMPARE(rpm->text(), QStringLiteral("600"));
        rpm->selectAll();
        QTest::keyClicks(rpm, QStringLiteral("900"));
        QVERIFY(save->isEnabled());
        QCOMPARE(dialog->body(), (QJsonObject{{QStringLiteral("rpm"), 900}}));
        QVERIFY(!part<QComboBox>(*dialog, "dialog.editKey.owner")->isEnabled());
    }

    void showsTheSecretOnceAndCopiesIt() {
        KeySecretDialog dialog(QStringLiteral("demo"), QStringLiteral("gw-secret-123"), QStringLiteral("curl …"), nullptr);
        dialog.open();
        QCOMPARE(part<QLineEdit>(dialog, "dialog.secret.value")->text(), QStringLiteral("gw-secret-123"));
        QTest::mouseClick(part<QPushButton>(dialog, "dialog.secret.copy"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("gw-secret-123"));
        QVERIFY(part<QLineEdit>(dialog, "dialog.secret.value")->text() != QStringLiteral("gw-secret-123"));
        QTest::mouseClick(part<QPushButton>(dialog, "dialog.secret.done"), Qt::LeftButton);
        QVERIFY(!dialog.isVisible());
    }

    void asksTwiceBeforeAnUncopiedSecretIsLost() {
        KeySecretDialog dialog(QStringLiteral("demo"), QStringLiteral("gw-secret-123"), QStringLiteral("curl …"), nullptr);
        dialog.open();
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(dialog.isVisible());
        QVERIFY(part<QLabel>(dialog, "dialog.secret.warning")->isVisible());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }

    void revokesOnlyByHoldingWithAReason() {
        std::unique_ptr<ui::widgets::HoldDialog> dialog(makeRevokeDialog(api_, row(), nullptr));
        dialog->open();
        auto* hold = part<ui::widgets::HoldButton>(*dialog, "dialog.revoke.hold");
        hold->setHoldTime(1ms);
        QVERIFY(!hold->isEnabled());
        QTest::mouseClick(part<QPushButton>(*dialog, "dialog.revoke.reason.leak"), Qt::LeftButton);
        QVERIFY(hold->isEnabled());
        QCOMPARE(dialog->reason(), QStringLiteral("leak"));
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        QTest::mousePress(hold, Qt::LeftButton);
        QTRY_COMPARE(accepted.size(), 1);
    }

    void showsTheExactCallOfARevocation() {
        std::unique_ptr<ui::widgets::HoldDialog> dialog(makeRevokeDialog(api_, row(), nullptr));
        QTest::mouseClick(part<QPushButton>(*dialog, "dialog.revoke.reason.abuse"), Qt::LeftButton);
        const auto lines = dialog->findChildren<QLineEdit*>(QStringLiteral("commandLine.text"));
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0]->text(),
                 QStringLiteral("POST http://127.0.0.1:8000/api/v1/admin/api-keys/7c2%2Fx/revoke {\"reason\":\"abuse\"}"));
    }

    void offersFreezingInsteadUnlessItIsFrozen() {
        std::unique_ptr<ui::widgets::HoldDialog> dialog(makeRevokeDialog(api_, row(), nullptr));
        dialog->open();
        QSignalSpy gentler(dialog.get(), &ui::widgets::HoldDialog::alternative);
        QTest::mouseClick(part<QPushButton>(*dialog, "dialog.revoke.alternative"), Qt::LeftButton);
        QCOMPARE(gentler.size(), 1);
        auto frozen = row();
        frozen.state = ui::models::KeyRow::State::frozen;
        std::unique_ptr<ui::widgets::HoldDialog> second(makeRevokeDialog(api_, frozen, nullptr));
        second->open();
        QVERIFY(!part<QPushButton>(*second, "dialog.revoke.alternative")->isVisible());
    }

    void freezesBehindAVerbAndFocusesCancel_data() {
        QTest::addColumn<bool>("freeze");
        QTest::newRow("freeze") << true;
        QTest::newRow("unfreeze") << false;
    }

    void freezesBehindAVerbAndFocusesCancel() {
        QFETCH(bool, freeze);
        std::unique_ptr<ui::widgets::ConfirmDialog> dialog(makeFreezeDialog(api_, row(), freeze, nullptr));
        dialog->open();
        QCOMPARE(dialog->objectName(), freeze ? QStringLiteral("dialog.freeze") : QStringLiteral("dialog.unfreeze"));
        QVERIFY(dialog->cancelButton()->isDefault());
        QVERIFY(dialog->verbButton()->text().contains(QStringLiteral("billing-prod")));
    }

private:
    const QUrl api_{QStringLiteral("http://127.0.0.1:8000")};
};

QTEST_MAIN(KeyDialogsTest)
#include "key_dialogs_test.moc"
