// Units that live in the type: sizes, token counts and money. Plain values, any thread.
#pragma once

#include <compare>
#include <cstdint>

namespace gw {

/// A size in bytes.
struct Bytes {
    std::uint64_t value = 0;
    friend constexpr auto operator<=>(Bytes, Bytes) = default;
};

constexpr Bytes kibibytes(std::uint64_t n) { return Bytes{n * 1024}; }
constexpr Bytes mebibytes(std::uint64_t n) { return Bytes{n * 1024 * 1024}; }

/// A number of model tokens; never negative once validated.
using Tokens = std::int64_t;

/// Money in nano-dollars (10⁻⁹ USD). Never floating point.
struct NanoUsd {
    std::int64_t value = 0;
    friend constexpr auto operator<=>(NanoUsd, NanoUsd) = default;
    constexpr NanoUsd& operator+=(NanoUsd other) {
        value += other.value;
        return *this;
    }
    friend constexpr NanoUsd operator+(NanoUsd a, NanoUsd b) { return NanoUsd{a.value + b.value}; }
};

}  // namespace gw
