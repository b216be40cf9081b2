#include "gateway/store/user_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

class UserTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackWhatWasInserted() {
        const TestDatabase database;
        auto user = userOf("u1", "a@example.com");
        user.lastLoginAt = noon(5);
        user.isActive = false;
        user.mustChangePassword = true;
        QCOMPARE(outcome(insertUser(*database, user)), kDone);
        QVERIFY(findUser(*database, "u1").value() == user);
        QVERIFY(findUserByEmail(*database, "a@example.com").value() == user);
        QVERIFY(!findUser(*database, "u2").value().has_value());
        QVERIFY(!findUserByEmail(*database, "A@example.com").value().has_value());
    }

    void refusesATakenAddress() {
        const TestDatabase database;
        QVERIFY(insertUser(*database, userOf("u1", "a@example.com")));
        QCOMPARE(outcome(insertUser(*database, userOf("u2", "a@example.com"))), kConflict);
        QVERIFY(insertUser(*database, userOf("u2", "b@example.com")));
        QCOMPARE(outcome(updateUser(*database, userOf("u2", "a@example.com"))), kConflict);
        QCOMPARE(countUsers(*database).value(), std::int64_t{2});
    }

    void refusesAnUnknownRole() {
        const TestDatabase database;
        auto user = userOf("u1", "a@example.com");
        user.role = "root";
        QCOMPARE(outcome(insertUser(*database, user)), kConflict);
    }

    void updatesAllButBirthAndSignIn() {
        const TestDatabase database;
        const auto before = userOf("u1", "a@example.com");
        QVERIFY(insertUser(*database, before));
        auto after = before;
        after.email = "b@example.com";
        after.passwordHash = "other";
        after.role = "admin";
        after.isActive = false;
        after.mustChangePassword = true;
        auto sent = after;
        sent.createdAt = noon(99);
        sent.lastLoginAt = noon(99);
        QCOMPARE(outcome(updateUser(*database, sent)), kDone);
        QVERIFY(findUser(*database, "u1").value() == after);
    }

    void keepsTheLastSignIn() {
        const TestDatabase database;
        QVERIFY(insertUser(*database, userOf("u1", "a@example.com")));
        QCOMPARE(outcome(setLastLogin(*database, "u1", noon(7), "192.0.2.1")), kDone);
        QVERIFY(findUser(*database, "u1").value()->lastLoginAt == noon(7));
        QCOMPARE(findUser(*database, "u1").value()->lastLoginIp, std::string("192.0.2.1"));
    }

    void reportsAnUnknownUser() {
        const TestDatabase database;
        QCOMPARE(outcome(updateUser(*database, userOf("u1", "a@example.com"))), kNotFound);
        QCOMPARE(outcome(setLastLogin(*database, "u1", noon(), {})), kNotFound);
    }

    void listsTheOldestFirst() {
        const TestDatabase database;
        QVERIFY(allUsers(*database).value().empty());
        for (const int i : {2, 3, 1}) {
            auto user = userOf("u" + std::to_string(i), std::to_string(i) + "@example.com");
            user.createdAt = noon(i == 3 ? 0 : 1);
            QVERIFY(insertUser(*database, user));
        }
        const auto users = allUsers(*database).value();
        QCOMPARE(users.size(), std::size_t{3});
        QCOMPARE(users[0].id + users[1].id + users[2].id, std::string("u3u1u2"));
    }

    void listsByPageRoleStateAndAddress() {
        const TestDatabase database;
        for (const int i : {1, 2, 3}) {
            auto user = userOf("u" + std::to_string(i), "name_" + std::to_string(i) + "@example.com");
            user.createdAt = noon(i);
            user.isActive = i != 3;
            user.role = i == 1 ? "admin" : "viewer";
            QVERIFY(insertUser(*database, user));
        }
        const auto first = listUsers(*database, {}, {.limit = 2, .cursor = {}}, noon(9)).value();
        QCOMPARE(first.items.size(), std::size_t{2});
        const auto second = listUsers(*database, {}, {.limit = 2, .cursor = *first.nextCursor}, noon(9)).value();
        QCOMPARE(second.items.size(), std::size_t{1});
        QCOMPARE(second.items[0].user.id, std::string("u3"));
        QVERIFY(!second.nextCursor);
        const auto count = [&](const UserFilter& filter) { return listUsers(*database, filter, {}, noon(9)).value().items.size(); };
        QCOMPARE(count({.role = "viewer", .isActive = {}, .search = {}}), std::size_t{2});
        QCOMPARE(count({.role = {}, .isActive = false, .search = {}}), std::size_t{1});
        QCOMPARE(count({.role = {}, .isActive = {}, .search = "name_"}), std::size_t{3});
        QCOMPARE(count({.role = {}, .isActive = {}, .search = "%"}), std::size_t{0});
        QVERIFY(!listUsers(*database, {}, {.limit = 2, .cursor = "x"}, noon(9)));
        QVERIFY(findUserListRow(*database, "u2", noon(9)).value()->user.email == "name_2@example.com");
        QVERIFY(!findUserListRow(*database, "u9", noon(9)).value());
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(allUsers(*database)), kStoreFailed);
        QCOMPARE(outcome(findUser(*database, "u1")), kStoreFailed);
        QCOMPARE(outcome(countUsers(*database)), kStoreFailed);
        QCOMPARE(outcome(insertUser(*database, userOf("u1", "a@example.com"))), kStoreFailed);
        QCOMPARE(outcome(updateUser(*database, userOf("u1", "a@example.com"))), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(UserTableTest)
#include "user_table_test.moc"
