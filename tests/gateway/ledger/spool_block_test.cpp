#include "gateway/ledger/spool_block.hpp"

#include "gateway/ledger/record_codec.hpp"
#include "ledger_rows.hpp"

#include <QTest>

using namespace gw;
using namespace gw::ledger;

namespace {

void addReservation(SpoolBlock& block, const std::string& id, std::uint16_t attempt, SpoolBlock::Then then = nullptr) {
    block.add(RecordType::reservation, attempt, *encode(test::reservationOf(id, attempt)), std::move(then));
}

void addRecord(SpoolBlock& block, const std::string& id, SpoolBlock::Then then = nullptr) {
    block.add(RecordType::settled, 1, *encode(test::recordOf(id)), std::move(then));
}

}  // namespace

class SpoolBlockTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void isReadAsTheFramesThatWentIn() {
        SpoolBlock block;
        QVERIFY(block.empty());
        block.expect(4096, 8);
        addReservation(block, "a", 1);
        addRecord(block, "b");
        QCOMPARE(QByteArray::fromStdString(std::string(block.requestId(block.entries()[0]))), QByteArray("a"));
        QCOMPARE(QByteArray::fromStdString(std::string(block.requestId(block.entries()[1]))), QByteArray("b"));
        block.stamp(7);
        std::string frames;
        appendFrame(frames, RecordType::reservation, *encode(test::reservationOf("a")), 7);
        appendFrame(frames, RecordType::settled, *encode(test::recordOf("b")), 7);
        QVERIFY(block.bytes() == frames);
    }

    void isReadUnderTheSegmentItWasStampedForLast() {
        SpoolBlock block;
        addReservation(block, "a", 1);
        block.stamp(7);
        block.stamp(8);
        FrameReader old(block.bytes(), 7), fresh(block.bytes(), 8);
        QVERIFY(!old.next() && old.damaged());
        const auto frame = fresh.next();
        QVERIFY(frame && frame->payload == *encode(test::reservationOf("a")));
    }

    void takesOneOverWithWhoWaitsForIt() {
        SpoolBlock from, to;
        int answered = 0;
        addReservation(from, "a", 1, [&](const Result<void>&) { answered = 1; });
        addReservation(from, "b", 3, [&](const Result<void>&) { answered = 2; });
        to.take(from, from.entries()[1]);
        QCOMPARE(to.entries().size(), std::size_t{1});
        QCOMPARE(to.entries()[0].attempt, std::uint16_t{3});
        QVERIFY(to.payload(to.entries()[0]) == *encode(test::reservationOf("b", 3)));
        to.entries()[0].then({});
        QCOMPARE(answered, 2);
        QVERIFY(!from.entries()[1].then && from.entries()[0].then);
    }
};

QTEST_GUILESS_MAIN(SpoolBlockTest)
#include "spool_block_test.moc"
