// The admin API's questions about limits, answered from the tables that the workers count in. Control's thread.
#include "gateway/base/digest.hpp"
#include "gateway/engine/engine_ports.hpp"

#include <algorithm>
#include <array>

namespace gw::engine {

namespace {

using limits::Scope;

constexpr std::array kScopes{Scope::key, Scope::user, Scope::preset, Scope::address};

const Scope* scopeOf(const std::string& word) {
    const auto found = std::find_if(kScopes.begin(), kScopes.end(), [&](Scope scope) { return limits::scopeText(scope) == word; });
    return found == kScopes.end() ? nullptr : &*found;
}

/// As the tables know it; empty when it is no single address.
std::string counted(Scope scope, const std::string& subject) {
    if (scope != Scope::address) return subject;
    const auto range = parseCidr(subject);
    return range ? limits::KeyAdmission::addressSubject(range->base) : std::string();
}

}  // namespace

std::vector<admin::LimitState> EngineFacts::explainLimits(const std::string& keyId, const std::string& presetId,
                                                          const std::optional<IpAddress>& address) const {
    std::vector<admin::LimitState> states;
    const auto* row = running_.control->state().key(keyId);
    const auto hash = row ? hexDigest(row->secretHash) : std::nullopt;
    const auto snapshot = running_.control->snapshot();
    const auto key = hash ? snapshot->findKey(*hash) : nullptr;
    if (!key || !running_.admission) return states;
    limits::Ask ask;
    ask.key = key.get();
    ask.defaults = {running_.settings.rateLimitRpm, running_.settings.rateLimitTpm, running_.settings.rateLimitTpmStrict};
    ask.rules = snapshot->limits.get();
    ask.presetId = &presetId;
    ask.address = address ? &*address : nullptr;
    for (const auto& fact : running_.admission->explain(ask)) {
        states.push_back({std::string(limits::scopeText(fact.scope)), fact.subject, std::string(limits::limitText(fact.limit)), fact.own,
                          fact.value, fact.used, fact.held, fact.resets});
    }
    return states;
}

admin::LimitUse EngineFacts::limitUse(const std::string& scope, const std::string& subject) const {
    const Scope* known = scopeOf(scope);
    if (!known || !running_.admission) return {};
    const auto figures = running_.admission->figures(*known, counted(*known, subject));
    return {figures.requests, figures.tokens, figures.dayTokens, figures.running, figures.spent.value, static_cast<std::int64_t>(figures.refused), figures.requestsPeak};
}

void EngineFacts::resetLimits(const std::string& scope, const std::string& subject) {
    const Scope* known = scopeOf(scope);
    if (!known || !running_.admission) return;
    running_.admission->reset(*known, subject.empty() || subject == "*" ? std::string() : counted(*known, subject));
}

void EngineFacts::correctSpending(const std::string& keyId, const std::string& userId, WallTime began, NanoUsd amount) {
    if (!running_.admission) return;
    if (!keyId.empty()) running_.admission->correct(Scope::key, keyId, began, amount);
    if (!userId.empty()) running_.admission->correct(Scope::user, userId, began, amount);
}

}  // namespace gw::engine
