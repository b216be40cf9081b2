#include "gateway/metrics/prometheus.hpp"

#include "gateway/metrics/label_text.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace gw::metrics {

namespace {

enum class Metric : std::uint8_t {
#define GW_METRIC(identifier, name, type, help) identifier,
#include "gateway/metrics/catalogue.def"
#undef GW_METRIC
};

struct Described {
    std::string_view name, type, help;
};

constexpr Described kCatalogue[] = {
#define GW_METRIC(identifier, name, type, help) {name, #type, help},
#include "gateway/metrics/catalogue.def"
#undef GW_METRIC
};

const Described& described(Metric metric) { return kCatalogue[static_cast<std::size_t>(metric)]; }

template <class Number>
std::string numberText(Number value) {
    std::array<char, 64> text;
    // Bounds and figures as people and Prometheus itself write them: 0.0001, not 1e-04.
    if constexpr (std::is_floating_point_v<Number>) {
        const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
        if (error == std::errc{}) return {text.data(), end};
    }
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end};
}

class Page {
   public:
    explicit Page(std::string& out) : out_(out) {}

    void head(Metric metric) {
        const auto& d = described(metric);
        out_.append("# HELP ").append(d.name).append(" ").append(d.help).append("\n# TYPE ");
        out_.append(d.name).append(" ").append(d.type).append("\n");
    }
    template <class Number>
    void line(Metric metric, std::string_view suffix, std::string_view labels, Number value) {
        out_.append(described(metric).name).append(suffix);
        if (!labels.empty()) out_.append("{").append(labels).append("}");
        out_.append(" ").append(numberText(value)).append("\n");
    }
    template <class Number>
    void single(Metric metric, Number value) {
        head(metric);
        line(metric, {}, {}, value);
    }
    template <class Number>
    void optional(Metric metric, const std::optional<Number>& value) {
        if (value) single(metric, *value);
    }
    void ladder(Metric metric, const std::string& labels, std::span<const std::uint64_t> bounds, const Ladder::Reading& reading) {
        std::uint64_t below = 0;
        for (std::size_t i = 0; i < bounds.size(); ++i) {
            below += reading.counts[i];
            bucket(metric, labels, numberText(static_cast<double>(bounds[i]) / 1e6), below);
        }
        below += reading.counts[bounds.size()];
        bucket(metric, labels, "+Inf", below);
        line(metric, "_sum", labels, static_cast<double>(reading.sumMicros) / 1e6);
        line(metric, "_count", labels, below);
    }

   private:
    void bucket(Metric metric, const std::string& labels, std::string_view bound, std::uint64_t below) {
        auto all = labels;
        appendLabel(all, "le", bound);
        line(metric, "_bucket", all, below);
    }

    std::string& out_;
};

using Shards = std::vector<const Shard*>;
using Counts = std::map<std::string, std::uint64_t>;

template <class Table>
Counts summed(const Shards& shards, Table table) {
    Counts counts;
    for (const auto* shard : shards) {
        table(*shard).forEach([&](const auto& slot) { counts[slot.labels] += slot.count.load(std::memory_order_relaxed); });
    }
    return counts;
}

void writeCounts(Page& page, Metric metric, const Counts& counts) {
    page.head(metric);
    for (const auto& [labels, count] : counts) page.line(metric, {}, labels, count);
}

Ladder::Reading summedLadder(const Shards& shards, const Ladder& (Shard::*ladder)() const) {
    Ladder::Reading sum;
    for (const auto* shard : shards) sum += (shard->*ladder)().read();
    return sum;
}

void writeLadder(Page& page, Metric metric, std::span<const std::uint64_t> bounds, const Ladder::Reading& reading) {
    page.head(metric);
    page.ladder(metric, {}, bounds, reading);
}

struct ModelSum {
    std::array<std::uint64_t, 4> tokens{};
    Ladder::Reading upstream;
    bool called = false;
};

void writeModels(Page& page, const Shards& shards) {
    std::map<std::string, ModelSum> sums;
    for (const auto* shard : shards) {
        shard->models().forEach([&](const ModelSlot& slot) {
            auto& sum = sums[slot.labels];
            for (std::size_t i = 0; i < sum.tokens.size(); ++i) {
                sum.tokens[i] += slot.tokens[i].load(std::memory_order_relaxed);
            }
            sum.upstream += slot.upstream.read();
            sum.called = sum.called || slot.called.load(std::memory_order_relaxed);
        });
    }
    page.head(Metric::upstreamLatency);
    for (const auto& [labels, sum] : sums) {
        if (sum.called) page.ladder(Metric::upstreamLatency, labels, requestBounds(), sum.upstream);
    }
    page.head(Metric::tokens);
    static constexpr std::array<std::string_view, 4> kDirections{"input", "output", "cached", "reasoning"};
    for (const auto& [labels, sum] : sums) {
        for (std::size_t i = 0; i < kDirections.size(); ++i) {
            if (sum.tokens[i] == 0) continue;
            auto all = labels;
            appendLabel(all, "direction", kDirections[i]);
            page.line(Metric::tokens, {}, all, sum.tokens[i]);
        }
    }
}

void writeSaved(Page& page, const Shards& shards) {
    Counts saved, unpriced;
    for (const auto* shard : shards) {
        shard->saved().forEach([&](const SavedSlot& slot) {
            std::string labels;
            appendLabel(labels, "preset", slot.preset);
            saved[labels] += slot.nanoUsd.load(std::memory_order_relaxed);
            unpriced[labels] += slot.unpriced.load(std::memory_order_relaxed);
        });
    }
    writeCounts(page, Metric::cacheSaved, saved);
    writeCounts(page, Metric::cacheUnpriced, unpriced);
}

template <class Read>
auto total(const Shards& shards, Read read) {
    decltype(((*shards.front()).*read)()) sum = 0;
    for (const auto* shard : shards) sum += (shard->*read)();
    return sum;
}

void writeGauges(Page& page, const Gauges& gauges) {
    page.head(Metric::circuitState);
    std::map<std::string, int> circuits;
    for (const auto& circuit : gauges.circuits) {
        std::string labels;
        appendLabel(labels, "provider", circuit.provider);
        appendLabel(labels, "model", circuit.model);
        circuits[labels] = circuit.state;
    }
    for (const auto& [labels, state] : circuits) page.line(Metric::circuitState, {}, labels, state);
    page.head(Metric::queueLength);
    for (const auto& queue : gauges.queues) {
        std::string labels;
        appendLabel(labels, "queue", queue.name);
        page.line(Metric::queueLength, {}, labels, queue.length);
    }
    page.single(Metric::spoolPending, gauges.spoolPending);
    page.optional(Metric::processCpu, gauges.process.cpuSeconds);
    page.optional(Metric::processOpenFds, gauges.process.openFds);
    page.optional(Metric::processMaxFds, gauges.process.maxFds);
    page.optional(Metric::processVirtual, gauges.process.virtualBytes);
    page.optional(Metric::processResident, gauges.process.residentBytes);
    page.optional(Metric::processStart, gauges.process.startSeconds);
    page.optional(Metric::processThreads, gauges.process.threads);
}

}  // namespace

std::string prometheusText(const std::vector<const Shard*>& shards, const Gauges& gauges) {
    std::string out;
    Page page(out);
    writeCounts(page, Metric::requestTotal, summed(shards, [](const Shard& s) -> const auto& { return s.requests(); }));
    writeLadder(page, Metric::requestLatency, requestBounds(), summedLadder(shards, &Shard::latency));
    writeLadder(page, Metric::overhead, overheadBounds(), summedLadder(shards, &Shard::overhead));
    writeLadder(page, Metric::queue, queueBounds(), summedLadder(shards, &Shard::queue));
    writeLadder(page, Metric::timeToFirstToken, requestBounds(), summedLadder(shards, &Shard::ttft));
    writeModels(page, shards);
    page.single(Metric::cost, total(shards, &Shard::costNanoUsd));
    page.single(Metric::inflight, total(shards, &Shard::inflight));
    page.single(Metric::streams, total(shards, &Shard::streams));
    page.single(Metric::rateLimited, total(shards, &Shard::rateLimitedTotal));
    page.head(Metric::retries);
    page.line(Metric::retries, {}, "result=\"sent\"", total(shards, &Shard::retriesTotal));
    page.line(Metric::retries, {}, "result=\"refused\"", total(shards, &Shard::retriesRefusedTotal));
    writeCounts(page, Metric::cache, summed(shards, [](const Shard& s) -> const auto& { return s.caches(); }));
    writeSaved(page, shards);
    writeGauges(page, gauges);
    return out;
}

}  // namespace gw::metrics
