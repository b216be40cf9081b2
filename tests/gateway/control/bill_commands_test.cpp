#include "samples.hpp"

#include "gateway/control/price_rows.hpp"
#include "gateway/control/snapshot_builder.hpp"

#include <QTest>

using namespace gw;
using namespace gw::control;
using gw::test::kNow;
using gw::test::refusal;
using gw::test::rowOf;
using gw::test::sampleState;

namespace {

const std::string kRates = R"({"output":"2","input":"1.50"})";

}  // namespace

class BillCommandsTest : public QObject {
    Q_OBJECT
    const secrets::MasterKey key_ = test::masterKeyOf(7);
    const CommandContext context_ = test::contextOf(key_);

    State with(const PutPriceVersion& command, State state = sampleState()) const {
        const auto change = run(command, state, context_);
        applyChange(state, change->rows.front());
        return state;
    }

   private Q_SLOTS:
    void makesAVersionInOneSpelling() {
        const auto change = run(PutPriceVersion{"alpha", "org/m", kRates, {}, " new contract "}, sampleState(), context_);
        QVERIFY(change);
        const auto& row = rowOf<PutPrice>(*change).row;
        QCOMPARE(row.version, std::string("own-1"));
        QCOMPARE(row.rates, std::string(R"({"input":"1.5","output":"2"})"));
        QVERIFY(row.effectiveFrom == kNow && row.createdAt == kNow);
        QCOMPARE(row.createdBy, std::string("anna@example.org"));
        QCOMPARE(change->audit.action, std::string("price.update"));
        QCOMPARE(change->audit.targetName, std::string("alpha/org/m"));
        QCOMPARE(change->audit.reason, std::string("new contract"));
    }
    void theSameFiguresAgainChangeNothing() {
        const auto state = with({"*", "m", kRates, {}, ""});
        const auto again = run(PutPriceVersion{"*", "m", R"({"input":"1.5","output":"2"})", {}, ""}, state, context_);
        QVERIFY(again->rows.empty());
        QCOMPARE(again->id, state.prices.begin()->first);
    }
    void numbersVersionsOverAllModels() {
        const auto state = with({"openai", "n", kRates, {}, ""}, with({"*", "m", kRates, {}, ""}));
        const auto third = run(PutPriceVersion{"*", "m", R"({"input":"9","output":"2"})", "2030-01-31", ""}, state, context_);
        QCOMPARE(rowOf<PutPrice>(*third).row.version, std::string("own-3"));
        QVERIFY(third->audit.before.find("own-1") != std::string::npos);
    }
    void refusesABadPrice_data() {
        QTest::addColumn<QByteArray>("provider");
        QTest::addColumn<QByteArray>("rates");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("refused");
        const QByteArray good = QByteArray::fromStdString(kRates);
        QTest::newRow("unknown provider") << QByteArray("nobody") << good << QByteArray("2030-01-01") << QByteArray("NOT_FOUND provider");
        QTest::newRow("no output") << QByteArray("*") << QByteArray(R"({"input":"1"})") << QByteArray("2030-01-01") << QByteArray("INVALID_VALUE output");
        QTest::newRow("a number") << QByteArray("*") << QByteArray(R"({"input":1,"output":"1"})") << QByteArray("2030-01-01") << QByteArray("INVALID_VALUE input");
        QTest::newRow("a date that is none") << QByteArray("*") << good << QByteArray("2030-02-31") << QByteArray("INVALID_VALUE effective_from");
        QTest::newRow("before the one that holds") << QByteArray("*") << QByteArray(R"({"input":"7","output":"1"})") << QByteArray("2020-01-01") << QByteArray("CONFLICT effective_from");
    }
    void refusesABadPrice() {
        QFETCH(QByteArray, provider);
        QFETCH(QByteArray, rates);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, refused);
        const auto state = with({"*", "m", kRates, {}, ""});
        QCOMPARE(refusal(run(PutPriceVersion{provider.toStdString(), "m", rates.toStdString(), from.toStdString(), ""}, state, context_)), refused);
    }
    void requestsAreBilledByTheVersionThatHolds() {
        auto state = with({"*", "demo-small", kRates, {}, ""});
        state = with({"*", "demo-small", R"({"input":"3","output":"4"})", "2030-01-01", ""}, std::move(state));
        const auto table = priceTable(state);
        config::Provider provider;
        provider.name = "alpha";
        QCOMPARE(table->find(provider, "demo-small", kNow)->version, std::string("own-1"));
        WallTime later{};
        QVERIFY(parseRfc3339("2030-01-01T00:00:00Z", later));
        QCOMPARE(table->find(provider, "demo-small", later)->version, std::string("own-2"));
        // Before the first of them holds, the built-in list does.
        QVERIFY(!table->find(provider, "demo-small", kNow - std::chrono::hours(1))->own);
        QVERIFY(!table->find(provider, "demo-large", later)->own);
    }
    void theSnapshotTakesANewPriceOver() {
        const SnapshotBuilder builder(key_, nullptr);
        const auto before = sampleState();
        const auto first = builder.build(before, 1, kNow);
        QVERIFY(first && !first->snapshot->prices);
        const auto change = run(PutPriceVersion{"*", "m", kRates, {}, ""}, before, context_);
        auto after = before;
        applyChange(after, change->rows.front());
        const auto next = builder.next(*first->snapshot, touchedRows(before, change->rows), after, change->rows, kNow);
        QVERIFY(next.snapshot->prices);
        const auto again = builder.next(*next.snapshot, before, after, {}, kNow);
        QVERIFY(again.snapshot->prices == next.snapshot->prices);
    }

    void correctsWithAReason() {
        const auto change = run(AdjustUsage{"req-1", 2, -5, " invoice "}, sampleState(), context_);
        const auto& row = rowOf<PutAdjustment>(*change).row;
        QCOMPARE(row.requestId, std::string("req-1"));
        QCOMPARE(row.attempt, std::int64_t{2});
        QCOMPARE(row.costNanoUsd, std::int64_t{-5});
        QCOMPARE(row.reason, std::string("invoice"));
        QCOMPARE(row.actor, std::string("anna@example.org"));
        QCOMPARE(change->audit.action, std::string("usage.adjust"));
        QCOMPARE(change->audit.targetName, std::string("req-1"));
    }
    void refusesABadCorrection() {
        const auto state = sampleState();
        QCOMPARE(refusal(run(AdjustUsage{"", 1, 5, "r"}, state, context_)), QByteArray("INVALID_VALUE trace_id"));
        QCOMPARE(refusal(run(AdjustUsage{"req", 0, 5, "r"}, state, context_)), QByteArray("INVALID_VALUE attempt"));
        QCOMPARE(refusal(run(AdjustUsage{"req", 1, 0, "r"}, state, context_)), QByteArray("INVALID_VALUE cost_nanousd"));
        QCOMPARE(refusal(run(AdjustUsage{"req", 1, 1'000'000'000'000'001, "r"}, state, context_)), QByteArray("INVALID_VALUE cost_nanousd"));
        QCOMPARE(refusal(run(AdjustUsage{"req", 1, 5, " "}, state, context_)), QByteArray("INVALID_VALUE reason"));
    }
};

QTEST_GUILESS_MAIN(BillCommandsTest)
#include "bill_commands_test.moc"
