// JSON bodies of the admin API: the strict reader and the schema check, as a route meets them.
#include "gateway/admin/body_schema.hpp"
#include "gateway/admin/json_reader.hpp"

#include <boost/json/serialize.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

using gw::admin::Field;
using gw::admin::FieldKind;

const std::vector<Field>& fields() {
    static const std::vector<Field> kFields{
        {.name = "name", .required = true, .min = 1, .max = 80},
        {.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1'000'000},
        {.name = "active", .kind = FieldKind::boolean},
        {.name = "models", .kind = FieldKind::texts, .max = 8},
        {.name = "items",
         .kind = FieldKind::objects,
         .max = 8,
         .members = {{.name = "weight", .kind = FieldKind::integer, .required = true, .min = 0, .max = 10}}},
    };
    return kFields;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto body = gw::admin::readJsonObject(text);
    if (!body) return 0;
    // What was taken once is taken again from its own writing: nothing hides in the spelling.
    const auto again = gw::admin::readJsonObject(boost::json::serialize(*body));
    if (!again) std::abort();
    const bool fits = gw::admin::checkBody(*body, fields()).has_value();
    if (fits != gw::admin::checkBody(*again, fields()).has_value()) std::abort();
    if (fits && !body->contains("name")) std::abort();
    return 0;
}
