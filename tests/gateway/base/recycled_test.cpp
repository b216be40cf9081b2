#include "gateway/base/recycled.hpp"

#include <QTest>

#include <memory>
#include <thread>
#include <vector>

using namespace gw;

namespace {

struct Port {
    virtual ~Port() = default;
    virtual int number() const = 0;
};

struct Made final : Port, Recycled<Made> {
    explicit Made(int number) : number_(number) {}
    int number() const override { return number_; }
    int number_;
    char room[2000] = {};
};

}  // namespace

class RecycledTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void givesEachLivingObjectAPlaceOfItsOwn() {
        std::vector<std::unique_ptr<Port>> living;
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 200; ++i) living.push_back(std::make_unique<Made>(i));
            for (int i = 0; i < 200; ++i) QCOMPARE(living[static_cast<std::size_t>(i)]->number(), i);
            living.clear();
        }
    }

    void takesBackWhatAnotherThreadMade() {
        std::unique_ptr<Port> made;
        std::thread([&] { made = std::make_unique<Made>(7); }).join();
        QCOMPARE(made->number(), 7);
        made.reset();
        QCOMPARE(std::make_unique<Made>(8)->number(), 8);
    }

    void outlivesItsThreadsList() {
        std::thread([] {
            thread_local std::unique_ptr<Port> last;
            last = std::make_unique<Made>(1);
            std::make_unique<Made>(2).reset();
        }).join();
        QCOMPARE(std::make_unique<Made>(3)->number(), 3);
    }
};

QTEST_GUILESS_MAIN(RecycledTest)
#include "recycled_test.moc"
