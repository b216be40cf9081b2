// DELETE takes no body: why it was done stands in the query. Control's thread.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/route_table.hpp"

#include <string>

namespace gw::admin {

/// Commands check its length.
inline QueryField reasonQuery() { return {"reason", "Stands in the audit log; at most 1,000 characters."}; }
inline std::string reasonOf(const Exchange& exchange) { return exchange.query("reason").value_or(""); }

}  // namespace gw::admin
