#include "gateway/pipeline/admin_reply.hpp"

#include "tests/gateway/ledger/fake_timers.hpp"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace gw;
using namespace gw::pipeline;

namespace {

struct Receiver final : AdminReplyReceiver {
    void onReply(ResponseHead head, std::string body) override {
        heard += "reply " + std::to_string(head.status) + " " + body + ";";
        if (endedBy) endedBy->detach();
    }
    void onStreamStart(ResponseHead head) override { heard += "start " + std::to_string(head.status) + ";"; }
    void onChunk(std::string bytes) override {
        heard += bytes.size() > 16 ? "big;" : bytes + ";";
        ++chunks;
    }
    void onStreamEnd() override { heard += "end;"; }
    void onStreamBroken() override { heard += "broken;"; }
    std::string heard;
    int chunks = 0;
    AdminReply* endedBy = nullptr;
};

const std::string kBig(400 * 1024, 'x');

}  // namespace

class AdminReplyTest : public QObject {
    Q_OBJECT
    test::FakeTimers timers_;

   private Q_SLOTS:
    void speaksOnTheWorkerOnlyAndInOrder() {
        Receiver receiver;
        const auto reply = std::make_shared<AdminReply>(timers_, receiver);
        reply->startStream({200, {}});
        QVERIFY(reply->chunk("a"));
        QVERIFY(reply->chunk("b"));
        reply->endStream();
        QVERIFY(receiver.heard.empty());
        timers_.run();
        QCOMPARE(receiver.heard, std::string("start 200;a;b;end;"));
        reply->detach();
    }

    void refusesChunksWhileTooMuchIsUnsent() {
        Receiver receiver;
        const auto reply = std::make_shared<AdminReply>(timers_, receiver);
        QVERIFY(reply->chunk(kBig));
        QVERIFY(reply->chunk(kBig));
        QVERIFY(!reply->chunk(kBig));
        QVERIFY2(reply->chunk(std::string(224 * 1024, 'y')), "1 MiB fits exactly");
        QVERIFY(!reply->chunk("z"));
        timers_.run();
        QCOMPARE(receiver.chunks, 3);
        QVERIFY2(!reply->chunk("z"), "delivered is not sent");
        reply->countSent(kBig.size());
        QVERIFY(reply->chunk(kBig));
        QVERIFY(!reply->chunk("z"));
        reply->detach();
        timers_.run();
    }

    void takesOneLargerChunkWhenNothingWaits() {
        Receiver receiver;
        const auto reply = std::make_shared<AdminReply>(timers_, receiver);
        const std::string huge(AdminReply::kUnsentMax * 2, 'x');
        QVERIFY(reply->chunk(huge));
        QVERIFY(!reply->chunk("a"));
        reply->countSent(huge.size());
        QVERIFY(reply->chunk("a"));
        QVERIFY(!reply->chunk(huge));
        reply->detach();
        timers_.run();
    }

    void saysNothingAfterItIsDetached() {
        Receiver receiver;
        const auto reply = std::make_shared<AdminReply>(timers_, receiver);
        reply->startStream({200, {}});
        QVERIFY(!reply->gone());
        reply->detach();
        QVERIFY(reply->gone());
        QVERIFY(!reply->chunk("a"));
        reply->reply({200, {}}, "late");
        reply->endStream();
        QCOMPARE(timers_.run(), std::size_t{1});  // what was posted before, and finds nobody
        QVERIFY(receiver.heard.empty());
    }

    void theReceiverMayEndItInsideACall() {
        Receiver receiver;
        auto reply = std::make_shared<AdminReply>(timers_, receiver);
        receiver.endedBy = reply.get();
        reply->reply({503, {}}, "no");
        reply->reply({200, {}}, "twice");
        reply.reset();
        timers_.run();
        QCOMPARE(receiver.heard, std::string("reply 503 no;"));
    }

    void neverHoldsMoreThanItsCapacityWhileBothThreadsWork() {
        Receiver receiver;
        const auto reply = std::make_shared<AdminReply>(timers_, receiver);
        constexpr int kTries = 20'000;
        const std::string piece(16 * 1024, 'x');
        std::atomic<int> taken{0};
        std::atomic<bool> done{false};
        std::thread control([&] {
            for (int i = 0; i < kTries; ++i) taken += reply->chunk(piece) ? 1 : 0;
            done = true;
        });
        int counted = 0;
        while (!done || counted < taken) {
            timers_.run();
            for (; counted < receiver.chunks; ++counted) reply->countSent(piece.size());
        }
        control.join();
        timers_.run();
        QCOMPARE(receiver.chunks, taken.load());
        QVERIFY(taken >= 16);
        QVERIFY2(reply->chunk(std::string(AdminReply::kUnsentMax, 'y')), "everything sent was counted");
        reply->detach();
        timers_.run();
    }
};

QTEST_GUILESS_MAIN(AdminReplyTest)
#include "admin_reply_test.moc"
