#include "gateway/pipeline/cache_capture.hpp"

#include <algorithm>
#include <utility>

namespace gw::pipeline {

namespace {

/// It is sent again as it stands: nothing in it may end a line.
bool isFieldValue(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
}

bool isUpstreams(ErrorCode code) {
    switch (code) {
        case ErrorCode::upstreamError:
        case ErrorCode::upstreamProtocol:
        case ErrorCode::upstreamReset:
        case ErrorCode::upstreamTimeout:
        case ErrorCode::upstreamCut:
            return true;
        default:
            return false;
    }
}

}  // namespace

void CacheCapture::begin(cache::Claim claim, const CachePlan& plan, std::uint64_t largest) {
    claim_ = std::move(claim);
    ttl_ = plan.ttl;
    billed_ = plan.billPercent > 0;
    largest_ = largest;
}

void CacheCapture::add(std::string_view piece) {
    if (feed_) return addOnAir(piece);
    if (!claim_.held()) return;
    if (collected_.size() + piece.size() > largest_) {
        collected_ = std::string();
        return claim_.release();
    }
    collected_.append(piece);
}

/// A stream that is not kept is held only while somebody hears it, and then only as much as the feed does.
void CacheCapture::addOnAir(std::string_view piece) {
    if (claim_.held() && feed_->size() + piece.size() > largest_) claim_.release();
    if (claim_.held() || feed_->isHeard()) return feed_->add(piece);
    letGo();
}

void CacheCapture::air(const routing::Candidate& from) {
    if (feed_ || !claim_.held() || !isFieldValue(contentType_)) return;
    feed_ = claim_.open({contentType_, from.provider->name, std::string(from.model)});
    feed_->add(std::exchange(collected_, {}));
    feed_->onHeard = told_;
}

void CacheCapture::letGo() {
    if (feed_) feed_->onHeard = nullptr;
    feed_.reset();
}

CacheCapture::~CacheCapture() { close(ErrorCode::upstreamCut, nullptr); }

void CacheCapture::close(const std::optional<ErrorCode>& error, const dialect::StreamFacts* facts) {
    claim_.leave();
    if (!feed_) return;
    cache::FeedEnd end;
    if (error) {
        // Why a leader was ended is its own affair.
        end.error = isUpstreams(*error) || *error == ErrorCode::draining ? *error : ErrorCode::upstreamCut;
    } else if (facts) {
        end.tail = facts->tail;
        end.usageKnown = facts->usageFinal && facts->usage.state == dialect::UsageReading::State::valid;
        if (end.usageKnown) end.usage = facts->usage.usage;
    }
    feed_->finish(std::move(end));
    letGo();
}

void CacheCapture::restart() { collected_.clear(); }

bool CacheCapture::fits(bool toolCall, const dialect::UsageReading& usage, bool usageFinal, std::size_t bytes) const {
    const bool known = usageFinal && usage.state == dialect::UsageReading::State::valid;
    return !toolCall && (known || !billed_) && bytes <= largest_;
}

void CacheCapture::keepStream(const dialect::StreamFacts& facts, const routing::Candidate& from, SteadyTime now) {
    if (!claim_.held()) return;
    const std::string& said = feed_ ? feed_->bytes() : collected_;
    if (!facts.finished || !fits(facts.toolCall, facts.usage, facts.usageFinal, said.size() + facts.tail.size())) return unfit();
    cache::EntryTexts texts;
    texts.contentType = contentType_;
    texts.body = said;
    texts.tail = facts.tail;
    keep(texts, true, facts.usage, from, now);
    collected_ = std::string();
}

void CacheCapture::keepPlain(std::string_view body, const dialect::Payload& payload, std::string_view contentType,
                             const routing::Candidate& from, SteadyTime now) {
    if (!claim_.held()) return;
    if (payload.error || !payload.finished || !fits(payload.toolCall, payload.usage, true, body.size())) return unfit();
    cache::EntryTexts texts;
    texts.contentType = contentType;
    texts.body = body;
    keep(texts, false, payload.usage, from, now);
}

void CacheCapture::keep(cache::EntryTexts texts, bool stream, const dialect::UsageReading& usage, const routing::Candidate& from, SteadyTime now) {
    if (!isFieldValue(texts.contentType)) return unfit();
    texts.provider = from.provider->name;
    texts.upstreamModel = from.model;
    cache::EntryFacts facts;
    facts.madeAt = now;
    facts.expiresAt = now + ttl_;
    facts.generation = claim_.generation();
    facts.usageKnown = usage.state == dialect::UsageReading::State::valid;
    if (facts.usageKnown) facts.usage = usage.usage;
    facts.stream = stream;
    claim_.makeRoom(cache::Entry::bytesOf(texts));
    claim_.store(cache::Entry::make(facts, texts));
}

}  // namespace gw::pipeline
