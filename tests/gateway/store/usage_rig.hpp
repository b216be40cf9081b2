// Request records as the shipper brings them.
#pragma once

#include "gateway/ledger/usage_record.hpp"
#include "tests/gateway/store/store_rig.hpp"

namespace gw::test {

/// A billed request of key k1 at noon(second): 200, one attempt, 800 nano-dollars.
inline ledger::RequestRecord usageOf(const std::string& traceId, std::int64_t second = 0) {
    ledger::RequestRecord record;
    record.traceId = traceId;
    record.keyId = "k1";
    record.userId = "u1";
    record.ip = "10.0.0.1";
    record.route = "/v1/chat/completions";
    record.dialect = "openai";
    record.model = "default";
    record.provider = "main";
    record.upstreamModel = "gpt-4o";
    record.node = "n1";
    record.createdAt = noon(second);
    record.status = 200;
    record.attempts = 1;
    record.usage = {100, 60, 40, 5, 20};
    record.cost = NanoUsd{800};
    record.latencyMs = 812;
    record.upstreamMs = 800;
    record.billed.push_back({1, ledger::UsageSource::reported, "main", "gpt-4o", record.usage, record.cost, "2026-01-01"});
    return record;
}

}  // namespace gw::test
