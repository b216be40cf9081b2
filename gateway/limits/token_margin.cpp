#include "gateway/limits/token_margin.hpp"

#include <algorithm>
#include <optional>

namespace gw::limits {

void SeenExcess::turn(SteadyTime now) noexcept {
    if (now - since_ < kGeneration) return;
    old_ = now - since_ < 2 * kGeneration ? young_ : 0;
    young_ = 0;
    since_ = now;
}

void SeenExcess::note(SteadyTime now, Tokens excess) noexcept {
    if (excess <= 0) return;
    turn(now);
    young_ = std::max(young_, excess);
}

Tokens SeenExcess::most(SteadyTime now) noexcept {
    turn(now);
    return std::max(young_, old_);
}

Tokens tokenMargin(const Ask& ask, std::int64_t limit, Tokens seen) noexcept {
    const Tokens reserved = ask.input + ask.output;
    const auto bound = ask.most ? std::optional(std::max<Tokens>(0, *ask.most - reserved)) : std::nullopt;
    if (ask.defaults.tpmStrict) return bound.value_or(std::max<Tokens>(0, limit - reserved));
    const Tokens margin = std::min(ask.input / 4 + std::max(seen, bound ? 0 : ask.output), limit / 4);
    return bound ? std::min(margin, *bound) : margin;
}

}  // namespace gw::limits
