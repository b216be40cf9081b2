#include "gateway/ledger/rates.hpp"

#include <QTest>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace gw;
using namespace gw::ledger;

namespace {

boost::json::object objectOf(const QByteArray& text) { return boost::json::parse(text.toStdString()).as_object(); }

}  // namespace

class RatesTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsTiersAndBatchAndWritesThemTheSame() {
        const auto object = objectOf(
            R"({"input":"2.5","output":"10","cached_input":"0.25","tiers":[{"above":1000,"input":"5","output":"15"},)"
            R"({"above":2000,"input":"6","output":"16","reasoning":"7"}],"batch":{"input":"1","output":"2","tiers":[{"above":9,"input":"3","output":"4"}]}})");
        const auto price = parseRates(object, "");
        QVERIFY(price);
        QCOMPARE(price->tiers.size(), std::size_t{2});
        QCOMPARE(price->tiers[1].above, Tokens{2000});
        QCOMPARE(*price->tiers[1].rates.reasoning, std::int64_t{7'000'000'000});
        QCOMPARE(price->batch->tiers[0].rates.output, std::int64_t{4'000'000'000});
        QCOMPARE(boost::json::serialize(ratesJson(*price)), boost::json::serialize(object));
    }

    void namesThePlaceOfAFault_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, const QByteArray& more, const char* place) {
            QTest::newRow(name) << QByteArray(R"({"input":"1","output":"2",)" + more + "}") << QByteArray(place);
        };
        row("tiers is no list", R"("tiers":{})", "p.tiers");
        row("a tier is no object", R"("tiers":[1])", "p.tiers[0]");
        row("a tier without its bound", R"("tiers":[{"input":"1","output":"2"}])", "p.tiers[0].above");
        row("a bound of nothing", R"("tiers":[{"above":0,"input":"1","output":"2"}])", "p.tiers[0].above");
        row("bounds that fall", R"("tiers":[{"above":2,"input":"1","output":"2"},{"above":2,"input":"1","output":"2"}])", "p.tiers[1].above");
        row("a tier without a rate", R"("tiers":[{"above":2,"input":"1"}])", "p.tiers[0].output");
        row("a number as rate", R"("tiers":[{"above":2,"input":1,"output":"2"}])", "p.tiers[0].input");
        row("a tier with more", R"("tiers":[{"above":2,"input":"1","output":"2","batch":{}}])", "p.tiers[0].batch");
        row("batch is no object", R"("batch":"1")", "p.batch");
        row("batch without a rate", R"("batch":{"output":"1"})", "p.batch.input");
        row("batch in batch", R"("batch":{"input":"1","output":"1","batch":{}})", "p.batch.batch");
        row("a tier of batch", R"("batch":{"input":"1","output":"1","tiers":[{"above":-1,"input":"1","output":"2"}]})", "p.batch.tiers[0].above");
        QByteArray many = R"("tiers":[)";
        for (int i = 1; i <= 17; ++i) many += QByteArray(i > 1 ? "," : "") + R"({"above":)" + QByteArray::number(i) + R"(,"input":"1","output":"2"})";
        row("too many tiers", many + "]", "p.tiers");
    }
    void namesThePlaceOfAFault() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, place);
        const auto price = parseRates(objectOf(text), "p");
        QVERIFY(!price);
        QCOMPARE(price.error().code, ErrorCode::invalidValue);
        QCOMPARE(QByteArray::fromStdString(price.error().field), place);
    }

    void namesABareFieldWithoutAPlace() {
        const auto price = parseRates(objectOf(R"({"input":"1"})"), "");
        QCOMPARE(price.error().field, std::string("output"));
    }
};

QTEST_GUILESS_MAIN(RatesTest)
#include "rates_test.moc"
