// The users page against a scripted peer: what it sends, what it refuses to send, and every state of the page.
#include "tests/ui/pages/page_bench.hpp"

#include "ui/widgets/hold_button.hpp"
#include "ui/widgets/inline_message.hpp"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace std::chrono_literals;
using ui::widgets::InlineMessage;

namespace {

QByteArray user(const QByteArray& id, const QByteArray& email, const QByteArray& role, bool active = true, int sessions = 2) {
    QJsonObject json{{QStringLiteral("id"), QString::fromLatin1(id)},
                     {QStringLiteral("email"), QString::fromLatin1(email)},
                     {QStringLiteral("role"), QString::fromLatin1(role)},
                     {QStringLiteral("is_active"), active},
                     {QStringLiteral("created_at"), QStringLiteral("2026-01-06T12:00:00.000Z")},
                     {QStringLiteral("last_login_at"), QStringLiteral("2026-01-07T12:00:00.000Z")},
                     {QStringLiteral("last_login_ip"), QStringLiteral("192.0.2.7")},
                     {QStringLiteral("keys"), 1},
                     {QStringLiteral("sessions"), sessions},
                     {QStringLiteral("failed_logins_24h"), 6},
                     {QStringLiteral("requests_today"), 41}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QByteArray list(const QList<QByteArray>& users, const QByteArray& cursor = "null") {
    return "{\"items\":[" + users.join(',') + "],\"next_cursor\":" + cursor + "}";
}

const QByteArray kUsers = "GET /api/v1/admin/users";
const QByteArray kSessions = "{\"items\":[{\"id\":\"f1\",\"ip\":\"192.0.2.7\",\"client\":\"api\",\"current\":false},"
                             "{\"id\":\"f2\",\"ip\":\"127.0.0.1\",\"client\":\"local\",\"current\":true}],\"next_cursor\":null}";

}  // namespace

class UsersPageTest : public QObject {
    Q_OBJECT

    static QTableView* table(const PageBench& bench) { return bench.part<QTableView>("page.users.table"); }
    static void press(const PageBench& bench, const char* name) {
        auto* button = bench.part<QPushButton>(name);
        QVERIFY2(button && button->isEnabled(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Sorted by address: anna (operator), ops (the console's own administrator), zoe (viewer, deactivated), plus two@ as admin.
    static void openPage(PageBench& bench, bool secondAdmin = true) {
        QList<QByteArray> users{user("u1", "ops@example.com", "admin"), user("u2", "anna@example.com", "operator"),
                                user("u3", "zoe@example.com", "viewer", false, 0)};
        if (secondAdmin) users << user("u4", "two@example.com", "admin");
        bench.peer.on(kUsers, 200, list(users));
        bench.peer.on("GET /api/v1/admin/api-keys", 200,
                      "{\"items\":[{\"id\":\"k1\",\"name\":\"batch\",\"prefix\":\"gw-ab12\",\"status\":\"active\"}],\"next_cursor\":null}");
        for (const char* id : {"u1", "u2", "u3", "u4"}) {
            bench.peer.on("GET /api/v1/admin/users/" + QByteArray(id) + "/sessions", 200, kSessions);
        }
        bench.openPage("users");
        QTRY_COMPARE(table(bench)->model()->rowCount(), static_cast<int>(users.size()));
    }
    static void choose(const PageBench& bench, const char* email) {
        auto* model = table(bench)->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (model->index(i, 0).data().toString() == QLatin1StringView(email)) return table(bench)->selectRow(i);
        }
        QFAIL(email);
    }
    static std::function<void()> undoOf(const PageBench& bench, QObject* context, std::function<void()>& undo) {
        connect(bench.page.get(), &ui::pages::Page::toast, context,
                [&undo](const QString&, const QString& label, const std::function<void()>& run) {
                    if (!label.isEmpty()) undo = run;
                });
        return {};
    }

private Q_SLOTS:
    void loadsEveryPageOfTheList() {
        PageBench bench;
        bench.peer.on(kUsers, [](const PeerRequest& request) {
            const bool second = request.path.contains("cursor=n%2B1");
            return PeerReply{200, second ? list({user("u2", "b@example.com", "viewer")}) : list({user("u1", "a@example.com", "admin")}, "\"n+1\""),
                             false, false, false};
        });
        bench.openPage("users");
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QVERIFY(bench.page->hasData());
    }

    void offersTheFirstUserWhenThereIsNone() {
        PageBench bench;
        bench.peer.on(kUsers, 200, list({}));
        bench.openPage("users");
        QTRY_VERIFY(bench.part("page.users.empty")->isVisible());
        for (const char* name : {"page.users.role.change", "page.users.reset", "page.users.end", "page.users.active"}) {
            QVERIFY(!bench.part(name)->isEnabled() && !bench.part(name)->toolTip().isEmpty());
        }
    }

    void showsAFailedReadInlineAndRetries() {
        PageBench bench;
        bench.peer.on(kUsers, 500, "{\"error\":{\"code\":\"X_BROKEN\",\"message\":\"The list is broken.\"}}");
        bench.openPage("users");
        auto* problem = bench.part<InlineMessage>("page.problem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("The list is broken.")));
        bench.peer.on(kUsers, 200, list({user("u1", "a@example.com", "admin")}));
        QTest::mouseClick(problem->findChild<QPushButton*>(QStringLiteral("page.retry")), Qt::LeftButton);
        QTRY_COMPARE(table(bench)->model()->rowCount(), 1);
        QVERIFY(!problem->isVisible());
    }

    void searchesAndFiltersByRoleAndState() {
        PageBench bench;
        openPage(bench);
        auto* search = bench.part<QLineEdit>("page.users.search");
        QTest::keyClicks(search, QStringLiteral("ANNA oper"));
        QCOMPARE(table(bench)->model()->rowCount(), 1);
        search->clear();
        QTest::keyClick(bench.part<QComboBox>("page.users.role"), Qt::Key_Down);
        QCOMPARE(table(bench)->model()->rowCount(), 2);
        bench.part<QComboBox>("page.users.role")->setCurrentIndex(0);
        bench.part<QComboBox>("page.users.state")->setCurrentIndex(2);
        QCOMPARE(table(bench)->model()->rowCount(), 1);
        QCOMPARE(table(bench)->model()->index(0, 0).data().toString(), QStringLiteral("zoe@example.com"));
    }

    void keepsSelectionAcrossRefreshes() {
        PageBench bench;
        openPage(bench);
        choose(bench, "two@example.com");
        bench.peer.on(kUsers, 200, list({user("u4", "two@example.com", "viewer"), user("u9", "new@example.com", "viewer")}));
        bench.page->refresh();
        QTRY_COMPARE(table(bench)->model()->rowCount(), 2);
        QCOMPARE(table(bench)->selectionModel()->selectedRows().first().data().toString(), QStringLiteral("two@example.com"));
    }

    void showsSignInsKeysAndOpensAKey() {
        PageBench bench;
        openPage(bench);
        choose(bench, "anna@example.com");
        QTRY_VERIFY(bench.part("page.users.key.k1"));
        QTRY_VERIFY(bench.part("page.users.endSession.f1") && bench.part("page.users.endSession.f1")->isEnabled());
        QVERIFY(!bench.part("page.users.endSession.f2")->isEnabled());
        QVERIFY(!bench.part("page.users.endSession.f2")->toolTip().isEmpty());
        QSignalSpy away(bench.page.get(), &ui::pages::Page::goTo);
        press(bench, "page.users.key.k1");
        QCOMPARE(away.size(), 1);
        QCOMPARE(away.first().at(1).toString(), QStringLiteral("k1"));
    }

    void createsAUserAndShowsThePasswordOnce() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("POST /api/v1/admin/users", 201, user("u5", "nina@example.com", "operator"));
        press(bench, "page.users.new");
        QTRY_VERIFY(bench.part("dialog.newUser"));
        QVERIFY(!bench.part("dialog.newUser.verb")->isEnabled());
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newUser.email"), QStringLiteral("Nina@example.com"));
        QTest::keyClick(bench.part<QComboBox>("dialog.newUser.role"), Qt::Key_Down);
        press(bench, "dialog.newUser.verb");
        QTRY_VERIFY(bench.part("dialog.password"));
        const PeerRequest sent = bench.peer.lastOf("POST /api/v1/admin/users");
        QCOMPARE(sent.body[QStringLiteral("email")].toString(), QStringLiteral("nina@example.com"));
        QCOMPARE(sent.body[QStringLiteral("role")].toString(), QStringLiteral("operator"));
        QCOMPARE(sent.body[QStringLiteral("password")].toString().size(), 24);
        QVERIFY(!sent.headers.value("idempotency-key").isEmpty());
        QCOMPARE(bench.part<QLineEdit>("dialog.password.value")->text(), sent.body[QStringLiteral("password")].toString());
        // Closing it uncopied asks once more.
        press(bench, "dialog.password.done");
        QVERIFY(bench.part("dialog.password.warning")->isVisible());
        press(bench, "dialog.password.done");
        QTRY_VERIFY(!bench.part("dialog.password"));
    }

    void keepsTheDraftWhenTheAddressIsTaken() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("POST /api/v1/admin/users", 409, "{\"error\":{\"code\":\"CONFLICT\",\"message\":\"x\",\"field\":\"email\"}}");
        press(bench, "page.users.new");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newUser.email"), QStringLiteral("anna@example.com"));
        press(bench, "dialog.newUser.verb");
        QTRY_VERIFY(bench.part<QLabel>("dialog.newUser.error")->text().contains(QStringLiteral("exists already")));
        const PeerRequest first = bench.peer.lastOf("POST /api/v1/admin/users");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.newUser.email"), QStringLiteral(".org"));
        press(bench, "dialog.newUser.verb");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/users"), 2);
        QVERIFY(bench.peer.lastOf("POST /api/v1/admin/users").headers.value("idempotency-key") != first.headers.value("idempotency-key"));
    }

    void changesARoleAndUndoes() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("PATCH /api/v1/admin/users/u2", 200, user("u2", "anna@example.com", "admin"));
        choose(bench, "anna@example.com");
        press(bench, "page.users.role.change");
        QVERIFY(!bench.part("dialog.role.verb")->isEnabled());
        QTest::keyClick(bench.part<QComboBox>("dialog.role.role"), Qt::Key_Down);
        std::function<void()> undo;
        undoOf(bench, this, undo);
        press(bench, "dialog.role.verb");
        QTRY_VERIFY(undo);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/users/u2").body, (QJsonObject{{QStringLiteral("role"), QStringLiteral("admin")}}));
        undo();
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/users/u2"), 2);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/users/u2").body, (QJsonObject{{QStringLiteral("role"), QStringLiteral("operator")}}));
    }

    void deactivatesByHoldingWithAReasonAndUndoes() {
        PageBench bench;
        openPage(bench);
        auto reply = user("u2", "anna@example.com", "operator", false, 0);
        reply.chop(1);
        bench.peer.on("PATCH /api/v1/admin/users/u2", 200, reply + ",\"workers\":{\"acknowledged\":2,\"total\":2}}");
        choose(bench, "anna@example.com");
        press(bench, "page.users.active");
        QVERIFY(bench.part("dialog.deactivate"));
        QVERIFY(!bench.part("dialog.deactivate.hold")->isEnabled());
        press(bench, "dialog.deactivate.reason.left");
        std::function<void()> undo;
        undoOf(bench, this, undo);
        auto* hold = bench.part<ui::widgets::HoldButton>("dialog.deactivate.hold");
        hold->setHoldTime(1ms);
        QTest::mousePress(hold, Qt::LeftButton);
        QTRY_VERIFY(undo);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/users/u2").body,
                 (QJsonObject{{QStringLiteral("is_active"), false}, {QStringLiteral("reason"), QStringLiteral("left")}}));
        QVERIFY(bench.part<InlineMessage>("page.notice")->text().contains(QStringLiteral("all 2 worker")));
        undo();
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/users/u2"), 2);
        QCOMPARE(bench.peer.lastOf("PATCH /api/v1/admin/users/u2").body, (QJsonObject{{QStringLiteral("is_active"), true}}));
    }

    void activatesAgain() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("PATCH /api/v1/admin/users/u3", 200, user("u3", "zoe@example.com", "viewer"));
        choose(bench, "zoe@example.com");
        QCOMPARE(bench.part<QPushButton>("page.users.active")->text(), QStringLiteral("Activate…"));
        press(bench, "page.users.active");
        press(bench, "dialog.activate.verb");
        QTRY_COMPARE(bench.peer.count("PATCH /api/v1/admin/users/u3"), 1);
    }

    void saysWhenSomebodyElseWasFaster() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("PATCH /api/v1/admin/users/u4", 409, "{\"error\":{\"code\":\"LAST_ADMIN\",\"message\":\"x\"}}");
        choose(bench, "two@example.com");
        press(bench, "page.users.role.change");
        QTest::keyClick(bench.part<QComboBox>("dialog.role.role"), Qt::Key_Up);
        const int reads = bench.peer.count(kUsers);
        press(bench, "dialog.role.verb");
        QTRY_VERIFY(bench.part<QLabel>("dialog.role.error")->text().contains(QStringLiteral("last active administrator")));
        QTRY_VERIFY(bench.peer.count(kUsers) > reads);
    }

    void resetsAPasswordAndShowsItOnce() {
        PageBench bench;
        openPage(bench);
        auto reply = user("u2", "anna@example.com", "operator");
        reply.chop(1);
        bench.peer.on("POST /api/v1/admin/users/u2/password-reset", 200, reply + ",\"password\":\"one-time-password\"}");
        choose(bench, "anna@example.com");
        press(bench, "page.users.reset");
        press(bench, "dialog.resetPassword.verb");
        QTRY_VERIFY(bench.part("dialog.password"));
        QCOMPARE(bench.part<QLineEdit>("dialog.password.value")->text(), QStringLiteral("one-time-password"));
        QVERIFY(!bench.peer.lastOf("POST /api/v1/admin/users/u2/password-reset").headers.value("idempotency-key").isEmpty());
    }

    void endsOneSignInAndAll() {
        PageBench bench;
        openPage(bench);
        bench.peer.on("DELETE /api/v1/admin/users/u2/sessions/f1", 200, "{\"items\":[],\"next_cursor\":null}");
        bench.peer.on("POST /api/v1/admin/users/u2/sessions/end", 200, "{\"items\":[],\"next_cursor\":null}");
        choose(bench, "anna@example.com");
        QTRY_VERIFY(bench.part("page.users.endSession.f1"));
        press(bench, "page.users.endSession.f1");
        press(bench, "dialog.endSession.verb");
        QTRY_COMPARE(bench.peer.count("DELETE /api/v1/admin/users/u2/sessions/f1"), 1);
        press(bench, "page.users.end");
        QTest::keyClicks(bench.part<QLineEdit>("dialog.endSessions.reason"), QStringLiteral("lost laptop"));
        press(bench, "dialog.endSessions.verb");
        QTRY_COMPARE(bench.peer.count("POST /api/v1/admin/users/u2/sessions/end"), 1);
        QCOMPARE(bench.peer.lastOf("POST /api/v1/admin/users/u2/sessions/end").body, (QJsonObject{{QStringLiteral("reason"), QStringLiteral("lost laptop")}}));
    }

    void changesTheOwnPassword() {
        PageBench bench("viewer");
        openPage(bench);
        bench.peer.on("POST /api/v1/auth/password", 422,
                      "{\"error\":{\"code\":\"INVALID_VALUE\",\"message\":\"x\",\"field\":\"current_password\"}}");
        press(bench, "page.users.ownPassword");
        const auto type = [&](const char* name, const char* text) {
            auto* field = bench.part<QLineEdit>(name);
            field->clear();
            QTest::keyClicks(field, QLatin1StringView(text));
            QCOMPARE(field->echoMode(), QLineEdit::Password);
        };
        type("dialog.ownPassword.current", "old password");
        type("dialog.ownPassword.new", "short");
        QVERIFY(!bench.part("dialog.ownPassword.verb")->isEnabled());
        type("dialog.ownPassword.new", "a longer password");
        type("dialog.ownPassword.again", "another password");
        QVERIFY(bench.part("dialog.ownPassword.verb")->toolTip().contains(QStringLiteral("differ")));
        type("dialog.ownPassword.again", "a longer password");
        press(bench, "dialog.ownPassword.verb");
        QTRY_VERIFY(bench.part<QLabel>("dialog.ownPassword.error")->text().contains(QStringLiteral("current password is wrong")));
        bench.peer.on("POST /api/v1/auth/password", 200, user("u1", "ops@example.com", "viewer"));
        press(bench, "dialog.ownPassword.verb");
        QTRY_VERIFY(!bench.part("dialog.ownPassword"));
        QCOMPARE(bench.peer.lastOf("POST /api/v1/auth/password").body[QStringLiteral("new_password")].toString(),
                 QStringLiteral("a longer password"));
    }

    void showsForbiddenActionsWithTheReason_data() {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QByteArray>("email");
        QTest::addColumn<bool>("secondAdmin");
        QTest::addColumn<QString>("reason");
        QTest::newRow("viewer") << QByteArray("viewer") << QByteArray("anna@example.com") << true << QStringLiteral("administrator");
        QTest::newRow("operator") << QByteArray("operator") << QByteArray("anna@example.com") << true << QStringLiteral("administrator");
        QTest::newRow("own account") << QByteArray("admin") << QByteArray("ops@example.com") << true << QStringLiteral("your own account");
        QTest::newRow("last administrator") << QByteArray("admin") << QByteArray("ops@example.com") << false
                                            << QStringLiteral("last active administrator");
    }
    void showsForbiddenActionsWithTheReason() {
        QFETCH(QByteArray, role);
        QFETCH(QByteArray, email);
        QFETCH(bool, secondAdmin);
        QFETCH(QString, reason);
        PageBench bench(role);
        openPage(bench, secondAdmin);
        choose(bench, email.constData());
        for (const char* name : {"page.users.role.change", "page.users.active"}) {
            QVERIFY(bench.part(name)->isVisible());
            QVERIFY(!bench.part(name)->isEnabled());
            QVERIFY2(bench.part(name)->toolTip().contains(reason), qPrintable(bench.part(name)->toolTip()));
        }
        QCOMPARE(bench.part("page.users.new")->isEnabled(), role == "admin");
        QVERIFY(bench.part("page.users.ownPassword")->isEnabled());
        QTRY_VERIFY(bench.part("page.users.endSession.f1"));
        QCOMPARE(bench.part("page.users.endSession.f1")->isEnabled(), role == "admin");
    }

    void opensTheUserItIsSentTo() {
        PageBench bench;
        openPage(bench);
        bench.page->open(QStringLiteral("u3"));
        QCOMPARE(table(bench)->selectionModel()->selectedRows().first().data().toString(), QStringLiteral("zoe@example.com"));
        bench.page->open(QStringLiteral("new"));
        QTRY_VERIFY(bench.part("dialog.newUser"));
    }

    void switchesActionsOffWhenTheConnectionIsLost() {
        PageBench bench;
        openPage(bench);
        choose(bench, "anna@example.com");
        bench.peer.die();
        bench.page->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(bench.page->isOffline(), 15000);
        QCOMPARE(table(bench)->model()->rowCount(), 4);
        for (const char* name : {"page.users.new", "page.users.active", "page.users.ownPassword"}) {
            QVERIFY(!bench.part(name)->isEnabled() && !bench.part(name)->toolTip().isEmpty());
        }
    }
};

QTEST_MAIN(UsersPageTest)
#include "users_page_test.moc"
