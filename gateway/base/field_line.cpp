#include "gateway/base/field_line.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace gw {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::uint64_t eightOf(const char* text) noexcept {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Eight letters at once: bytes from 'A' to 'Z' get bit 5, all others stay.
std::uint64_t lowerEight(const char* text) noexcept {
    constexpr std::uint64_t kOnes = 0x0101010101010101U, kHigh = 0x80 * kOnes;
    const std::uint64_t bytes = eightOf(text), low = bytes & ~kHigh;
    const std::uint64_t fromA = low + kOnes * (0x80 - 'A'), pastZ = low + kOnes * (0x7F - 'Z');
    return bytes | ((fromA & ~pastZ & ~bytes & kHigh) >> 2U);
}

}  // namespace

bool isSpelling(const char* text, const char* plain, std::size_t size) noexcept {
    if (size < 8) {
        for (std::size_t i = 0; i < size; ++i)
            if (lower(text[i]) != plain[i]) return false;
        return true;
    }
    // The last eight may overlap those before.
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if (lowerEight(text + i) != eightOf(plain + i)) return false;
    return lowerEight(text + size - 8) == eightOf(plain + size - 8);
}

void appendFieldLine(std::string& head, std::string_view name, std::string_view value) {
    const std::size_t at = head.size();
    head.resize(at + name.size() + value.size() + 4);
    char* to = std::copy(name.begin(), name.end(), head.data() + at);
    *to++ = ':';
    *to++ = ' ';
    to = std::copy(value.begin(), value.end(), to);
    *to++ = '\r';
    *to = '\n';
}

}  // namespace gw
