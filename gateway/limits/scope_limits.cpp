#include "gateway/limits/scope_limits.hpp"

#include <algorithm>
#include <string>

namespace gw::limits {

namespace {

using Millis = std::chrono::milliseconds;

std::chrono::seconds wholeSeconds(Millis wait) {
    return std::max(std::chrono::seconds{1}, std::chrono::ceil<std::chrono::seconds>(wait));
}

std::string inSeconds(Millis wait) { return std::to_string(wholeSeconds(wait).count()) + " s"; }

std::string dollars(NanoUsd amount) {
    std::string text = std::to_string(amount.value / 1'000'000'000) + ".";
    const std::string rest = std::to_string(amount.value % 1'000'000'000);
    text += std::string(9 - rest.size(), '0') + rest;
    while (text.back() == '0' && text[text.size() - 3] != '.') text.pop_back();
    return text + " USD";
}

template <class Wide, class Narrow>
std::optional<Wide> widened(const std::optional<Narrow>& value) {
    if (!value) return std::nullopt;
    return static_cast<Wide>(*value);
}

/// "This key may", "The user of this key may" …
std::string whose(const Obstacle& at) {
    switch (at.scope) {
        case Scope::key: return at.own ? "This key may" : "Each key of this gateway may";
        case Scope::user: return "All keys of this key's user together may";
        case Scope::preset: return "All callers of this model's preset together may";
        case Scope::address: break;
    }
    return "One client address may";
}

std::string budgetText(const Obstacle& at) {
    const std::string who = at.scope == Scope::user ? "The budget of this key's user of " : "This key's budget of ";
    const char* span = at.limit == Limit::budgetDay ? " a day" : at.limit == Limit::budgetMonth ? " a month" : "";
    std::string text = who + dollars(NanoUsd{at.value}) + span + " does not cover this request: " + dollars(at.spent) +
                       " are spent, " + dollars(at.held) + " are reserved by running requests";
    return at.ends ? text + "; it begins anew at " + rfc3339(*at.ends) + "." : text + ".";
}

std::string tokensText(const Obstacle& at) {
    const char* span = at.limit == Limit::tpm ? " tokens a minute" : " tokens in 24 hours";
    const std::string rule = whose(at) + " use " + std::to_string(at.value) + span + "; this request reserves " + std::to_string(at.asked);
    if (at.unsure) return rule + ", and running requests may still come to more than they reserved; it may fit in " + inSeconds(at.wait) + ".";
    return at.final ? rule + ": lower max_tokens, or have the limit raised." : rule + " and fits in " + inSeconds(at.wait) + ".";
}

std::string textOf(const Obstacle& at) {
    const std::string value = std::to_string(at.value);
    switch (at.limit) {
        case Limit::parallel: return whose(at) + " have " + value + " requests running at once.";
        case Limit::rpm:
            return whose(at) + " make " + value + " requests a minute; the next one fits in " + inSeconds(at.wait) + ".";
        case Limit::tpm:
        case Limit::tpd: return tokensText(at);
        default: return budgetText(at);
    }
}

}  // namespace

std::string_view scopeText(Scope scope) noexcept {
    constexpr std::array<std::string_view, kScopes> kWords{"key", "user", "preset", "ip"};
    return kWords[static_cast<std::size_t>(scope)];
}

std::string_view limitText(Limit limit) noexcept {
    constexpr std::array<std::string_view, 7> kWords{"max_parallel", "rpm", "tpm", "tpd", "budget", "budget_day", "budget_month"};
    return kWords[static_cast<std::size_t>(limit)];
}

ScopeLimits ruleLimits(const config::LimitRule& rule) {
    return {widened<std::int64_t>(rule.rpm), widened<std::int64_t>(rule.tpm), widened<std::int64_t>(rule.tpd), rule.parallelMax,
            {rule.budgets.total, rule.budgets.day, rule.budgets.month}, 0};
}

ScopeLimits keyLimits(const Ask& ask) {
    const config::ApiKey& key = *ask.key;
    ScopeLimits limits{widened<std::int64_t>(key.rpm), widened<std::int64_t>(key.tpm), widened<std::int64_t>(key.tpd), key.parallelMax,
                       {key.budget, key.budgetDay, key.budgetMonth}, 0};
    const auto mark = [&limits](Limit limit, bool set) { limits.own |= static_cast<std::uint8_t>((set ? 1U : 0U) << static_cast<unsigned>(limit)); };
    mark(Limit::parallel, limits.parallelMax.has_value());
    mark(Limit::rpm, limits.rpm.has_value());
    mark(Limit::tpm, limits.tpm.has_value());
    mark(Limit::tpd, limits.tpd.has_value());
    if (ask.rules) {
        const config::LimitRule& each = ask.rules->global;
        if (!limits.rpm) limits.rpm = widened<std::int64_t>(each.rpm);
        if (!limits.tpm) limits.tpm = widened<std::int64_t>(each.tpm);
        if (!limits.tpd) limits.tpd = widened<std::int64_t>(each.tpd);
        if (!limits.parallelMax) limits.parallelMax = each.parallelMax;
    }
    if (!limits.rpm && ask.defaults.rpm > 0) limits.rpm = ask.defaults.rpm;
    if (!limits.tpm && ask.defaults.tpm > 0) limits.tpm = static_cast<std::int64_t>(ask.defaults.tpm);
    return limits;
}

const config::LimitRule* ruleOf(const Ask& ask, Scope scope) {
    switch (scope) {
        case Scope::user: return ask.key->userId.empty() ? nullptr : ask.rules->ofUser(ask.key->userId);
        case Scope::preset: return ask.presetId && !ask.presetId->empty() ? ask.rules->ofPreset(*ask.presetId) : nullptr;
        case Scope::address: return ask.address ? ask.rules->ofAddress(*ask.address) : nullptr;
        case Scope::key: break;
    }
    return nullptr;
}

Denial denialOf(const Obstacle& at) {
    const bool money = at.limit >= Limit::budgetTotal;
    return {Error{money ? ErrorCode::budgetExceeded : ErrorCode::rateLimit, ErrorSource::downstream, Retry::never, textOf(at), {}},
            wholeSeconds(at.wait), at.final || money, {}, at.scope, at.limit};
}

}  // namespace gw::limits
