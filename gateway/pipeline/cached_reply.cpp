#include "gateway/pipeline/cached_reply.hpp"

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/cache_plan.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

/// What is handed to the connection at a time: below its high-water mark, so that a slow client holds little.
constexpr std::size_t kSliceMax = 32 * 1024;

/// As many whole events as fit; a piece of one that is larger.
std::string_view sliceAt(std::string_view body, std::size_t at) {
    const std::string_view rest = body.substr(at);
    if (rest.size() <= kSliceMax) return rest;
    const auto end = rest.substr(0, kSliceMax).rfind("\n\n");
    return rest.substr(0, end == std::string_view::npos ? kSliceMax : end + 2);
}

}  // namespace

CachedReply::CachedReply(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job, cache::EntryPtr entry)
    : context_(state.context()), client_(&client), job_(std::move(job)), entry_(std::move(entry)) {}

CachedReply::~CachedReply() {
    if (streaming_) context_.metrics.streamEnded();
}

ledger::RequestRecord CachedReply::settled(std::uint32_t billPercent) {
    Settlement settlement(context_, job_->facts, *job_->snapshot);
    settlement.billCached(entry_->provider, entry_->upstreamModel, entry_->usage, billPercent);
    ledger::RequestRecord record = settlement.finish(200, std::nullopt, context_.clock.steady());
    record.model = job_->request.model;
    record.presetId = job_->route.presetId;
    record.stream = job_->request.stream;
    record.cache = kCacheHit;
    job_->admitted.release(settlement.used());
    return record;
}

void CachedReply::start(std::uint32_t billPercent) {
    ledger::RequestRecord record = settled(billPercent);
    context_.metrics.requestFinished(record);
    context_.ledger.settle(record, [this, alive = std::weak_ptr(alive_)](const Result<void>&) {
        if (!alive.expired()) onSettled();
    });
    context_.log.log(std::move(record));
}

void CachedReply::onSettled() {
    if (!client_) return;
    ResponseHead head = replyHead(200, job_->facts, entry_->contentType);
    addLimitFields(head, job_->admitted.standings(), job_->facts.dialect, context_.clock.wall());
    addCacheField(head, kCacheHit);
    if (!entry_->stream) return client_->respond(std::move(head), entry_->body);
    streaming_ = true;
    context_.metrics.streamStarted();
    client_->startReply(std::move(head), std::nullopt);
    pump();
}

/// The handler, and this with it, may be gone once the reply has ended: nothing is touched behind that.
void CachedReply::pump() {
    if (!client_ || !streaming_) return;
    const std::weak_ptr alive = alive_;
    while (at_ < entry_->body.size()) {
        const std::string_view slice = sliceAt(entry_->body, at_);
        at_ += slice.size();
        const bool room = client_->write(slice);
        if (alive.expired() || !client_) return;
        if (!room) return;
    }
    client_->finish();
}

}  // namespace gw::pipeline
