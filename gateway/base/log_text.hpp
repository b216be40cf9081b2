// How values are written into log lines, for those who put many lines into one block (log.hpp has the form that returns a
// text). Pure, any thread.
#pragma once

#include <string>
#include <string_view>

namespace gw::log {

/// Printable ASCII without blanks, quotes, `=` and backslashes: stands as it is in a line of either form.
bool isBare(std::string_view value);
/// As quoted() of log.hpp, behind what stands in `out`.
void appendQuoted(std::string& out, std::string_view value);

}  // namespace gw::log
