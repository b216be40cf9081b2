#include "app/cli/stop_signals.hpp"
#include "app/cli/verb.hpp"
#include "app/demo/demo_upstream.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <memory>

namespace app::cli {

namespace {

gw::Result<int> runDemo(const gw::demo::DemoUpstreamOptions& options) {
    StopSignals signals;
    gw::demo::DemoUpstream upstream(options);
    const auto port = upstream.start();
    if (!port) return gw::fail(port.error());
    std::printf("ready http://127.0.0.1:%u\n", unsigned(*port));
    std::fflush(stdout);
    signals.wait();
    upstream.stop();
    return 0;
}

}  // namespace

Verb makeDemoUpstreamVerb(CLI::App& parent, const GlobalOptions&) {
    struct Given {
        unsigned port = 0;
        unsigned latencyMs = 80;
        unsigned chunkMs = 20;
        double failRate = 0;
    };
    auto given = std::make_shared<Given>();
    Verb verb;
    verb.command = parent.add_subcommand("demo-upstream", "An OpenAI-compatible provider on loopback, for trying the gateway");
    verb.command->add_option("--port", given->port, "Port to listen on; 0 picks a free one")->required()->check(CLI::Range(0, 65535));
    verb.command->add_option("--latency-ms", given->latencyMs, "Before the first byte of an answer")->check(CLI::Range(0, 60000));
    verb.command->add_option("--chunk-ms", given->chunkMs, "Between two chunks of a stream")->check(CLI::Range(0, 60000));
    verb.command->add_option("--fail-rate", given->failRate, "Share of requests that fail, 0…1")->check(CLI::Range(0.0, 1.0));
    verb.run = [given]() -> gw::Result<int> {
        gw::demo::DemoUpstreamOptions options;
        options.port = static_cast<std::uint16_t>(given->port);
        options.latency = std::chrono::milliseconds(given->latencyMs);
        options.chunkInterval = std::chrono::milliseconds(given->chunkMs);
        options.failRate = given->failRate;
        return runDemo(options);
    };
    return verb;
}

}  // namespace app::cli
