// A replay of other limits over gateway_log, against a count that looks at every pair of requests.
#include "gateway/store/limit_replay.hpp"
#include "gateway/store/usage_table.hpp"

#include "tests/gateway/store/usage_rig.hpp"

#include <random>

using namespace gw;
using namespace gw::store;
using namespace gw::test;

namespace {

/// By the words of the rule: let in when the minute that ends with it holds less than the limit of those let in before.
std::vector<bool> bruteForce(const ReplayRequests& requests, std::optional<std::int64_t> rpm, std::optional<std::int64_t> tpm) {
    std::vector<bool> refused(requests.size(), false);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        std::int64_t count = 0, tokens = 0;
        for (std::size_t k = 0; k < i; ++k) {
            if (refused[k] || requests[i].atMs - requests[k].atMs >= 60'000) continue;
            ++count;
            tokens += requests[k].tokens;
        }
        refused[i] = (rpm && count + 1 > *rpm) || (tpm && requests[i].tokens > 0 && tokens + requests[i].tokens > *tpm);
    }
    return refused;
}

std::int64_t bruteForcePeak(const ReplayRequests& requests) {
    std::int64_t most = 0;
    for (const auto& last : requests) {
        std::int64_t count = 0;
        for (const auto& one : requests)
            if (one.atMs <= last.atMs && one.atMs > last.atMs - 60'000) ++count;
        most = std::max(most, count);
    }
    return most;
}

ReplayQuery queryOf(const std::string& scope, const std::string& subject, std::optional<std::int64_t> rpm, std::optional<std::int64_t> tpm = {}) {
    ReplayQuery query;
    query.scope = scope;
    query.subject = subject;
    query.since = noon();
    query.until = noon(3600);
    query.rpm = rpm;
    query.tpm = tpm;
    return query;
}

/// An hour's arrivals: bursts and gaps, several at one moment and exactly a minute apart.
std::vector<ledger::RequestRecord> hourOf(unsigned seed, int count) {
    std::mt19937 random(seed);
    std::vector<ledger::RequestRecord> records;
    std::int64_t ms = 0;
    for (int i = 0; i < count; ++i) {
        const auto dice = random() % 100;
        ms += dice < 5 ? 60'000 : dice < 20 ? 0 : static_cast<std::int64_t>(random() % 3'000);
        auto record = usageOf("req-" + std::to_string(seed) + "-" + std::to_string(i));
        record.createdAt = noon() + std::chrono::milliseconds{ms % 3'600'000};
        record.keyId = "k" + std::to_string(random() % 2 + 1);
        record.userId = "u" + std::to_string(random() % 2 + 1);
        record.ip = random() % 2 ? "10.0.0." + std::to_string(random() % 3 + 1) : "2001:db8::" + std::to_string(random() % 3 + 1);
        record.usage.input = static_cast<std::int64_t>(random() % 400);
        record.usage.output = 10;
        records.push_back(std::move(record));
    }
    return records;
}

template <class Mine>
ReplayRequests requestsOf(const std::vector<ledger::RequestRecord>& records, Mine mine) {
    ReplayRequests requests;
    for (const auto& record : records)
        if (mine(record)) requests.push_back({toMillis(record.createdAt), record.usage.input + record.usage.output});
    // Requests of one moment stand in no order of their own; with equal moments the count of refusals by number is the same.
    std::stable_sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) { return a.atMs < b.atMs; });
    return requests;
}

std::int64_t countOf(const std::vector<bool>& refused) { return std::count(refused.begin(), refused.end(), true); }

}  // namespace

class LimitReplayTest : public QObject {
    Q_OBJECT
    std::unique_ptr<TestDatabase> rig_;
    void insert(const std::vector<ledger::RequestRecord>& records) {
        rig_ = std::make_unique<TestDatabase>();
        QVERIFY(insertUsage(**rig_, records));
    }
    LimitReplay replay(const ReplayQuery& query) {
        auto done = limitReplay(**rig_, query);
        if (!done) qWarning("%s", describe(done.error()).c_str());
        return done ? *done : LimitReplay{};
    }

   private Q_SLOTS:
    void countsAsBruteForceDoes_data() {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("rpm");
        QTest::addColumn<int>("tpm");
        for (unsigned seed = 1; seed <= 12; ++seed)
            for (const int rpm : {0, 1, 7, 20, 1000})
                for (const int tpm : {0, 900, 6000}) QTest::addRow("seed %u rpm %d tpm %d", seed, rpm, tpm) << seed << rpm << tpm;
    }
    void countsAsBruteForceDoes() {
        QFETCH(unsigned, seed);
        QFETCH(int, rpm);
        QFETCH(int, tpm);
        const auto limit = [](int value) { return value > 0 ? std::optional<std::int64_t>(value) : std::nullopt; };
        const auto requests = requestsOf(hourOf(seed, 600), [](const auto&) { return true; });
        QCOMPARE(refusedOf(requests, limit(rpm), limit(tpm)), bruteForce(requests, limit(rpm), limit(tpm)));
    }

    void countsEachSubjectByItself() {
        const auto records = hourOf(99, 900);
        insert(records);
        std::int64_t each = 0;
        for (const std::string key : {"k1", "k2"}) {
            const auto mine = requestsOf(records, [&](const auto& record) { return record.keyId == key; });
            const auto expected = countOf(bruteForce(mine, 5, {}));
            const auto one = replay(queryOf("key", key, 5));
            QCOMPARE(one.requests, static_cast<std::int64_t>(mine.size()));
            QCOMPARE(one.refused, expected);
            QCOMPARE(one.requestsPeak.amount, bruteForcePeak(mine));
            each += expected;
        }
        const auto global = replay(queryOf("global", "*", 5));
        QCOMPARE(global.refused, each);
        QCOMPARE(global.subjects, std::int64_t{2});
        QCOMPARE(global.requests, std::int64_t{900});
        const auto user = requestsOf(records, [](const auto& record) { return record.userId == "u2"; });
        QCOMPARE(replay(queryOf("user", "u2", 6)).refused, countOf(bruteForce(user, 6, {})));
    }

    void anAddressIsCountedByItselfAndSixBySixtyFour() {
        const auto records = hourOf(7, 600);
        insert(records);
        const auto six = requestsOf(records, [](const auto& record) { return record.ip.find(':') != std::string::npos; });
        const auto one = replay(queryOf("ip", "2001:db8::9", 3));
        QCOMPARE(one.requests, static_cast<std::int64_t>(six.size()));
        QCOMPARE(one.refused, countOf(bruteForce(six, 3, {})));
        std::int64_t expected = 0;
        for (const std::string ip : {"10.0.0.1", "10.0.0.2", "10.0.0.3"})
            expected += countOf(bruteForce(requestsOf(records, [&](const auto& record) { return record.ip == ip; }), 2, {}));
        const auto range = replay(queryOf("ip", "10.0.0.0/24", 2));
        QCOMPARE(range.refused, expected);
        QCOMPARE(range.subjects, std::int64_t{3});
        QCOMPARE(replay(queryOf("ip", "*", 2)).subjects, std::int64_t{4});
    }

    void namesTheWorstMinuteAndThePeak() {
        std::vector<ledger::RequestRecord> records;
        const auto burst = [&](std::int64_t second, int count) {
            for (int i = 0; i < count; ++i) records.push_back(usageOf("req-" + std::to_string(records.size()), second));
        };
        burst(30, 4);
        burst(600, 9);
        burst(1800, 5);
        insert(records);
        const auto found = replay(queryOf("key", "k1", 3));
        QCOMPARE(found.refused, std::int64_t{1 + 6 + 2});
        QVERIFY(found.worst);
        QCOMPARE(found.worst->beginsMs, static_cast<std::int64_t>(toMillis(noon(600))));
        QCOMPARE(found.worst->refused, std::int64_t{6});
        QCOMPARE(found.requestsPeak.amount, std::int64_t{9});
        QCOMPARE(found.steps.size(), std::size_t{4});
        QCOMPARE(found.steps[0].refused, std::int64_t{7});
        QCOMPARE(found.steps[2].requests, std::int64_t{5});
        // The peak is the least limit that refuses nobody.
        QCOMPARE(replay(queryOf("key", "k1", 9)).refused, std::int64_t{0});
        QVERIFY(!replay(queryOf("key", "k1", 9)).worst);
    }

    void onlyWhatCameToTheLimitsCounts() {
        std::vector<ledger::RequestRecord> records{usageOf("req-a", 1), usageOf("req-b", 2), usageOf("req-c", 3), usageOf("req-d", 4)};
        const auto refuse = [](ledger::RequestRecord& record, int status, ErrorCode code) {
            record.status = status;
            record.error = code;
            record.attempts = 0;
            record.usage = {};
            record.billed.clear();
        };
        refuse(records[1], 429, ErrorCode::rateLimit);
        refuse(records[2], 403, ErrorCode::modelNotAllowed);
        records[0].presetId = records[3].presetId = "p1";
        insert(records);
        const auto found = replay(queryOf("key", "k1", 1));
        QCOMPARE(found.requests, std::int64_t{3});
        QCOMPARE(found.refused, std::int64_t{2});
        QCOMPARE(found.refusedThen, std::int64_t{1});
        QCOMPARE(found.withoutTokens, std::int64_t{1});
        auto preset = queryOf("preset", "p1", 1);
        preset.name = "default";
        QCOMPARE(replay(preset).requests, std::int64_t{3});
    }

    void saysWhereItStoppedLooking() {
        std::vector<ledger::RequestRecord> records;
        for (int i = 0; i < 50; ++i) records.push_back(usageOf("req-" + std::to_string(i), i * 60));
        insert(records);
        auto query = queryOf("key", "k1", 10);
        query.rowsMax = 20;
        const auto cut = replay(query);
        QCOMPARE(cut.requests, std::int64_t{20});
        QVERIFY(cut.countedSince);
        QCOMPARE(*cut.countedSince, noon(30 * 60));
        query.rowsMax = 51;
        QVERIFY(!replay(query).countedSince);
    }
};

QTEST_GUILESS_MAIN(LimitReplayTest)
#include "limit_replay_test.moc"
