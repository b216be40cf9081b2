// Probes of providers as admin API and route watch ask for them: one at a time a provider, each remembered in Running.
#include "gateway/engine/engine_ports.hpp"
#include "gateway/engine/probe_result.hpp"
#include "gateway/ledger/cost.hpp"

#include <utility>

namespace gw::engine {

namespace {

pipeline::AnswerLimit limitOf(const ProbeMemory& memory, const std::string& model) {
    const auto usual = pipeline::answerLimitOf(model);
    if (memory.otherLimitFor != model) return usual;
    return usual == pipeline::AnswerLimit::maxTokens ? pipeline::AnswerLimit::maxCompletionTokens : pipeline::AnswerLimit::maxTokens;
}

void remember(ProbeMemory& memory, const admin::ProbeResult& result) {
    memory.at = systemClock().wall();
    memory.millis = std::chrono::duration<double, std::milli>(result.total).count();
    memory.error = result.ok ? std::string() : result.error.value_or("no answer");
    memory.code = result.code;
    memory.chat = true;
    memory.cost = result.cost;
    memory.traceId = result.traceId;
}

}  // namespace

void ProviderProbes::probe(const std::string& providerName, std::function<void(admin::ProbeResult)> then) {
    const auto snapshot = running_.control->snapshot();
    const auto found = snapshot->providers.find(providerName);
    if (found == snapshot->providers.end()) {
        admin::ProbeResult result;
        result.error = "The provider is switched off, or its credential cannot be opened.";
        return then(std::move(result));
    }
    probeProvider(running_.workers->probeLane(), found->second,
                  [&control = control_](std::function<void()> task) { control.post(std::move(task)); }, std::move(then));
}

void ProviderProbes::call(const std::string& providerName, const std::string& model, std::function<void(admin::ProbeResult)> then) {
    ProbeMemory& memory = running_.probes[providerName];
    if (memory.underWay) {
        admin::ProbeResult result;
        result.chat = true;
        result.code = ErrorCode::conflict;
        result.error = "A probe of this provider is under way: wait for its result.";
        return then(std::move(result));
    }
    memory.underWay = true;
    pipeline::ProbeOrder order{providerName, model, limitOf(memory, model)};
    auto heard = [this, alive = std::weak_ptr(alive_), order, then = std::move(then)](const pipeline::ProbeOutcome& outcome) {
        if (!alive.expired()) answered(order, outcome, then);
    };
    auto toControl = [&control = control_, heard = std::move(heard)](pipeline::ProbeOutcome outcome) {
        control.post([heard, outcome = std::move(outcome)] { heard(outcome); });
    };
    running_.workers->callModel(std::move(order), std::move(toControl));
}

void ProviderProbes::answered(const pipeline::ProbeOrder& order, const pipeline::ProbeOutcome& outcome,
                              const std::function<void(admin::ProbeResult)>& then) {
    ProbeMemory& memory = running_.probes[order.provider];
    memory.underWay = false;
    const bool usual = order.limit == pipeline::answerLimitOf(order.model);
    if (outcome.wantsOtherLimit) memory.otherLimitFor = usual ? order.model : std::string();
    auto result = resultOf(outcome);
    if (!outcome.unsent) remember(memory, result);
    then(std::move(result));
}

admin::ProbeOutlook ProviderProbes::outlook(const std::string& providerName, const std::string& model) const {
    admin::ProbeOutlook outlook;
    const auto found = running_.probes.find(providerName);
    if (found != running_.probes.end()) {
        const ProbeMemory& memory = found->second;
        if (memory.at != WallTime{}) outlook.last = {memory.at, memory.millis, memory.error, memory.code, memory.chat, memory.cost, memory.traceId};
        outlook.nextAt = memory.nextAt;
        outlook.underWay = memory.underWay;
    }
    const auto snapshot = running_.control->snapshot();
    const auto provider = snapshot->providers.find(providerName);
    if (model.empty() || provider == snapshot->providers.end() || !snapshot->prices) return outlook;
    const auto* price = snapshot->prices->find(*provider->second, model, systemClock().wall());
    const auto limit = found == running_.probes.end() ? pipeline::answerLimitOf(model) : limitOf(found->second, model);
    ledger::TokenUsage usage;
    usage.input = pipeline::kProbeInput;
    usage.output = pipeline::answerMost(limit);
    outlook.estimate = ledger::cost(price, usage);
    return outlook;
}

}  // namespace gw::engine
