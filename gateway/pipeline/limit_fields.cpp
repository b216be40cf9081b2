#include "gateway/pipeline/limit_fields.hpp"

#include <chrono>
#include <optional>

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

void addOpenAi(HeaderFields& fields, const limits::Standing& standing, const std::string& what) {
    const std::string family(kOpenAiFamily);
    fields.emplace_back(family + "limit-" + what, std::to_string(standing.limit));
    fields.emplace_back(family + "remaining-" + what, std::to_string(standing.remaining));
    fields.emplace_back(family + "reset-" + what, durationText(standing.reset));
}

void addAnthropic(HeaderFields& fields, const limits::Standing& standing, const std::string& what, WallTime now) {
    const std::string head = std::string(kAnthropicFamily) + what;
    fields.emplace_back(head + "-limit", std::to_string(standing.limit));
    fields.emplace_back(head + "-remaining", std::to_string(standing.remaining));
    fields.emplace_back(head + "-reset", momentText(now + standing.reset));
}

}  // namespace

HeaderFields limitFields(const limits::Standings& standings, std::string_view dialect, WallTime now) {
    HeaderFields fields;
    const auto one = [&](const std::optional<limits::Standing>& standing, const char* what) {
        if (!standing) return;
        if (speaksAnthropic(dialect)) return addAnthropic(fields, *standing, what, now);
        addOpenAi(fields, *standing, what);
    };
    one(standings.requests, "requests");
    one(standings.tokens, "tokens");
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
    for (auto& field : limitFields(denial.standings, dialect, now)) fields.push_back(std::move(field));
    return fields;
}

void addLimitFields(ResponseHead& head, const limits::Standings& standings, std::string_view dialect, WallTime now) {
    if (!standings.requests && !standings.tokens) return;
    std::erase_if(head.fields, [](const auto& field) {
        const std::string_view name = field.first;
        return name.starts_with(kOpenAiFamily) || name.starts_with(kAnthropicFamily);
    });
    for (auto& field : limitFields(standings, dialect, now)) head.fields.push_back(std::move(field));
}

}  // namespace gw::pipeline
