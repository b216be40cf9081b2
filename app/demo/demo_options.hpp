// The knobs of the demo upstream. A plain value, any thread.
#pragma once

#include <chrono>
#include <cstdint>

namespace gw::demo {

struct DemoUpstreamOptions {
    std::uint16_t port = 0;                       ///< 0 takes any free port.
    std::chrono::milliseconds latency{80};        ///< Before the first byte of an answer.
    std::chrono::milliseconds chunkInterval{20};  ///< Between two chunks of a stream.
    double failRate = 0.0;   ///< Share of POSTs (0…1) that get a 500, a 429 or a reset, in equal parts.
    std::uint32_t seed = 1;  ///< Of the failures, so that a run can be repeated.
};

}  // namespace gw::demo
