// What goes into and comes out of a SQL statement: null, boolean, integer, real (charts only, never money) or text. Plain
// values, any thread. Digests are hex text and sealed secrets base64 text, so that a person with a SQL shell can read rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace gw::store {

using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string>;
using Values = std::vector<Value>;

template <class T>
Value nullable(const std::optional<T>& value) {
    if (!value) return Value{};
    if constexpr (std::is_same_v<T, std::string>) {
        return Value{*value};
    } else {
        return Value{static_cast<std::int64_t>(*value)};
    }
}

/// Empty text is kept as NULL.
inline Value textOrNull(std::string_view text) { return text.empty() ? Value{} : Value{std::string(text)}; }

}  // namespace gw::store
