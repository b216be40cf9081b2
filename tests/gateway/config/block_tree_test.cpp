#include "gateway/config/block_tree.hpp"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <random>

using namespace gw;
using config::BlockHitsPtr;
using config::BlockTree;

namespace {

Cidr range(const char* text) { return parseCidr(text).value(); }
IpAddress ip(const char* text) { return parseIp(text).value(); }

/// Few different bits, so that ranges nest, touch and repeat.
class Dice {
   public:
    explicit Dice(unsigned seed) : random_(seed) {}
    unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>(0, limit - 1)(random_); }
    IpAddress address() {
        IpAddress made;
        const bool v4 = below(2) == 0;
        if (v4) made.bytes[10] = made.bytes[11] = 0xFF;
        for (std::size_t i = v4 ? 12 : 0; i < 16; ++i) made.bytes[i] = below(3) == 0 ? static_cast<std::uint8_t>(below(256)) : 0x80;
        return made;
    }
    Cidr range() {
        Cidr made{address(), static_cast<std::uint8_t>(below(129))};
        for (unsigned bit = made.bits; bit < 128; ++bit) made.base.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
        return made;
    }

   private:
    std::mt19937 random_;
};

/// The narrowest range that holds the address, looked for one by one.
const Cidr* naive(const std::vector<Cidr>& ranges, const IpAddress& address) {
    const Cidr* best = nullptr;
    for (const auto& one : ranges) {
        if (one.contains(address) && (!best || one.bits > best->bits)) best = &one;
    }
    return best;
}

void compare(const BlockTree& tree, const std::vector<Cidr>& ranges, const IpAddress& address) {
    const auto* wanted = naive(ranges, address);
    const auto* found = tree.find(address);
    QCOMPARE(found != nullptr, wanted != nullptr);
    if (wanted) QCOMPARE(static_cast<const void*>(tree.hitsOf(*wanted).get()), static_cast<const void*>(found));
}

}  // namespace

class BlockTreeTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void findsNothingInAnEmptyTree() {
        const BlockTree tree;
        QVERIFY(tree.empty());
        QVERIFY(!tree.find(ip("1.2.3.4")));
        QVERIFY(!tree.hitsOf(range("1.2.3.4")));
        QCOMPARE(tree.without(range("1.2.3.4")).size(), std::size_t{0});
    }
    void findsTheNarrowestRange() {
        const BlockTree tree{range("10.0.0.0/8"), range("10.1.0.0/16"), range("2001:db8::/64")};
        QCOMPARE(tree.find(ip("10.1.2.3")), tree.hitsOf(range("10.1.0.0/16")).get());
        QCOMPARE(tree.find(ip("10.2.2.3")), tree.hitsOf(range("10.0.0.0/8")).get());
        QCOMPARE(tree.find(ip("::ffff:10.2.2.3")), tree.hitsOf(range("10.0.0.0/8")).get());
        QVERIFY(tree.find(ip("2001:db8::ffff")));
        QVERIFY(!tree.find(ip("2001:db8:0:1::")));
        QVERIFY(!tree.find(ip("11.0.0.1")));
    }
    void keepsTheCounterOfARangeThatStands() {
        const BlockTree first{range("10.0.0.0/8")};
        first.find(ip("10.0.0.1"))->count(WallTime{std::chrono::milliseconds{5}});
        const auto second = first.with(range("10.1.0.0/16")).with(range("10.0.0.0/8")).without(range("10.1.0.0/16"));
        QCOMPARE(second.hitsOf(range("10.0.0.0/8"))->total(), std::uint64_t{1});
        QVERIFY(second.hitsOf(range("10.0.0.0/8"))->last() == WallTime{std::chrono::milliseconds{5}});
        QVERIFY(!second.hitsOf(range("10.1.0.0/16")));
    }
    void leavesTheTreeItCameFromAsItWas() {
        const BlockTree first{range("10.0.0.0/8"), range("192.0.2.0/24")};
        const auto second = first.without(range("10.0.0.0/8")).with(range("192.0.2.7"));
        QVERIFY(first.find(ip("10.0.0.1")));
        QVERIFY(!second.find(ip("10.0.0.1")));
        QCOMPARE(first.size(), std::size_t{2});
        QVERIFY(first.find(ip("192.0.2.7")) != second.find(ip("192.0.2.7")));
    }
    void countsTheSameRangeOnce() {
        const BlockTree tree({{range("10.0.0.0/8"), nullptr}, {range("10.0.0.0/8"), nullptr}, {range("::/0"), nullptr}});
        QCOMPARE(tree.size(), std::size_t{2});
        QVERIFY(tree.find(ip("8.8.8.8")));
        std::vector<std::string> texts;
        tree.forEach([&](const Cidr& one, const config::BlockHits&) { texts.push_back(one.text()); });
        QCOMPARE(texts, (std::vector<std::string>{"::/0", "10.0.0.0/8"}));
    }
    void saysWhatTheNaiveLookUpSays_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed) QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }
    void saysWhatTheNaiveLookUpSays() {
        QFETCH(unsigned, seed);
        Dice dice(seed);
        std::vector<Cidr> ranges;
        BlockTree grown;
        for (int step = 0; step < 300; ++step) {
            if (!ranges.empty() && dice.below(3) == 0) {
                const auto at = ranges.begin() + dice.below(static_cast<unsigned>(ranges.size()));
                grown = grown.without(*at);
                ranges.erase(at);
            } else {
                const auto fresh = dice.range();
                grown = grown.with(fresh);
                if (std::find(ranges.begin(), ranges.end(), fresh) == ranges.end()) ranges.push_back(fresh);
            }
            QCOMPARE(grown.size(), ranges.size());
            for (int i = 0; i < 5; ++i) compare(grown, ranges, dice.address());
        }
        std::vector<std::pair<Cidr, BlockHitsPtr>> all;
        for (const auto& one : ranges) all.emplace_back(one, nullptr);
        const BlockTree built(std::move(all));
        QCOMPARE(built.size(), ranges.size());
        for (int i = 0; i < 500; ++i) compare(built, ranges, dice.address());
        for (const auto& one : ranges) compare(built, ranges, one.base);
    }
};

QTEST_GUILESS_MAIN(BlockTreeTest)
#include "block_tree_test.moc"
