// Which requests the public admin API takes at all: only under an allowed Host name (a page that rebinds its DNS name to
// 127.0.0.1 sends its own name), and never from another site's page. Control's thread; a value made from the settings.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/pipeline/ports.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gw::admin {

class OriginPolicy {
   public:
    explicit OriginPolicy(const config::Settings& settings);

    /// @return hostNotAllowed or forbidden, naming what to set when the host is right after all.
    Result<void> check(const pipeline::AdminRequest& request) const;

   private:
    bool allows(std::string_view host) const;
    std::vector<std::string> hosts_;
};

/// The host of "name", "name:port" or "[v6]:port" in lower case, without brackets; nullopt when malformed.
std::optional<std::string> hostName(std::string_view hostField);

}  // namespace gw::admin
