// Gathers what a request comes to: its attempts, which of them are billed and at what price, and at the end the one
// record that log, metrics and ledger get. Owned by Forward; its worker only.
#pragma once

#include "gateway/dialect/usage_reading.hpp"
#include "gateway/limits/admission.hpp"
#include "gateway/pipeline/request_facts.hpp"
#include "gateway/routing/circuit.hpp"
#include "gateway/routing/router.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::pipeline {

/// Where a counted usage stands in for a reported one.
struct Estimate {
    Tokens input = 0, output = 0;
};

/// How an attempt came out, for request_attempt.
struct AttemptEnd {
    int status = 0;
    std::optional<Error> error;
    AttemptTimes times;
    std::optional<routing::CircuitState> circuit;
};

class Settlement {
 public:
    Settlement(PipelineContext& context, const RequestFacts& facts, const config::Snapshot& snapshot)
        : context_(context), facts_(facts), snapshot_(snapshot) {}

    /// The first call goes out: what came before was waiting.
    void called(SteadyTime now) noexcept {
        if (!calledAt_) calledAt_ = now;
    }
    /// Inside the gateway before the first call, without what the body took to come, and for connections of upstreams; nothing
    /// when there was no call.
    std::chrono::microseconds queued() const noexcept {
        return calledAt_ ? queuedUntil(*calledAt_, facts_) + connectionWait_ : std::chrono::microseconds{0};
    }
    /// What the spool holds while the attempt runs; views of the request's facts and its snapshot.
    ledger::ReservationView reserve(std::uint16_t number, const routing::Candidate& candidate, const Estimate& most);
    void addAttempt(std::uint16_t number, const routing::Candidate& candidate, const AttemptEnd& end);
    /// The attempt cost nothing.
    void release(std::uint16_t number);
    /// Books the reported usage, or the estimate where it is absent, invalid or not final.
    void bill(std::uint16_t number, const routing::Candidate& candidate, const dialect::UsageReading& reading,
              bool isFinal, const Estimate& estimate);
    /// Books an attempt that must have cost something nobody has told: without tokens, unpriced.
    void billUnknown(std::uint16_t number, const routing::Candidate& candidate);
    /// Books an answer that the response cache gave: attempt 0, at a share of what it would cost at this moment. An answer that
    /// is free counts no tokens.
    void billCached(std::string_view provider, std::string_view model, const ledger::TokenUsage& usage, std::uint32_t percent);
    /// What the answer that billCached booked would have cost at its provider, less what is billed for it; nullopt: nobody knows.
    std::optional<NanoUsd> saved() const noexcept { return saved_; }
    /// What the limits are told; cost of unpriced attempts counts as nothing.
    limits::Used used() const noexcept { return {billedTokens_, billedCost_}; }
    /// The terminal record; call once. Model, preset and stream are the caller's to fill, and it may move the record away.
    ledger::RequestRecord& finish(int status, std::optional<ErrorCode> error, std::optional<SteadyTime> firstContent);

 private:
    const config::Price* priceOf(const routing::Candidate& candidate);

    PipelineContext& context_;
    const RequestFacts& facts_;
    const config::Snapshot& snapshot_;
    ledger::RequestRecord record_;
    routing::Candidate priced_;  ///< whose price is in price_
    const config::Price* price_ = nullptr;
    std::chrono::microseconds upstreamTime_{0}, connectionWait_{0};
    std::optional<SteadyTime> calledAt_;
    Tokens billedTokens_ = 0;
    NanoUsd billedCost_{0};
    std::optional<NanoUsd> saved_;
};

}  // namespace gw::pipeline
