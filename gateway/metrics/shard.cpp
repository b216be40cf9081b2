#include "gateway/metrics/shard.hpp"

#include "gateway/ledger/probe_account.hpp"
#include "gateway/metrics/label_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace gw::metrics {

namespace {

constexpr std::string_view kOther = "other";

std::uint64_t micros(std::int32_t millis) { return static_cast<std::uint64_t>(std::max(millis, 0)) * 1000; }

std::uint64_t natural(std::int64_t value) { return static_cast<std::uint64_t>(std::max<std::int64_t>(value, 0)); }

void nameAll(std::string& labels, std::initializer_list<std::string_view> names) {
    for (const auto name : names) appendLabel(labels, name, kOther);
}

}  // namespace

int effectiveStatus(const ledger::RequestRecord& record) noexcept {
    if (!record.error || record.status >= 400) return record.status;
    return httpStatus(*record.error);
}

bool isProviderFailure(const ledger::AttemptRecord& attempt) noexcept {
    if (attempt.status >= 500) return true;
    if (!attempt.error) return false;
    switch (*attempt.error) {
        case ErrorCode::upstreamUnreachable:
        case ErrorCode::upstreamDns:
        case ErrorCode::upstreamTls:
        case ErrorCode::upstreamReset:
        case ErrorCode::upstreamProtocol:
        case ErrorCode::upstreamTimeout:
        case ErrorCode::upstreamAuth:
        case ErrorCode::upstreamCut: return true;
        // A 4xx that the client caused is booked as upstreamError too.
        case ErrorCode::upstreamError: return attempt.status < 400;
        default: return false;
    }
}

void Shard::requestFinished(const ledger::RequestRecord& record) {
    bump(inflight_, std::int64_t{-1});
    countRequest(record);
    countAttempts(record);
    countBilled(record);
    countCache(record);
    latency_.add(requestBounds(), micros(record.latencyMs));
    overhead_.add(overheadBounds(), natural(record.overheadUs));
    if (record.queuedUs) queue_.add(queueBounds(), natural(*record.queuedUs));
    if (record.ttftMs) ttft_.add(requestBounds(), micros(*record.ttftMs));
    if (record.cost) bump(cost_, natural(record.cost->value));
    if (!record.console && !ledger::isProbe(record)) countSeries(record, effectiveStatus(record));
}

void Shard::countSeries(const ledger::RequestRecord& record, int status) {
    constexpr std::uint64_t kOne = 1;
    bump(series_.requests, kOne);
    if (status >= 500) bump(series_.errors5xx, kOne);
    else if (status == 429) bump(series_.errors429, kOne);
    else if (status >= 400) bump(series_.errors4xx, kOne);
    else bump(series_.success, kOne);
    bump(series_.tokensIn, natural(record.usage.input));
    bump(series_.tokensOut, natural(record.usage.output));
    if (record.cost) bump(series_.costNanoUsd, natural(record.cost->value));
    else if (!record.billed.empty()) bump(series_.unpriced, kOne);
    series_.latency.add(micros(record.latencyMs));
    series_.overhead.add(natural(record.overheadUs));
    if (record.ttftMs) series_.ttft.add(micros(*record.ttftMs));
}

bool Shard::isLike(const RecentRequest& recent, const ledger::RequestRecord& record) {
    return recent.slot && recent.status == record.status && recent.error == record.error && recent.hasKey == !record.keyId.empty() &&
           recent.model == record.model && recent.provider == record.provider && recent.route == record.route;
}

void Shard::countRequest(const ledger::RequestRecord& record) {
    auto& recent = recent_[(record.model.size() + natural(record.status)) % recent_.size()];
    if (!isLike(recent, record)) {
        recent = {record.route, record.model, record.provider, record.status, record.error, !record.keyId.empty(), &requestSlot(record)};
    }
    bump(recent.slot->count, std::uint64_t{1});
}

RequestSlot& Shard::requestSlot(const ledger::RequestRecord& record) {
    char status[12];
    const auto end = std::to_chars(status, status + sizeof status, record.status).ptr;
    const std::array<std::pair<const char*, std::string_view>, 5> labels{{
        {"route", routeLabel(record.route)},
        {"model", modelLabel(record)},
        {"provider", record.provider.empty() ? std::string_view("none") : std::string_view(record.provider)},
        {"status", std::string_view(status, static_cast<std::size_t>(end - status))},
        {"code", record.error ? codeText(*record.error) : std::string_view{}},
    }};
    // The values tell the slot; the labels' text is made once a slot.
    key_.clear();
    for (const auto& [name, value] : labels) key_.append(value).push_back('\0');
    return requests_.at(
        key_,
        [&labels](RequestSlot& made) {
            for (const auto& [name, value] : labels) appendLabel(made.labels, name, value);
        },
        [](RequestSlot& made) { nameAll(made.labels, {"route", "model", "provider", "status", "code"}); });
}

void Shard::countAttempts(const ledger::RequestRecord& record) {
    for (const auto& attempt : record.attemptList) {
        if (attempt.provider.empty()) continue;
        auto& model = modelSlot(attempt.provider, attempt.upstreamModel);
        model.upstream.add(requestBounds(), micros(attempt.totalMs));
        model.called.store(true, std::memory_order_relaxed);
        auto& slot = providers_.at(
            attempt.provider, [&](ProviderSlot& made) { made.provider = attempt.provider; },
            [](ProviderSlot& made) { made.provider = kOther; });
        const auto when = toMillis(record.createdAt) + std::max(record.latencyMs, 0);
        bump(slot.attempts, std::uint64_t{1});
        bump(slot.millis, natural(attempt.totalMs));
        if (isProviderFailure(attempt)) {
            bump(slot.failures, std::uint64_t{1});
            const auto error = attempt.error.value_or(ErrorCode::upstreamError);
            slot.lastError.store(static_cast<std::uint8_t>(error), std::memory_order_relaxed);
            slot.lastFailureMs.store(when, std::memory_order_relaxed);
        } else if (attempt.status == 429 || attempt.error == ErrorCode::upstreamRateLimit) {
            bump(slot.limited, std::uint64_t{1});
        } else if (attempt.status > 0) {
            slot.lastSuccessMs.store(when, std::memory_order_relaxed);
        }
    }
}

void Shard::countBilled(const ledger::RequestRecord& record) {
    for (const auto& billed : record.billed) {
        auto& slot = modelSlot(billed.provider, billed.model);
        const auto& usage = billed.usage;
        bump(slot.tokens[0], natural(usage.input));
        bump(slot.tokens[1], natural(usage.output));
        bump(slot.tokens[2], natural(usage.cached));
        bump(slot.tokens[3], natural(usage.reasoning));
    }
}

void Shard::countCache(const ledger::RequestRecord& record) {
    if (record.cache.empty()) return;
    auto& slot = caches_.at(
        record.cache, [&](RequestSlot& made) { appendLabel(made.labels, "result", record.cache); },
        [](RequestSlot& made) { nameAll(made.labels, {"result"}); });
    bump(slot.count, std::uint64_t{1});
}

void Shard::cacheAnswered(std::string_view preset, std::optional<NanoUsd> saved) {
    auto& slot = saved_.at(
        preset, [&](SavedSlot& made) { made.preset = preset; }, [](SavedSlot& made) { made.preset = kOther; });
    if (saved) bump(slot.nanoUsd, natural(saved->value));
    else bump(slot.unpriced, std::uint64_t{1});
}

/// Relayed paths are the client's to invent: the first 64 are names, the rest is "other".
std::string_view Shard::routeLabel(std::string_view route) {
    if (route.empty()) return "none";
    return routes_.at(
        route, [&](RequestSlot& made) { made.labels = route; }, [](RequestSlot& made) { made.labels = kOther; }).labels;
}

bool Shard::modelKnown(std::string_view model) const {
    return snapshot_ && (snapshot_->presets.contains(model) || snapshot_->presetsByModel.contains(model));
}

std::string_view Shard::modelLabel(const ledger::RequestRecord& record) const {
    if (record.keyId.empty() || record.model.empty()) return "none";
    if (modelKnown(record.model)) return record.model;
    const auto slash = record.model.find('/');
    const bool both = slash != std::string::npos && snapshot_ &&
                      snapshot_->providers.contains(std::string_view(record.model).substr(0, slash)) &&
                      snapshot_->presetsByModel.contains(std::string_view(record.model).substr(slash + 1));
    return both ? std::string_view(record.model) : std::string_view("unknown");
}

std::string_view Shard::upstreamModelLabel(std::string_view model) const {
    if (model.empty()) return "none";
    return modelKnown(model) ? model : std::string_view("unknown");
}

ModelSlot& Shard::modelSlot(const std::string& provider, const std::string& model) {
    if (last_.slot && last_.model == model && last_.provider == provider) return *last_.slot;
    const std::string_view label = upstreamModelLabel(model);
    key_.assign(provider).push_back('\0');
    key_.append(label);
    auto& slot = models_.at(
        key_,
        [&](ModelSlot& made) {
            appendLabel(made.labels, "provider", provider);
            appendLabel(made.labels, "model", label);
        },
        [](ModelSlot& made) { nameAll(made.labels, {"provider", "model"}); });
    last_.provider = provider;
    last_.model = model;
    last_.slot = &slot;
    return slot;
}

}  // namespace gw::metrics
