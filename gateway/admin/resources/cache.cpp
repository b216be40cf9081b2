// The response cache: its figures, and a way to forget everything that is kept.
#include "gateway/admin/resources.hpp"

#include <boost/json/value.hpp>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object cacheJson(const CacheFacts& facts) {
    const std::uint64_t asked = facts.hits + facts.misses;
    json::object out{{"bytes", facts.bytes},   {"bytes_max", facts.bytesMax}, {"entries", facts.entries}, {"entries_max", facts.entriesMax},
                     {"flushes", facts.flushes}, {"hits", facts.hits},        {"misses", facts.misses},   {"bypasses", facts.bypasses}};
    json::array presets;
    CacheFacts::Saved sum;
    for (const auto& [preset, saved] : facts.savedByPreset) {
        presets.push_back(json::object{{"preset", preset}, {"saved_nanousd", saved.nanoUsd}, {"unpriced", saved.unpriced}});
        sum.nanoUsd += saved.nanoUsd;
        sum.unpriced += saved.unpriced;
    }
    out["saved_nanousd"] = sum.nanoUsd;
    out["saved_unpriced"] = sum.unpriced;
    out["saved_by_preset"] = std::move(presets);
    out["hit_ratio"] = asked == 0 ? json::value(nullptr) : json::value(static_cast<double>(facts.hits) / static_cast<double>(asked));
    return out;
}

void flush(Services& services, const ExchangePtr& exchange) {
    control::AuditDraft draft;
    draft.action = "cache.flush";
    draft.targetType = "cache";
    draft.targetName = services.engine.state().node;
    draft.reason = exchange->text("reason").value_or("");
    auto audited = [&services, exchange](const Result<store::AuditRow>& row) {
        if (!row) return exchange->fail(row.error());
        const std::uint64_t dropped = services.ready().facts.flushCache();
        exchange->ok(json::object{{"dropped", dropped}});
    };
    services.ready().control.audit(std::move(draft), actorOf(*exchange), "done", exchange->then(std::move(audited)));
}

}  // namespace

void addCacheRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/cache",
                .role = Role::viewer,
                .summary = "What the response cache of this node holds, how often it answered since the start, and what that saved.",
                .run = [&services](const ExchangePtr& x) { x->ok(cacheJson(services.ready().facts.cacheFacts())); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/cache/flush",
                .role = Role::operation,
                .summary = "Forgets every answer that is kept; what is being fetched is not kept either.",
                .body = BodySchema{.fields = {{.name = "reason", .max = 1000, .note = "Stands in the audit log."}}},
                .run = [&services](const ExchangePtr& x) { flush(services, x); }});
}

}  // namespace gw::admin
