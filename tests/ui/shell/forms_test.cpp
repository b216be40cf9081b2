#include "ui/shell/first_admin_view.hpp"
#include "ui/shell/login_view.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using ui::shell::FirstAdminView;
using ui::shell::LoginView;

namespace {

QLineEdit* field(QWidget& view, const char* name) { return view.findChild<QLineEdit*>(QLatin1StringView(name)); }

}  // namespace

class FormsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesTheFirstAdministrator_data() {
        QTest::addColumn<QString>("email");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("again");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* email, const char* password, const char* again, bool good) {
            QTest::newRow(name) << QString::fromLatin1(email) << QString::fromLatin1(password) << QString::fromLatin1(again) << good;
        };
        row("good", "a@b.c", "0123456789", "0123456789", true);
        row("too short", "a@b.c", "012345678", "012345678", false);
        row("different", "a@b.c", "0123456789", "0123456780", false);
        row("no at sign", "ab.c", "0123456789", "0123456789", false);
        row("nothing before it", "@b.c", "0123456789", "0123456789", false);
        row("nothing after it", "a@", "0123456789", "0123456789", false);
        row("two at signs", "a@b@c", "0123456789", "0123456789", false);
        row("a space", "a b@c.d", "0123456789", "0123456789", false);
        row("empty", "", "", "", false);
    }

    void judgesTheFirstAdministrator() {
        QFETCH(QString, email);
        QFETCH(QString, password);
        QFETCH(QString, again);
        QTEST(ui::shell::firstAdminProblem(email, password, again).isEmpty(), "good");
    }

    void submitsByKeyboardOnceTheFormIsGood() {
        FirstAdminView view;
        view.show();
        QSignalSpy submitted(&view, &FirstAdminView::submitted);
        auto* send = view.findChild<QPushButton*>(QStringLiteral("firstAdmin.submit"));
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(field(view, "firstAdmin.email"), QStringLiteral("ops@example.com "));
        QTest::keyClicks(field(view, "firstAdmin.password"), QStringLiteral("long enough"));
        QTest::keyClick(field(view, "firstAdmin.password"), Qt::Key_Return);
        QVERIFY(submitted.isEmpty());
        QVERIFY(!view.findChild<QLabel*>(QStringLiteral("firstAdmin.rule"))->text().trimmed().isEmpty());
        QTest::keyClicks(field(view, "firstAdmin.again"), QStringLiteral("long enough"));
        QTest::keyClick(field(view, "firstAdmin.again"), Qt::Key_Return);
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(submitted.first().at(0).toString(), QStringLiteral("ops@example.com"));
        view.setBusy(true);
        QVERIFY(!send->isEnabled());
        view.setBusy(false);
        view.showError(QStringLiteral("No."));
        QCOMPARE(view.findChild<ui::widgets::InlineMessage*>()->text(), QStringLiteral("No."));
    }

    void signsInByMouse() {
        LoginView view;
        view.setGateway(QStringLiteral("https://gw:8000"));
        view.show();
        QSignalSpy submitted(&view, &LoginView::submitted);
        auto* send = view.findChild<QPushButton*>(QStringLiteral("login.submit"));
        QVERIFY(!send->isEnabled());
        QTest::keyClicks(field(view, "login.email"), QStringLiteral("v@b.c"));
        QTest::keyClicks(field(view, "login.password"), QStringLiteral("secret"));
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(submitted.size(), 1);
        QCOMPARE(submitted.first().at(1).toString(), QStringLiteral("secret"));
        QCOMPARE(field(view, "login.password")->echoMode(), QLineEdit::Password);
        view.showError(QStringLiteral("Wrong."));
        QVERIFY(!view.findChild<ui::widgets::InlineMessage*>()->isHidden());
        view.hide();
        view.show();
        QVERIFY(field(view, "login.password")->text().isEmpty());
    }

    void asksForANewPasswordWhereAnotherHasSetIt() {
        LoginView view;
        view.show();
        QSignalSpy chosen(&view, &LoginView::passwordChosen);
        QVERIFY(!field(view, "login.newPassword")->isVisible());
        QTest::keyClicks(field(view, "login.email"), QStringLiteral("v@b.c"));
        QTest::keyClicks(field(view, "login.password"), QStringLiteral("given by admin"));
        view.askNewPassword();
        QVERIFY(!field(view, "login.email")->isVisible());
        auto* send = view.findChild<QPushButton*>(QStringLiteral("login.submit"));
        const auto type = [&](const QString& fresh, const QString& again) {
            field(view, "login.newPassword")->setText(fresh);
            field(view, "login.newPasswordAgain")->setText(again);
            return send->isEnabled();
        };
        QVERIFY(!type(QStringLiteral("short"), QStringLiteral("short")));
        QVERIFY(!type(QStringLiteral("given by admin"), QStringLiteral("given by admin")));
        QVERIFY(!type(QStringLiteral("one of my own"), QStringLiteral("one of my owm")));
        QVERIFY(type(QStringLiteral("one of my own"), QStringLiteral("one of my own")));
        QTest::keyClick(field(view, "login.newPasswordAgain"), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().at(0).toString(), QStringLiteral("given by admin"));
        QCOMPARE(chosen.first().at(1).toString(), QStringLiteral("one of my own"));
        view.hide();
        view.show();
        QVERIFY2(field(view, "login.email")->isVisible() && field(view, "login.newPassword")->text().isEmpty(), "the next sign-in begins anew");
    }
};

QTEST_MAIN(FormsTest)
#include "forms_test.moc"
