#include "gateway/pipeline/probe_call.hpp"

#include "gateway/base/pressure.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/dialect/registry.hpp"
#include "gateway/ledger/probe_account.hpp"
#include "gateway/pipeline/caller.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

using namespace std::chrono_literals;

/// However long the provider's own times are, a probe is over by then.
constexpr std::chrono::milliseconds kMost = 60s;

const std::shared_ptr<const config::ApiKey>& account() {
    static const auto key = [] {
        auto made = std::make_shared<config::ApiKey>();
        made->id = made->prefix = made->userId = ledger::kProbeAccount;
        return std::shared_ptr<const config::ApiKey>(std::move(made));
    }();
    return key;
}

tl::unexpected<Error> unsent(ErrorCode code, std::string detail = {}) {
    return fail(code, ErrorSource::internal, Retry::never, std::move(detail));
}

/// What is too slow for people is too slow for a probe, and nothing else is.
std::chrono::milliseconds timeFor(const config::Provider& provider, const config::Settings& settings) {
    const auto times = timeoutsFor(provider, settings);
    return std::min({times.connect + times.firstByte, times.total, kMost});
}

RequestFacts factsOf(const PipelineContext& context, const dialect::Dialect& dialect) {
    RequestFacts facts;
    facts.began = context.clock.steady();
    facts.createdAt = context.clock.wall();
    facts.traceId = requestId(facts.createdAt);
    facts.route = ledger::kProbeAccount;
    facts.dialect = dialect.name();
    facts.key = account();
    return facts;
}

}  // namespace

ProbeCall::ProbeCall(std::shared_ptr<WorkerState> state, ProbeOrder order, Then then, std::function<void()> over)
    : state_(std::move(state)), order_(std::move(order)), snapshot_(state_->context().snapshot), then_(std::move(then)), over_(std::move(over)) {
    head_.method = Method::post;
}

const config::Provider* ProbeCall::provider() const {
    const auto found = snapshot_->providers.find(order_.provider);
    return found == snapshot_->providers.end() || !found->second->isActive ? nullptr : found->second.get();
}

Result<void> ProbeCall::check() const {
    const PipelineContext& context = state_->context();
    const config::Provider* asked = provider();
    if (!asked) return unsent(ErrorCode::notFound, "The provider is switched off, or its credential cannot be opened.");
    if (!isOpenAiCompatible(*asked)) return unsent(ErrorCode::notFound, "This kind of provider has no chat of OpenAI's form.");
    if (context.draining) return unsent(ErrorCode::draining);
    if (context.pressure && context.pressure->rung() != Rung::calm) return unsent(ErrorCode::overloaded);
    if (!context.ledger.accepting()) return unsent(ErrorCode::storageFull);
    const bool priced = snapshot_->prices && snapshot_->prices->find(*asked, order_.model, context.clock.wall());
    if (!priced && context.settings.unpriced == config::UnpricedPolicy::refuse) return unsent(ErrorCode::unpricedModel);
    if (context.circuits.left(order_.provider, order_.model, context.clock.steady()) > 0ms) return unsent(ErrorCode::noUpstream);
    return {};
}

std::unique_ptr<ForwardJob> ProbeCall::job() const {
    PipelineContext& context = state_->context();
    auto job = std::make_unique<ForwardJob>();
    job->dialect = &dialect::openAiChat();
    job->snapshot = snapshot_;
    job->facts = factsOf(context, *job->dialect);
    job->body = padded(probeBody(order_.model, order_.limit));
    if (auto request = job->dialect->parse(state_->json(), job->body.text())) job->request = std::move(*request);
    // Its answer's speed is no measure for real ones: no load hears of it.
    job->route.candidates.push_back({.provider = provider(), .model = order_.model});
    job->timeMost = timeFor(*provider(), context.settings);
    return job;
}

void ProbeCall::begin() {
    if (const auto ready = check(); !ready) {
        outcome_.unsent = ready.error();
        return end();
    }
    state_->context().metrics.requestStarted();
    auto work = job();
    work->watcher = this;
    forward_ = std::make_unique<Forward>(*state_, *this, std::move(work));
    forward_->start();
}

void ProbeCall::giveUp() {
    if (forward_) forward_->onDrainEnd();
}

void ProbeCall::onSettling(ledger::RequestRecord& record) {
    record.ip.clear();  // it came from nowhere
    record.model = order_.provider + "/" + order_.model;
    outcome_.record = record;
}

void ProbeCall::respond(ResponseHead head, std::string body) {
    outcome_.wantsOtherLimit = head.status == 400 && asksForOtherLimit(body, order_.limit);
    end();
}

void ProbeCall::end() {
    if (auto then = std::exchange(then_, {})) then(std::move(outcome_));
    if (auto over = std::exchange(over_, {})) over();
}

void ProbeCalls::start(ProbeOrder order, ProbeCall::Then then) {
    const std::uint64_t id = ++lastId_;
    auto drop = [this, id, alive = std::weak_ptr(alive_)] {
        if (!alive.expired()) calls_.erase(id);
    };
    // The call is in the middle of its last word: it goes in a turn of its own.
    auto over = [state = state_, drop = std::move(drop)] { state->context().timers.post(drop); };
    auto& call = calls_[id];
    call = std::make_unique<ProbeCall>(state_, std::move(order), std::move(then), std::move(over));
    state_->context().timers.post([this, id, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        if (const auto found = calls_.find(id); found != calls_.end()) found->second->begin();
    });
}

void ProbeCalls::endAll() {
    for (auto& [id, call] : calls_) call->giveUp();
}

}  // namespace gw::pipeline
