// Idempotency-Key: the reply to a creating POST is kept for 24 h, sealed, and given again to the same caller for the same
// body, so that a lost reply with a secret can be fetched once more. Control's thread; made by AdminApi for each dispatch.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"

#include <functional>

namespace gw::admin {

/// Runs `run` when this key was not seen, or answers from what was kept: the same reply, or conflict when the key stands
/// for another body or its first request is under way.
void runOnce(Services& services, const ExchangePtr& exchange, std::function<void()> run);

}  // namespace gw::admin
