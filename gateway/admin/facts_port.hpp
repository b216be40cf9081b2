// What the engine knows of its parts: workers, store, spool, disk, providers' recent traffic. Implemented by engine/;
// called and answered on control's thread.
#pragma once

#include "gateway/base/cidr.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/units.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gw::admin {

struct DependencyFact {
    std::string component;         ///< "database", "worker-0", "provider openai"
    std::string name;              ///< "SQLite"
    std::string kind;              ///< store | upstream | worker | disk | spool | shared | load
    std::string status;            ///< ok | degraded | down | unknown
    std::optional<double> latencyMs;
    std::optional<std::string> version;
    std::optional<std::string> usage;
    std::string detail;            ///< a sentence; English
    /// The same as a code that a console can put into its own words: no_answer | switched_off | no_traffic | calls_failed |
    /// disk_free | disk_unreadable | circuits_open | probe_failed | probe_ok | load_memory | load_buffers | load_inflight |
    /// load_spool; empty when only the sentence knows. `share` (0…1) goes with calls_failed and disk_free.
    std::string reason{};
    std::optional<double> share{};
};

struct DependencyFacts {
    WallTime checkedAt{};
    std::vector<DependencyFact> items;
};

/// One way to an upstream's model: every item of a preset, and what else does not work or was opened by hand.
struct CircuitFact {
    std::string provider, model;
    std::string state;   ///< closed | half_open | open
    std::string reason;  ///< an error code, MANUAL when an operator opened it; empty while closed
    std::int64_t secondsLeft = 0;
    std::string by{}, note{};         ///< of an order: whose it is, and the operator's words
    std::optional<WallTime> since{};  ///< its present state; unset: it never changed
    std::int64_t failuresInARow = 0, openings = 0;
    struct Turn {
        WallTime at{};
        std::string state, reason;
    };
    std::vector<Turn> history{};       ///< the newest first, at most eight
    std::vector<std::string> presets{};  ///< that call it
};

/// A preset none of whose upstreams takes calls.
struct RestingPreset {
    std::string name;
    std::string upstreams;  ///< "openai/gpt-4 (UPSTREAM_TIMEOUT), azure/gpt-4 (MANUAL)"
    std::int64_t secondsLeft = 0;
};

/// One limit as it stands for a request: whose, how much of it is used, when that is over.
struct LimitState {
    std::string scope;    ///< key | user | preset | ip
    std::string subject;  ///< id of the key, user or preset; the address
    std::string limit;    ///< rpm | tpm | tpd | max_parallel | budget | budget_day | budget_month
    bool own = true;      ///< the key's own, not what each key has
    std::int64_t value = 0, used = 0;
    std::int64_t held = 0;  ///< of `used`, money that running requests have reserved
    std::optional<WallTime> resets;
};

/// What is counted for one subject at this moment.
struct LimitUse {
    std::int64_t requestsMinute = 0, tokensMinute = 0, tokensDay = 0, running = 0, spentNanoUsd = 0;
    std::int64_t refused = 0;  ///< since the start
    std::int64_t requestsPeak = 0;  ///< the most in any minute of the last five
};

/// The response cache at this moment; counts of answers since the engine started.
struct CacheFacts {
    std::uint64_t bytes = 0, bytesMax = 0, entries = 0, entriesMax = 0, flushes = 0;
    std::uint64_t hits = 0, misses = 0, bypasses = 0;
    /// What its answers would have cost at their providers, less what was billed for them.
    struct Saved {
        std::uint64_t nanoUsd = 0;
        std::uint64_t unpriced = 0;  ///< answers nobody knows a price of
    };
    std::map<std::string, Saved> savedByPreset;
};

class FactsPort {
   public:
    virtual ~FactsPort() = default;
    /// Checks all parts, at most 2 s; a part that does not answer is "down" or "unknown", never left out.
    virtual void dependencies(std::function<void(DependencyFacts)> then) = 0;
    /// The text of /metrics (Prometheus exposition format 0.0.4).
    virtual std::string metricsText() const = 0;
    /// Circuits that are open, and all that exist.
    virtual std::pair<std::size_t, std::size_t> circuits() const = 0;
    /// All of them, by provider and model.
    virtual std::vector<CircuitFact> circuitFacts() const = 0;
    /// Presets that have upstreams, all of which rest.
    virtual std::vector<RestingPreset> restingPresets() const = 0;
    /// Every limit that a request with this key would be held to; `presetId` and `address` where they are of interest. Empty
    /// when no worker knows the key.
    virtual std::vector<LimitState> explainLimits(const std::string& keyId, const std::string& presetId,
                                                  const std::optional<IpAddress>& address) const = 0;
    virtual LimitUse limitUse(const std::string& scope, const std::string& subject) const = 0;
    /// Windows start afresh; an empty subject: of the whole scope.
    virtual void resetLimits(const std::string& scope, const std::string& subject) = 0;
    /// A ledger row of a request that began at `began` was corrected: the running budgets of its key and user take it over at
    /// once. An empty id: nobody's.
    virtual void correctSpending(const std::string& keyId, const std::string& userId, WallTime began, NanoUsd amount) = 0;
    virtual CacheFacts cacheFacts() const = 0;
    /// Forgets every answer that is kept. @return how many that were.
    virtual std::uint64_t flushCache() = 0;
};

}  // namespace gw::admin
