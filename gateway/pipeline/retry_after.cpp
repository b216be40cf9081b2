#include "gateway/pipeline/retry_after.hpp"

#include "gateway/base/http_date.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace gw::pipeline {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kMost = kRetryAfterMax;

bool isDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A number without sign or exponent of `unit`; its fraction is rounded up to the millisecond.
std::optional<milliseconds> amountOf(std::string_view text, milliseconds unit) {
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
    if (!isDigits(whole) || !isDigits(fraction)) return std::nullopt;
    std::uint64_t count = 0;
    const auto read = std::from_chars(whole.data(), whole.data() + whole.size(), count);
    // More than fits is longer than the most.
    if (read.ec != std::errc{} || count >= static_cast<std::uint64_t>(kMost / unit)) return kMost;
    std::int64_t part = 0;
    for (std::size_t i = 0; i < 3; ++i) part = part * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
    const bool more = fraction.size() > 3 && fraction.find_first_not_of('0', 3) != std::string_view::npos;
    const std::int64_t thousandths = part + (more ? 1 : 0);
    return std::min(kMost, unit * static_cast<std::int64_t>(count) + milliseconds((thousandths * unit.count() + 999) / 1000));
}

std::optional<milliseconds> untilDate(const UpstreamHead& head, std::string_view text, WallTime now) {
    const auto date = parseHttpDate(text, now);
    if (!date) return std::nullopt;
    const WallTime base = parseHttpDate(head.value("date"), now).value_or(now);
    return std::clamp<milliseconds>(*date - base, milliseconds{0}, kMost);
}

}  // namespace

std::optional<milliseconds> retryAfterOf(const UpstreamHead& head, WallTime now) {
    if (const auto exact = amountOf(head.value("retry-after-ms"), milliseconds{1})) return exact;
    const std::string_view text = head.value("retry-after");
    if (const auto seconds = amountOf(text, milliseconds{1000})) return seconds;
    return untilDate(head, text, now);
}

void tidyRetryAfter(ResponseHead& head, std::optional<milliseconds> asked) {
    const auto isTidy = [](const auto& field) { return field.first != "retry-after" || isDigits(field.second); };
    if (std::all_of(head.fields.begin(), head.fields.end(), isTidy)) return;
    std::erase_if(head.fields, [](const auto& field) { return field.first == "retry-after"; });
    if (asked) head.fields.emplace_back("retry-after", std::to_string(std::chrono::ceil<std::chrono::seconds>(*asked).count()));
}

}  // namespace gw::pipeline
