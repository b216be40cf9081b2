#include "app/cli/load_settings.hpp"
#include "app/cli/stop_signals.hpp"
#include "app/cli/verb.hpp"
#include "gateway/base/log.hpp"
#include "gateway/engine/engine.hpp"

#include <CLI/CLI.hpp>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <future>
#include <memory>

#include <unistd.h>

namespace app::cli {

namespace {

using gw::engine::Engine;
using gw::engine::Stage;
using gw::engine::StageReport;

/// Starts the engine and waits until it is ready or has failed.
gw::Result<StageReport> startAndWait(Engine& engine) {
    auto settled = std::make_shared<std::promise<StageReport>>();
    auto once = std::make_shared<std::atomic<bool>>(false);
    const auto started = engine.start([settled, once](const StageReport& report) {
        if (report.stage != Stage::ready && report.stage != Stage::failed) return;
        if (!once->exchange(true)) settled->set_value(report);
    });
    if (!started) return gw::fail(started.error());
    const auto report = settled->get_future().get();
    if (report.error) return gw::fail(*report.error);
    return report;
}

/// SIGTERM or SIGINT drains, a second one ends at once; SIGHUP reads `.env` again. The end of the drain is told to this
/// thread as a signal too, since it waits in sigwait.
void serveUntilStopped(Engine& engine, StopSignals& signals) {
    while (signals.next() == SIGHUP) engine.reload();
    std::atomic<bool> drained{false};
    engine.drain([&drained] {
        drained = true;
        ::kill(::getpid(), SIGHUP);
    });
    while (!drained) {
        if (signals.next() != SIGHUP) engine.drain({});
    }
}

}  // namespace

Verb makeServeVerb(CLI::App& parent, const GlobalOptions& global) {
    Verb verb;
    verb.command = parent.add_subcommand("serve", "Run the gateway (the default verb)");
    verb.run = [&global]() -> gw::Result<int> {
        StopSignals signals;
        auto loaded = loadVerbSettings(global);
        if (!loaded) return gw::fail(loaded.error());
        gw::engine::EngineOptions options;
        options.load.environment = gw::config::processEnvironment();
        options.load.workingDir = std::filesystem::current_path();
        options.load.dataDir = global.dataDir;
        Engine engine(std::move(options));
        const auto report = startAndWait(engine);
        if (!report) return gw::fail(report.error());
        std::printf("ready %s\n", report->url.c_str());
        std::fflush(stdout);
        serveUntilStopped(engine, signals);
        engine.stop();
        gw::log::shutdown();
        return 0;
    };
    return verb;
}

}  // namespace app::cli
