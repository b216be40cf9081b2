// Strict JSON for bodies and tokens: one object, no duplicate members at any depth, nesting ≤ 32, valid UTF-8, nothing
// behind it (RFC 8259; duplicate members are refused because two readers may pick different ones). Pure, any thread.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace gw::admin {

inline constexpr std::size_t kJsonDepthMax = 32;

/// @return badJson with what is wrong and the byte where it was seen; `field` names a duplicate member.
Result<boost::json::object> readJsonObject(std::string_view text);

}  // namespace gw::admin
