// Base64url without padding (RFC 4648 §5, RFC 7515 §2): the one spelling of each byte string, anything else is refused, so
// that a token cannot be respelled. Pure, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gw::admin {

std::string base64urlEncoded(std::string_view bytes);
/// nullopt for padding, foreign characters, an impossible length or non-zero bits behind the last byte.
std::optional<std::string> base64urlDecoded(std::string_view text);

}  // namespace gw::admin
