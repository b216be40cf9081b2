#include "gateway/pipeline/settlement.hpp"

#include "gateway/base/log.hpp"
#include "gateway/ledger/cost.hpp"

#include <algorithm>
#include <limits>

namespace gw::pipeline {

namespace {

using ledger::UsageSource;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr std::size_t kDetailMaxBytes = 300;

std::int32_t inMillis(std::chrono::steady_clock::duration span) {
    return static_cast<std::int32_t>(duration_cast<milliseconds>(span).count());
}

std::optional<std::int32_t> phaseMillis(const std::optional<microseconds>& span) {
    if (!span) return std::nullopt;
    return inMillis(*span);
}

}  // namespace

const config::Price* Settlement::priceOf(const routing::Candidate& candidate) {
    if (!snapshot_.prices) return nullptr;
    // Reserving and billing an attempt ask for the same price.
    if (priced_.provider != candidate.provider || priced_.model != candidate.model) {
        priced_ = candidate;
        price_ = snapshot_.prices->find(*candidate.provider, candidate.model, facts_.createdAt);
    }
    return price_;
}

ledger::ReservationView Settlement::reserve(std::uint16_t number, const routing::Candidate& candidate, const Estimate& most) {
    ledger::ReservationView reservation;
    reservation.requestId = facts_.traceId;
    reservation.attempt = number;
    reservation.keyId = facts_.key->id;
    reservation.userId = facts_.key->userId;
    reservation.provider = candidate.provider->name;
    reservation.model = candidate.model;
    reservation.estimate.input = most.input;
    reservation.estimate.output = most.output;
    reservation.at = context_.clock.wall();
    if (const config::Price* price = priceOf(candidate)) {
        reservation.cost = ledger::cost(price, reservation.estimate);
        reservation.priceVersion = price->version;
    }
    return reservation;
}

void Settlement::addAttempt(std::uint16_t number, const routing::Candidate& candidate, const AttemptEnd& end) {
    ledger::AttemptRecord& attempt = record_.attemptList.emplace_back();
    attempt.attempt = number;
    attempt.provider = candidate.provider->name;
    attempt.upstreamModel = candidate.model;
    attempt.status = end.status;
    if (end.error) {
        attempt.error = end.error->code;
        attempt.detail = log::redacted(end.error->detail).substr(0, kDetailMaxBytes);
    }
    attempt.dnsMs = phaseMillis(end.times.dns);
    attempt.connectMs = phaseMillis(end.times.connect);
    attempt.tlsMs = phaseMillis(end.times.tls);
    attempt.firstByteMs = phaseMillis(end.times.firstByte);
    attempt.circuitState = end.circuit ? routing::circuitWord(*end.circuit) : "";
    attempt.totalMs = inMillis(end.times.total);
    upstreamTime_ += end.times.total;
    connectionWait_ += end.times.queued.value_or(microseconds{0});
    record_.attempts = number;
    record_.provider = attempt.provider;
    record_.upstreamModel = attempt.upstreamModel;
}

void Settlement::release(std::uint16_t number) { record_.released.push_back(number); }

void Settlement::bill(std::uint16_t number, const routing::Candidate& candidate, const dialect::UsageReading& reading,
                      bool isFinal, const Estimate& estimate) {
    ledger::BilledAttempt& billed = record_.billed.emplace_back();
    billed.attempt = number;
    billed.provider = candidate.provider->name;
    billed.model = candidate.model;
    const bool known = reading.state == dialect::UsageReading::State::valid;
    if (known && isFinal) {
        billed.usage = reading.usage;
        const bool zero = billed.usage.input == 0 && billed.usage.output == 0;
        billed.source = zero ? UsageSource::reportedZero : UsageSource::reported;
    } else {
        // A usage that came before the end still knows the input, and what was said until then.
        billed.usage.input = known ? reading.usage.input : estimate.input;
        billed.usage.cached = known ? reading.usage.cached : 0;
        billed.usage.cacheWrite = known ? reading.usage.cacheWrite : 0;
        billed.usage.output = std::max(estimate.output, known ? reading.usage.output : 0);
        billed.source = UsageSource::estimated;
        record_.estimated = true;
    }
    if (const config::Price* price = priceOf(candidate)) {
        billed.cost = ledger::cost(price, billed.usage, reading.batch);
        billed.priceVersion = ledger::priceVersion(*price, reading.batch);
    }
    billedTokens_ += billed.usage.input + billed.usage.output;
    if (billed.cost) billedCost_ = billedCost_ + *billed.cost;
}

void Settlement::billUnknown(std::uint16_t number, const routing::Candidate& candidate) {
    ledger::BilledAttempt& billed = record_.billed.emplace_back();
    billed.attempt = number;
    billed.provider = candidate.provider->name;
    billed.model = candidate.model;
}

void Settlement::billCached(std::string_view provider, std::string_view model, const ledger::TokenUsage& usage,
                            std::uint32_t percent) {
    ledger::BilledAttempt& billed = record_.billed.emplace_back();
    billed.attempt = 0;
    billed.provider = provider;
    billed.model = model;
    billed.cost = NanoUsd{0};
    const auto found = snapshot_.providers.find(provider);
    const config::Price* price = found == snapshot_.providers.end() ? nullptr : priceOf({found->second.get(), model});
    const std::optional<NanoUsd> worth = ledger::cost(price, usage);
    if (percent > 0) {
        billed.usage = usage;
        billed.cost = ledger::share(worth, percent);
        if (price) billed.priceVersion = price->version;
    }
    if (worth) saved_ = NanoUsd{worth->value - billed.cost->value};
    billedTokens_ += billed.usage.input + billed.usage.output;
    if (billed.cost) billedCost_ = billedCost_ + *billed.cost;
    record_.provider = provider;
    record_.upstreamModel = model;
}

ledger::RequestRecord& Settlement::finish(int status, std::optional<ErrorCode> error, std::optional<SteadyTime> firstContent) {
    ledger::RequestRecord& record = record_;
    putFacts(record, facts_, context_);
    record.status = status;
    record.error = error;
    record.cost = NanoUsd{0};
    for (const auto& billed : record.billed) {
        record.usage.input += billed.usage.input;
        record.usage.output += billed.usage.output;
        record.usage.cached += billed.usage.cached;
        record.usage.cacheWrite += billed.usage.cacheWrite;
        record.usage.reasoning += billed.usage.reasoning;
        record.cost = billed.cost && record.cost ? std::optional(*record.cost + *billed.cost) : std::nullopt;
    }
    const auto spent = context_.clock.steady() - facts_.began;
    record.latencyMs = inMillis(spent);
    record.upstreamMs = inMillis(upstreamTime_);
    const auto own = duration_cast<microseconds>(spent) - upstreamTime_ - facts_.bodyWait;
    record.overheadUs = static_cast<std::int32_t>(std::max<std::int64_t>(0, own.count()));
    if (firstContent) record.ttftMs = inMillis(*firstContent - facts_.began);
    // What no upstream was called for has waited until it was answered.
    const auto waited = calledAt_ ? queued() : queuedUntil(firstContent.value_or(facts_.began + spent), facts_);
    record.queuedUs = static_cast<std::int32_t>(std::clamp<std::int64_t>(waited.count(), 0, std::numeric_limits<std::int32_t>::max()));
    return record;
}

}  // namespace gw::pipeline
