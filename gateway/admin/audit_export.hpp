// The audit trail as a file that is made while it is sent: pages of 500 rows by seq, oldest first, so that neither the
// length of the trail nor a slow reader costs memory. Keeps itself alive until it is done; control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/store/audit_table.hpp"

#include <memory>

namespace gw::admin {

inline constexpr int kAuditExportsMost = 4;
/// Counts as an export under way as long as it is held.
using ExportSlot = std::shared_ptr<void>;
inline ExportSlot takeExportSlot(const std::shared_ptr<int>& running) {
    ++*running;
    return {nullptr, [running](void*) { --*running; }};
}

enum class ExportFormat : std::uint8_t { csv, jsonl };

/// Takes the exchange's connection over. The head tells the chain's end at this moment (x-audit-chain-head: seq:hash).
void exportAudit(Services& services, const ExchangePtr& exchange, const store::AuditFilter& filter, ExportFormat format, ExportSlot slot);

}  // namespace gw::admin
