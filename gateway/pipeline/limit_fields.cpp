#include "gateway/pipeline/limit_fields.hpp"

#include "gateway/base/ready_fields.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>

namespace gw::pipeline {

namespace {

using Millis = std::chrono::milliseconds;

constexpr std::string_view kOpenAiFamily = "x-ratelimit-";
constexpr std::string_view kAnthropicFamily = "anthropic-ratelimit-";

/// openai-python `_base_client.py`: a longer retry-after is not kept to.
constexpr std::chrono::seconds kClientsWait{60};

bool speaksAnthropic(std::string_view dialect) { return dialect.starts_with("anthropic"); }

/// How the lines of limit, remaining and reset begin, by family.
using Openings = std::array<std::string_view, 3>;
constexpr Openings kOpenAiRequests{"x-ratelimit-limit-requests: ", "x-ratelimit-remaining-requests: ", "x-ratelimit-reset-requests: "};
constexpr Openings kOpenAiTokens{"x-ratelimit-limit-tokens: ", "x-ratelimit-remaining-tokens: ", "x-ratelimit-reset-tokens: "};
constexpr Openings kAnthropicRequests{"anthropic-ratelimit-requests-limit: ", "anthropic-ratelimit-requests-remaining: ", "anthropic-ratelimit-requests-reset: "};
constexpr Openings kAnthropicTokens{"anthropic-ratelimit-tokens-limit: ", "anthropic-ratelimit-tokens-remaining: ", "anthropic-ratelimit-tokens-reset: "};

/// The lines of one family, put together in a room of their own.
class Lines {
   public:
    void text(std::string_view text) {
        std::memcpy(end_, text.data(), text.size());
        end_ += text.size();
    }
    void number(std::int64_t value) { end_ = std::to_chars(end_, room_ + kRoom, value).ptr; }
    /// Go's way of writing a duration, as OpenAI's headers do: "12ms", "1.5s", "6m0s", "23h54m0s".
    void duration(Millis span);
    /// RFC 3339 in whole seconds, the next one.
    void moment(WallTime at) {
        text(std::string_view(rfc3339(std::chrono::ceil<std::chrono::seconds>(at))).substr(0, kSecondsChars));
        text("Z");
    }
    std::string_view taken() const { return {room_, static_cast<std::size_t>(end_ - room_)}; }

   private:
    static constexpr std::size_t kSecondsChars = std::string_view("2026-01-06T12:00:00").size();
    // Three openings of at most 40 characters, three values of at most 21, three line ends.
    static constexpr std::size_t kRoom = 192;

    char room_[kRoom];  // NOLINT: not cleared
    char* end_ = room_;
};

void Lines::duration(Millis span) {
    const auto millis = span.count();
    if (millis < 1000) {
        number(millis);
        return text("ms");
    }
    const auto minutes = millis / 60'000;
    if (minutes >= 60) {
        number(minutes / 60);
        text("h");
    }
    if (minutes > 0) {
        number(minutes % 60);
        text("m");
    }
    const auto rest = millis % 60'000;
    number(rest / 1000);
    if (auto fraction = rest % 1000; fraction != 0) {
        text(".");
        for (auto digit = 100; fraction != 0; digit /= 10) {
            number(fraction / digit);
            fraction %= digit;
        }
    }
    text("s");
}

void append(std::string& lines, const Openings& openings, const limits::Standing& standing, std::optional<WallTime> now) {
    Lines one;
    one.text(openings[0]);
    one.number(standing.limit);
    one.text("\r\n");
    one.text(openings[1]);
    one.number(standing.remaining);
    one.text("\r\n");
    one.text(openings[2]);
    if (now) {
        one.moment(*now + standing.reset);
    } else {
        one.duration(standing.reset);
    }
    one.text("\r\n");
    lines.append(one.taken());
}

}  // namespace

void appendLimitFields(std::string& lines, const limits::Standings& standings, std::string_view dialect, const Clock& clock) {
    if (!standings.requests && !standings.tokens) return;
    constexpr std::size_t kUsual = 256;
    lines.reserve(lines.size() + kUsual);
    const bool anthropic = speaksAnthropic(dialect);
    const auto now = anthropic ? std::optional(clock.wall()) : std::nullopt;
    if (standings.requests) append(lines, anthropic ? kAnthropicRequests : kOpenAiRequests, *standings.requests, now);
    if (standings.tokens) append(lines, anthropic ? kAnthropicTokens : kOpenAiTokens, *standings.tokens, now);
}

HeaderFields refusalFields(const limits::Denial& denial, std::string_view dialect, const Clock& clock) {
    HeaderFields fields;
    // Money does not come back by waiting, and its error carries x-should-retry already.
    if (denial.error.code == ErrorCode::rateLimit) {
        // OpenAI's clients wait a minute at most; told to wait longer they would come back within seconds, twice.
        if (denial.final || denial.retryAfter > kClientsWait) fields.emplace_back("x-should-retry", "false");
        fields.emplace_back("retry-after", std::to_string(denial.retryAfter.count()));
    }
    fields.emplace_back("x-gateway-limit", std::string(scopeText(denial.scope)) + " " + std::string(limitText(denial.limit)));
    std::string lines;
    appendLimitFields(lines, denial.standings, dialect, clock);
    for (std::string_view left = lines; !left.empty();) {
        const auto colon = left.find(": ");
        const auto end = left.find("\r\n");
        fields.emplace_back(left.substr(0, colon), left.substr(colon + 2, end - colon - 2));
        left.remove_prefix(end + 2);
    }
    return fields;
}

void addLimitFields(ResponseHead& head, const limits::Standings& standings, std::string_view dialect, const Clock& clock) {
    if (!standings.requests && !standings.tokens) return;
    std::erase_if(head.fields, [](const auto& field) {
        const std::string_view name = field.first;
        return name.starts_with(kOpenAiFamily) || name.starts_with(kAnthropicFamily);
    });
    appendLimitFields(head.fields.emplace_back(kReadyFields, std::string()).second, standings, dialect, clock);
}

}  // namespace gw::pipeline
