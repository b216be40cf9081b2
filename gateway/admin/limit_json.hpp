// Limits as the admin API shows them: a rule of a scope, and a key's limits explained. Control's thread.
#pragma once

#include "gateway/admin/services.hpp"
#include "gateway/control/state.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gw::admin {

/// The rule, its subject's name, and what is counted at this moment. Of "global" also what the settings say.
boost::json::object limitJson(Services& services, const store::LimitRuleRow& row);

/// One limit of a request, with where it comes from.
boost::json::object limitStateJson(Services& services, const LimitState& fact);

}  // namespace gw::admin
