// A verb of gatehoused: one file that exports one factory, listed in verbs.def. Runs on the main thread before or instead
// of the engine.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace app::cli {

/// Options that every verb understands.
struct GlobalOptions {
    std::filesystem::path dataDir;
};

/// A verb's run: 0 on success; an Error is printed to stderr in one line and exits 1 (2 for wrongUsage).
using Run = std::function<gw::Result<int>()>;

/// Adds the verb's options to `parent` and returns what runs when it was chosen.
struct Verb {
    CLI::App* command = nullptr;
    Run run;
};

using MakeVerb = Verb (*)(CLI::App& parent, const GlobalOptions& global);

#define GW_VERB(name) Verb make##name##Verb(CLI::App& parent, const GlobalOptions& global);
#include "app/cli/verbs.def"
#undef GW_VERB

/// Parses argv and runs the verb (`serve` when none is named). @return the exit code.
int runCommandLine(int argc, char** argv);

}  // namespace app::cli
