#include "gateway/store/circuit_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

CircuitRow circuitOf(const std::string& id, const std::string& model) {
    return {.id = id, .provider = "alpha", .model = model, .state = "open", .reason = {}, .source = "api", .createdBy = {}, .createdAt = noon(), .expiresAt = noon(60)};
}

}  // namespace

class CircuitTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackByName() {
        const TestDatabase database;
        auto full = circuitOf("c2", "b/x");
        full.reason = "slow";
        full.createdBy = "a@example.com";
        full.state = "closed";
        QCOMPARE(outcome(putCircuit(*database, full)), kDone);
        QCOMPARE(outcome(putCircuit(*database, circuitOf("c1", "a"))), kDone);
        QVERIFY(allCircuits(*database, noon()).value() == (std::vector<CircuitRow>{circuitOf("c1", "a"), full}));
    }

    void aNewOrderTakesTheOldOnesPlace() {
        const TestDatabase database;
        QVERIFY(putCircuit(*database, circuitOf("c1", "a")));
        auto second = circuitOf("c2", "a");
        second.state = "closed";
        second.reason = "fine again";
        second.expiresAt = noon(90);
        QCOMPARE(outcome(putCircuit(*database, second)), kDone);
        QVERIFY(allCircuits(*database, noon()).value() == std::vector<CircuitRow>{second});
    }

    void leavesOutAndDeletesWhatHasExpired() {
        const TestDatabase database;
        QVERIFY(putCircuit(*database, circuitOf("c1", "a")));
        QCOMPARE(allCircuits(*database, noon(59)).value().size(), std::size_t{1});
        QVERIFY(allCircuits(*database, noon(60)).value().empty());
        QCOMPARE(deleteExpiredCircuits(*database, noon(59)).value(), std::int64_t{0});
        QCOMPARE(deleteExpiredCircuits(*database, noon(60)).value(), std::int64_t{1});
        QCOMPARE(database.count("circuit"), std::int64_t{0});
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(allCircuits(*database, noon())), kStoreFailed);
        QCOMPARE(outcome(putCircuit(*database, circuitOf("c1", "a"))), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(CircuitTableTest)
#include "circuit_table_test.moc"
