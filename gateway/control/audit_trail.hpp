// What an audit row tells: the object's fields before and after, only those that differ, never a secret, hash or sealed text.
// A change and its audit row go into the database together. Pure but for commitChange (store threads).
#pragma once

#include "gateway/control/change.hpp"
#include "gateway/store/audit_table.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <utility>

namespace gw::control {

// The fields of a row that people may see.
boost::json::object shown(const store::UserRow& row);
boost::json::object shown(const store::ApiKeyRow& row);
boost::json::object shown(const store::ProviderRow& row);
boost::json::object shown(const store::PresetRow& row);
boost::json::object shown(const store::BlockedIpRow& row);
boost::json::object shown(const store::CircuitRow& row);
boost::json::object shown(const store::PriceVersionRow& row);
boost::json::object shown(const store::AdjustmentRow& row);
boost::json::object shown(const store::LimitRuleRow& row);

/// Fills draft.before and draft.after. An empty object stands for "did not exist": the other side is then told whole.
void tellDifference(AuditDraft& draft, const boost::json::object& before, const boost::json::object& after);

template <class RowType>
AuditDraft draftFor(std::string action, std::string targetType, const RowType* before, const RowType* after, std::string name) {
    AuditDraft draft;
    draft.action = std::move(action);
    draft.targetType = std::move(targetType);
    draft.targetId = after ? after->id : before->id;
    draft.targetName = std::move(name);
    tellDifference(draft, before ? shown(*before) : boost::json::object{}, after ? shown(*after) : boost::json::object{});
    return draft;
}

store::AuditRow auditRow(const AuditDraft& draft, const Actor& actor, const std::string& outcome, WallTime now);

/// All rows of the change and the audit row. Call it inside a transaction.
Result<store::AuditRow> commitChange(store::Database& database, const Change& change, const Actor& actor, WallTime now);

}  // namespace gw::control
