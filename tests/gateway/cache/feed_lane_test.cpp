// One stream heard on another worker: what is under way between the two is bounded, nothing of it is lost, and who stays behind is
// told so.
#include "gateway/cache/feed_lane.hpp"

#include <QTest>
#include <array>
#include <deque>
#include <functional>

using namespace gw;
using namespace gw::cache;

namespace {

constexpr std::uint64_t kKept = 1024 * 1024;

struct Reader final : Listener {
    void onFeed() override {
        text += hearing.feed()->from(text.size());
        end = hearing.feed()->ended();
    }
    std::uint64_t heard() const override { return text.size(); }
    std::string text;
    std::optional<FeedEnd> end;
    Hearing hearing;
};

/// Two workers whose messages and tasks wait until they are let through.
struct Two {
    Two() {
        for (unsigned here = 0; here < 2; ++here) {
            lanes[here] = std::make_unique<FeedLane>(FeedLane::Ways{
                [this](unsigned worker, std::function<void(FeedLane&)> message) { mail[worker].push_back(std::move(message)); },
                [this](std::uint64_t, const FeedPtr& feed) { reader.hearing.listen(feed, reader); },
                [this](std::function<void()> task) { tasks.push_back(std::move(task)); }, kKept, here});
        }
    }
    void work() {
        while (!tasks.empty()) {
            const auto task = std::move(tasks.front());
            tasks.pop_front();
            task();
        }
    }
    void deliver(unsigned worker) {
        for (work(); !mail[worker].empty(); work()) {
            const auto message = std::move(mail[worker].front());
            mail[worker].pop_front();
            message(*lanes[worker]);
        }
    }
    void settle() {
        for (int i = 0; i < 64; ++i) deliver(static_cast<unsigned>(i % 2));
    }

    std::array<std::deque<std::function<void(FeedLane&)>>, 2> mail;
    std::deque<std::function<void()>> tasks;
    Reader reader;
    std::array<std::unique_ptr<FeedLane>, 2> lanes;
};

}  // namespace

class FeedLaneTest : public QObject {
    Q_OBJECT

   private Q_SLOTS:
    void holdsBackForAWorkerThatDoesNotTake() {
        Two two;
        const FeedPtr feed = two.lanes[0]->open(7, {"text/event-stream", "main", "small"});
        two.lanes[1]->join({0, 7}, 1);
        two.settle();
        const std::string piece(64 * 1024, 'x');
        for (int i = 0; i < 12; ++i) {
            feed->add(piece);
            two.work();
        }
        // The other worker has taken nothing: four pieces are under way, the others wait.
        QCOMPARE(two.mail[1].size(), std::size_t{4});
        feed->finish({});
        two.settle();
        QCOMPARE(two.reader.text.size(), 12 * piece.size());
        QVERIFY(two.reader.end && !two.reader.end->error);
    }

    void whoStaysTooFarBehindIsTold() {
        Two two;
        const FeedPtr feed = two.lanes[0]->open(7, {"text/event-stream", "main", "small"});
        two.lanes[1]->join({0, 7}, 1);
        two.settle();
        const std::string piece(64 * 1024, 'x');
        for (int i = 0; i < 64; ++i) {
            feed->add(piece);
            two.work();
        }
        QCOMPARE(two.mail[1].size(), std::size_t{4});
        two.settle();
        QVERIFY(two.reader.end && two.reader.end->error == ErrorCode::overloaded);
    }
};

QTEST_GUILESS_MAIN(FeedLaneTest)
#include "feed_lane_test.moc"
