// Draws the failures of the demo upstream: a share of the calls, in equal parts a 500, a 429 or a reset. Repeatable
// through its seed. Owned by the upstream, used on its thread only.
#pragma once

#include <cstdint>
#include <random>

namespace gw::demo {

enum class DemoFault : std::uint8_t { none, serverError, rateLimit, reset };

class DemoFaults {
 public:
    DemoFaults(double rate, std::uint32_t seed) : source_(seed), rate_(rate) {}

    DemoFault draw() {
        if (std::uniform_real_distribution<double>(0.0, 1.0)(source_) >= rate_) return DemoFault::none;
        switch (std::uniform_int_distribution<int>(0, 2)(source_)) {
            case 0:
                return DemoFault::serverError;
            case 1:
                return DemoFault::rateLimit;
            default:
                return DemoFault::reset;
        }
    }

 private:
    std::mt19937 source_;
    double rate_;
};

}  // namespace gw::demo
