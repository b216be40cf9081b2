#include "gateway/store/store_thread.hpp"

#include "tests/gateway/store/store_rig.hpp"

#include <future>
#include <limits>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

using Lane = StoreThread::Lane;

/// Holds the store thread inside a task until it is opened.
class Gate {
   public:
    StoreThread::Task task() {
        return [this](Database*) {
            entered_.set_value();
            opened_.get_future().wait();
        };
    }
    void waitEntered() { entered_.get_future().wait(); }
    void open() { opened_.set_value(); }

   private:
    std::promise<void> entered_, opened_;
};

}  // namespace

class StoreThreadTest : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> dir_;
    std::unique_ptr<StoreThread> thread_;
    std::string trace_;  // written on the store thread, read after it has been joined

    StoreThread::Options options() const {
        StoreThread::Options made;
        made.sqlite.file = std::filesystem::path(dir_->path().toStdString()) / "test.db";
        made.name = "a-name-longer-than-fifteen";
        made.firstMax = 3;
        made.secondMax = 1;
        return made;
    }
    void start(const StoreThread::Options& with) {
        auto started = StoreThread::start(with);
        QCOMPARE(outcome(started), kDone);
        thread_ = std::move(*started);
    }
    StoreThread::Task mark(char letter) {
        return [this, letter](Database* database) { trace_ += database ? letter : '-'; };
    }
    bool tryPost(Lane lane, StoreThread::Task task) { return thread_->tryPost(lane, task); }

   private Q_SLOTS:
    void init() {
        dir_ = std::make_unique<QTemporaryDir>();
        trace_.clear();
    }
    void cleanup() { thread_.reset(); }

    void runsTasksOnAThreadOfItsOwn() {
        start(options());
        std::promise<std::thread::id> where;
        QVERIFY(tryPost(Lane::first, [&](Database* database) {
            if (database && database->run("CREATE TABLE t (v)")) where.set_value(std::this_thread::get_id());
        }));
        QVERIFY(where.get_future().get() != std::this_thread::get_id());
    }

    void reportsADatabaseThatCannotBeOpened() {
        auto bad = options();
        bad.sqlite.file /= "below-a-file-that-is-not-there";
        QCOMPARE(outcome(StoreThread::start(bad)), kStoreFailed);
    }

    void refusesMoreThanALaneHolds() {
        start(options());
        Gate gate;
        QVERIFY(tryPost(Lane::first, gate.task()));
        gate.waitEntered();
        for (const char letter : {'a', 'b', 'c'}) QVERIFY(tryPost(Lane::first, mark(letter)));
        StoreThread::Task refused = mark('d');
        QVERIFY(!thread_->tryPost(Lane::first, refused));
        QVERIFY(refused != nullptr);
        QVERIFY(tryPost(Lane::second, mark('x')));
        QVERIFY(!tryPost(Lane::second, mark('y')));
        QCOMPARE(thread_->waiting(), std::size_t{4});
        gate.open();
        thread_.reset();
        QCOMPARE(trace_, std::string("abcx"));
    }

    void servesTheFirstLaneFirst() {
        start(options());
        Gate gate;
        QVERIFY(tryPost(Lane::second, gate.task()));
        gate.waitEntered();
        QVERIFY(tryPost(Lane::second, mark('x')));
        QVERIFY(tryPost(Lane::first, mark('a')));
        QVERIFY(tryPost(Lane::first, mark('b')));
        gate.open();
        thread_.reset();
        QCOMPARE(trace_, std::string("abx"));
    }

    void waitsForRoom() {
        start(options());
        Gate gate;
        QVERIFY(tryPost(Lane::first, gate.task()));
        gate.waitEntered();
        QVERIFY(tryPost(Lane::second, mark('x')));
        std::promise<void> asking;
        auto waiter = std::async(std::launch::async, [&] {
            StoreThread::Task task = mark('y');
            asking.set_value();
            return thread_->postWaiting(Lane::second, task);
        });
        asking.get_future().wait();
        QVERIFY(waiter.wait_for(std::chrono::seconds(0)) != std::future_status::ready);
        QCOMPARE(thread_->waiting(), std::size_t{1});
        gate.open();
        QVERIFY(waiter.get());
        thread_.reset();
        QCOMPARE(trace_, std::string("xy"));
    }

    void sendsWaitersAwayWhenItStops() {
        start(options());
        Gate gate;
        QVERIFY(tryPost(Lane::first, gate.task()));
        gate.waitEntered();
        QVERIFY(tryPost(Lane::second, mark('x')));
        // The gate keeps the thread, and so the object, until the waiter has its answer; the lane stays full until then.
        auto waiter = std::async(std::launch::async, [this, thread = thread_.get()] {
            StoreThread::Task task = mark('y');
            return thread->postWaiting(Lane::second, task);
        });
        std::thread closing([this] { thread_.reset(); });
        const bool posted = waiter.get();
        gate.open();
        closing.join();
        QVERIFY(!posted);
        QCOMPARE(trace_, std::string("x"));
    }

    void finishesWhatIsQueuedBeforeItStops() {
        start(options());
        Gate gate;
        QVERIFY(tryPost(Lane::first, gate.task()));
        gate.waitEntered();
        QVERIFY(tryPost(Lane::first, mark('a')));
        QVERIFY(tryPost(Lane::second, mark('x')));
        gate.open();
        thread_.reset();
        QCOMPARE(trace_, std::string("ax"));
    }

    void cancelsWhatIsQueuedWhenToldSo() {
        auto reading = options();
        reading.finishQueued = false;
        reading.firstMax = std::numeric_limits<std::size_t>::max();
        start(reading);
        Gate gate;
        QVERIFY(tryPost(Lane::first, gate.task()));
        gate.waitEntered();
        QVERIFY(tryPost(Lane::second, mark('x')));
        auto* const thread = thread_.get();
        std::thread closing([this] { thread_.reset(); });
        // This lane has room without end: it refuses only when the thread has been told to stop.
        StoreThread::Task probe = mark('p');
        while (thread->tryPost(Lane::first, probe)) {
            probe = mark('p');
            std::this_thread::yield();
        }
        gate.open();
        closing.join();
        QVERIFY(!trace_.empty());
        QCOMPARE(trace_, std::string(trace_.size(), '-'));
    }

    void livesOnAfterATaskThatThrows() {
        start(options());
        QVERIFY(tryPost(Lane::first, [](Database*) { throw std::runtime_error("a mistake"); }));
        QVERIFY(tryPost(Lane::first, mark('a')));
        thread_.reset();
        QCOMPARE(trace_, std::string("a"));
    }

    void letsGoOfATaskBeforeItWaits() {
        start(options());
        auto held = std::make_shared<int>(1);
        const std::weak_ptr<int> watch = held;
        QVERIFY(tryPost(Lane::first, [held = std::move(held)](Database*) {}));
        QTRY_VERIFY(watch.expired());
    }
};

QTEST_GUILESS_MAIN(StoreThreadTest)
#include "store_thread_test.moc"
