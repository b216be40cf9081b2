// Everything that exists between a good start and the stop, in the order in which it is built; destroyed in reverse. Built
// by StartSequence on the start thread, used on control's thread.
#pragma once

#include "gateway/admin/token_keys.hpp"
#include "gateway/base/pressure.hpp"
#include "gateway/cache/response_cache.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/control/control.hpp"
#include "gateway/engine/circuit_keeper.hpp"
#include "gateway/engine/nonce_keeper.hpp"
#include "gateway/engine/pressure_watch.hpp"
#include "gateway/engine/request_log.hpp"
#include "gateway/engine/worker_set.hpp"
#include "gateway/ledger/ledger.hpp"
#include "gateway/limits/key_admission.hpp"
#include "gateway/metrics/aggregator.hpp"
#include "gateway/metrics/shard.hpp"
#include "gateway/pipeline/circuit_board.hpp"
#include "gateway/secrets/crypto_thread.hpp"
#include "gateway/secrets/master_key.hpp"
#include "gateway/store/data_lock.hpp"
#include "gateway/store/store.hpp"

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gw::engine {

/// The shipper's way into the database: its batches wait behind control's jobs on the writer thread.
class StoreSink final : public ledger::UsageSink {
   public:
    explicit StoreSink(store::Store& store) : store_(store) {}
    Result<void> write(std::span<const ledger::RecordView> records) override;

   private:
    store::Store& store_;
};

/// What the last probe of a provider has shown.
struct ProbeMemory {
    WallTime at{};
    double millis = 0;
    std::string error;  ///< empty: it was answered
    std::optional<ErrorCode> code;
    bool chat = false;             ///< it was a real call
    std::optional<NanoUsd> cost;   ///< of a real call; unset: unpriced
    std::string traceId;           ///< of a real call
    bool underWay = false;         ///< a real call is out: no other goes beside it
    std::optional<WallTime> nextAt;  ///< when the next is due; unset: it is not probed by itself
    std::string otherLimitFor;     ///< the model that was found to want the other word for its answer's length
};

struct Running {
    config::Settings settings;
    std::string node;
    std::optional<store::DataLock> lock;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<secrets::CryptoThread> crypto;
    std::optional<secrets::LoadedMasterKey> masterKey;
    std::shared_ptr<const admin::TokenKeys> tokenKeys;
    std::unique_ptr<control::Control> control;  ///< made, used and destroyed on control's thread
    std::unique_ptr<StoreSink> sink;
    std::unique_ptr<ledger::Ledger> ledger;
    std::vector<std::unique_ptr<metrics::Shard>> shards;
    std::unique_ptr<metrics::Aggregator> aggregator;
    std::unique_ptr<RequestLogThread> requestLog;
    std::unique_ptr<limits::KeyAdmission> admission;  ///< outlives the workers, as the circuits do
    std::unique_ptr<NonceKeeper> nonces;
    pipeline::CircuitBoard circuits;
    std::unique_ptr<CircuitKeeper> circuitKeeper;
    Pressure pressure;
    std::unique_ptr<cache::ResponseCache> cache;  ///< null: GATEWAY_CACHE_BYTES is 0
    std::unique_ptr<PressureWatch> watch;         ///< on control's thread
    std::unique_ptr<WorkerSet> workers;
    std::map<std::string, ProbeMemory> probes;  ///< by provider; control's thread
};

}  // namespace gw::engine
