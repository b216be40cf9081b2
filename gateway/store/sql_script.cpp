#include "gateway/store/sql_script.hpp"

namespace gw::store {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// True when there is something besides blank lines and `--` comment lines.
bool hasStatement(std::string_view piece) {
    while (!piece.empty()) {
        const auto end = piece.find('\n');
        const auto line = trimmed(piece.substr(0, end));
        if (!line.empty() && !line.starts_with("--")) return true;
        if (end == std::string_view::npos) return false;
        piece.remove_prefix(end + 1);
    }
    return false;
}

}  // namespace

std::vector<std::string> splitStatements(std::string_view script) {
    std::vector<std::string> statements;
    std::size_t pieceStart = 0;
    std::size_t lineStart = 0;
    const auto close = [&](std::size_t end) {
        const auto piece = trimmed(script.substr(pieceStart, end - pieceStart));
        if (hasStatement(piece)) statements.emplace_back(piece);
    };
    while (lineStart < script.size()) {
        const auto newline = script.find('\n', lineStart);
        const auto lineEnd = newline == std::string_view::npos ? script.size() : newline;
        const auto next = newline == std::string_view::npos ? script.size() : newline + 1;
        if (trimmed(script.substr(lineStart, lineEnd - lineStart)) == "-- ;;") {
            close(lineStart);
            pieceStart = next;
        }
        lineStart = next;
    }
    close(script.size());
    return statements;
}

}  // namespace gw::store
