#include "gateway/control/audit_trail.hpp"

#include "gateway/base/log.hpp"
#include "gateway/control/money_text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace gw::control {

namespace {

namespace json = boost::json;

json::value textOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::value numberOrNull(const std::optional<std::int64_t>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::value timeOrNull(const std::optional<WallTime>& time) {
    return time ? json::value(rfc3339(*time)) : json::value(nullptr);
}

json::array list(const std::vector<std::string>& texts) {
    json::array array;
    for (const auto& text : texts) array.emplace_back(text);
    return array;
}

}  // namespace

json::object shown(const store::UserRow& row) {
    return {{"email", row.email}, {"role", row.role}, {"is_active", row.isActive}, {"must_change_password", row.mustChangePassword}};
}

json::object shown(const store::ApiKeyRow& row) {
    json::object object;
    object["name"] = row.name;
    object["prefix"] = row.prefix;
    object["user_id"] = textOrNull(row.userId);
    object["status"] = row.status;
    object["rpm"] = numberOrNull(row.rpm);
    object["tpm"] = numberOrNull(row.tpm);
    object["max_parallel"] = numberOrNull(row.parallelMax);
    object["budget_usd"] = row.budgetNanoUsd ? json::value(usdText(NanoUsd{*row.budgetNanoUsd})) : json::value(nullptr);
    object["models"] = list(row.models);
    object["allowed_ips"] = list(row.allowedIps);
    object["require_signature"] = row.requireSignature;
    object["default_preset"] = textOrNull(row.defaultPreset);
    object["tags"] = list(row.tags);
    object["expires_at"] = timeOrNull(row.expiresAt);
    object["revoked_at"] = timeOrNull(row.revokedAt);
    object["rotated_at"] = timeOrNull(row.rotatedAt);
    object["previous_prefix"] = textOrNull(row.previousPrefix);
    object["previous_until"] = timeOrNull(row.previousUntil);
    return object;
}

json::object shown(const store::ProviderRow& row) {
    json::object object;
    object["name"] = row.name;
    object["kind"] = row.kind;
    object["base_url"] = row.baseUrl;
    object["allow_private"] = row.allowPrivate;
    object["is_active"] = row.isActive;
    object["credential_hint"] = textOrNull(row.credentialHint);
    object["connect_timeout_ms"] = numberOrNull(row.connectTimeoutMs);
    object["first_byte_timeout_ms"] = numberOrNull(row.firstByteTimeoutMs);
    object["idle_timeout_ms"] = numberOrNull(row.idleTimeoutMs);
    object["total_timeout_ms"] = numberOrNull(row.totalTimeoutMs);
    object["probe_interval_seconds"] = numberOrNull(row.probeSeconds);
    object["probe_model"] = textOrNull(row.probeModel);
    return object;
}

json::object shown(const store::PresetRow& row) {
    json::array items;
    for (const auto& item : row.items) {
        json::object shown{{"provider", item.provider},
                           {"model", item.model},
                           {"weight", item.weight},
                           {"priority", item.priority},
                           {"is_active", item.isActive}};
        if (item.parallelMax) shown["max_parallel"] = *item.parallelMax;
        if (item.rpm) shown["rpm"] = *item.rpm;
        items.push_back(std::move(shown));
    }
    json::object object;
    object["name"] = row.name;
    object["strategy"] = row.strategy;
    object["items"] = std::move(items);
    object["cache"] = row.cache;
    object["cache_scope"] = row.cacheScope;
    object["cache_ttl_seconds"] = numberOrNull(row.cacheTtlSeconds);
    object["cache_bill_percent"] = row.cacheBillPercent;
    return object;
}

json::object shown(const store::BlockedIpRow& row) {
    json::object object;
    object["ip"] = row.ip;
    object["reason"] = textOrNull(row.reason);
    object["source"] = row.source;
    object["expires_at"] = timeOrNull(row.expiresAt);
    return object;
}

json::object shown(const store::CircuitRow& row) {
    json::object object;
    object["provider"] = row.provider;
    object["model"] = row.model;
    object["state"] = row.state;
    object["reason"] = textOrNull(row.reason);
    object["source"] = row.source;
    object["expires_at"] = rfc3339(row.expiresAt);
    if (row.state == "open") object["seconds"] = std::chrono::duration_cast<std::chrono::seconds>(row.expiresAt - row.createdAt).count();
    return object;
}

json::object shown(const store::PriceVersionRow& row) {
    json::object object;
    object["version"] = row.version;
    object["provider"] = row.provider;
    object["model"] = row.model;
    object["rates"] = row.rates;
    object["effective_from"] = rfc3339(row.effectiveFrom);
    object["reason"] = textOrNull(row.reason);
    return object;
}

json::object shown(const store::AdjustmentRow& row) {
    json::object object;
    object["request_id"] = row.requestId;
    object["attempt"] = row.attempt;
    object["cost_nanousd"] = row.costNanoUsd;
    object["reason"] = row.reason;
    return object;
}

json::object shown(const store::LimitRuleRow& row) {
    const auto money = [](const std::optional<std::int64_t>& amount) { return amount ? json::value(usdText(NanoUsd{*amount})) : json::value(nullptr); };
    json::object object;
    object["scope"] = row.scope;
    object["subject"] = row.subject;
    object["rpm"] = numberOrNull(row.rpm);
    object["tpm"] = numberOrNull(row.tpm);
    object["tpd"] = numberOrNull(row.tpd);
    object["max_parallel"] = numberOrNull(row.parallelMax);
    object["budget_usd"] = money(row.budgetNanoUsd);
    object["budget_day_usd"] = money(row.budgetDayNanoUsd);
    object["budget_month_usd"] = money(row.budgetMonthNanoUsd);
    return object;
}

void tellDifference(AuditDraft& draft, const json::object& before, const json::object& after) {
    json::object left;
    json::object right;
    for (const auto& [name, value] : before) {
        const auto* other = after.if_contains(name);
        if (!other || *other != value) left[name] = value;
    }
    for (const auto& [name, value] : after) {
        const auto* other = before.if_contains(name);
        if (!other || *other != value) right[name] = value;
    }
    draft.before = left.empty() ? "" : json::serialize(left);
    draft.after = right.empty() ? "" : json::serialize(right);
}

store::AuditRow auditRow(const AuditDraft& draft, const Actor& actor, const std::string& outcome, WallTime now) {
    store::AuditRow row;
    row.createdAt = now;
    row.actor = actor.email;
    row.actorId = actor.userId;
    row.actorRole = actor.role;
    row.source = actor.source;
    row.ip = actor.ip;
    row.action = draft.action;
    row.targetType = draft.targetType;
    row.targetId = draft.targetId;
    row.targetName = draft.targetName;
    row.outcome = outcome;
    // People paste what they should not.
    row.reason = log::redacted(draft.reason);
    row.before = draft.before;
    row.after = draft.after;
    return row;
}

Result<store::AuditRow> commitChange(store::Database& database, const Change& change, const Actor& actor, WallTime now) {
    for (const auto& row : change.rows) {
        if (auto done = writeChange(database, row, now); !done) return fail(done.error());
    }
    return store::appendAudit(database, auditRow(change.audit, actor, "done", now));
}

}  // namespace gw::control
