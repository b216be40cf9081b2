// Turns State into the snapshot the request threads read: opens credentials, takes addresses apart, links presets to
// providers. Keys are changed one shard at a time. Control's thread.
#pragma once

#include "gateway/config/snapshot.hpp"
#include "gateway/control/state.hpp"
#include "gateway/secrets/master_key.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace gw::control {

struct BuiltSnapshot {
    config::SnapshotPtr snapshot;
    /// Providers left out or switched off because their row or credential cannot be used; for the log and the console.
    std::vector<std::string> problems;
};

class SnapshotBuilder {
   public:
    /// @param othersLost credentials may be sealed with keys that are gone: that none opens is no fault.
    SnapshotBuilder(const secrets::MasterKey& masterKey, std::shared_ptr<const config::PriceTable> prices, bool othersLost = false);

    /// Everything anew, as version `version`. @return secretsFailed when there are credentials and none can be opened: the
    /// master key is another than the one they were sealed with.
    /// Counters of blocks are taken over from `before`.
    Result<BuiltSnapshot> build(const State& state, std::uint64_t version, WallTime now, const config::Snapshot* before = nullptr) const;
    /// The next version, with only what `changes` touch made anew. `before` holds at
    /// least touchedRows() of the state before them, `after` is the state after.
    BuiltSnapshot next(const config::Snapshot& current, const State& before, const State& after, std::span<const RowChange> changes,
                       WallTime now) const;

    void setPrices(std::shared_ptr<const config::PriceTable> prices) { prices_ = std::move(prices); }

   private:
    struct Routing;
    Routing setRouting(config::Snapshot& snapshot, const State& state) const;

    const secrets::MasterKey& masterKey_;
    std::shared_ptr<const config::PriceTable> prices_;
    bool othersLost_;
};

/// One key as the request threads see it. @return nullptr when the row cannot be right.
std::shared_ptr<const config::ApiKey> compileKey(const store::ApiKeyRow& row, const State& state,
                                                 const secrets::MasterKey& masterKey);

}  // namespace gw::control
