// Who asks: the holder of the access token, where the request came from, and by which program. Goes into every command
// and audit row. A plain value, any thread.
#pragma once

#include "gateway/admin/role.hpp"
#include "gateway/base/clock.hpp"

#include <string>

namespace gw::admin {

struct Identity {
    std::string userId;
    std::string email;
    Role role = Role::none;
    bool mustChangePassword = false;
    std::string tokenId;  ///< jti
    std::string family;   ///< the refresh family this access token came with
    WallTime tokenEnds{};
    std::string ip;
    bool fromConsole = false;
};

}  // namespace gw::admin
