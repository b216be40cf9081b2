#include "app/cli/verb.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace app::cli {

Verb makeVersionVerb(CLI::App& parent, const GlobalOptions&) {
    Verb verb;
    verb.command = parent.add_subcommand("version", "Print the version");
    verb.run = []() -> gw::Result<int> {
        std::puts("gatehoused " GATEHOUSE_VERSION);
        return 0;
    };
    return verb;
}

}  // namespace app::cli
