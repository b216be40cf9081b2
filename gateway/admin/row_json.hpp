// Rows as the admin API shows them (admin_api.md): shared by lists, single objects and the event stream. Pure values,
// control's thread.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/control/state.hpp"
#include "gateway/ledger/usage_record.hpp"
#include "gateway/store/audit_table.hpp"
#include "gateway/store/usage_table.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gw::admin {

boost::json::value orNull(const std::optional<std::int64_t>& number);
boost::json::value orNull(const std::optional<std::string>& text);
/// Empty text is null.
boost::json::value textOrNull(const std::string& text);
boost::json::value timeOrNull(const std::optional<WallTime>& time);
boost::json::value timeText(WallTime time);
boost::json::value listOf(const std::vector<std::string>& texts);

boost::json::object auditJson(const store::AuditRow& row);
boost::json::object requestJson(const store::RequestRow& row);
boost::json::object adjustmentJson(const store::AdjustmentRow& row);
/// A record that is on its way to the database, as its row will look; the key's name comes from `state`.
boost::json::object requestJson(const ledger::RequestRecord& record, const control::State& state);

}  // namespace gw::admin
