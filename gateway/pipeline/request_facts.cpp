#include "gateway/pipeline/request_facts.hpp"

#include "gateway/base/random_id.hpp"
#include "gateway/dialect/registry.hpp"
#include "gateway/pipeline/explain.hpp"
#include "gateway/pipeline/gate.hpp"

#include <algorithm>

namespace gw::pipeline {

namespace {

constexpr std::size_t kClientIdMaxBytes = 128;

bool isPrintable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

void book(WorkerState& state, ledger::RequestRecord&& record, bool known) {
    PipelineContext& context = state.context();
    context.metrics.requestFinished(record);
    const bool wanted = known || (context.ledger.accepting() && state.mayRecordStranger());
    if (wanted) context.ledger.settle(record, [](const Result<void>&) {});
    context.log.log(std::move(record));
}

ledger::RequestRecord finishedRecord(const RequestFacts& facts, const PipelineContext& context, int status) {
    auto record = recordOf(facts, context);
    const auto spent = context.clock.steady() - facts.began;
    const auto own = std::chrono::duration_cast<std::chrono::microseconds>(spent) - facts.bodyWait;
    record.status = status;
    record.latencyMs = static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count());
    record.overheadUs = static_cast<std::int32_t>(own.count());
    record.cost = NanoUsd{0};
    return record;
}

}  // namespace

RequestFacts factsOf(const PipelineContext& context, const ClientPort& client) {
    RequestFacts facts;
    facts.began = context.clock.steady();
    facts.createdAt = context.clock.wall();
    facts.traceId = requestId(facts.createdAt);
    facts.address = clientAddress(client.head(), client.peer(), context.settings.trustedProxies);
    const std::string_view theirs = client.head().value("x-request-id");
    if (theirs.size() <= kClientIdMaxBytes && isPrintable(theirs)) facts.clientRequestId = theirs;
    const std::string_view marker = client.head().value("x-gatehouse-console");
    facts.console = !context.consoleMarker.empty() && equalConstantTime(marker, context.consoleMarker);
    return facts;
}

std::chrono::microseconds queuedUntil(SteadyTime then, const RequestFacts& facts) {
    return std::chrono::duration_cast<std::chrono::microseconds>(then - facts.began) - facts.bodyWait;
}

ledger::RequestRecord recordOf(const RequestFacts& facts, const PipelineContext& context) {
    ledger::RequestRecord record;
    putFacts(record, facts, context);
    return record;
}

void putFacts(ledger::RequestRecord& record, const RequestFacts& facts, const PipelineContext& context) {
    record.traceId = facts.traceId;
    record.clientRequestId = facts.clientRequestId;
    if (facts.key) {
        record.keyId = facts.key->id;
        record.keyPrefix = facts.key->prefix;
        record.previousSecret = facts.key->isPrevious;
        record.userId = facts.key->userId;
    }
    record.ip = facts.address.text();
    record.route = facts.route;
    record.dialect = facts.dialect;
    record.node = context.node;
    record.createdAt = facts.createdAt;
    record.console = facts.console;
    record.bodyMs = static_cast<std::int32_t>(std::chrono::duration_cast<std::chrono::milliseconds>(facts.bodyWait).count());
}

ResponseHead replyHead(int status, const RequestFacts& facts, std::string contentType) {
    ResponseHead head{status, {}};
    head.fields.reserve(8);
    head.fields.emplace_back("content-type", std::move(contentType));
    head.fields.emplace_back("x-request-id", facts.traceId);
    if (!facts.clientRequestId.empty()) head.fields.emplace_back("x-client-request-id", facts.clientRequestId);
    return head;
}

void addRetryFields(ResponseHead& head, ErrorCode code, std::chrono::seconds wait) {
    switch (code) {
        case ErrorCode::invalidApiKey:
        case ErrorCode::keyFrozen:
        case ErrorCode::addressNotAllowed:
        case ErrorCode::signatureFailed:
        case ErrorCode::ipBlocked:
        case ErrorCode::budgetExceeded:
            head.fields.emplace_back("x-should-retry", "false");
            return;
        case ErrorCode::overloaded:
        case ErrorCode::draining:
        case ErrorCode::noUpstream:
            head.fields.emplace_back("retry-after", std::to_string(std::max(wait, std::chrono::seconds{1}).count()));
            return;
        case ErrorCode::nonceLimit:
        case ErrorCode::storageFull:
            head.fields.emplace_back("retry-after", "5");
            return;
        default:
            return;
    }
}

void setRetryAfter(ResponseHead& head, std::chrono::seconds wait) {
    std::erase_if(head.fields, [](const auto& field) { return field.first == "retry-after" || field.first == "retry-after-ms"; });
    head.fields.emplace_back("retry-after", std::to_string(wait.count()));
}

void refuse(WorkerState& state, ClientPort& client, const RequestFacts& facts, const Error& error,
            std::string_view model, std::vector<std::pair<std::string, std::string>> extraFields) {
    auto record = finishedRecord(facts, state.context(), httpStatus(error.code));
    record.error = error.code;
    record.model = model;
    record.routeNote = noteOfRefusal(error);
    if (error.code == ErrorCode::ipBlocked) {
        if (auto* hits = state.context().snapshot->blocked.find(facts.address)) hits->count(facts.createdAt);
    }
    ResponseHead head = replyHead(record.status, facts);
    addRetryFields(head, error.code);
    for (auto& field : extraFields) head.fields.push_back(std::move(field));
    book(state, std::move(record), facts.key != nullptr);
    client.respond(std::move(head), dialect::openAiChat().errorBody(error));
}

void noteDeparture(WorkerState& state, const RequestFacts& facts) {
    auto record = finishedRecord(facts, state.context(), httpStatus(ErrorCode::clientGone));
    record.error = ErrorCode::clientGone;
    book(state, std::move(record), facts.key != nullptr);
}

void answer(WorkerState& state, ClientPort& client, const RequestFacts& facts, int status, std::string body) {
    book(state, finishedRecord(facts, state.context(), status), facts.key != nullptr);
    client.respond(replyHead(status, facts), std::move(body));
}

}  // namespace gw::pipeline
