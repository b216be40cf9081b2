#include "gateway/store/usage_rollup.hpp"

#include "gateway/ledger/probe_account.hpp"
#include "gateway/store/latency_bucket.hpp"
#include "gateway/store/map_feed.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

namespace gw::store {

namespace {

using ledger::AttemptView;

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t millis(const std::optional<std::int32_t>& time) { return std::max<std::int64_t>(time.value_or(0), 0); }

/// The parts of one attempt; firstByteMs counts from its begin and holds what came before.
void addAttempt(UsageRollup::Times& times, const AttemptView& attempt) {
    const std::int64_t total = std::max<std::int64_t>(attempt.totalMs, 0);
    const std::int64_t joined = std::min(millis(attempt.dnsMs) + millis(attempt.connectMs) + millis(attempt.tlsMs), total);
    times.dns += std::min(millis(attempt.dnsMs), total);
    times.connect += millis(attempt.connectMs);
    times.tls += millis(attempt.tlsMs);
    // Without a first byte all the time was waiting for it.
    const std::int64_t first = attempt.firstByteMs ? std::clamp(millis(attempt.firstByteMs), joined, total) : total;
    times.wait += first - joined;
    times.stream += total - first;
}

/// What no attempt has taken, `own`: the client's body, waiting before the first call, and the rest. The parts never come to more.
void addOwn(UsageRollup::Times& times, const ledger::RecordView& record, std::int64_t own) {
    constexpr std::int64_t kMicrosPerMilli = 1000;
    own = std::max<std::int64_t>(own, 0);
    times.body = std::clamp<std::int64_t>(record.bodyMs, 0, own);
    times.queue = std::clamp<std::int64_t>(record.queuedUs.value_or(0) / kMicrosPerMilli, 0, own - times.body);
    times.gateway = own - times.body - times.queue;
}

void add(UsageRollup::Times& sum, const UsageRollup::Times& one) {
    sum.requests += one.requests;
    sum.latency += one.latency;
    sum.body += one.body;
    sum.queue += one.queue;
    sum.gateway += one.gateway;
    sum.dns += one.dns;
    sum.connect += one.connect;
    sum.tls += one.tls;
    sum.wait += one.wait;
    sum.stream += one.stream;
}

class StepFeed final : public MapFeed<UsageRollup::Steps> {
   public:
    using MapFeed::MapFeed;
    void fill(std::size_t row, Cells& cells) override {
        const auto& [place, times] = entry(row);
        const auto& [step, begins, provider, model, bucket] = place;
        cells[0] = step;
        cells[1] = begins;
        cells[2] = provider;
        cells[3] = model;
        cells[4] = bucket;
        cells[5] = times.requests;
        cells[6] = times.latency;
        cells[7] = times.gateway;
        cells[8] = times.dns;
        cells[9] = times.connect;
        cells[10] = times.tls;
        cells[11] = times.wait;
        cells[12] = times.stream;
        cells[13] = times.queue;
        cells[14] = times.body;
    }
};

/// Rows that begin with the place and end with the sums.
template <class Map>
class SumsFeed final : public MapFeed<Map> {
   public:
    using MapFeed<Map>::MapFeed;
    void fill(std::size_t row, RowFeed::Cells& cells) override {
        const auto& [place, usage] = this->entry(row);
        Cell* to = cells.data();
        std::apply([&to](const auto&... members) { ((*to++ = members), ...); }, place);
        for (const std::int64_t sum : {usage.calls, usage.in, usage.out, usage.cached, usage.cacheWrite, usage.reasoning,
                                       usage.cost, usage.unpriced, usage.estimated, usage.estimatedCost, usage.batch, usage.batchCost}) {
            *to++ = sum;
        }
    }
};

constexpr std::string_view kAddSteps =
    "INSERT INTO latency_step (step_s, begins_at, provider, model, bucket, requests, latency_ms, gateway_ms, dns_ms, connect_ms, tls_ms, "
    "wait_ms, stream_ms, queue_ms, body_ms) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM row_feed WHERE true "
    "ON CONFLICT (step_s, begins_at, provider, model, bucket) DO UPDATE SET requests = latency_step.requests + excluded.requests, "
    "latency_ms = latency_step.latency_ms + excluded.latency_ms, gateway_ms = latency_step.gateway_ms + excluded.gateway_ms, "
    "dns_ms = latency_step.dns_ms + excluded.dns_ms, connect_ms = latency_step.connect_ms + excluded.connect_ms, "
    "tls_ms = latency_step.tls_ms + excluded.tls_ms, wait_ms = latency_step.wait_ms + excluded.wait_ms, "
    "stream_ms = latency_step.stream_ms + excluded.stream_ms, queue_ms = latency_step.queue_ms + excluded.queue_ms, "
    "body_ms = latency_step.body_ms + excluded.body_ms";

constexpr const char* kSumColumns[]{"calls",        "tokens_in", "tokens_out", "tokens_cached",    "tokens_cache_write", "tokens_reasoning",
                                    "cost_nanousd", "unpriced",  "estimated",  "estimated_nanousd", "batch",            "batch_nanousd"};

/// Adds the rows of a feed to `table`, whose key is `place`.
std::string addSums(const std::string& table, std::initializer_list<const char*> place) {
    std::string keys, columns, cells, sets;
    int cell = 0;
    const auto list = [](std::string& text, const std::string& word) { text += (text.empty() ? "" : ", ") + word; };
    for (const std::string column : place) {
        list(keys, column);
        list(columns, column);
        list(cells, "c" + std::to_string(cell++));
    }
    for (const std::string column : kSumColumns) {
        list(columns, column);
        list(cells, "c" + std::to_string(cell++));
        list(sets, column + " = " + table + "." + column + " + excluded." + column);
    }
    return "INSERT INTO " + table + " (" + columns + ") SELECT " + cells + " FROM row_feed WHERE true ON CONFLICT (" + keys + ") DO UPDATE SET " + sets;
}

void add(UsageRollup::Usage& sum, const UsageRollup::Usage& one) {
    sum.calls += one.calls;
    sum.in += one.in;
    sum.out += one.out;
    sum.cached += one.cached;
    sum.cacheWrite += one.cacheWrite;
    sum.reasoning += one.reasoning;
    sum.cost += one.cost;
    sum.unpriced += one.unpriced;
    sum.estimated += one.estimated;
    sum.estimatedCost += one.estimatedCost;
    sum.batch += one.batch;
    sum.batchCost += one.batchCost;
}

/// By dimension, UTC day and part; by dimension, part and hour.
using PartDays = std::map<std::tuple<std::string_view, std::int64_t, std::string_view>, UsageRollup::Usage>;
using PartHours = std::map<std::tuple<std::string_view, std::string_view, std::int64_t>, UsageRollup::Usage>;

template <class Map>
Result<void> insertSums(Database& database, const std::string& statement, const Map& map) {
    SumsFeed<Map> feed(map);
    if (const auto done = database.insert(statement, feed); !done) return fail(done.error());
    return {};
}

Result<void> writeHours(Database& database, const UsageRollup::Hours& hours) {
    PartDays days;
    PartHours parts;
    for (const auto& [place, usage] : hours) {
        const auto& [hour, key, user, provider, model] = place;
        const std::pair<std::string_view, std::string_view> dims[]{{"all", {}}, {"key", key}, {"user", user}, {"provider", provider}, {"model", model}};
        for (const auto& [dim, part] : dims) {
            add(days[{dim, hour - hour % kDayMs, part}], usage);
            add(parts[{dim, part, hour}], usage);
        }
    }
    static const std::string kAddHours = addSums("usage_hour", {"hour", "key_id", "user_id", "provider", "model"});
    static const std::string kAddPartDays = addSums("usage_part_day", {"dim", "day", "part"});
    static const std::string kAddPartHours = addSums("usage_part_hour", {"dim", "part", "hour"});
    if (auto done = insertSums(database, kAddHours, hours); !done) return done;
    if (auto done = insertSums(database, kAddPartDays, days); !done) return done;
    return insertSums(database, kAddPartHours, parts);
}

}  // namespace

void UsageRollup::addRequest(const ledger::RecordView& record) {
    if (record.console || ledger::isProbe(record)) return;
    Times one;
    one.requests = 1;
    one.latency = std::max<std::int64_t>(record.latencyMs, 0);
    std::int64_t upstream = 0;
    for (const auto& attempt : record.attemptList) {
        addAttempt(one, attempt);
        upstream += std::max<std::int64_t>(attempt.totalMs, 0);
    }
    // An answer of the response cache streams without a call.
    const std::int64_t streamed = record.attemptList.empty() ? std::max(record.latencyMs - record.ttftMs.value_or(record.latencyMs), 0) : 0;
    one.stream += streamed;
    addOwn(one, record, one.latency - upstream - streamed);
    const std::int64_t at = toMillis(record.createdAt);
    newestMs_ = std::max(newestMs_, at);
    constexpr std::int64_t kShortest = kLatencySteps.front().lengthS;
    add(minutes_[{kShortest, at - at % (kShortest * 1000), record.provider, record.upstreamModel, latencyBucket(record.latencyMs)}], one);
}

/// Each longer step is a whole number of the shortest.
UsageRollup::Steps UsageRollup::allSteps() const {
    Steps steps = minutes_;
    for (const auto& step : kLatencySteps) {
        if (step.lengthS == kLatencySteps.front().lengthS) continue;
        for (const auto& [place, times] : minutes_) {
            const auto& [length, begins, provider, model, bucket] = place;
            add(steps[{step.lengthS, begins - begins % (step.lengthS * 1000), provider, model, bucket}], times);
        }
    }
    return steps;
}

void UsageRollup::addBilled(const ledger::RecordView& record, const ledger::BilledView& billed) {
    const std::int64_t at = toMillis(record.createdAt);
    Usage& usage = hours_[{at - at % kUsageStepMs, record.keyId, record.userId, billed.provider, billed.model}];
    const std::int64_t cost = billed.cost ? billed.cost->value : 0;
    const bool guessed = billed.source == ledger::UsageSource::estimated;
    ++usage.calls;
    usage.in += billed.usage.input;
    usage.out += billed.usage.output;
    usage.cached += billed.usage.cached;
    usage.cacheWrite += billed.usage.cacheWrite;
    usage.reasoning += billed.usage.reasoning;
    usage.cost += cost;
    usage.unpriced += billed.cost ? 0 : 1;
    usage.estimated += guessed ? 1 : 0;
    usage.estimatedCost += guessed ? cost : 0;
    const bool batch = billed.priceVersion.ends_with(ledger::kBatchPriceMark);
    usage.batch += batch ? 1 : 0;
    usage.batchCost += batch ? cost : 0;
}

Result<void> UsageRollup::write(Database& database) const {
    const Steps steps = allSteps();
    if (!steps.empty()) {
        StepFeed feed(steps);
        if (const auto done = database.insert(kAddSteps, feed); !done) return fail(done.error());
    }
    for (const auto& step : kLatencySteps) {
        if (steps.empty()) break;
        // A gateway that was away for a week must not hold the writer for all that has grown old meanwhile.
        const auto done = database.run(
            "DELETE FROM latency_step WHERE step_s = ? AND begins_at < ? AND begins_at < "
            "(SELECT min(begins_at) FROM latency_step WHERE step_s = ?) + 3600000",
            {step.lengthS, newestMs_ - step.keptS * 1000, step.lengthS});
        if (!done) return fail(done.error());
    }
    if (hours_.empty()) return {};
    return writeHours(database, hours_);
}

}  // namespace gw::store
