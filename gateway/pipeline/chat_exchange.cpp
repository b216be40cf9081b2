#include "gateway/pipeline/chat_exchange.hpp"

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/cached_reply.hpp"
#include "gateway/pipeline/caller.hpp"
#include "gateway/pipeline/headers.hpp"
#include "gateway/pipeline/live_reply.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

bool isJson(std::string_view contentType) {
    return contentType.empty() || isMediaType(contentType, "application/json");
}

}  // namespace

ChatExchange::ChatExchange(std::shared_ptr<WorkerState> state, ClientPort& client, const dialect::Dialect& dialect)
    : state_(std::move(state)), client_(client) {
    job_->dialect = &dialect;
}

ChatExchange::~ChatExchange() = default;

void ChatExchange::onRequest() {
    PipelineContext& context = state_->context();
    context.metrics.requestStarted();
    job_->facts = factsOf(context, client_);
    job_->facts.route = job_->dialect->upstreamPath();
    job_->facts.dialect = job_->dialect->name();
    job_->snapshot = context.snapshot;
    if (const auto welcome = checkClient(); !welcome) return end(welcome.error());
    bodyAsked_ = context.clock.steady();
    client_.readBody(context.settings.bodyMax);
}

Result<void> ChatExchange::checkClient() {
    if (auto fine = checkSigningCaller(*state_, client_.head(), *job_->snapshot, job_->facts); !fine) return fine;
    if (auto room = checkRoom(state_->context(), client_.head(), false); !room) return room;
    if (!isJson(client_.head().value("content-type")))
        return fail(ErrorCode::unsupportedMediaType, ErrorSource::downstream, Retry::never);
    return {};
}

void ChatExchange::onBody(PaddedBody body) {
    PipelineContext& context = state_->context();
    const SteadyTime now = context.clock.steady();
    job_->facts.bodyWait = std::chrono::duration_cast<std::chrono::microseconds>(now - bodyAsked_);
    job_->body = std::move(body);
    if (!job_->facts.signature) return carryOn(now);
    proveCaller(*state_, client_.head(), job_->facts, job_->body.text(),
                [this, alive = std::weak_ptr(alive())](const Result<void>& proven) {
                    if (alive.expired() || ended_) return;
                    proven ? carryOn(state_->context().clock.steady()) : end(proven.error());
                });
}

void ChatExchange::carryOn(SteadyTime now) {
    if (answeredBefore(now)) return;
    PipelineContext& context = state_->context();
    if (const auto understood = understand(); !understood) return end(understood.error());
    if (const auto routed = findRoute(now); !routed) return end(routed.error());
    if (!context.ledger.accepting()) return end({ErrorCode::storageFull, ErrorSource::internal, Retry::never, {}, {}});
    if (!admitted(job_->route, now)) return;
    askCache();
}

Result<void> ChatExchange::understand() {
    auto request = job_->dialect->parse(state_->json(), job_->body.text());
    if (!request) return fail(std::move(request.error()));
    job_->request = std::move(*request);
    return {};
}

Result<void> ChatExchange::findRoute(SteadyTime now) {
    const std::string& model = job_->request.model;
    if (!routing::mayUse(*job_->facts.key, model))
        return fail(ErrorCode::modelNotAllowed, ErrorSource::downstream, Retry::never, {}, "model");
    const config::Snapshot& snapshot = *job_->snapshot;
    const bool priced = state_->context().settings.unpriced == config::UnpricedPolicy::refuse;
    bool unpriced = false;
    const auto serves = [&](const config::Provider& provider, std::string_view upstreamModel) {
        if (!isOpenAiCompatible(provider)) return false;
        const bool known =
            !priced || (snapshot.prices && snapshot.prices->find(provider, upstreamModel, job_->facts.createdAt));
        unpriced = unpriced || !known;
        return known;
    };
    const routing::Asking asking{now, [this] { return client_.head().value("x-gateway-conversation"); }};
    auto route = state_->router().candidates(snapshot, *job_->facts.key, model, serves, asking);
    if (!route && unpriced && route.error().code == ErrorCode::noUpstream)
        return fail(ErrorCode::unpricedModel, ErrorSource::downstream, Retry::never, {}, "model");
    if (!route) return fail(std::move(route.error()));
    job_->route = std::move(*route);
    return {};
}

/// False when the request has been refused.
bool ChatExchange::admitted(const routing::Route& route, SteadyTime now) {
    PipelineContext& context = state_->context();
    const dialect::Request& request = job_->request;
    const Tokens output = request.outputMax.value_or(context.settings.reserveOutputTokens) * request.choices;
    Need need{request.inputEstimate, output, false};
    if (request.inputMost && request.outputMax) need.most = *request.inputMost + output;
    auto place = admit(context, job_->facts, *job_->snapshot, route, need, now);
    if (!place) {
        end(place.error().error, std::move(place.error().fields));
        return false;
    }
    job_->admitted = std::move(*place);
    return true;
}

void ChatExchange::end(const Error& error, std::vector<std::pair<std::string, std::string>> fields) {
    ended_ = true;
    claim_.leave();
    refuse(*state_, client_, job_->facts, error, job_->request.model, std::move(fields));
}

void ChatExchange::onBodyFailed(const Error& error) {
    if (!ended_) end(error);
}

void ChatExchange::onClientWritable() {
    if (forward_) forward_->onClientWritable();
    if (replay_) replay_->onClientWritable();
    if (live_) live_->onClientWritable();
}

void ChatExchange::onClientGone() {
    if (replay_) return replay_->onClientGone();
    if (live_) return live_->onClientGone();
    if (!forward_) {
        if (!std::exchange(ended_, true)) noteDeparture(*state_, job_->facts);
        return;
    }
    if (!forward_->onClientGone()) return;
    if (!state_->adopt(forward_)) forward_->giveUp();
}

void ChatExchange::onSnapshot(const config::SnapshotPtr& snapshot) {
    if (forward_) {
        if (const auto last = forward_->onSnapshot(*snapshot)) leaveToHearers(*last);
        return;
    }
    if (live_) return live_->onSnapshot(*snapshot);
    // An answer that is kept whole is on its way already.
    if (replay_) return;
    // A body may take its time: whoever is out meanwhile does not get to the upstream.
    if (ended_ || !job_->facts.key) return;
    const auto welcome = checkStillWelcome(*snapshot, job_->facts.secretHash, job_->facts.address);
    if (!welcome) end(welcome.error());
}

void ChatExchange::onDrainEnd() {
    if (forward_) return forward_->onDrainEnd();
    if (live_) return live_->onDrainEnd();
    if (!ended_ && !replay_) end({ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}});
}

}  // namespace gw::pipeline
