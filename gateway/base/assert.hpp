// GW_ASSERT: for our own mistakes only, on in release too. Input from a network, file or user gets an Error instead.
#pragma once

namespace gw {

[[noreturn]] void assertionFailed(const char* expression, const char* file, int line) noexcept;

}  // namespace gw

#define GW_ASSERT(expression) \
    (static_cast<bool>(expression) ? static_cast<void>(0) : ::gw::assertionFailed(#expression, __FILE__, __LINE__))
