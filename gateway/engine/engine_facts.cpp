#include "gateway/engine/engine_ports.hpp"

#include "gateway/metrics/process_facts.hpp"
#include "gateway/metrics/prometheus.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include <sys/statvfs.h>

namespace gw::engine {

namespace {

using namespace std::chrono_literals;
using admin::DependencyFact;

constexpr auto kCheckPatience = 2s;
constexpr double kDiskWarnFree = 0.20;  ///< the handbook's daily inspection: less than 20 % free wants a person
constexpr double kDiskFullFree = 0.02;

DependencyFact fact(std::string component, std::string name, std::string kind) {
    DependencyFact made;
    made.component = std::move(component);
    made.name = std::move(name);
    made.kind = std::move(kind);
    made.status = "unknown";
    return made;
}

double millisSince(SteadyTime started) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
}

constexpr std::chrono::seconds kProviderWindow{300};

/// Provider and model of each preset item.
std::set<std::pair<std::string, std::string>> presetRoutes(const config::Snapshot& snapshot) {
    std::set<std::pair<std::string, std::string>> routes;
    for (const auto& [name, preset] : snapshot.presets) {
        for (const auto& item : preset->items)
            if (item.provider) routes.emplace(item.provider->name, item.model);
    }
    return routes;
}

std::string percentText(double share) { return std::to_string(static_cast<int>(share * 100.0 + 0.5)) + " %"; }

/// Down when half of the last five minutes' attempts failed, degraded from 1 % on.
void judgeProvider(DependencyFact& row, const metrics::ProviderStatus& seen) {
    const double failed = static_cast<double>(seen.failures) / static_cast<double>(seen.attempts);
    row.status = failed >= 0.5 ? "down" : failed >= 0.01 ? "degraded" : "ok";
    row.latencyMs = seen.meanMillis;
    row.usage = std::to_string(seen.attempts);
    if (seen.failures == 0) return;
    row.detail = percentText(failed) + " of " + std::to_string(seen.attempts) + " calls failed in 5 minutes.";
    row.reason = "calls_failed";
    row.share = failed;
}

/// Without traffic the last probe speaks for a provider.
void judgeProbe(DependencyFact& row, const ProbeMemory& probe) {
    row.status = probe.error.empty() ? "ok" : "down";
    row.reason = probe.error.empty() ? "probe_ok" : "probe_failed";
    row.detail = probe.error.empty() ? "The last probe was answered." : "The last probe failed: " + probe.error;
    row.latencyMs = probe.millis;
}

}  // namespace

/// One round of checks: each part answers into its slot; what has not answered when patience is over stays "down".
struct EngineFacts::Check {
    admin::DependencyFacts facts;
    std::size_t open = 0;
    std::function<void(admin::DependencyFacts)> then;

    void done() {
        if (open > 0) --open;
        if (open == 0) finish();
    }
    void finish() {
        if (auto tell = std::exchange(then, {})) tell(std::move(facts));
    }
};

void EngineFacts::dependencies(std::function<void(admin::DependencyFacts)> then) {
    auto check = std::make_shared<Check>();
    check->then = std::move(then);
    check->facts.checkedAt = clock_.wall();
    check->open = 1 + running_.workers->size();
    checkStore(check);
    checkWorkers(check);
    check->facts.items.push_back(spoolFact());
    check->facts.items.push_back(diskFact());
    check->facts.items.push_back(loadFact());
    addProviders(check->facts);
    addRestingPresets(check->facts);
    control_.after(kCheckPatience, [check] { check->finish(); });
}

void EngineFacts::checkStore(const std::shared_ptr<Check>& check) {
    auto row = fact("database", "SQLite", "store");
    row.status = "down";
    row.detail = "No answer within 2 s.";
    row.reason = "no_answer";
    check->facts.items.push_back(std::move(row));
    const auto started = std::chrono::steady_clock::now();
    running_.store->read([](store::Database& database) { return database.text("SELECT sqlite_version()"); },
                         [check, started](const Result<std::optional<std::string>>& version) {
                             auto& slot = check->facts.items.front();
                             slot.reason.clear();
                             if (version) {
                                 slot.status = "ok";
                                 slot.detail.clear();
                                 slot.latencyMs = millisSince(started);
                                 slot.version = *version;
                             } else {
                                 slot.detail = describe(version.error());
                             }
                             check->done();
                         });
}

void EngineFacts::checkWorkers(const std::shared_ptr<Check>& check) {
    const auto first = check->facts.items.size();
    for (unsigned i = 0; i < running_.workers->size(); ++i) {
        auto row = fact("worker-" + std::to_string(i), "Worker " + std::to_string(i), "worker");
        row.status = "down";
        row.detail = "No answer within 2 s.";
        row.reason = "no_answer";
        check->facts.items.push_back(std::move(row));
    }
    const auto started = std::chrono::steady_clock::now();
    running_.workers->ping([check, first, started, &control = control_](unsigned worker, std::uint32_t connections) {
        control.post([check, first, started, worker, connections] {
            auto& slot = check->facts.items[first + worker];
            slot.status = "ok";
            slot.latencyMs = millisSince(started);
            slot.usage = std::to_string(connections);
            slot.detail.clear();
            slot.reason.clear();
            check->done();
        });
    });
}

DependencyFact EngineFacts::spoolFact() const {
    auto row = fact("spool", "Usage spool", "spool");
    const auto stats = running_.ledger->stats();
    row.status = stats.accepting && !stats.degraded ? "ok" : stats.accepting ? "degraded" : "down";
    row.usage = std::to_string(stats.pendingRecords);
    row.detail = stats.degraded.value_or("");
    return row;
}

DependencyFact EngineFacts::diskFact() const {
    auto row = fact("disk", "Disk", "disk");
    struct statvfs disk {};
    if (::statvfs(running_.settings.dataDir.c_str(), &disk) != 0 || disk.f_blocks == 0) {
        row.detail = "The file system cannot be asked.";
        row.reason = "disk_unreadable";
        return row;
    }
    const double free = static_cast<double>(disk.f_bavail) / static_cast<double>(disk.f_blocks);
    row.status = free < kDiskFullFree ? "down" : free < kDiskWarnFree ? "degraded" : "ok";
    row.usage = percentText(1.0 - free);
    row.detail = percentText(free) + " free";
    row.reason = "disk_free";
    row.share = free;
    return row;
}

/// Degraded while work is turned away, and why.
DependencyFact EngineFacts::loadFact() const {
    auto row = fact("load", "Load", "load");
    const Pressure& pressure = running_.pressure;
    row.status = pressure.rung() == Rung::calm ? "ok" : "degraded";
    row.detail = pressureText(pressure);
    const std::string what = pressureReason(pressure);
    if (!what.empty()) row.reason = "load_" + what;
    row.share = pressure.share() / 1000.0;
    row.usage = percentText(*row.share);
    return row;
}

void EngineFacts::addProviders(admin::DependencyFacts& facts) const {
    const auto recent = running_.aggregator->providers(kProviderWindow.count());
    for (const auto& [name, provider] : running_.control->snapshot()->providers) {
        auto row = fact("provider " + name, name, "upstream");
        const auto seen = std::find_if(recent.begin(), recent.end(), [&](const auto& status) { return status.provider == name; });
        const auto probe = running_.probes.find(name);
        if (!provider->isActive) {
            row.detail = "Switched off.";
            row.reason = "switched_off";
        } else if (seen == recent.end() || seen->attempts == 0) {
            row.detail = "No traffic in the last 5 minutes.";
            row.reason = "no_traffic";
            if (provider->probeEvery && probe != running_.probes.end()) judgeProbe(row, probe->second);
        } else {
            judgeProvider(row, *seen);
        }
        facts.items.push_back(std::move(row));
    }
}

std::string EngineFacts::metricsText() const {
    metrics::Gauges gauges;
    gauges.spoolPending = spoolPending();
    // Presets name them: a label must not come from what a client asked for.
    const auto named = presetRoutes(*running_.control->snapshot());
    for (auto& row : running_.circuits.rows(systemClock().steady()))
        if (named.contains({row.provider, row.model}))
            gauges.circuits.push_back({std::move(row.provider), std::move(row.model), static_cast<int>(row.state)});
    gauges.process = metrics::readProcessFacts();
    return metrics::prometheusText(running_.aggregator->shards(), gauges);
}

std::int64_t EngineFacts::spoolPending() const {
    return static_cast<std::int64_t>(running_.ledger->stats().pendingRecords);
}

std::pair<std::size_t, std::size_t> EngineFacts::circuits() const {
    const auto facts = circuitFacts();
    const auto open = std::count_if(facts.begin(), facts.end(), [](const auto& fact) { return fact.state == "open"; });
    return {static_cast<std::size_t>(open), facts.size()};
}

admin::CacheFacts EngineFacts::cacheFacts() const {
    admin::CacheFacts facts;
    if (!running_.cache) return facts;
    const auto figures = running_.cache->figures();
    facts.bytes = figures.bytes;
    facts.bytesMax = figures.bytesMax;
    facts.entries = figures.entries;
    facts.entriesMax = figures.entriesMax;
    facts.flushes = figures.flushes;
    for (const auto& shard : running_.shards) {
        shard->caches().forEach([&facts](const metrics::RequestSlot& slot) {
            const std::uint64_t count = slot.count.load(std::memory_order_relaxed);
            for (const auto& [word, sum] : {std::pair{"\"hit\"", &facts.hits}, {"\"miss\"", &facts.misses}, {"\"bypass\"", &facts.bypasses}})
                if (slot.labels.find(word) != std::string::npos) *sum += count;
        });
        shard->saved().forEach([&facts](const metrics::SavedSlot& slot) {
            auto& saved = facts.savedByPreset[slot.preset];
            saved.nanoUsd += slot.nanoUsd.load(std::memory_order_relaxed);
            saved.unpriced += slot.unpriced.load(std::memory_order_relaxed);
        });
    }
    return facts;
}

std::uint64_t EngineFacts::flushCache() { return running_.cache ? running_.cache->flush() : 0; }

}  // namespace gw::engine
