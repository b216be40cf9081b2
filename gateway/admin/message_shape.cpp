#include "gateway/admin/message_shape.hpp"

#include <algorithm>

namespace gw::admin {

namespace {

constexpr std::size_t kIdMin = 16;   // uuids, trace ids, hashes
constexpr std::size_t kUnitMax = 3;  // "ms" behind a number without a space

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isPart(char c) { return isDigit(c) || isLetter(c) || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80; }

/// The word at the begin of `rest`: dots, commas and colons belong to it where a digit stands on both sides.
std::size_t wordLength(std::string_view rest) {
    std::size_t at = 0;
    while (at < rest.size()) {
        const bool joint = (rest[at] == '.' || rest[at] == ',' || rest[at] == ':') && at > 0 && isDigit(rest[at - 1]) && at + 1 < rest.size() && isDigit(rest[at + 1]);
        if (!isPart(rest[at]) && !joint) break;
        ++at;
    }
    return at;
}

bool isAddress(std::string_view word) {
    const auto host = word.substr(0, word.find(':'));
    return std::count(host.begin(), host.end(), '.') == 3 && std::all_of(host.begin(), host.end(), [](char c) { return isDigit(c) || c == '.'; });
}

bool isId(std::string_view word) {
    return word.size() >= kIdMin && std::any_of(word.begin(), word.end(), &isDigit) && std::all_of(word.begin(), word.end(), &isPart);
}

std::string shapeOf(std::string_view word, std::string_view before) {
    if (word.empty() || std::none_of(word.begin(), word.end(), &isDigit)) return std::string(word);
    if (isAddress(word)) return "{address}";
    if (isId(word)) return "{id}";
    const auto unit = std::find_if(word.begin(), word.end(), [](char c) { return !isDigit(c) && c != '.' && c != ',' && c != ':'; });
    if (unit == word.begin()) return std::string(word);
    const std::string_view rest(&*word.begin() + (unit - word.begin()), static_cast<std::size_t>(word.end() - unit));
    if (rest.size() > kUnitMax || !std::all_of(rest.begin(), rest.end(), &isLetter)) return std::string(word);
    if (rest.empty() && before.ends_with("status ")) return std::string(word);
    return "{n}" + std::string(rest);
}

/// Of a quotation that begins at `rest`, both marks included; 0: it does not end.
std::size_t quotedLength(std::string_view rest) {
    const auto end = rest.find('"', 1);
    return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

std::string messageShape(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t quoted = text.front() == '"' ? quotedLength(text) : 0;
        const std::size_t word = quoted > 0 ? 0 : wordLength(text);
        const std::size_t taken = std::max<std::size_t>({quoted, word, 1});
        if (quoted > 0) out += "\"{name}\"";
        else if (word > 0) out += shapeOf(text.substr(0, word), out);
        else out += text.front();
        text.remove_prefix(taken);
    }
    return out;
}

}  // namespace gw::admin
