#include "gateway/metrics/histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace gw::metrics {

namespace {

constexpr unsigned kSubBits = 4;
constexpr std::uint64_t kSub = 1U << kSubBits;

}  // namespace

std::size_t bucketOf(std::uint64_t micros) noexcept {
    if (micros < kSub) return static_cast<std::size_t>(micros);
    const auto octave = static_cast<unsigned>(std::bit_width(micros)) - 1 - kSubBits;
    const auto within = (micros >> octave) - kSub;
    return std::min<std::size_t>(kSub + octave * kSub + within, kBuckets - 1);
}

double bucketMiddle(std::size_t bucket) noexcept {
    if (bucket < kSub) return static_cast<double>(bucket);
    const auto octave = (bucket - kSub) / kSub;
    const auto low = (kSub + (bucket - kSub) % kSub) << octave;
    const auto width = std::uint64_t{1} << octave;
    return static_cast<double>(low) + static_cast<double>(width - 1) / 2;
}

void Histogram::addBucket(std::size_t bucket, std::uint64_t count) {
    counts_[bucket] += count;
    count_ += count;
}

void Histogram::add(const SparseCounts& counts) {
    for (const auto& [bucket, count] : counts) addBucket(bucket, count);
}

std::optional<double> Histogram::quantileMicros(double q) const {
    if (count_ == 0) return std::nullopt;
    const auto exact = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(count_));
    const auto rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(exact), 1, count_);
    std::uint64_t seen = 0;
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
        seen += counts_[bucket];
        if (seen >= rank) return bucketMiddle(bucket);
    }
    return std::nullopt;
}

std::optional<double> Histogram::quantileMillis(double q) const {
    const auto micros = quantileMicros(q);
    if (!micros) return std::nullopt;
    return *micros / 1000;
}

void SharedHistogram::addNew(std::array<std::uint32_t, kBuckets>& last, SparseCounts& fresh) const {
    SparseCounts found;
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
        const auto count = counts_[bucket].load(std::memory_order_relaxed);
        if (count == last[bucket]) continue;
        found.emplace_back(static_cast<std::uint16_t>(bucket), count - last[bucket]);
        last[bucket] = count;
    }
    merge(fresh, found);
}

void merge(SparseCounts& sum, const SparseCounts& more) {
    if (more.empty()) return;
    if (sum.empty()) {
        sum = more;
        return;
    }
    SparseCounts both;
    both.reserve(sum.size() + more.size());
    auto a = sum.begin();
    auto b = more.begin();
    while (a != sum.end() || b != more.end()) {
        if (b == more.end() || (a != sum.end() && a->first < b->first)) both.push_back(*a++);
        else if (a == sum.end() || b->first < a->first) both.push_back(*b++);
        else {
            both.emplace_back(a->first, a->second + b->second);
            ++a;
            ++b;
        }
    }
    sum = std::move(both);
}

}  // namespace gw::metrics
