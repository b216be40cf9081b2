// The body of a health probe: one short message and the shortest answer the model will give. Pure functions, any thread.
#pragma once

#include "gateway/base/units.hpp"
#include "gateway/pipeline/ports.hpp"

#include <string>
#include <string_view>

namespace gw::pipeline {

/// What a probe's message comes to at the usual tokenizers, with the frame of a chat around it: for the estimate that people
/// see before they pay. The bill goes by what the provider reports.
inline constexpr Tokens kProbeInput = 8;

/// How a model wants to be told how long its answer may be. https://platform.openai.com/docs/api-reference/chat/create:
/// reasoning models know max_completion_tokens only.
enum class AnswerLimit : std::uint8_t { maxTokens, maxCompletionTokens };

/// By the names of OpenAI's reasoning models (o1, o3-mini, gpt-5 …), also behind a vendor ("openai/gpt-5"). Deployments may
/// have any name: what the provider answers (asksForOtherLimit) goes before this.
AnswerLimit answerLimitOf(std::string_view model);
/// 1, but 16 for max_completion_tokens: GPT-5 refuses less with a 400 instead of stopping there.
Tokens answerMost(AnswerLimit limit);
std::string probeBody(std::string_view model, AnswerLimit limit);
/// Whether a refused probe is told to use the other of the two.
bool asksForOtherLimit(std::string_view reply, AnswerLimit used);
/// A copy with the room behind it that readers of bodies need.
PaddedBody padded(std::string_view text);

}  // namespace gw::pipeline
