#include "gateway/metrics/sample.hpp"

namespace gw::metrics {

void Sample::add(const Sample& later) {
    seconds += later.seconds;
    requests += later.requests;
    success += later.success;
    errors4xx += later.errors4xx;
    errors429 += later.errors429;
    errors5xx += later.errors5xx;
    tokensIn += later.tokensIn;
    tokensOut += later.tokensOut;
    costNanoUsd += later.costNanoUsd;
    unpriced += later.unpriced;
    inflight = later.inflight;
    streams = later.streams;
    spoolPending = later.spoolPending;
    merge(latency, later.latency);
    merge(ttft, later.ttft);
    merge(overhead, later.overhead);
}

void SampleRing::add(const Sample& sample) {
    const auto start = sample.at - sample.at % width_;
    auto& slot = slots_[static_cast<std::size_t>(start / width_) % slots_.size()];
    if (slot.at != start) {
        slot = Sample{};
        slot.at = start;
    }
    slot.add(sample);
}

const Sample* SampleRing::find(std::int64_t at) const {
    if (at < 0) return nullptr;
    const auto start = at - at % width_;
    const auto& slot = slots_[static_cast<std::size_t>(start / width_) % slots_.size()];
    return slot.at == start ? &slot : nullptr;
}

void WindowSum::collect(const SampleRing& ring, std::int64_t from, std::int64_t to) {
    const auto width = ring.width();
    for (auto at = from - from % width; at < to; at += width) {
        const auto* sample = ring.find(at);
        if (!sample) continue;
        latency.add(sample->latency);
        ttft.add(sample->ttft);
        overhead.add(sample->overhead);
        Sample counts = *sample;
        counts.latency.clear();
        counts.ttft.clear();
        counts.overhead.clear();
        total.add(counts);
    }
}

}  // namespace gw::metrics
