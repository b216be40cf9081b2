#include "gateway/control/publisher.hpp"

#include "hand_loop.hpp"

#include <QTest>

#include <optional>

using namespace gw;
using namespace gw::control;
using gw::test::FakeWorker;
using gw::test::HandTimers;
using gw::test::Mailbox;

class PublisherTest : public QObject {
    Q_OBJECT

    static config::SnapshotPtr version(std::uint64_t number) {
        auto snapshot = std::make_shared<config::Snapshot>();
        snapshot->version = number;
        return snapshot;
    }
    struct Rig {
        Mailbox box;
        HandTimers timers;
        FakeWorker one, two;
        Publisher publisher{box.poster(), timers.timer()};
        std::vector<PublishReport> reports;
        void publish(std::uint64_t number) {
            publisher.publish(version(number), [this](PublishReport report) { reports.push_back(report); });
        }
    };

   private Q_SLOTS:
    void reportsWhenEveryWorkerHasAcknowledged() {
        Rig rig;
        rig.publisher.setTargets({&rig.one, &rig.two});
        rig.two.answers = false;
        rig.publish(1);
        rig.box.runPresent();
        QVERIFY(rig.reports.empty());
        QCOMPARE(rig.publisher.behind(), std::size_t{1});
        rig.two.answer();
        // The acknowledgement counts on control's thread, not where it was made.
        QVERIFY(rig.reports.empty());
        rig.box.runPresent();
        QCOMPARE(rig.reports.size(), std::size_t{1});
        QVERIFY(rig.reports[0].complete());
        QCOMPARE(rig.publisher.behind(), std::size_t{0});
        rig.timers.advance(Publisher::kPatience);
        QCOMPARE(rig.reports.size(), std::size_t{1});
    }
    void saysWhatIsMissingWhenPatienceEnds() {
        Rig rig;
        rig.publisher.setTargets({&rig.one, &rig.two});
        rig.two.answers = false;
        rig.publish(1);
        rig.box.runPresent();
        rig.timers.advance(Publisher::kPatience - std::chrono::milliseconds{1});
        QVERIFY(rig.reports.empty());
        rig.timers.advance(std::chrono::milliseconds{1});
        QCOMPARE(rig.reports.size(), std::size_t{1});
        QVERIFY(!rig.reports[0].complete());
        QCOMPARE(rig.reports[0].acknowledged, std::size_t{1});
        QCOMPARE(rig.reports[0].total, std::size_t{2});
        QCOMPARE(rig.publisher.behind(), std::size_t{1});
        rig.two.answer();
        rig.box.runPresent();
        QCOMPARE(rig.reports.size(), std::size_t{1});
        QCOMPARE(rig.publisher.behind(), std::size_t{0});
    }
    void answersWithoutWorkersToo() {
        Rig rig;
        rig.publish(1);
        QVERIFY(rig.reports.empty());
        rig.box.runPresent();
        QCOMPARE(rig.reports.size(), std::size_t{1});
        QVERIFY(rig.reports[0].complete());
        QCOMPARE(rig.reports[0].total, std::size_t{0});
    }
    void countsAnAcknowledgementOnce() {
        struct Eager final : SnapshotTarget {
            void post(config::SnapshotPtr, std::function<void(config::SnapshotPtr)> ack) override {
                ack(nullptr);
                ack(nullptr);
            }
        } eager;
        Rig rig;
        rig.one.answers = false;
        rig.publisher.setTargets({&eager, &rig.one});
        rig.publish(1);
        rig.box.runPresent();
        QVERIFY(rig.reports.empty());
    }
    void runsTwoRoundsAtATime() {
        Rig rig;
        rig.one.answers = false;
        rig.publisher.setTargets({&rig.one});
        rig.publish(1);
        rig.publish(2);
        rig.one.answer();
        rig.box.runPresent();
        QCOMPARE(rig.reports.size(), std::size_t{2});
        QCOMPARE(rig.one.seen, (std::vector<std::uint64_t>{1, 2}));
    }
    void destroysOldSnapshotsOnItsOwnThread() {
        Rig rig;
        rig.publisher.setTargets({&rig.one});
        rig.publish(1);
        rig.box.runPresent();
        const std::weak_ptr<const config::Snapshot> first = rig.one.current;
        rig.publish(2);
        QVERIFY(!first.expired());
        rig.box.runPresent();
        QVERIFY(first.expired());
    }
    void forgetsTheAnswersOfOldTargets() {
        Rig rig;
        rig.one.answers = false;
        rig.publisher.setTargets({&rig.one});
        rig.publish(1);
        rig.two.answers = false;
        rig.publisher.setTargets({&rig.two});
        // New workers start with the newest snapshot.
        QCOMPARE(rig.publisher.behind(), std::size_t{0});
        rig.publish(2);
        rig.one.answer();
        rig.box.runPresent();
        QCOMPARE(rig.publisher.behind(), std::size_t{1});
        QCOMPARE(rig.reports.size(), std::size_t{1});
        rig.two.answer();
        rig.box.runPresent();
        QCOMPARE(rig.publisher.behind(), std::size_t{0});
        rig.publisher.setTargets({});
        QCOMPARE(rig.publisher.behind(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(PublisherTest)
#include "publisher_test.moc"
