// A small OpenAI-compatible upstream on loopback, for trying the gateway without a provider: chat (plain and SSE,
// tools), embeddings and model list, with chosen latency and failures. Owned by the console's demo mode or the
// demo-upstream verb; start and stop are called by the owner's thread, everything else runs on the upstream's own
// thread.
#pragma once

#include "app/demo/demo_options.hpp"
#include "gateway/base/result.hpp"

#include <cstdint>
#include <memory>

namespace gw::demo {

class DemoUpstream {
 public:
    explicit DemoUpstream(DemoUpstreamOptions options);
    ~DemoUpstream();
    DemoUpstream(const DemoUpstream&) = delete;
    DemoUpstream& operator=(const DemoUpstream&) = delete;

    /// Listens on 127.0.0.1 and starts the thread.
    /// @return the real port; portTaken or listenFailed. Called once.
    Result<std::uint16_t> start();

    /// Breaks what is open and joins the thread. Safe to call twice, and without start.
    void stop();

 private:
    struct Running;
    DemoUpstreamOptions options_;
    std::unique_ptr<Running> running_;
};

}  // namespace gw::demo
