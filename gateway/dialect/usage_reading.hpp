// What an upstream's `usage` object says, checked: counts that are negative, huge, doubled or of another type make it
// invalid, and the request is then billed as estimated (reliability.md A12). Pure functions, any thread.
#pragma once

#include "gateway/dialect/json_reader.hpp"
#include "gateway/ledger/usage_record.hpp"

#include <cstdint>

namespace gw::dialect {

struct UsageReading {
    enum class State : std::uint8_t { absent, valid, invalid };
    State state = State::absent;
    ledger::TokenUsage usage;
    bool batch = false;  ///< done at leisure (service_tier batch or flex), whatever the state: has a price of its own
};

/// Counts above this are taken for lies.
inline constexpr Tokens kTokensMax = 1'000'000'000;

/// Reads OpenAI's usage object; `begin` is its opening brace, just returned by `reader`. Stops behind its closing
/// brace.
UsageReading readOpenAiUsage(JsonReader& reader, const JsonToken& begin);

}  // namespace gw::dialect
