// Response heads as bytes: the pipeline's fields between the session's own (date, framing, connection), and the short
// replies the session gives itself. Pure, any thread.
#pragma once

#include "gateway/base/http.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gw::net {

struct ReplyFraming {
    enum class Kind : std::uint8_t { none, length, chunked, untilClose };
    Kind kind = Kind::none;
    std::uint64_t length = 0;
    bool keepAlive = true;
    bool http10 = false;
};

/// RFC 9110 §6.4.1: 1xx, 204 and 304 never have a body.
bool statusHasBody(int status) noexcept;

/// Appends the head to `out`. Fields that are the session's own, are not a token, or hold control characters are left
/// out.
void appendReplyHead(std::string& out, const ResponseHead& head, const ReplyFraming& framing, std::string_view date);

/// The head of a 200 whose own fields stand ready as lines.
void appendReadyHead(std::string& out, std::string_view fields, const ReplyFraming& framing, std::string_view date);

/// A whole reply that closes the connection, with an OpenAI-style error body: for faults before any handler exists.
std::string faultReply(int status, std::string_view code, std::string_view why, std::string_view date);

}  // namespace gw::net
