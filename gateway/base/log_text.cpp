#include "gateway/base/log_text.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gw::log {

namespace {

/// What a terminal or a reader could be fooled with: C0/C1 controls, ESC, bidirectional marks, line separators.
constexpr bool plainAscii(unsigned char c) { return c >= 0x20 && c < 0x7F; }

/// Bytes that need no quotes around them.
constexpr auto kBare = [] {
    std::array<bool, 256> bare{};
    for (unsigned c = 0; c < bare.size(); ++c)
        bare[c] = plainAscii(static_cast<unsigned char>(c)) && c != ' ' && c != '"' && c != '=' && c != '\\';
    return bare;
}();

/// Three-byte sequences E2 80 8B…8F, A8…AE and E2 81 A0…AF (zero-width, line/paragraph separators, bidi controls).
bool hiddenMark(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size() || static_cast<unsigned char>(text[at]) != 0xE2) return false;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if (second == 0x80) return (third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE);
    return second == 0x81 && third >= 0xA0 && third <= 0xAF;
}

void appendHex(std::string& out, unsigned char byte) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += "\\x";
    out.push_back(kHex[byte >> 4]);
    out.push_back(kHex[byte & 15]);
}

bool tokenCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '/' || c == '+' ||
           c == '=';
}

constexpr std::array<std::string_view, 7> kSecretHeads{"gw-", "sk-", "Bearer ", "bearer ", "eyJ", "AIza", "Basic "};
constexpr std::size_t kSecretLength = 16;

}  // namespace

bool isBare(std::string_view value) {
    bool bare = !value.empty();
    for (const char c : value) bare &= kBare[static_cast<unsigned char>(c)];
    return bare;
}

void appendQuoted(std::string& out, std::string_view value) {
    if (isBare(value)) {
        out.append(value);
        return;
    }
    out.push_back('"');
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F || (byte == 0xC2 && i + 1 < value.size() && static_cast<unsigned char>(value[i + 1]) < 0xA0)) {
            appendHex(out, byte);
        } else if (hiddenMark(value, i)) {
            for (int k = 0; k < 3; ++k) appendHex(out, static_cast<unsigned char>(value[i + static_cast<std::size_t>(k)]));
            i += 2;
        } else {
            out.push_back(c);
        }
    }
    out.push_back('"');
}

std::string quoted(std::string_view value) {
    std::string out;
    appendQuoted(out, value);
    return out;
}

std::string redacted(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const bool boundary = i == 0 || !tokenCharacter(text[i - 1]);
        const auto head = !boundary ? kSecretHeads.end()
                                    : std::find_if(kSecretHeads.begin(), kSecretHeads.end(), [&](std::string_view start) {
                                          return text.substr(i).starts_with(start);
                                      });
        if (head == kSecretHeads.end()) {
            out.push_back(text[i++]);
            continue;
        }
        std::size_t end = i + head->size();
        while (end < text.size() && tokenCharacter(text[end])) ++end;
        if (end - i < kSecretLength) {
            out.append(text.substr(i, end - i));
        } else {
            out.append(*head).append("…");
        }
        i = end;
    }
    return out;
}

}  // namespace gw::log
