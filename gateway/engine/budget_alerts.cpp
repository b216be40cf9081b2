#include "gateway/engine/budget_alerts.hpp"

#include "gateway/base/log.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <utility>
#include <vector>

namespace gw::engine {

namespace {

namespace json = boost::json;

/// What people call it: a key's prefix, a user's e-mail.
std::string nameOf(const control::State& state, const limits::BudgetWarning& warning) {
    const auto* key = warning.scope == limits::Scope::key ? state.key(warning.subject) : nullptr;
    const auto* user = warning.scope == limits::Scope::user ? state.user(warning.subject) : nullptr;
    return key ? key->prefix : user ? user->email : warning.subject;
}

}  // namespace

void tellBudgets(limits::KeyAdmission& admission, const control::State& state, admin::AdminApi& api) {
    std::vector<std::string> rows;
    for (const auto& warning : admission.takeWarnings()) {
        const std::string name = nameOf(state, warning);
        const std::string scope(limits::scopeText(warning.scope)), limit(limits::limitText(warning.limit));
        log::engine().warn("BUDGET_{} {}={} limit={} percent={} spent_nanousd={} of_nanousd={}", warning.percent >= 100 ? "EXHAUSTED" : "WARNING",
                           scope, log::quoted(name), limit, warning.percent, warning.spent.value, warning.of.value);
        rows.push_back(json::serialize(json::object{{"kind", "budget"}, {"at", rfc3339(warning.at)}, {"scope", scope}, {"subject", warning.subject},
                                                    {"name", name}, {"limit", limit}, {"percent", warning.percent},
                                                    {"spent_nanousd", warning.spent.value}, {"of_nanousd", warning.of.value}}));
    }
    if (!rows.empty()) api.publishAlerts(std::move(rows));
}

}  // namespace gw::engine
