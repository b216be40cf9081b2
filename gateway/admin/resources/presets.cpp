// Presets: names that callers use as a model, and the upstream models behind them.
#include "gateway/admin/if_match.hpp"
#include "gateway/admin/reason_query.hpp"
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/row_tag.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object itemJson(const store::PresetItemRow& item) {
    json::object out;
    out["id"] = item.id;
    out["provider"] = item.provider;
    out["model"] = item.model;
    out["weight"] = item.weight;
    out["priority"] = item.priority;
    out["is_active"] = item.isActive;
    out["max_parallel"] = orNull(item.parallelMax);
    out["rpm"] = orNull(item.rpm);
    return out;
}

json::object presetJson(const store::PresetRow& preset) {
    json::array items;
    for (const auto& item : preset.items) items.push_back(itemJson(item));
    json::object out;
    out["id"] = preset.id;
    out["name"] = preset.name;
    out["strategy"] = preset.strategy;
    out["items"] = std::move(items);
    out["created_at"] = timeText(preset.createdAt);
    out["cache"] = preset.cache;
    out["cache_scope"] = preset.cacheScope;
    out["cache_ttl_seconds"] = preset.cacheTtlSeconds ? json::value(*preset.cacheTtlSeconds) : json::value(nullptr);
    out["cache_bill_percent"] = preset.cacheBillPercent;
    out["etag"] = control::tagOf(preset);
    return out;
}

const Field kWeight{.name = "weight", .kind = FieldKind::integer, .min = 0, .max = 1'000'000};
const Field kPriority{.name = "priority", .kind = FieldKind::integer, .min = 0, .max = 1'000, .note = "Lower goes first."};
const Field kActive{.name = "is_active", .kind = FieldKind::boolean};
const Field kParallel{.name = "max_parallel", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 1'000'000, .note = "Calls under way at once; the next candidate gets what is beyond."};
const Field kRpm{.name = "rpm", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 10'000'000, .note = "Calls in any minute on one node."};

std::vector<Field> fields(bool create) {
    Field items{.name = "items", .kind = FieldKind::objects, .max = 100};
    items.members = {{.name = "provider", .required = true, .min = 1, .max = 32, .note = "Its name."},
                     {.name = "model", .required = true, .min = 1, .max = 128, .note = "The name sent upstream."},
                     kWeight,
                     kPriority,
                     kActive,
                     kParallel,
                     kRpm};
    return {{.name = "name", .required = create, .min = 1, .max = 64},
            {.name = "strategy", .oneOf = {"weighted", "priority", "latency", "least_busy", "sticky"}},
            std::move(items),
            {.name = "cache", .oneOf = {"off", "temperature_zero", "all"}, .note = "Which requests the response cache may answer."},
            {.name = "cache_scope", .oneOf = {"key", "user"}, .note = "Who shares an answer."},
            {.name = "cache_ttl_seconds", .kind = FieldKind::integer, .nullable = true, .min = 1, .max = 2'592'000,
             .note = "null: GATEWAY_CACHE_TTL_SECONDS."},
            {.name = "cache_bill_percent", .kind = FieldKind::integer, .min = 0, .max = 100,
             .note = "Of its price, for an answer from the cache: 0 free, 100 in full."}};
}

control::PresetCacheInput cacheFrom(const Exchange& x) {
    control::PresetCacheInput cache;
    cache.use = x.text("cache");
    cache.scope = x.text("cache_scope");
    cache.billPercent = x.integer("cache_bill_percent");
    if (x.has("cache_ttl_seconds")) cache.ttlSeconds.emplace(x.integer("cache_ttl_seconds"));
    return cache;
}

std::optional<std::int64_t> maybeInteger(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value && !value->is_null() ? std::optional(value->as_int64()) : std::nullopt;
}

std::optional<std::vector<control::PresetItemInput>> itemsFrom(const Exchange& x) {
    const auto* list = x.body().if_contains("items");
    if (!list) return std::nullopt;
    std::vector<control::PresetItemInput> items;
    for (const auto& value : list->as_array()) {
        const auto& object = value.as_object();
        control::PresetItemInput item;
        item.provider = std::string(object.at("provider").as_string());
        item.model = std::string(object.at("model").as_string());
        if (const auto* weight = object.if_contains("weight")) item.weight = weight->as_int64();
        if (const auto* priority = object.if_contains("priority")) item.priority = priority->as_int64();
        if (const auto* active = object.if_contains("is_active")) item.isActive = active->as_bool();
        item.parallelMax = maybeInteger(object, "max_parallel");
        item.rpm = maybeInteger(object, "rpm");
        items.push_back(std::move(item));
    }
    return items;
}

void reply(Services& services, const ExchangePtr& exchange, const std::string& id) {
    const auto* preset = services.ready().control.state().preset(id);
    if (preset) return exchange->ok(presetJson(*preset));
    exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never,
                         "There is no preset with this id: see GET /api/v1/admin/presets.", "id"});
}

void change(Services& services, const ExchangePtr& exchange, control::Command command) {
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        reply(services, exchange, done->id);
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

void create(Services& services, const ExchangePtr& exchange) {
    control::CreatePreset command;
    command.name = *exchange->text("name");
    command.strategy = exchange->text("strategy").value_or("weighted");
    command.items = itemsFrom(*exchange).value_or(std::vector<control::PresetItemInput>{});
    command.cache = cacheFrom(*exchange);
    change(services, exchange, std::move(command));
}

void patch(Services& services, const ExchangePtr& exchange) {
    control::PatchPreset command;
    command.id = exchange->param("id");
    command.name = exchange->text("name");
    command.strategy = exchange->text("strategy");
    command.items = itemsFrom(*exchange);
    command.cache = cacheFrom(*exchange);
    change(services, exchange, std::move(command));
}

void patchItem(Services& services, const ExchangePtr& exchange) {
    control::PatchPresetItem command;
    command.id = exchange->param("id");
    command.weight = exchange->integer("weight");
    command.priority = exchange->integer("priority");
    command.isActive = exchange->boolean("is_active");
    command.parallelMax = exchange->patchInteger("max_parallel");
    command.rpm = exchange->patchInteger("rpm");
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        const auto [preset, item] = services.ready().control.state().presetItem(exchange->param("id"));
        if (item) {
            auto body = itemJson(*item);
            body["etag"] = control::tagOf(*preset);
            return exchange->ok(body);
        }
        exchange->fail(Error{ErrorCode::notFound, ErrorSource::downstream, Retry::never, "There is no such preset item.", "id"});
    };
    applyMatching(services, exchange, std::move(command), std::move(applied));
}

void remove(Services& services, const ExchangePtr& exchange) {
    auto applied = [exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        exchange->ok(json::object{{"id", exchange->param("id")}, {"deleted", true}});
    };
    applyMatching(services, exchange, control::DeletePreset{exchange->param("id"), reasonOf(*exchange)}, std::move(applied));
}

void list(Services& services, const ExchangePtr& exchange) {
    std::vector<const store::PresetRow*> rows;
    for (const auto& [id, row] : services.ready().control.state().presets) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    json::array items;
    for (const auto* row : rows) items.push_back(presetJson(*row));
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

}  // namespace

void addPresetRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/presets",
                .role = Role::viewer,
                .summary = "All presets with their items, by name.",
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/presets",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Makes a preset.",
                .body = BodySchema{.fields = fields(true)},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { create(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/presets/{id}",
                .role = Role::viewer,
                .summary = "One preset.",
                .run = [&services](const ExchangePtr& x) { reply(services, x, x->param("id")); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/presets/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes name, strategy or the whole list of items.",
                .body = BodySchema{.fields = fields(false)},
                .run = [&services](const ExchangePtr& x) { patch(services, x); }});
    routes.add({.method = Method::del,
                .path = "/api/v1/admin/presets/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Deletes a preset.",
                .query = {reasonQuery()},
                .run = [&services](const ExchangePtr& x) { remove(services, x); }});
    routes.add({.method = Method::patch,
                .path = "/api/v1/admin/preset-items/{id}",
                .role = Role::admin,
                .matching = true,
                .summary = "Changes weight, priority, state or caps of one item. Its tag is its preset's.",
                .body = BodySchema{.fields = {kWeight, kPriority, kActive, kParallel, kRpm}},
                .run = [&services](const ExchangePtr& x) { patchItem(services, x); }});
}

}  // namespace gw::admin
