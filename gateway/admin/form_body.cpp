#include "gateway/admin/form_body.hpp"

#include "gateway/base/http.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

constexpr std::size_t kFieldsMax = 100;

tl::unexpected<Error> refuse(std::string detail, std::string field = {}) {
    return fail(ErrorCode::badRequest, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field));
}

/// Cuts the next piece up to `separator` off `rest`.
std::string_view cut(std::string_view& rest, char separator) {
    const auto end = rest.find(separator);
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return piece;
}

}  // namespace

Result<boost::json::object> readFormObject(std::string_view text, const std::vector<Field>& fields) {
    boost::json::object body;
    std::size_t count = 0;
    while (!text.empty()) {
        std::string_view pair = cut(text, '&');
        if (pair.empty()) continue;
        if (++count > kFieldsMax) return refuse("The form has more than 100 fields.");
        const auto name = percentDecoded(cut(pair, '='), true);
        const auto value = percentDecoded(pair, true);
        if (!name || !value) return refuse("The form holds a broken %XX escape: encode each value.");
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == *name; });
        if (body.contains(*name)) return refuse("The field \"" + *name + "\" is given twice: give it once.", *name);
        if (field == fields.end()) {
            body[*name] = nullptr;  // checkBody names all that are unknown at once
            continue;
        }
        auto converted = formValue(*field, *value);
        if (!converted) return fail(converted.error());
        body[*name] = std::move(*converted);
    }
    if (auto checked = checkBody(body, fields); !checked) return fail(checked.error());
    return body;
}

}  // namespace gw::admin
