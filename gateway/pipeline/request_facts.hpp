// What is known of a data-plane request before and beside its body: ids, address, key, times; and how it is answered
// when it ends before any upstream is called. Values owned by the exchange, its worker only.
#pragma once

#include "gateway/pipeline/context.hpp"
#include "gateway/pipeline/signature.hpp"
#include "gateway/pipeline/worker_state.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gw::pipeline {

struct RequestFacts {
    std::string traceId;
    std::string clientRequestId;
    /// The path's pattern, a bounded label: "/v1/chat/completions", "other".
    std::string_view route = "other";
    std::string_view dialect = "openai_chat";
    IpAddress address;
    std::shared_ptr<const config::ApiKey> key;
    Digest256 secretHash{};
    bool console = false;
    /// What a signed call claims; set until proveCaller has settled it.
    std::optional<SignatureFields> signature;
    WallTime createdAt{};
    SteadyTime began{};
    std::chrono::microseconds bodyWait{0};
};

RequestFacts factsOf(const PipelineContext& context, const ClientPort& client);

/// From a request's head to `then`, without what its body took to come.
std::chrono::microseconds queuedUntil(SteadyTime then, const RequestFacts& facts);

/// Fills in everything the facts know.
void putFacts(ledger::RequestRecord& record, const RequestFacts& facts, const PipelineContext& context);
/// A record with that alone.
ledger::RequestRecord recordOf(const RequestFacts& facts, const PipelineContext& context);

/// A head with content type, x-request-id and x-client-request-id.
ResponseHead replyHead(int status, const RequestFacts& facts, std::string contentType = "application/json");

/// Ends a request without an upstream: envelope, log line, metrics, and a row in the ledger. Before authentication rows
/// are limited to 100 a second, so that strangers cannot fill the disk. The handler may be gone when this returns.
void refuse(WorkerState& state, ClientPort& client, const RequestFacts& facts, const Error& error,
            std::string_view model = {}, std::vector<std::pair<std::string, std::string>> extraFields = {});

/// The same bookkeeping for a reply that the gateway gives itself.
void answer(WorkerState& state, ClientPort& client, const RequestFacts& facts, int status, std::string body);

/// Books a client that left before its request was whole; nothing can be answered.
void noteDeparture(WorkerState& state, const RequestFacts& facts);

/// Fields that steer a client's retries after `error`: x-should-retry, retry-after.
void addRetryFields(ResponseHead& head, ErrorCode code, std::chrono::seconds wait = std::chrono::seconds{1});

/// Every upstream of a failed request rests: says when the first is tried again, in place of what the last one had asked for.
void setRetryAfter(ResponseHead& head, std::chrono::seconds wait);

}  // namespace gw::pipeline
