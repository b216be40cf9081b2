// Whose account the gateway's own health probes stand in: nobody's key and nobody's user, but a name of their own, so that
// the bill, the reports and the log can tell them from people's calls. No id of a key or user can be this word: those are
// UUIDs. A constant, any thread.
#pragma once

#include "gateway/ledger/usage_record.hpp"

#include <string_view>

namespace gw::ledger {

/// key_id, user_id and key prefix of a probe; also its route.
inline constexpr std::string_view kProbeAccount = "probe";

template <class Text>
bool isProbe(const BasicRecord<Text>& record) noexcept {
    return record.keyId == kProbeAccount;
}

}  // namespace gw::ledger
