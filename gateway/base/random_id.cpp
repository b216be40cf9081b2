#include "gateway/base/random_id.hpp"

#include "gateway/base/assert.hpp"
#include "gateway/base/digest.hpp"

#include <array>
#include <cstring>
#include <vector>

#include <sys/random.h>

namespace gw {

namespace {

/// A pool of random bytes a thread, refilled by one system call for some hundred ids.
void poolRandom(std::span<std::uint8_t> out) {
    thread_local std::array<std::uint8_t, 4096> pool;
    thread_local std::size_t used = pool.size();
    if (used + out.size() > pool.size()) {
        fillRandom(pool);
        used = 0;
    }
    std::memcpy(out.data(), pool.data() + used, out.size());
    std::memset(pool.data() + used, 0, out.size());
    used += out.size();
}

std::array<std::uint8_t, 16> timeSorted(WallTime now) {
    std::array<std::uint8_t, 16> bytes{};
    poolRandom(bytes);
    const auto millis = static_cast<std::uint64_t>(toMillis(now));
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x70);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
    return bytes;
}

constexpr auto kHexPairs = [] {
    constexpr char kDigits[] = "0123456789abcdef";
    std::array<std::array<char, 2>, 256> pairs{};
    for (std::size_t byte = 0; byte < pairs.size(); ++byte) pairs[byte] = {kDigits[byte >> 4U], kDigits[byte & 15U]};
    return pairs;
}();
/// Where the two digits of each byte stand in 8-4-4-4-12.
constexpr std::array<std::uint8_t, 16> kUuidPlaces{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

}  // namespace

void fillRandom(std::span<std::uint8_t> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        const auto got = ::getrandom(out.data() + done, out.size() - done, 0);
        GW_ASSERT(got > 0 || errno == EINTR);
        if (got > 0) done += static_cast<std::size_t>(got);
    }
}

std::string uuidV7(WallTime now) {
    const auto bytes = timeSorted(now);
    std::string text(36, '-');
    for (std::size_t i = 0; i < bytes.size(); ++i) std::memcpy(text.data() + kUuidPlaces[i], kHexPairs[bytes[i]].data(), 2);
    return text;
}

std::string requestId(WallTime now) {
    static constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    const auto bytes = timeSorted(now);
    std::string text = "req-00000000000000000000000000";
    char* to = text.data() + 4;
    // Five bytes are eight digits; the sixteenth is two, the second of which has three bits only.
    for (std::size_t at = 0; at < 15; at += 5) {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 5; ++i) bits = (bits << 8U) | bytes[at + i];
        for (int shift = 35; shift >= 0; shift -= 5) *to++ = kDigits[(bits >> static_cast<unsigned>(shift)) & 31U];
    }
    *to++ = kDigits[bytes[15] >> 3U];
    *to = kDigits[(bytes[15] << 2U) & 31U];
    return text;
}

std::string apiKeySecret() {
    static constexpr char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::vector<std::uint8_t> number(32);
    fillRandom(number);
    std::string digits(43, '0');
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        unsigned remainder = 0;
        for (auto& byte : number) {
            const unsigned value = remainder * 256 + byte;
            byte = static_cast<std::uint8_t>(value / 62);
            remainder = value % 62;
        }
        *digit = kDigits[remainder];
    }
    return "gw-" + digits;
}

std::string randomHex(std::size_t bytes) {
    std::vector<std::uint8_t> raw(bytes);
    fillRandom(raw);
    return hexText(raw);
}

}  // namespace gw
