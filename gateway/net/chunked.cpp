#include "gateway/net/chunked.hpp"

#include "gateway/net/head_grammar.hpp"

#include <algorithm>
#include <charconv>

namespace gw::net {
namespace {

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }
bool isText(char c) { return isFieldText(std::string_view(&c, 1)); }

// 60 bits are beyond every body; stopping here keeps the shift from overflowing.
constexpr std::uint8_t kDigitsMax = 15;

}  // namespace

ChunkedDecoder::Step ChunkedDecoder::feed(std::string_view bytes) {
    std::size_t at = 0;
    while (at < bytes.size() && at_ != At::done && at_ != At::failed) {
        if (at_ == At::data) {
            const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size() - at));
            left_ -= take;
            if (left_ == 0) at_ = At::dataCr;
            return {State::payload, at + take, bytes.substr(at, take)};
        }
        at_ = step(bytes[at]);
        ++at;
    }
    if (at_ == At::failed) return {State::malformed, at, {}};
    return {at_ == At::done ? State::complete : State::more, at, {}};
}

ChunkedDecoder::At ChunkedDecoder::step(char c) {
    switch (at_) {
        case At::size:
        case At::sizeMore:
            return sizeStep(c);
        case At::sizeLf:
            if (c != '\n') return At::failed;
            digits_ = 0;
            extensionBytes_ = 0;
            return left_ == 0 ? At::trailerStart : At::data;
        case At::dataCr:
            return c == '\r' ? At::dataLf : At::failed;
        case At::dataLf:
            return c == '\n' ? At::size : At::failed;
        case At::trailerStart:
        case At::trailerName:
        case At::trailerValue:
        case At::trailerLf:
        case At::endLf:
            return trailerStep(c);
        case At::data:
        case At::done:
        case At::failed:
            return At::failed;
        default:
            break;
    }
    if (++extensionBytes_ > kExtensionMax || ++extensionsBytes_ > kExtensionsMax) return At::failed;
    return extensionStep(c);
}

ChunkedDecoder::At ChunkedDecoder::sizeStep(char c) {
    if (const int digit = hexValue(c); digit >= 0) {
        if (++digits_ > kDigitsMax) return At::failed;
        left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
        return At::sizeMore;
    }
    if (at_ == At::size) return At::failed;
    if (c == '\r') return At::sizeLf;
    if (c == ';') return At::extensionName;
    return isBlank(c) ? At::extension : At::failed;
}

// chunk-ext = *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )
ChunkedDecoder::At ChunkedDecoder::extensionStep(char c) {
    switch (at_) {
        case At::extension:  // blanks before ";"
            if (isBlank(c)) return At::extension;
            return c == ';' ? At::extensionName : At::failed;
        case At::extensionName:
            if (isBlank(c)) return At::extensionName;
            return isTokenChar(c) ? At::extensionNameMore : At::failed;
        case At::extensionNameMore:
            if (isTokenChar(c)) return At::extensionNameMore;
            [[fallthrough]];
        case At::extensionEquals:  // blanks behind the name
            if (isBlank(c)) return At::extensionEquals;
            if (c == '=') return At::extensionValue;
            if (c == ';') return At::extensionName;
            return c == '\r' && at_ == At::extensionNameMore ? At::sizeLf : At::failed;
        case At::extensionValue:
            if (isBlank(c)) return At::extensionValue;
            if (c == '"') return At::extensionQuoted;
            return isTokenChar(c) ? At::extensionToken : At::failed;
        case At::extensionToken:
            if (isTokenChar(c)) return At::extensionToken;
            [[fallthrough]];
        case At::extensionEnd:
            if (c == '\r') return At::sizeLf;
            if (c == ';') return At::extensionName;
            return isBlank(c) ? At::extension : At::failed;
        case At::extensionQuoted:
            if (c == '"') return At::extensionEnd;
            if (c == '\\') return At::extensionEscape;
            return isText(c) ? At::extensionQuoted : At::failed;
        case At::extensionEscape:
            return isText(c) ? At::extensionQuoted : At::failed;
        default:
            return At::failed;
    }
}

ChunkedDecoder::At ChunkedDecoder::trailerStep(char c) {
    if (++trailerBytes_ > kTrailerMax) return At::failed;
    switch (at_) {
        case At::trailerStart:
            if (c == '\r') return At::endLf;
            return isTokenChar(c) && ++trailerFields_ <= kTrailerFieldsMax ? At::trailerName : At::failed;
        case At::trailerName:
            if (c == ':') return At::trailerValue;
            return isTokenChar(c) ? At::trailerName : At::failed;
        case At::trailerValue:
            if (c == '\r') return At::trailerLf;
            return isText(c) ? At::trailerValue : At::failed;
        case At::trailerLf:
            return c == '\n' ? At::trailerStart : At::failed;
        case At::endLf:
            return c == '\n' ? At::done : At::failed;
        default:
            return At::failed;
    }
}

std::string_view chunkSizeLine(std::size_t size, std::array<char, 24>& buffer) noexcept {
    char* end = std::to_chars(buffer.data(), buffer.data() + 16, size, 16).ptr;
    *end++ = '\r';
    *end++ = '\n';
    return {buffer.data(), static_cast<std::size_t>(end - buffer.data())};
}

}  // namespace gw::net
