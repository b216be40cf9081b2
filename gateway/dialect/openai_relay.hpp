// What the gateway has to know of OpenAI-compatible calls that it relays without understanding them (images, audio,
// moderations, files, batches, rerank …): their path's label, the model and the members that must not go on of a JSON
// body, and the usage of replies and streams. Pure but for the reader used; the worker's thread.
#pragma once

#include "gateway/dialect/dialect.hpp"

#include <memory>
#include <string_view>

namespace gw::dialect {

/// The word in column gateway_log.dialect.
inline constexpr std::string_view kRelayDialect = "openai_relay";
/// The label of paths without a name of their own: /v1/responses and whatever comes next.
inline constexpr std::string_view kRelayOther = "/v1/other";

/// Whether a path is under /v1/ and to be relayed. Dot segments, however they are written, would lead the gateway's
/// credential elsewhere; another spelling of a path that the gateway serves itself would lead past its accounting.
bool isRelayPath(std::string_view path);
/// The path's pattern, a bounded label: "/v1/images" … or "/v1/other".
std::string_view relayRoute(std::string_view path) noexcept;
/// As Dialect::parse; the model may be missing.
Result<Request> parseRelayRequest(JsonReader& reader, std::string_view body);
/// A usage object at the top level of a JSON text, or inside its `response`.
UsageReading readRelayUsage(JsonReader& reader, std::string_view text);
/// Whether a call with a JSON body is one whose answer is words that cost tokens, as /v1/responses: what such a call came to can
/// be counted.
inline bool speaksTokens(std::string_view route) noexcept { return route == kRelayOther; }
/// Passes every byte, event by event. Its facts hold usage, content and the tally of its words only: how it ends is its framing's business.
std::unique_ptr<StreamScan> openRelayStream(JsonReader& reader);

}  // namespace gw::dialect
