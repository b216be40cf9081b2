#include "gateway/net/response_head.hpp"

#include "gateway/base/field_line.hpp"
#include "gateway/net/head_grammar.hpp"

#include <algorithm>

namespace gw::net {
namespace {

void clear(UpstreamHead& head) {
    head.status = 0;
    head.fields.clear();
    head.contentLength.reset();
    head.chunked = false;
}

/// Of "timeout=5, max=100"; nothing when it does not say, or not in plain numbers.
std::optional<std::chrono::seconds> timeoutOf(std::string_view value) {
    constexpr std::string_view kName = "timeout=";
    constexpr std::uint64_t kSecondsMax = 86'400;
    const std::size_t at = value.find(kName);
    if (at == std::string_view::npos) return std::nullopt;
    value.remove_prefix(at + kName.size());
    value = value.substr(0, value.find_first_not_of("0123456789"));
    std::uint64_t seconds = 0;
    if (parseDecimal(value, seconds) != Decimal::ok) return std::nullopt;
    return std::chrono::seconds(std::min(seconds, kSecondsMax));
}

}  // namespace

ResponseHeadParser::State ResponseHeadParser::refuse(std::string_view why) {
    why_ = why;
    return State::refused;
}

ResponseHeadParser::State ResponseHeadParser::parse(std::string_view bytes, UpstreamHead& head) {
    const std::size_t resumeAt = checked_;
    State state = pass(bytes, head, resumeAt);
    // Lines that were checked in an earlier call are read once more, where they lie at last.
    if (state == State::complete && resumeAt > 0) {
        checked_ = 0;
        fields_ = 0;
        state = pass(bytes, head, 0);
    }
    return state == State::complete ? finish(head) : state;
}

ResponseHeadParser::State ResponseHeadParser::pass(std::string_view bytes, UpstreamHead& head, std::size_t from) {
    clear(head);
    while (true) {
        if (from != 0) {
            if (const auto plain = plainFieldLine(bytes, from)) {
                if (plain->next > headMax_) return refuse("head too large");
                if (takeField(plain->field, head) == State::refused) return State::refused;
                from = checked_ = plain->next;
                continue;
            }
        }
        const Line line = nextLine(bytes, from);
        if (line.end == LineEnd::bare) return refuse("a line does not end in CRLF");
        if (line.end == LineEnd::unfinished) {
            if (bytes.size() >= headMax_) return refuse("head too large");
            const std::string_view part =
                line.text.ends_with('\r') ? line.text.substr(0, line.text.size() - 1) : line.text;
            return isLinePart(part) ? State::unfinished : refuse("control character in the head");
        }
        if (line.next > headMax_) return refuse("head too large");
        if (from == 0) {
            if (statusLine(line.text, head) == State::refused) return State::refused;
        } else if (line.text.empty()) {
            headSize_ = line.next;
            return State::complete;
        } else {
            if (fields_ >= fieldsMax_) return refuse("too many fields");
            const auto field = parseFieldLine(line.text);
            if (!field) return refuse("malformed field line");
            if (takeField(*field, head) == State::refused) return State::refused;
        }
        from = line.next;
        checked_ = from;
    }
}

ResponseHeadParser::State ResponseHeadParser::takeField(const HeaderView& field, UpstreamHead& head) {
    if (++fields_ > fieldsMax_) return refuse("too many fields");
    head.fields.push_back(field);
    return State::unfinished;
}

ResponseHeadParser::State ResponseHeadParser::statusLine(std::string_view line, UpstreamHead& head) {
    // "HTTP/1.1 200" with or without a reason behind a space: many servers leave the space out with the reason.
    if (line.size() < 12 || !line.starts_with("HTTP/1.") || (line[7] != '0' && line[7] != '1') || line[8] != ' ') {
        return refuse("malformed status line");
    }
    http10_ = line[7] == '0';
    for (const char c : line.substr(9, 3)) {
        if (c < '0' || c > '9') return refuse("malformed status");
        head.status = head.status * 10 + (c - '0');
    }
    if (head.status < 100 || head.status > 599) return refuse("status out of range");
    if (line.size() > 12 && (line[12] != ' ' || !isFieldText(line.substr(13)))) return refuse("malformed reason");
    return State::unfinished;
}

ResponseHeadParser::State ResponseHeadParser::finish(UpstreamHead& head) {
    keepAlive_ = !http10_;
    for (const HeaderView& field : head.fields) {
        if (oneField(field, head) == State::refused) return State::refused;
    }
    if (head.chunked && head.contentLength) return refuse("both Content-Length and Transfer-Encoding");
    if (head.chunked && http10_) return refuse("Transfer-Encoding in HTTP/1.0");
    return State::complete;
}

ResponseHeadParser::State ResponseHeadParser::oneField(const HeaderView& field, UpstreamHead& head) {
    if (isNamed(field.name, "content-length")) {
        std::uint64_t length = 0;
        if (head.contentLength || parseDecimal(field.value, length) != Decimal::ok)
            return refuse("malformed Content-Length");
        head.contentLength = length;
    } else if (isNamed(field.name, "transfer-encoding")) {
        if (head.chunked || !isNamed(field.value, "chunked"))
            return refuse("Transfer-Encoding is not chunked");
        head.chunked = true;
    } else if (isNamed(field.name, "connection") && listHolds(field.value, "close")) {
        keepAlive_ = false;
    } else if (isNamed(field.name, "keep-alive")) {
        keepAliveTime_ = timeoutOf(field.value);
    }
    return State::unfinished;
}

}  // namespace gw::net
