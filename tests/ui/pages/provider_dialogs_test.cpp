// The dialogs of the providers page, by typing and pressing: what they refuse, what they return, what they never show.
#include "ui/pages/preset_dialogs.hpp"
#include "ui/pages/provider_dialogs.hpp"

#include "ui/bridge/api_types.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace ui::pages;
using ui::models::PresetRow;
using ui::models::ProviderRow;

class ProviderDialogsTest : public QObject {
    Q_OBJECT

    template <class Part = QWidget>
    static Part* part(QWidget& dialog, const char* name) {
        return dialog.findChild<Part*>(QLatin1StringView(name));
    }

    static void type(QWidget& dialog, const char* field, const char* text) {
        auto* input = part<QLineEdit>(dialog, field);
        QVERIFY2(input, field);
        input->selectAll();
        QTest::keyClicks(input, QString::fromLatin1(text));
    }

    static ProviderRow row() {
        ProviderRow row;
        row.id = QStringLiteral("7");
        row.name = QStringLiteral("openai");
        row.kind = QStringLiteral("openai");
        row.baseUrl = QStringLiteral("https://api.openai.com");
        row.hasCredential = true;
        row.credentialHint = QStringLiteral("…ab12");
        row.firstByteMs = 9000;
        return row;
    }

    static PresetRow preset() {
        return {QStringLiteral("p1"), QStringLiteral("default"), QStringLiteral("weighted"),
                {{QStringLiteral("i1"), QStringLiteral("openai"), QStringLiteral("gpt-4o"), 60, 0, true, {}, {}}}, 0};
    }

    std::unique_ptr<ProviderFormDialog> newProvider() const {
        std::unique_ptr<ProviderFormDialog> dialog(ProviderFormDialog::forNew(api_, nullptr));
        dialog->open();
        return dialog;
    }

private Q_SLOTS:
    void initTestCase() { ui::style::applyTheme(*qApp, ui::style::ThemeKind::light); }

    void returnsWhatWasTypedAndHidesTheCredential() {
        const auto dialog = newProvider();
        auto* add = part<QPushButton>(*dialog, "dialog.newProvider.verb");
        QVERIFY(!add->isEnabled());
        QVERIFY(!add->toolTip().isEmpty());
        type(*dialog, "dialog.newProvider.name", "local");
        type(*dialog, "dialog.newProvider.base_url", "https://llm.example.com/v1");
        type(*dialog, "dialog.newProvider.api_key", "sk-very-secret");
        type(*dialog, "dialog.newProvider.first_byte_timeout_ms", "9000");
        QVERIFY(add->isEnabled());
        auto* secret = part<QLineEdit>(*dialog, "dialog.newProvider.api_key");
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        for (const QLineEdit* line : dialog->findChildren<QLineEdit*>()) {
            if (line != secret) QVERIFY(!line->text().contains(QStringLiteral("very-secret")));
        }
        QSignalSpy submitted(dialog.get(), &SubmitDialog::submitted);
        QTest::keyClick(secret, Qt::Key_Return);
        QCOMPARE(submitted.size(), 1);
        const QJsonObject body = dialog->call();
        QCOMPARE(body[QStringLiteral("api_key")].toString(), QStringLiteral("sk-very-secret"));
        QCOMPARE(body[QStringLiteral("first_byte_timeout_ms")].toInt(), 9000);
        QCOMPARE(body[QStringLiteral("kind")].toString(), QStringLiteral("openai"));
        QVERIFY(!body.contains(QStringLiteral("allow_private")));
        QVERIFY(dialog->isVisible());  // it closes when the gateway has agreed
    }

    void saysWhatIsWrongUnderTheField_data() {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("name in capitals") << QByteArray("name") << QByteArray("OpenAI");
        QTest::newRow("name with a blank") << QByteArray("name") << QByteArray("a b");
        QTest::newRow("no address") << QByteArray("base_url") << QByteArray("api.openai.com");
        QTest::newRow("query") << QByteArray("base_url") << QByteArray("https://a.example/?x=1");
        QTest::newRow("user in the address") << QByteArray("base_url") << QByteArray("https://me@a.example");
        QTest::newRow("plain http") << QByteArray("base_url") << QByteArray("http://a.example");
        QTest::newRow("blank in the credential") << QByteArray("api_key") << QByteArray("sk a");
        QTest::newRow("too short a time") << QByteArray("connect_timeout_ms") << QByteArray("99");
        QTest::newRow("too long a time") << QByteArray("total_timeout_ms") << QByteArray("3600001");
        QTest::newRow("no number") << QByteArray("idle_timeout_ms") << QByteArray("soon");
    }

    void saysWhatIsWrongUnderTheField() {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, text);
        const auto dialog = newProvider();
        type(*dialog, "dialog.newProvider.name", "a");
        type(*dialog, "dialog.newProvider.base_url", "https://a.example");
        QVERIFY(part<QPushButton>(*dialog, "dialog.newProvider.verb")->isEnabled());
        type(*dialog, ("dialog.newProvider." + field).constData(), text.constData());
        QVERIFY(!part<QLabel>(*dialog, ("dialog.newProvider." + field + ".problem").constData())->text().isEmpty());
        QVERIFY(!part<QPushButton>(*dialog, "dialog.newProvider.verb")->isEnabled());
    }

    void takesPlainHttpInAPrivateNetwork() {
        const auto dialog = newProvider();
        type(*dialog, "dialog.newProvider.name", "local");
        type(*dialog, "dialog.newProvider.base_url", "http://127.0.0.1:11434");
        QVERIFY(!part<QPushButton>(*dialog, "dialog.newProvider.verb")->isEnabled());
        QTest::keyClick(part<QCheckBox>(*dialog, "dialog.newProvider.allow_private"), Qt::Key_Space);
        QVERIFY(part<QPushButton>(*dialog, "dialog.newProvider.verb")->isEnabled());
        QVERIFY(dialog->call()[QStringLiteral("allow_private")].toBool());
    }

    void showsARefusalAtItsField() {
        const auto dialog = newProvider();
        ui::bridge::ApiError error;
        error.code = QStringLiteral("PRIVATE_ADDRESS");
        error.field = QStringLiteral("base_url");
        dialog->showError(error);
        QVERIFY(!part<QLabel>(*dialog, "dialog.newProvider.base_url.problem")->text().isEmpty());
        error.field = QStringLiteral("somewhere");
        dialog->showError(error);
        QVERIFY(part<QLabel>(*dialog, "dialog.newProvider.error")->isVisible());
    }

    void sendsOnlyWhatWasChangedAndKeepsTheCredential() {
        std::unique_ptr<ProviderFormDialog> dialog(ProviderFormDialog::forEdit(api_, row(), nullptr));
        dialog->open();
        QVERIFY(!part<QPushButton>(*dialog, "dialog.editProvider.verb")->isEnabled());
        QVERIFY(part<QLineEdit>(*dialog, "dialog.editProvider.name")->isReadOnly());
        QVERIFY(part<QLineEdit>(*dialog, "dialog.editProvider.api_key")->text().isEmpty());
        part<QLineEdit>(*dialog, "dialog.editProvider.first_byte_timeout_ms")->selectAll();
        QTest::keyClick(part<QLineEdit>(*dialog, "dialog.editProvider.first_byte_timeout_ms"), Qt::Key_Delete);
        QCOMPARE(dialog->call(), (QJsonObject{{QStringLiteral("first_byte_timeout_ms"), QJsonValue()}}));
        type(*dialog, "dialog.editProvider.api_key", "sk-new");
        QCOMPARE(dialog->call()[QStringLiteral("api_key")].toString(), QStringLiteral("sk-new"));
    }

    void removesOnlyAfterTheNameIsTyped() {
        std::unique_ptr<ui::widgets::TypeNameDialog> dialog(makeRemoveProviderDialog(api_, row(), nullptr));
        dialog->open();
        auto* verb = part<QPushButton>(*dialog, "dialog.removeProvider.verb");
        QVERIFY(!verb->isEnabled());
        type(*dialog, "dialog.removeProvider.name", "opena");
        QVERIFY(!verb->isEnabled());
        type(*dialog, "dialog.removeProvider.name", "openai");
        QSignalSpy accepted(dialog.get(), &QDialog::accepted);
        QTest::mouseClick(verb, Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
    }

    void namesWhatASwitchOffCosts() {
        std::unique_ptr<QDialog> dialog(makeSwitchOffDialog(api_, row(), QStringLiteral("Models: gpt-4o."), nullptr));
        QVERIFY(part<QLabel>(*dialog, "dialog.switchOff.warning")->text().contains(QStringLiteral("gpt-4o")));
        std::unique_ptr<QDialog> harmless(makeSwitchOffDialog(api_, row(), {}, nullptr));
        QVERIFY(!part(*harmless, "dialog.switchOff.warning"));
    }

    void makesAPresetWithSeveralRoutes() {
        std::unique_ptr<PresetFormDialog> dialog(
            PresetFormDialog::forNew(api_, {QStringLiteral("openai"), QStringLiteral("azure")}, nullptr));
        dialog->open();
        auto* create = part<QPushButton>(*dialog, "dialog.newPreset.verb");
        QVERIFY(!create->isEnabled());
        type(*dialog, "dialog.newPreset.name", "default");
        type(*dialog, "dialog.newPreset.route0.model", "gpt-4o");
        QVERIFY(create->isEnabled());
        QTest::mouseClick(part<QPushButton>(*dialog, "dialog.newPreset.addRoute"), Qt::LeftButton);
        type(*dialog, "dialog.newPreset.route1.model", "gpt-4o");
        QVERIFY(!create->isEnabled());
        QVERIFY(create->toolTip().contains(QStringLiteral("twice")));
        QTest::keyClick(part<QComboBox>(*dialog, "dialog.newPreset.route1.provider"), Qt::Key_Down);
        QVERIFY(create->isEnabled());
        QCOMPARE(dialog->form().row().items.size(), 2u);
        QCOMPARE(dialog->form().row().items[1].provider, QStringLiteral("azure"));
        QTest::mouseClick(part<QToolButton>(*dialog, "dialog.newPreset.route1.remove"), Qt::LeftButton);
        QTest::mouseClick(part<QToolButton>(*dialog, "dialog.newPreset.route0.remove"), Qt::LeftButton);
        QCOMPARE(dialog->form().row().items.size(), 1u);
    }

    void renamesAPresetWithoutItsRoutes() {
        std::unique_ptr<PresetFormDialog> dialog(PresetFormDialog::forEdit(api_, preset(), nullptr));
        dialog->open();
        auto* save = part<QPushButton>(*dialog, "dialog.editPreset.verb");
        QVERIFY(!save->isEnabled());
        QTest::keyClick(part<QComboBox>(*dialog, "dialog.editPreset.strategy"), Qt::Key_Down);
        QVERIFY(save->isEnabled());
        QCOMPARE(dialog->form().row().strategy, QStringLiteral("priority"));
        QCOMPARE(dialog->form().row().items, preset().items);
        type(*dialog, "dialog.editPreset.name", "two words");
        QVERIFY(!save->isEnabled());
    }

    void refusesARouteThatIsThere() {
        RouteDialog dialog(api_, preset(), {QStringLiteral("openai")}, nullptr);
        dialog.open();
        auto* add = part<QPushButton>(dialog, "dialog.addRoute.verb");
        type(dialog, "dialog.addRoute.route.model", "gpt-4o");
        QVERIFY(!add->isEnabled());
        type(dialog, "dialog.addRoute.route.model", "gpt-4o-mini");
        QVERIFY(add->isEnabled());
        QCOMPARE(dialog.after().items.size(), 2u);
    }

private:
    const QUrl api_{QStringLiteral("http://127.0.0.1:8000")};
};

QTEST_MAIN(ProviderDialogsTest)
#include "provider_dialogs_test.moc"
