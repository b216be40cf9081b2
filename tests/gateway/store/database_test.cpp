#include "gateway/store/database.hpp"

#include "tests/gateway/store/store_rig.hpp"

#include <fstream>
#include <limits>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

Q_DECLARE_METATYPE(gw::store::Value)

namespace {

constexpr auto kEmpty = TestDatabase::Schema::none;

/// A row's first column in the type it was written in.
Value readAs(const Row& row, const Value& written) {
    if (row.isNull(0)) return Value{};
    switch (written.index()) {
        case 1: return Value{row.boolean(0)};
        case 2: return Value{row.integer(0)};
        case 3: return Value{row.real(0)};
        default: return Value{row.text(0)};
    }
}

}  // namespace

class DatabaseTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void makesTheFileForItsOwnerOnly() {
        const TestDatabase database(kEmpty);
        namespace fs = std::filesystem;
        QVERIFY(fs::status(database.file()).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    }

    void opensWithALogOnDiskAndForeignKeys() {
        const TestDatabase database(kEmpty);
        QCOMPARE(database->text("PRAGMA journal_mode").value().value(), std::string("wal"));
        QCOMPARE(database->integer("PRAGMA synchronous").value().value(), std::int64_t{2});
        QCOMPARE(database->integer("PRAGMA foreign_keys").value().value(), std::int64_t{1});
    }

    void holdsItsLockWhileAnotherConnectionComesAndGoes() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->integer("SELECT count(*) FROM sqlite_schema"));
        {
            const auto second = Database::openSqlite({.file = database.file()});
            QVERIFY(second && (*second)->integer("SELECT count(*) FROM sqlite_schema"));
        }
        // Another process sees SQLite's shared lock (file format, "locking": 510 bytes behind the first gigabyte). Without
        // it, that process takes the -wal away when it ends its own connection.
        const auto file = database.file().string();
        const pid_t child = ::fork();
        if (child == 0) {
            struct flock lock {};
            lock.l_type = F_WRLCK;
            lock.l_whence = SEEK_SET;
            lock.l_start = 0x40000002;
            lock.l_len = 510;
            const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
            const bool held = descriptor >= 0 && ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
            ::_exit(held ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }

    void reportsAFileThatCannotBeMade() {
        const QTemporaryDir dir;
        const auto file = std::filesystem::path(dir.path().toStdString()) / "missing" / "a.db";
        const auto opened = Database::openSqlite({.file = file});
        QCOMPARE(outcome(opened), kStoreFailed);
        QCOMPARE(opened.error().field, file.string());
    }

    void reportsAFileThatIsNoDatabase() {
        const QTemporaryDir dir;
        const auto file = std::filesystem::path(dir.path().toStdString()) / "a.db";
        std::ofstream(file) << std::string(8192, 'x');
        const auto opened = Database::openSqlite({.file = file});
        QCOMPARE(outcome(opened), kStoreFailed);
        QVERIFY(opened.error().detail.find(file.string()) != std::string::npos);
    }

    void keepsValuesOfEveryKind_data() {
        QTest::addColumn<Value>("value");
        QTest::newRow("null") << Value{};
        QTest::newRow("true") << Value{true};
        QTest::newRow("false") << Value{false};
        QTest::newRow("smallest integer") << Value{std::numeric_limits<std::int64_t>::min()};
        QTest::newRow("largest integer") << Value{std::numeric_limits<std::int64_t>::max()};
        QTest::newRow("real") << Value{0.1};
        QTest::newRow("empty text") << Value{std::string()};
        QTest::newRow("text of digits") << Value{std::string("007")};
        QTest::newRow("quotes") << Value{std::string("'; DROP TABLE t; --")};
        QTest::newRow("beyond ASCII") << Value{std::string("\u4e2d\u6587 \U0001F600")};
        QTest::newRow("zero byte") << Value{std::string("a\0b", 3)};
    }
    void keepsValuesOfEveryKind() {
        QFETCH(const Value, value);
        const TestDatabase database(kEmpty);
        QCOMPARE(outcome(database->run("CREATE TABLE t (v)")), kDone);
        QCOMPARE(database->run("INSERT INTO t (v) VALUES (?)", {value}).value(), std::int64_t{1});
        Value found{std::string("nothing was read")};
        const auto done = database->select("SELECT v FROM t", {}, [&](const Row& row) -> Result<void> {
            found = readAs(row, value);
            return {};
        });
        QCOMPARE(outcome(done), kDone);
        QVERIFY(found == value);
    }

    void countsChangedRows() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (v INTEGER UNIQUE)"));
        QCOMPARE(database->run("INSERT INTO t VALUES (1), (2), (3)").value(), std::int64_t{3});
        QCOMPARE(database->run("UPDATE t SET v = v + 10 WHERE v > ?", {std::int64_t{1}}).value(), std::int64_t{2});
        QCOMPARE(database->run("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING").value(), std::int64_t{0});
        QCOMPARE(database->run("DELETE FROM t WHERE v = 99").value(), std::int64_t{0});
    }

    void tellsErrorsApart_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        QTest::newRow("unique") << QStringLiteral("INSERT INTO t VALUES (1, 'b')") << QStringLiteral("CONFLICT");
        QTest::newRow("check") << QStringLiteral("INSERT INTO t VALUES (-1, 'b')") << QStringLiteral("CONFLICT");
        QTest::newRow("not null") << QStringLiteral("INSERT INTO t VALUES (2, NULL)") << QStringLiteral("CONFLICT");
        QTest::newRow("trigger") << QStringLiteral("DELETE FROM t") << QStringLiteral("CONFLICT");
        QTest::newRow("syntax") << QStringLiteral("INSERT t") << QStringLiteral("STORE_FAILED");
        QTest::newRow("no table") << QStringLiteral("DELETE FROM nothing") << QStringLiteral("STORE_FAILED");
    }
    void tellsErrorsApart() {
        QFETCH(const QString, sql);
        QFETCH(const QString, code);
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (n INTEGER UNIQUE CHECK (n > 0), v TEXT NOT NULL)"));
        QVERIFY(database->run("CREATE TRIGGER kept BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'kept'); END"));
        QVERIFY(database->run("INSERT INTO t VALUES (1, 'a')"));
        const auto done = database->run(sql.toStdString());
        QCOMPARE(QString(outcome(done)), code);
        QVERIFY(done.error().source == ErrorSource::store);
        QVERIFY(!done.error().detail.empty());
        QCOMPARE(database.count("t"), std::int64_t{1});
    }

    void saysThatTheDiskIsFull() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (v)"));
        QVERIFY(database->run("PRAGMA max_page_count = 4"));
        const auto done = database->run("INSERT INTO t VALUES (?)", {std::string(100'000, 'x')});
        QCOMPARE(outcome(done), kStoreFailed);
        QVERIFY(done.error().detail.find("full") != std::string::npos);
        QCOMPARE(database.count("t"), std::int64_t{0});
    }

    void stopsReadingAtTheCallersError() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (v)"));
        QVERIFY(database->run("INSERT INTO t VALUES (1), (2), (3)"));
        int seen = 0;
        const auto done = database->select("SELECT v FROM t ORDER BY v", {}, [&](const Row& row) -> Result<void> {
            ++seen;
            if (row.integer(0) == 2) return fail(ErrorCode::invalidValue, "two");
            return {};
        });
        QCOMPARE(outcome(done), kInvalidValue);
        QCOMPARE(done.error().detail, std::string("two"));
        QCOMPARE(seen, 2);
        QVERIFY(database->run("DROP TABLE t"));
    }

    void readsInsideAReadOfTheSameStatement() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (v)"));
        QVERIFY(database->run("INSERT INTO t VALUES (1), (2)"));
        int pairs = 0;
        const auto count = [&](const Row&) -> Result<void> {
            ++pairs;
            return {};
        };
        const auto done = database->select("SELECT v FROM t", {}, [&](const Row&) -> Result<void> {
            return database->select("SELECT v FROM t", {}, count);
        });
        QCOMPARE(outcome(done), kDone);
        QCOMPARE(pairs, 4);
    }

    void readsTheFirstColumnOfTheFirstRow() {
        const TestDatabase database(kEmpty);
        QVERIFY(database->run("CREATE TABLE t (n INTEGER, v TEXT)"));
        QVERIFY(!database->integer("SELECT n FROM t").value().has_value());
        QVERIFY(database->run("INSERT INTO t VALUES (7, 'seven'), (8, NULL)"));
        QCOMPARE(database->integer("SELECT n FROM t ORDER BY n").value().value(), std::int64_t{7});
        QCOMPARE(database->text("SELECT v FROM t ORDER BY n").value().value(), std::string("seven"));
        QVERIFY(!database->text("SELECT v FROM t WHERE n = 8").value().has_value());
        QCOMPARE(outcome(database->text("SELECT nothing FROM t")), kStoreFailed);
        QCOMPARE(outcome(database->integer("SELECT nothing FROM t")), kStoreFailed);
    }

    void staysUsableAfterMoreStatementsThanItKeeps() {
        const TestDatabase database(kEmpty);
        for (std::int64_t i = 0; i < 600; ++i) {
            QCOMPARE(database->integer("SELECT " + std::to_string(i)).value().value(), i);
        }
    }
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "database_test.moc"
