#include "gateway/pipeline/cache_plan.hpp"

#include "gateway/dialect/canonical_json.hpp"
#include "gateway/pipeline/forward.hpp"
#include "gateway/pipeline/worker_state.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
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

/// What a client has to say to caches.
struct CacheWords {
    bool noStore = false, noCache = false;
    std::optional<std::chrono::seconds> maxAge;
};

/// A number of seconds may stand in quotes; what is no number asks for what is fresh (RFC 9111 §4.2.1).
std::chrono::seconds ageIn(std::string_view text) {
    constexpr std::uint64_t kMost = 1ULL << 31U;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::uint64_t value = 0;
    const auto [stop, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec == std::errc::result_out_of_range) value = kMost;
    else if (ec != std::errc{} || stop != text.data() + text.size()) value = 0;
    return std::chrono::seconds(static_cast<std::int64_t>(std::min(value, kMost)));
}

void readDirective(std::string_view one, CacheWords& words) {
    constexpr std::string_view kMaxAge = "max-age=";
    while (!one.empty() && isBlank(one.front())) one.remove_prefix(1);
    while (!one.empty() && isBlank(one.back())) one.remove_suffix(1);
    if (equalIgnoringCase(one, "no-store")) words.noStore = true;
    if (equalIgnoringCase(one, "no-cache")) words.noCache = true;
    if (!equalIgnoringCase(one.substr(0, kMaxAge.size()), kMaxAge)) return;
    const auto age = ageIn(one.substr(kMaxAge.size()));
    words.maxAge = words.maxAge ? std::min(*words.maxAge, age) : age;
}

/// A list may be spread over several fields (RFC 9110 §5.3).
CacheWords wordsOf(const RequestHead& head) {
    CacheWords words;
    for (const HeaderView& field : head.fields) {
        if (!isCacheControl(field)) continue;
        for (std::string_view rest = field.value; !rest.empty();) {
            const auto comma = rest.find(',');
            readDirective(rest.substr(0, comma), words);
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
        }
    }
    return words;
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
    const auto outcome = state.canonical().append(state.json(), job.body.text(), job.dialect->canonicalRules(), text);
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
    const CacheWords words = wordsOf(head);
    if (words.noStore) return plan;
    plan.renews = words.noCache;
    if (words.maxAge) plan.madeSince = context.clock.steady() - *words.maxAge;
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
