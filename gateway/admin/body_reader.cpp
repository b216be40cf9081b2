#include "gateway/admin/body_reader.hpp"

#include "gateway/admin/form_body.hpp"
#include "gateway/admin/json_reader.hpp"
#include "gateway/base/http.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace gw::admin {
namespace {

/// "application/json" of "Application/JSON; charset=utf-8"; empty when there is none or more than one.
std::string mediaType(const pipeline::AdminRequest& request) {
    std::string type;
    for (const auto& [name, value] : request.fields) {
        if (name != "content-type") continue;
        if (!type.empty()) return {};
        type = lowerAscii(std::string_view(value).substr(0, value.find(';')));
        while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
    }
    return type;
}

bool looksLikeJson(std::string_view body) {
    const auto start = body.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && body[start] == '{';
}

bool hasType(const pipeline::AdminRequest& request) {
    return std::any_of(request.fields.begin(), request.fields.end(), [](const auto& field) { return field.first == "content-type"; });
}

}  // namespace

Result<boost::json::object> readBody(const pipeline::AdminRequest& request, const BodySchema& schema) {
    if (request.body.size() > kBodyBytesMax) {
        return fail(ErrorCode::bodyTooLarge, ErrorSource::downstream, Retry::never, "The body is larger than 1 MiB.");
    }
    boost::json::object body;
    if (!request.body.empty()) {
        const auto type = mediaType(request);
        // What the handbook's curl lines send: a form, or JSON under a form's name or under none.
        const bool form = schema.form && (type == "application/x-www-form-urlencoded" || !hasType(request));
        if (!form && type != "application/json") {
            return fail(ErrorCode::unsupportedMediaType, ErrorSource::downstream, Retry::never,
                        "This call takes a JSON body: send content-type: application/json.", "content-type");
        }
        if (form && request.body.find_first_not_of(" \t\r\n") == std::string::npos) return body;
        if (form && !looksLikeJson(request.body)) return readFormObject(request.body, schema.fields);
        auto read = readJsonObject(request.body);
        if (!read) return read;
        body = std::move(*read);
    }
    if (auto checked = checkBody(body, schema.fields); !checked) return fail(checked.error());
    return body;
}

}  // namespace gw::admin
