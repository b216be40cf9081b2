// Who is calling, and whether they may: the steps every data-plane call takes before its body is read (address → key →
// what the key is held to). The worker's thread.
#pragma once

#include "gateway/pipeline/request_facts.hpp"

namespace gw::pipeline {

/// Fills in the key.
/// @return ipBlocked, invalidApiKey, keyFrozen, addressNotAllowed, signatureFailed.
Result<void> checkCaller(WorkerState& state, const RequestHead& head, const config::Snapshot& snapshot,
                         RequestFacts& facts);

/// Whether OpenAI's dialects reach the provider.
bool isOpenAiCompatible(const config::Provider& provider) noexcept;

}  // namespace gw::pipeline
