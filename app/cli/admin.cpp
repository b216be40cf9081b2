#include "app/cli/load_settings.hpp"
#include "app/cli/open_database.hpp"
#include "gateway/control/create_admin.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

namespace app::cli {

namespace {

/// One line from stdin: never an argument, so that it shows in no process list.
gw::secrets::Secret passwordFromStdin() {
    std::string line;
    std::getline(std::cin, line);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return gw::secrets::Secret(std::move(line));
}

}  // namespace

Verb makeAdminVerb(CLI::App& parent, const GlobalOptions& global) {
    struct Given {
        std::string email;
        std::string role = "admin";
        bool passwordStdin = false;
    };
    auto given = std::make_shared<Given>();
    Verb verb;
    verb.command = parent.add_subcommand("admin", "Make people who may sign in");
    verb.command->require_subcommand(1);
    auto* create = verb.command->add_subcommand("create", "Make a user; the server must not be running");
    create->add_option("--email", given->email, "Address to sign in with")->required();
    create->add_flag("--password-stdin", given->passwordStdin, "Read the password (at least 10 characters) from stdin")->required();
    create->add_option("--role", given->role, "admin, operator or viewer")->check(CLI::IsMember({"admin", "operator", "viewer"}));
    verb.run = [given, &global]() -> gw::Result<int> {
        const auto password = passwordFromStdin();
        auto opened = openVerbDatabase(global, DatabaseUse::changeAtHead);
        if (!opened) return gw::fail(opened.error());
        const auto user = gw::control::createAdmin(*opened->database, given->email, password, given->role, "cli", gw::systemClock());
        if (!user) return gw::fail(user.error());
        std::printf("created %s (%s)\n", user->email.c_str(), user->role.c_str());
        return 0;
    };
    return verb;
}

}  // namespace app::cli
