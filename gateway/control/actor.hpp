// Who changes something: stands in each audit row. A plain value, any thread.
#pragma once

#include <string>

namespace gw::control {

struct Actor {
    std::string userId;               ///< empty for the system and the command line
    std::string email = "system";
    std::string role = "admin";       ///< admin | operator | viewer
    std::string source = "system";    ///< console | api | cli | system
    std::string ip;
};

}  // namespace gw::control
