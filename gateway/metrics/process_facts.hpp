// What the kernel says of this process, for the process_* metrics: /proc/self. Control's thread.
#pragma once

#include <cstdint>
#include <optional>

namespace gw::metrics {

struct ProcessFacts {
    std::optional<double> cpuSeconds, startSeconds;
    std::optional<std::uint64_t> openFds, maxFds, virtualBytes, residentBytes, threads;
};

/// Facts that cannot be read stay unset.
ProcessFacts readProcessFacts();

}  // namespace gw::metrics
