#include "gateway/pipeline/live_reply.hpp"

#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/authenticate.hpp"
#include "gateway/pipeline/cache_plan.hpp"
#include "gateway/pipeline/cached_reply.hpp"

#include <utility>

namespace gw::pipeline {

namespace {

Tokens eventsIn(std::string_view bytes) {
    Tokens events = 0;
    for (std::size_t at = 0; (at = bytes.find("\n\n", at)) != std::string_view::npos; at += 2) ++events;
    return events;
}

}  // namespace

LiveReply::LiveReply(WorkerState& state, ClientPort& client, std::unique_ptr<ForwardJob> job, std::uint32_t billPercent)
    : context_(state.context()), client_(&client), job_(std::move(job)), billPercent_(billPercent) {
    context_.metrics.streamStarted();
}

LiveReply::~LiveReply() { context_.metrics.streamEnded(); }

void LiveReply::start(cache::FeedPtr feed) {
    firstContent_ = context_.clock.steady();
    ResponseHead head = replyHead(200, job_->facts, feed->head().contentType);
    addLimitFields(head, job_->admitted.standings(), job_->facts.dialect, context_.clock);
    addCacheField(head, kCacheHit);
    hearing_.listen(std::move(feed), *this);
    client_->startReply(std::move(head), std::nullopt);
    pump();
}

void LiveReply::onClientWritable() {
    blocked_ = false;
    pump();
}

/// The handler, and this with it, may be gone once the reply has ended: nothing is touched behind that.
void LiveReply::pump() {
    if (over_ || blocked_ || !client_ || !hearing_.feed()) return;
    const cache::FeedPtr feed = hearing_.shared();
    const std::weak_ptr alive = alive_;
    while (at_ < feed->size()) {
        if (feed->lost(at_)) return fail({ErrorCode::overloaded, ErrorSource::downstream, Retry::never, "the client does not follow the stream", {}});
        const std::string_view slice = firstEvents(feed->from(at_));
        at_ += slice.size();
        events_ += eventsIn(slice);
        const bool room = client_->write(slice);
        if (alive.expired() || !client_) return;
        blocked_ = !room;
        if (blocked_) return;
    }
    if (!feed->ended()) return;
    if (const auto error = feed->ended()->error) return fail({*error, ErrorSource::upstream, Retry::never, {}, {}});
    clean_ = true;
    settle(200, std::nullopt, feed->ended()->tail);
}

void LiveReply::onClientGone() {
    client_ = nullptr;
    if (!over_) settle(httpStatus(ErrorCode::clientGone), ErrorCode::clientGone, {});
}

void LiveReply::onSnapshot(const config::Snapshot& snapshot) {
    if (over_) return;
    const auto welcome = checkStillWelcome(snapshot, job_->facts.secretHash, job_->facts.address);
    if (!welcome) fail(welcome.error());
}

void LiveReply::onDrainEnd() {
    if (!over_) fail({ErrorCode::draining, ErrorSource::internal, Retry::never, {}, {}});
}

void LiveReply::fail(const Error& error) { settle(httpStatus(error.code), error.code, job_->dialect->errorEvent(error)); }

/// What the provider told; of a stream that was not heard to its end what was given, a token an event.
ledger::TokenUsage LiveReply::usage() const {
    const auto& end = hearing_.feed()->ended();
    if (clean_ && end && end->usageKnown) return end->usage;
    ledger::TokenUsage usage;
    usage.input = job_->request.inputEstimate;
    usage.output = events_;
    return usage;
}

void LiveReply::settle(int status, std::optional<ErrorCode> error, std::string last) {
    over_ = true;
    last_ = std::move(last);
    const cache::FeedHead& head = hearing_.feed()->head();
    const auto& end = hearing_.feed()->ended();
    const bool told = clean_ && end && end->usageKnown;
    Settlement settlement(context_, job_->facts, *job_->snapshot);
    settlement.billCached(head.provider, head.upstreamModel, usage(), billPercent_);
    ledger::RequestRecord& record = settlement.finish(status, error, firstContent_);
    record.model = job_->request.model;
    record.presetId = job_->route.presetId;
    record.stream = true;
    record.cache = kCacheHit;
    record.estimated = billPercent_ > 0 && !told;
    if (clean_) context_.metrics.cacheAnswered(presetLabel(*job_), told ? settlement.saved() : std::nullopt);
    job_->admitted.release(settlement.used());
    hearing_.leave();
    context_.metrics.requestFinished(record);
    context_.ledger.settle(record, [this, alive = std::weak_ptr(alive_)](const Result<void>&) {
        if (!alive.expired()) onSettled();
    });
    context_.log.log(std::move(record));
}

void LiveReply::onSettled() {
    if (!client_) return;
    const std::weak_ptr alive = alive_;
    if (!last_.empty()) client_->write(last_);
    if (alive.expired() || !client_) return;
    if (clean_) return client_->finish();
    client_->abort();
}

}  // namespace gw::pipeline
