// The settings as the verbs see them: process environment, `.env` of the working directory, else of the data directory.
// Main thread.
#pragma once

#include "app/cli/verb.hpp"
#include "gateway/config/settings.hpp"

namespace app::cli {

gw::Result<gw::config::LoadedSettings> loadVerbSettings(const GlobalOptions& global);

}  // namespace app::cli
