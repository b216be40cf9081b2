#include "gateway/control/control.hpp"

#include "gateway/base/log.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/secrets/password.hpp"

#include <utility>

namespace gw::control {

namespace {

tl::unexpected<Error> cancelled() { return fail(ErrorCode::cancelled, "The gateway is shutting down."); }

/// The password a command carries, if any.
const secrets::Secret* passwordOf(const Command& command) {
    if (const auto* first = std::get_if<BootstrapAdmin>(&command)) return &first->password;
    if (const auto* create = std::get_if<CreateUser>(&command)) return &create->password;
    const auto* patch = std::get_if<PatchUser>(&command);
    return patch && patch->password ? &*patch->password : nullptr;
}

void setPasswordHash(Command& command, std::string hash) {
    if (auto* first = std::get_if<BootstrapAdmin>(&command)) first->passwordHash = std::move(hash);
    if (auto* create = std::get_if<CreateUser>(&command)) create->passwordHash = std::move(hash);
    if (auto* patch = std::get_if<PatchUser>(&command)) patch->passwordHash = std::move(hash);
}

/// A command is run anew after somebody's change by hand; more often than this, the answer is storeUnavailable.
constexpr int kReloadsMax = 3;

}  // namespace

/// What the writer did: either everything and its audit row, or nothing because the tables were changed by hand meanwhile.
struct Control::Committed {
    std::optional<store::AuditRow> audit;
    std::optional<LoadedState> reloaded;
};

Control::Control(Options options)
    : store_(options.store),
      crypto_(options.crypto),
      masterKey_(options.masterKey),
      clock_(options.clock),
      post_(options.post),
      after_(options.after),
      builder_(masterKey_, options.prices, options.othersLost),
      publisher_(options.post, options.after) {}

Control::~Control() {
    alive_.reset();
    for (const auto& waiting : waiting_) {
        post_([handler = std::move(waiting->handler)] { handler(cancelled()); });
    }
}

void Control::load(std::function<void(Result<std::vector<std::string>>)> handler) {
    auto job = [now = clock_.wall()](store::Database& database) { return loadState(database, now); };
    auto take = [this, alive = std::weak_ptr<int>(alive_), handler = std::move(handler)](Result<LoadedState> loaded) {
        if (alive.expired()) return handler(cancelled());
        if (!loaded) return handler(fail(loaded.error()));
        auto built = builder_.build(loaded->state, snapshot_ ? snapshot_->version + 1 : 1, clock_.wall(), snapshot_.get());
        if (!built) return handler(fail(built.error()));
        state_ = std::move(loaded->state);
        snapshot_ = std::move(built->snapshot);
        auto problems = std::move(loaded->problems);
        problems.insert(problems.end(), built->problems.begin(), built->problems.end());
        for (const auto& problem : problems) log::control().warn("{}", problem);
        handler(std::move(problems));
    };
    store_.write(std::move(job), std::move(take));
}

void Control::setTargets(std::vector<SnapshotTarget*> targets) { publisher_.setTargets(std::move(targets)); }

void Control::setPrices(std::shared_ptr<const config::PriceTable> prices) {
    builder_.setPrices(std::move(prices));
    if (!snapshot_) return;
    auto built = builder_.next(*snapshot_, {}, state_, {}, clock_.wall());
    snapshot_ = std::move(built.snapshot);
    publishQuietly();
}

void Control::apply(Command command, Actor actor, AppliedHandler handler, ExpectedTags expected) {
    auto waiting = std::make_shared<Waiting>(Waiting{std::move(command), std::move(actor), std::move(handler), std::move(expected)});
    if (std::holds_alternative<BootstrapAdmin>(waiting->command) && hasUsers()) {
        return answer(waiting, fail(ErrorCode::conflict, "An administrator exists already: sign in."));
    }
    const auto* password = passwordOf(waiting->command);
    if (!password) return enqueue(std::move(waiting));
    if (auto usable = secrets::checkPassword(*password); !usable) return answer(waiting, fail(usable.error()));
    hashPassword(*password, std::move(waiting));
}

void Control::hashPassword(const secrets::Secret& password, WaitingPtr waiting) {
    crypto_.hash(password, [this, alive = std::weak_ptr<int>(alive_), waiting](Result<std::string> hash) {
        if (alive.expired()) return waiting->handler(cancelled());
        if (!hash) return answer(waiting, fail(hash.error()));
        setPasswordHash(waiting->command, std::move(*hash));
        enqueue(waiting);
    });
}

void Control::enqueue(WaitingPtr waiting) {
    if (waiting_.size() >= kQueueMax) {
        return answer(waiting, fail(ErrorCode::tooBusy, "Too many changes are waiting: try again in a moment."));
    }
    waiting_.push_back(std::move(waiting));
    next();
}

void Control::next() {
    while (!busy_ && !waiting_.empty()) {
        auto waiting = std::move(waiting_.front());
        waiting_.pop_front();
        const CommandContext context{.now = clock_.wall(), .actor = waiting->actor, .masterKey = &masterKey_};
        const auto asExpected = checkTag(waiting->expected, waiting->command, state_);
        auto change = asExpected ? runCommand(waiting->command, state_, context) : Result<Change>(fail(asExpected.error()));
        if (!change) {
            answer(waiting, fail(change.error()));
        } else if (change->rows.empty()) {
            publishAndAnswer(waiting, std::move(*change));
        } else {
            commit(std::move(waiting), std::move(*change));
        }
    }
}

void Control::commit(WaitingPtr waiting, Change change) {
    busy_ = true;
    auto shared = std::make_shared<Change>(std::move(change));
    auto job = [shared, actor = waiting->actor, now = clock_.wall(), expected = state_.foreignVersion](store::Database& database) {
        return database.transaction([&]() -> Result<Committed> {
            auto version = database.foreignVersion();
            if (!version) return fail(version.error());
            Committed committed;
            if (*version != expected) {
                auto loaded = loadState(database, now);
                if (!loaded) return fail(loaded.error());
                committed.reloaded = std::move(*loaded);
                return committed;
            }
            auto audited = commitChange(database, *shared, actor, now);
            if (!audited) return fail(audited.error());
            committed.audit = std::move(*audited);
            return committed;
        });
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_), waiting, shared](Result<Committed> committed) {
        if (alive.expired()) return waiting->handler(cancelled());
        finish(waiting, std::move(*shared), std::move(committed));
    };
    store_.write(std::move(job), std::move(done));
}

void Control::finish(WaitingPtr waiting, Change change, Result<Committed> committed) {
    busy_ = false;
    if (!committed) {
        answer(waiting, fail(committed.error()));
    } else if (committed->reloaded) {
        takeForeign(std::move(*committed->reloaded));
        if (++waiting->reloads > kReloadsMax) {
            answer(waiting, fail(ErrorCode::storeUnavailable, "Another program keeps changing the tables: try again."));
        } else {
            waiting_.push_front(waiting);
        }
    } else {
        const State before = touchedRows(state_, change.rows);
        for (const auto& row : change.rows) applyChange(state_, row);
        auto built = builder_.next(*snapshot_, before, state_, change.rows, clock_.wall());
        for (const auto& problem : built.problems) log::control().warn("{}", problem);
        snapshot_ = std::move(built.snapshot);
        tellAudit(*committed->audit);
        publishAndAnswer(waiting, std::move(change));
    }
    next();
}

void Control::publishAndAnswer(const WaitingPtr& waiting, Change change) {
    Applied applied{.id = std::move(change.id),
                    .key = std::move(change.key),
                    .signingSecret = std::move(change.signingSecret),
                    .snapshotVersion = snapshot_ ? snapshot_->version : 0,
                    .workers = {}};
    if (!snapshot_) return answer(waiting, std::move(applied));
    auto shared = std::make_shared<Applied>(std::move(applied));
    // A command that found nothing to do publishes again all the same: its caller is told whether every worker is there.
    publisher_.publish(snapshot_, [this, alive = std::weak_ptr<int>(alive_), waiting, shared](PublishReport report) {
        shared->workers = report;
        if (!report.complete()) {
            log::control().warn("snapshot {} was acknowledged by {} of {} workers", shared->snapshotVersion, report.acknowledged,
                                report.total);
        }
        if (alive.expired()) return waiting->handler(std::move(*shared));
        answer(waiting, std::move(*shared));
    });
}

void Control::answer(const WaitingPtr& waiting, Result<Applied> result) {
    auto held = std::make_shared<Result<Applied>>(std::move(result));
    post_([waiting, held] { waiting->handler(std::move(*held)); });
}

void Control::publishQuietly() {
    publisher_.publish(snapshot_, [](PublishReport report) {
        if (!report.complete()) log::control().warn("{} of {} workers took the snapshot", report.acknowledged, report.total);
    });
}

void Control::audit(AuditDraft draft, Actor actor, std::string outcome, std::function<void(Result<store::AuditRow>)> handler) {
    auto row = auditRow(draft, actor, outcome, clock_.wall());
    auto job = [row = std::move(row)](store::Database& database) {
        return database.transaction([&] { return store::appendAudit(database, row); });
    };
    auto done = [this, alive = std::weak_ptr<int>(alive_), handler = std::move(handler)](Result<store::AuditRow> audited) {
        if (audited && !alive.expired()) tellAudit(*audited);
        handler(std::move(audited));
    };
    store_.write(std::move(job), std::move(done));
}

void Control::tellAudit(const store::AuditRow& row) {
    if (auditListener_) auditListener_(row);
}

}  // namespace gw::control
