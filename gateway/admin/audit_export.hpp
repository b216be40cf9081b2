// The audit trail as a file that is made while it is sent: pages of 500 rows by seq, oldest first, so that neither the
// length of the trail nor a slow reader costs memory. Keeps itself alive until it is done; control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/store/audit_table.hpp"

#include <memory>

namespace gw::admin {

enum class ExportFormat : std::uint8_t { csv, jsonl };

/// Takes the exchange's connection over. The head tells the chain's end at this moment (x-audit-chain-head: seq:hash).
void exportAudit(Services& services, const ExchangePtr& exchange, const store::AuditFilter& filter, ExportFormat format);

}  // namespace gw::admin
