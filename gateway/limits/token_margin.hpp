// What a running request may come to beyond its reservation, before anybody knows. While it runs the window of tokens a minute
// holds its reservation and this margin; the request that asks is held to its reservation alone. So of all requests of a window
// only the last that was let in can take the limit over by what it was underestimated by; each other one only by what its
// error went beyond its margin. Proof and measurement: tests/gateway/limits/token_promise_test.cpp. Pure values.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/limits/admission.hpp"

#include <chrono>

namespace gw::limits {

/// The largest error that requests of one subject have shown in the last ten to twenty minutes.
class SeenExcess {
   public:
    static constexpr std::chrono::minutes kGeneration{10};

    void note(SteadyTime now, Tokens excess) noexcept;
    Tokens most(SteadyTime now) noexcept;

   private:
    void turn(SteadyTime now) noexcept;

    Tokens young_ = 0, old_ = 0;
    SteadyTime since_{};
};

/// A quarter of the input (its estimate was up to 16 % too low over the texts of token_estimate_test) and the largest excess
/// seen; where no longest answer was asked for, at least as much output again as was reserved. Never more than a quarter of the
/// limit, nor than what the request can come to at all. Strict: as much as it can come to; the whole limit where nobody knows.
Tokens tokenMargin(const Ask& ask, std::int64_t limit, Tokens seen) noexcept;

}  // namespace gw::limits
