// CSV as spreadsheets read it (RFC 4180), with cells that a spreadsheet would take for a formula made plain text
// (reliability.md A20). Pure, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace gw::admin {

/// Quoted where needed; `'` before a cell that starts with = + - @ TAB CR or NUL.
std::string csvCell(std::string_view text);
/// One line, CRLF at its end.
std::string csvLine(std::span<const std::string> cells);

}  // namespace gw::admin
