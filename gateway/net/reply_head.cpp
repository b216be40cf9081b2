#include "gateway/net/reply_head.hpp"

#include "gateway/base/clock.hpp"
#include "gateway/base/field_line.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/base/ready_fields.hpp"
#include "gateway/net/head_grammar.hpp"

#include <array>
#include <charconv>

namespace gw::net {
namespace {

void appendNumber(std::string& out, std::uint64_t number) {
    std::array<char, 24> text;
    const char* end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    out.append(text.data(), static_cast<std::size_t>(end - text.data()));
}

bool isOwn(std::string_view name) {
    switch (name.size()) {
        case 4:
            return isNamed(name, "date");
        case 10:
            return isNamed(name, "connection");
        case 14:
            return isNamed(name, "content-length");
        case 17:
            return isNamed(name, "transfer-encoding");
        default:
            return false;
    }
}

void appendFraming(std::string& out, const ReplyFraming& framing) {
    if (framing.kind == ReplyFraming::Kind::length) {
        out += "content-length: ";
        appendNumber(out, framing.length);
        out += "\r\n";
    } else if (framing.kind == ReplyFraming::Kind::chunked) {
        out += "transfer-encoding: chunked\r\n";
    }
    if (!framing.keepAlive) {
        out += "connection: close\r\n";
    } else if (framing.http10) {
        out += "connection: keep-alive\r\n";
    }
    out += "\r\n";
}

}  // namespace

bool statusHasBody(int status) noexcept { return status >= 200 && status != 204 && status != 304; }

void appendReplyHead(std::string& out, const ResponseHead& head, const ReplyFraming& framing, std::string_view date) {
    out += "HTTP/1.1 ";
    appendNumber(out, static_cast<std::uint64_t>(head.status));
    out += ' ';
    out += reasonPhrase(head.status);
    out += "\r\ndate: ";
    out += date;
    out += "\r\n";
    for (const auto& [name, value] : head.fields) {
        if (name == kReadyFields) {
            out += value;
            continue;
        }
        if (isOwn(name) || !isToken(name) || !isFieldText(value)) continue;
        appendFieldLine(out, name, value);
    }
    appendFraming(out, framing);
}

void appendReadyHead(std::string& out, std::string_view fields, const ReplyFraming& framing, std::string_view date) {
    out.append("HTTP/1.1 200 OK\r\ndate: ").append(date).append("\r\n").append(fields);
    appendFraming(out, framing);
}

std::string faultReply(int status, std::string_view code, std::string_view why, std::string_view date) {
    std::string body = R"({"error":{"message":)" + jsonQuoted(why) + R"(,"type":")" +
                       (status >= 500 ? "server_error" : "invalid_request_error") + R"(","param":null,"code":)" +
                       jsonQuoted(lowerAscii(code)) + "}}";
    ResponseHead head;
    head.status = status;
    head.fields.emplace_back("content-type", "application/json");
    head.fields.emplace_back("x-request-id", requestId(systemClock().wall()));
    if (status == 503) head.fields.emplace_back("retry-after", "1");
    std::string out;
    appendReplyHead(out, head, {ReplyFraming::Kind::length, body.size(), false, false}, date);
    return out += body;
}

}  // namespace gw::net
