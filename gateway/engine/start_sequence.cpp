#include "gateway/engine/start_sequence.hpp"

#include "gateway/base/log.hpp"
#include "gateway/base/random_id.hpp"
#include "gateway/control/create_admin.hpp"
#include "gateway/engine/limits_start.hpp"
#include "gateway/ledger/price_file.hpp"
#include "gateway/net/limits.hpp"
#include "gateway/store/migrator.hpp"
#include "gateway/store/usage_table.hpp"

#include <chrono>
#include <future>
#include <thread>

#include <unistd.h>

namespace gw::engine {

Result<void> StoreSink::write(std::span<const ledger::RecordView> records) {
    return store_.writeNow([records](store::Database& database) { return store::insertUsage(database, records); });
}

namespace {

using namespace std::chrono_literals;

constexpr auto kShipPatience = 1500ms, kShipPace = 10ms;

std::string nodeName() {
    char host[256] = {};
    if (::gethostname(host, sizeof host - 1) != 0) return "node";
    return host;
}

/// One object a start: each step is a stage, and says what it needs from the one before.
class Sequence {
   public:
    Sequence(const StartContext& context) : context_(context), running_(std::make_unique<Running>()) {}
    ~Sequence() {
        if (running_) takeApart(std::move(running_), context_.control);
    }

    Result<void> settings();
    Result<void> store();
    Result<void> migrate();
    Result<void> secrets();
    Result<void> snapshot();
    Result<void> workers();
    StartFailure failure(Stage stage, const Error& error) const {
        return {stage, error, running_->settings.host, running_->settings.port};
    }
    std::unique_ptr<Running> release() { return std::move(running_); }

   private:
    Result<void> loadControl();
    Result<void> openLedger();
    Result<void> budgets();

    const StartContext& context_;
    std::unique_ptr<Running> running_;
};

Result<void> Sequence::settings() {
    auto loaded = config::loadSettings(context_.load);
    if (!loaded) return fail(loaded.error());
    running_->settings = std::move(loaded->values);
    if (context_.portInstead) running_->settings.port = *context_.portInstead;
    running_->node = nodeName();
    if (context_.firstStart) {
        const auto& s = running_->settings;
        const log::Options options{s.logDir, s.logLevel, s.logFormat, s.logStdout};
        if (auto opened = log::init(options); !opened) return opened;
        log::engine().info("starting version={} node={} data_dir={}", GATEHOUSE_VERSION, running_->node, s.dataDir.string());
    }
    for (const auto& warning : loaded->warnings) log::engine().warn("{}", warning);
    net::raiseFileLimit();
    return {};
}

Result<void> Sequence::store() {
    auto lock = store::DataLock::take(running_->settings.dataDir);
    if (!lock) return fail(lock.error());
    running_->lock.emplace(std::move(*lock));
    return {};
}

Result<void> Sequence::migrate() {
    store::SqliteOptions sqlite;
    sqlite.file = running_->settings.sqliteFile;
    {
        auto database = store::Database::openSqlite(sqlite);
        if (!database) return fail(database.error());
        const auto reached = store::Migrator(**database).upgrade();
        if (!reached) return fail(reached.error());
        log::engine().info("schema revision={}", *reached);
    }
    store::Store::Options options;
    options.file = sqlite.file;
    options.post = [&control = context_.control](std::function<void()> task) { control.post(std::move(task)); };
    auto opened = store::Store::open(std::move(options));
    if (!opened) return fail(opened.error());
    running_->store = std::move(*opened);
    return {};
}

Result<void> Sequence::secrets() {
    secrets::MasterKeyOptions options;
    options.text = secrets::Secret(running_->settings.masterKey);
    options.file = running_->settings.masterKeyFile;
    options.dataDir = running_->settings.dataDir;
    auto loaded = context_.keychain ? secrets::loadConsoleKey({options, *context_.keychain, context_.trial, context_.keyAnswer})
                                    : secrets::loadMasterKey(options);
    if (!loaded) return fail(loaded.error());
    for (const auto& warning : loaded->warnings) log::engine().warn("{}", warning);
    running_->masterKey.emplace(std::move(*loaded));
    auto keys = admin::TokenKeys::open(running_->settings.securityDir);
    if (!keys) return fail(keys.error());
    for (const auto& warning : (*keys)->warnings()) log::engine().warn("{}", warning);
    running_->tokenKeys = std::move(*keys);
    running_->crypto = std::make_unique<secrets::CryptoThread>(
        [&control = context_.control](std::function<void()> task) { control.post(std::move(task)); });
    const secrets::Secret password(running_->settings.adminPassword);
    const auto made = running_->store->writeNow([&](store::Database& database) {
        return control::ensureFirstAdmin(database, running_->settings.adminEmail, password, context_.clock);
    });
    if (!made) return fail(made.error());
    if (*made) log::engine().info("first administrator made from GATEWAY_ADMIN_EMAIL");
    return {};
}

Result<void> Sequence::loadControl() {
    using Outcome = Result<std::vector<std::string>>;
    std::promise<Outcome> loaded;
    context_.control.runAndWait([&] {
        auto& control = context_.control;
        running_->control = std::make_unique<control::Control>(control::Control::Options{
            *running_->store, *running_->crypto, running_->masterKey->key, context_.clock,
            [&control](std::function<void()> task) { control.post(std::move(task)); },
            [&control](std::chrono::milliseconds delay, std::function<void()> task) { control.after(delay, std::move(task)); },
            ledger::makePriceBook({}), running_->masterKey->othersLost});
        running_->control->load([&loaded](Outcome outcome) { loaded.set_value(std::move(outcome)); });
    });
    const auto problems = loaded.get_future().get();
    if (!problems) return fail(problems.error());
    for (const auto& problem : *problems) log::control().warn("left out: {}", problem);
    return {};
}

Result<void> Sequence::openLedger() {
    ledger::LedgerOptions options;
    options.directory = running_->settings.dataDir / "spool";
    options.workers = running_->settings.threads;
    options.sync = running_->settings.ledgerSync;
    options.node = running_->node;
    auto opened = ledger::Ledger::open(std::move(options));
    if (!opened) return fail(opened.error());
    running_->ledger = std::move(*opened);
    running_->sink = std::make_unique<StoreSink>(*running_->store);
    return {};
}

Result<void> Sequence::snapshot() {
    if (auto loaded = loadControl(); !loaded) return loaded;
    return openLedger();
}

/// Budgets begin with what the ledger knows. What the last run left in the spool is part of it, so the shipper goes first.
Result<void> Sequence::budgets() {
    running_->ledger->start(*running_->sink);
    for (auto waited = 0ms; waited < kShipPatience && running_->ledger->stats().pendingRecords > 0; waited += kShipPace)
        std::this_thread::sleep_for(kShipPace);
    if (const auto pending = running_->ledger->stats().pendingRecords; pending > 0)
        log::engine().warn("budgets begin without what still waits in the spool records={}", pending);
    running_->admission = std::make_unique<limits::KeyAdmission>(context_.clock);
    config::SnapshotPtr snapshot;
    context_.control.runAndWait([&] { snapshot = running_->control->snapshot(); });
    return loadLimits(*running_->store, *snapshot, context_.clock, *running_->admission);
}

Result<void> Sequence::workers() {
    if (auto known = budgets(); !known) return known;
    for (unsigned i = 0; i < running_->settings.threads; ++i) running_->shards.push_back(std::make_unique<metrics::Shard>());
    running_->requestLog = std::make_unique<RequestLogThread>(running_->settings.threads, context_.onRequests);
    running_->nonces = std::make_unique<NonceKeeper>(*running_->store, context_.control, context_.clock);
    if (auto loaded = running_->nonces->load(); !loaded) return loaded;
    const auto& settings = running_->settings;
    running_->circuits.setFailures(settings.circuitFailures);
    running_->circuitKeeper = std::make_unique<CircuitKeeper>(*running_->store, context_.control, running_->circuits, context_.clock);
    running_->circuitKeeper->load();
    if (settings.cacheMax.value > 0)
        running_->cache = std::make_unique<cache::ResponseCache>(cache::Bounds{settings.cacheMax.value, settings.cacheEntriesMax}, settings.threads);
    running_->pressure.buffers.setLimit(bufferLimit(settings));
    config::SnapshotPtr snapshot;
    context_.control.runAndWait([&] { snapshot = running_->control->snapshot(); });
    auto started = WorkerSet::start({running_->settings, std::move(snapshot), *running_->ledger, running_->shards, *running_->requestLog, *running_->admission,
                                     running_->circuits, context_.control, context_.clock, running_->node, context_.consoleMarker, running_->nonces->table(),
                                     running_->pressure, running_->cache.get()});
    if (!started) return fail(started.error());
    running_->workers = std::move(*started);
    auto admin = context_.control.openAdminListener(running_->settings, running_->workers->tls());
    if (!admin) return fail(admin.error());
    if (*admin != 0) log::engine().info("admin API listens on {} port={}", running_->settings.adminListen, *admin);
    std::vector<const metrics::Shard*> shards;
    for (const auto& shard : running_->shards) shards.push_back(shard.get());
    running_->aggregator = std::make_unique<metrics::Aggregator>(context_.clock, std::move(shards));
    context_.control.runAndWait([&] {
        running_->control->setTargets(running_->workers->targets());
        running_->nonces->start();
        running_->circuitKeeper->start();
        running_->watch = std::make_unique<PressureWatch>(*running_, context_.control);
        running_->watch->start();
    });
    return {};
}

}  // namespace

tl::expected<std::unique_ptr<Running>, StartFailure> runStartSequence(const StartContext& context) {
    Sequence sequence(context);
    struct Step {
        Stage stage;
        Result<void> (Sequence::*run)();
    };
    const Step steps[]{{Stage::settings, &Sequence::settings}, {Stage::store, &Sequence::store},       {Stage::migrate, &Sequence::migrate},
                       {Stage::secrets, &Sequence::secrets},   {Stage::snapshot, &Sequence::snapshot}, {Stage::workers, &Sequence::workers}};
    for (const auto& step : steps) {
        context.board.enter(step.stage);
        if (auto done = (sequence.*step.run)(); !done) return tl::make_unexpected(sequence.failure(step.stage, done.error()));
    }
    return sequence.release();
}

void takeApart(std::unique_ptr<Running> running, ControlThread& control) {
    control.runAndWait([&control] { control.closeAdminListener(); });
    if (running->control) control.runAndWait([&] { running->control->setTargets({}); });
    control.runAndWait([&] { running->watch.reset(); });
    if (running->workers) running->workers->stop(*running->ledger);
    if (running->requestLog) running->requestLog->stop();
    if (running->ledger) running->ledger->stop();
    control.runAndWait([&] {
        running->aggregator.reset();
        running->control.reset();
        if (running->nonces) running->nonces->stop();
        if (running->circuitKeeper) running->circuitKeeper->stop();
    });
    running->crypto.reset();
    running->workers.reset();
    running->nonces.reset();
    running->circuitKeeper.reset();
    running->ledger.reset();
    running->store.reset();
}

}  // namespace gw::engine
