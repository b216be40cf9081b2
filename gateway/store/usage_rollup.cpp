#include "gateway/store/usage_rollup.hpp"

#include "gateway/store/latency_bucket.hpp"

#include <algorithm>
#include <vector>

namespace gw::store {

namespace {

using ledger::AttemptRecord;

constexpr std::int64_t kHourMs = 3'600'000;

std::int64_t millis(const std::optional<std::int32_t>& time) { return std::max<std::int64_t>(time.value_or(0), 0); }

/// The parts of one attempt; firstByteMs counts from its begin and holds what came before.
void addAttempt(UsageRollup::Times& times, const AttemptRecord& attempt) {
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

void add(UsageRollup::Times& sum, const UsageRollup::Times& one) {
    sum.requests += one.requests;
    sum.latency += one.latency;
    sum.gateway += one.gateway;
    sum.dns += one.dns;
    sum.connect += one.connect;
    sum.tls += one.tls;
    sum.wait += one.wait;
    sum.stream += one.stream;
}

template <class Map>
class MapFeed : public RowFeed {
   public:
    explicit MapFeed(const Map& map) {
        rows_.reserve(map.size());
        for (const auto& entry : map) rows_.push_back(&entry);
    }
    std::size_t rows() const override { return rows_.size(); }

   protected:
    const auto& place(std::size_t row) const { return rows_[row]->first; }
    const auto& share(std::size_t row) const { return rows_[row]->second; }

   private:
    std::vector<const typename Map::value_type*> rows_;
};

class StepFeed final : public MapFeed<UsageRollup::Steps> {
   public:
    using MapFeed::MapFeed;
    Cell cell(std::size_t row, int column) override {
        const auto& [step, begins, provider, model, bucket] = place(row);
        const auto& times = share(row);
        switch (column) {
            case 0: return step;
            case 1: return begins;
            case 2: return std::string_view(provider);
            case 3: return std::string_view(model);
            case 4: return std::int64_t{bucket};
            case 5: return times.requests;
            case 6: return times.latency;
            case 7: return times.gateway;
            case 8: return times.dns;
            case 9: return times.connect;
            case 10: return times.tls;
            case 11: return times.wait;
            case 12: return times.stream;
            default: return {};
        }
    }
};

class HourFeed final : public MapFeed<UsageRollup::Hours> {
   public:
    using MapFeed::MapFeed;
    Cell cell(std::size_t row, int column) override {
        const auto& [hour, key, user, provider, model] = place(row);
        const auto& usage = share(row);
        switch (column) {
            case 0: return hour;
            case 1: return std::string_view(key);
            case 2: return std::string_view(user);
            case 3: return std::string_view(provider);
            case 4: return std::string_view(model);
            case 5: return usage.calls;
            case 6: return usage.in;
            case 7: return usage.out;
            case 8: return usage.cached;
            case 9: return usage.cacheWrite;
            case 10: return usage.reasoning;
            case 11: return usage.cost;
            case 12: return usage.unpriced;
            case 13: return usage.estimated;
            case 14: return usage.estimatedCost;
            default: return {};
        }
    }
};

constexpr std::string_view kAddSteps =
    "INSERT INTO latency_step (step_s, begins_at, provider, model, bucket, requests, latency_ms, gateway_ms, dns_ms, connect_ms, tls_ms, "
    "wait_ms, stream_ms) SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM row_feed WHERE true "
    "ON CONFLICT (step_s, begins_at, provider, model, bucket) DO UPDATE SET requests = latency_step.requests + excluded.requests, "
    "latency_ms = latency_step.latency_ms + excluded.latency_ms, gateway_ms = latency_step.gateway_ms + excluded.gateway_ms, "
    "dns_ms = latency_step.dns_ms + excluded.dns_ms, connect_ms = latency_step.connect_ms + excluded.connect_ms, "
    "tls_ms = latency_step.tls_ms + excluded.tls_ms, wait_ms = latency_step.wait_ms + excluded.wait_ms, "
    "stream_ms = latency_step.stream_ms + excluded.stream_ms";

constexpr std::string_view kAddHours =
    "INSERT INTO usage_hour (hour, key_id, user_id, provider, model, calls, tokens_in, tokens_out, tokens_cached, "
    "tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM row_feed WHERE true "
    "ON CONFLICT (hour, key_id, user_id, provider, model) DO UPDATE SET calls = usage_hour.calls + excluded.calls, "
    "tokens_in = usage_hour.tokens_in + excluded.tokens_in, tokens_out = usage_hour.tokens_out + excluded.tokens_out, "
    "tokens_cached = usage_hour.tokens_cached + excluded.tokens_cached, "
    "tokens_cache_write = usage_hour.tokens_cache_write + excluded.tokens_cache_write, "
    "tokens_reasoning = usage_hour.tokens_reasoning + excluded.tokens_reasoning, "
    "cost_nanousd = usage_hour.cost_nanousd + excluded.cost_nanousd, unpriced = usage_hour.unpriced + excluded.unpriced, "
    "estimated = usage_hour.estimated + excluded.estimated, "
    "estimated_nanousd = usage_hour.estimated_nanousd + excluded.estimated_nanousd";

}  // namespace

void UsageRollup::addRequest(const ledger::RequestRecord& record) {
    if (record.console) return;
    Times one;
    one.requests = 1;
    one.latency = std::max<std::int64_t>(record.latencyMs, 0);
    std::int64_t upstream = 0;
    for (const auto& attempt : record.attemptList) {
        addAttempt(one, attempt);
        upstream += std::max<std::int64_t>(attempt.totalMs, 0);
    }
    one.gateway = std::max<std::int64_t>(one.latency - upstream, 0);
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

void UsageRollup::addBilled(const ledger::RequestRecord& record, const ledger::BilledAttempt& billed) {
    const std::int64_t at = toMillis(record.createdAt);
    Usage& usage = hours_[{at - at % kHourMs, record.keyId, record.userId, billed.provider, billed.model}];
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
    if (!hours_.empty()) {
        HourFeed feed(hours_);
        if (const auto done = database.insert(kAddHours, feed); !done) return fail(done.error());
    }
    return {};
}

}  // namespace gw::store
