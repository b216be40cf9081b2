#include "gateway/metrics/append_table.hpp"

#include <QTest>

#include <set>
#include <thread>

using namespace gw::metrics;

class AppendTableTest : public QObject {
    Q_OBJECT
    struct Slot {
        std::string name;
        std::atomic<int> count{0};
    };
    template <class Table>
    static Slot& at(Table& table, const std::string& key) {
        return table.at(
            key, [&](Slot& made) { made.name = key; }, [](Slot& made) { made.name = "other"; });
    }
    template <class Table>
    static std::vector<std::string> names(const Table& table) {
        std::vector<std::string> all;
        table.forEach([&](const Slot& slot) { all.push_back(slot.name); });
        return all;
    }

   private Q_SLOTS:
    void keepsOneSlotAKeyInOrder() {
        AppendTable<Slot, 8> table;
        QVERIFY(names(table).empty());
        Slot& first = at(table, "b");
        at(table, "a");
        QCOMPARE(&at(table, "b"), &first);
        QCOMPARE(names(table), (std::vector<std::string>{"b", "a"}));
    }
    void sharesOneLastSlotWhenItIsFull() {
        AppendTable<Slot, 2> table;
        Slot& one = at(table, "1");
        at(table, "2");
        Slot& other = at(table, "3");
        QCOMPARE(&at(table, "4"), &other);
        QCOMPARE(&at(table, "1"), &one);
        QCOMPARE(names(table), (std::vector<std::string>{"1", "2", "other"}));
    }
    void growsOverSeveralChunksWithoutMovingSlots() {
        AppendTable<Slot, 200> table;
        std::vector<Slot*> slots;
        for (int i = 0; i < 200; ++i) slots.push_back(&at(table, std::to_string(i)));
        for (int i = 0; i < 200; ++i) QCOMPARE(&at(table, std::to_string(i)), slots[static_cast<std::size_t>(i)]);
        QCOMPARE(std::set<Slot*>(slots.begin(), slots.end()).size(), std::size_t{200});
        at(table, "beyond");
        QCOMPARE(table.size(), std::size_t{201});
        QCOMPARE(names(table).back(), std::string("other"));
    }
    void isReadWhileItGrows() {
        AppendTable<Slot, 1000> table;
        std::thread writer([&] {
            for (int i = 0; i < 1000; ++i) at(table, "key-" + std::to_string(i));
        });
        bool whole = true;
        while (table.size() < 1000) {
            for (const auto& name : names(table)) whole = whole && name.starts_with("key-");
        }
        writer.join();
        QVERIFY(whole);
    }
};

QTEST_GUILESS_MAIN(AppendTableTest)
#include "append_table_test.moc"
