#include "gateway/limits/nonce_table.hpp"

#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

const WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};

NonceClaim claimOf(std::uint32_t number, WallTime until = kNow + 300s) {
    NonceClaim claim;
    for (std::size_t i = 0; i < 4; ++i) claim.id[i] = static_cast<std::uint8_t>(number >> (8 * i));
    claim.until = until;
    return claim;
}

}  // namespace

class NonceTableTest : public QObject {
    Q_OBJECT

 private Q_SLOTS:
    void aNonceIsFreshOnce() {
        NonceTable table;
        QVERIFY(table.take(claimOf(1), kNow) == NonceVerdict::fresh);
        QVERIFY(table.take(claimOf(1), kNow) == NonceVerdict::used);
        QVERIFY2(table.take(claimOf(1, kNow + 400s), kNow) == NonceVerdict::used, "another timestamp is the same nonce");
        QVERIFY(table.take(claimOf(2), kNow) == NonceVerdict::fresh);
    }
    void itIsKeptToTheLastMomentOfItsWindow() {
        NonceTable table;
        QVERIFY(table.take(claimOf(1), kNow) == NonceVerdict::fresh);
        QVERIFY(table.take(claimOf(1), kNow + 300s) == NonceVerdict::used);
        QCOMPARE(table.size(), std::size_t{1});
        // Behind the window the slot is dropped when its stripe is next asked.
        QVERIFY(table.take(claimOf(1, kNow + 700s), kNow + 340s) == NonceVerdict::fresh);
        QCOMPARE(table.size(), std::size_t{1});
    }
    void aFullTableRefusesAndForgetsNothing() {
        NonceTable table(64);  // one a stripe
        QVERIFY(table.take(claimOf(0), kNow) == NonceVerdict::fresh);
        QVERIFY(table.take(claimOf(64), kNow) == NonceVerdict::unavailable);
        QVERIFY(table.take(claimOf(0), kNow) == NonceVerdict::used);
        QVERIFY(table.take(claimOf(1), kNow) == NonceVerdict::fresh);
        // What nobody writes down blocks as well, although its window is over.
        QVERIFY(table.take(claimOf(64, kNow + 900s), kNow + 600s) == NonceVerdict::unavailable);
        QCOMPARE(table.takeUnsaved().size(), std::size_t{2});
        QVERIFY(table.take(claimOf(64, kNow + 900s), kNow + 600s) == NonceVerdict::fresh);
    }
    void aRestartRemembers() {
        NonceTable before;
        QVERIFY(before.take(claimOf(7), kNow) == NonceVerdict::fresh);
        NonceTable after;
        after.restore(before.takeUnsaved());
        QVERIFY(after.take(claimOf(7), kNow + 10s) == NonceVerdict::used);
        QVERIFY2(after.takeUnsaved().empty(), "what was read back is not written again");
    }
    void oneOfManyThreadsWins() {
        NonceTable table;
        std::atomic<int> fresh{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 8; ++t) {
            threads.emplace_back([&] {
                for (std::uint32_t i = 0; i < 1000; ++i) {
                    if (table.take(claimOf(i), kNow) == NonceVerdict::fresh) ++fresh;
                }
            });
        }
        for (auto& thread : threads) thread.join();
        QCOMPARE(fresh.load(), 1000);
    }
};

QTEST_APPLESS_MAIN(NonceTableTest)
#include "nonce_table_test.moc"
