// The outcome of a call of this room as one word, and master keys that differ.
#pragma once

#include "gateway/secrets/master_key.hpp"

#include <QTest>

#include <array>
#include <cstdint>

namespace gw::test {

inline constexpr QLatin1String kDone{"DONE"};
inline constexpr QLatin1String kSecretsFailed{"SECRETS_FAILED"};

/// "DONE", or the error's code.
template <class T>
QLatin1String outcome(const Result<T>& result) {
    if (result) return kDone;
    const auto code = codeText(result.error().code);
    return QLatin1String(code.data(), static_cast<qsizetype>(code.size()));
}

inline secrets::MasterKey masterKeyOf(std::uint8_t byte) {
    std::array<std::uint8_t, secrets::MasterKey::kSize> bytes{};
    bytes.fill(byte);
    return secrets::MasterKey(bytes);
}

}  // namespace gw::test
