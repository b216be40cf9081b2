#include "gateway/store/migrator.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr QLatin1String kMigrationFailed{"MIGRATION_FAILED"};

std::vector<Migration> threeSteps() {
    return {{"0001", "first", {"CREATE TABLE a (v)", "INSERT INTO a VALUES (1)"}, {"DROP TABLE a"}},
            {"0002", "second", {"CREATE TABLE b (v)"}, {"DROP TABLE b"}},
            {"0003", "third", {"CREATE TABLE c (v)"}, {"DROP TABLE c"}}};
}

/// Tables, indexes and triggers besides the version's own, in order.
std::string schemaOf(const TestDatabase& database) {
    return database
        ->text("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
               "AND name <> 'alembic_version' ORDER BY name)")
        .value()
        .value_or("");
}

/// As schemaOf, with the columns of each table: a step may change nothing else.
std::string columnsOf(const TestDatabase& database) {
    const auto columns = database
                             ->text("SELECT group_concat(place, ' ') FROM (SELECT m.name || '.' || c.name AS place FROM sqlite_master m, "
                                    "pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' "
                                    "AND m.name <> 'alembic_version' ORDER BY place)")
                             .value()
                             .value_or("");
    return schemaOf(database) + columns;
}

}  // namespace

class MigratorTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> database_;
    std::vector<Migration> migrations_;
    Migrator migrator() { return Migrator(**database_, migrations_); }

   private Q_SLOTS:
    void init() {
        database_ = std::make_unique<TestDatabase>(TestDatabase::Schema::none);
        migrations_ = threeSteps();
    }
    void cleanup() { database_.reset(); }

    void startsBeforeTheFirst() {
        QCOMPARE(migrator().current().value(), std::string());
        const auto history = migrator().history().value();
        QCOMPARE(history.size(), std::size_t{3});
        for (const auto& state : history) QVERIFY(!state.applied);
    }

    void goesUpTo_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("schema");
        const auto row = [](const char* name, const char* from, const char* target, const char* schema) {
            QTest::newRow(name) << QString::fromLatin1(from) << QString::fromLatin1(target) << QString::fromLatin1(schema);
        };
        row("head", "", "head", "a b c");
        row("one step", "", "+1", "a");
        row("two steps", "0001", "+2", "a b c");
        row("more steps than there are", "0001", "+99", "a b c");
        row("largest number of steps", "0001", "+18446744073709551615", "a b c");
        row("a revision", "", "0002", "a b");
        row("where it is", "0002", "0002", "a b");
        row("head at head", "0003", "head", "a b c");
    }
    void goesUpTo() {
        QFETCH(const QString, from);
        QFETCH(const QString, target);
        QFETCH(const QString, schema);
        if (!from.isEmpty()) QCOMPARE(migrator().upgrade(from.toStdString()).value(), from.toStdString());
        QCOMPARE(outcome(migrator().upgrade(target.toStdString())), kDone);
        QCOMPARE(schemaOf(*database_), schema.toStdString());
    }

    void goesDownTo_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("revision");
        QTest::addColumn<QString>("schema");
        const auto row = [](const char* name, const char* target, const char* revision, const char* schema) {
            QTest::newRow(name) << QString::fromLatin1(target) << QString::fromLatin1(revision) << QString::fromLatin1(schema);
        };
        row("base", "base", "", "");
        row("one step", "-1", "0002", "a b");
        row("as many steps as there are", "-3", "", "");
        row("a revision", "0001", "0001", "a");
        row("where it is", "0003", "0003", "a b c");
    }
    void goesDownTo() {
        QFETCH(const QString, target);
        QFETCH(const QString, revision);
        QFETCH(const QString, schema);
        QVERIFY(migrator().upgrade());
        QCOMPARE(migrator().downgrade(target.toStdString()).value(), revision.toStdString());
        QCOMPARE(migrator().current().value(), revision.toStdString());
        QCOMPARE(schemaOf(*database_), schema.toStdString());
    }

    void refusesTargetsThatMakeNoSense_data() {
        QTest::addColumn<bool>("up");
        QTest::addColumn<QString>("target");
        for (const char* target : {"", "0009", "base", "+", "+0", "+x", "+1x", "-1", "0001"}) {
            QTest::addRow("up to %s", target) << true << QString::fromLatin1(target);
        }
        for (const char* target : {"", "0009", "head", "-3", "-99", "-18446744073709551615", "-", "-0", "-x", "-1x", "+1", "0003"}) {
            QTest::addRow("down to %s", target) << false << QString::fromLatin1(target);
        }
    }
    void refusesTargetsThatMakeNoSense() {
        QFETCH(const bool, up);
        QFETCH(const QString, target);
        QVERIFY(migrator().upgrade("0002"));
        const auto text = target.toStdString();
        QCOMPARE(outcome(up ? migrator().upgrade(text) : migrator().downgrade(text)), kMigrationFailed);
        QCOMPARE(migrator().current().value(), std::string("0002"));
        QCOMPARE(schemaOf(*database_), std::string("a b"));
    }

    void staysAtTheLastWholeRevisionWhenAStepUpFails() {
        migrations_[1].up = {"CREATE TABLE b (v)", "INSERT INTO a VALUES (2)", "CREATE TABLE a (v)"};
        const auto done = migrator().upgrade();
        QCOMPARE(outcome(done), kMigrationFailed);
        for (const char* part : {"0002 second (up)", "statement 3 of 3", "already exists"}) {
            QVERIFY2(done.error().detail.find(part) != std::string::npos, done.error().detail.c_str());
        }
        QCOMPARE(migrator().current().value(), std::string("0001"));
        QCOMPARE(schemaOf(*database_), std::string("a"));
        QCOMPARE(database_->count("a"), std::int64_t{1});
        migrations_ = threeSteps();
        QCOMPARE(migrator().upgrade().value(), std::string("0003"));
    }

    void staysAtItsRevisionWhenAStepDownFails() {
        QVERIFY(migrator().upgrade());
        migrations_[1].down = {"DROP TABLE b", "DROP TABLE nothing"};
        const auto done = migrator().downgrade("base");
        QCOMPARE(outcome(done), kMigrationFailed);
        QVERIFY(done.error().detail.find("0002 second (down)") != std::string::npos);
        QCOMPARE(migrator().current().value(), std::string("0002"));
        QCOMPARE(schemaOf(*database_), std::string("a b"));
    }

    void reportsAStepThatCannotBegin() {
        const auto other = database_->connect();
        QVERIFY(migrator().upgrade("0001"));
        Result<std::string> blocked;
        const auto held = other->transaction([&]() -> Result<void> {
            blocked = migrator().upgrade();
            return {};
        });
        QCOMPARE(outcome(held), kDone);
        QCOMPARE(outcome(blocked), kMigrationFailed);
        QVERIFY(blocked.error().detail.find("Another process") != std::string::npos);
        QCOMPARE(migrator().current().value(), std::string("0001"));
    }

    void refusesADatabaseOfANewerProgram() {
        QVERIFY(migrator().upgrade());
        migrations_.pop_back();
        for (const auto& done : {migrator().upgrade(), migrator().downgrade("base")}) {
            QCOMPARE(outcome(done), kMigrationFailed);
            QVERIFY(done.error().detail.find("0003") != std::string::npos);
        }
        QCOMPARE(outcome(migrator().history()), kMigrationFailed);
        QCOMPARE(schemaOf(*database_), std::string("a b c"));
    }

    void showsWhatIsApplied() {
        QVERIFY(migrator().upgrade("0002"));
        const auto history = migrator().history().value();
        QCOMPARE(history.size(), std::size_t{3});
        QCOMPARE(history[2].name, std::string("third"));
        QVERIFY(history[0].applied && history[1].applied && !history[2].applied);
    }

    void bringsTheBuiltInSchemaUpAndDownStepByStep() {
        Migrator builtIn(**database_);
        const auto& migrations = builtInMigrations();
        QVERIFY(!migrations.empty());
        std::vector<std::string> schemas{columnsOf(*database_)};
        for (const auto& migration : migrations) {
            QCOMPARE(builtIn.upgrade("+1").value(), migration.revision);
            QVERIFY(columnsOf(*database_) != schemas.back());
            schemas.push_back(columnsOf(*database_));
        }
        for (std::size_t i = migrations.size(); i > 0; --i) {
            QCOMPARE(columnsOf(*database_), schemas[i]);
            QCOMPARE(outcome(builtIn.downgrade("-1")), kDone);
        }
        QCOMPARE(columnsOf(*database_), std::string());
        QCOMPARE(builtIn.upgrade().value(), migrations.back().revision);
    }
};

QTEST_GUILESS_MAIN(MigratorTest)
#include "migrator_test.moc"
