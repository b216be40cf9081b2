#include "samples.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;

class UserCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    static CreateUser newcomer() {
        CreateUser command;
        command.email = " Nina@Example.org";
        command.password = secrets::Secret("correct horse");
        command.role = "viewer";
        command.passwordHash = "$argon2id$nina";
        return command;
    }
    static PatchUser patchOf(const std::string& id) {
        PatchUser command;
        command.id = id;
        return command;
    }

   private Q_SLOTS:
    void makesTheFirstAdministratorOnce() {
        BootstrapAdmin command{.email = "First@example.org", .password = {}, .passwordHash = "$argon2id$first"};
        const auto change = run(command, State{}, context_);
        QVERIFY(change);
        const auto& put = rowOf<PutUser>(*change);
        QVERIFY(put.isNew);
        QCOMPARE(put.row.email, std::string("first@example.org"));
        QCOMPARE(put.row.role, std::string("admin"));
        QCOMPARE(put.row.passwordHash, std::string("$argon2id$first"));
        QCOMPARE(change->audit.reason, std::string("first administrator"));
        QCOMPARE(refusal(run(command, sampleState(), context_)), QByteArray("CONFLICT"));
        command.email = "nobody";
        QCOMPARE(refusal(run(command, State{}, context_)), QByteArray("INVALID_VALUE email"));
    }
    void makesAUser() {
        const auto change = run(newcomer(), sampleState(), context_);
        QVERIFY(change);
        const auto& row = rowOf<PutUser>(*change).row;
        QCOMPARE(row.email, std::string("nina@example.org"));
        QVERIFY(row.isActive);
        QVERIFY(row.createdAt == test::kNow);
        QCOMPARE(change->id, row.id);
        QCOMPARE(change->audit.action, std::string("user.create"));
        QCOMPARE(change->audit.targetId, row.id);
        QCOMPARE(change->audit.targetName, row.email);
        QVERIFY(change->audit.before.empty());
        QVERIFY(change->audit.after.find("argon2id") == std::string::npos);
    }
    void refusesABadUser_data() {
        QTest::addColumn<QByteArray>("email");
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QByteArray>("refused");
        QTest::newRow("address") << QByteArray("nina") << QByteArray("viewer") << QByteArray("INVALID_VALUE email");
        QTest::newRow("role") << QByteArray("nina@x") << QByteArray("root") << QByteArray("INVALID_VALUE role");
        QTest::newRow("taken") << QByteArray("ANNA@example.org") << QByteArray("viewer") << QByteArray("CONFLICT email");
    }
    void refusesABadUser() {
        QFETCH(QByteArray, email);
        QFETCH(QByteArray, role);
        QFETCH(QByteArray, refused);
        auto command = newcomer();
        command.email = email.toStdString();
        command.role = role.toStdString();
        QCOMPARE(refusal(run(command, sampleState(), context_)), refused);
    }
    void changesAUserAndEndsItsSessions() {
        auto command = patchOf("u-op");
        command.role = "viewer";
        command.isActive = false;
        const auto change = run(command, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(rowOf<PutUser>(*change).row.role, std::string("viewer"));
        QVERIFY(!rowOf<PutUser>(*change).row.isActive);
        QVERIFY(!rowOf<PutUser>(*change).isNew);
        QCOMPARE(rowOf<EndSessions>(*change).userId, std::string("u-op"));
        QCOMPARE(test::bytes(change->audit.before), QByteArray(R"({"role":"operator","is_active":true})"));
        QCOMPARE(test::bytes(change->audit.after), QByteArray(R"({"role":"viewer","is_active":false})"));
    }
    void tellsOfANewPasswordWithoutShowingIt() {
        auto command = patchOf("u-op");
        command.passwordHash = "$argon2id$other";
        const auto change = run(command, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(change->audit.reason, std::string("password changed"));
        QCOMPARE(test::bytes(change->audit.after), QByteArray(R"({"must_change_password":true})"));
        QCOMPARE(rowOf<PutUser>(*change).row.passwordHash, std::string("$argon2id$other"));
    }
    void changesNothingWhenNothingDiffers() {
        auto command = patchOf("u-op");
        command.role = "operator";
        const auto change = run(command, sampleState(), context_);
        QVERIFY(change && change->rows.empty());
        QCOMPARE(change->id, std::string("u-op"));
    }
    void refusesAnUnknownUserOrRole() {
        auto command = patchOf("u-op");
        command.role = "root";
        QCOMPARE(refusal(run(command, sampleState(), context_)), QByteArray("INVALID_VALUE role"));
        QCOMPARE(refusal(run(patchOf("u-none"), sampleState(), context_)), QByteArray("NOT_FOUND"));
    }
    void keepsTheLastActiveAdministrator() {
        auto demote = patchOf("u-admin");
        demote.role = "viewer";
        auto disable = patchOf("u-admin");
        disable.isActive = false;
        auto state = sampleState();
        auto context = context_;
        context.actor.userId = "u-other";
        QCOMPARE(refusal(run(demote, state, context)), QByteArray("LAST_ADMIN role"));
        QCOMPARE(refusal(run(disable, state, context)), QByteArray("LAST_ADMIN is_active"));
        // A disabled administrator is none to fall back on.
        state.users["u-off"].role = "admin";
        QCOMPARE(refusal(run(demote, state, context)), QByteArray("LAST_ADMIN role"));
        state.users["u-off"].isActive = true;
        QVERIFY(run(demote, state, context));
        QVERIFY(run(disable, state, context));
    }
    void nobodyDemotesOrSwitchesOffHimself() {
        auto state = sampleState();
        state.users["u-off"].role = "admin";
        state.users["u-off"].isActive = true;
        auto demote = patchOf("u-admin");
        demote.role = "viewer";
        auto disable = patchOf("u-admin");
        disable.isActive = false;
        QCOMPARE(refusal(run(demote, state, context_)), QByteArray("NOT_YOURSELF role"));
        QCOMPARE(refusal(run(disable, state, context_)), QByteArray("NOT_YOURSELF is_active"));
        auto password = patchOf("u-admin");
        password.passwordHash = "$argon2id$other";
        password.keepFamily = "f-1";
        const auto change = run(password, state, context_);
        QVERIFY(change);
        QCOMPARE(rowOf<EndSessions>(*change).exceptFamily, std::string("f-1"));
    }
    void endsSignInsWithoutTouchingTheUser() {
        const auto change = run(EndUserSessions{"u-op", "f-2", {}, "lost laptop"}, sampleState(), context_);
        QVERIFY(change);
        QCOMPARE(change->rows.size(), std::size_t{1});
        QCOMPARE(rowOf<EndSessions>(*change).family, std::string("f-2"));
        QCOMPARE(change->audit.action, std::string("user.end_sessions"));
        QCOMPARE(change->audit.reason, std::string("lost laptop"));
        QCOMPARE(refusal(run(EndUserSessions{"u-none", {}, {}, {}}, sampleState(), context_)), QByteArray("NOT_FOUND"));
    }
    void refusesAnEmptyCommand() {
        QCOMPARE(refusal(runCommand(Command{}, sampleState(), context_)), QByteArray("INTERNAL"));
        QVERIFY(runCommand(newcomer(), sampleState(), context_));
    }
};

QTEST_GUILESS_MAIN(UserCommandsTest)
#include "user_commands_test.moc"
