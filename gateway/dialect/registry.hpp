// The dialects of dialects.def. Constants, any thread.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <span>
#include <string_view>

namespace gw::dialect {

#define GW_DIALECT(factory) const Dialect& factory();
#include "gateway/dialect/dialects.def"
#undef GW_DIALECT

std::span<const Dialect* const> allDialects();
/// nullptr when there is none of that name.
const Dialect* findDialect(std::string_view name);
/// The dialect whose calls clients make at `path`; nullptr when there is none.
const Dialect* dialectAt(std::string_view path);

}  // namespace gw::dialect
