#include "gateway/admin/csv_text.hpp"

namespace gw::admin {

std::string csvCell(std::string_view text) {
    using namespace std::string_view_literals;
    std::string cell;
    if (!text.empty() && "=+-@\t\r\0"sv.find(text.front()) != std::string_view::npos) cell = "'";
    cell += text;
    if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string csvLine(std::span<const std::string> cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        line += csvCell(cells[i]);
    }
    return line + "\r\n";
}

}  // namespace gw::admin
