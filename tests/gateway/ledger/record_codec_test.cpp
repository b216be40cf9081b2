#include "gateway/ledger/record_codec.hpp"

#include "gateway/ledger/record_view.hpp"

#include "gateway/ledger/byte_codec.hpp"

#include "ledger_rows.hpp"

#include <QTest>

#include <limits>
#include <random>

using namespace gw;
using namespace gw::ledger;

namespace {

class Dice {
   public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::size_t upTo(std::size_t max) { return std::uniform_int_distribution<std::size_t>(0, max)(engine_); }
    bool coin() { return upTo(1) == 1; }
    std::string text() {
        std::string text(upTo(40), '\0');
        for (auto& c : text) c = static_cast<char>(upTo(255));
        return text;
    }
    std::int64_t number() {
        switch (upTo(4)) {
            case 0: return std::numeric_limits<std::int64_t>::max();
            case 1: return std::numeric_limits<std::int64_t>::min();
            case 2: return 0;
            default: return static_cast<std::int64_t>(upTo(1'000'000)) - 1000;
        }
    }
    std::int32_t small() { return coin() ? std::numeric_limits<std::int32_t>::min() : static_cast<std::int32_t>(upTo(70'000)); }
    std::optional<std::int32_t> maybe() { return coin() ? std::optional(small()) : std::nullopt; }
    std::optional<NanoUsd> money() { return coin() ? std::optional(NanoUsd{number()}) : std::nullopt; }
    std::optional<ErrorCode> error() {
        return coin() ? std::optional(static_cast<ErrorCode>(upTo(static_cast<std::size_t>(ErrorCode::internal)))) : std::nullopt;
    }
    std::uint16_t attempt() { return static_cast<std::uint16_t>(upTo(65'535)); }
    TokenUsage usage() { return {number(), number(), number(), number(), number()}; }

   private:
    std::mt19937 engine_;
};

RequestRecord anyRecord(Dice& dice) {
    RequestRecord r;
    for (auto* text : {&r.traceId, &r.clientRequestId, &r.keyId, &r.keyPrefix, &r.userId, &r.ip, &r.route, &r.dialect, &r.model,
                       &r.presetId, &r.provider, &r.upstreamModel, &r.cache, &r.node}) {
        *text = dice.text();
    }
    r.createdAt = fromMillis(dice.number());
    r.status = dice.small();
    r.error = dice.error();
    r.stream = dice.coin();
    r.estimated = dice.coin();
    r.console = dice.coin();
    r.attempts = dice.attempt();
    r.usage = dice.usage();
    r.cost = dice.money();
    r.ttftMs = dice.maybe();
    r.latencyMs = dice.small();
    r.upstreamMs = dice.small();
    r.overheadUs = dice.small();
    r.routeNote = dice.text();
    r.queuedUs = dice.maybe();
    r.bodyMs = dice.small();
    for (auto n = dice.upTo(3); n > 0; --n) {
        r.attemptList.push_back({dice.attempt(), dice.text(), dice.text(), dice.small(), dice.error(), dice.text(), dice.maybe(),
                                 dice.maybe(), dice.maybe(), dice.maybe(), dice.small(), dice.text()});
        r.billed.push_back({dice.attempt(), static_cast<UsageSource>(dice.upTo(3)), dice.text(), dice.text(), dice.usage(),
                            dice.money(), dice.text()});
        r.released.push_back(dice.attempt());
    }
    return r;
}

}  // namespace

class RecordCodecTest : public QObject {
    Q_OBJECT
   private Q_SLOTS:
    void roundTripsAnyRecord() {
        Dice dice(7);
        for (int i = 0; i < 500; ++i) {
            const auto record = anyRecord(dice);
            const auto bytes = encode(record);
            QVERIFY(bytes);
            const auto back = decodeRecord(*bytes);
            QVERIFY2(back, back ? "" : back.error().detail.c_str());
            QVERIFY(*back == record);
            QCOMPARE(std::string(peekRequestId(*bytes).value()), record.traceId);
            QCOMPARE(encode(*back).value(), *bytes);
        }
    }

    void roundTripsAnyReservation() {
        Dice dice(8);
        for (int i = 0; i < 500; ++i) {
            const Reservation reservation{dice.text(),  dice.attempt(), dice.text(), dice.text(), dice.text(),
                                          dice.text(),  dice.usage(),   dice.money(), dice.text(), fromMillis(dice.number())};
            const auto bytes = encode(reservation);
            const auto back = decodeReservation(*bytes);
            QVERIFY(back);
            QVERIFY(*back == reservation);
            QCOMPARE(std::string(peekRequestId(*bytes).value()), reservation.requestId);
        }
    }

    void aRecordThatIsUsedAgainKeepsNothingOfTheOneBefore() {
        Dice dice(11);
        RequestRecord kept;
        for (int i = 0; i < 300; ++i) {
            auto record = anyRecord(dice);
            const auto bytes = encode(record);
            QVERIFY(bytes);
            kept.previousSecret = true;
            QVERIFY(decodeRecord(*bytes, kept));
            QVERIFY(kept == *decodeRecord(*bytes));
            // Also behind a record that broke off in its middle.
            if (i % 3 == 0) QVERIFY(!decodeRecord(std::string_view(*bytes).substr(0, bytes->size() / 2), kept));
        }
    }

    void aViewShowsWhatACopyHolds() {
        Dice dice(13);
        RecordView view;
        for (int i = 0; i < 300; ++i) {
            const auto record = anyRecord(dice);
            const auto bytes = encode(record);
            QVERIFY(decodeRecord(*bytes, view));
            QVERIFY(ownOf(view) == record);
            QVERIFY(viewOf(record) == view);
            QVERIFY(view.traceId.empty() || (view.traceId.data() > bytes->data() && view.traceId.data() < bytes->data() + bytes->size()));
            if (i % 3 == 0) QVERIFY(!decodeRecord(std::string_view(*bytes).substr(0, bytes->size() / 2), view));
        }
    }

    void checksAReservationAsStrictlyAsItReadsIt() {
        Dice dice(12);
        Reservation reservation;
        reservation.requestId = "req-1";
        reservation.attempt = 3;
        reservation.provider = "main";
        reservation.estimate = dice.usage();
        const auto bytes = *encode(reservation);
        const auto name = checkReservation(bytes);
        QVERIFY(name && name->requestId == reservation.requestId && name->attempt == 3);
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            for (const int flip : {1, 0x80, 0xFF}) {
                auto broken = bytes;
                broken[at] = static_cast<char>(static_cast<unsigned char>(broken[at]) ^ flip);
                QCOMPARE(checkReservation(broken).has_value(), decodeReservation(broken).has_value());
            }
            QVERIFY(!checkReservation(std::string_view(bytes).substr(0, at)));
        }
    }

    void keepsEveryErrorCode() {
        for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
            auto record = test::recordOf("req-1");
            record.error = static_cast<ErrorCode>(i);
            QVERIFY(decodeRecord(*encode(record))->error == record.error);
        }
    }

    void takesAnUnknownErrorWordAsInternal() {
        auto record = test::recordOf("req-1");
        record.error = ErrorCode::storageFull;
        auto bytes = *encode(record);
        const auto word = bytes.find("STORAGE_FULL");
        bytes.replace(word, 12, "LATER_CODE_X");
        QVERIFY(decodeRecord(bytes)->error == ErrorCode::internal);
    }

    void refusesEveryTruncation() {
        const auto record = *encode(test::recordOf("req-1"));
        for (std::size_t size = 0; size < record.size(); ++size) QVERIFY(!decodeRecord(std::string_view(record).substr(0, size)));
        const auto reservation = *encode(test::reservationOf("req-1"));
        for (std::size_t size = 0; size < reservation.size(); ++size) {
            QVERIFY(!decodeReservation(std::string_view(reservation).substr(0, size)));
        }
        QVERIFY(!peekRequestId(std::string_view(record).substr(0, 3)));
    }

    void survivesEveryBitFlip() {
        // Without the frame's CRC a flipped bit may spell another record; it must still be one spelling of it.
        const auto record = *encode(test::recordOf("req-1"));
        for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
            auto bytes = record;
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            const auto decoded = decodeRecord(bytes);
            if (decoded && decoded->error == std::nullopt) QCOMPARE(encode(*decoded).value(), bytes);
        }
    }

    void refusesWhatIsLeftOverAndOtherVersions() {
        auto bytes = *encode(test::recordOf("req-1"));
        QCOMPARE(QString::fromStdString(decodeRecord(bytes + '\0').error().detail),
                 QStringLiteral("spool record: bytes left over at byte %1").arg(bytes.size()));
        bytes[0] = 4;
        QCOMPARE(QString::fromStdString(decodeRecord(bytes).error().detail), QStringLiteral("spool record: unknown version at byte 1"));
        QVERIFY(decodeRecord(bytes).error().code == ErrorCode::spoolFailed);
        QVERIFY(!decodeReservation(bytes));
        QVERIFY(!peekRequestId(bytes));
    }

    void readsRecordsFromBeforeTheNote() {
        auto record = test::recordOf("req-1");
        record.routeNote.clear();
        auto bytes = *encode(record);
        // The first layout is the second without the note, which is one byte when it is empty; the third ends with two numbers.
        bytes[0] = 1;
        bytes.resize(bytes.size() - 3);
        const auto back = decodeRecord(bytes);
        QVERIFY2(back, back ? "" : back.error().detail.c_str());
        QVERIFY(*back == record);
    }

    void readsRecordsFromBeforeTheQueue() {
        auto record = test::recordOf("req-1");
        record.routeNote = "1\nQ5";
        auto bytes = *encode(record);
        bytes[0] = 2;
        bytes.resize(bytes.size() - 2);
        auto kept = record;
        kept.queuedUs = 7;
        kept.bodyMs = 8;
        const auto back = decodeRecord(bytes, kept);
        QVERIFY2(back, back ? "" : back.error().detail.c_str());
        QVERIFY(kept == record);
    }

    void cutsLongTextsAndAttemptsButNoBill() {
        auto record = test::recordOf("req-1");
        record.model = std::string(5000, 'm');
        record.attemptList.resize(100);
        const auto back = decodeRecord(*encode(record));
        QCOMPARE(back->model.size(), kTextMax);
        QCOMPARE(back->attemptList.size(), kListMax);
        record.released.resize(65);
        QVERIFY(!encode(record));
        record.released.clear();
        record.billed.resize(65);
        QVERIFY(encode(record).error().code == ErrorCode::internal);
        ByteWriter out;
        QVERIFY(!encode(out, record));
        QVERIFY(out.bytes().empty());
    }

    void staysBelowThePayloadLimit() {
        RequestRecord record;
        const std::string longest(kTextMax, 'x');
        for (auto* text : {&record.traceId, &record.clientRequestId, &record.keyId, &record.keyPrefix, &record.userId, &record.ip,
                           &record.route, &record.dialect, &record.model, &record.presetId, &record.provider,
                           &record.upstreamModel, &record.cache, &record.node}) {
            *text = longest;
        }
        record.attemptList.resize(kListMax, {1, longest, longest, 0, {}, longest, 1, 1, 1, 1, 1, longest});
        record.billed.resize(kListMax, {1, UsageSource::reported, longest, longest, {}, NanoUsd{1}, longest});
        record.released.resize(kListMax, 65'535);
        QVERIFY(encode(record)->size() <= kPayloadMax);
    }
};

QTEST_GUILESS_MAIN(RecordCodecTest)
#include "record_codec_test.moc"
