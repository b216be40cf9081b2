#include "app/cli/load_settings.hpp"

#include <cstdio>

namespace app::cli {

gw::Result<gw::config::LoadedSettings> loadVerbSettings(const GlobalOptions& global) {
    gw::config::LoadOptions options;
    options.environment = gw::config::processEnvironment();
    options.workingDir = std::filesystem::current_path();
    options.dataDir = global.dataDir;
    auto loaded = gw::config::loadSettings(options);
    if (loaded)
        for (const auto& warning : loaded->warnings) std::fprintf(stderr, "gatehoused: %s\n", warning.c_str());
    return loaded;
}

}  // namespace app::cli
