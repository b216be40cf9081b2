#include "gateway/admin/json_reader.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/parse.hpp>

#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;

/// Sees every member name as it is parsed and stops at the first one that its object has already; and at a number that is
/// no number any more (1e400).
struct DuplicateFinder {
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

    std::vector<std::set<std::string, std::less<>>> open;
    std::string name;
    bool found = false;

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) {
        open.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t, json::error_code&) {
        open.pop_back();
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t, json::error_code&) { return true; }
    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        name.append(part.data(), part.size());
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
        name.append(part.data(), part.size());
        if (!open.back().insert(name).second) {
            found = true;
            ec = json::error::syntax;
            return false;
        }
        name.clear();
        return true;
    }
    bool on_string_part(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, json::error_code&) { return true; }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, json::error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, json::error_code&) { return true; }
    bool on_double(double value, json::string_view, json::error_code& ec) {
        if (std::isfinite(value)) return true;
        ec = json::error::exponent_overflow;
        return false;
    }
    bool on_bool(bool, json::error_code&) { return true; }
    bool on_null(json::error_code&) { return true; }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }
};

json::parse_options strictOptions() {
    json::parse_options options;
    options.max_depth = kJsonDepthMax;
    return options;
}

std::string faultText(const json::error_code& ec, std::size_t at) {
    return "The body is not valid JSON: " + ec.message() + " near byte " + std::to_string(at) +
           ". Send one JSON object.";
}

}  // namespace

Result<json::object> readJsonObject(std::string_view text) {
    json::error_code ec;
    json::basic_parser<DuplicateFinder> check(strictOptions());
    const std::size_t used = check.write_some(false, text.data(), text.size(), ec);
    if (check.handler().found) {
        const std::string& name = check.handler().name;
        return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never,
                    "The member \"" + name + "\" is given twice in one object: give it once.", name);
    }
    if (ec) return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never, faultText(ec, used));
    auto value = json::parse(json::string_view(text.data(), text.size()), ec, {}, strictOptions());
    if (ec) return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never, faultText(ec, used));
    if (!value.is_object()) {
        return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never,
                    "The body is JSON but no object: send {\"name\": value, …}.");
    }
    return std::move(value.as_object());
}

}  // namespace gw::admin
