#include "gateway/admin/body_schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>

namespace gw::admin {
namespace {

namespace json = boost::json;

tl::unexpected<Error> refuse(ErrorCode code, std::string detail, std::string field) {
    return fail(code, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field));
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string rangeText(const Field& field, std::string_view unit) {
    constexpr auto kOpen = std::numeric_limits<std::int64_t>::max();
    std::string text = field.max == kOpen ? "at least " + std::to_string(field.min)
                                          : std::to_string(field.min) + " to " + std::to_string(field.max);
    if (!unit.empty()) text.append(" ").append(unit);
    return text;
}

std::string wantedText(const Field& field) {
    std::string text;
    switch (field.kind) {
        case FieldKind::text: text = "a string"; break;
        case FieldKind::integer: text = "a whole number"; break;
        case FieldKind::boolean: text = "true or false"; break;
        case FieldKind::texts: text = "a list of strings"; break;
        case FieldKind::objects: text = "a list of objects"; break;
        case FieldKind::object: text = "an object"; break;
    }
    return field.nullable ? text + " or null" : text;
}

Result<void> wrongType(const Field& field, const std::string& path) {
    return refuse(ErrorCode::invalidValue, path + " must be " + wantedText(field) + ".", path);
}

bool within(const Field& field, std::int64_t number) { return number >= field.min && number <= field.max; }

Result<void> checkText(const json::value& value, const Field& field, const std::string& path) {
    if (!value.is_string()) return wrongType(field, path);
    const std::string_view text(value.as_string().data(), value.as_string().size());
    if (!field.oneOf.empty() && std::find(field.oneOf.begin(), field.oneOf.end(), text) == field.oneOf.end()) {
        return refuse(ErrorCode::invalidValue, path + " must be one of: " + listed(field.oneOf) + ".", path);
    }
    if (!within(field, static_cast<std::int64_t>(text.size()))) {
        return refuse(ErrorCode::invalidValue, path + " must have " + rangeText(field, "bytes") + ".", path);
    }
    // A NUL or line break in a name would split log lines and tables.
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(text.begin(), text.end(), isControl)) {
        return refuse(ErrorCode::invalidValue, path + " must not hold control characters.", path);
    }
    return {};
}

Result<void> checkInteger(const json::value& value, const Field& field, const std::string& path) {
    if (value.is_uint64() || (value.is_int64() && !within(field, value.as_int64()))) {
        return refuse(ErrorCode::invalidValue, path + " must be " + rangeText(field, {}) + ".", path);
    }
    return value.is_int64() ? Result<void>{} : wrongType(field, path);
}

Result<void> checkObject(const json::object& body, const std::vector<Field>& fields, const std::string& path);

Result<void> checkList(const json::value& value, const Field& field, const std::string& path) {
    if (!value.is_array()) return wrongType(field, path);
    const auto& list = value.as_array();
    if (!within(field, static_cast<std::int64_t>(list.size()))) {
        return refuse(ErrorCode::invalidValue, path + " must have " + rangeText(field, "entries") + ".", path);
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = path + "[" + std::to_string(i) + "]";
        if (field.kind == FieldKind::objects) {
            if (!list[i].is_object()) return refuse(ErrorCode::invalidValue, place + " must be an object.", place);
            if (auto checked = checkObject(list[i].as_object(), field.members, place + "."); !checked) return checked;
            continue;
        }
        const Field entry{.name = field.name, .min = 1, .max = 300};
        if (auto checked = checkText(list[i], entry, place); !checked) return checked;
    }
    return {};
}

Result<void> checkValue(const json::value& value, const Field& field, const std::string& path) {
    if (value.is_null()) return field.nullable ? Result<void>{} : wrongType(field, path);
    switch (field.kind) {
        case FieldKind::text: return checkText(value, field, path);
        case FieldKind::integer: return checkInteger(value, field, path);
        case FieldKind::boolean: return value.is_bool() ? Result<void>{} : wrongType(field, path);
        case FieldKind::texts:
        case FieldKind::objects: return checkList(value, field, path);
        case FieldKind::object: return value.is_object() ? checkObject(value.as_object(), field.members, path + ".") : wrongType(field, path);
    }
    return {};
}

Result<void> refuseUnknown(const json::object& body, const std::vector<Field>& fields, const std::string& path) {
    std::vector<std::string> unknown;
    for (const auto& member : body) {
        const std::string_view name(member.key().data(), member.key().size());
        const auto known = [name](const Field& field) { return field.name == name; };
        if (std::none_of(fields.begin(), fields.end(), known)) unknown.push_back(path + std::string(name));
    }
    if (unknown.empty()) return {};
    std::vector<std::string> names;
    for (const auto& field : fields) names.push_back(field.name);
    return refuse(ErrorCode::unknownField,
                  "Not known here: " + listed(unknown) + ". " +
                      (names.empty() ? std::string("This call takes no fields.") : "Known: " + listed(names) + "."),
                  unknown.front());
}

Result<void> checkObject(const json::object& body, const std::vector<Field>& fields, const std::string& path) {
    if (auto known = refuseUnknown(body, fields, path); !known) return known;
    for (const auto& field : fields) {
        const auto* value = body.if_contains(field.name);
        if (!value) {
            if (!field.required) continue;
            return refuse(ErrorCode::missingField, path + field.name + " is missing: give " + wantedText(field) + ".",
                          path + field.name);
        }
        if (auto checked = checkValue(*value, field, path + field.name); !checked) return checked;
    }
    return {};
}

json::object typeOf(const Field& field) {
    constexpr auto kOpen = std::numeric_limits<std::int64_t>::max();
    json::object out;
    const auto range = [&](const char* low, const char* high) {
        if (field.min != 0) out[low] = field.min;
        if (field.max != kOpen) out[high] = field.max;
    };
    switch (field.kind) {
        case FieldKind::text: out["type"] = "string"; range("minLength", "maxLength"); break;
        case FieldKind::integer: out["type"] = "integer"; out["format"] = "int64"; range("minimum", "maximum"); break;
        case FieldKind::boolean: out["type"] = "boolean"; break;
        case FieldKind::texts:
            out["type"] = "array";
            out["items"] = json::object{{"type", "string"}};
            range("minItems", "maxItems");
            break;
        case FieldKind::objects:
            out["type"] = "array";
            out["items"] = schemaOf(field.members);
            range("minItems", "maxItems");
            break;
        case FieldKind::object: break;
    }
    if (field.kind == FieldKind::object) out = schemaOf(field.members);
    if (!field.oneOf.empty()) out["enum"] = json::array(field.oneOf.begin(), field.oneOf.end());
    if (field.nullable) out["nullable"] = true;
    if (!field.note.empty()) out["description"] = field.note;
    return out;
}

}  // namespace

Result<void> checkBody(const json::object& body, const std::vector<Field>& fields) {
    return checkObject(body, fields, {});
}

Result<json::value> formValue(const Field& field, std::string_view text) {
    if (text.empty() && field.nullable) return json::value(nullptr);
    if (field.kind == FieldKind::boolean && (text == "true" || text == "false")) return json::value(text == "true");
    if (field.kind == FieldKind::integer) {
        std::int64_t number = 0;
        const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (ec == std::errc{} && end == text.data() + text.size()) return json::value(number);
    }
    if (field.kind == FieldKind::text) return json::value(json::string(text.data(), text.size()));
    return refuse(ErrorCode::invalidValue, field.name + " must be " + wantedText(field) + ".", field.name);
}

json::object schemaOf(const std::vector<Field>& fields) {
    json::object properties;
    json::array required;
    for (const auto& field : fields) {
        properties[field.name] = typeOf(field);
        if (field.required) required.emplace_back(field.name);
    }
    json::object out{{"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
    if (!required.empty()) out["required"] = std::move(required);
    return out;
}

}  // namespace gw::admin
