#include "gateway/pipeline/cache_capture.hpp"

#include <utility>

namespace gw::pipeline {

void CacheCapture::begin(cache::Claim claim, const CachePlan& plan, std::uint64_t largest) {
    claim_ = std::move(claim);
    ttl_ = plan.ttl;
    billed_ = plan.billPercent > 0;
    largest_ = largest;
}

void CacheCapture::add(std::string_view piece) {
    if (!claim_.held() || tooLarge_) return;
    tooLarge_ = collected_.size() + piece.size() > largest_;
    if (tooLarge_) {
        collected_ = std::string();
        return claim_.release();
    }
    collected_.append(piece);
}

void CacheCapture::restart() { collected_.clear(); }

bool CacheCapture::fits(bool toolCall, const dialect::UsageReading& usage, bool usageFinal, std::size_t bytes) const {
    const bool known = usageFinal && usage.state == dialect::UsageReading::State::valid;
    return !toolCall && (known || !billed_) && bytes <= largest_;
}

void CacheCapture::keepStream(const dialect::StreamFacts& facts, const routing::Candidate& from, SteadyTime now) {
    if (!claim_.held()) return;
    if (!fits(facts.toolCall, facts.usage, facts.usageFinal, collected_.size() + facts.tail.size())) return unfit();
    auto entry = std::make_shared<cache::Entry>();
    collected_.append(facts.tail);
    entry->body = std::exchange(collected_, {});
    entry->body.shrink_to_fit();
    entry->stream = true;
    keep(std::move(entry), facts.usage, contentType_, from, now);
}

void CacheCapture::keepPlain(std::string_view body, const dialect::Payload& payload, std::string_view contentType,
                             const routing::Candidate& from, SteadyTime now) {
    if (!claim_.held()) return;
    if (payload.error || !fits(payload.toolCall, payload.usage, true, body.size())) return unfit();
    auto entry = std::make_shared<cache::Entry>();
    entry->body = body;
    keep(std::move(entry), payload.usage, contentType, from, now);
}

void CacheCapture::keep(std::shared_ptr<cache::Entry> entry, const dialect::UsageReading& usage, std::string_view contentType,
                        const routing::Candidate& from, SteadyTime now) {
    entry->contentType = contentType;
    entry->provider = from.provider->name;
    entry->upstreamModel = from.model;
    entry->usageKnown = usage.state == dialect::UsageReading::State::valid;
    if (entry->usageKnown) entry->usage = usage.usage;
    entry->expiresAt = now + ttl_;
    entry->generation = claim_.generation();
    claim_.store(std::move(entry));
}

}  // namespace gw::pipeline
