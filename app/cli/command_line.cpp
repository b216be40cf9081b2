#include "app/cli/verb.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace app::cli {

namespace {

constexpr int kWrongUsage = 2;

/// One line on stderr; line ends inside an error's detail become "; ".
int report(const gw::Error& error) {
    std::string text = gw::describe(error);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, "; ");
    std::fprintf(stderr, "gatehoused: %s\n", text.c_str());
    return error.code == gw::ErrorCode::wrongUsage ? kWrongUsage : 1;
}

std::vector<Verb> makeVerbs(CLI::App& parent, const GlobalOptions& global) {
    std::vector<Verb> verbs;
#define GW_VERB(name) verbs.push_back(make##name##Verb(parent, global));
#include "app/cli/verbs.def"
#undef GW_VERB
    return verbs;
}

}  // namespace

int runCommandLine(int argc, char** argv) {
    CLI::App program{"Gatehouse: an AI-API gateway. Without a verb it serves.", "gatehoused"};
    GlobalOptions global;
    // As with most programs, of an option given twice the last one holds.
    program.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    program.add_option("--data-dir", global.dataDir, "Directory for database, spool, keys and logs (GATEWAY_DATA_DIR)");
    program.require_subcommand(0, 1);
    program.fallthrough();
    auto verbs = makeVerbs(program, global);
    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& success) {
        return program.exit(success);
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "gatehoused: %s; see gatehoused --help\n", error.what());
        return kWrongUsage;
    }
    auto chosen = std::find_if(verbs.begin(), verbs.end(), [](const Verb& verb) { return verb.command->parsed(); });
    if (chosen == verbs.end()) chosen = verbs.begin();
    const auto outcome = chosen->run();
    return outcome ? *outcome : report(outcome.error());
}

}  // namespace app::cli
