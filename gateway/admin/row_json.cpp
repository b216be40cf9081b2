#include "gateway/admin/row_json.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

namespace gw::admin {

namespace json = boost::json;

json::value orNull(const std::optional<std::int64_t>& number) { return number ? json::value(*number) : json::value(nullptr); }
json::value orNull(const std::optional<std::string>& text) { return text ? json::value(*text) : json::value(nullptr); }
json::value textOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }
json::value timeText(WallTime time) { return json::value(rfc3339(time)); }
json::value timeOrNull(const std::optional<WallTime>& time) { return time ? timeText(*time) : json::value(nullptr); }
json::value listOf(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

namespace {

/// Audit rows hold JSON text that control wrote; a row that was edited by hand is shown as text.
json::value objectOrNull(const std::string& text) {
    if (text.empty()) return nullptr;
    json::error_code ec;
    auto value = json::parse(text, ec);
    return ec ? json::value(text) : value;
}

}  // namespace

json::object auditJson(const store::AuditRow& row) {
    json::object out;
    out["seq"] = row.seq;
    out["created_at"] = timeText(row.createdAt);
    out["actor"] = row.actor;
    out["actor_role"] = row.actorRole;
    out["source"] = row.source;
    out["ip"] = textOrNull(row.ip);
    out["action"] = row.action;
    out["target_type"] = textOrNull(row.targetType);
    out["target_id"] = textOrNull(row.targetId);
    out["target_name"] = textOrNull(row.targetName);
    out["outcome"] = row.outcome;
    out["reason"] = textOrNull(row.reason);
    out["before"] = objectOrNull(row.before);
    out["after"] = objectOrNull(row.after);
    out["hash"] = row.hash;
    return out;
}

json::object requestJson(const store::RequestRow& row) {
    json::object out;
    out["id"] = row.id;
    out["trace_id"] = row.traceId;
    out["client_request_id"] = textOrNull(row.clientRequestId);
    out["created_at"] = timeText(row.createdAt);
    out["key_id"] = textOrNull(row.keyId);
    out["key_prefix"] = textOrNull(row.keyPrefix);
    out["key_name"] = textOrNull(row.keyName);
    out["user_id"] = textOrNull(row.userId);
    out["ip"] = textOrNull(row.ip);
    out["route"] = row.route;
    out["dialect"] = textOrNull(row.dialect);
    out["model"] = textOrNull(row.model);
    out["preset_id"] = textOrNull(row.presetId);
    out["provider"] = textOrNull(row.provider);
    out["upstream_model"] = textOrNull(row.upstreamModel);
    out["status"] = row.status;
    out["error_code"] = textOrNull(row.errorCode);
    out["stream"] = row.stream;
    out["cache"] = textOrNull(row.cache);
    out["attempts"] = row.attempts;
    out["tokens_in"] = row.tokensIn;
    out["tokens_out"] = row.tokensOut;
    out["tokens_cached"] = row.tokensCached;
    out["tokens_reasoning"] = row.tokensReasoning;
    out["cost_nanousd"] = orNull(row.costNanoUsd);
    out["estimated"] = row.estimated;
    out["ttft_ms"] = orNull(row.ttftMs);
    out["latency_ms"] = row.latencyMs;
    out["upstream_ms"] = row.upstreamMs;
    out["node"] = textOrNull(row.node);
    return out;
}

json::object requestJson(const ledger::RequestRecord& record, const control::State& state) {
    store::RequestRow row;
    row.id = record.traceId;
    row.traceId = record.traceId;
    row.clientRequestId = record.clientRequestId;
    row.createdAt = record.createdAt;
    row.keyId = record.keyId;
    row.keyPrefix = record.keyPrefix;
    const auto* key = state.key(record.keyId);
    row.keyName = key ? key->name : std::string();
    row.userId = record.userId;
    row.ip = record.ip;
    row.route = record.route;
    row.dialect = record.dialect;
    row.model = record.model;
    row.presetId = record.presetId;
    row.provider = record.provider;
    row.upstreamModel = record.upstreamModel;
    row.status = record.status;
    row.errorCode = record.error ? std::string(codeText(*record.error)) : std::string();
    row.stream = record.stream;
    row.cache = record.cache;
    row.attempts = record.attempts;
    row.tokensIn = record.usage.input;
    row.tokensOut = record.usage.output;
    row.tokensCached = record.usage.cached;
    row.tokensReasoning = record.usage.reasoning;
    if (record.cost) row.costNanoUsd = record.cost->value;
    row.estimated = record.estimated;
    row.ttftMs = record.ttftMs;
    row.latencyMs = record.latencyMs;
    row.upstreamMs = record.upstreamMs;
    row.node = record.node;
    return requestJson(row);
}

json::object adjustmentJson(const store::AdjustmentRow& row) {
    json::object out;
    out["id"] = row.id;
    out["request_id"] = row.requestId;
    out["attempt"] = row.attempt;
    out["cost_nanousd"] = row.costNanoUsd;
    out["reason"] = row.reason;
    out["actor"] = row.actor;
    out["created_at"] = timeText(row.createdAt);
    return out;
}

}  // namespace gw::admin
