// Prices: the built-in list, and the versions that operators set before it. A version is never edited: another one follows.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/control/price_rows.hpp"
#include "gateway/ledger/price_book.hpp"
#include "gateway/ledger/rates.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace gw::admin {
namespace {

namespace json = boost::json;

json::object priceJson(const ledger::PriceRow& row, bool inForce) {
    json::object out{{"provider", row.provider}, {"model", row.model}, {"version", row.price.version}, {"source", row.price.own ? "own" : "built_in"},
                     {"effective_from", timeText(row.price.effectiveFrom)}, {"in_force", inForce}};
    for (auto& member : ledger::ratesJson(row.price)) out[member.key()] = member.value();
    return out;
}

json::object versionJson(const store::PriceVersionRow& row, WallTime now, const control::State& state) {
    const auto price = control::priceOf(row);
    json::object out = priceJson({row.provider, row.model, price.value_or(config::Price{})}, control::priceInForce(state, row.provider, row.model, now) == &row);
    out["id"] = row.id;
    out["reason"] = textOrNull(row.reason);
    out["created_by"] = textOrNull(row.createdBy);
    out["created_at"] = timeText(row.createdAt);
    return out;
}

bool wanted(const Exchange& x, std::string_view provider, std::string_view model) {
    const auto asked = x.query("provider");
    const auto part = x.query("model");
    return (!asked || *asked == provider) && (!part || model.find(*part) != std::string_view::npos);
}

/// What stands in the book, a row in force behind the operators' own ones where there are some.
json::array builtIn(const Exchange& x, const control::State& state, const config::PriceTable& table, WallTime now) {
    json::array items;
    const auto* book = dynamic_cast<const ledger::PriceBook*>(&table);
    if (!book) return items;
    const ledger::PriceRow* before = nullptr;
    bool found = false;
    for (const auto& row : book->rows()) {
        const bool same = before && before->provider == row.provider && before->model == row.model;
        found = same && found;
        before = &row;
        const bool holds = !found && !row.price.own && row.price.effectiveFrom <= now;
        found = found || holds;
        if (row.price.own || !wanted(x, row.provider, row.model)) continue;
        items.push_back(priceJson(row, holds && !control::priceInForce(state, row.provider, row.model, now)));
    }
    return items;
}

void list(Services& services, const ExchangePtr& exchange) {
    const auto& control = services.ready().control;
    const WallTime now = services.clock.wall();
    auto rows = control::pricesInOrder(control.state());
    std::reverse(rows.begin(), rows.end());
    json::array items;
    for (const auto* row : rows) {
        if (wanted(*exchange, row->provider, row->model)) items.push_back(versionJson(*row, now, control.state()));
    }
    const auto source = exchange->query("source");
    if (source && *source == "built_in") items.clear();
    const auto snapshot = control.snapshot();
    if (snapshot && snapshot->prices && (!source || *source == "built_in")) {
        for (auto& item : builtIn(*exchange, control.state(), *snapshot->prices, now)) items.push_back(std::move(item));
    }
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

/// What a route's calls are billed by: found as billing finds it, so dated names, kinds and * count.
json::value routePriceJson(const config::PriceTable* prices, const config::Provider& provider, std::string_view model, WallTime now) {
    const auto* price = prices ? prices->find(provider, model, now) : nullptr;
    if (!price) return nullptr;
    json::object out = ledger::ratesJson(*price);
    out["version"] = price->version;
    out["source"] = price->own ? "own" : "built_in";
    return out;
}

void ofRoutes(Services& services, const ExchangePtr& exchange) {
    const auto snapshot = services.ready().control.snapshot();
    std::map<std::pair<std::string_view, std::string_view>, const config::Provider*> routes;
    for (const auto& [name, preset] : snapshot->presets) {
        for (const auto& item : preset->items) routes.emplace(std::pair(std::string_view(item.provider->name), std::string_view(item.model)), item.provider.get());
    }
    const WallTime now = services.clock.wall();
    json::array items;
    for (const auto& [route, provider] : routes) {
        items.push_back(json::object{{"provider", route.first}, {"model", route.second},
                                     {"price", routePriceJson(snapshot->prices.get(), *provider, route.second, now)}});
    }
    exchange->ok(json::object{{"items", std::move(items)}, {"next_cursor", nullptr}});
}

void put(Services& services, const ExchangePtr& exchange) {
    control::PutPriceVersion command;
    command.provider = exchange->param("provider");
    command.model = exchange->param("model");
    command.effectiveFrom = exchange->text("effective_from");
    command.reason = exchange->text("reason").value_or("");
    json::object rates;
    for (const auto& member : exchange->body()) {
        const std::string_view name(member.key().data(), member.key().size());
        if (ledger::isRatesMember(name) && !member.value().is_null()) rates[member.key()] = member.value();
    }
    command.rates = json::serialize(rates);
    auto applied = [&services, exchange](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        const auto& state = services.ready().control.state();
        const auto found = state.prices.find(done->id);
        if (found == state.prices.end()) return exchange->fail(Error{ErrorCode::notFound, ErrorSource::internal, Retry::never, {}, {}});
        exchange->ok(versionJson(found->second, services.clock.wall(), state));
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

std::vector<Field> rateFields(bool required) {
    const auto rate = [](std::string name, bool needed, std::string note) {
        return Field{.name = std::move(name), .required = needed, .nullable = !needed, .min = 1, .max = 20, .note = std::move(note)};
    };
    return {rate("input", required, "USD per million tokens as a decimal string, at most nine decimals."), rate("output", required, {}),
            rate("cached_input", false, "Tokens read from a cache; not given: as input."), rate("cache_write", false, "Tokens written to a cache; not given: as input."),
            rate("reasoning", false, "Not given: as output.")};
}

std::vector<Field> priceFields() {
    Field tiers{.name = "tiers", .kind = FieldKind::objects, .max = 16, .note = "What the whole request costs when its input is longer than `above` tokens."};
    tiers.members = rateFields(true);
    tiers.members.push_back({.name = "above", .kind = FieldKind::integer, .required = true, .min = 1});
    Field batch{.name = "batch", .kind = FieldKind::object, .nullable = true, .note = "What the provider did at leisure (service tier batch or flex)."};
    batch.members = rateFields(true);
    batch.members.push_back(tiers);
    std::vector<Field> fields = rateFields(true);
    fields.push_back(std::move(tiers));
    fields.push_back(std::move(batch));
    fields.push_back({.name = "effective_from", .nullable = true, .min = 10, .max = 40, .note = "A day (UTC) or an RFC 3339 time; not given: at once."});
    fields.push_back({.name = "reason", .max = 1000});
    return fields;
}

}  // namespace

void addPriceRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/prices",
                .role = Role::viewer,
                .summary = "All versions of prices: operators' newest first, then the built-in list. in_force: what requests are billed by now.",
                .query = {{"provider", "A provider's name, a kind, or *."}, {"model", "Part of its name."}, {"source", "own or built_in"}},
                .run = [&services](const ExchangePtr& x) { list(services, x); }});
    routes.add({.method = Method::get,
                .path = "/api/v1/admin/prices/routes",
                .role = Role::viewer,
                .summary = "Each provider and model of the presets with the price its calls are billed by now; null: unpriced.",
                .run = [&services](const ExchangePtr& x) { ofRoutes(services, x); }});
    routes.add({.method = Method::put,
                .path = "/api/v1/admin/prices/{provider}/{model}",
                .role = Role::admin,
                .summary = "A new version of a price, from effective_from on; what was billed stays as it is. A slash in the model is percent-encoded.",
                .body = BodySchema{.fields = priceFields()},
                .run = [&services](const ExchangePtr& x) { put(services, x); }});
}

}  // namespace gw::admin
