// GET /metrics: every metric of catalogue.def in the Prometheus text format 0.0.4, summed over the workers. Reads shards
// while their workers write. Control's thread.
#pragma once

#include "gateway/metrics/process_facts.hpp"
#include "gateway/metrics/shard.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gw::metrics {

inline constexpr const char* kPrometheusContentType = "text/plain; version=0.0.4; charset=utf-8";

/// What the shards do not know.
struct Gauges {
    struct Circuit {
        std::string provider, model;
        int state = 0;  ///< 0 closed, 1 half-open, 2 open
    };
    struct Queue {
        std::string name;
        std::int64_t length = 0;
    };
    std::vector<Circuit> circuits;
    std::vector<Queue> queues;
    std::int64_t spoolPending = 0;
    ProcessFacts process;
};

std::string prometheusText(const std::vector<const Shard*>& shards, const Gauges& gauges);

}  // namespace gw::metrics
