// Form bodies as `curl -d` sends them.
#include "gateway/admin/form_body.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using gw::admin::Field;
    using gw::admin::FieldKind;
    static const std::vector<Field> kFields{
        {.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1'000'000},
        {.name = "reason", .max = 100},
        {.name = "now", .kind = FieldKind::boolean},
    };
    const auto body = gw::admin::readFormObject({reinterpret_cast<const char*>(data), size}, kFields);
    if (!body) return 0;
    if (!gw::admin::checkBody(*body, kFields)) std::abort();
    const auto* rpm = body->if_contains("rpm");
    if (rpm && !rpm->is_null() && (rpm->as_int64() < 1 || rpm->as_int64() > 1'000'000)) std::abort();
    return 0;
}
