#include "gateway/engine/request_line.hpp"

#include "gateway/base/http.hpp"
#include "gateway/base/log.hpp"

#include <functional>
#include <string_view>

namespace gw::engine {

namespace {

using ledger::RequestRecord;

/// The word of the attempt that failed last, when an upstream failed at all.
std::string upstreamWord(const RequestRecord& record) {
    for (auto attempt = record.attemptList.rbegin(); attempt != record.attemptList.rend(); ++attempt)
        if (attempt->error) return std::string(codeText(*attempt->error));
    return {};
}

struct Field {
    const char* name;
    std::string value;
    bool number = false;
};

/// One order for both forms; a field without a value is left out.
void eachField(const RequestRecord& r, const std::function<void(const Field&)>& visit) {
    const auto text = [&](const char* name, const std::string& value) {
        if (!value.empty()) visit({name, value});
    };
    const auto number = [&](const char* name, std::int64_t value) { visit({name, std::to_string(value), true}); };
    text("trace_id", r.traceId);
    text("client_request_id", r.clientRequestId);
    text("key", r.keyPrefix);
    text("ip", r.ip);
    text("route", r.route);
    text("provider", r.provider);
    text("model", r.model);
    if (r.upstreamModel != r.model) text("upstream_model", r.upstreamModel);
    number("status", r.status);
    // The word of the handbook's grep (8.3).
    if (r.error == ErrorCode::signatureFailed) text("event", "signature_failed");
    if (r.error) text("error_code", std::string(codeText(*r.error)));
    text("upstream_error", upstreamWord(r));
    if (r.stream) number("stream", 1);
    if (r.console) number("console", 1);
    number("attempts", r.attempts);
    number("tokens_in", r.usage.input);
    number("tokens_out", r.usage.output);
    if (r.cost) number("cost_nanousd", r.cost->value);
    if (r.estimated) number("estimated", 1);
    if (r.ttftMs) number("ttft_ms", *r.ttftMs);
    number("latency_ms", r.latencyMs);
}

}  // namespace

const char* levelOf(const RequestRecord& record) {
    const bool ours = record.error && *record.error != ErrorCode::clientGone;
    if (record.status >= 500 || (ours && record.status < 400)) return "ERROR";
    if (record.status >= 400 || record.attempts > 1) return "WARN";
    return "INFO";
}

std::string textLine(const RequestRecord& record) {
    std::string line = rfc3339(record.createdAt) + " " + levelOf(record) + " request";
    eachField(record, [&](const Field& field) {
        line.append(" ").append(field.name).append("=").append(field.number ? field.value : log::quoted(field.value));
    });
    return line;
}

std::string jsonLine(const RequestRecord& record) {
    std::string line = "{\"time\":\"" + rfc3339(record.createdAt) + "\",\"level\":\"" + levelOf(record) +
                       "\",\"logger\":\"request\"";
    eachField(record, [&](const Field& field) {
        line.append(",\"").append(field.name).append("\":").append(field.number ? field.value : jsonQuoted(field.value));
    });
    return line + "}";
}

}  // namespace gw::engine
