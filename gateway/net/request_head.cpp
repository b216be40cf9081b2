#include "gateway/net/request_head.hpp"

#include "gateway/base/field_line.hpp"
#include "gateway/net/head_grammar.hpp"

namespace gw::net {
namespace {

Method methodOf(std::string_view text) {
    if (text == "POST") return Method::post;
    if (text == "GET") return Method::get;
    if (text == "HEAD") return Method::head;
    if (text == "PUT") return Method::put;
    if (text == "PATCH") return Method::patch;
    if (text == "DELETE") return Method::del;
    if (text == "OPTIONS") return Method::options;
    return Method::other;
}

bool isVersion(std::string_view text) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 8 && text.starts_with("HTTP/") && digit(text[5]) && text[6] == '.' && digit(text[7]);
}

/// Whether the name may be one of those oneField knows.
bool isFraming(std::string_view name) {
    switch (name.size()) {
        case 4:   // host
        case 6:   // expect
        case 10:  // connection
        case 14:  // content-length
        case 17:  // transfer-encoding
            return true;
        default:
            return false;
    }
}

void clear(RequestHead& head) {
    auto fields = std::move(head.fields);
    fields.clear();
    head = RequestHead{};
    head.fields = std::move(fields);
}

constexpr std::size_t kMethodMax = 32;

}  // namespace

RequestHeadParser::State RequestHeadParser::refuse(int status, std::string_view why) {
    fault_ = HeadFault{status, why};
    return State::refused;
}

RequestHeadParser::State RequestHeadParser::parse(std::string_view bytes, RequestHead& head) {
    // RFC 9112 §2.2: one empty line before the request line is ignored (old clients send it behind a body).
    std::size_t start = bytes.starts_with("\r\n") ? 2 : 0;
    const std::size_t resumeAt = checked_;
    State state = pass(bytes, head, resumeAt == 0 ? start : resumeAt);
    // Lines that were checked in an earlier call are read once more, where they lie at last.
    if (state == State::complete && resumeAt > start) {
        checked_ = 0;
        fields_ = 0;
        state = pass(bytes, head, start);
    }
    return state == State::complete ? finish(head) : state;
}

RequestHeadParser::State RequestHeadParser::pass(std::string_view bytes, RequestHead& head, std::size_t from) {
    clear(head);
    const std::size_t start = bytes.starts_with("\r\n") ? 2 : 0;
    while (true) {
        if (from != start) {
            if (const auto plain = plainFieldLine(bytes, from)) {
                if (plain->next > limits_.headMax) return refuse(431, "head too large");
                if (takeField(plain->field, head) == State::refused) return State::refused;
                from = checked_ = plain->next;
                continue;
            }
        }
        const Line line = nextLine(bytes, from);
        if (line.end == LineEnd::unfinished) return unfinished(bytes, from, line.text);
        if (line.end == LineEnd::bare) return refuse(400, "a line does not end in CRLF");
        if (line.next > limits_.headMax && from != start) return refuse(431, "head too large");
        if (line.text.empty() && from != start) {
            headSize_ = line.next;
            return State::complete;
        }
        const bool first = from == start;
        if (const State state = takeLine(line.text, first ? 0 : 1, head); state == State::refused) return state;
        from = line.next;
        checked_ = from;
    }
}

RequestHeadParser::State RequestHeadParser::takeLine(std::string_view line, std::size_t index, RequestHead& head) {
    if (index == 0) return requestLine(line, head);
    if (fields_ >= limits_.fieldsMax) return refuse(431, "too many fields");
    const auto field = parseFieldLine(line);
    return field ? takeField(*field, head) : refuse(400, "malformed field line");
}

RequestHeadParser::State RequestHeadParser::takeField(const HeaderView& field, RequestHead& head) {
    if (++fields_ > limits_.fieldsMax) return refuse(431, "too many fields");
    head.fields.push_back(field);
    return State::unfinished;
}

RequestHeadParser::State RequestHeadParser::unfinished(std::string_view bytes, std::size_t from,
                                                       std::string_view part) {
    const std::size_t start = bytes.starts_with("\r\n") ? 2 : 0;
    if (from == start && part.size() > limits_.lineMax) return refuse(414, "request line too long");
    if (bytes.size() >= limits_.headMax) return refuse(431, "head too large");
    // A control character will not be right whatever follows; a CR may be the first half of the line's end.
    if (part.ends_with('\r')) part.remove_suffix(1);
    if (!isLinePart(part)) return refuse(400, "control character in the head");
    return State::unfinished;
}

RequestHeadParser::State RequestHeadParser::requestLine(std::string_view line, RequestHead& head) {
    if (line.size() > limits_.lineMax) return refuse(414, "request line too long");
    const auto space = line.find(' ');
    const auto last = line.rfind(' ');
    if (space == std::string_view::npos || space == last) return refuse(400, "malformed request line");
    const std::string_view method = line.substr(0, space);
    const std::string_view version = line.substr(last + 1);
    head.target = line.substr(space + 1, last - space - 1);
    if (!isToken(method) || method.size() > kMethodMax) return refuse(400, "malformed method");
    if (!isVersion(version)) return refuse(400, "malformed protocol version");
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return refuse(505, "protocol version not supported");
    head.http10 = version.back() == '0';
    head.method = methodOf(method);
    authority_ = {};
    if (!takeAuthority(head)) return refuse(400, "malformed absolute target");
    const bool asterisk = head.target == "*" && head.method == Method::options;
    if (!asterisk && !isOriginTarget(head.target)) return refuse(400, "the target is not in origin form");
    const auto question = head.target.find('?');
    head.path = head.target.substr(0, question);
    if (question != std::string_view::npos) head.query = head.target.substr(question + 1);
    return State::unfinished;
}

/// Clients send the absolute form to proxies, and servers take it too (RFC 9112 §3.2.2): what is left is the origin form.
bool RequestHeadParser::takeAuthority(RequestHead& head) {
    const std::string_view scheme = head.target.substr(0, head.target.find("://") + 3);
    if (!isNamed(scheme, "http://") && !isNamed(scheme, "https://")) return true;
    const std::string_view rest = head.target.substr(scheme.size());
    const auto end = rest.find_first_of("/?");
    authority_ = rest.substr(0, end);
    if (authority_.empty() || !isHostValue(authority_) || end == std::string_view::npos || rest[end] != '/') return false;
    head.target = rest.substr(end);
    return true;
}

RequestHeadParser::State RequestHeadParser::finish(RequestHead& head) {
    hosts_ = 0;
    sawLength_ = sawCoding_ = sawKeepAlive_ = sawClose_ = false;
    for (const HeaderView& field : head.fields) {
        if (const State state = oneField(field, head); state == State::refused) return state;
    }
    if (hosts_ == 0 && !head.http10) return refuse(400, "Host is missing");
    // RFC 9112 §3.2.2 lets the target's authority win; two that differ are somebody's mistake or trick.
    if (!authority_.empty() && hosts_ > 0 && !equalIgnoringCase(authority_, head.value("host")))
        return refuse(400, "Host is not the target's");
    return framing(head);
}

RequestHeadParser::State RequestHeadParser::oneField(const HeaderView& field, RequestHead& head) {
    if (!isFraming(field.name)) return State::unfinished;
    if (isNamed(field.name, "host")) {
        if (++hosts_ > 1 || !isHostValue(field.value)) return refuse(400, "Host must be given once and be valid");
    } else if (isNamed(field.name, "content-length")) {
        std::uint64_t length = 0;
        const Decimal read = parseDecimal(field.value, length);
        if (sawLength_ || read == Decimal::malformed) return refuse(400, "malformed Content-Length");
        if (read == Decimal::overflow) return refuse(413, "Content-Length too large");
        sawLength_ = true;
        head.contentLength = length;
    } else if (isNamed(field.name, "transfer-encoding")) {
        if (sawCoding_ || !isNamed(field.value, "chunked"))
            return refuse(400, "Transfer-Encoding must be chunked");
        sawCoding_ = true;
        head.chunked = true;
    } else if (isNamed(field.name, "connection")) {
        sawClose_ = sawClose_ || listHolds(field.value, "close");
        sawKeepAlive_ = sawKeepAlive_ || listHolds(field.value, "keep-alive");
    } else if (isNamed(field.name, "expect")) {
        if (!isNamed(field.value, "100-continue")) return refuse(417, "unknown expectation");
        // RFC 9110 §10.1.1: an HTTP/1.0 client does not mean it.
        head.expectContinue = !head.http10;
    }
    return State::unfinished;
}

RequestHeadParser::State RequestHeadParser::framing(RequestHead& head) {
    if (head.chunked && head.contentLength) return refuse(400, "both Content-Length and Transfer-Encoding");
    if (head.chunked && head.http10) return refuse(400, "Transfer-Encoding in HTTP/1.0");
    head.keepAlive = head.http10 ? (sawKeepAlive_ && !sawClose_) : !sawClose_;
    return State::complete;
}

}  // namespace gw::net
