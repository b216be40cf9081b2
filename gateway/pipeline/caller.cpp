#include "gateway/pipeline/caller.hpp"

#include "gateway/base/pressure.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/gate.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

Result<void> findCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot, RequestFacts& facts) {
    if (auto open = checkAddress(snapshot, facts.address); !open) return open;
    auto identity = identify(snapshot, head, state.sha(), facts.createdAt);
    if (!identity) return fail(std::move(identity.error()));
    facts.key = std::move(identity->key);
    facts.secretHash = identity->secretHash;
    return checkKey(*facts.key, facts.address);
}

}  // namespace

Result<void> checkCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                         RequestFacts& facts) {
    if (auto found = findCaller(state, head, snapshot, facts); !found) return found;
    if (!facts.key->requireSignature) return {};
    return fail(ErrorCode::signatureFailed, ErrorSource::downstream, Retry::never, "This call cannot be signed: use another key for it.");
}

Result<void> checkSigningCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                                RequestFacts& facts) {
    if (auto found = findCaller(state, head, snapshot, facts); !found) return found;
    if (!facts.key->requireSignature) return {};
    auto fields = readSignature(*facts.key, head, facts.createdAt);
    if (!fields) return fail(std::move(fields.error()));
    facts.signature = std::move(*fields);
    return {};
}

void proveCaller(WorkerState& state, const RequestHead& head, RequestFacts& facts, std::string_view body,
                 std::function<void(const Result<void>&)> then) {
    if (!facts.signature) return then({});
    const SignatureFields fields = std::move(*facts.signature);
    facts.signature.reset();
    if (const auto fine = checkSignature(*facts.key, head, fields, body, state.sha()); !fine) return then(fine);
    PipelineContext& context = state.context();
    // Without a store nobody can tell: fails closed.
    if (!context.nonces) return then(checkNonce(limits::NonceVerdict::unavailable));
    context.nonces->claim(nonceClaim(*facts.key, fields, state.sha()), context.clock.wall(),
                          [then = std::move(then)](limits::NonceVerdict verdict) { then(checkNonce(verdict)); });
}

Result<void> checkRoom(const PipelineContext& context, const RequestHead& head, bool relayed) {
    if (!context.pressure || context.pressure->rung() == Rung::calm) return {};
    const std::uint64_t unknown = Pressure::kLargeBody + 1;
    const std::uint64_t bytes = head.chunked ? unknown : head.contentLength.value_or(0);
    if (!context.pressure->sheds(bytes, relayed)) return {};
    return fail(ErrorCode::overloaded, ErrorSource::internal, Retry::never);
}

bool isOpenAiCompatible(const config::Provider& provider) noexcept {
    return provider.kind == config::ProviderKind::openai || provider.kind == config::ProviderKind::azure;
}

}  // namespace gw::pipeline
