// What the client gets: a plain reply in one piece, a stream event by event, an error in the dialect's envelope.
#include "gateway/pipeline/forward.hpp"

#include "gateway/base/pressure.hpp"
#include "gateway/pipeline/admit.hpp"
#include "gateway/pipeline/headers.hpp"
#include "gateway/pipeline/retry_after.hpp"
#include "gateway/pipeline/upstream_rules.hpp"

#include <utility>

namespace gw::pipeline {

void Forward::openReply(const UpstreamHead& head) {
    const std::string_view type = head.value("content-type");
    replyEncoded_ = isEncoded(head);
    const bool streams = !replyError_ && isMediaType(type, "text/event-stream") && !replyEncoded_;
    if (headSent_ && !streams) {
        // Comments of an earlier attempt have opened a stream already.
        return attemptFailed(
            {ErrorCode::upstreamProtocol, ErrorSource::upstream, Retry::nextCandidate, "the reply is no stream", {}},
            nullptr);
    }
    replyStatus_ = head.status;
    replyHead_ = replyHead(head.status, job_->facts, std::string(type.empty() ? "application/json" : type));
    takeReplyFields(head, *attempt_->candidate().provider, replyHead_);
    addLimitFields(replyHead_, job_->admitted.standings(), job_->facts.dialect, context_.clock);
    addCacheField(replyHead_, job_->cacheWord);
    replyLength_ = head.contentLength;
    if (streams) {
        stream_ = job_->dialect->openStream(state_.json(), job_->request.hidesUsage());
        job_->capture.open(replyHead_.fields.front().second);
        phase_ = Phase::relaying;
        return;
    }
    const bool large = replyLength_.value_or(0) > kCollectMax || !holdsReply(replyLength_.value_or(0));
    phase_ = !replyError_ && (replyEncoded_ || large) ? Phase::relaying : Phase::collecting;
    if (phase_ == Phase::relaying) job_->capture.unfit();
    if (phase_ == Phase::collecting) collected_.reserve(std::min<std::uint64_t>(replyLength_.value_or(0), kCollectMax));
}

bool Forward::holdsReply(std::uint64_t bytes) {
    constexpr std::uint64_t kStep = 64 * 1024;
    if (bytes <= kStep || !context_.pressure) return true;
    if (replyLease_.bytes() == 0) replyLease_ = ByteLease(&context_.pressure->buffers);
    return replyLease_.growTo((bytes + kStep - 1) / kStep * kStep);
}

void Forward::collect(std::string_view bytes) {
    if (replyError_ && collected_.size() + bytes.size() > kErrorMax) {
        collected_.clear();
        return handOnError(nullptr);
    }
    if (collected_.size() + bytes.size() <= kCollectMax && holdsReply(collected_.size() + bytes.size())) {
        collected_.append(bytes);
        return;
    }
    rawBytes_ = collected_.size();
    phase_ = Phase::relaying;
    job_->capture.unfit();
    relayRaw(bytes);
}

void Forward::collectedReply(const AttemptTimes& times) {
    const auto payload = job_->dialect->readReply(state_.json(), collected_);
    if (!payload.isObject)
        return attemptFailed({ErrorCode::upstreamProtocol,
                              ErrorSource::upstream,
                              Retry::nextCandidate,
                              "the reply is not a JSON object",
                              {}},
                             &times);
    if (payload.error && payload.choicesEmpty)
        return attemptFailed(
            {ErrorCode::upstreamError, ErrorSource::upstream, Retry::nextCandidate, "an error with status 200", {}},
            &times);
    reading_ = payload.usage;
    readingFinal_ = true;
    collectedTally_ = payload.tally;
    const SteadyTime now = noteAttempt(std::nullopt, &times);
    billAttempt();
    if (client_) firstContent_ = now;
    if (replyStatus_ == 200)
        job_->capture.keepPlain(collected_, payload, replyHead_.fields.front().second, attempt_->candidate(), now);
    settle(replyStatus_, std::nullopt, {Ending::Kind::respond, std::move(replyHead_), std::move(collected_)});
}

/// A client's error (400, 404, 422 …) goes on byte by byte where it is JSON; of 429 and 5xx only a body that is the
/// dialect's envelope does.
void Forward::handOnError(const AttemptTimes* times) {
    auto spent = accountSpent(replyStatus_, collected_);
    if (spent && client_) return attemptFailed(std::move(*spent), times);
    const Error error = *replyError_;
    noteAttempt(error, times);
    settlement_.release(attempts_);
    const bool clientError = error.code == ErrorCode::upstreamRefused && !collected_.empty();
    if (error.code == ErrorCode::upstreamRefused) job_->capture.unfit();
    bool asItIs = clientError;
    if (!replyEncoded_) {
        const auto payload = job_->dialect->readReply(state_.json(), collected_);
        asItIs = payload.isObject && (clientError || payload.error);
    }
    asItIs = asItIs && !tellsCredential(collected_, *attempt_->candidate().provider);
    tidyRetryAfter(replyHead_, attempt_->retryAfter);
    if (!asItIs) {
        collected_ = job_->dialect->errorBody(error);
        std::erase_if(replyHead_.fields, [](const auto& field) { return field.first == "content-encoding"; });
        replyHead_.fields.front().second = "application/json";
    }
    if (error.code != ErrorCode::upstreamRefused) tellRest(replyHead_);
    state_.cancelSoon(std::move(attempt_));
    settle(replyStatus_, error.code, {Ending::Kind::respond, std::move(replyHead_), std::move(collected_)});
}

/// A failed request whose upstreams all rest names the time of the first; else what the upstream has said of itself stands.
void Forward::tellRest(ResponseHead& head) {
    if (const auto wait = context_.circuits.allRestFor(job_->route, context_.clock.steady())) setRetryAfter(head, *wait);
}

/// The last piece stays here until the settlement is written.
void Forward::relayRaw(std::string_view bytes) {
    if (!headSent_) startReply();
    if (!contentSent_) context_.circuits.answers(*attempt_, context_.clock.steady());
    contentSent_ = true;
    if (!firstContent_ && client_) firstContent_ = context_.clock.steady();
    rawBytes_ += bytes.size();
    const std::string before = std::exchange(collected_, std::string(bytes));
    if (before.empty() || !client_) return;
    const std::weak_ptr alive = alive_;
    const bool room = client_->write(before);
    if (!alive.expired() && !room && attempt_) attempt_->pause();
}

void Forward::rawEnded(const AttemptTimes& times) {
    if (!headSent_) startReply();
    noteAttempt(std::nullopt, &times);
    billAttempt();
    settle(replyStatus_, std::nullopt, {Ending::Kind::finish, {}, std::move(collected_)});
}

void Forward::relayStream() {
    const auto& facts = stream_->facts();
    if (facts.fault && !contentSent_ && !facts.content) return attemptFailed(*facts.fault, nullptr);
    if (!sendPieces()) return;
    if (facts.fault) return failStream(*facts.fault, nullptr);
    if (!facts.done || endPosted_) return;
    endPosted_ = true;
    // The end of the reply usually comes with the end marker, within this very call; if not, nobody waits for it.
    context_.timers.post([this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired() && phase_ == Phase::relaying) streamEnded(nullptr);
    });
}

void Forward::streamEnded(const AttemptTimes* times) {
    const auto& facts = stream_->facts();
    const bool whole = facts.done || (facts.finished && !facts.fault);
    if (!whole) {
        Error cut{ErrorCode::upstreamCut,
                  ErrorSource::upstream,
                  Retry::nextCandidate,
                  "the stream ended without its end",
                  {}};
        if (facts.fault && facts.fault->code == ErrorCode::upstreamError) cut = *facts.fault;
        if (!contentSent_ && !facts.content) return attemptFailed(std::move(cut), times);
        if (!sendPieces()) return;
        return failStream(std::move(cut), times);
    }
    if (!facts.done && !sendPieces()) return;
    if (!headSent_) startReply();
    const SteadyTime now = noteAttempt(std::nullopt, times);
    billAttempt();
    if (replyStatus_ == 200) job_->capture.keepStream(facts, attempt_->candidate(), now);
    settle(replyStatus_, std::nullopt, {Ending::Kind::finish, {}, facts.tail});
}

/// What the client is told goes to the cache and to whoever hears the stream; a call of tools is for this client alone.
void Forward::captureSaid(bool content) {
    if (stream_->facts().toolCall || replyStatus_ != 200) job_->capture.unfit();
    std::uint64_t bytes = 0;
    for (const std::string_view piece : pieces_) {
        job_->capture.add(piece);
        bytes += piece.size();
    }
    if (content && attempt_) job_->capture.air(attempt_->candidate());
    if (client_ && job_->capture.isHeard()) aheadBytes_ += bytes;
}

/// A client that does not read holds up those who hear the same stream only when it is as far behind as a kept answer is long.
bool Forward::mayPause() const { return !job_->capture.isHeard() || aheadBytes_ > job_->capture.largest(); }

bool Forward::sendPieces() {
    if (pieces_.empty()) return true;
    const bool content = stream_->facts().content;
    if (!headSent_) startReply();
    captureSaid(content);
    if (content && !firstContent_ && client_) firstContent_ = context_.clock.steady();
    if (content && !contentSent_) context_.circuits.answers(*attempt_, context_.clock.steady());
    contentSent_ = contentSent_ || content;
    if (!client_) return true;
    const std::weak_ptr alive = alive_;
    bool room = true;
    if (pieces_.size() == 1) {
        room = client_->write(pieces_.front());
    } else {
        std::string joined;
        for (const std::string_view piece : pieces_) joined.append(piece);
        room = client_->write(joined);
    }
    if (alive.expired()) return false;
    pieces_.clear();
    if (!room && attempt_ && mayPause()) attempt_->pause();
    return true;
}

void Forward::startReply() {
    headSent_ = true;
    if (stream_ && !streamCounted_) {
        streamCounted_ = true;
        context_.metrics.streamStarted();
    }
    if (client_) client_->startReply(std::move(replyHead_), stream_ ? std::nullopt : replyLength_);
}

void Forward::failRequest(const Error& error) {
    if (headSent_) return failStream(error, nullptr);
    const int status = httpStatus(error.code);
    ResponseHead head = replyHead(status, job_->facts);
    addRetryFields(head, error.code, restFor_);
    if (error.source == ErrorSource::upstream) tellRest(head);
    addCacheField(head, job_->cacheWord);
    settle(status, error.code, {Ending::Kind::respond, std::move(head), job_->dialect->errorBody(error)});
}

/// After the head: the dialect's error event (the upstream's own where it sent one), then an unclean end.
void Forward::failStream(Error error, const AttemptTimes* times) {
    std::string last = streamCounted_ ? job_->dialect->errorEvent(error) : std::string();
    const auto* facts = stream_ ? &stream_->facts() : nullptr;
    const bool theirs = facts && facts->fault && !facts->tail.empty() && error.source == ErrorSource::upstream;
    if (theirs && attempt_ && !tellsCredential(facts->tail, *attempt_->candidate().provider)) last = facts->tail;
    if (attempt_) {
        noteAttempt(error, times);
        if (contentSent_) {
            billAttempt();
        } else {
            settlement_.release(attempts_);
        }
        state_.cancelSoon(std::move(attempt_));
    }
    settle(httpStatus(error.code), error.code, {Ending::Kind::abort, {}, std::move(last)});
}

}  // namespace gw::pipeline
