#include "gateway/control/validate.hpp"

#include "gateway/base/cidr.hpp"
#include "gateway/base/http.hpp"
#include "gateway/control/money_text.hpp"

#include <algorithm>
#include <array>

namespace gw::control {

namespace {

constexpr std::size_t kListMax = 256;
constexpr std::size_t kTagsMax = 20;

tl::unexpected<Error> refuse(std::string_view field, std::string detail) {
    return fail(ErrorCode::invalidValue, ErrorSource::downstream, Retry::never, std::move(detail), std::string(field));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool hasControl(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// Characters, not bytes: continuation bytes of UTF-8 don't count.
std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool printableWord(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

template <std::size_t N>
Result<void> oneOf(std::string_view value, const std::array<std::string_view, N>& words, std::string_view field) {
    if (std::find(words.begin(), words.end(), value) != words.end()) return {};
    std::string allowed;
    for (const auto word : words) allowed += (allowed.empty() ? "" : ", ") + std::string(word);
    return refuse(field, std::string(field) + " is one of " + allowed + ".");
}

bool addOnce(std::vector<std::string>& list, std::string text) {
    if (std::find(list.begin(), list.end(), text) != list.end()) return false;
    list.push_back(std::move(text));
    return true;
}

/// First character from `head`, the rest from `head` or `more`.
bool grammar(std::string_view text, std::size_t max, bool (*head)(char), std::string_view more) {
    if (text.empty() || text.size() > max || !head(text.front())) return false;
    return std::all_of(text.begin(), text.end(), [&](char c) { return head(c) || more.find(c) != std::string_view::npos; });
}

bool lowerOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool letterOrDigit(char c) { return lowerOrDigit(c) || (c >= 'A' && c <= 'Z'); }

constexpr std::array<std::string_view, 3> kRoles = {"admin", "operator", "viewer"};
constexpr std::array<std::string_view, 4> kKinds = {"openai", "anthropic", "gemini", "azure"};
constexpr std::array<std::string_view, 5> kStrategies = {"weighted", "priority", "latency", "least_busy", "sticky"};

}  // namespace

Result<std::string> checkName(std::string_view text, std::string_view field, std::size_t max) {
    text = trimmed(text);
    const auto length = characters(text);
    if (length == 0 || length > max || hasControl(text)) {
        return refuse(field, std::string(field) + " has 1 to " + std::to_string(max) + " characters and no control characters.");
    }
    return std::string(text);
}

Result<std::string> checkReason(std::string_view text, std::string_view field) {
    text = trimmed(text);
    if (characters(text) > 500 || hasControl(text)) {
        return refuse(field, std::string(field) + " has at most 500 characters and no control characters.");
    }
    return std::string(text);
}

Result<void> checkRange(std::optional<std::int64_t> value, std::int64_t min, std::int64_t max, std::string_view field) {
    if (!value || (*value >= min && *value <= max)) return {};
    return refuse(field, std::string(field) + " is a whole number from " + std::to_string(min) + " to " + std::to_string(max) + ".");
}

Result<std::optional<std::int64_t>> checkBudget(const std::optional<std::string>& usd) {
    if (!usd) return std::nullopt;
    const auto amount = parseUsd(*usd);
    if (!amount) return refuse("budget_usd", "budget_usd is an amount in dollars such as \"25\" or \"0.50\", at most 9 digits behind the point.");
    return amount->value;
}

Result<std::optional<WallTime>> checkExpiry(const std::optional<std::string>& text, WallTime now) {
    if (!text) return std::nullopt;
    WallTime time{};
    if (!parseRfc3339(*text, time)) return refuse("expires_at", "expires_at is a time such as 2030-01-31T12:00:00Z.");
    if (time <= now) return refuse("expires_at", "expires_at is in the past: to end a key at once, revoke it.");
    return time;
}

Result<std::vector<std::string>> checkModels(const std::vector<std::string>& models, std::string_view field) {
    std::vector<std::string> list;
    for (const auto& model : models) {
        if (model.empty() || model.size() > 128 || !printableWord(model)) {
            return refuse(field, "A model name has 1 to 128 printable characters without blanks.");
        }
        addOnce(list, model);
    }
    if (list.size() > kListMax) return refuse(field, std::string(field) + " holds at most 256 names.");
    return list;
}

Result<std::vector<std::string>> checkCidrs(const std::vector<std::string>& ranges, std::string_view field) {
    std::vector<std::string> list;
    for (const auto& text : ranges) {
        const auto range = parseCidr(trimmed(text));
        if (!range) return refuse(field, std::string(field) + ": an address or a range such as 10.0.0.0/8 or 2001:db8::/32 is expected.");
        addOnce(list, range->text());
    }
    if (list.size() > kListMax) return refuse(field, std::string(field) + " holds at most 256 ranges.");
    return list;
}

Result<std::vector<std::string>> checkTags(const std::vector<std::string>& tags) {
    std::vector<std::string> list;
    for (const auto& tag : tags) {
        auto text = checkName(tag, "tags", 40);
        if (!text) return fail(text.error());
        addOnce(list, std::move(*text));
    }
    if (list.size() > kTagsMax) return refuse("tags", "A key has at most 20 tags.");
    return list;
}

Result<std::string> checkEmail(std::string_view email) {
    const std::string lower = lowerAscii(trimmed(email));
    const auto at = lower.find('@');
    const bool blank = std::any_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
    if (lower.size() > 254 || blank || at == 0 || at == std::string::npos || at + 1 == lower.size() ||
        lower.find('@', at + 1) != std::string::npos) {
        return refuse("email", "email is an address such as anna@example.org.");
    }
    return lower;
}

Result<void> checkRole(std::string_view role) { return oneOf(role, kRoles, "role"); }
Result<void> checkKind(std::string_view kind) { return oneOf(kind, kKinds, "kind"); }
Result<void> checkStrategy(std::string_view strategy) { return oneOf(strategy, kStrategies, "strategy"); }

Result<void> checkProviderName(std::string_view name) {
    if (grammar(name, 32, lowerOrDigit, "_-")) return {};
    return refuse("name", "A provider's name has 1 to 32 of a-z, 0-9, _ and -, and begins with a letter or digit.");
}

Result<void> checkPresetName(std::string_view name) {
    if (grammar(name, 64, letterOrDigit, "._-")) return {};
    return refuse("name", "A preset's name has 1 to 64 letters, digits, '.', '_' and '-', and begins with a letter or digit.");
}

Result<void> checkCredential(std::string_view credential) {
    if (!credential.empty() && credential.size() <= 512 && printableWord(credential)) return {};
    return refuse("api_key", "api_key has 1 to 512 printable characters without blanks.");
}

Result<void> checkBaseUrl(const std::string& url, bool allowPrivate) {
    const auto endpoint = config::parseBaseUrl(url);
    if (!endpoint) {
        return refuse("base_url", "base_url is an address such as https://api.example.com or https://api.example.com/prefix, without "
                                  "user name, query or fragment.");
    }
    if (allowPrivate) return {};
    const std::string host = lowerAscii(endpoint->host);
    const auto address = parseIp(host);
    if ((address && address->isPrivate()) || host == "localhost" || host.ends_with(".localhost") || host == "localhost.") {
        return fail(ErrorCode::privateAddress, ErrorSource::downstream, Retry::never,
                    host + " is on this machine or a private network: set allow_private if that is meant.", "base_url");
    }
    if (!endpoint->tls) return refuse("base_url", "base_url begins with https:// (plain http only with allow_private, for models on your own network).");
    return {};
}

std::optional<config::KeyStatus> keyStatus(std::string_view text) {
    if (text == "active") return config::KeyStatus::active;
    if (text == "frozen") return config::KeyStatus::frozen;
    if (text == "revoked") return config::KeyStatus::revoked;
    return std::nullopt;
}

std::optional<config::ProviderKind> providerKind(std::string_view text) {
    if (text == "openai") return config::ProviderKind::openai;
    if (text == "anthropic") return config::ProviderKind::anthropic;
    if (text == "gemini") return config::ProviderKind::gemini;
    if (text == "azure") return config::ProviderKind::azure;
    return std::nullopt;
}

std::optional<config::Strategy> strategy(std::string_view text) {
    if (text == "weighted") return config::Strategy::weighted;
    if (text == "priority") return config::Strategy::priority;
    if (text == "latency") return config::Strategy::latency;
    if (text == "least_busy") return config::Strategy::leastBusy;
    if (text == "sticky") return config::Strategy::sticky;
    return std::nullopt;
}

}  // namespace gw::control
