#include "gateway/dialect/registry.hpp"

#include <array>

namespace gw::dialect {

std::span<const Dialect* const> allDialects() {
    static const std::array list{
#define GW_DIALECT(factory) &factory(),
#include "gateway/dialect/dialects.def"
#undef GW_DIALECT
    };
    return list;
}

const Dialect* findDialect(std::string_view name) {
    for (const Dialect* dialect : allDialects())
        if (dialect->name() == name) return dialect;
    return nullptr;
}

const Dialect* dialectAt(std::string_view path) {
    for (const Dialect* dialect : allDialects())
        if (dialect->upstreamPath() == path) return dialect;
    return nullptr;
}

}  // namespace gw::dialect
