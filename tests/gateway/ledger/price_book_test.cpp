#include "gateway/ledger/price_book.hpp"

#include <QTest>

using namespace gw;
using namespace gw::ledger;

namespace {

constexpr std::int64_t kDay = 86'400'000;

WallTime day(int number) { return fromMillis(number * kDay); }

/// A row that is told apart by its input price.
PriceRow row(const std::string& provider, const std::string& model, std::int64_t input, int since = 0) {
    PriceRow made;
    made.provider = provider;
    made.model = model;
    made.price.input = input;
    made.price.effectiveFrom = day(since);
    made.price.version = "test";
    return made;
}

config::Provider providerOf(const std::string& name, config::ProviderKind kind = config::ProviderKind::openai) {
    config::Provider provider;
    provider.name = name;
    provider.kind = kind;
    return provider;
}

/// The input price that was found; -1 when none was.
std::int64_t found(const PriceBook& book, const config::Provider& provider, std::string_view model, int when = 1000) {
    const auto* price = book.find(provider, model, day(when));
    return price ? price->input : -1;
}

}  // namespace

class PriceBookTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void takesOneDatedSuffixOff_data() {
        QTest::addColumn<QByteArray>("model");
        QTest::addColumn<QByteArray>("name");
        const auto add = [](const char* model, const char* name) { QTest::newRow(model) << QByteArray(model) << QByteArray(name); };
        add("gpt-4o-2024-08-06", "gpt-4o");
        add("claude-3-5-sonnet-20241022", "claude-3-5-sonnet");
        add("claude-3-5-sonnet-latest", "claude-3-5-sonnet");
        add("gpt-4-0613", "gpt-4");
        add("gemini-1.5-pro-002", "gemini-1.5-pro");
        add("command-r-08-2024", "command-r");
        add("gemini-2.5-flash-09-25", "gemini-2.5-flash");
        add("a-latest-2024-01-31", "a-latest");
        // What ends in no date stays whole.
        add("gpt-4o", "");
        add("", "");
        add("gpt-4-1106-preview", "");
        add("gpt-4o-mini-2024-00-06", "");
        add("gpt-4o-2024-13-06", "");
        add("claude-20241332", "");
        add("claude-19991022", "");
        add("gpt-4-1399", "");
        add("gpt-4-0632", "");
        add("gpt-4-0600", "");
        add("command-r-13-2024", "");
        add("gemini-1.5-pro-102", "");
        add("gpt-3.5-turbo-16k", "");
        add("gpt-4o-2024-08-0x", "");
        add("-latest", "");
        add("-2024-08-06", "-2024");
        add("-0613", "");
        add("LATEST-LATEST", "");
    }
    void takesOneDatedSuffixOff() {
        QFETCH(QByteArray, model);
        QFETCH(QByteArray, name);
        QCOMPARE(QByteArray::fromStdString(std::string(withoutDatedSuffix(model.toStdString()))), name);
    }

    void prefersTheProviderThenItsKindThenAny() {
        const PriceBook book({row("*", "m", 1), row("openai", "m", 2), row("mine", "m", 3), row("*", "only-any", 4)});
        QCOMPARE(found(book, providerOf("mine"), "m"), std::int64_t{3});
        QCOMPARE(found(book, providerOf("other"), "m"), std::int64_t{2});
        QCOMPARE(found(book, providerOf("other", config::ProviderKind::gemini), "m"), std::int64_t{1});
        QCOMPARE(found(book, providerOf("mine"), "only-any"), std::int64_t{4});
        QCOMPARE(found(book, providerOf("mine"), "unknown"), std::int64_t{-1});
    }

    void prefersTheProvidersUndatedNameToItsKindsDatedOne() {
        const PriceBook book({row("openai", "m-2024-08-06", 1), row("mine", "m", 2)});
        QCOMPARE(found(book, providerOf("mine"), "m-2024-08-06"), std::int64_t{2});
        QCOMPARE(found(book, providerOf("other"), "m-2024-08-06"), std::int64_t{1});
    }

    void knowsEachKindByItsWord_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("openai") << int(config::ProviderKind::openai) << QByteArray("openai");
        QTest::newRow("anthropic") << int(config::ProviderKind::anthropic) << QByteArray("anthropic");
        QTest::newRow("gemini") << int(config::ProviderKind::gemini) << QByteArray("gemini");
        QTest::newRow("azure") << int(config::ProviderKind::azure) << QByteArray("azure");
    }
    void knowsEachKindByItsWord() {
        QFETCH(int, kind);
        QFETCH(QByteArray, word);
        const PriceBook book({row(word.toStdString(), "m", 7)});
        QCOMPARE(found(book, providerOf("p", static_cast<config::ProviderKind>(kind)), "m"), std::int64_t{7});
    }

    void takesTheLongestKnownName() {
        const PriceBook book({row("*", "m", 1), row("*", "m-latest", 2), row("*", "m-2024-08-06", 3)});
        const auto provider = providerOf("p");
        QCOMPARE(found(book, provider, "m-2024-08-06"), std::int64_t{3});
        QCOMPARE(found(book, provider, "m-2025-01-01"), std::int64_t{1});
        QCOMPARE(found(book, provider, "m-latest-2025-01-01"), std::int64_t{2});
        QCOMPARE(found(book, provider, "m-002-2025-01-01"), std::int64_t{1});
        QCOMPARE(found(book, provider, "m-preview"), std::int64_t{-1});
        QCOMPARE(found(book, provider, "M"), std::int64_t{-1});
        QCOMPARE(found(book, provider, ""), std::int64_t{-1});
    }

    void takesTheNewestPriceInForce_data() {
        QTest::addColumn<int>("when");
        QTest::addColumn<qint64>("price");
        QTest::newRow("before the first") << 9 << qint64{-1};
        QTest::newRow("on the first day") << 10 << qint64{1};
        QTest::newRow("between") << 19 << qint64{1};
        QTest::newRow("on the day of change") << 20 << qint64{2};
        QTest::newRow("after the last") << 99 << qint64{3};
    }
    void takesTheNewestPriceInForce() {
        QFETCH(int, when);
        QFETCH(qint64, price);
        const PriceBook book({row("*", "m", 2, 20), row("*", "m", 1, 10), row("*", "m", 3, 30)});
        QCOMPARE(qint64{found(book, providerOf("p"), "m", when)}, price);
        if (when == 20) QVERIFY(book.find(providerOf("p"), "m", day(20) - std::chrono::milliseconds{1})->input == 1);
    }

    void fallsBackWhileTheNearerPriceIsNotInForce() {
        const PriceBook book({row("*", "m", 1), row("mine", "m", 2, 50), row("*", "m-0613", 3, 60)});
        QCOMPARE(found(book, providerOf("mine"), "m", 49), std::int64_t{1});
        QCOMPARE(found(book, providerOf("mine"), "m", 50), std::int64_t{2});
        QCOMPARE(found(book, providerOf("p"), "m-0613", 59), std::int64_t{1});
        QCOMPARE(found(book, providerOf("p"), "m-0613", 60), std::int64_t{3});
    }

    void letsTheLaterRowOfOneDateWin() {
        const PriceBook book({row("*", "m", 1, 10), row("*", "m", 2, 10), row("*", "m", 3, 9)});
        QCOMPARE(found(book, providerOf("p"), "m"), std::int64_t{2});
        QCOMPARE(book.rows().size(), std::size_t{2});
    }

    void listsItsRowsByProviderAndModelNewestFirst() {
        const PriceBook book({row("b", "m", 1, 1), row("a", "z", 2), row("b", "m", 3, 2), row("a", "m", 4)});
        const std::vector<PriceRow> expected{row("a", "m", 4), row("a", "z", 2), row("b", "m", 3, 2), row("b", "m", 1, 1)};
        QVERIFY(book.rows() == expected);
    }

    void tellsRowsApartByEveryField() {
        const auto base = row("a", "m", 1);
        std::vector<PriceRow> others(8, base);
        others[0].provider = "b";
        others[1].model = "n";
        others[2].price.output = 9;
        others[3].price.cachedInput = 0;
        others[4].price.cacheWrite = 0;
        others[5].price.reasoning = 0;
        others[6].price.effectiveFrom = day(1);
        others[7].price.version = "other";
        for (const auto& other : others) QVERIFY(!(other == base));
        QVERIFY(row("a", "m", 1) == base);
    }

    void findsNothingInAnEmptyBook() {
        const PriceBook book({});
        QCOMPARE(found(book, providerOf("p"), "m"), std::int64_t{-1});
        QVERIFY(book.rows().empty());
    }
};

QTEST_GUILESS_MAIN(PriceBookTest)
#include "price_book_test.moc"
