// A list by key walks the hours in which the key was in use: as few rows as that, and the same list as a walk over everything.
#include "gateway/store/key_hours.hpp"
#include "gateway/store/usage_table.hpp"

#include "gateway/store/api_key_table.hpp"
#include "tests/gateway/store/usage_rig.hpp"

#include <algorithm>
#include <limits>
#include <random>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

constexpr TimeSpan kEver{0, std::numeric_limits<std::int64_t>::max()};

std::int64_t at(std::int64_t second) { return toMillis(noon(second)); }

ledger::RequestRecord callOf(const std::string& traceId, const std::string& key, std::int64_t second) {
    auto record = usageOf(traceId, second);
    record.keyId = key;
    return record;
}

}  // namespace

class KeyHoursTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    Database& database() { return **rig_; }
    void insert(const std::vector<ledger::RequestRecord>& records) { QCOMPARE(outcome(insertUsage(database(), records)), kDone); }
    std::vector<TimeSpan> hoursOf(const std::string& key, const TimeSpan& within = kEver) { return keyHours(database(), key, within).value(); }

    void addKey(const std::string& id, const std::string& prefix, char hash) {
        ApiKeyRow key;
        key.id = key.name = id;
        key.prefix = prefix;
        key.secretHash = hashText(hash);
        QVERIFY(insertApiKey(database(), key));
    }
    /// Rows of the log that a walk over these spans meets.
    std::int64_t rowsIn(const std::vector<TimeSpan>& spans) {
        std::int64_t rows = 0;
        for (const auto& span : spans)
            rows += database().integer("SELECT count(*) FROM gateway_log WHERE created_at >= ? AND created_at < ?", {span.since, span.until}).value().value();
        return rows;
    }

   private Q_SLOTS:
    void init() { rig_ = std::make_unique<TestDatabase>(); }
    void cleanup() { rig_.reset(); }

    void aRareKeyOfABusyDayCostsAnHourOfIt() {
        std::vector<ledger::RequestRecord> records;
        for (int minute = 0; minute < 600; ++minute) records.push_back(callOf("b" + std::to_string(minute), "busy", minute * 60));
        records.push_back(callOf("rare", "k9", 2 * 3600 + 17));
        insert(records);
        const auto hours = hoursOf("k9");
        QCOMPARE(hours, (std::vector<TimeSpan>{{at(2 * 3600), at(3 * 3600)}}));
        QCOMPARE(rowsIn(hours), std::int64_t{61});
        RequestFilter filter;
        filter.key = "k9";
        QCOMPARE(listRequests(database(), filter, {}).value().items.size(), std::size_t{1});
    }

    void hoursThatFollowEachOtherAreOneSpan() {
        insert({callOf("r1", "k1", 0), callOf("r2", "k1", 3600), callOf("r3", "k1", 5 * 3600), callOf("r4", "k1", 13 * 3600)});
        // Noon + 13 h is on the next day.
        QCOMPARE(hoursOf("k1"), (std::vector<TimeSpan>{{at(13 * 3600), at(14 * 3600)}, {at(5 * 3600), at(6 * 3600)}, {at(0), at(2 * 3600)}}));
        QCOMPARE(hoursOf("k1", {at(3000), at(5 * 3600)}), (std::vector<TimeSpan>{{at(3000), at(2 * 3600)}}));
        QCOMPARE(hoursOf("k2"), std::vector<TimeSpan>{});
    }

    void hoursBeyondMidnightAreOneSpanToo() {
        insert({callOf("r1", "k1", 11 * 3600), callOf("r2", "k1", 12 * 3600)});
        QCOMPARE(hoursOf("k1"), (std::vector<TimeSpan>{{at(11 * 3600), at(13 * 3600)}}));
    }

    void keysThatShareAPrefixAreFoundTogether() {
        addKey("k1", "gw-same", 'a');
        addKey("k2", "gw-same", 'b');
        insert({callOf("r1", "k1", 0), callOf("r2", "k2", 2 * 3600)});
        QCOMPARE(hoursOf("gw-same").size(), std::size_t{2});
    }

    void aRefusalCountsAsUse() {
        auto record = callOf("r1", "k1", 0);
        record.status = 429;
        record.billed.clear();
        insert({record});
        QCOMPARE(hoursOf("k1").size(), std::size_t{1});
    }

    void daysFromBeforeTheHoursWereKeptAreWhole() {
        insert({callOf("r1", "k1", 0), callOf("r2", "k1", 86'400)});
        Migrator migrator(database());
        QVERIFY(migrator.downgrade("0018"));
        QVERIFY(migrator.upgrade());
        QCOMPARE(hoursOf("k1"), (std::vector<TimeSpan>{{at(-12 * 3600), at(36 * 3600)}}));
        insert({callOf("r3", "k1", 48 * 3600)});
        QCOMPARE(hoursOf("k1").front(), (TimeSpan{at(48 * 3600), at(49 * 3600)}));
    }

    void theListEqualsAWalkOverEverything() {
        addKey("k1", "gw-one", 'a');
        std::mt19937 random(7);
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < 400; ++i) {
            auto record = callOf("r" + std::to_string(i), "k" + std::to_string(random() % 3), static_cast<std::int64_t>(random() % (5 * 86'400)));
            if (random() % 4 == 0) record.status = 500;
            records.push_back(std::move(record));
        }
        insert(records);
        for (int round = 0; round < 40; ++round) {
            RequestFilter filter;
            filter.key = round % 2 == 0 ? "k1" : "gw-one";
            if (round % 3 == 0) filter.status = "5xx";
            const auto since = static_cast<std::int64_t>(random() % (5 * 86'400));
            if (round % 4 > 0) filter.since = noon(since), filter.until = noon(since + static_cast<std::int64_t>(random() % 200'000));
            std::vector<const ledger::RequestRecord*> wanted;
            for (const auto& record : records) {
                const bool inTime = !filter.since || (record.createdAt >= *filter.since && record.createdAt < *filter.until);
                if (record.keyId == "k1" && inTime && (filter.status.empty() || record.status == 500)) wanted.push_back(&record);
            }
            std::ranges::sort(wanted, [](auto* left, auto* right) { return left->createdAt > right->createdAt; });
            PageRequest page{.limit = 1 + random() % 30, .cursor = {}};
            std::vector<std::int64_t> times;
            do {
                const auto part = listRequests(database(), filter, page).value();
                QVERIFY(part.items.size() <= page.limit);
                for (const auto& row : part.items) times.push_back(toMillis(row.createdAt));
                page.cursor = part.nextCursor.value_or("");
            } while (!page.cursor.empty());
            QCOMPARE(times.size(), wanted.size());
            for (std::size_t i = 0; i < times.size(); ++i) QCOMPARE(times[i], toMillis(wanted[i]->createdAt));
        }
    }
};

QTEST_GUILESS_MAIN(KeyHoursTest)
#include "key_hours_test.moc"
