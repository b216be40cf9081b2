#include "gateway/base/digest.hpp"

#include "gateway/base/assert.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cstring>
#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace gw {

struct Sha256::Context {
    EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    ~Context() {
        EVP_MD_CTX_free(context);
        EVP_MD_free(algorithm);
    }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { GW_ASSERT(context_->algorithm && context_->context); }
Sha256::~Sha256() = default;

Digest256 Sha256::operator()(std::string_view data) {
    Digest256 digest{};
    unsigned int size = 0;
    const bool ok = EVP_DigestInit_ex2(context_->context, context_->algorithm, nullptr) == 1 &&
                    EVP_DigestUpdate(context_->context, data.data(), data.size()) == 1 &&
                    EVP_DigestFinal_ex(context_->context, digest.data(), &size) == 1;
    GW_ASSERT(ok && size == digest.size());
    return digest;
}

Digest256 sha256(std::string_view data) { return Sha256{}(data); }

namespace {

constexpr std::array<std::uint32_t, 256> makeCrcTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ ((value & 1) ? 0x82F63B78U : 0U);
        table[i] = value;
    }
    return table;
}

constexpr auto kCrcTable = makeCrcTable();

int hexValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::uint32_t crcByTable(std::string_view data, std::uint32_t crc) noexcept {
    for (const char c : data) crc = kCrcTable[(crc ^ static_cast<std::uint8_t>(c)) & 0xFFU] ^ (crc >> 8);
    return crc;
}

#if defined(__x86_64__)
/// SSE 4.2 has one instruction for eight bytes.
__attribute__((target("sse4.2"))) std::uint32_t crcByInstruction(std::string_view data, std::uint32_t crc) noexcept {
    for (; data.size() >= sizeof(std::uint64_t); data.remove_prefix(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, data.data(), sizeof word);
        crc = static_cast<std::uint32_t>(_mm_crc32_u64(crc, word));
    }
    for (const char c : data) crc = _mm_crc32_u8(crc, static_cast<std::uint8_t>(c));
    return crc;
}
const bool kCrcInstruction = __builtin_cpu_supports("sse4.2") != 0;
#else
constexpr auto crcByInstruction = crcByTable;
constexpr bool kCrcInstruction = false;
#endif

}  // namespace

std::uint32_t crc32c(std::string_view data, std::uint32_t seed) noexcept {
    return ~(kCrcInstruction ? crcByInstruction(data, ~seed) : crcByTable(data, ~seed));
}

std::string hexText(std::span<const std::uint8_t> bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> hexBytes(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hexValue(text[i]);
        const int low = hexValue(text[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

std::optional<Digest256> hexDigest(std::string_view text) {
    const auto bytes = hexBytes(text);
    Digest256 digest{};
    if (!bytes || bytes->size() != digest.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

bool equalConstantTime(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gw
