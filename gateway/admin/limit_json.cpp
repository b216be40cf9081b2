#include "gateway/admin/limit_json.hpp"

#include "gateway/admin/row_json.hpp"
#include "gateway/control/money_text.hpp"
#include "gateway/control/row_tag.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>

namespace gw::admin {

namespace json = boost::json;

namespace {

json::value usdOrNull(const std::optional<std::int64_t>& amount) {
    return amount ? json::value(control::usdText(NanoUsd{*amount})) : json::value(nullptr);
}

std::string nameOf(const control::State& state, const std::string& scope, const std::string& subject) {
    if (const auto* key = scope == "key" ? state.key(subject) : nullptr) return key->name;
    if (const auto* user = scope == "user" ? state.user(subject) : nullptr) return user->email;
    if (const auto* preset = scope == "preset" ? state.preset(subject) : nullptr) return preset->name;
    return subject;
}

json::object useJson(const LimitUse& use) {
    return {{"requests_minute", use.requestsMinute}, {"tokens_minute", use.tokensMinute}, {"tokens_day", use.tokensDay},
            {"running", use.running},                {"spent_nanousd", use.spentNanoUsd}, {"refused", use.refused},
            {"requests_peak_5m", use.requestsPeak}};
}

const std::optional<std::int64_t>& numberOf(const store::LimitRuleRow& row, const std::string& limit) {
    if (limit == "rpm") return row.rpm;
    if (limit == "tpm") return row.tpm;
    if (limit == "tpd") return row.tpd;
    if (limit == "max_parallel") return row.parallelMax;
    if (limit == "budget") return row.budgetNanoUsd;
    return limit == "budget_day" ? row.budgetDayNanoUsd : row.budgetMonthNanoUsd;
}

/// The narrowest range with a rule that holds the address.
const store::LimitRuleRow* rangeOf(const control::State& state, const std::string& address) {
    const auto wanted = parseIp(address);
    const store::LimitRuleRow* best = nullptr;
    int bits = -1;
    for (auto at = state.limits.lower_bound("ip/"); wanted && at != state.limits.end() && at->second.scope == "ip"; ++at) {
        const auto range = parseCidr(at->second.subject);
        if (!range || !range->contains(*wanted) || range->bits <= bits) continue;
        best = &at->second;
        bits = range->bits;
    }
    return best;
}

json::object from(const std::string& scope, const std::string& subject) { return {{"scope", scope}, {"subject", subject}}; }

/// Where a limit was set: what stands nearer wins, field by field.
json::object sourceOf(const control::State& state, const LimitState& fact) {
    if (fact.scope == "key") {
        if (fact.own || fact.limit.starts_with("budget")) return from("key", fact.subject);
        const auto global = state.limits.find("global/*");
        if (global != state.limits.end() && numberOf(global->second, fact.limit)) return from("global", "*");
        return {{"scope", "setting"}, {"subject", fact.limit == "rpm" ? "RATE_LIMIT_EXTERNAL_RPM" : "RATE_LIMIT_EXTERNAL_TPM"}};
    }
    const store::LimitRuleRow* own = nullptr;
    if (fact.scope == "ip") {
        own = rangeOf(state, fact.subject);
    } else if (const auto found = state.limits.find(control::limitPlace(fact.scope, fact.subject)); found != state.limits.end()) {
        own = &found->second;
    }
    return own && numberOf(*own, fact.limit) ? from(fact.scope, own->subject) : from(fact.scope, "*");
}

/// What holds where this row says nothing: of a key the global rule and the settings, of the others the rule for each.
json::object inheritedJson(const control::State& state, const config::Settings& settings, const store::LimitRuleRow& row) {
    json::object out;
    if (row.scope == "global") return out;
    const bool key = row.scope == "key";
    const auto found = row.subject == "*" ? state.limits.end() : state.limits.find(key ? "global/*" : control::limitPlace(row.scope, "*"));
    for (const char* field : {"rpm", "tpm", "tpd", "max_parallel"}) {
        if (numberOf(row, field)) continue;
        const std::string limit = field;
        const auto* each = found == state.limits.end() ? nullptr : &numberOf(found->second, limit);
        const std::int64_t setting = !key ? 0 : limit == "rpm" ? settings.rateLimitRpm : limit == "tpm" ? static_cast<std::int64_t>(settings.rateLimitTpm) : 0;
        if (each && *each) {
            out[field] = **each;
        } else if (setting > 0) {
            out[field] = setting;
        }
    }
    return out;
}

const char* unitOf(const std::string& limit) {
    if (limit.starts_with("budget")) return "nanousd";
    return limit == "rpm" || limit == "max_parallel" ? "requests" : "tokens";
}

}  // namespace

json::object limitJson(Services& services, const store::LimitRuleRow& row) {
    auto& ready = services.ready();
    json::object out{{"scope", row.scope}, {"subject", row.subject}, {"name", nameOf(ready.control.state(), row.scope, row.subject)}};
    out["etag"] = control::tagOf(row);
    out["rpm"] = orNull(row.rpm);
    out["tpm"] = orNull(row.tpm);
    out["tpd"] = orNull(row.tpd);
    out["max_parallel"] = orNull(row.parallelMax);
    out["budget_usd"] = usdOrNull(row.budgetNanoUsd);
    out["budget_day_usd"] = usdOrNull(row.budgetDayNanoUsd);
    out["budget_month_usd"] = usdOrNull(row.budgetMonthNanoUsd);
    out["updated_by"] = textOrNull(row.updatedBy);
    out["updated_at"] = row.updatedAt == WallTime{} ? json::value(nullptr) : json::value(timeText(row.updatedAt));
    // Ranges have no counters: each address in them is counted by itself.
    const bool one = row.subject != "*" && (row.scope != "ip" || parseIp(row.subject));
    out["use"] = one ? json::value(useJson(ready.facts.limitUse(row.scope, row.subject))) : json::value(nullptr);
    out["inherited"] = inheritedJson(ready.control.state(), services.settings, row);
    if (row.scope == "global") {
        const auto number = [](std::int64_t value) { return value > 0 ? json::value(value) : json::value(nullptr); };
        out["settings"] = {{"rpm", number(services.settings.rateLimitRpm)},
                           {"tpm", number(static_cast<std::int64_t>(services.settings.rateLimitTpm))}};
    }
    return out;
}

json::object limitStateJson(Services& services, const LimitState& fact) {
    const auto& state = services.ready().control.state();
    json::object out{{"scope", fact.scope}, {"subject", fact.subject}, {"name", nameOf(state, fact.scope, fact.subject)}};
    out["limit"] = fact.limit;
    out["unit"] = unitOf(fact.limit);
    out["value"] = fact.value;
    out["used"] = fact.used;
    out["held"] = fact.held;
    out["left"] = std::max<std::int64_t>(0, fact.value - fact.used);
    out["resets_at"] = fact.resets ? json::value(timeText(*fact.resets)) : json::value(nullptr);
    out["source"] = sourceOf(state, fact);
    return out;
}

}  // namespace gw::admin
