// What the user commands share. Pure, any thread.
#pragma once

#include "gateway/control/change.hpp"

namespace gw::control {

/// A checked new user with its audit draft; conflict when the address is taken.
Result<Change> newUser(const std::string& email, const std::string& role, const std::string& passwordHash, const State& state,
                       const CommandContext& context);

}  // namespace gw::control
