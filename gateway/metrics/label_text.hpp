// Label pairs as the Prometheus text format writes them: name="value", with \\, \" and \n escaped; control characters and
// broken UTF-8 become '?'. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace gw::metrics {

/// No label value is longer; what is cut stays valid UTF-8.
inline constexpr std::size_t kLabelValueMax = 128;

/// Appends `name="value"`, after a comma when `out` is not empty.
void appendLabel(std::string& out, std::string_view name, std::string_view value);

}  // namespace gw::metrics
