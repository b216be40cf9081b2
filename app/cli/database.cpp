#include "app/cli/open_database.hpp"
#include "app/cli/verb.hpp"
#include "gateway/store/migrator.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace app::cli {

namespace {

using gw::Result;
using gw::store::Migrator;

void printRevision(const std::string& revision) { std::puts(revision.empty() ? "base" : revision.c_str()); }

Result<int> printHistory(Migrator& migrator) {
    const auto history = migrator.history();
    if (!history) return gw::fail(history.error());
    for (const auto& entry : *history)
        std::printf("%s %-24s %s\n", entry.revision.c_str(), entry.name.c_str(), entry.applied ? "applied" : "pending");
    return 0;
}

Result<int> printReached(const Result<std::string>& reached) {
    if (!reached) return gw::fail(reached.error());
    printRevision(*reached);
    return 0;
}

}  // namespace

Verb makeDatabaseVerb(CLI::App& parent, const GlobalOptions& global) {
    struct Given {
        std::string up = "head";
        std::string down = "-1";
    };
    auto given = std::make_shared<Given>();
    Verb verb;
    verb.command = parent.add_subcommand("db", "The database schema: where it stands, up and down");
    verb.command->require_subcommand(1);
    auto* current = verb.command->add_subcommand("current", "The revision the database is at");
    auto* history = verb.command->add_subcommand("history", "All revisions, applied or pending");
    auto* upgrade = verb.command->add_subcommand("upgrade", "Go up to a revision; the server must not be running");
    upgrade->add_option("target", given->up, "head, +N or a revision");
    auto* downgrade = verb.command->add_subcommand("downgrade", "Go down to a revision; the server must not be running");
    // "-1" would be read as an option, here or by the parents, so the target is taken from what is left over.
    downgrade->prefix_command();
    downgrade->fallthrough(false);
    verb.run = [=, &global]() -> Result<int> {
        const bool reads = current->parsed() || history->parsed();
        auto opened = openVerbDatabase(global, reads ? DatabaseUse::inspect : DatabaseUse::change);
        if (!opened) return gw::fail(opened.error());
        Migrator migrator(*opened->database);
        if (current->parsed()) return printReached(migrator.current());
        if (history->parsed()) return printHistory(migrator);
        if (upgrade->parsed()) return printReached(migrator.upgrade(given->up));
        const auto rest = downgrade->remaining();
        if (rest.size() > 1) return gw::fail(gw::ErrorCode::wrongUsage, "db downgrade takes one of -N, a revision or base.");
        return printReached(migrator.downgrade(rest.empty() ? given->down : rest.front()));
    };
    return verb;
}

}  // namespace app::cli
