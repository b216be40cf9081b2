#include "gateway/control/commands/preset_cache.hpp"

#include "gateway/base/digest.hpp"
#include "gateway/control/validate.hpp"

namespace gw::control {

namespace {

constexpr std::int64_t kTtlMax = 2'592'000;  ///< thirty days, in seconds

std::optional<config::CacheUse> cacheUse(std::string_view text) {
    if (text == "off") return config::CacheUse::off;
    if (text == "temperature_zero") return config::CacheUse::temperatureZero;
    if (text == "all") return config::CacheUse::all;
    return std::nullopt;
}

std::optional<config::CacheScope> cacheScope(std::string_view text) {
    if (text == "key") return config::CacheScope::key;
    if (text == "user") return config::CacheScope::user;
    return std::nullopt;
}

}  // namespace

Result<void> applyCache(const PresetCacheInput& input, store::PresetRow& row) {
    if (input.use) {
        if (!cacheUse(*input.use)) return fail(ErrorCode::invalidValue, "cache is off, temperature_zero or all.", "cache");
        row.cache = *input.use;
    }
    if (input.scope) {
        if (!cacheScope(*input.scope)) return fail(ErrorCode::invalidValue, "cache_scope is key or user.", "cache_scope");
        row.cacheScope = *input.scope;
    }
    if (input.ttlSeconds) {
        if (*input.ttlSeconds) {
            if (auto range = checkRange(**input.ttlSeconds, 1, kTtlMax, "cache_ttl_seconds"); !range) return range;
        }
        row.cacheTtlSeconds = *input.ttlSeconds;
    }
    if (input.billPercent) {
        if (auto range = checkRange(*input.billPercent, 0, 100, "cache_bill_percent"); !range) return range;
        row.cacheBillPercent = *input.billPercent;
    }
    return {};
}

std::optional<config::CachePolicy> cachePolicy(const store::PresetRow& row) {
    const auto use = cacheUse(row.cache);
    const auto scope = cacheScope(row.cacheScope);
    const bool ttlFits = !row.cacheTtlSeconds || (*row.cacheTtlSeconds > 0 && *row.cacheTtlSeconds <= kTtlMax);
    if (!use || !scope || !ttlFits || row.cacheBillPercent < 0 || row.cacheBillPercent > 100) return std::nullopt;
    config::CachePolicy policy;
    policy.use = *use;
    policy.scope = *scope;
    policy.billPercent = static_cast<std::uint32_t>(row.cacheBillPercent);
    if (row.cacheTtlSeconds) policy.ttl = std::chrono::seconds(*row.cacheTtlSeconds);
    return policy;
}

std::string cacheMark(const config::Preset& preset) {
    std::string text;
    for (const auto& item : preset.items) {
        if (!item.isActive || !item.provider || !item.provider->isActive) continue;
        const auto& endpoint = item.provider->endpoint;
        for (const std::string* part : {&item.provider->id, &endpoint.hostHeader, &endpoint.prefix, &item.model})
            text.append(*part).push_back('\0');
    }
    return hexText(sha256(text)).substr(0, 32);
}

}  // namespace gw::control
