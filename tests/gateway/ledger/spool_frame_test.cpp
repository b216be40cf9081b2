#include "gateway/ledger/spool_frame.hpp"

#include "gateway/ledger/record_codec.hpp"
#include "ledger_rows.hpp"

#include <QTest>

#include <vector>

using namespace gw;
using namespace gw::ledger;

namespace {

constexpr std::uint32_t kSalt = 0x5EED1234;

struct Tail {
    std::string bytes;
    std::vector<std::string> payloads;
    std::vector<std::size_t> ends;
};

/// Eight reservations and their ends.
Tail goodTail() {
    Tail tail;
    const auto add = [&tail](RecordType type, std::string payload) {
        appendFrame(tail.bytes, type, payload, kSalt);
        tail.payloads.push_back(std::move(payload));
        tail.ends.push_back(tail.bytes.size());
    };
    for (int i = 0; i < 8; ++i) {
        const auto id = "req-" + std::to_string(i);
        add(RecordType::reservation, *encode(test::reservationOf(id)));
        add(RecordType::settled, *encode(test::recordOf(id)));
    }
    return tail;
}

/// How many frames stand before the damage; fails when one is not what was written there.
int soundFrames(const Tail& tail, const std::string& bytes, bool& damaged) {
    FrameReader reader(bytes, kSalt);
    int count = 0;
    while (const auto frame = reader.next()) {
        if (frame->payload != tail.payloads[static_cast<std::size_t>(count)]) return -1;
        ++count;
    }
    damaged = reader.damaged();
    return count;
}

/// All frames including those behind damage; every one must be one of the originals.
bool onlyOriginals(const Tail& tail, const std::string& bytes, std::size_t& found) {
    FrameReader reader(bytes, kSalt);
    found = 0;
    do {
        while (const auto frame = reader.next()) {
            ++found;
            if (std::find(tail.payloads.begin(), tail.payloads.end(), frame->payload) == tail.payloads.end()) return false;
        }
    } while (reader.damaged() && reader.resume());
    return true;
}

}  // namespace

class SpoolFrameTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void readsWhatItWrote() {
        const auto tail = goodTail();
        FrameReader reader(tail.bytes, kSalt);
        for (std::size_t i = 0; i < tail.payloads.size(); ++i) {
            const auto frame = reader.next();
            QVERIFY(frame);
            QCOMPARE(std::string(frame->payload), tail.payloads[i]);
            QVERIFY(frame->type == (i % 2 == 0 ? RecordType::reservation : RecordType::settled));
            QCOMPARE(frame->end, tail.ends[i]);
        }
        QVERIFY(!reader.next());
        QVERIFY(!reader.damaged());
        QVERIFY(!reader.incomplete());
    }

    void dropsEveryTornTail() {
        const auto tail = goodTail();
        for (std::size_t size = 0; size <= tail.bytes.size(); ++size) {
            bool damaged = false;
            const auto whole = std::upper_bound(tail.ends.begin(), tail.ends.end(), size) - tail.ends.begin();
            QCOMPARE(soundFrames(tail, tail.bytes.substr(0, size), damaged), int(whole));
            const bool atBorder = size == 0 || std::find(tail.ends.begin(), tail.ends.end(), size) != tail.ends.end();
            QCOMPARE(damaged, !atBorder);
        }
    }

    void findsEveryBitFlip() {
        const auto tail = goodTail();
        for (std::size_t bit = 0; bit < tail.bytes.size() * 8; ++bit) {
            auto bytes = tail.bytes;
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            bool damaged = false;
            const auto before = std::upper_bound(tail.ends.begin(), tail.ends.end(), bit / 8) - tail.ends.begin();
            QCOMPARE(soundFrames(tail, bytes, damaged), int(before));
            QVERIFY(damaged);
            std::size_t found = 0;
            QVERIFY(onlyOriginals(tail, bytes, found));
            QCOMPARE(found, tail.payloads.size() - 1);
        }
    }

    void neverTakesZerosOrGarbageForFrames() {
        const auto tail = goodTail();
        for (const auto& behind : {std::string(5000, '\0'), std::string(5000, '\xff'), std::string(8, '\1'), tail.bytes.substr(3)}) {
            bool damaged = false;
            QCOMPARE(soundFrames(tail, tail.bytes + behind, damaged), int(tail.payloads.size()));
            QVERIFY(damaged);
        }
    }

    void tellsMoreToComeFromDamage() {
        const auto tail = goodTail();
        FrameReader cut(std::string_view(tail.bytes).substr(0, tail.ends[0] + 20), kSalt);
        QVERIFY(cut.next());
        QVERIFY(!cut.next());
        QVERIFY(cut.damaged() && cut.incomplete());
        auto flipped = tail.bytes;
        flipped[tail.ends[0] + 30] = static_cast<char>(flipped[tail.ends[0] + 30] ^ 1);
        FrameReader bad(flipped, kSalt);
        QVERIFY(bad.next());
        QVERIFY(!bad.next());
        QVERIFY(bad.damaged() && !bad.incomplete());
        QCOMPARE(bad.position(), tail.ends[0]);
        QVERIFY(bad.resume());
        QCOMPARE(bad.position(), tail.ends[1]);
    }

    void noTextInsidePassesForAFrame() {
        // A client that puts a whole frame into its request id, behind which the outer frame is damaged.
        std::string forged;
        appendFrame(forged, RecordType::settled, *encode(test::recordOf("req-forged")), 0);
        auto record = test::recordOf("req-1");
        record.clientRequestId = forged;
        std::string bytes;
        appendFrame(bytes, RecordType::settled, *encode(record), kSalt);
        bytes[1] = static_cast<char>(bytes[1] ^ 4);
        FrameReader reader(bytes, kSalt);
        QVERIFY(!reader.next());
        QVERIFY(!reader.resume());
    }

    void refusesLengthsOutOfRange() {
        for (const std::uint32_t length : {std::uint32_t{0}, std::uint32_t{kPayloadMax + 1}, 0xFFFFFFFFU}) {
            std::string bytes;
            for (int shift = 0; shift < 32; shift += 8) bytes.push_back(static_cast<char>((length >> shift) & 0xFF));
            bytes.append(std::string(64, '\1'));
            FrameReader reader(bytes, kSalt);
            QVERIFY(!reader.next());
            QVERIFY(reader.damaged());
            QVERIFY(!reader.incomplete());
        }
    }

    void headSurvivesAnyFlippedBit() {
        const auto head = segmentHead({3, kSalt});
        QCOMPARE(head.size(), kSegmentHeadBytes);
        for (std::size_t bit = 0; bit < head.size() * 8; ++bit) {
            auto bytes = head;
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            const auto parsed = parseSegmentHead(bytes);
            QVERIFY(parsed);
            QCOMPARE(parsed->worker, 3U);
            QCOMPARE(parsed->salt, kSalt);
        }
        for (std::size_t size = 0; size < head.size(); ++size) QVERIFY(!parseSegmentHead(head.substr(0, size)));
        auto both = head;
        both[9] = both[33] = 7;
        QVERIFY(!parseSegmentHead(both));
    }
};

QTEST_GUILESS_MAIN(SpoolFrameTest)
#include "spool_frame_test.moc"
