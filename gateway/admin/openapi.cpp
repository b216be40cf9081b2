#include "gateway/admin/openapi.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <string>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object parameter(const std::string& name, const char* place, bool required, const std::string& note) {
    json::object out{{"name", name}, {"in", place}, {"required", required}, {"schema", json::object{{"type", "string"}}}};
    if (!note.empty()) out["description"] = note;
    return out;
}

json::array parametersOf(const Route& route) {
    json::array out;
    for (auto open = route.path.find('{'); open != std::string::npos; open = route.path.find('{', open + 1)) {
        const auto close = route.path.find('}', open);
        out.push_back(parameter(route.path.substr(open + 1, close - open - 1), "path", true, {}));
    }
    for (const auto& field : route.query) out.push_back(parameter(field.name, "query", false, field.note));
    if (route.idempotent) {
        out.push_back(parameter("Idempotency-Key", "header", false, "The same answer for 24 hours."));
    }
    if (route.matching) {
        out.push_back(parameter("If-Match", "header", false,
                                "ETag (also the member etag, in quotes) of the row as it was read: 409 when it has been changed since. "
                                "* or no field: whatever it is."));
    }
    return out;
}

json::object errorReply(const char* what) {
    json::object schema{{"$ref", "#/components/schemas/Error"}};
    json::object content{{"application/json", json::object{{"schema", std::move(schema)}}}};
    return {{"description", what}, {"content", std::move(content)}};
}

json::object responsesOf(const Route& route) {
    json::object out;
    out[std::to_string(route.success)] = json::object{{"description", "Done."}};
    if (route.role != Role::none) {
        out["401"] = errorReply("The access token is missing, expired or not valid.");
        out["403"] = errorReply("The role is not enough; detail.required_role names the one it takes.");
    }
    if (route.body) {
        out["400"] = errorReply("The body is no JSON object, lacks a field or has one that is not known.");
        out["422"] = errorReply("A value is of the wrong type or out of range; field names it.");
    }
    if (route.matching) {
        out["409"] = errorReply("The change does not go with what is there. With field if-match: somebody has changed the row since it was read; "
                                "detail has changed_by, changed_at and changed (fields), where known.");
    }
    if (!route.beforeReady) out["503"] = errorReply("The engine or its database is not ready.");
    return out;
}

json::object bodyOf(const BodySchema& body) {
    const json::object schema = schemaOf(body.fields);
    json::object content;
    content["application/json"] = json::object{{"schema", schema}};
    if (body.form) content["application/x-www-form-urlencoded"] = json::object{{"schema", schema}};
    const bool required = schema.contains("required");
    return {{"required", required}, {"content", std::move(content)}};
}

/// "post_api_v1_admin_api-keys_id_revoke"
std::string operationId(const Route& route) {
    std::string id = lowerAscii(methodText(route.method));
    for (const char c : route.path) {
        if (c == '/') id += '_';
        if (c != '/' && c != '{' && c != '}') id += c;
    }
    return id;
}

json::object operationOf(const Route& route) {
    json::object out;
    out["operationId"] = operationId(route);
    out["summary"] = route.summary;
    out["x-role"] = json::string(roleText(route.role));
    if (route.privateOnly) out["x-private-listener"] = true;
    if (auto parameters = parametersOf(route); !parameters.empty()) out["parameters"] = std::move(parameters);
    if (route.body) out["requestBody"] = bodyOf(*route.body);
    out["responses"] = responsesOf(route);
    if (route.role != Role::none) out["security"] = json::array{json::object{{"bearer", json::array{}}}};
    return out;
}

json::object errorSchema() {
    const json::object text{{"type", "string"}};
    const json::object maybeText{{"type", "string"}, {"nullable", true}};
    const json::object maybeObject{{"type", "object"}, {"nullable", true}};
    json::object inner{{"type", "object"},
                       {"properties", json::object{{"code", text}, {"message", text}, {"field", maybeText}, {"detail", maybeObject}}}};
    return {{"type", "object"}, {"properties", json::object{{"error", std::move(inner)}, {"request_id", text}}}};
}

}  // namespace

json::object openApiOf(const RouteTable& routes) {
    json::object paths;
    for (const auto& route : routes.routes()) {
        auto& place = paths[route.path];
        if (!place.is_object()) place.emplace_object();
        place.as_object()[lowerAscii(methodText(route.method))] = operationOf(route);
    }
    const json::object bearer{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT"}};
    json::object components{{"securitySchemes", json::object{{"bearer", bearer}}},
                            {"schemas", json::object{{"Error", errorSchema()}}}};
    json::object out;
    out["openapi"] = "3.0.3";
    out["info"] = json::object{{"title", "Gatehouse admin API"}, {"version", GATEHOUSE_VERSION}};
    out["paths"] = std::move(paths);
    out["components"] = std::move(components);
    return out;
}

}  // namespace gw::admin
