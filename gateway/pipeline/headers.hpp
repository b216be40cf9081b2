// Message heads between client and upstream: the upstream's request head is built from scratch, the client's reply head
// takes over listed fields only (reliability.md A1, A11). Pure functions, the worker's thread.
#pragma once

#include "gateway/base/http.hpp"
#include "gateway/base/result.hpp"
#include "gateway/config/snapshot.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::pipeline {

/// Request line to empty line. `client` gives accept and openai-beta.
/// @return upstreamAuth when the credential cannot stand in a header.
Result<std::string> upstreamRequestHead(const config::Provider& provider, std::string_view path,
                                        const RequestHead& client, std::uint64_t bodyBytes,
                                        std::string_view traceId = {});

/// How a request that is relayed goes on.
struct RelayTarget {
    Method method = Method::get;
    std::string_view target;       ///< path and query, as the client sent them
    std::string_view contentType;  ///< empty: none
    std::optional<std::uint64_t> length;
    bool chunked = false;
    /// Our own id, told the upstream as x-client-request-id, so that its log and invoice can be held against the ledger.
    std::string_view traceId{};
};
Result<std::string> relayRequestHead(const config::Provider& provider, const RelayTarget& target,
                                     const RequestHead& client);

/// Appends what may be handed on of an upstream's reply: content-type, retry-after, x-ratelimit-*, openai-* …
/// A field that repeats the gateway's credential is left out.
void takeReplyFields(const UpstreamHead& from, const config::Provider& provider, ResponseHead& to);

/// Whether a content type is this one (`wanted` in lower case), parameters aside.
bool isMediaType(std::string_view contentType, std::string_view wanted);

}  // namespace gw::pipeline
