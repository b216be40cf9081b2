// Smooth weighted round-robin: each turn every item gains its weight, the richest is chosen and pays the sum of all
// weights. So the choices of a heavy item are spread out instead of coming in a row. One object a preset and worker; no
// I/O.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gw::routing {

class Wheel {
 public:
    /// The order in which the items are to be tried: the chosen one, then the others, richest first. Items of weight 0
    /// are left out. The number and meaning of weights stay the same between calls; reset when they change.
    std::vector<std::size_t> turn(std::span<const std::uint32_t> weights);
    void reset() { credit_.clear(); }

 private:
    std::vector<std::int64_t> credit_;
};

}  // namespace gw::routing
