// application/x-www-form-urlencoded as `curl -d` sends it: `rpm=100&tpm=200000`, or a JSON object under the form's media
// type. Only the routes whose schema says `form` come here. Pure, any thread.
#pragma once

#include "gateway/admin/body_schema.hpp"

#include <string_view>

namespace gw::admin {

/// The fields as the JSON object the schema describes. @return badRequest for a broken escape, more than 100 fields or a
/// field given twice; unknownField and invalidValue as checkBody does.
Result<boost::json::object> readFormObject(std::string_view text, const std::vector<Field>& fields);

}  // namespace gw::admin
