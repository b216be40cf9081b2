#include "gateway/ledger/price_file.hpp"

#include <QTest>

using namespace gw;
using namespace gw::ledger;

namespace {

const QByteArray kRow = R"({"providers":["openai"],"model":"m","input":"1","output":"2","effective_from":"2026-01-31"})";

QByteArray fileOf(const QByteArray& rows) { return R"({"version":"v1","prices":[)" + rows + "]}"; }

/// kRow with one field replaced (an empty value takes it out).
QByteArray rowWith(const QByteArray& field, const QByteArray& value) {
    const QList<QPair<QByteArray, QByteArray>> fields{{"providers", R"(["openai"])"}, {"model", R"("m")"},
                                                      {"input", R"("1")"}, {"output", R"("2")"},
                                                      {"effective_from", R"("2026-01-31")"}};
    QByteArrayList parts;
    bool replaced = false;
    for (const auto& [name, standard] : fields) {
        const auto& text = name == field ? value : standard;
        replaced = replaced || name == field;
        if (!text.isEmpty()) parts << "\"" + name + "\":" + text;
    }
    if (!replaced) parts << "\"" + field + "\":" + value;
    return "{" + parts.join(",") + "}";
}

config::Provider openai() {
    config::Provider provider;
    provider.name = "mine";
    return provider;
}

}  // namespace

class PriceFileTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsEveryField() {
        const auto parsed = parsePriceFile(
            R"({"comment":["any"],"version":"2026-11","prices":[{"providers":["openai","mine"],"model":"m","input":"2.50",
            "output":"10","cached_input":"0.25","cache_write":"3.125","reasoning":"0","effective_from":"2026-01-31T12:00:00Z"}]})");
        QVERIFY(parsed);
        QCOMPARE(parsed->version, std::string("2026-11"));
        QCOMPARE(parsed->rows.size(), std::size_t{2});
        PriceRow expected;
        expected.provider = "openai";
        expected.model = "m";
        expected.price = {2'500'000'000, 10'000'000'000, 250'000'000, 3'125'000'000, 0, fromMillis(1'769'860'800'000), "2026-11"};
        QVERIFY(parsed->rows[0] == expected);
        expected.provider = "mine";
        QVERIFY(parsed->rows[1] == expected);
    }

    void leavesUnsaidPartsUnsaid() {
        const auto parsed = parsePriceFile(fileOf(kRow).toStdString());
        QVERIFY(parsed);
        const auto& price = parsed->rows.at(0).price;
        QVERIFY(!price.cachedInput && !price.cacheWrite && !price.reasoning);
        QCOMPARE(toMillis(price.effectiveFrom), std::int64_t{1'769'817'600'000});
    }

    void takesAFileWithoutRows() {
        const auto parsed = parsePriceFile(fileOf({}).toStdString());
        QVERIFY(parsed);
        QVERIFY(parsed->rows.empty());
    }

    void namesThePlaceOfAFault_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, const QByteArray& field, const QByteArray& value) {
            QTest::newRow(name) << fileOf(QByteArray(kRow).replace("\"m\"", "\"n\"") + "," + rowWith(field, value))
                                << QByteArray("prices[1]." + field);
        };
        row("a number as price", "input", "1");
        row("a number with decimals", "output", "2.5");
        row("null as price", "cached_input", "null");
        row("a price with a sign", "cache_write", R"("-1")");
        row("a price too high", "reasoning", R"("1000001")");
        row("an empty price", "input", R"("")");
        row("no input", "input", {});
        row("no output", "output", {});
        row("no model", "model", {});
        row("an empty model", "model", R"("")");
        row("a model that is no text", "model", "7");
        row("a model too long", "model", "\"" + QByteArray(257, 'm') + "\"");
        row("no providers", "providers", {});
        row("providers as a text", "providers", R"("openai")");
        row("an empty list of providers", "providers", "[]");
        row("a provider that is no text", "providers", R"(["openai", 1])");
        row("a provider without a name", "providers", R"([""])");
        row("too many providers", "providers", "[" + QByteArray(R"("p",)").repeated(16) + R"("q"])");
        row("no date", "effective_from", {});
        row("a date that is none", "effective_from", R"("2026-02-31")");
        row("a date in words", "effective_from", R"("tomorrow")");
        row("a date as a number", "effective_from", "20260131");
        row("a misspelt field", "cachedInput", R"("1")");
        QTest::newRow("the same row twice") << fileOf(kRow + "," + kRow) << QByteArray("prices[1]");
        QTest::newRow("a provider twice in a row") << fileOf(rowWith("providers", R"(["a","a"])")) << QByteArray("prices[0]");
        QTest::newRow("a row that is no object") << fileOf("[]") << QByteArray("prices[0]");
        QTest::newRow("a list as file") << QByteArray("[]") << QByteArray("prices");
        QTest::newRow("no prices") << QByteArray(R"({"version":"v"})") << QByteArray("prices");
        QTest::newRow("prices as an object") << QByteArray(R"({"version":"v","prices":{}})") << QByteArray("prices");
        QTest::newRow("no version") << QByteArray(R"({"prices":[]})") << QByteArray("version");
        QTest::newRow("a version that is no text") << QByteArray(R"({"version":1,"prices":[]})") << QByteArray("version");
        QTest::newRow("an unknown field of the file") << QByteArray(R"({"version":"v","prices":[],"more":1})") << QByteArray("more");
    }
    void namesThePlaceOfAFault() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, place);
        const auto parsed = parsePriceFile(text.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().code == ErrorCode::invalidValue);
        QCOMPARE(QByteArray::fromStdString(parsed.error().field), place);
        QVERIFY2(parsed.error().detail.starts_with(place.toStdString() + ": "), parsed.error().detail.c_str());
    }

    void namesLineAndColumnOfBrokenJson_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("position");
        QTest::newRow("empty") << QByteArray("") << QByteArray("line 1, column 1");
        QTest::newRow("first byte") << QByteArray("x") << QByteArray("line 1, column 1");
        QTest::newRow("single quotes") << QByteArray("{\n  \"version\": 'v'\n}") << QByteArray("line 2, column 14");
        QTest::newRow("comma behind the last") << QByteArray("{\"version\":\"v\",\n\n}") << QByteArray("line 3, column 1");
        QTest::newRow("comment") << QByteArray("{\n// no\n}") << QByteArray("line 2, column 1");
        QTest::newRow("cut short") << QByteArray("{\"version\":\n\"v\",") << QByteArray("line 2, column 5");
        QTest::newRow("something behind") << QByteArray("{}\n {}") << QByteArray("line 2, column 2");
        QTest::newRow("too deep") << QByteArray("[[[[[[[[[[") << QByteArray("line 1, column 9");
    }
    void namesLineAndColumnOfBrokenJson() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, position);
        const auto parsed = parsePriceFile(text.toStdString());
        QVERIFY(!parsed);
        QVERIFY(parsed.error().code == ErrorCode::badJson);
        QVERIFY2(parsed.error().detail.find(position.toStdString() + ":") != std::string::npos, parsed.error().detail.c_str());
    }

    void refusesWhatIsTooLarge() {
        const auto bytes = parsePriceFile(std::string(4 * 1024 * 1024 + 1, ' '));
        QVERIFY(!bytes);
        QVERIFY(bytes.error().code == ErrorCode::invalidValue);
        const auto rows = parsePriceFile(fileOf(QByteArray("1,").repeated(10'000) + "1").toStdString());
        QVERIFY(!rows);
        QCOMPARE(rows.error().field, std::string("prices"));
    }

    void carriesAReadableFileInside() {
        const auto parsed = parsePriceFile(builtinPricesJson());
        QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().detail.c_str());
        QVERIFY(!parsed->version.empty());
        QVERIFY(parsed->rows.size() > 20);
        const auto now = fromMillis(1'800'000'000'000);
        for (const auto& row : parsed->rows) {
            QVERIFY2(row.price.cachedInput.value_or(0) <= row.price.input, row.model.c_str());
            QVERIFY2(row.price.effectiveFrom < now, row.model.c_str());
        }
    }

    void putsTheOperatorsRowsBehindTheBuiltinOnes() {
        const auto when = fromMillis(1'800'000'000'000);
        const auto builtin = makePriceBook({});
        const auto* listed = builtin->find(openai(), "gpt-4o", when);
        QVERIFY(listed);
        PriceRow own;
        own.provider = "openai";
        own.model = "gpt-4o";
        own.price = *listed;
        own.price.input = 7;
        own.price.version = "operator";
        const auto book = makePriceBook({own});
        QCOMPARE(book->find(openai(), "gpt-4o", when)->input, std::int64_t{7});
        QCOMPARE(book->find(openai(), "gpt-4o-2024-08-06", when)->version, std::string("operator"));
        QCOMPARE(book->rows().size(), builtin->rows().size());
        QVERIFY(!builtin->find(openai(), "no such model", when));
    }
};

QTEST_GUILESS_MAIN(PriceFileTest)
#include "price_file_test.moc"
