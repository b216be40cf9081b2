#include "gateway/limits/nonce_table.hpp"

#include <QtTest>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

using namespace gw;
using namespace gw::limits;
using namespace std::chrono_literals;

namespace {

const WallTime kNow{std::chrono::milliseconds{1'767'700'800'000}};

/// Of a key of its own each, unless `owner` says whose it is.
NonceClaim claimOf(std::uint32_t number, WallTime until = kNow + 300s, std::optional<std::uint8_t> owner = {}) {
    NonceClaim claim;
    for (std::size_t i = 0; i < 4; ++i) claim.id[i] = static_cast<std::uint8_t>(number >> (8 * i));
    for (std::size_t i = 0; i < 4; ++i) claim.id[kNonceOwnerAt + i] = owner ? *owner : claim.id[i];
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
    void oneKeyTakesItsShareAndNobodyElses() {
        NonceTable table(64 * 16);  // 16 a stripe, 4 of them a key's
        // Numbers that are 0 modulo 64 lie in one stripe.
        for (std::uint32_t i = 0; i < 4; ++i) QVERIFY(table.take(claimOf(i * 64, kNow + 300s, 1), kNow) == NonceVerdict::fresh);
        QVERIFY(table.take(claimOf(4 * 64, kNow + 300s, 1), kNow) == NonceVerdict::keyFull);
        QVERIFY2(table.take(claimOf(0, kNow + 300s, 1), kNow) == NonceVerdict::used, "a replay is a replay, full or not");
        QVERIFY2(table.take(claimOf(5 * 64, kNow + 300s, 2), kNow) == NonceVerdict::fresh, "another key has its own room");
        QVERIFY2(table.take(claimOf(6 * 64, kNow + 900s, 1), kNow + 400s) == NonceVerdict::fresh, "what has run out is given back");
    }
    void aFloodOfOneKeyLeavesTheOthersTheirRoom() {
        NonceTable table(64 * 64);
        std::uint32_t number = 0, taken = 0;
        for (; number < 10'000; ++number) taken += table.take(claimOf(number, kNow + 300s, 1), kNow) == NonceVerdict::fresh ? 1 : 0;
        QCOMPARE(taken, std::uint32_t{64 * 64 / NonceTable::kKeyShares});
        for (; number < 10'000 + 64; ++number) QVERIFY(table.take(claimOf(number, kNow + 300s, 2), kNow) == NonceVerdict::fresh);
    }
    void aRestartRemembersWhoseTheyAre() {
        NonceTable before(64 * 16);
        for (std::uint32_t i = 0; i < 4; ++i) QVERIFY(before.take(claimOf(i * 64, kNow + 300s, 1), kNow) == NonceVerdict::fresh);
        NonceTable after(64 * 16);
        after.restore(before.takeUnsaved());
        QVERIFY(after.take(claimOf(4 * 64, kNow + 300s, 1), kNow) == NonceVerdict::keyFull);
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
