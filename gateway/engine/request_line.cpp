#include "gateway/engine/request_line.hpp"

#include "gateway/base/http.hpp"
#include "gateway/base/line_writer.hpp"
#include "gateway/base/log_text.hpp"

#include <string_view>

namespace gw::engine {

namespace {

using namespace std::string_view_literals;
using ledger::RequestRecord;

/// ` name=value`.
struct TextFields {
    LineWriter& line;
    void text(std::string_view name, std::string_view value) const {
        if (value.empty()) return;
        if (log::isBare(value)) return line.put(' ', name, '=', value);
        std::string quoted;
        log::appendQuoted(quoted, value);
        line.put(' ', name, '=', std::string_view(quoted));
    }
    void number(std::string_view name, std::int64_t value) const {
        line.put(' ', name, '=');
        line.number(value);
    }
};

/// `,"name":value`.
struct JsonFields {
    LineWriter& line;
    void text(std::string_view name, std::string_view value) const {
        if (value.empty()) return;
        // What needs no quotes in a text line needs no escapes here.
        if (log::isBare(value)) return line.put(",\""sv, name, "\":\""sv, value, '"');
        line.put(",\""sv, name, "\":"sv, std::string_view(jsonQuoted(value)));
    }
    void number(std::string_view name, std::int64_t value) const {
        line.put(",\""sv, name, "\":"sv);
        line.number(value);
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
    LineWriter line(out);
    line.put(time.text(record.createdAt), ' ', std::string_view(levelOf(record)), " request"sv);
    eachField(record, TextFields{line});
}

void appendJsonLine(std::string& out, const RequestRecord& record, LineTime& time) {
    LineWriter line(out);
    line.put("{\"time\":\""sv, time.text(record.createdAt), "\",\"level\":\""sv, std::string_view(levelOf(record)), "\",\"logger\":\"request\""sv);
    eachField(record, JsonFields{line});
    line.put('}');
}

}  // namespace gw::engine
