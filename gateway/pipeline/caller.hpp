// Who is calling, and whether they may: the steps every data-plane call takes before its body is read (address → key →
// what the key is held to). The worker's thread.
#pragma once

#include "gateway/pipeline/request_facts.hpp"

#include <functional>
#include <string_view>

namespace gw::pipeline {

/// Fills in the key. For calls that go no further than their head: a key that signs its requests is refused.
/// @return ipBlocked, invalidApiKey, keyFrozen, addressNotAllowed, signatureFailed.
Result<void> checkCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                         RequestFacts& facts);

/// The same for calls that read their body whole: a key that signs leaves its claims in facts.signature, and nothing may
/// be done for the call before proveCaller has let it pass.
Result<void> checkSigningCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                                RequestFacts& facts);

/// Holds facts.signature against the whole body and takes its nonce; then facts.signature is empty. `then` runs once, from
/// inside or later on this worker: it must ask whether its owner still lives.
/// @return to `then`: signatureFailed; overloaded when nobody can tell whether it is a replay.
void proveCaller(WorkerState& state, const RequestHead& head, RequestFacts& facts, std::string_view body,
                 std::function<void(const Result<void>&)> then);

/// Whether there is room for the request at this moment (gateway/README.md, "Under load"). @return overloaded.
Result<void> checkRoom(const PipelineContext& context, const RequestHead& head, bool relayed);

/// Whether OpenAI's dialects reach the provider.
bool isOpenAiCompatible(const config::Provider& provider) noexcept;

}  // namespace gw::pipeline
