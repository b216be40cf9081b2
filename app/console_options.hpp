// The console's command line (contract.md "Programs") and what it means for engine and shell. Main thread.
#pragma once

#include "gateway/engine/control_thread.hpp"
#include "ui/shell/console.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace app {

struct ConsoleOptions {
    std::string attachUrl;
    /// Of the account to sign in with at `attachUrl`; empty: the sign-in form asks. The password comes from stdin.
    std::string email;
    std::string password;
    bool demo = false;
    std::string page;
    std::string screenshot;
    int screenshotAfterSeconds = 0;
    int screenshotWithinSeconds = 180;
    int width = 1440;
    int height = 900;
    std::string theme;
    std::string locale;
    std::filesystem::path dataDir;
};

/// @return an exit code when the program should end right away (help, wrong usage).
std::optional<int> parseConsoleOptions(int argc, char** argv, ConsoleOptions& options);
/// Why the page cannot be shown, naming the pages there are.
std::optional<std::string> pageRefusal(const ConsoleOptions& options);

ui::shell::Console::Options shellOptions(const ConsoleOptions& options);
ui::bridge::Endpoint endpointOf(const gw::engine::PrivateDoor& door);

}  // namespace app
