#include "gateway/pipeline/cache_plan.hpp"

#include "gateway/dialect/canonical_json.hpp"
#include "gateway/pipeline/forward.hpp"
#include "gateway/pipeline/worker_state.hpp"

#include <algorithm>
#include <string>

namespace gw::pipeline {

namespace {

using config::CachePolicy;
using config::CacheScope;
using config::CacheUse;

bool mayUseCache(const CachePolicy& policy, const dialect::Request& request) {
    if (policy.use == CacheUse::off) return false;
    return policy.use == CacheUse::all || (request.temperature && *request.temperature == 0.0);
}

constexpr bool isBlank(char c) noexcept { return c == ' ' || c == '\t'; }

bool isCacheControl(const HeaderView& field) { return field.name.size() == 13 && equalIgnoringCase(field.name, "cache-control"); }

bool hasDirective(std::string_view value, std::string_view directive) {
    while (!value.empty()) {
        const auto comma = value.find(',');
        std::string_view one = value.substr(0, comma);
        value = comma == std::string_view::npos ? std::string_view() : value.substr(comma + 1);
        while (!one.empty() && isBlank(one.front())) one.remove_prefix(1);
        while (!one.empty() && isBlank(one.back())) one.remove_suffix(1);
        if (equalIgnoringCase(one, directive)) return true;
    }
    return false;
}

/// A list may be spread over several fields (RFC 9110 §5.3).
bool asksFor(const RequestHead& head, std::string_view directive) {
    return std::any_of(head.fields.begin(), head.fields.end(), [directive](const HeaderView& field) {
        return isCacheControl(field) && hasDirective(field.value, directive);
    });
}

/// Everything the answer depends on, and who may have it. Parts end with a byte that none of them holds.
bool writeKeyText(WorkerState& state, const ForwardJob& job, const RequestHead& head, const CachePolicy& policy, std::string& text) {
    constexpr char kEnd = '\0';
    const config::ApiKey& key = *job.facts.key;
    const bool byUser = policy.scope == CacheScope::user && !key.userId.empty();
    text.assign(byUser ? "user " : "key ").append(byUser ? key.userId : key.id).push_back(kEnd);
    text.append(job.dialect->name()).push_back(kEnd);
    // The one field of the client's that is handed on and changes what an upstream says.
    text.append(head.value("openai-beta")).push_back(kEnd);
    if (job.route.preset) {
        text.append(job.route.presetId).append(job.route.preset->cacheMark).push_back(kEnd);
    } else {
        const config::Provider& provider = *job.route.candidates.front().provider;
        text.append(provider.id).append(provider.endpoint.hostHeader).append(provider.endpoint.prefix).push_back(kEnd);
    }
    text.push_back(job.request.stream ? 's' : 'p');
    text.push_back(job.request.hidesUsage() ? 'h' : 'u');
    const auto outcome = dialect::canonicalJson(state.json(), job.body.text(), job.dialect->canonicalRules(), text);
    return outcome == dialect::CanonicalOutcome::ok;
}

}  // namespace

CachePlan planCache(WorkerState& state, const ForwardJob& job, const RequestHead& head) {
    static const CachePolicy kDefault;
    const PipelineContext& context = state.context();
    CachePlan plan;
    if (!context.cache) return plan;
    plan.word = kCacheBypass;
    const CachePolicy& policy = job.route.preset ? job.route.preset->cache : kDefault;
    if (!mayUseCache(policy, job.request)) return plan;
    if (asksFor(head, "no-store")) return plan;
    plan.renews = asksFor(head, "no-cache");
    std::string& text = state.scratch();
    if (!writeKeyText(state, job, head, policy, text)) return plan;
    plan.key = state.sha()(text);
    state.trimScratch();
    plan.asks = true;
    plan.ttl = policy.ttl.value_or(context.settings.cacheTtl);
    plan.billPercent = policy.billPercent;
    if (!plan.renews) plan.word = kCacheMiss;
    return plan;
}

bool saysCacheControl(const RequestHead& head) noexcept { return std::any_of(head.fields.begin(), head.fields.end(), isCacheControl); }

void addCacheField(ResponseHead& head, std::string_view word) {
    if (!word.empty()) head.fields.emplace_back("x-gateway-cache", word);
}

}  // namespace gw::pipeline
