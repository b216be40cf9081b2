#include "gateway/ledger/price_file.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/ledger/rates.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace gw::ledger {

namespace {

namespace json = boost::json;

constexpr std::size_t kFileBytesMax = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kRowsMax = 10'000;
constexpr std::size_t kNameMax = 256;
constexpr std::array<std::string_view, 3> kFields{"providers", "model", "effective_from"};

tl::unexpected<Error> wrong(const std::string& place, std::string why) {
    return fail(ErrorCode::invalidValue, place + ": " + std::move(why), place);
}

/// Line and column of a byte, both from 1.
std::string position(std::string_view text, std::size_t at) {
    const auto before = text.substr(0, at);
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto start = before.rfind('\n');
    const auto column = start == std::string_view::npos ? at + 1 : at - start;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Result<json::value> parseJson(std::string_view text) {
    json::parse_options options;
    options.max_depth = 8;
    json::stream_parser parser({}, options);
    json::error_code error;
    const auto consumed = parser.write_some(text.data(), text.size(), error);
    if (!error && consumed < text.size()) error = json::error::extra_data;
    if (!error) parser.finish(error);
    if (error) return fail(ErrorCode::badJson, "prices: " + position(text, consumed) + ": " + error.message());
    return parser.release();
}

Result<std::string> name(const json::object& object, std::string_view field, const std::string& place) {
    const auto* value = object.if_contains(field);
    if (!value || !value->is_string()) return wrong(place, "a text is missing");
    const auto& text = value->get_string();
    if (text.empty() || text.size() > kNameMax) return wrong(place, "1 to 256 characters");
    return std::string(text);
}

Result<WallTime> date(const json::object& object, const std::string& row) {
    const auto place = row + ".effective_from";
    auto text = name(object, "effective_from", place);
    if (!text) return fail(text.error());
    if (text->size() == 10) *text += "T00:00:00Z";
    WallTime time{};
    if (!parseRfc3339(*text, time)) return wrong(place, "a date such as \"2026-01-31\" or an RFC 3339 time");
    return time;
}

Result<std::vector<std::string>> providers(const json::object& object, const std::string& row) {
    const auto place = row + ".providers";
    const auto* value = object.if_contains("providers");
    if (!value || !value->is_array() || value->get_array().empty() || value->get_array().size() > 16) {
        return wrong(place, "a list of 1 to 16 provider names, kinds or \"*\"");
    }
    std::vector<std::string> names;
    for (const auto& item : value->get_array()) {
        if (!item.is_string() || item.get_string().empty() || item.get_string().size() > kNameMax) {
            return wrong(place, "a provider name of 1 to 256 characters");
        }
        names.emplace_back(item.get_string());
    }
    return names;
}

Result<void> onlyKnownFields(const json::object& object, const std::string& row) {
    for (const auto& item : object) {
        const std::string_view name(item.key().data(), item.key().size());
        const bool known = isRatesMember(name) || std::ranges::find(kFields, name) != kFields.end();
        if (!known) return wrong(row + "." + std::string(name), "an unknown field");
    }
    return {};
}

Result<config::Price> readPrice(const json::object& object, const std::string& row, const std::string& version) {
    const auto since = date(object, row);
    if (!since) return fail(since.error());
    auto made = parseRates(object, row);
    if (!made) return made;
    made->version = version;
    made->effectiveFrom = *since;
    return made;
}

using Seen = std::set<std::tuple<std::string, std::string, WallTime>>;

Result<void> readRow(const json::value& value, const std::string& row, Seen& seen, PriceFile& file) {
    if (!value.is_object()) return wrong(row, "an object is missing");
    const auto& object = value.get_object();
    if (const auto known = onlyKnownFields(object, row); !known) return known;
    const auto model = name(object, "model", row + ".model");
    if (!model) return fail(model.error());
    const auto scopes = providers(object, row);
    if (!scopes) return fail(scopes.error());
    const auto made = readPrice(object, row, file.version);
    if (!made) return fail(made.error());
    for (const auto& scope : *scopes) {
        if (!seen.emplace(scope, *model, made->effectiveFrom).second) {
            return wrong(row, "the same provider, model and date stand in an earlier row");
        }
        file.rows.push_back(PriceRow{scope, *model, *made});
    }
    return {};
}

}  // namespace

Result<PriceFile> parsePriceFile(std::string_view text) {
    if (text.size() > kFileBytesMax) return fail(ErrorCode::invalidValue, "prices: larger than 4 MiB");
    const auto parsed = parseJson(text);
    if (!parsed) return fail(parsed.error());
    const auto* root = parsed->if_object();
    if (!root) return wrong("prices", "the file is no object");
    for (const auto& item : *root) {
        const auto key = std::string(item.key());
        if (key != "comment" && key != "version" && key != "prices") return wrong(key, "an unknown field");
    }
    PriceFile file;
    auto version = name(*root, "version", "version");
    if (!version) return fail(version.error());
    file.version = std::move(*version);
    const auto* rows = root->if_contains("prices");
    if (!rows || !rows->is_array()) return wrong("prices", "a list is missing");
    if (rows->get_array().size() > kRowsMax) return wrong("prices", "more than 10000 rows");
    Seen seen;
    for (std::size_t i = 0; i < rows->get_array().size(); ++i) {
        const auto done = readRow(rows->get_array()[i], "prices[" + std::to_string(i) + "]", seen, file);
        if (!done) return fail(done.error());
    }
    return file;
}

std::shared_ptr<const PriceBook> makePriceBook(const std::vector<PriceRow>& overrides) {
    auto builtin = parsePriceFile(builtinPricesJson());
    GW_ASSERT(builtin);
    auto rows = std::move(builtin->rows);
    rows.insert(rows.end(), overrides.begin(), overrides.end());
    return std::make_shared<const PriceBook>(rows);
}

}  // namespace gw::ledger
