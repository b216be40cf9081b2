#include "gateway/store/store.hpp"

#include "gateway/base/bounded_queue.hpp"
#include "tests/gateway/store/store_rig.hpp"

#include <QProcess>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr QLatin1String kTooBusy{"TOO_BUSY"};
constexpr QLatin1String kCancelled{"CANCELLED"};

Result<std::int64_t> countRows(Database& database) {
    auto count = database.integer("SELECT count(*) FROM t");
    if (!count) return fail(count.error());
    return count->value_or(-1);
}

Result<std::int64_t> addRow(Database& database) { return database.run("INSERT INTO t VALUES (1)"); }

}  // namespace

class StoreTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    std::unique_ptr<BoundedQueue<std::function<void()>>> loop_;
    std::unique_ptr<Store> store_;

    Store::Options options() const {
        Store::Options made;
        made.file = std::filesystem::path(dir_->path().toStdString()) / "test.db";
        made.post = [loop = loop_.get()](std::function<void()> work) { loop->tryPush(work); };
        made.writerQueue = made.readerQueue = 2;
        made.shipperQueue = 1;
        return made;
    }
    /// Runs one answer on this thread, as control's loop would.
    bool turn() {
        auto work = loop_->pop(std::chrono::seconds(20));
        if (work) (*work)();
        return work.has_value();
    }

   private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<QTemporaryDir>();
        loop_ = std::make_unique<BoundedQueue<std::function<void()>>>(100);
        auto opened = Store::open(options());
        QCOMPARE(outcome(opened), kDone);
        store_ = std::move(*opened);
        QVERIFY(store_->writeNow([](Database& database) { return database.run("CREATE TABLE t (v)"); }));
    }
    void cleanup() { store_.reset(); }

    void answersThroughThePoster() {
        const auto here = std::this_thread::get_id();
        std::thread::id worked, answered;
        std::int64_t changed = 0;
        store_->write(
            [&](Database& database) {
                worked = std::this_thread::get_id();
                return addRow(database);
            },
            [&](Result<std::int64_t> result) {
                answered = std::this_thread::get_id();
                changed = result.value_or(-1);
            });
        QVERIFY(turn());
        QCOMPARE(changed, std::int64_t{1});
        QVERIFY(answered == here && worked != here);
        QCOMPARE(loop_->size(), std::size_t{0});
    }

    void readsWhatWasWritten() {
        QVERIFY(store_->writeNow(addRow));
        for (int i = 0; i < 4; ++i) QCOMPARE(store_->readNow(countRows).value(), std::int64_t{1});
        Result<std::int64_t> read = fail(ErrorCode::internal);
        store_->read(countRows, [&](Result<std::int64_t> result) { read = std::move(result); });
        QVERIFY(turn());
        QCOMPARE(read.value(), std::int64_t{1});
    }

    void neverWritesOnAReader() {
        QCOMPARE(outcome(store_->readNow(addRow)), kStoreFailed);
        QCOMPARE(store_->readNow(countRows).value(), std::int64_t{0});
    }

    void passesTheJobsErrorOn() {
        const auto job = [](Database&) -> Result<void> { return fail(ErrorCode::conflict, "taken"); };
        QCOMPARE(outcome(store_->writeNow(job)), kConflict);
        Result<void> answer;
        store_->write(job, [&](Result<void> result) { answer = std::move(result); });
        QVERIFY(turn());
        QCOMPARE(outcome(answer), kConflict);
        QCOMPARE(answer.error().detail, std::string("taken"));
    }

    void makesAnErrorOfAJobThatThrows() {
        const auto job = [](Database& database) -> Result<void> {
            return database.transaction([&]() -> Result<void> {
                if (auto done = addRow(database); !done) return fail(done.error());
                throw std::runtime_error("a mistake");
            });
        };
        const auto done = store_->writeNow(job);
        QCOMPARE(outcome(done), QLatin1String("INTERNAL"));
        QCOMPARE(done.error().detail, std::string("a mistake"));
        QCOMPARE(store_->readNow(countRows).value(), std::int64_t{0});
    }

    void answersTooBusyWhenTheWriterIsFull() {
        std::promise<void> entered, open;
        auto opened = open.get_future();
        std::vector<std::string> outcomes;
        const auto keep = [&](Result<std::int64_t> result) { outcomes.push_back(QString(outcome(result)).toStdString()); };
        store_->write(
            [&](Database& database) {
                entered.set_value();
                opened.wait();
                return addRow(database);
            },
            keep);
        entered.get_future().wait();
        for (int i = 0; i < 3; ++i) store_->write(addRow, keep);
        QCOMPARE(store_->writesWaiting(), std::size_t{2});
        QVERIFY(turn());
        QCOMPARE(outcomes, std::vector<std::string>{"TOO_BUSY"});
        open.set_value();
        for (int i = 0; i < 3; ++i) QVERIFY(turn());
        QCOMPARE(outcomes, (std::vector<std::string>{"TOO_BUSY", "DONE", "DONE", "DONE"}));
        QCOMPARE(store_->readNow(countRows).value(), std::int64_t{3});
    }

    void answersTooBusyWhenBothReadersAreFull() {
        std::promise<void> open;
        const auto opened = open.get_future().share();
        std::array<std::promise<void>, 2> entered;
        for (auto& one : entered) {
            store_->read(
                [&one, opened](Database& database) {
                    one.set_value();
                    opened.wait();
                    return countRows(database);
                },
                [](const Result<std::int64_t>&) {});
        }
        for (auto& one : entered) one.get_future().wait();
        QLatin1String last;
        for (int i = 0; i < 5; ++i) store_->read(countRows, [&](const Result<std::int64_t>& result) { last = outcome(result); });
        QVERIFY(turn());
        QCOMPARE(last, kTooBusy);
        open.set_value();
        for (int i = 0; i < 6; ++i) QVERIFY(turn());
        QCOMPARE(last, kDone);
    }

    void finishesWritesWhenItCloses() {
        std::promise<void> entered, open;
        auto opened = open.get_future();
        const auto hold = [&](Database& database) {
            entered.set_value();
            opened.wait();
            return addRow(database);
        };
        int answers = 0;
        const auto count = [&](const Result<std::int64_t>& result) { answers += result.has_value() ? 1 : 0; };
        store_->write(hold, count);
        entered.get_future().wait();
        store_->write(addRow, count);
        open.set_value();
        store_.reset();
        QVERIFY(turn() && turn());
        QCOMPARE(answers, 2);
        const auto reopened = Database::openSqlite({.file = options().file});
        QCOMPARE(countRows(**reopened).value(), std::int64_t{2});
    }

    void answersEveryReadOnceWhenItCloses() {
        std::promise<void> open;
        const auto opened = open.get_future().share();
        std::array<std::promise<void>, 2> entered;
        QStringList outcomes;
        const auto keep = [&](const Result<std::int64_t>& result) { outcomes << QString(outcome(result)); };
        for (auto& one : entered) {
            store_->read(
                [&one, opened](Database& database) {
                    one.set_value();
                    opened.wait();
                    return countRows(database);
                },
                keep);
        }
        for (auto& one : entered) one.get_future().wait();
        for (int i = 0; i < 2; ++i) store_->read(countRows, keep);
        std::thread closing([this] { store_.reset(); });
        open.set_value();
        closing.join();
        for (int i = 0; i < 4; ++i) QVERIFY(turn());
        QCOMPARE(loop_->size(), std::size_t{0});
        QCOMPARE(outcomes.size(), 4);
        for (const auto& one : outcomes) QVERIFY(one == kDone || one == kCancelled);
    }

    void reportsAFileThatCannotBeOpened() {
        auto bad = options();
        bad.file = bad.file / "below-a-file";
        QCOMPARE(outcome(Store::open(bad)), kStoreFailed);
    }

    void knowsItsFile() { QCOMPARE(store_->file().string(), options().file.string()); }

    /// Another program's connection, the last of its own, must not take itself for the last of all and delete the live -wal.
    void anotherProgramsVisitLosesNothing() {
        const QString file = dir_->path() + QStringLiteral("/test.db");
        const QString visit = QStringLiteral("import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('INSERT INTO t VALUES (2)'); "
                                             "c.commit(); print(c.execute('SELECT count(*) FROM t').fetchone()[0]); c.close()");
        for (int i = 1; i <= 3; ++i) {
            QVERIFY(store_->writeNow(addRow));
            const auto before = store_->writeNow([](Database& database) { return database.foreignVersion(); });
            QProcess other;
            other.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), visit, file});
            QVERIFY(other.waitForFinished());
            QCOMPARE(other.readAllStandardOutput().trimmed(), QByteArray::number(2 * i));  // it sees each of our rows
            QVERIFY(store_->writeNow([](Database& database) { return database.foreignVersion(); }).value() != before.value());
            QCOMPARE(store_->writeNow(countRows).value(), std::int64_t{2 * i});  // and we each of its own
        }
    }
};

QTEST_GUILESS_MAIN(StoreTest)
#include "store_test.moc"
