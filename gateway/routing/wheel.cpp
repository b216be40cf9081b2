#include "gateway/routing/wheel.hpp"

#include <algorithm>

namespace gw::routing {

std::vector<std::size_t> Wheel::turn(std::span<const std::uint32_t> weights) {
    credit_.resize(weights.size());
    std::vector<std::size_t> order;
    order.reserve(weights.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] == 0) continue;
        credit_[i] += weights[i];
        sum += weights[i];
        order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return credit_[a] > credit_[b]; });
    if (!order.empty()) credit_[order.front()] -= sum;
    return order;
}

}  // namespace gw::routing
