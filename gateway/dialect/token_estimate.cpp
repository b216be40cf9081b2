#include "gateway/dialect/token_estimate.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace gw::dialect {

namespace {

constexpr std::size_t kWholeMax = 4096, kPieces = 16, kPieceBytes = 256;

// Thousandths of a token, fitted to the texts of token_estimate_test by least squares of the error's logarithm.
constexpr std::uint16_t kLower = 245, kUpper = 809, kSpace = 165, kDigit = 658, kOther = 359;
constexpr std::uint16_t kTwoBytes = 502;      ///< Latin with accents, Greek, Cyrillic, Hebrew, Arabic
constexpr std::uint16_t kLowThreeBytes = 733; ///< U+0800…U+2FFF: the scripts of India and their neighbours
constexpr std::uint16_t kHighBytes = 1028;    ///< Chinese, Japanese, Korean
constexpr std::uint16_t kFullWidth = 400;     ///< their punctuation, which often joins a neighbour
constexpr std::uint16_t kEmoji = 2000;

constexpr std::array<std::uint16_t, 256> weights() {
    std::array<std::uint16_t, 256> table{};
    for (std::size_t c = 0; c < 256; ++c) {
        table[c] = kOther;
        if (c >= 'a' && c <= 'z') table[c] = kLower;
        if (c >= 'A' && c <= 'Z') table[c] = kUpper;
        if (c >= '0' && c <= '9') table[c] = kDigit;
        if (c == ' ') table[c] = kSpace;
        // What follows a first byte is weighed with it.
        if (c >= 0x80) table[c] = 0;
        if (c >= 0xC0) table[c] = kTwoBytes;
        if (c >= 0xE0) table[c] = kLowThreeBytes;
        if (c >= 0xE3) table[c] = kHighBytes;
        if (c >= 0xEE) table[c] = kFullWidth;
        if (c >= 0xF0) table[c] = kEmoji;
    }
    return table;
}

constexpr auto kWeights = weights();

std::uint32_t weightOf(char c) noexcept { return kWeights[static_cast<unsigned char>(c)]; }

int hexOf(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

std::uint32_t weightOfUnit(int unit) noexcept {
    if (unit < 0x80) return kOther;
    if (unit < 0x800) return kTwoBytes;
    // Half of a pair: the other half has its own weight.
    if (unit >= 0xD800 && unit < 0xE000) return kEmoji / 2;
    if (unit >= 0xE000) return kFullWidth;
    return unit < 0x3000 ? kLowThreeBytes : kHighBytes;
}

/// What \uXXXX weighs more or less than its six bytes do.
std::int64_t escapeCorrection(std::string_view escape) noexcept {
    int unit = 0;
    std::int64_t bytes = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        bytes += weightOf(escape[i]);
        if (i < 2) continue;
        const int digit = hexOf(escape[i]);
        if (digit < 0) return 0;
        unit = unit * 16 + digit;
    }
    return static_cast<std::int64_t>(weightOfUnit(unit)) - bytes;
}

std::uint32_t weightOfEach(std::string_view piece) noexcept {
    std::uint32_t sum = 0;
    for (const char c : piece) sum += weightOf(c);
    return sum;
}

/// Bytes of a block, so that each class can be counted in one byte; the compiler makes vector instructions of it.
constexpr std::uint32_t kBlock = 64;

std::uint32_t weightOfBlock(const char* block) noexcept {
    std::uint8_t lower = 0, upper = 0, digits = 0, spaces = 0, high = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const auto c = static_cast<std::uint8_t>(block[i]);
        lower = static_cast<std::uint8_t>(lower + (static_cast<std::uint8_t>(c - 'a') < 26));
        upper = static_cast<std::uint8_t>(upper + (static_cast<std::uint8_t>(c - 'A') < 26));
        digits = static_cast<std::uint8_t>(digits + (static_cast<std::uint8_t>(c - '0') < 10));
        spaces = static_cast<std::uint8_t>(spaces + (c == ' '));
        high |= c;
    }
    if (high >= 0x80) return weightOfEach({block, kBlock});
    const std::uint32_t others = kBlock - lower - upper - digits - spaces;
    return std::uint32_t{kLower} * lower + std::uint32_t{kUpper} * upper + std::uint32_t{kDigit} * digits + std::uint32_t{kSpace} * spaces +
           std::uint32_t{kOther} * others;
}

std::uint64_t weigh(std::string_view piece) noexcept {
    std::int64_t sum = 0;
    std::size_t i = 0;
    for (; i + kBlock <= piece.size(); i += kBlock) sum += weightOfBlock(piece.data() + i);
    sum += weightOfEach(piece.substr(i));
    for (std::size_t at = piece.find('\\'); at != std::string_view::npos && at + 6 <= piece.size(); at = piece.find('\\', at)) {
        const bool unit = piece[at + 1] == 'u';
        if (unit) sum += escapeCorrection(piece.substr(at, 6));
        at += unit ? 6 : 2;
    }
    return static_cast<std::uint64_t>(std::max<std::int64_t>(sum, 0));
}

}  // namespace

std::uint64_t milliTokensOf(std::string_view text) noexcept {
    if (text.size() <= kWholeMax) return weigh(text);
    const std::size_t stride = (text.size() - kPieceBytes) / (kPieces - 1);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kPieces; ++i) sum += weigh(text.substr(i * stride, kPieceBytes));
    // At most 4.3 × 10⁶ times the body limit: no overflow.
    return sum * text.size() / (kPieces * kPieceBytes);
}

}  // namespace gw::dialect
