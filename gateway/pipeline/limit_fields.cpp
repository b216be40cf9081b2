#include "gateway/pipeline/limit_fields.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <utility>

namespace gw::pipeline {

namespace {

constexpr std::string_view kOpenAiFamily = "x-ratelimit-";
constexpr std::string_view kAnthropicFamily = "anthropic-ratelimit-";

bool speaksAnthropic(std::string_view dialect) { return dialect.starts_with("anthropic"); }

/// Go's way of writing a duration, as OpenAI's headers do: "12ms", "1.5s", "6m0s", "23h54m0s".
std::string durationText(std::chrono::milliseconds span) {
    const auto millis = span.count();
    if (millis < 1000) return std::to_string(millis) + "ms";
    const auto minutes = millis / 60'000;
    const auto rest = millis % 60'000;
    std::string seconds = std::to_string(rest / 1000);
    if (rest % 1000 != 0) {
        std::string fraction = std::to_string(rest % 1000);
        fraction.insert(0, 3 - fraction.size(), '0');
        fraction.erase(fraction.find_last_not_of('0') + 1);
        seconds += "." + fraction;
    }
    std::string text = seconds + "s";
    if (minutes > 0) text = std::to_string(minutes % 60) + "m" + text;
    if (minutes >= 60) text = std::to_string(minutes / 60) + "h" + text;
    return text;
}

/// RFC 3339 in whole seconds, the next one.
std::string momentText(WallTime at) {
    const std::string text = rfc3339(std::chrono::ceil<std::chrono::seconds>(at));
    return text.substr(0, text.find('.')) + "Z";
}

/// Limit, remaining and reset by family; written out, as putting them together costs more than the limits themselves.
using Names = std::array<std::string_view, 3>;
constexpr Names kOpenAiRequests{"x-ratelimit-limit-requests", "x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"};
constexpr Names kOpenAiTokens{"x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"};
constexpr Names kAnthropicRequests{"anthropic-ratelimit-requests-limit", "anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"};
constexpr Names kAnthropicTokens{"anthropic-ratelimit-tokens-limit", "anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"};

void add(HeaderFields& fields, const Names& names, const limits::Standing& standing, std::string reset) {
    fields.emplace_back(names[0], std::to_string(standing.limit));
    fields.emplace_back(names[1], std::to_string(standing.remaining));
    fields.emplace_back(names[2], std::move(reset));
}

void addAll(HeaderFields& fields, const limits::Standings& standings, std::string_view dialect, WallTime now) {
    // Two more than the limits': what comes behind them needs no other room.
    fields.reserve(fields.size() + 8);
    const bool anthropic = speaksAnthropic(dialect);
    const auto reset = [&](const limits::Standing& standing) { return anthropic ? momentText(now + standing.reset) : durationText(standing.reset); };
    if (standings.requests) add(fields, anthropic ? kAnthropicRequests : kOpenAiRequests, *standings.requests, reset(*standings.requests));
    if (standings.tokens) add(fields, anthropic ? kAnthropicTokens : kOpenAiTokens, *standings.tokens, reset(*standings.tokens));
}

}  // namespace

HeaderFields limitFields(const limits::Standings& standings, std::string_view dialect, WallTime now) {
    HeaderFields fields;
    addAll(fields, standings, dialect, now);
    return fields;
}

HeaderFields refusalFields(const limits::Denial& denial, std::string_view dialect, WallTime now) {
    HeaderFields fields;
    // Money does not come back by waiting, and its error carries x-should-retry already.
    if (denial.error.code == ErrorCode::rateLimit) {
        if (denial.final) {
            fields.emplace_back("x-should-retry", "false");
        }
        fields.emplace_back("retry-after", std::to_string(denial.retryAfter.count()));
    }
    fields.emplace_back("x-gateway-limit", std::string(scopeText(denial.scope)) + " " + std::string(limitText(denial.limit)));
    addAll(fields, denial.standings, dialect, now);
    return fields;
}

void addLimitFields(ResponseHead& head, const limits::Standings& standings, std::string_view dialect, WallTime now) {
    if (!standings.requests && !standings.tokens) return;
    std::erase_if(head.fields, [](const auto& field) {
        const std::string_view name = field.first;
        return name.starts_with(kOpenAiFamily) || name.starts_with(kAnthropicFamily);
    });
    addAll(head.fields, standings, dialect, now);
}

}  // namespace gw::pipeline
