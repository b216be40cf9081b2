// What a route's body may hold: the one description that the reader checks bodies against and that openapi.json shows.
// Unknown members are refused by name (400), wrong types and ranges by field (422), missing ones by field (400).
// Pure values, any thread; each route owns its schema.
#pragma once

#include "gateway/base/result.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace gw::admin {

enum class FieldKind : std::uint8_t { text, integer, boolean, texts, objects, object };

struct Field {
    std::string name{};
    FieldKind kind = FieldKind::text;
    bool required = false;
    bool nullable = false;
    /// Length of a text, value of an integer, count of a list.
    std::int64_t min = 0;
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    /// Allowed words of a text; empty: any.
    std::vector<std::string> oneOf{};
    /// Members of an object, or of each object in a list of objects.
    std::vector<Field> members{};
    std::string note{};
};

struct BodySchema {
    std::vector<Field> fields{};
    /// application/x-www-form-urlencoded is taken too (what `curl -d` sends).
    bool form = false;
    /// The body is left out of Idempotency-Key's memory and of logs (passwords).
    bool secret = false;
};

/// The whole check; the error names the first field that is wrong, or all that are unknown.
Result<void> checkBody(const boost::json::object& body, const std::vector<Field>& fields);

/// One form field's text as the JSON value its kind wants: empty is null where the field may be null.
Result<boost::json::value> formValue(const Field& field, std::string_view text);

/// JSON Schema of it for openapi.json.
boost::json::object schemaOf(const std::vector<Field>& fields);

}  // namespace gw::admin
