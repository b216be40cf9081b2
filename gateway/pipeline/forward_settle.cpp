// What a request comes to: its attempts, the bill, the record; and the reply's last byte behind it.
#include "gateway/pipeline/explain.hpp"
#include "gateway/pipeline/forward.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

SteadyTime Forward::noteAttempt(std::optional<Error> error, const AttemptTimes* times) {
    const SteadyTime now = context_.clock.steady();
    context_.circuits.report(*attempt_, error, now);
    AttemptEnd end{attempt_->status, std::move(error), times ? *times : attempt_->timesUntil(now), attempt_->circuit};
    attempt_->tellLoad(end.error, end.times, now);
    settlement_.addAttempt(attempts_, attempt_->candidate(), end);
    return now;
}

Tokens Forward::outputReserved() const {
    return job_->request.outputMax.value_or(context_.settings.reserveOutputTokens) * job_->request.choices;
}

Tokens Forward::outputSoFar() const {
    if (stream_) return stream_->facts().tally.tokens();
    if (readingFinal_) return collectedTally_.tokens();
    // Of a reply that was not looked into only the size is known; the model cannot have said more than it was allowed.
    const Tokens counted = dialect::tokensOfBytes(rawBytes_ > 0 ? rawBytes_ : collected_.size());
    const auto& request = job_->request;
    return request.outputMax ? std::min(counted, *request.outputMax * request.choices) : counted;
}

void Forward::billAttempt() {
    const auto& reading = stream_ ? stream_->facts().usage : reading_;
    const bool isFinal = stream_ ? stream_->facts().usageFinal : readingFinal_;
    settlement_.bill(attempts_, attempt_->candidate(), reading, isFinal, {job_->request.inputEstimate, outputSoFar()});
}

void Forward::settle(int status, std::optional<ErrorCode> error, Ending ending) {
    phase_ = Phase::settling;
    ending_ = std::move(ending);
    // Whoever waits for an answer that has not come goes on.
    job_->capture.close(error, stream_ ? &stream_->facts() : nullptr);
    if (!client_) {
        status = httpStatus(departure_);
        error = departure_;
    }
    ledger::RequestRecord& record = settlement_.finish(status, error, firstContent_);
    record.model = job_->request.model;
    record.presetId = job_->route.presetId;
    record.stream = job_->request.stream;
    record.routeNote = noteOf({job_->route, pick_, job_->admitted.standings(), job_->request.inputEstimate + outputReserved(), refusal_, retryRefused_, settlement_.queued()});
    record.cache = job_->cacheWord;
    if (job_->watcher) job_->watcher->onSettling(record);
    job_->admitted.release(settlement_.used());
    context_.metrics.requestFinished(record);
    context_.ledger.settle(record, [this, alive = std::weak_ptr(alive_)](const Result<void>&) {
        if (!alive.expired()) onSettled();
    });
    context_.log.log(std::move(record));
}

/// The handler, and this with it, may be gone once the reply has ended: nothing is touched behind that.
void Forward::onSettled() {
    phase_ = Phase::over;
    if (!client_) return state_.abandonSoon(this);
    if (attempt_ && !attempt_->ended()) state_.letFinish(std::move(attempt_));
    ClientPort& client = *client_;
    Ending ending = std::move(ending_);
    if (ending.kind == Ending::Kind::respond) return client.respond(std::move(ending.head), std::move(ending.body));
    if (!ending.body.empty()) {
        const std::weak_ptr alive = alive_;
        client.write(ending.body);
        if (alive.expired() || !client_) return;
    }
    if (ending.kind == Ending::Kind::finish) return client.finish();
    client.abort();
}

}  // namespace gw::pipeline
