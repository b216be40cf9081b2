#include "gateway/metrics/aggregator.hpp"

#include "gateway/base/assert.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gw::metrics {

namespace {

constexpr std::int64_t kWindowMax = 86'400;
constexpr std::int64_t kPointsMax = 5'000;
constexpr std::size_t kMinutesKept = 60;
constexpr std::int64_t kMinute = 60;

std::uint64_t fresh(const std::atomic<std::uint64_t>& counter, std::uint64_t& last) {
    const auto value = counter.load(std::memory_order_relaxed);
    return value - std::exchange(last, value);
}

Quantiles quantiles(const Histogram& histogram) {
    return {histogram.quantileMillis(0.50), histogram.quantileMillis(0.95), histogram.quantileMillis(0.99)};
}

double ratio(std::uint64_t part, std::uint64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::optional<double> rate(std::uint64_t count, std::uint32_t seconds) {
    if (seconds == 0) return std::nullopt;
    return ratio(count, seconds);
}

std::optional<double> errorRate(const Sample& total) {
    if (total.requests == 0) return std::nullopt;
    return ratio(total.errors5xx, total.requests);
}

using Read = std::optional<double> (*)(const WindowSum&);

template <std::uint64_t Sample::*count>
std::optional<double> perSecond(const WindowSum& sum) {
    return rate(sum.total.*count, sum.total.seconds);
}

template <std::int64_t Sample::*gauge>
std::optional<double> atEnd(const WindowSum& sum) {
    if (sum.total.seconds == 0) return std::nullopt;
    return static_cast<double>(sum.total.*gauge);
}

template <Histogram WindowSum::*histogram, int percent>
std::optional<double> percentile(const WindowSum& sum) {
    return (sum.*histogram).quantileMillis(percent / 100.0);
}

struct NamedSeries {
    std::string_view name;
    Read read;
};

constexpr std::array<NamedSeries, 19> kSeries{{
    {"requests", perSecond<&Sample::requests>},
    {"success", perSecond<&Sample::success>},
    {"errors_5xx", perSecond<&Sample::errors5xx>},
    {"errors_429", perSecond<&Sample::errors429>},
    {"errors_4xx", perSecond<&Sample::errors4xx>},
    {"latency_p50", percentile<&WindowSum::latency, 50>},
    {"latency_p95", percentile<&WindowSum::latency, 95>},
    {"latency_p99", percentile<&WindowSum::latency, 99>},
    {"ttft_p50", percentile<&WindowSum::ttft, 50>},
    {"ttft_p95", percentile<&WindowSum::ttft, 95>},
    {"overhead_p50", percentile<&WindowSum::overhead, 50>},
    {"overhead_p95", percentile<&WindowSum::overhead, 95>},
    {"overhead_p99", percentile<&WindowSum::overhead, 99>},
    {"tokens_in", perSecond<&Sample::tokensIn>},
    {"tokens_out", perSecond<&Sample::tokensOut>},
    {"inflight", atEnd<&Sample::inflight>},
    {"streams", atEnd<&Sample::streams>},
    {"cost_nanousd", perSecond<&Sample::costNanoUsd>},
    {"spool_pending", atEnd<&Sample::spoolPending>},
}};

Result<std::vector<const NamedSeries*>> chosen(const std::vector<std::string>& names) {
    std::vector<const NamedSeries*> found;
    for (const auto& name : names) {
        const auto* series = std::ranges::find(kSeries, std::string_view(name), &NamedSeries::name);
        if (series == kSeries.end()) return fail(ErrorCode::invalidValue, "there is no series \"" + name + "\"", "name");
        found.push_back(series);
    }
    if (found.empty()) return fail(ErrorCode::invalidValue, "name at least one series", "name");
    return found;
}

Figures figures(const WindowSum& sum, std::int64_t at) {
    const auto& total = sum.total;
    Figures out;
    out.at = at;
    out.requests = total.requests;
    out.success = total.success;
    out.errors4xx = total.errors4xx;
    out.errors429 = total.errors429;
    out.errors5xx = total.errors5xx;
    out.tokensIn = total.tokensIn;
    out.tokensOut = total.tokensOut;
    out.costNanoUsd = total.costNanoUsd;
    out.unpriced = total.unpriced;
    out.inflight = total.inflight;
    out.streams = total.streams;
    out.spoolPending = total.spoolPending;
    out.latency = quantiles(sum.latency);
    out.ttft = quantiles(sum.ttft);
    out.overhead = quantiles(sum.overhead);
    return out;
}

}  // namespace

Aggregator::Aggregator(const Clock& clock, std::vector<const Shard*> shards)
    : clock_(clock), shards_(std::move(shards)), last_(shards_.size()) {}

std::int64_t Aggregator::nowSeconds() const { return std::max<std::int64_t>(toMillis(clock_.wall()) / 1000, 0); }

Sample Aggregator::read(std::int64_t now) {
    Sample sample;
    sample.at = now;
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        const auto& from = shards_[i]->series();
        auto& last = last_[i];
        sample.requests += fresh(from.requests, last.requests);
        sample.success += fresh(from.success, last.success);
        sample.errors4xx += fresh(from.errors4xx, last.errors4xx);
        sample.errors429 += fresh(from.errors429, last.errors429);
        sample.errors5xx += fresh(from.errors5xx, last.errors5xx);
        sample.tokensIn += fresh(from.tokensIn, last.tokensIn);
        sample.tokensOut += fresh(from.tokensOut, last.tokensOut);
        sample.costNanoUsd += fresh(from.costNanoUsd, last.costNanoUsd);
        sample.unpriced += fresh(from.unpriced, last.unpriced);
        from.latency.addNew(last.latency, sample.latency);
        from.ttft.addNew(last.ttft, sample.ttft);
        from.overhead.addNew(last.overhead, sample.overhead);
        sample.inflight += shards_[i]->inflight();
        sample.streams += shards_[i]->streams();
    }
    return sample;
}

void Aggregator::tick(std::int64_t spoolPending) {
    const auto now = nowSeconds();
    auto sample = read(now);
    sample.spoolPending = spoolPending;
    // A late tick carries more than one second: rates stay right because it says how many. The monotonic clock decides, the
    // wall clock may jump.
    const auto steady = clock_.steady();
    const auto passed = lastTick_ ? std::chrono::round<std::chrono::seconds>(steady - *lastTick_).count() : 1;
    sample.seconds = static_cast<std::uint32_t>(std::clamp<std::int64_t>(passed, 1, kWindowMax));
    lastTick_ = steady;
    finishMinutes(now);
    seconds_.add(sample);
    minutes_.add(sample);
    newest_ = std::move(sample);
    providers_.tick(shards_, now);
}

void Aggregator::finishMinutes(std::int64_t now) {
    const auto minute = now / kMinute;
    if (minute_ >= 0 && minute != minute_) {
        WindowSum sum;
        sum.collect(minutes_, minute_ * kMinute, (minute_ + 1) * kMinute);
        if (finished_.size() >= kMinutesKept) finished_.erase(finished_.begin());
        if (sum.total.seconds > 0) finished_.push_back(figures(sum, minute_ * kMinute));
    }
    minute_ = minute;
}

const SampleRing& Aggregator::ringFor(std::int64_t window) const {
    return window <= seconds_.span() ? seconds_ : minutes_;
}

Summary Aggregator::summary(std::int64_t window) const {
    window = std::clamp<std::int64_t>(window, 1, kWindowMax);
    const auto end = nowSeconds() + 1;
    const auto& ring = ringFor(window);
    WindowSum sum;
    sum.collect(ring, end - window, end);
    Summary out;
    out.windowSeconds = window;
    out.sampledAt = clock_.wall();
    out.requests = sum.total.requests;
    out.success = sum.total.success;
    out.errors4xx = sum.total.errors4xx;
    out.errors429 = sum.total.errors429;
    out.errors5xx = sum.total.errors5xx;
    out.rps = rate(sum.total.requests, sum.total.seconds);
    out.errorRate = errorRate(sum.total);
    out.latency = quantiles(sum.latency);
    out.overhead = quantiles(sum.overhead);
    out.ttft = quantiles(sum.ttft);
    out.inflight = newest_.inflight;
    out.streams = newest_.streams;
    out.spoolPending = newest_.spoolPending;
    out.tokensIn = sum.total.tokensIn;
    out.tokensOut = sum.total.tokensOut;
    out.costNanoUsd = sum.total.costNanoUsd;
    out.unpricedRequests = sum.total.unpriced;
    WindowSum before;
    before.collect(ringFor(2 * window), end - 2 * window, end - window);
    if (before.total.seconds > 0) {
        out.previous = Summary::Previous{rate(before.total.requests, before.total.seconds), errorRate(before.total),
                                         before.latency.quantileMillis(0.95)};
    }
    return out;
}

Result<SeriesAnswer> Aggregator::series(const std::vector<std::string>& names, std::int64_t window, std::int64_t step) const {
    if (window < 1 || window > kWindowMax) return fail(ErrorCode::invalidValue, "1 to 86400 seconds", "window");
    if (step < 1 || step > window) return fail(ErrorCode::invalidValue, "1 second to the window", "step");
    const auto found = chosen(names);
    if (!found) return fail(found.error());
    const auto& ring = ringFor(window);
    step = (step + ring.width() - 1) / ring.width() * ring.width();
    const auto count = (window + step - 1) / step;
    if (count > kPointsMax) return fail(ErrorCode::invalidValue, "at most 5000 points: take a larger step", "step");
    SeriesAnswer answer;
    answer.step = step;
    answer.start = (nowSeconds() / step + 1 - count) * step;
    for (const auto* series : *found) answer.series.push_back({std::string(series->name), {}});
    for (std::int64_t i = 0; i < count; ++i) {
        WindowSum sum;
        sum.collect(ring, answer.start + i * step, answer.start + (i + 1) * step);
        for (std::size_t s = 0; s < found->size(); ++s) answer.series[s].points.push_back((*found)[s]->read(sum));
    }
    return answer;
}

std::vector<std::string_view> Aggregator::seriesNames() {
    std::vector<std::string_view> names;
    for (const auto& series : kSeries) names.push_back(series.name);
    return names;
}

Figures Aggregator::latest() const {
    WindowSum sum;
    sum.total = newest_;
    sum.latency.add(newest_.latency);
    sum.ttft.add(newest_.ttft);
    sum.overhead.add(newest_.overhead);
    return figures(sum, newest_.at);
}

std::vector<Figures> Aggregator::takeFinishedMinutes() { return std::exchange(finished_, {}); }

std::vector<ProviderStatus> Aggregator::providers(std::int64_t window) const {
    return providers_.status(nowSeconds(), window);
}

}  // namespace gw::metrics
