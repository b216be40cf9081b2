#include "gateway/base/bounded_queue.hpp"
#include "gateway/base/spsc_ring.hpp"

#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace gw;
using namespace std::chrono_literals;

class QueuesTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void boundedQueueRefusesWhenFull() {
        BoundedQueue<int> queue(2);
        for (int i = 1; i <= 2; ++i) {
            int item = i;
            QVERIFY(queue.tryPush(item));
        }
        int third = 3;
        QVERIFY(!queue.tryPush(third));
        QCOMPARE(third, 3);
        QCOMPARE(queue.pop(0ms).value(), 1);
        QVERIFY(queue.tryPush(third));
    }

    void boundedQueueDrainsAfterClose() {
        BoundedQueue<int> queue(2);
        int item = 7;
        QVERIFY(queue.tryPush(item));
        queue.close();
        QVERIFY(!queue.tryPush(item));
        QCOMPARE(queue.pop(0ms).value(), 7);
        QVERIFY(!queue.pop(0ms));
    }

    void ringKeepsOrderBetweenThreads() {
        SpscRing<int> ring(64);
        constexpr int kCount = 20000;
        std::thread producer([&] {
            for (int i = 0; i < kCount;) {
                if (ring.push(int(i))) ++i;
                else std::this_thread::yield();
            }
        });
        int expected = 0;
        while (expected < kCount) {
            const auto item = ring.pop();
            if (!item) { std::this_thread::yield(); continue; }
            if (*item != expected) break;
            ++expected;
        }
        producer.join();
        QCOMPARE(expected, kCount);
        QVERIFY(!ring.pop());
    }

    void ringHandsOverAndDestroysWhatIsLeft() {
        const auto item = std::make_shared<int>(7);
        std::vector<std::shared_ptr<int>> taken;
        {
            SpscRing<std::shared_ptr<int>> ring(4);
            for (int i = 0; i < 10; ++i) {
                QVERIFY(ring.push(std::shared_ptr<int>(item)));
                QVERIFY(ring.popTo(taken));
            }
            QVERIFY(!ring.popTo(taken));
            QCOMPARE(item.use_count(), 11L);
            QVERIFY(ring.push(std::shared_ptr<int>(item)));
            QCOMPARE(item.use_count(), 12L);
        }
        QCOMPARE(item.use_count(), 11L);
    }

    void ringRefusesWhenFull() {
        SpscRing<int> ring(2);
        QVERIFY(ring.push(1));
        QVERIFY(ring.push(2));
        QVERIFY(!ring.push(3));
        QCOMPARE(ring.size(), std::size_t(2));
    }
};

QTEST_GUILESS_MAIN(QueuesTest)
#include "queues_test.moc"
