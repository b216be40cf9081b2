#include "gateway/base/random_id.hpp"
#include "gateway/control/audit_trail.hpp"
#include "gateway/control/price_rows.hpp"
#include "gateway/control/validate.hpp"
#include "gateway/ledger/rates.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <utility>

namespace gw::control {

namespace {

constexpr std::size_t kPricesMax = 10'000;

/// One more than the highest there is: "own-1", "own-2" … over all models.
std::string nextVersion(const State& state) {
    std::uint64_t highest = 0;
    for (const auto& [id, row] : state.prices) highest = std::max(highest, numberOf(row));
    return "own-" + std::to_string(highest + 1);
}

Result<void> checkScope(const State& state, const std::string& provider) {
    if (provider == "*" || providerKind(provider) || state.providerByName(provider)) return {};
    return fail(ErrorCode::notFound, "No provider has this name; a kind (openai, anthropic, gemini, azure) or * stands for several.", "provider");
}

Result<WallTime> startOf(const PutPriceVersion& command, WallTime now) {
    if (!command.effectiveFrom) return now;
    WallTime at{};
    std::string text = *command.effectiveFrom;
    if (text.size() == 10) text += "T00:00:00Z";
    if (!parseRfc3339(text, at)) return fail(ErrorCode::invalidValue, "A date such as 2026-01-31 or an RFC 3339 time.", "effective_from");
    return at;
}

}  // namespace

Result<Change> run(const PutPriceVersion& command, const State& state, const CommandContext& context) {
    if (auto scope = checkScope(state, command.provider); !scope) return fail(scope.error());
    auto models = checkModels({command.model}, "model");
    if (!models) return fail(models.error());
    auto reason = checkReason(command.reason);
    if (!reason) return fail(reason.error());
    const auto start = startOf(command, context.now);
    if (!start) return fail(start.error());
    if (state.prices.size() >= kPricesMax) return fail(ErrorCode::conflict, "There are 10,000 versions of prices already.");
    store::PriceVersionRow row{.id = uuidV7(context.now), .version = nextVersion(state), .provider = command.provider, .model = models->front(),
                               .rates = command.rates, .effectiveFrom = *start, .reason = *reason, .createdBy = context.actor.email,
                               .createdAt = context.now};
    const auto price = priceOf(row);
    if (!price) return fail(price.error());
    // One spelling, so that the same figures are known again.
    row.rates = boost::json::serialize(ledger::ratesJson(*price));
    const auto* held = priceInForce(state, row.provider, row.model, std::max(context.now, *start));
    Change change;
    if (held && held->rates == row.rates && (!command.effectiveFrom || held->effectiveFrom == row.effectiveFrom)) {
        change.id = held->id;
        return change;
    }
    const auto* now = priceInForce(state, row.provider, row.model, context.now);
    if (now && row.effectiveFrom < now->effectiveFrom) {
        return fail(ErrorCode::conflict, "Version " + now->version + " holds since " + rfc3339(now->effectiveFrom) + ": an earlier date would change nothing.",
                    "effective_from");
    }
    change.id = row.id;
    change.audit = draftFor("price.update", "price", now, &row, row.provider + "/" + row.model);
    change.audit.targetId = row.id;
    change.audit.reason = std::move(*reason);
    change.rows.push_back(PutPrice{std::move(row)});
    return change;
}

}  // namespace gw::control
