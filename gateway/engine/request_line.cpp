#include "gateway/engine/request_line.hpp"

#include "gateway/base/http.hpp"
#include "gateway/base/log_text.hpp"

#include <charconv>
#include <string_view>

namespace gw::engine {

namespace {

using ledger::RequestRecord;

void appendNumber(std::string& out, std::int64_t value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// ` name=value` behind what stands in `out`.
struct TextFields {
    std::string& out;
    void text(std::string_view name, std::string_view value) const {
        if (value.empty()) return;
        out.append(1, ' ').append(name).append(1, '=');
        log::appendQuoted(out, value);
    }
    void number(std::string_view name, std::int64_t value) const {
        out.append(1, ' ').append(name).append(1, '=');
        appendNumber(out, value);
    }
};

/// `,"name":value` behind what stands in `out`.
struct JsonFields {
    std::string& out;
    void text(std::string_view name, std::string_view value) const {
        if (value.empty()) return;
        out.append(",\"").append(name).append("\":").append(jsonQuoted(value));
    }
    void number(std::string_view name, std::int64_t value) const {
        out.append(",\"").append(name).append("\":");
        appendNumber(out, value);
    }
};

/// The word of the attempt that failed last, when an upstream failed at all.
std::string_view upstreamWord(const RequestRecord& record) {
    for (auto attempt = record.attemptList.rbegin(); attempt != record.attemptList.rend(); ++attempt)
        if (attempt->error) return codeText(*attempt->error);
    return {};
}

template <class Fields>
void whoAndWhere(const RequestRecord& r, const Fields& fields) {
    fields.text("trace_id", r.traceId);
    fields.text("client_request_id", r.clientRequestId);
    fields.text("key", r.keyPrefix);
    fields.text("ip", r.ip);
    fields.text("route", r.route);
    fields.text("provider", r.provider);
    fields.text("model", r.model);
    if (r.upstreamModel != r.model) fields.text("upstream_model", r.upstreamModel);
}

/// One order for both forms; a field without a value is left out.
template <class Fields>
void eachField(const RequestRecord& r, const Fields& fields) {
    whoAndWhere(r, fields);
    fields.number("status", r.status);
    // The word of the handbook's grep (8.3).
    if (r.error == ErrorCode::signatureFailed) fields.text("event", "signature_failed");
    if (r.error) fields.text("error_code", codeText(*r.error));
    fields.text("upstream_error", upstreamWord(r));
    if (r.stream) fields.number("stream", 1);
    if (r.console) fields.number("console", 1);
    fields.number("attempts", r.attempts);
    fields.number("tokens_in", r.usage.input);
    fields.number("tokens_out", r.usage.output);
    if (r.cost) fields.number("cost_nanousd", r.cost->value);
    if (r.estimated) fields.number("estimated", 1);
    if (r.ttftMs) fields.number("ttft_ms", *r.ttftMs);
    fields.number("latency_ms", r.latencyMs);
}

}  // namespace

std::string_view LineTime::text(WallTime time) {
    const auto second = std::chrono::floor<std::chrono::seconds>(time);
    if (text_.empty() || second != second_) {
        text_ = rfc3339(time);
        second_ = second;
        return text_;
    }
    const auto millis = static_cast<unsigned>((time - second).count());
    const std::size_t point = text_.size() - 5;  // ".123Z"
    text_[point + 1] = static_cast<char>('0' + millis / 100);
    text_[point + 2] = static_cast<char>('0' + millis / 10 % 10);
    text_[point + 3] = static_cast<char>('0' + millis % 10);
    return text_;
}

const char* levelOf(const RequestRecord& record) {
    const bool ours = record.error && *record.error != ErrorCode::clientGone;
    if (record.status >= 500 || (ours && record.status < 400)) return "ERROR";
    if (record.status >= 400 || record.attempts > 1) return "WARN";
    return "INFO";
}

void appendTextLine(std::string& out, const RequestRecord& record, LineTime& time) {
    out.append(time.text(record.createdAt)).append(1, ' ').append(levelOf(record)).append(" request");
    eachField(record, TextFields{out});
}

void appendJsonLine(std::string& out, const RequestRecord& record, LineTime& time) {
    out.append("{\"time\":\"").append(time.text(record.createdAt)).append("\",\"level\":\"").append(levelOf(record));
    out.append("\",\"logger\":\"request\"");
    eachField(record, JsonFields{out});
    out.push_back('}');
}

}  // namespace gw::engine
