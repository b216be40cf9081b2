// The keeper of the truth. apply() runs one command after the other: check against the state, write rows and audit row in one
// transaction, take the change into memory, publish the snapshot, answer. Lives on control's thread: call it there only, its
// handlers run there; it needs a poster and a timer, no particular loop. Owned by engine.
// Queue: 256 commands waiting; then tooBusy.
#pragma once

#include "gateway/base/clock.hpp"
#include "gateway/control/change.hpp"
#include "gateway/control/publisher.hpp"
#include "gateway/control/row_tag.hpp"
#include "gateway/control/snapshot_builder.hpp"
#include "gateway/secrets/crypto_thread.hpp"
#include "gateway/store/audit_table.hpp"
#include "gateway/store/store.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace gw::control {

/// What a command came to.
struct Applied {
    std::string id;                      ///< of the object made or changed; look it up in state() or through the store
    std::optional<secrets::Secret> key;  ///< a new API key, shown once
    std::optional<secrets::Secret> signingSecret;
    std::uint64_t snapshotVersion = 0;
    PublishReport workers;
};
using AppliedHandler = std::function<void(Result<Applied>)>;

class Control {
   public:
    static constexpr std::size_t kQueueMax = 256;
    /// How often the tables are looked at for changes made by hand (contract.md: effective within 5 s).
    static constexpr std::chrono::milliseconds kForeignPoll{2000};

    struct Options {
        store::Store& store;
        secrets::CryptoThread& crypto;
        secrets::MasterKey masterKey;
        const Clock& clock;
        Poster post;
        Timer after;
        std::shared_ptr<const config::PriceTable> prices{};
        /// Keys that sealed credentials here are gone for good: providers whose credential does not open are switched off, all of
        /// them too. Otherwise that is taken for a wrong master key.
        bool othersLost = false;
    };
    explicit Control(Options options);
    ~Control();
    Control(const Control&) = delete;
    Control& operator=(const Control&) = delete;

    /// Reads everything and makes the first snapshot (not published: start the workers with snapshot()).
    /// @return to `handler`: problems found, or storeFailed/secretsFailed.
    void load(std::function<void(Result<std::vector<std::string>>)> handler);
    void setTargets(std::vector<SnapshotTarget*> targets);
    /// Starts looking for changes made by hand and for blocks and circuits that run out. After load.
    void startPolling();

    /// `handler` runs exactly once, after the workers have acknowledged or 1 s: see Applied::workers.
    /// @param expected compared when the command's turn has come, against the very rows it is about to change.
    void apply(Command command, Actor actor, AppliedHandler handler, ExpectedTags expected = std::nullopt);
    /// An audit row without a change of state (login, drain, export…).
    void audit(AuditDraft draft, Actor actor, std::string outcome, std::function<void(Result<store::AuditRow>)> handler);
    /// Told of each audit row once it is committed; for the event stream.
    void setAuditListener(std::function<void(const store::AuditRow&)> listener) { auditListener_ = std::move(listener); }

    const State& state() const { return state_; }
    config::SnapshotPtr snapshot() const { return snapshot_; }
    const secrets::MasterKey& masterKey() const { return masterKey_; }
    bool hasUsers() const { return !state_.users.empty(); }
    store::Store& store() { return store_; }
    std::size_t workersBehind() const { return publisher_.behind(); }
    void setPrices(std::shared_ptr<const config::PriceTable> prices);

   private:
    struct Waiting {
        Command command;
        Actor actor;
        AppliedHandler handler;
        ExpectedTags expected{};
        int reloads = 0;
    };
    struct Committed;

    using WaitingPtr = std::shared_ptr<Waiting>;

    void enqueue(WaitingPtr waiting);
    void hashPassword(const secrets::Secret& password, WaitingPtr waiting);
    void next();
    void commit(WaitingPtr waiting, Change change);
    void finish(WaitingPtr waiting, Change change, Result<Committed> committed);
    void publishAndAnswer(const WaitingPtr& waiting, Change change);
    void answer(const WaitingPtr& waiting, Result<Applied> result);
    // Changes made by hand (foreign_changes.cpp).
    void poll();
    void pollAgain();
    void takeForeign(LoadedState loaded);
    void endSessionsOf(std::vector<std::string> userIds);
    void auditForeign(std::vector<AuditDraft> drafts);
    void endOldBlocks();
    void endOldCircuits();
    void publishQuietly();
    void tellAudit(const store::AuditRow& row);

    store::Store& store_;
    secrets::CryptoThread& crypto_;
    const secrets::MasterKey masterKey_;
    const Clock& clock_;
    const Poster post_;
    const Timer after_;
    SnapshotBuilder builder_;
    Publisher publisher_;
    State state_;
    config::SnapshotPtr snapshot_;
    std::deque<std::shared_ptr<Waiting>> waiting_;
    bool busy_ = false;
    bool polling_ = false;
    std::function<void(const store::AuditRow&)> auditListener_;
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< callbacks hold it weakly
};

}  // namespace gw::control
