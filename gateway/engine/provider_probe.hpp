// One call for a provider's model list (GET {prefix}/v1/models) through a worker's own upstream pool, so that address check,
// TLS and credential are those of real traffic, over a connection of its own, so that each phase is measured. Started and answered on control's thread, runs on the worker.
#pragma once

#include "gateway/admin/probe_port.hpp"
#include "gateway/config/snapshot.hpp"
#include "gateway/pipeline/ports.hpp"

#include <functional>
#include <memory>

namespace gw::engine {

/// Where the call runs: the worker's pool and a way onto its thread.
struct ProbeLane {
    pipeline::UpstreamPort* upstream = nullptr;
    std::function<void(std::function<void()>)> post;
};

/// @param toControl runs a task on control's thread.
void probeProvider(const ProbeLane& lane, std::shared_ptr<const config::Provider> provider,
                   std::function<void(std::function<void()>)> toControl, std::function<void(admin::ProbeResult)> then);

/// The names in a model list, {"data":[{"id"}…]} or Gemini's {"models":[{"name"}…]}, at most 500; empty when it is none.
std::vector<std::string> modelNames(const std::string& body);

}  // namespace gw::engine
