#include "app/cli/load_settings.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace app::cli {

namespace {

std::string originText(const gw::config::Origin& origin) {
    using Kind = gw::config::Origin::Kind;
    if (origin.kind == Kind::file) return origin.file.string() + ":" + std::to_string(origin.line);
    return origin.kind == Kind::environment ? "environment" : "default";
}

void print(const gw::config::LoadedSettings& loaded) {
    for (const auto& setting : loaded.shown)
        std::printf("%-32s %-28s %-12s %s\n", setting.name.c_str(), setting.value.empty() ? "-" : setting.value.c_str(),
                    originText(setting.origin).c_str(), setting.help.c_str());
}

}  // namespace

Verb makeConfigVerb(CLI::App& parent, const GlobalOptions& global) {
    Verb verb;
    verb.command = parent.add_subcommand("config", "Check or show the settings");
    verb.command->require_subcommand(1);
    auto* check = verb.command->add_subcommand("check", "Read .env and environment, name what is wrong");
    verb.command->add_subcommand("show", "Every setting with its value, origin and allowed range");
    verb.run = [check, &global]() -> gw::Result<int> {
        auto loaded = loadVerbSettings(global);
        if (!loaded) return gw::fail(loaded.error());
        if (check->parsed())
            std::puts("ok");
        else
            print(*loaded);
        return 0;
    };
    return verb;
}

}  // namespace app::cli
