#include "gateway/control/create_admin.hpp"

#include "gateway/secrets/password.hpp"
#include "samples.hpp"
#include "store_file.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::refusal;
using gw::test::StoreFile;

class CreateAdminTest : public QObject {
    Q_OBJECT
    const FakeClock clock_;
    const secrets::Secret password_{"correct horse"};

   private Q_SLOTS:
    void makesAUserWithItsAuditRow() {
        StoreFile file;
        auto database = file.open();
        const auto user = createAdmin(*database, "Anna@example.org", password_, "operator", "cli", clock_);
        QVERIFY(user);
        const auto kept = store::findUserByEmail(*database, "anna@example.org");
        QVERIFY(kept && *kept && (*kept)->id == user->id);
        QCOMPARE((*kept)->role, std::string("operator"));
        QVERIFY(secrets::verifyPassword((*kept)->passwordHash, password_));
        const auto audits = file.audits();
        QCOMPARE(audits.size(), std::size_t{1});
        QCOMPARE(audits[0].source, std::string("cli"));
        QCOMPARE(audits[0].targetId, user->id);
    }
    void refusesWhatCannotBeAUser() {
        StoreFile file;
        auto database = file.open();
        QVERIFY(createAdmin(*database, "anna@example.org", password_, "admin", "cli", clock_));
        const auto refused = [&](const char* email, const char* password, const char* role) {
            return refusal(createAdmin(*database, email, secrets::Secret(password), role, "cli", clock_));
        };
        QCOMPARE(refused("b@x", "short", "admin"), QByteArray("INVALID_VALUE password"));
        QCOMPARE(refused("nobody", "correct horse", "admin"), QByteArray("INVALID_VALUE email"));
        QCOMPARE(refused("b@x", "correct horse", "root"), QByteArray("INVALID_VALUE role"));
        QCOMPARE(refused("ANNA@example.org", "correct horse", "admin"), QByteArray("CONFLICT email"));
        QCOMPARE(file.audits().size(), std::size_t{1});
    }
    void makesTheFirstAdministratorOnlyOnce() {
        StoreFile file;
        auto database = file.open();
        QCOMPARE(*ensureFirstAdmin(*database, "", password_, clock_), false);
        QCOMPARE(file.count("SELECT count(*) FROM users"), std::int64_t{0});
        QCOMPARE(refusal(ensureFirstAdmin(*database, "anna@example.org", secrets::Secret("short"), clock_)), QByteArray("INVALID_VALUE password"));
        QCOMPARE(*ensureFirstAdmin(*database, "anna@example.org", password_, clock_), true);
        QCOMPARE(*ensureFirstAdmin(*database, "otto@example.org", password_, clock_), false);
        QCOMPARE(file.count("SELECT count(*) FROM users WHERE role = 'admin'"), std::int64_t{1});
        QCOMPARE(file.audits().at(0).source, std::string("system"));
    }
    void failsWhenTheTableIsMissing() {
        StoreFile file;
        file.byHand("DROP TABLE users");
        auto database = file.open();
        QCOMPARE(refusal(ensureFirstAdmin(*database, "anna@example.org", password_, clock_)), QByteArray("STORE_FAILED"));
        QCOMPARE(refusal(createAdmin(*database, "anna@example.org", password_, "admin", "cli", clock_)), QByteArray("STORE_FAILED"));
    }
};

QTEST_GUILESS_MAIN(CreateAdminTest)
#include "create_admin_test.moc"
