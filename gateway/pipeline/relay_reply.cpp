// What the client of a relayed call gets: JSON and errors in one piece, everything else as it comes; and what the call
// comes to.
#include "gateway/dialect/openai_relay.hpp"
#include "gateway/dialect/registry.hpp"
#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/headers.hpp"
#include "gateway/pipeline/explain.hpp"
#include "gateway/pipeline/relay_forward.hpp"
#include "gateway/pipeline/retry_after.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

const dialect::Dialect& envelope() { return dialect::openAiChat(); }

bool isEnvelope(dialect::JsonReader& reader, std::string_view body) {
    const auto payload = envelope().readReply(reader, body);
    return payload.isObject && payload.error;
}

}  // namespace

void RelayForward::openReply(const UpstreamHead& head) {
    takeReplyHead(head);
    phase_ = Phase::relaying;
    if (method_ == Method::head || head.status == 204 || head.status == 304) return;
    const std::string_view type = head.value("content-type");
    const bool readable = !isEncoded(head);
    if (!replyError_ && readable && isMediaType(type, "text/event-stream")) {
        stream_ = dialect::openRelayStream(state_.json());
        return;
    }
    const bool json = readable && isMediaType(type, "application/json") && replyLength_.value_or(0) <= kCollectMax;
    if (!replyError_ && !json) return;
    phase_ = Phase::collecting;
    collected_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(replyLength_.value_or(0), kCollectMax)));
}

void RelayForward::takeReplyHead(const UpstreamHead& head) {
    const std::string_view type = head.value("content-type");
    replyStatus_ = head.status;
    replyLength_ = head.contentLength;
    replyHead_ = replyHead(head.status, job_->facts, std::string(type));
    if (type.empty()) replyHead_.fields.erase(replyHead_.fields.begin());
    takeReplyFields(head, *attempt_->candidate().provider, replyHead_);
    addLimitFields(replyHead_, job_->admitted.standings(), job_->facts.dialect, context_.clock);
    const std::string_view disposition = head.value("content-disposition");
    if (!disposition.empty()) replyHead_.fields.emplace_back("content-disposition", std::string(disposition));
}

void RelayForward::collect(std::string_view bytes) {
    if (collected_.size() + bytes.size() <= (replyError_ ? kErrorMax : kCollectMax)) {
        collected_.append(bytes);
        return;
    }
    const std::string before = std::exchange(collected_, {});
    if (replyError_) return collectedReply(nullptr);
    phase_ = Phase::relaying;
    const std::weak_ptr alive = alive_;
    relayRaw(before);
    if (!alive.expired() && phase_ == Phase::relaying) relayRaw(bytes);
}

/// A client's error goes on byte by byte; of 5xx only a body that is the dialect's envelope does.
void RelayForward::collectedReply(const AttemptTimes* times) {
    if (const auto spent = accountSpent(replyStatus_, collected_)) return fail(*spent, times);
    const std::optional<Error> error = replyError_;
    const bool encoded = std::any_of(replyHead_.fields.begin(), replyHead_.fields.end(),
                                     [](const auto& field) { return field.first == "content-encoding"; });
    bool asItIs = !error || (replyStatus_ < 500 && !collected_.empty());
    if (!asItIs && !encoded) asItIs = isEnvelope(state_.json(), collected_);
    if (error && tellsCredential(collected_, *attempt_->candidate().provider)) asItIs = false;
    if (!error) usage_ = dialect::readRelayUsage(state_.json(), collected_);
    if (error) tidyRetryAfter(replyHead_, attempt_->retryAfter);
    if (!asItIs) {
        collected_ = envelope().errorBody(*error);
        replyHead_ = replyHead(replyStatus_, job_->facts);
    }
    closeAttempt(error, times);
    if (error && error->code != ErrorCode::upstreamRefused) tellRest(replyHead_);
    if (client_) firstContent_ = context_.clock.steady();
    settle(replyStatus_, error ? std::optional(error->code) : std::nullopt,
           {Ending::Kind::respond, std::move(replyHead_), std::move(collected_)});
}

/// As of calls with a dialect; what reads or deletes asks no circuit and is told nothing of it.
void RelayForward::tellRest(ResponseHead& head) {
    if (method_ != Method::post) return;
    if (const auto wait = context_.circuits.allRestFor(job_->route, context_.clock.steady())) setRetryAfter(head, *wait);
}

/// Nothing is held back but the bytes that complete a reply with a length: they leave behind the settlement.
void RelayForward::relayRaw(std::string_view bytes) {
    if (!headSent_) startReply();
    passed_ += bytes.size();
    if (replyLength_ && passed_ >= *replyLength_) {
        collected_.assign(bytes);
    } else {
        send(bytes);
    }
}

bool RelayForward::relayStream() {
    if (pieces_.empty()) return true;
    if (!headSent_) startReply();
    if (pieces_.size() == 1) return send(pieces_.front());
    std::string joined;
    for (const std::string_view piece : pieces_) joined.append(piece);
    return send(joined);
}

void RelayForward::relayedReply(const AttemptTimes& times) {
    const std::optional<Error> error = replyError_;
    if (stream_) usage_ = stream_->facts().usage;
    closeAttempt(error, &times);
    settle(replyStatus_, error ? std::optional(error->code) : std::nullopt,
           {Ending::Kind::finish, {}, std::move(collected_)});
}

bool RelayForward::send(std::string_view bytes) {
    if (!client_) return true;
    if (!firstContent_) {
        firstContent_ = context_.clock.steady();
        if (!replyError_) context_.circuits.answers(*attempt_, *firstContent_);
    }
    const std::weak_ptr alive = alive_;
    const bool room = client_->write(bytes);
    if (alive.expired()) return false;
    if (!room && attempt_) attempt_->pause();
    return true;
}

void RelayForward::startReply() {
    headSent_ = true;
    if (stream_ && !streamCounted_) {
        streamCounted_ = true;
        context_.metrics.streamStarted();
    }
    if (client_) client_->startReply(std::move(replyHead_), stream_ ? std::nullopt : replyLength_);
}

/// Ends in the middle of everything: an answer of our own, or, behind a head, an event where it is a stream and then an
/// unclean end.
void RelayForward::fail(const Error& error, const AttemptTimes* times) {
    if (stream_) usage_ = stream_->facts().usage;
    closeAttempt(error, times);
    const int status = httpStatus(error.code);
    if (headSent_) {
        std::string last = stream_ ? envelope().errorEvent(error) : std::string();
        return settle(status, error.code, {Ending::Kind::abort, {}, std::move(last)});
    }
    ResponseHead head = replyHead(status, job_->facts);
    addRetryFields(head, error.code, restFor_);
    if (error.source == ErrorSource::upstream) tellRest(head);
    settle(status, error.code, {Ending::Kind::respond, std::move(head), envelope().errorBody(error)});
}

/// The attempt is over: noted when it was called at all, booked or released, and cancelled where it still runs.
void RelayForward::closeAttempt(const std::optional<Error>& error, const AttemptTimes* times) {
    if (!attempt_) return;
    const bool called = phase_ != Phase::reserving;
    const SteadyTime now = context_.clock.steady();
    context_.circuits.report(*attempt_, error, now);
    if (called) {
        AttemptEnd end{attempt_->status, error, times ? *times : attempt_->timesUntil(now), attempt_->circuit};
        settlement_.addAttempt(attempt_->number(), attempt_->candidate(), end);
    }
    if (!called || !mayBeCharged(error)) {
        settlement_.release(attempt_->number());
    } else if (usage_.state == dialect::UsageReading::State::valid) {
        settlement_.bill(attempt_->number(), attempt_->candidate(), usage_, true, {});
    } else if (isCounted(error)) {
        const Tokens said = stream_ ? stream_->facts().tally.tokens() : Tokens{0};
        settlement_.bill(attempt_->number(), attempt_->candidate(), usage_, false, {job_->request.inputEstimate, said});
    } else {
        settlement_.billUnknown(attempt_->number(), attempt_->candidate());
    }
    state_.cancelSoon(std::move(attempt_));
}

/// Reading and deleting costs nothing (a usage they show is another call's), and so does what the upstream has refused,
/// has not answered, or has not got to its end.
bool RelayForward::mayBeCharged(const std::optional<Error>& error) const {
    if (method_ != Method::post || replyError_) return false;
    const int status = attempt_->status;
    if (status != 0) return status < 300;
    return !isUploading() && error && error->source != ErrorSource::upstream;
}

/// Whether words that were told without a usage are counted instead, or the input of an answer that nobody waited for: who
/// leaves before the usage comes must not have had it for nothing.
bool RelayForward::isCounted(const std::optional<Error>& error) const {
    if (job_->request.model.empty() || !dialect::speaksTokens(job_->facts.route)) return false;
    const bool spoke = stream_ && stream_->facts().tally.bytes > 0;
    return spoke || (error && error->source != ErrorSource::upstream);
}

void RelayForward::settle(int status, std::optional<ErrorCode> error, Ending ending) {
    phase_ = Phase::settling;
    ending_ = std::move(ending);
    ledger::RequestRecord& record = settlement_.finish(status, error, firstContent_);
    record.model = job_->asked;
    record.presetId = job_->route.presetId;
    record.stream = stream_ != nullptr;
    record.routeNote = noteOf({job_->route, pick_, job_->admitted.standings(), 0, refusal_, false, settlement_.queued()});
    job_->admitted.release(settlement_.used());
    context_.metrics.requestFinished(record);
    context_.ledger.settle(record, [this, alive = std::weak_ptr(alive_)](const Result<void>&) {
        if (!alive.expired()) onSettled();
    });
    context_.log.log(std::move(record));
}

/// The handler, and this with it, may be gone once the reply has ended: nothing is touched behind that.
void RelayForward::onSettled() {
    phase_ = Phase::over;
    if (!client_) return;
    ClientPort& client = *client_;
    Ending ending = std::move(ending_);
    if (ending.kind == Ending::Kind::respond) return client.respond(std::move(ending.head), std::move(ending.body));
    const std::weak_ptr alive = alive_;
    if (!headSent_) startReply();
    if (!ending.body.empty()) client.write(ending.body);
    if (alive.expired() || !client_) return;
    if (ending.kind == Ending::Kind::finish) return client.finish();
    client.abort();
}

}  // namespace gw::pipeline
