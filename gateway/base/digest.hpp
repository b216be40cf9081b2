// SHA-256, CRC-32C, hex and constant-time comparison. Sha256 keeps one OpenSSL context for many digests (50–70 ns a key
// against 265 ns with a fresh one, design.md); one object a thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw {

using Digest256 = std::array<std::uint8_t, 32>;

class Sha256 {
   public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    Digest256 operator()(std::string_view data);

   private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// One digest, for paths that are not hot.
Digest256 sha256(std::string_view data);

/// CRC-32C (Castagnoli), `seed` chains pieces: crc32c(b, crc32c(a)) == crc32c(a+b).
std::uint32_t crc32c(std::string_view data, std::uint32_t seed = 0) noexcept;

std::string hexText(std::span<const std::uint8_t> bytes);
std::optional<std::vector<std::uint8_t>> hexBytes(std::string_view text);
/// 64 hex digits; anything else is nothing.
std::optional<Digest256> hexDigest(std::string_view text);

/// Compares without a data-dependent exit. Sizes may differ (then false).
bool equalConstantTime(std::string_view a, std::string_view b) noexcept;

}  // namespace gw
