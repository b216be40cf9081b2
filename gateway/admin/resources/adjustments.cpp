// Corrections of single ledger rows.
#include "gateway/admin/resources.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/store/usage_table.hpp"

namespace gw::admin {
namespace {

void answer(Services& services, const ExchangePtr& exchange, const std::string& requestId, const std::string& id) {
    auto found = [exchange, id](const Result<std::vector<store::AdjustmentRow>>& rows) {
        if (!rows) return exchange->fail(rows.error());
        for (const auto& row : *rows) {
            if (row.id == id) return exchange->ok(adjustmentJson(row), 201);
        }
        exchange->fail(Error{ErrorCode::notFound, ErrorSource::internal, Retry::never, {}, {}});
    };
    const auto job = [requestId](store::Database& database) { return store::adjustmentsOf(database, requestId); };
    services.ready().store.read(job, exchange->then(std::move(found)));
}

/// The running budgets hear of it in the turn that knows the commit: what a restart would read is what they say.
void write(Services& services, const ExchangePtr& exchange, control::AdjustUsage command, const store::BilledTo& whose) {
    auto applied = [&services, exchange, whose, requestId = command.requestId, amount = NanoUsd{command.costNanoUsd}](const Result<control::Applied>& done) {
        if (!done) return exchange->fail(done.error());
        services.ready().facts.correctSpending(whose.keyId, whose.userId, whose.began, amount);
        answer(services, exchange, requestId, done->id);
    };
    services.ready().control.apply(std::move(command), actorOf(*exchange), exchange->then(std::move(applied)));
}

void adjust(Services& services, const ExchangePtr& exchange) {
    control::AdjustUsage command;
    command.requestId = exchange->param("trace_id");
    command.attempt = exchange->integer("attempt").value_or(1);
    command.costNanoUsd = *exchange->integer("cost_nanousd");
    command.reason = *exchange->text("reason");
    const auto job = [requestId = command.requestId, attempt = command.attempt](store::Database& database) {
        return store::billedTo(database, requestId, attempt);
    };
    // A ledger row is never edited: whose it is cannot change before the correction is written.
    auto known = [&services, exchange, command](const Result<std::optional<store::BilledTo>>& whose) {
        if (!whose) return exchange->fail(whose.error());
        write(services, exchange, command, whose->value_or(store::BilledTo{}));
    };
    services.ready().store.read(job, exchange->then(std::move(known)));
}

}  // namespace

void addAdjustmentRoutes(RouteTable& routes, Services& services) {
    routes.add({.method = Method::post,
                .path = "/api/v1/admin/requests/{trace_id}/adjustments",
                .role = Role::admin,
                .idempotent = true,
                .summary = "Corrects what a ledger row has cost, by a row of its own; the ledger row stays. No more is given back than it has cost.",
                .body = BodySchema{.fields = {{.name = "attempt", .kind = FieldKind::integer, .min = 1, .max = 65'535, .note = "Default: 1."},
                                              {.name = "cost_nanousd", .kind = FieldKind::integer, .required = true, .min = -1'000'000'000'000'000, .max = 1'000'000'000'000'000,
                                               .note = "Plus or minus."},
                                              {.name = "reason", .required = true, .min = 1, .max = 1000}}},
                .success = 201,
                .run = [&services](const ExchangePtr& x) { adjust(services, x); }});
}

}  // namespace gw::admin
