// Qt first: moc 6.4 cannot parse libstdc++'s <concepts>, which the header's <compare> would bring in before.
#include <QtTest>

#include "gateway/pipeline/cost.hpp"

#include <cstdint>
#include <initializer_list>
#include <limits>

using namespace gw;
using namespace gw::pipeline;

class PipelineCostTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void pricesEachKindOfToken_data() {
        QTest::addColumn<bool>("special");  // prices of their own for cached, cache-write and reasoning tokens
        QTest::addColumn<qint64>("input");
        QTest::addColumn<qint64>("output");
        QTest::addColumn<qint64>("cached");
        QTest::addColumn<qint64>("cacheWrite");
        QTest::addColumn<qint64>("reasoning");
        QTest::addColumn<qint64>("nano");
        const auto row = [](const char* title, bool special, std::initializer_list<qint64> values) {
            auto& data = QTest::newRow(title) << special;
            for (const qint64 value : values) data << value;
        };
        row("nothing", true, {0, 0, 0, 0, 0, 0});
        row("plain", true, {100, 10, 0, 0, 0, 100 * 2000 + 10 * 8000});
        row("cached is part of the input", true, {100, 0, 60, 0, 0, 40 * 2000 + 60 * 500});
        row("cache-write is part of the input", true, {100, 0, 0, 60, 0, 40 * 2000 + 60 * 2500});
        row("reasoning is part of the output", true, {0, 100, 0, 0, 30, 70 * 8000 + 30 * 4000});
        row("without prices of their own", false, {100, 100, 60, 20, 30, 100 * 2000 + 100 * 8000});
        row("more cached than input", true, {10, 0, 60, 0, 0, 60 * 500});
        row("more reasoning than output", true, {0, 10, 0, 0, 60, 60 * 4000});
    }
    void pricesEachKindOfToken() {
        QFETCH(bool, special);
        QFETCH(qint64, input);
        QFETCH(qint64, output);
        QFETCH(qint64, cached);
        QFETCH(qint64, cacheWrite);
        QFETCH(qint64, reasoning);
        QFETCH(qint64, nano);
        config::Price price;
        price.input = 2'000'000'000;
        price.output = 8'000'000'000;
        if (special) {
            price.cachedInput = 500'000'000;
            price.cacheWrite = 2'500'000'000;
            price.reasoning = 4'000'000'000;
        }
        QCOMPARE(costOf(price, {input, output, cached, cacheWrite, reasoning}).value, std::int64_t{nano});
    }

    void roundsOnceAndToTheNearest_data() {
        QTest::addColumn<qint64>("perMillion");
        QTest::addColumn<qint64>("tokens");
        QTest::addColumn<qint64>("nano");
        QTest::newRow("below a half") << qint64{499'999} << qint64{1} << qint64{0};
        QTest::newRow("a half") << qint64{500'000} << qint64{1} << qint64{1};
        QTest::newRow("a sum is not a sum of rounded ones") << qint64{400'000} << qint64{5} << qint64{2};
        QTest::newRow("exact") << qint64{1'000'000} << qint64{7} << qint64{7};
    }
    void roundsOnceAndToTheNearest() {
        QFETCH(qint64, perMillion);
        QFETCH(qint64, tokens);
        QFETCH(qint64, nano);
        config::Price price;
        price.input = perMillion;
        QCOMPARE(costOf(price, {tokens, 0, 0, 0, 0}).value, std::int64_t{nano});
    }

    void doesNotOverflow() {
        config::Price price;
        price.input = price.output = 1'000'000'000'000'000;
        const Tokens most = 1'000'000'000;
        QCOMPARE(costOf(price, {most, 0, 0, 0, 0}).value, std::int64_t{1'000'000'000'000'000'000});
        const auto capped = costOf(price, {most * 1000, most * 1000, 0, 0, 0});
        QCOMPARE(capped.value, std::numeric_limits<std::int64_t>::max());
    }
};

QTEST_GUILESS_MAIN(PipelineCostTest)
#include "cost_test.moc"
