#include "app/cli/open_database.hpp"
#include "app/cli/verb.hpp"
#include "gateway/store/audit_table.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace app::cli {

namespace {

using gw::Result;

Result<int> verifyTrail(gw::store::Database& database) {
    const auto check = gw::store::verifyAudit(database);
    if (!check) return gw::fail(check.error());
    if (!check->intact) {
        return gw::fail(gw::ErrorCode::conflict, "The audit trail is broken at row " + std::to_string(check->firstBadSeq) + ": " +
                                                     check->problem + ". Keep this database as it is and compare it with a backup.");
    }
    std::printf("intact rows=%lld head=%s\n", static_cast<long long>(check->rows), check->headHash.empty() ? "-" : check->headHash.c_str());
    return 0;
}

}  // namespace

Verb makeAuditVerb(CLI::App& parent, const GlobalOptions& global) {
    Verb verb;
    verb.command = parent.add_subcommand("audit", "The audit trail: whether its chain of hashes is whole");
    verb.command->require_subcommand(1);
    verb.command->add_subcommand("verify", "Read every row; exits 1 and names the first row that was changed, put in or taken out");
    verb.run = [&global]() -> Result<int> {
        auto opened = openVerbDatabase(global, DatabaseUse::inspect);
        if (!opened) return gw::fail(opened.error());
        return verifyTrail(*opened->database);
    };
    return verb;
}

}  // namespace app::cli
