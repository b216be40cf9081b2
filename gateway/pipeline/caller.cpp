#include "gateway/pipeline/caller.hpp"

#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/gate.hpp"

#include <utility>

namespace gw::pipeline {

Result<void> checkCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                         RequestFacts& facts) {
    if (auto open = checkAddress(snapshot, facts.address); !open) return open;
    auto identity = identify(snapshot, head, state.sha(), facts.createdAt);
    if (!identity) return fail(std::move(identity.error()));
    facts.key = std::move(identity->key);
    facts.secretHash = identity->secretHash;
    return checkKey(*facts.key, facts.address);
}

bool isOpenAiCompatible(const config::Provider& provider) noexcept {
    return provider.kind == config::ProviderKind::openai || provider.kind == config::ProviderKind::azure;
}

}  // namespace gw::pipeline
