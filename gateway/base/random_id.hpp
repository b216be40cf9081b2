// Random identifiers from the kernel's generator: UUIDv7 for rows, req-… for requests, gw-… for keys. Any thread.
#pragma once

#include "gateway/base/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace gw {

/// Fills `out` from getrandom(2).
void fillRandom(std::span<std::uint8_t> out);

/// UUID version 7 (RFC 9562 §5.7): sorts by creation time.
std::string uuidV7(WallTime now);

/// "req-" + 26 characters of time-sorted base32: the trace id of log, database and ledger.
/// Draws from a thread-local pool, so that a request costs no system call.
std::string requestId(WallTime now);

/// "gw-" + base62 of 256 random bits (43 characters).
std::string apiKeySecret();

/// `bytes` random bytes as lower-case hex.
std::string randomHex(std::size_t bytes);

}  // namespace gw
