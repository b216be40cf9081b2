// What the admin API asks of the engine, answered from what is running: probes, per-worker answers, facts of the parts.
// Control's thread only; owned by Engine. `running` is null until the start sequence is through and after the stop.
#pragma once

#include "gateway/admin/ask_workers.hpp"
#include "gateway/admin/facts_port.hpp"
#include "gateway/admin/probe_port.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/engine/control_thread.hpp"
#include "gateway/engine/running.hpp"

#include <memory>
#include <set>
#include <string>

namespace gw::engine {

class WorkerQuestions final : public admin::AskWorkers {
   public:
    WorkerQuestions(Running& running, ControlThread& control) : running_(running), control_(control) {}
    void ask(const std::string& keyId, std::function<void(std::vector<admin::WorkerAnswer>)> then) override;
    void askAddress(const IpAddress& address, std::function<void(std::vector<admin::WorkerAnswer>)> then) override;

   private:
    Running& running_;
    ControlThread& control_;
};

class ProviderProbes final : public admin::ProbePort {
   public:
    ProviderProbes(Running& running, ControlThread& control) : running_(running), control_(control) {}
    void probe(const std::string& providerName, std::function<void(admin::ProbeResult)> then) override;
    void call(const std::string& providerName, const std::string& model, std::function<void(admin::ProbeResult)> then) override;
    admin::ProbeOutlook outlook(const std::string& providerName, const std::string& model) const override;

   private:
    void answered(const pipeline::ProbeOrder& order, const pipeline::ProbeOutcome& outcome, const std::function<void(admin::ProbeResult)>& then);

    Running& running_;
    ControlThread& control_;
    std::shared_ptr<char> alive_ = std::make_shared<char>();  ///< answers under way hold it weakly
};

class EngineFacts final : public admin::FactsPort {
   public:
    EngineFacts(Running& running, ControlThread& control, const Clock& clock)
        : running_(running), control_(control), clock_(clock) {}
    void dependencies(std::function<void(admin::DependencyFacts)> then) override;
    std::string metricsText() const override;
    std::pair<std::size_t, std::size_t> circuits() const override;
    std::vector<admin::CircuitFact> circuitFacts() const override;
    std::vector<admin::RestingPreset> restingPresets() const override;
    /// Presets of whose upstreams none is known to work: at rest, or with a trial that is due or out.
    std::set<std::string> unprovenPresets() const;
    std::vector<admin::LimitState> explainLimits(const std::string& keyId, const std::string& presetId,
                                                 const std::optional<IpAddress>& address) const override;
    admin::LimitUse limitUse(const std::string& scope, const std::string& subject) const override;
    void resetLimits(const std::string& scope, const std::string& subject) override;
    void correctSpending(const std::string& keyId, const std::string& userId, WallTime began, NanoUsd amount) override;
    admin::CacheFacts cacheFacts() const override;
    std::uint64_t flushCache() override;

   private:
    struct Check;
    std::int64_t spoolPending() const;
    void checkStore(const std::shared_ptr<Check>& check);
    void checkWorkers(const std::shared_ptr<Check>& check);
    admin::DependencyFact spoolFact() const;
    admin::DependencyFact diskFact() const;
    admin::DependencyFact loadFact() const;
    void addProviders(admin::DependencyFacts& facts) const;
    void addRestingPresets(admin::DependencyFacts& facts) const;

    Running& running_;
    ControlThread& control_;
    const Clock& clock_;
};

}  // namespace gw::engine
