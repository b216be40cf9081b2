#include <QTest>

// Behind Qt: moc of Qt 6.4 cannot parse <compare>, which units.hpp includes, as the first header of a file.
#include "gateway/ledger/cost.hpp"

#include <limits>

using namespace gw;
using namespace gw::ledger;

namespace {

constexpr std::int64_t kDollar = 1'000'000'000;
constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kPriceCap = 1'000'000 * kDollar;
constexpr qint64 kNone = -1;  ///< a part without a price of its own

struct Prices {
    qint64 input = 0, output = 0, cached = kNone, cacheWrite = kNone, reasoning = kNone;
};

std::optional<std::int64_t> own(qint64 price) { return price == kNone ? std::nullopt : std::optional<std::int64_t>(price); }

config::Price priceOf(const Prices& prices) {
    config::Price price;
    price.input = prices.input;
    price.output = prices.output;
    price.cachedInput = own(prices.cached);
    price.cacheWrite = own(prices.cacheWrite);
    price.reasoning = own(prices.reasoning);
    return price;
}

}  // namespace

class CostTest : public QObject {
    Q_OBJECT

    static void columns() {
        QTest::addColumn<Prices>("prices");
        QTest::addColumn<TokenUsage>("usage");
        QTest::addColumn<qint64>("nanoUsd");
    }
    static void compare() {
        QFETCH(Prices, prices);
        QFETCH(TokenUsage, usage);
        QFETCH(qint64, nanoUsd);
        const auto price = priceOf(prices);
        const auto made = cost(&price, usage);
        QVERIFY(made.has_value());
        QCOMPARE(qint64{made->value}, nanoUsd);
    }

   private Q_SLOTS:
    void isUnpricedWithoutAPrice() {
        QVERIFY(!cost(nullptr, TokenUsage{1000, 1000, 0, 0, 0}).has_value());
        QVERIFY(!cost(nullptr, TokenUsage{}).has_value());
    }

    void isZeroAndNotUnpricedWhenThePriceIsZero() {
        const config::Price free;
        const auto made = cost(&free, TokenUsage{1000, 1000, 10, 10, 10});
        QVERIFY(made.has_value());
        QCOMPARE(made->value, std::int64_t{0});
    }

    void pricesEachTokenOnce_data() {
        columns();
        const Prices plain{2'500'000'000, 10 * kDollar, kNone, kNone, kNone};
        const Prices full{2'500'000'000, 10 * kDollar, 250'000'000, 3'125'000'000, 20 * kDollar};
        QTest::newRow("nothing used") << plain << TokenUsage{} << qint64{0};
        QTest::newRow("input and output") << plain << TokenUsage{1000, 500, 0, 0, 0} << qint64{2'500'000 + 5'000'000};
        QTest::newRow("a million tokens cost the price") << plain << TokenUsage{1'000'000, 0, 0, 0, 0} << qint64{2'500'000'000};
        QTest::newRow("parts without a price cost what the whole costs")
            << plain << TokenUsage{1000, 500, 400, 100, 200} << qint64{7'500'000};
        QTest::newRow("cached is part of input") << full << TokenUsage{1000, 0, 400, 0, 0} << qint64{1'500'000 + 100'000};
        QTest::newRow("cache write is part of input") << full << TokenUsage{1000, 0, 0, 400, 0} << qint64{1'500'000 + 1'250'000};
        QTest::newRow("all input cached") << full << TokenUsage{1000, 0, 1000, 0, 0} << qint64{250'000};
        QTest::newRow("reasoning is part of output") << full << TokenUsage{0, 500, 0, 0, 200} << qint64{3'000'000 + 4'000'000};
        QTest::newRow("everything at once")
            << full << TokenUsage{1000, 500, 400, 100, 200} << qint64{1'250'000 + 100'000 + 312'500 + 3'000'000 + 4'000'000};
        QTest::newRow("a part that is free")
            << Prices{kDollar, kDollar, 0, 0, 0} << TokenUsage{100, 100, 60, 40, 100} << qint64{0};
    }
    void pricesEachTokenOnce() { compare(); }

    void roundsTheSumOnceHalfUp_data() {
        columns();
        const Prices half{500'000, 0, kNone, kNone, kNone};
        QTest::newRow("just below half") << Prices{499'999, 0, kNone, kNone, kNone} << TokenUsage{1, 0, 0, 0, 0} << qint64{0};
        QTest::newRow("half") << half << TokenUsage{1, 0, 0, 0, 0} << qint64{1};
        QTest::newRow("one and a half") << half << TokenUsage{3, 0, 0, 0, 0} << qint64{2};
        QTest::newRow("whole stays whole") << half << TokenUsage{4, 0, 0, 0, 0} << qint64{2};
        QTest::newRow("parts are added before rounding")
            << Prices{250'000, 250'000, kNone, kNone, kNone} << TokenUsage{1, 1, 0, 0, 0} << qint64{1};
        QTest::newRow("and not rounded up each")
            << Prices{500'000, 500'000, kNone, kNone, kNone} << TokenUsage{1, 1, 0, 0, 0} << qint64{1};
        QTest::newRow("five parts of a fifth")
            << Prices{100'000, 100'000, 100'000, 100'000, 100'000} << TokenUsage{3, 2, 1, 1, 1} << qint64{1};
    }
    void roundsTheSumOnceHalfUp() { compare(); }

    void holdsASumThatDoesNotFit_data() {
        columns();
        const Prices unit{1'000'000, 1'000'000, kNone, kNone, kNone};
        const Prices highest{kPriceCap, kPriceCap, kPriceCap, kPriceCap, kPriceCap};
        QTest::newRow("the largest that fits") << unit << TokenUsage{kMax, 0, 0, 0, 0} << qint64{kMax};
        QTest::newRow("one below it") << unit << TokenUsage{kMax - 2, 1, 0, 0, 0} << qint64{kMax - 1};
        QTest::newRow("one above it") << unit << TokenUsage{kMax, 1, 0, 0, 0} << qint64{kMax};
        QTest::newRow("the highest price and counts") << highest << TokenUsage{kMax, kMax, kMax, kMax, kMax} << qint64{kMax};
        QTest::newRow("more than 64 bits in between")
            << Prices{kPriceCap, 0, kNone, kNone, kNone} << TokenUsage{1'000'000, 0, 0, 0, 0} << qint64{kPriceCap};
    }
    void holdsASumThatDoesNotFit() { compare(); }

    void neverGoesBelowNothing_data() {
        columns();
        const Prices full{kDollar, 2 * kDollar, 100'000'000, 3 * kDollar, 4 * kDollar};
        QTest::newRow("negative counts") << full << TokenUsage{-5, -5, -5, -5, -5} << qint64{0};
        QTest::newRow("the lowest counts") << full << TokenUsage{kMin, kMin, kMin, kMin, kMin} << qint64{0};
        QTest::newRow("a negative input hides nothing") << full << TokenUsage{-1000, 10, 0, 0, 0} << qint64{20'000};
        QTest::newRow("more cached than input") << full << TokenUsage{10, 0, 100, 0, 0} << qint64{10'000};
        QTest::newRow("more written than input") << full << TokenUsage{10, 0, 0, 100, 0} << qint64{300'000};
        QTest::newRow("more reasoning than output") << full << TokenUsage{0, 10, 0, 0, 100} << qint64{400'000};
        QTest::newRow("a negative cached count adds no input") << full << TokenUsage{10, 0, -100, 0, 0} << qint64{10'000};
        QTest::newRow("counts whose difference leaves 64 bits") << full << TokenUsage{kMin, 0, kMax, kMax, 0} << qint64{kMax};
    }
    void neverGoesBelowNothing() { compare(); }

    void theWholeRequestCostsWhatItsSizeSays_data() {
        QTest::addColumn<qint64>("input");
        QTest::addColumn<bool>("batch");
        QTest::addColumn<qint64>("nanoUsd");
        QTest::newRow("nothing") << qint64{0} << false << qint64{100 * 1'000};
        QTest::newRow("up to the bound") << qint64{200'000} << false << qint64{200'000 * 1'000 + 100 * 1'000};
        QTest::newRow("one token more prices all of them anew") << qint64{200'001} << false << qint64{200'001LL * 2'000 + 100 * 3'000};
        QTest::newRow("the largest bound that is passed counts") << qint64{1'000'001} << false << qint64{1'000'001LL * 4'000 + 100 * 5'000};
        QTest::newRow("batch has its own rates") << qint64{200'000} << true << qint64{200'000 * 500 + 100 * 500};
        QTest::newRow("and its own bounds") << qint64{500'001} << true << qint64{500'001LL * 700 + 100 * 800};
    }
    void theWholeRequestCostsWhatItsSizeSays() {
        QFETCH(qint64, input);
        QFETCH(bool, batch);
        QFETCH(qint64, nanoUsd);
        auto price = priceOf({kDollar, kDollar, kNone, kNone, kNone});
        price.tiers = {{200'000, {2 * kDollar, 3 * kDollar, {}, {}, {}}}, {1'000'000, {4 * kDollar, 5 * kDollar, {}, {}, {}}}};
        price.batch = config::BatchPrice{{kDollar / 2, kDollar / 2, {}, {}, {}}, {{500'000, {700'000'000, 800'000'000, {}, {}, {}}}}};
        const auto made = cost(&price, TokenUsage{input, 100, 0, 0, 0}, batch);
        QVERIFY(made);
        QCOMPARE(qint64{made->value}, nanoUsd);
    }

    void batchCostsTheUsualWhereItHasNoPrice() {
        auto price = priceOf({kDollar, kDollar, kNone, kNone, kNone});
        price.version = "v1";
        QCOMPARE(cost(&price, TokenUsage{10, 10, 0, 0, 0}, true)->value, std::int64_t{20'000});
        QCOMPARE(priceVersion(price, true), std::string("v1"));
        price.batch.emplace();
        QCOMPARE(priceVersion(price, true), std::string("v1/batch"));
        QCOMPARE(priceVersion(price), std::string("v1"));
    }

    void cachedTokensCountForTheBound() {
        auto price = priceOf({kDollar, 0, 0, kNone, kNone});
        price.tiers = {{100, {2 * kDollar, 0, 0, {}, {}}}};
        QCOMPARE(cost(&price, TokenUsage{101, 0, 100, 0, 0})->value, std::int64_t{2'000});
    }
};

QTEST_GUILESS_MAIN(CostTest)
#include "cost_test.moc"
