// The transactions of Database and what other connections see of them.
#include "gateway/store/database.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

class TransactionTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> database_;
    Database& database() { return **database_; }
    Result<void> add(std::int64_t number) {
        auto done = database().run("INSERT INTO t VALUES (?)", {number});
        if (!done) return fail(done.error());
        return {};
    }

   private Q_SLOTS:
    void init() {
        database_ = std::make_unique<TestDatabase>(TestDatabase::Schema::none);
        QVERIFY(database().run("CREATE TABLE t (v INTEGER PRIMARY KEY)"));
        QVERIFY(database().run("CREATE TABLE child (v INTEGER REFERENCES t (v) DEFERRABLE INITIALLY DEFERRED)"));
    }
    void cleanup() { database_.reset(); }

    void keepsAllOfIt() {
        const auto sum = database().transaction([&]() -> Result<int> {
            for (const int i : {1, 2}) {
                if (auto done = add(i); !done) return fail(done.error());
            }
            return 3;
        });
        QCOMPARE(sum.value(), 3);
        QCOMPARE(database_->count("t"), std::int64_t{2});
    }

    void keepsNothingAfterAnError() {
        const auto done = database().transaction([&]() -> Result<void> {
            if (auto first = add(1); !first) return first;
            return add(1);
        });
        QCOMPARE(outcome(done), kConflict);
        QCOMPARE(database_->count("t"), std::int64_t{0});
    }

    void keepsNothingAfterAnException() {
        const auto work = [&]() -> Result<void> {
            if (auto done = add(1); !done) return done;
            throw std::runtime_error("no memory");
        };
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(database().transaction(work)), std::runtime_error);
        QCOMPARE(database_->count("t"), std::int64_t{0});
        QCOMPARE(outcome(database().transaction([&] { return add(2); })), kDone);
    }

    void keepsNothingWhenTheCommitIsRefused() {
        const auto done = database().transaction([&]() -> Result<void> {
            if (auto first = add(1); !first) return first;
            auto orphan = database().run("INSERT INTO child VALUES (99)");
            if (!orphan) return fail(ErrorCode::internal, "the orphan should be refused at the end only");
            return {};
        });
        QCOMPARE(outcome(done), kConflict);
        QCOMPARE(database_->count("t"), std::int64_t{0});
        QCOMPARE(outcome(database().transaction([&] { return add(2); })), kDone);
    }

    void refusesOneInsideAnother() {
        const auto done = database().transaction([&] { return database().transaction([&] { return add(1); }); });
        QCOMPARE(outcome(done), kStoreFailed);
        QCOMPARE(database_->count("t"), std::int64_t{0});
    }

    void tellsThatAnotherProcessHoldsTheDatabase() {
        const auto other = database_->connect();
        const auto held = database().transaction([&]() -> Result<void> {
            const auto blocked = other->transaction([]() -> Result<void> { return {}; });
            if (blocked) return fail(ErrorCode::internal, "two writers at once");
            return fail(blocked.error());
        });
        QCOMPARE(outcome(held), QLatin1String("STORE_UNAVAILABLE"));
        QCOMPARE(outcome(other->transaction([]() -> Result<void> { return {}; })), kDone);
    }

    void showsOthersWholeTransactionsOnly() {
        const auto reader = database_->connect(true);
        const auto seen = [&] { return reader->integer("SELECT count(*) FROM t").value().value(); };
        std::int64_t during = -1;
        const auto done = database().transaction([&]() -> Result<void> {
            if (auto first = add(1); !first) return first;
            during = seen();
            return {};
        });
        QCOMPARE(outcome(done), kDone);
        QCOMPARE(during, std::int64_t{0});
        QCOMPARE(seen(), std::int64_t{1});
    }

    void neverWritesOnAReadingConnection() {
        const auto reader = database_->connect(true);
        QCOMPARE(outcome(reader->run("INSERT INTO t VALUES (1)")), kStoreFailed);
        QCOMPARE(outcome(reader->run("CREATE TABLE other (v)")), kStoreFailed);
        QCOMPARE(database_->count("t"), std::int64_t{0});
    }

    void noticesWritesOfOthersOnly() {
        const auto other = database_->connect();
        const auto before = database().foreignVersion().value();
        QVERIFY(add(1));
        QCOMPARE(database().foreignVersion().value(), before);
        QVERIFY(other->run("INSERT INTO t VALUES (2)"));
        QVERIFY(database().foreignVersion().value() != before);
    }

    void readsAChangedSchemaAfterForgetting() {
        QVERIFY(add(1));
        QCOMPARE(database_->count("t"), std::int64_t{1});
        const auto other = database_->connect();
        QVERIFY(other->run("ALTER TABLE t ADD COLUMN w TEXT DEFAULT 'x'"));
        database().forgetStatements();
        QCOMPARE(database().text("SELECT w FROM t").value().value(), std::string("x"));
        QCOMPARE(database_->count("t"), std::int64_t{1});
    }
};

QTEST_GUILESS_MAIN(TransactionTest)
#include "transaction_test.moc"
