#include "gateway/ledger/decimal_price.hpp"

namespace gw::ledger {

namespace {

constexpr std::int64_t kNano = 1'000'000'000;
constexpr std::size_t kDecimalsMax = 9;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

tl::unexpected<Error> refused(const char* why, std::size_t at) {
    return fail(ErrorCode::invalidValue, std::string(why) + " at character " + std::to_string(at + 1));
}

}  // namespace

Result<std::int64_t> parseDecimalPrice(std::string_view text) {
    if (text.empty()) return refused("a price is missing", 0);
    std::size_t at = 0;
    std::int64_t whole = 0;
    for (; at < text.size() && isDigit(text[at]); ++at) {
        whole = whole * 10 + (text[at] - '0');
        if (whole > kPriceMax / kNano) return refused("a price above 1000000 USD per million tokens", at);
    }
    if (at == 0) return refused("a price starts with a digit (no sign, no blank)", 0);
    if (at > 1 && text[0] == '0') return refused("a leading zero", 0);
    std::int64_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        const auto start = ++at;
        std::int64_t unit = kNano;
        for (; at < text.size() && isDigit(text[at]); ++at) {
            if (at - start == kDecimalsMax) return refused("more than nine decimals", at);
            unit /= 10;
            fraction += (text[at] - '0') * unit;
        }
        if (at == start) return refused("a digit is missing after the point", at);
    }
    if (at < text.size()) return refused("a character that is no digit", at);
    const auto price = whole * kNano + fraction;
    if (price > kPriceMax) return refused("a price above 1000000 USD per million tokens", 0);
    return price;
}

std::string decimalPriceText(std::int64_t nanoUsdPerMillion) {
    std::string text = std::to_string(nanoUsdPerMillion / kNano);
    auto fraction = std::to_string(nanoUsdPerMillion % kNano + kNano).substr(1);
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

}  // namespace gw::ledger
