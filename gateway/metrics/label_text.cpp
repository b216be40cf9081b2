#include "gateway/metrics/label_text.hpp"

#include <cstddef>
#include <cstdint>

namespace gw::metrics {

namespace {

std::uint8_t byteAt(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

/// Length of the well-formed UTF-8 sequence at `at` (RFC 3629 §4), 0 when there is none.
std::size_t sequenceAt(std::string_view text, std::size_t at) {
    const auto lead = byteAt(text, at);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : (lead & 0xF0U) == 0xE0U ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (length == 0 || at + length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byteAt(text, at + i) & 0xC0U) != 0x80U) return 0;
    }
    const auto second = byteAt(text, at + 1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
    return overlong || outside ? 0 : length;
}

void appendEscaped(std::string& out, std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const auto length = sequenceAt(value, at);
        const char c = value[at];
        if (length > 1) {
            if (at + length > kLabelValueMax) return;
            out.append(value.substr(at, length));
        } else if (at >= kLabelValueMax) {
            return;
        } else if (c == '\\' || c == '"') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else {
            out.push_back(length == 0 || byteAt(value, at) < 0x20 || c == 0x7F ? '?' : c);
        }
        at += length == 0 ? 1 : length;
    }
}

}  // namespace

void appendLabel(std::string& out, std::string_view name, std::string_view value) {
    if (!out.empty()) out.push_back(',');
    out.append(name);
    out.append("=\"");
    appendEscaped(out, value);
    out.push_back('"');
}

}  // namespace gw::metrics
