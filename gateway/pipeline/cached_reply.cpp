#include "gateway/pipeline/cached_reply.hpp"

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/cache_plan.hpp"

#include <utility>

namespace gw::pipeline {

std::string_view firstEvents(std::string_view rest) {
    // Below the connection's high-water mark, so that a slow client holds little.
    constexpr std::size_t kSliceMax = 32 * 1024;
    if (rest.size() <= kSliceMax) return rest;
    const auto end = rest.substr(0, kSliceMax).rfind("\n\n");
    return rest.substr(0, end == std::string_view::npos ? kSliceMax : end + 2);
}

std::string_view presetLabel(const ForwardJob& job) { return job.route.preset ? std::string_view(job.route.preset->name) : "none"; }

CachedReply::CachedReply(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job, cache::EntryPtr entry, std::shared_ptr<char> alive)
    : state_(state), context_(state.context()), client_(&client), job_(std::move(job)), entry_(std::move(entry)), alive_(std::move(alive)) {}

CachedReply::~CachedReply() {
    if (streaming_) context_.metrics.streamEnded();
}

ledger::RequestRecord& CachedReply::settle(Settlement& settlement, std::uint32_t billPercent) {
    settlement.billCached(entry_->provider(), entry_->upstreamModel(), entry_->usage, billPercent);
    ledger::RequestRecord& record = settlement.finish(200, std::nullopt, context_.clock.steady());
    record.model = job_->request.model;
    record.presetId = job_->route.presetId;
    record.stream = job_->request.stream;
    record.cache = kCacheHit;
    context_.metrics.cacheAnswered(presetLabel(*job_), entry_->usageKnown ? settlement.saved() : std::nullopt);
    job_->admitted.release(settlement.used());
    return record;
}

void CachedReply::start(std::uint32_t billPercent) {
    Settlement settlement(context_, job_->facts, *job_->snapshot);
    ledger::RequestRecord& record = settle(settlement, billPercent);
    context_.metrics.requestFinished(record);
    context_.ledger.settle(record, [this, alive = std::weak_ptr(alive_)](const Result<void>&) {
        if (!alive.expired()) onSettled();
    });
    context_.log.log(std::move(record));
}

void CachedReply::onSettled() {
    if (!client_) return;
    if (!entry_->stream) return respondWhole();
    ResponseHead head = replyHead(200, job_->facts, std::string(entry_->contentType()));
    addLimitFields(head, job_->admitted.standings(), job_->facts.dialect, context_.clock);
    addCacheField(head, kCacheHit);
    streaming_ = true;
    context_.metrics.streamStarted();
    client_->startReply(std::move(head), std::nullopt);
    pump();
}

/// The lines of the head in one buffer of the worker, the body where it is kept.
void CachedReply::respondWhole() {
    const RequestFacts& facts = job_->facts;
    std::string& fields = state_.scratch();
    fields.assign("content-type: ").append(entry_->contentType()).append("\r\nx-request-id: ").append(facts.traceId);
    if (!facts.clientRequestId.empty()) fields.append("\r\nx-client-request-id: ").append(facts.clientRequestId);
    fields.append("\r\n");
    appendLimitFields(fields, job_->admitted.standings(), facts.dialect, context_.clock);
    fields.append("x-gateway-cache: ").append(kCacheHit).append("\r\n");
    const cache::EntryPtr entry = entry_;
    client_->respondReady(fields, entry->body());
}

/// The handler, and this with it, may be gone once the reply has ended: nothing is touched behind that.
void CachedReply::pump() {
    if (!client_ || !streaming_) return;
    const std::weak_ptr alive = alive_;
    while (at_ < entry_->body().size()) {
        const std::string_view slice = firstEvents(entry_->body().substr(at_));
        at_ += slice.size();
        const bool room = client_->write(slice);
        if (alive.expired() || !client_) return;
        if (!room) return;
    }
    client_->finish();
}

}  // namespace gw::pipeline
