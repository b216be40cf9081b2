// What the limit commands share. Pure, any thread.
#pragma once

#include "gateway/control/change.hpp"

#include <string>

namespace gw::control {

/// The subject as it stands in the table: a preset's id for its name, an address range in one spelling.
/// @return invalidValue (scope or subject), notFound.
Result<std::string> limitSubject(const State& state, const std::string& scope, const std::string& subject);

/// What a person calls it: a key's or preset's name, a user's e-mail, the address.
std::string limitName(const State& state, const std::string& scope, const std::string& subject);

/// The rule as it stands, without an id when there is none; of a key with what is in its own columns.
store::LimitRuleRow presentLimit(const State& state, const std::string& scope, const std::string& subject);

}  // namespace gw::control
