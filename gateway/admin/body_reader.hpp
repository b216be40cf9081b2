// Turns an admin request's body into the checked JSON object its route wants: media type, size, JSON or form, schema.
// Pure, control's thread.
#pragma once

#include "gateway/admin/body_schema.hpp"
#include "gateway/pipeline/ports.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace gw::admin {

inline constexpr std::size_t kBodyBytesMax = 1024 * 1024;

/// An empty body is an empty object. @return bodyTooLarge, unsupportedMediaType, badJson, badRequest, or checkBody's errors.
Result<boost::json::object> readBody(const pipeline::AdminRequest& request, const BodySchema& schema);

}  // namespace gw::admin
