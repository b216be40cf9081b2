#include "gateway/admin/key_reply.hpp"

#include "gateway/admin/row_json.hpp"
#include "gateway/control/money_text.hpp"
#include "gateway/control/row_tag.hpp"

#include <boost/json/value.hpp>

#include <utility>

namespace gw::admin {

namespace json = boost::json;

namespace {

/// The old secret of a rotated key while it still works, with what tells whether anybody still uses it.
json::value graceOf(const store::KeyListRow& row, WallTime now) {
    if (!row.key.previousUntil || *row.key.previousUntil <= now) return nullptr;
    json::object grace;
    grace["previous_prefix"] = textOrNull(row.key.previousPrefix);
    grace["until"] = timeText(*row.key.previousUntil);
    grace["previous_last_used_at"] = timeOrNull(row.figures.previousUsedAt);
    grace["previous_last_ip"] = textOrNull(row.figures.previousIp);
    grace["last_used_at"] = timeOrNull(row.figures.secretUsedAt);
    return grace;
}

}  // namespace

json::object keyJson(const store::KeyListRow& row, WallTime now) {
    const auto& key = row.key;
    json::object out;
    out["id"] = key.id;
    out["etag"] = control::tagOf(key);
    out["name"] = key.name;
    out["prefix"] = key.prefix;
    out["status"] = key.status;
    out["expired"] = key.expiresAt && *key.expiresAt <= now;
    out["user_id"] = textOrNull(key.userId);
    out["user_email"] = textOrNull(row.userEmail);
    out["rpm"] = orNull(key.rpm);
    out["tpm"] = orNull(key.tpm);
    out["max_parallel"] = orNull(key.parallelMax);
    out["budget_usd"] = key.budgetNanoUsd ? json::value(control::usdText(NanoUsd{*key.budgetNanoUsd})) : json::value(nullptr);
    out["models"] = listOf(key.models);
    out["allowed_ips"] = listOf(key.allowedIps);
    out["require_signature"] = key.requireSignature;
    out["default_preset"] = textOrNull(key.defaultPreset);
    out["created_at"] = timeText(key.createdAt);
    out["rotated_at"] = timeOrNull(key.rotatedAt);
    out["grace"] = graceOf(row, now);
    out["expires_at"] = timeOrNull(key.expiresAt);
    out["revoked_at"] = timeOrNull(key.revokedAt);
    out["revoke_reason"] = textOrNull(key.revokeReason);
    out["last_used_at"] = timeOrNull(row.figures.lastUsedAt);
    out["last_ip"] = textOrNull(row.figures.lastIp);
    out["requests_today"] = row.figures.requestsToday;
    out["errors_today"] = row.figures.errorsToday;
    out["cost_today_nanousd"] = row.figures.costTodayNanoUsd;
    out["tags"] = listOf(key.tags);
    return out;
}

json::object workersJson(const control::PublishReport& report) {
    return {{"acknowledged", report.acknowledged}, {"total", report.total}};
}

void replyKey(Services& services, const ExchangePtr& exchange, const std::string& id, json::object extra, int status) {
    const auto now = services.clock.wall();
    const auto job = [id, now](store::Database& database) { return store::findApiKey(database, id, now); };
    auto found = [exchange, extra = std::move(extra), now, status](const Result<std::optional<store::KeyListRow>>& row) {
        if (!row) return exchange->fail(row.error());
        if (!*row) {
            return exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                                        "There is no API key with this id: see GET /api/v1/admin/api-keys.", "id"});
        }
        auto body = keyJson(**row, now);
        for (const auto& member : extra) body[member.key()] = member.value();
        exchange->ok(body, status);
    };
    services.ready().store.read(job, exchange->then(std::move(found)));
}

}  // namespace gw::admin
