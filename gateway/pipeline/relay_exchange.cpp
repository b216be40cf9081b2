#include "gateway/pipeline/relay_exchange.hpp"

#include "gateway/dialect/openai_relay.hpp"
#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/caller.hpp"
#include "gateway/pipeline/headers.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

constexpr std::string_view kPresetField = "x-gateway-preset";
constexpr std::string_view kFallbackPreset = "default";

bool hasBody(const RequestHead& head) { return head.chunked || head.contentLength.value_or(0) > 0; }

tl::unexpected<Error> refusal(ErrorCode code, std::string detail = {}, std::string field = {}) {
    return fail(code, ErrorSource::downstream, Retry::never, std::move(detail), std::move(field));
}

}  // namespace

RelayExchange::RelayExchange(std::shared_ptr<WorkerState> state, ClientPort& client)
    : state_(std::move(state)), client_(client) {}

void RelayExchange::onRequest() {
    PipelineContext& context = state_->context();
    context.metrics.requestStarted();
    const RequestHead& head = client_.head();
    job_->facts = factsOf(context, client_);
    job_->facts.route = dialect::relayRoute(head.path);
    job_->facts.dialect = dialect::kRelayDialect;
    job_->snapshot = context.snapshot;
    if (const auto welcome = checkClient(); !welcome) return end(welcome.error());
    const bool isJson = isMediaType(head.value("content-type"), "application/json");
    // What is signed is hashed before any of it goes on, so it is read whole, whatever it is.
    if (hasBody(head) && (isJson || job_->facts.signature)) {
        bodyAsked_ = context.clock.steady();
        return client_.readBody(context.settings.bodyMax);
    }
    job_->streamsBody = hasBody(head);
    prove();
}

Result<void> RelayExchange::checkClient() {
    const RequestHead& head = client_.head();
    if (auto fine = checkSigningCaller(*state_, head, *job_->snapshot, job_->facts); !fine) return fine;
    if (auto room = checkRoom(state_->context(), head, true); !room) return room;
    // Said before an upstream is called for nothing.
    if (head.contentLength.value_or(0) > state_->context().settings.bodyMax.value)
        return refusal(ErrorCode::bodyTooLarge);
    return {};
}

void RelayExchange::onBody(PaddedBody body) {
    PipelineContext& context = state_->context();
    job_->facts.bodyWait = std::chrono::duration_cast<std::chrono::microseconds>(context.clock.steady() - bodyAsked_);
    job_->body = std::move(body);
    prove();
}

void RelayExchange::prove() {
    if (!job_->facts.signature) return understand();
    proveCaller(*state_, client_.head(), job_->facts, job_->body.text(),
                [this, alive = std::weak_ptr(alive_)](const Result<void>& proven) {
                    if (alive.expired() || ended_) return;
                    proven ? understand() : end(proven.error());
                });
}

void RelayExchange::understand() {
    const bool isJson = isMediaType(client_.head().value("content-type"), "application/json");
    if (!job_->body.storage || !isJson) return carryOn();
    auto request = dialect::parseRelayRequest(state_->json(), job_->body.text());
    if (!request) return end(request.error());
    job_->request = std::move(*request);
    carryOn();
}

void RelayExchange::carryOn() {
    if (const auto named = nameRoute(); !named) return end(named.error());
    if (const auto routed = findRoute(); !routed) return end(routed.error());
    if (!state_->context().ledger.accepting())
        return end({ErrorCode::storageFull, ErrorSource::internal, Retry::never, {}, {}});
    if (!admitted()) return;
    forward_ = std::make_unique<RelayForward>(*state_, client_, std::move(job_));
    forward_->start();
}

/// The body's model, else the preset that the client, its key or the name "default" gives.
Result<void> RelayExchange::nameRoute() {
    const auto& presets = job_->snapshot->presets;
    const std::string_view asked = client_.head().value(kPresetField);
    const std::string& own = job_->facts.key->defaultPreset;
    if (!job_->request.model.empty()) {
        job_->asked = job_->request.model;
    } else if (!asked.empty()) {
        if (presets.find(asked) == presets.end())
            return refusal(ErrorCode::unknownModel, jsonQuoted(asked.substr(0, 64)) + " is no preset.",
                           std::string(kPresetField));
        job_->asked = asked;
    } else if (!own.empty() && presets.find(own) != presets.end()) {
        job_->asked = own;
    } else if (presets.find(kFallbackPreset) != presets.end()) {
        job_->asked = kFallbackPreset;
    } else {
        return refusal(ErrorCode::missingField,
                       "This call names no model: name a preset in the header x-gateway-preset, give the key a default "
                       "preset, or make a preset called \"default\".",
                       "model");
    }
    if (routing::mayUse(*job_->facts.key, job_->asked)) return {};
    return refusal(ErrorCode::modelNotAllowed, {}, "model");
}

Result<void> RelayExchange::findRoute() {
    const config::Snapshot& snapshot = *job_->snapshot;
    // Only what can cost anything needs a price.
    const bool priced = client_.head().method == Method::post &&
                        state_->context().settings.unpriced == config::UnpricedPolicy::refuse;
    bool unpriced = false;
    const auto serves = [&](const config::Provider& provider, std::string_view upstreamModel) {
        if (!isOpenAiCompatible(provider)) return false;
        const bool known =
            !priced || (snapshot.prices && snapshot.prices->find(provider, upstreamModel, job_->facts.createdAt));
        unpriced = unpriced || !known;
        return known;
    };
    const routing::Asking asking{state_->context().clock.steady(), [this] { return client_.head().value("x-gateway-conversation"); }};
    auto route = state_->router().candidates(snapshot, *job_->facts.key, job_->asked, serves, asking);
    if (!route && unpriced && route.error().code == ErrorCode::noUpstream)
        return refusal(ErrorCode::unpricedModel, {}, "model");
    if (!route) return fail(std::move(route.error()));
    job_->route = std::move(*route);
    return {};
}

/// What a streamed body will come to is not known before: it asks for one token, so that what may cost anything finds out
/// whether there is room at all.
Need RelayExchange::needOf() const {
    if (client_.head().method != Method::post) return {0, 0, true};
    const dialect::Request& request = job_->request;
    const bool speaks = dialect::speaksTokens(job_->facts.route) && job_->body.storage;
    const Tokens output = request.outputMax.value_or(speaks ? state_->context().settings.reserveOutputTokens : 0);
    return {std::max<Tokens>(1, request.inputEstimate), output, false};
}

/// False when the request has been refused.
bool RelayExchange::admitted() {
    auto place = admit(state_->context(), job_->facts, *job_->snapshot, job_->route, needOf(), state_->context().clock.steady());
    if (!place) {
        end(place.error().error, std::move(place.error().fields));
        return false;
    }
    job_->admitted = std::move(*place);
    return true;
}

void RelayExchange::end(const Error& error, std::vector<std::pair<std::string, std::string>> fields) {
    ended_ = true;
    refuse(*state_, client_, job_->facts, error, job_->asked, std::move(fields));
}

void RelayExchange::onBodyFailed(const Error& error) {
    if (forward_) return forward_->onBodyFailed(error);
    if (!ended_) end(error);
}

void RelayExchange::onBodyPiece(std::string_view bytes) {
    if (forward_) forward_->onBodyPiece(bytes);
}

void RelayExchange::onBodyEnd() {
    if (forward_) forward_->onBodyEnd();
}

void RelayExchange::onClientWritable() {
    if (forward_) forward_->onClientWritable();
}

void RelayExchange::onClientGone() {
    if (forward_) return forward_->onClientGone();
    if (!std::exchange(ended_, true)) noteDeparture(*state_, job_->facts);
}

void RelayExchange::onSnapshot(const config::SnapshotPtr& snapshot) {
    if (forward_) return forward_->onSnapshot(*snapshot);
    // A body may take its time: whoever is out meanwhile does not get to the upstream.
    if (ended_ || !job_->facts.key) return;
    const auto welcome = checkStillWelcome(*snapshot, job_->facts.secretHash, job_->facts.address);
    if (!welcome) end(welcome.error());
}

void RelayExchange::onDrainEnd() {
    if (forward_) return forward_->onDrainEnd();
    if (!ended_) end({ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}});
}

}  // namespace gw::pipeline
