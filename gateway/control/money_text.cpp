#include "gateway/control/money_text.hpp"

#include <algorithm>
#include <cctype>

namespace gw::control {

namespace {
constexpr std::int64_t kNanos = 1'000'000'000;
constexpr std::int64_t kDollarsMax = 9'000'000'000;
constexpr std::size_t kFractionMax = 9;

bool allDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

std::optional<NanoUsd> parseUsd(std::string_view text) {
    const auto point = text.find('.');
    const auto whole = text.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
    if (!allDigits(whole) || !allDigits(fraction) || fraction.size() > kFractionMax || whole.size() > 19) return std::nullopt;
    std::int64_t dollars = 0;
    for (const char c : whole) {
        dollars = dollars * 10 + (c - '0');
        if (dollars > kDollarsMax) return std::nullopt;
    }
    std::int64_t nanos = 0;
    for (std::size_t i = 0; i < kFractionMax; ++i) nanos = nanos * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    if (dollars == kDollarsMax && nanos > 0) return std::nullopt;
    return NanoUsd{dollars * kNanos + nanos};
}

std::string usdText(NanoUsd amount) {
    const bool negative = amount.value < 0;
    // Through unsigned, so that the smallest int64 has a magnitude too.
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(amount.value) : static_cast<std::uint64_t>(amount.value);
    std::string text = (negative ? "-" : "") + std::to_string(magnitude / kNanos);
    std::string fraction = std::to_string(magnitude % kNanos);
    fraction.insert(0, kFractionMax - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

}  // namespace gw::control
