#include "gateway/store/circuit_state_table.hpp"

#include "tests/gateway/store/store_rig.hpp"

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

CircuitStateRow rowOf(const std::string& model, int minute = 0) {
    return {.provider = "alpha", .model = model, .state = "open", .reason = "UPSTREAM_TIMEOUT", .byOrder = false, .orderId = {}, .until = noon(60), .nextRestMs = 4000,
            .failuresInARow = 0, .openings = 3, .turns = R"([{"at":1,"state":"open"}])", .updatedAt = noon(minute)};
}

void addProvider(const TestDatabase& database, const std::string& name) {
    QVERIFY(database->run("INSERT INTO provider (id, name, kind, base_url, created_at) VALUES (?, ?, 'openai', 'https://x.example', 0)", {name, name}));
}

}  // namespace

class CircuitStateTableTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsBackTheNewestFirst() {
        const TestDatabase database;
        addProvider(database, "alpha");
        auto ordered = rowOf("b/x", 2);
        ordered.reason.clear();
        ordered.byOrder = true;
        ordered.orderId = "order-1";
        QCOMPARE(outcome(putCircuitStates(*database, std::vector{rowOf("a", 1), ordered}, {})), kDone);
        QVERIFY(circuitStates(*database, 10).value() == (std::vector{ordered, rowOf("a", 1)}));
        QVERIFY(circuitStates(*database, 1).value() == std::vector{ordered});
    }

    void takesThePlaceOfTheRowBefore() {
        const TestDatabase database;
        addProvider(database, "alpha");
        QVERIFY(putCircuitStates(*database, std::vector{rowOf("a")}, {}));
        auto closed = rowOf("a", 5);
        closed.state = "closed";
        closed.reason.clear();
        closed.failuresInARow = 4;
        QVERIFY(putCircuitStates(*database, std::vector{closed}, {}));
        QVERIFY(circuitStates(*database, 10).value() == std::vector{closed});
    }

    void dropsWhatIsGoneAndWhoseProviderIs() {
        const TestDatabase database;
        addProvider(database, "alpha");
        auto orphan = rowOf("a");
        orphan.provider = "removed";
        QVERIFY(putCircuitStates(*database, std::vector{rowOf("a"), rowOf("b"), orphan}, {}));
        QVERIFY(putCircuitStates(*database, {}, std::vector<CircuitPlace>{{"alpha", "a"}}));
        QVERIFY(circuitStates(*database, 10).value() == std::vector{rowOf("b")});
        QCOMPARE(database.count("circuit_state"), std::int64_t{1});
    }

    void reportsAMissingTable() {
        const TestDatabase database(TestDatabase::Schema::none);
        QCOMPARE(outcome(circuitStates(*database, 1)), kStoreFailed);
        QCOMPARE(outcome(putCircuitStates(*database, std::vector{rowOf("a")}, {})), kStoreFailed);
    }
};

QTEST_GUILESS_MAIN(CircuitStateTableTest)
#include "circuit_state_table_test.moc"
